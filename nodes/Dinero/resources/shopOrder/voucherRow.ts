import type { IDataObject } from 'n8n-workflow';

import type { Refusal } from '../../../../orders/refusal';
import type { PayoutOutcome, SettlementOutcome } from '../../../../transfer';
import type { OperationContext } from '../../context';
import { refusalWith } from './documents';

/**
 * A settlement as a row: what people and later nodes look at stands flat, everything else under `details`. Amounts are
 * decimal strings in DKK.
 *
 * @param figures the amounts and counts of this kind of settlement
 */
export function voucherRow(
	outcome: SettlementOutcome | PayoutOutcome,
	figures: IDataObject,
	details: IDataObject,
): IDataObject {
	const { reason } = outcome;
	return {
		outcome: outcome.outcome,
		day: outcome.day,
		shop: outcome.shopKey,
		voucherNumber: outcome.voucherNumber ?? null,
		voucherGuid: outcome.voucherGuid ?? null,
		booked: outcome.booked,
		...figures,
		currency: 'DKK',
		reason: reason?.message ?? null,
		advice: reason?.advice ?? null,
		reasonCode: reason?.code ?? null,
		retryable: outcome.retryable,
		...('leftOut' in outcome ? { leftOut: outcome.leftOut } : {}),
		warnings: outcome.warnings,
		details: {
			shop: outcome.shop,
			...details,
			lines: outcome.lines,
			created: outcome.created,
			calls: outcome.calls,
			logRow: outcome.logRow,
		} as unknown as IDataObject,
	};
}

/** A refusal as an item or as an error, as the user chose; nothing to do is always an item. */
export function refuse(
	context: OperationContext,
	reason: Refusal,
	asItem: boolean,
	row: IDataObject,
): IDataObject {
	if (asItem || reason.kind === 'nothingToDo') return row;
	throw refusalWith(context, reason, row);
}
