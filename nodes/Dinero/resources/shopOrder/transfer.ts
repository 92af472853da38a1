import type { IDataObject } from 'n8n-workflow';

import type { ShopOrder } from '../../../../orders/order';
import { isRefusal, refused, type Refusal } from '../../../../orders/refusal';
import type { Settings } from '../../../../orders/settings';
import { createDineroPort, type DineroPort, type TransferOutcome } from '../../../../transfer';
import type { OperationContext } from '../../context';
import { readAttachment, type GivenFile } from './attachment';
import { readDocuments, refusalWith, refusedAsItems, refusedRow } from './documents';
import { outcomeRow } from './outcome';
import { readOrderSettings } from './settings';

const actions = ['draft', 'book', 'bookAndPay', 'settings'] as const;

type Transfer = (
	order: ShopOrder,
	settings: Settings,
	port: DineroPort,
	options: TransferOptions,
) => Promise<TransferOutcome>;

/**
 * Reads the order and the settings of the form, hands them to `transfer`, and shows what became of it.
 * A refused order ends as an item or as a NodeOperationError, as the form says; nothing was written for it then,
 * or the row says what was.
 */
export async function transferOrder(context: OperationContext, transfer: Transfer): Promise<IDataObject> {
	const asItem = refusedAsItems(context);
	const settings = readSettingsOf(context);
	const order = readOrder(context, settings);
	if (isRefusal(order)) {
		if (order.kind === 'nothingToDo' || asItem) return refusedRow(order);
		throw refusalWith(context, order, refusedRow(order));
	}
	const options = { ...transferOptions(context), attachment: await readAttachment(context) };
	const organizationId = await context.organizationId();
	const port = createDineroPort(context.dinero, organizationId);
	const outcome = await transfer(order, settings, port, options);
	const row = outcomeRow(outcome);
	if (outcome.outcome !== 'refused' || asItem || outcome.reason === undefined) return row;
	throw refusalWith(context, outcome.reason, row);
}

/** The settings of the form with the action that it chooses, unless the JSON shall say it. */
export function readSettingsOf(context: OperationContext): Settings {
	const action = context.optionalChoice('whatToDo', actions);
	return readOrderSettings(context, action === 'settings' ? undefined : action);
}

/** What the form says that is no setting of the shop. */
export interface TransferOptions {
	/** A document that a person deleted is made anew. */
	reissue: boolean;
	/** Customers with an EAN number get an e-invoice. */
	eInvoice: boolean;
	attachment?: GivenFile;
}

export function transferOptions(context: OperationContext): TransferOptions {
	const options = context.group('options');
	return {
		reissue: options.optionalBoolean('reissue') ?? false,
		eInvoice: options.optionalBoolean('sendEInvoice') ?? false,
	};
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
