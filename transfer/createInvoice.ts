import type { Settings, ShopOrder } from '../orders';
import { invoiceIdentity, planInvoice } from '../orders';
import type { JourneyOptions } from './journey';
import type { TransferOutcome } from './outcome';
import { OwnDocument } from './ownDocument';
import type { DineroPort, InvoiceState } from './port';
import type { InvoiceRequest } from './transferInvoice';
import { transferInvoice } from './transferInvoice';

/**
 * Brings an order into Dinero as a draft, a booked or a booked and paid invoice, as the settings say. Running
 * it again, after whatever happened, continues where the order stands; an order that is there already takes one
 * request.
 *
 * @returns what was created and found, or why nothing (more) was written: a refusal is an outcome
 * @throws what the port throws when Dinero cannot be asked; `brokenOff(error)` tells how far the order came,
 * and running again is safe
 */
export async function createInvoice(
	order: ShopOrder,
	settings: Settings,
	port: DineroPort,
	options: JourneyOptions = {},
): Promise<TransferOutcome> {
	const request = invoiceRequest(order, settings, port.organizationId);
	return await transferInvoice(
		{ ...request, reissue: options.reissue === true, attachment: options.attachment },
		port,
		options,
	);
}

/** The order's invoice in Dinero as it stands now. `deleted`: a person deleted the draft. Writes nothing. */
export async function findInvoice(
	request: InvoiceRequest,
	port: DineroPort,
	options: JourneyOptions,
): Promise<InvoiceState | 'deleted' | undefined> {
	const guidOf = (time: number) => request.guidOf?.(time) ?? request.guid;
	const read = async (guid: string) => await port.getInvoice(guid);
	return await new OwnDocument(guidOf, read, options.reissue === true).find();
}

/** What the steps need to know of an order under the given settings. */
export function invoiceRequest(order: ShopOrder, settings: Settings, organizationId: string): InvoiceRequest {
	const { ean, vatNumber } = order.customer;
	return {
		guid: invoiceIdentity(organizationId, order).guid,
		guidOf: (time) => invoiceIdentity(organizationId, numbered(order, time)).guid,
		subject: {
			shop: order.shop,
			shopKey: order.shopKey,
			orderId: order.id,
			orderNumber: order.number,
			total: order.total,
			currency: order.currency,
		},
		gone: order.cancelled || ['refunded', 'voided'].includes(order.paymentStatus),
		refunded: order.refunds.length > 0 || order.paymentStatus === 'partiallyRefunded',
		sends: settings.sendByEmail || (settings.sendEInvoice && Boolean(ean ?? vatNumber)),
		severalContacts: settings.customer.severalContacts,
		plan: (facts) => planInvoice(order, settings, facts),
	};
}

/** An order or refund under the name that its next document gets after `time - 1` documents were deleted. */
export function numbered<T extends { id: string }>(subject: T, time: number): T {
	return time === 1 ? subject : { ...subject, id: `${subject.id}|${time}` };
}
