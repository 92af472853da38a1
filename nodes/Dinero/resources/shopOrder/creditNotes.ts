import type { IDataObject } from 'n8n-workflow';

import type { ShopRefund } from '../../../../orders/order';
import { isRefusal, nothingToDo, type Refusal } from '../../../../orders/refusal';
import type { Settings } from '../../../../orders/settings';
import { createCreditNote, createDineroPort } from '../../../../transfer';
import type { OperationContext } from '../../context';
import { readDocuments, refusalWith, refusedAsItems, refusedRow } from './documents';
import { outcomeRow } from './outcome';
import { readSettingsOf } from './transfer';

/**
 * One credit note for each refund of the form's field: the payload is a refund, a list of them, or an order that
 * carries its refunds. One row each, in their order; a refund that is credited already is found. All are tried
 * before a refused one stops the item, and its error then carries the rows of the others.
 */
export async function creditRefunds(context: OperationContext): Promise<IDataObject[]> {
	const settings = readSettingsOf(context);
	const refunds = readDocuments(context, 'refund', settings).flatMap(
		(document): Array<ShopRefund | Refusal> => {
			if (isRefusal(document)) return [document];
			if (document.kind === 'refund') return [document];
			const { shopKey, refunds: inside, number } = document;
			if (inside.length === 0) return [noRefunds(number)];
			return inside.map((refund) => ({ ...refund, shopKey: refund.shopKey || shopKey }));
		},
	);
	const done = await creditAll(context, refunds, settings);
	const stopped = done.find((one) => one.reason?.kind === 'refused');
	if (stopped?.reason === undefined || refusedAsItems(settings)) return done.map((one) => one.row);
	const others = done.filter((one) => one !== stopped).map((one) => one.row);
	throw refusalWith(context, stopped.reason, {
		...stopped.row,
		...(others.length === 0 ? {} : { otherRefunds: others }),
	});
}

/** One after the other: each credit note is counted by the next one. */
async function creditAll(
	context: OperationContext,
	refunds: Array<ShopRefund | Refusal>,
	settings: Settings,
): Promise<Array<{ row: IDataObject; reason?: Refusal }>> {
	const done: Array<{ row: IDataObject; reason?: Refusal }> = [];
	const readable = refunds.some((refund) => !isRefusal(refund));
	const organizationId = readable ? await context.organizationId() : '';
	for (const refund of refunds) {
		if (isRefusal(refund)) {
			done.push({ row: refusedRow(refund, settings, context.json('refund')), reason: refund });
			continue;
		}
		const port = createDineroPort(context.dinero, organizationId);
		const outcome = await createCreditNote(refund, settings, port, { reissue: settings.reissue });
		done.push({ row: outcomeRow(outcome), reason: outcome.reason });
	}
	return done;
}

function noRefunds(orderNumber: string): Refusal {
	return nothingToDo(
		'nothingRefunded',
		`Order ${orderNumber} carries no refund; there is nothing to credit.`,
		"Send the refund itself, or the order as the shop gives it after the refund, with its list 'refunds'.",
	);
}
