import type { Item } from '../n8n/client.mts';
import type { Options } from './options.mts';

/** Which example a payload goes through, and what its nodes are handed. */
export interface Route {
	/** File name of the example, without its folder. */
	example: string;
	/** What the trigger hands on. */
	items: Item[];
	/** What the shop answers when the example asks it for more; absent where it asks for nothing. */
	fetched?: Item[];
	/** Laid over the example's own shop, where the example is not of that shop. */
	shop?: 'auto' | NonNullable<Options['shop']>;
}

type Shop = NonNullable<Options['shop']>;
type Fields = Record<string, unknown>;

/** The example for each shop and kind of payload. */
export const examples = {
	shopify: {
		order: 'shopify-paid-order-to-invoice.json',
		refund: 'shopify-refund-to-credit-note.json',
	},
	woocommerce: {
		order: 'woocommerce-paid-order-to-invoice.json',
		refund: 'woocommerce-refund-to-credit-note.json',
	},
	stripe: {
		order: 'stripe-subscription-renewal-to-invoice.json',
		refund: 'stripe-refund-to-credit-note.json',
	},
} as const;

const isFields = (value: unknown): value is Fields =>
	value !== null && typeof value === 'object' && !Array.isArray(value);

/** A Webhook node hands on the request; a shop's trigger hands on its body alone. */
function bodyOf(json: Fields): Fields {
	return isFields(json.body) ? json.body : json;
}

interface Recognised {
	shop: Shop;
	kind: 'order' | 'refund';
}

/** What a payload is by the fields that only its shop gives; nothing when no shop gives it so. */
export function recognise(json: Fields): Recognised | undefined {
	if (typeof json.object === 'string') {
		const named = isFields(json.data) && isFields(json.data.object) ? json.data.object.object : json.object;
		const isRefund = json.type === 'charge.refunded' || named === 'refund' || named === 'credit_note';
		return { shop: 'stripe', kind: isRefund ? 'refund' : 'order' };
	}
	if ('amount' in json && ('refunded_by' in json || 'refunded_payment' in json))
		return { shop: 'woocommerce', kind: 'refund' };
	if ('order_key' in json && 'line_items' in json) return { shop: 'woocommerce', kind: 'order' };
	if ('line_items' in json && 'financial_status' in json) return { shop: 'shopify', kind: 'order' };
	if ('refund_line_items' in json || 'order_adjustments' in json) return { shop: 'shopify', kind: 'refund' };
	return undefined;
}

/** The id of the order that a WooCommerce refund belongs to, from its link to it. */
function orderOf(refund: Fields): string | undefined {
	const link = JSON.stringify(refund._links ?? {}).match(/\/orders\/(\d+)/)?.[1];
	return link ?? (typeof refund.parent_id === 'number' && refund.parent_id > 0 ? String(refund.parent_id) : undefined);
}

/** WooCommerce only tells that the order changed; the refunds themselves are the shop's answer to a question. */
function wooRefunds(refunds: Fields[]): Route | undefined {
	const order = orderOf(refunds[0]);
	if (order === undefined || refunds.some((refund) => orderOf(refund) !== order)) return undefined;
	const told = {
		id: Number(order),
		number: order,
		refunds: refunds.map(({ id, amount }) => ({
			id,
			total: `-${String(amount)}`,
		})),
	};
	return {
		example: examples.woocommerce.refund,
		items: [{ json: told }],
		fetched: refunds.map((json) => ({ json })),
	};
}

/** Payment or charge -> the Stripe invoice that it paid, as far as the given payloads tell it. */
export function stripePayments(payloads: Item[][]): Map<string, string> {
	const known = new Map<string, string>();
	const note = (payment: unknown, invoice: unknown) => {
		if (typeof payment === 'string' && typeof invoice === 'string') known.set(payment, invoice);
	};
	for (const { json } of payloads.flat()) {
		const body = bodyOf(json);
		const named = isFields(body.data) && isFields(body.data.object) ? body.data.object : body;
		if (named.object === 'invoice') {
			note(named.payment_intent, named.id);
			note(named.charge, named.id);
		}
		const paid = isFields(named.payments) && Array.isArray(named.payments.data) ? named.payments.data : [named];
		for (const row of paid.filter(isFields)) {
			if (row.object === 'invoice_payment' && isFields(row.payment)) note(row.payment.payment_intent, row.invoice);
		}
	}
	return known;
}

/** What Stripe answers when it is asked which invoice a charge or refund paid. */
function invoicePayments(event: Fields, payments: Map<string, string>): Item[] {
	const named = isFields(event.data) && isFields(event.data.object) ? event.data.object : {};
	const invoice = [named.payment_intent, named.charge, named.id]
		.map((id) => (typeof id === 'string' ? payments.get(id) : undefined))
		.find((id) => id !== undefined);
	const data = invoice === undefined ? [] : [{ object: 'invoice_payment', invoice, status: 'paid' }];
	return [{ json: { object: 'list', data, has_more: false, url: '/v1/invoice_payments' } }];
}

/**
 * The way of a payload through the examples: the shop's own example for its kind. What no example of its shop takes (several
 * events in one payload, a bare object instead of an event, something that is no order) goes through Shopify's, which
 * hands it to the Dinero node as it is, with the shop left to be recognised there. `payments` is what Stripe knows, as
 * `stripePayments` gives it.
 */
export function routeOf(items: Item[], shop?: Shop, payments = new Map<string, string>()): Route {
	const bodies = items.map(({ json }) => bodyOf(json));
	const recognised = bodies.map(recognise);
	const [first] = recognised;
	const alike = first !== undefined && recognised.every((one) => one?.shop === first.shop && one.kind === first.kind);
	const kind = first?.kind ?? 'order';
	const otherwise: Route = {
		example: examples.shopify[kind],
		items,
		shop: shop ?? 'auto',
	};
	if (!alike || (shop !== undefined && shop !== first.shop)) return otherwise;
	if (kind === 'order' || first.shop === 'shopify') return { example: examples[first.shop][kind], items };
	if (first.shop === 'woocommerce') return wooRefunds(bodies) ?? otherwise;
	const isEvent = bodies.length === 1 && isFields(bodies[0].data) && isFields(bodies[0].data.object);
	if (!isEvent) return otherwise;
	return {
		example: examples.stripe.refund,
		items: [{ json: bodies[0] }],
		fetched: invoicePayments(bodies[0], payments),
	};
}
