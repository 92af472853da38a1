import { createHash } from 'node:crypto';
import type { ShopOrder, ShopRefund } from './order';

/** This project's own namespace; changing it would make every order look new. */
const NAMESPACE = '6f0d7a52-3c1e-5b8e-9a44-d1e9f2c07b31';

export const EXTERNAL_REFERENCE_LIMIT = 128;

/** UUID version 5 (RFC 9562): the same name always gives the same guid. */
export function uuidV5(name: string, namespace: string = NAMESPACE): string {
	const bytes = createHash('sha1')
		.update(Buffer.from(namespace.replace(/-/g, ''), 'hex'))
		.update(name, 'utf8')
		.digest()
		.subarray(0, 16);
	bytes[6] = (bytes[6] & 0x0f) | 0x50;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** "https://WWW.Example.com/" and "example.com" name the same shop. */
export function normaliseShopKey(text: string): string {
	return text
		.trim()
		.toLowerCase()
		.replace(/^[a-z]+:\/\//, '')
		.replace(/^www\./, '')
		.replace(/\/+$/, '')
		.replace(/\s+/g, '-');
}

export interface Identity {
	guid: string;
	externalReference: string;
}

/** Joins a reference from a head that may be shortened and a tail that must stay whole, within Dinero's 128 characters. */
function reference(head: string, tail: string): string {
	const whole = `${head}:${tail}`;
	if (whole.length <= EXTERNAL_REFERENCE_LIMIT) return whole;
	const mark = createHash('sha1').update(whole).digest('hex').slice(0, 12);
	const shortTail = tail.length > 90 ? tail.slice(0, 90) : tail;
	const room = EXTERNAL_REFERENCE_LIMIT - shortTail.length - mark.length - 2;
	return `${head.slice(0, room)}~${mark}:${shortTail}`;
}

/**
 * The invoice of an order: the same guid and reference whenever and however often the order arrives.
 * The reference reads `shopify:<shop>:order:<id>` and has at most 128 characters.
 */
export function invoiceIdentity(
	organizationId: string,
	order: Pick<ShopOrder, 'shop' | 'shopKey' | 'id'>,
): Identity {
	return {
		guid: uuidV5(`${organizationId}|${order.shop}:${order.shopKey}|order|${order.id}`),
		externalReference: reference(`${order.shop}:${order.shopKey}`, `order:${order.id}`),
	};
}

/** The credit note of one refund: one order may have many. */
export function creditNoteIdentity(
	organizationId: string,
	refund: Pick<ShopRefund, 'shop' | 'shopKey' | 'id' | 'orderId'>,
): Identity {
	return {
		guid: uuidV5(`${organizationId}|${refund.shop}:${refund.shopKey}|refund|${refund.orderId}|${refund.id}`),
		externalReference: reference(
			`${refund.shop}:${refund.shopKey}`,
			`order:${refund.orderId}:refund:${refund.id}`,
		),
	};
}

/**
 * The invoices that a refund may belong to, best first: its order, then the order's other ids. Empty when the refund
 * names no shop (a Shopify refund does not); then `belongsToRefund` finds the invoice by its reference.
 */
export function refundedInvoiceIdentities(organizationId: string, refund: ShopRefund): Identity[] {
	if (!refund.shopKey) return [];
	return [refund.orderId, ...refund.orderAliases].map((id) =>
		invoiceIdentity(organizationId, { shop: refund.shop, shopKey: refund.shopKey, id }),
	);
}

/** Texts to look for with `ExternalReference contains '…'`, best first, when the refund names no shop. */
export function refundedInvoiceSearches(refund: ShopRefund): string[] {
	return [refund.orderId, ...refund.orderAliases].map((id) => `:order:${id}`);
}

/** Whether an invoice with this reference is the one that the refund's order made, whatever the shop's domain. */
export function belongsToRefund(externalReference: string | undefined, refund: ShopRefund): boolean {
	if (!externalReference?.startsWith(`${refund.shop}:`)) return false;
	return [refund.orderId, ...refund.orderAliases].some((id) => externalReference.endsWith(`:order:${id}`));
}

/**
 * Who the customer is, for the contact's guid: the VAT number, else the e-mail, so that two shops meet in one contact;
 * the shop's own customer id only where neither exists; else the collective guest of the country, else this order alone.
 */
export function contactIdentity(
	organizationId: string,
	key:
		| { by: 'vatNumber'; value: string }
		| { by: 'email'; value: string }
		| { by: 'customer'; shop: string; shopKey: string; value: string }
		| { by: 'guests'; value: string },
): Identity {
	switch (key.by) {
		case 'vatNumber':
			return named(organizationId, 'contact:vat', key.value.toUpperCase());
		case 'email':
			return named(organizationId, 'contact:email', key.value.trim().toLowerCase());
		case 'customer':
			return named(organizationId, `${key.shop}:${key.shopKey}`, key.value);
		case 'guests':
			return named(organizationId, 'contact:guests', key.value.toUpperCase());
	}
}

/** How a product that was made for a SKU is told from one that a person made. At most 128 characters. */
export function productReference(sku: string): string {
	return reference('product', sku);
}

function named(organizationId: string, head: string, value: string): Identity {
	const externalReference = reference(head, value);
	return { guid: uuidV5(`${organizationId}|${head}|${value}`), externalReference };
}

/**
 * How a payment is found again, since Dinero gives payments no guid of our own: the gateway's transaction,
 * else the order and the method. At most 128 characters.
 */
export function paymentReference(
	order: Pick<ShopOrder, 'shop' | 'id'>,
	payment: { method: string; transactionId?: string },
	role: 'payment' | 'refund' = 'payment',
): string {
	const method = payment.method || 'payment';
	if (payment.transactionId) return reference(`${order.shop}:${method}`, `${role}:${payment.transactionId}`);
	return reference(`${order.shop}:${method}`, `${role}:order:${order.id}`);
}
