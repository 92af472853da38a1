import type { IDataObject } from 'n8n-workflow';

import type { TransferOutcome } from '../../../../transfer';

/**
 * An outcome as a row: what people and later nodes look at stands flat, what people read before what only nodes read,
 * everything else under `details`.
 * Amounts are decimal strings in the document's currency.
 */
export function outcomeRow(outcome: TransferOutcome): IDataObject {
	const { reason } = outcome;
	const credited = outcome.creditNoteGuid !== undefined;
	const row: IDataObject = {
		outcome: outcome.outcome,
		orderNumber: outcome.orderNumber,
		invoiceNumber: outcome.invoiceNumber ?? null,
		...(credited ? { creditNoteNumber: outcome.creditNoteNumber ?? null } : {}),
		contactName: outcome.contactName ?? null,
		orderTotal: outcome.orderTotal,
		invoiceTotal: outcome.invoiceTotal ?? null,
		paidAmount: outcome.paidAmount ?? null,
		remaining: outcome.remaining ?? null,
		currency: outcome.currency,
		furthestStep: outcome.furthestStep,
		vatCase: outcome.vatCase ?? null,
		reason: reason?.message ?? null,
		advice: reason?.advice ?? null,
		reasonCode: reason?.code ?? null,
		retryable: outcome.retryable,
		warnings: outcome.warnings,
		invoiceGuid: outcome.invoiceGuid ?? null,
		...(credited ? { creditNoteGuid: outcome.creditNoteGuid } : {}),
	};
	return {
		...row,
		details: {
			shop: outcome.shop,
			shopKey: outcome.shopKey,
			orderId: outcome.orderId,
			contactGuid: outcome.contactGuid ?? null,
			invoiceVat: outcome.invoiceVat ?? null,
			where: reason?.where ?? null,
			created: outcome.created,
			found: outcome.found,
			accounts: outcome.accounts,
			reasons: outcome.reasons,
			...(outcome.lines === undefined ? {} : { lines: outcome.lines }),
			calls: outcome.calls,
			logRow: outcome.logRow,
		} as unknown as IDataObject,
	};
}
