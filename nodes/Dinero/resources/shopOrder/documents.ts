import type { IDataObject } from 'n8n-workflow';

import { readingOptions, readShopDocuments, type ShopDocument } from '../../../../orders';
import type { Refusal } from '../../../../orders/refusal';
import type { Settings } from '../../../../orders/settings';
import type { LogRow } from '../../../../transfer';
import type { OperationContext } from '../../context';

const shops = ['auto', 'other', 'shopify', 'stripe', 'woocommerce'] as const;

/**
 * The orders and refunds of the form's field, read as the settings say; what is none is a refusal in its place.
 *
 * @throws NodeOperationError where the field is empty or no JSON
 */
export function readDocuments(
	context: OperationContext,
	field: string,
	settings: Settings,
): Array<ShopDocument | Refusal> {
	const payload = context.json(field);
	if (payload === undefined) {
		throw context.unusable(
			field,
			'is empty',
			"Connect the shop's trigger, or give the order with an expression such as {{ $json }}.",
		);
	}
	const shop = context.optionalChoice('shop', shops) ?? 'auto';
	return readShopDocuments(payload, readingOptions(shop, settings));
}

/** Whether refused ones are items like others; else they stop or go to the error output. */
export function refusedAsItems({ whenRefused }: Settings): boolean {
	return whenRefused === 'item';
}

/**
 * What is no order, or an order with nothing to do, was not looked for in Dinero.
 *
 * @param payload what was read, so that the log row can name it
 */
export function refusedRow(reason: Refusal, settings: Settings, payload?: unknown): IDataObject {
	const logRow: LogRow = {
		when: new Date().toISOString(),
		shop: settings.shopKey ?? '',
		order: nameOf(payload),
		outcome: reason.kind,
		...{ number: '', total: '', currency: '' },
		reason: reason.message,
	};
	return {
		outcome: reason.kind,
		reason: reason.message,
		advice: reason.advice,
		reasonCode: reason.code,
		retryable: reason.retryable,
		details: { where: reason.where ?? null, logRow } as unknown as IDataObject,
	};
}

/** What a person would call the order in the payload, as far as its first level says; the payload is of no known form. */
function nameOf(payload: unknown): string {
	const [first] = Array.isArray(payload) ? (payload as unknown[]) : [payload];
	const outer = (first ?? {}) as Record<string, unknown>;
	const order = (outer.body ?? outer) as Record<string, unknown>;
	const names = ['name', 'number', 'order_number', 'id'].map((key) => order[key]);
	const name = names.find((one) => (typeof one === 'string' && one !== '') || typeof one === 'number');
	return name === undefined ? '' : String(name);
}

/** The row goes along, so that the error output carries the same fields as an item would. */
export function refusalWith(context: OperationContext, reason: Refusal, row: IDataObject) {
	const refusal = context.refusal(reason.message, reason.advice);
	refusal.context.row = row;
	return refusal;
}
