/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Example } from './check';

type Fields = Record<string, unknown>;

/** The first item pinned on a node: by default on the trigger. */
function sample(file: string, place = 0): Fields {
	const text = readFileSync(join(__dirname, '..', '..', 'workflows-examples', file), 'utf8');
	return Object.values((JSON.parse(text) as Example).pinData)[place][0].json;
}

const minor = (amount: unknown) => Math.round(Number(amount) * 100);
const added = <Row>(rows: Row[], amountOf: (row: Row) => number) =>
	rows.reduce((sum, row) => sum + amountOf(row), 0);

interface ShopifyRow {
	id: number;
	price: string;
	quantity?: number;
	discount_allocations: Array<{ amount: string }>;
	tax_lines: Array<{ price: string }>;
}

test.each(['shopify-paid-order-to-invoice.json', 'shopify-fulfilled-order-to-invoice.json'])(
	'%s: lines less discounts, shipping, and the VAT inside them',
	(file) => {
		const order = sample(file);
		const lines = order.line_items as ShopifyRow[];
		const rows = [...lines, ...(order.shipping_lines as ShopifyRow[])];
		const paidFor = (row: ShopifyRow) =>
			minor(row.price) * (row.quantity ?? 1) - added(row.discount_allocations, ({ amount }) => minor(amount));
		const total = added(rows, paidFor);
		expect(total).toBe(minor(order.total_price));
		for (const row of rows) expect(minor(row.tax_lines[0].price)).toBe(Math.round(paidFor(row) / 5));
		expect(minor(order.total_tax)).toBe(total / 5);
		expect(order).toMatchObject({
			currency: 'DKK',
			taxes_included: true,
			test: false,
			financial_status: 'paid',
			cancelled_at: null,
		});
		expect(lines).toHaveLength(2);
	},
);

test('the Shopify refund gives back a line of the sample order, and its money', () => {
	const order = sample('shopify-paid-order-to-invoice.json');
	const refund = sample('shopify-refund-to-credit-note.json');
	const [line] = refund.refund_line_items as Array<{
		line_item_id: number;
		subtotal: number;
		total_tax: number;
	}>;
	const [transaction] = refund.transactions as Array<{ amount: string }>;
	expect(refund.order_id).toBe(order.id);
	expect((order.line_items as ShopifyRow[]).map(({ id }) => id)).toContain(line.line_item_id);
	expect(minor(line.subtotal)).toBe(minor(transaction.amount));
	expect(minor(line.total_tax)).toBe(minor(line.subtotal) / 5);
});

interface WooRow {
	id: number;
	total: string;
	total_tax: string;
	subtotal?: string;
	subtotal_tax?: string;
}

const wooRows = (order: Fields) =>
	['line_items', 'shipping_lines', 'fee_lines'].flatMap((key) => order[key] as WooRow[]);

test('the WooCommerce order: lines and shipping without VAT, the VAT, the coupon', () => {
	const order = sample('woocommerce-paid-order-to-invoice.json');
	const rows = wooRows(order);
	expect(added(rows, (row) => minor(row.total) + minor(row.total_tax))).toBe(minor(order.total));
	expect(added(rows, (row) => minor(row.total_tax))).toBe(minor(order.total_tax));
	for (const row of rows) expect(minor(row.total_tax)).toBe(minor(row.total) / 4);
	const products = order.line_items as WooRow[];
	expect(added(products, (row) => minor(row.subtotal) - minor(row.total))).toBe(minor(order.discount_total));
	expect(added(products, (row) => minor(row.subtotal_tax) - minor(row.total_tax))).toBe(
		minor(order.discount_tax),
	);
});

test('the WooCommerce refund gives back a part of a line of that order', () => {
	const order = sample('woocommerce-paid-order-to-invoice.json');
	const changed = sample('woocommerce-refund-to-credit-note.json');
	const refund = sample('woocommerce-refund-to-credit-note.json', 1);
	expect(changed).toMatchObject({
		id: order.id,
		total: order.total,
		refunds: [{ id: refund.id, total: '-180.00' }],
	});
	expect(added(wooRows(refund), (row) => minor(row.total) + minor(row.total_tax))).toBe(
		-minor(refund.amount),
	);
	const [line] = refund.line_items as Array<WooRow & { meta_data: Array<{ value: string }> }>;
	expect((order.line_items as WooRow[]).map(({ id }) => String(id))).toContain(line.meta_data[0].value);
});

