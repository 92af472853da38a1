import type { IDataObject } from 'n8n-workflow';

import type { ShopOrder } from '../../../../orders/order';
import { isRefusal, refused, type Refusal } from '../../../../orders/refusal';
import type { Settings } from '../../../../orders/settings';
import { createDineroPort, type DineroPort, type TransferOutcome } from '../../../../transfer';
import type { OperationContext } from '../../context';
import { readDocuments, refusalWith, refusedAsItems, refusedRow } from './documents';
import { outcomeRow } from './outcome';
import { readOrderSettings } from './settings';

const actions = ['draft', 'book', 'bookAndPay', 'settings'] as const;

type Transfer = (
	order: ShopOrder,
	settings: Settings,
	port: DineroPort,
	options: Pick<Settings, 'reissue'>,
) => Promise<TransferOutcome>;

/**
 * Reads the order and the settings of the form, hands them to `transfer`, and shows what became of it.
 * A refused order ends as an item or as a NodeOperationError, as the form says; nothing was written for it then,
 * or the row says what was.
 */
export async function transferOrder(context: OperationContext, transfer: Transfer): Promise<IDataObject> {
	const settings = readSettingsOf(context);
	const asItem = refusedAsItems(settings);
	const order = readOrder(context, settings);
	if (isRefusal(order)) {
		const row = refusedRow(order, settings, context.json('order'));
		if (order.kind === 'nothingToDo' || asItem) return row;
		throw refusalWith(context, order, row);
	}
	const organizationId = await context.organizationId();
	const port = createDineroPort(context.dinero, organizationId);
	const outcome = await transfer(order, settings, port, { reissue: settings.reissue });
	const row = outcomeRow(outcome);
	if (outcome.outcome !== 'refused' || asItem || outcome.reason === undefined) return row;
	throw refusalWith(context, outcome.reason, row);
}

/** The settings of the form with the action that it chooses, unless the JSON shall say it. */
export function readSettingsOf(context: OperationContext): Settings {
	const action = context.optionalChoice('whatToDo', actions);
	return readOrderSettings(context, action === 'settings' ? undefined : action);
}

/** The one order of the form's field. */
export function readOrder(context: OperationContext, settings: Settings): ShopOrder | Refusal {
	const documents = readDocuments(context, 'order', settings);
	if (documents.length !== 1) {
		return refused(
			'severalDocuments',
			`There are ${documents.length} orders or refunds in one item.`,
			'Split the list, so that each item holds one.',
		);
	}
	const [document] = documents;
	if (isRefusal(document) || document.kind === 'order') return document;
	return refused(
		'refundGiven',
		'This is a refund, not an order',
		"Connect a trigger that gives orders; refunds become credit notes with 'Create Credit Note'.",
	);
}