interface StripeInvoice {
	id: string;
	total: number;
	amount_paid: number;
	lines: { data: Array<{ amount: number; taxes: Array<{ amount: number; taxable_amount: number }> }> };
	total_taxes: Array<{ amount: number }>;
}

test('the Stripe renewal: its lines, with the VAT inside them, are what was paid', () => {
	const event = sample('stripe-subscription-renewal-to-invoice.json') as { data: { object: StripeInvoice } };
	const invoice = event.data.object;
	expect(added(invoice.lines.data, ({ amount }) => amount)).toBe(invoice.total);
	expect(invoice.amount_paid).toBe(invoice.total);
	for (const { amount, taxes } of invoice.lines.data) {
		expect(taxes[0].amount).toBe(amount / 5);
		expect(taxes[0].taxable_amount + taxes[0].amount).toBe(amount);
	}
	expect(invoice.total_taxes[0].amount).toBe(invoice.total / 5);
});

test('the Stripe refund gives back half of that renewal', () => {
	const renewal = sample('stripe-subscription-renewal-to-invoice.json') as {
		data: { object: StripeInvoice };
	};
	const event = sample('stripe-refund-to-credit-note.json') as {
		data: { object: { amount: number; amount_refunded: number; payment_intent: string } };
	};
	const answer = sample('stripe-refund-to-credit-note.json', 1) as {
		data: Array<{ invoice: string; payment: { payment_intent: string } }>;
	};
	const charge = event.data.object;
	expect(charge.amount).toBe(renewal.data.object.total);
	expect(charge.amount_refunded).toBe(charge.amount / 2);
	expect(answer.data[0].invoice).toBe(renewal.data.object.id);
	expect(answer.data[0].payment.payment_intent).toBe(charge.payment_intent);
});

test("the other shop's order: products and carrier with the VAT inside them", () => {
	const { body } = sample('any-shop-order-to-invoice.json') as { body: Fields };
	const rows = [
		...(body.products as Array<{ qty?: number; price_incl: string; tax_amount: string }>),
		body.carrier as { qty?: number; price_incl: string; tax_amount: string },
	];
	const priceOf = ({ qty, price_incl }: (typeof rows)[number]) => minor(price_incl) * (qty ?? 1);
	expect(added(rows, priceOf)).toBe(minor(body.total_paid_tax_incl));
	for (const row of rows) expect(minor(row.tax_amount)).toBe(priceOf(row) / 5);
});

test('the day of WooCommerce orders: lines and shipping with their VAT, and a refund that the order names', () => {
	const text = readFileSync(
		join(__dirname, '..', '..', 'workflows-examples', 'woocommerce-daily-settlement.json'),
		'utf8',
	);
	const { pinData } = JSON.parse(text) as Example;
	const orders = pinData['Fetch the orders of the day'].map(({ json }) => json);
	const [refund] = pinData['Fetch their refunds'].map(({ json }) => json);
	for (const order of orders) {
		const rows = wooRows(order);
		expect(added(rows, (row) => minor(row.total) + minor(row.total_tax))).toBe(minor(order.total));
		expect(added(rows, (row) => minor(row.total_tax))).toBe(minor(order.total_tax));
		for (const row of rows) expect(minor(row.total_tax)).toBe(minor(row.total) / 4);
	}
	expect(added(wooRows(refund), (row) => minor(row.total) + minor(row.total_tax))).toBe(
		-minor(refund.amount),
	);
	const [line] = refund.line_items as Array<WooRow & { meta_data: Array<{ value: string }> }>;
	const refunded = orders.find(({ id }) => id === refund.parent_id)!;
	expect((refunded.line_items as WooRow[]).map(({ id }) => String(id))).toContain(line.meta_data[0].value);
	expect(refunded.refunds).toMatchObject([{ id: refund.id, total: `-${String(refund.amount)}` }]);
});

test("the Stripe payout: its transactions come to it, and its own row takes it off Stripe's balance", () => {
	const event = sample('stripe-payout-to-settlement.json') as {
		data: { object: { id: string; amount: number } };
	};
	const { data } = sample('stripe-payout-to-settlement.json', 1) as {
		data: Array<{ type: string; source: string; amount: number; fee: number; net: number }>;
	};
	const payout = event.data.object;
	const [own] = data.filter(({ type }) => type === 'payout');
	expect([own.source, own.net]).toEqual([payout.id, -payout.amount]);
	expect(added(data, ({ net }) => net)).toBe(0);
	for (const { amount, fee, net } of data) expect(net).toBe(amount - fee);
});
