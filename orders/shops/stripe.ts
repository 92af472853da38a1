import { decimalToText, parseDecimal, sum } from '../money';
import type { Customer, Minor, OrderLine, OrderPayment, PostalAddress, ShopOrder } from '../order';
import { copenhagenDay, isRecord, type Place } from '../reading';
import { refused, refusedForNow, type Refusal } from '../refusal';
import { spreadDiscount, spreadTax } from './spread';
import {
	addressOrNothing,
	countryCode,
	currencyOf,
	eanOf,
	label,
	pick,
	streetOf,
	type ReadingOptions,
} from './shared';

/** Stripe's ids are unique across all accounts, and its objects do not agree on naming theirs: one key for all. */
export const STRIPE_SHOP = 'stripe.com';

/** Currencies without decimals that Stripe nevertheless writes with two (Stripe's list of currencies). */
const WRITTEN_WITH_DECIMALS = new Set(['ISK', 'UGX']);

/** States of an invoice that Stripe knows. */
const STATUSES = ['draft', 'open', 'paid', 'uncollectible', 'void'];

/** An amount of Stripe in minor units of the currency. */
export function stripeAmount(place: Place, key: string, currency: string): Minor | undefined {
	const amount = place.integer(key);
	if (amount === undefined || !WRITTEN_WITH_DECIMALS.has(currency)) return amount;
	if (amount % 100 !== 0) place.unreadable(place.at(key), `whole ${currency}, written with two zeros`);
	return Math.trunc(amount / 100);
}

/**
 * Reads a Stripe invoice, in the shape before and after the API version "2025-03-31.basil" (`tax_amounts` or `taxes`).
 * A line's `amount` is before discounts, and without those taxes that come on top.
 */
export function readStripeInvoice(invoice: Place, options: ReadingOptions): ShopOrder | Refusal {
	const currency = currencyOf(invoice);
	const id = invoice.text('id');
	if (id === undefined) invoice.missing(invoice.at('id'), "the invoice's id");
	const status = invoice.text('status')?.toLowerCase();
	if (invoice.at('lines').flag('has_more')) {
		return refused(
			'linesMissing',
			'Stripe sent only the first lines of this invoice.',
			'Fetch the rest: GET /v1/invoices/{id}/lines, and send the invoice with all its lines.',
			'lines.has_more',
		);
	}
	if (status === 'draft') {
		return refusedForNow(
			'invoiceNotFinal',
			'This Stripe invoice is still a draft.',
			'Use the event "invoice.paid" or "invoice.finalized".',
			'status',
		);
	}
	if (status !== undefined && !STATUSES.includes(status)) {
		invoice.unreadable(invoice.at('status'), `one of ${STATUSES.join(', ')}`);
	}
	const lines = wholeInvoice(invoice, currency, [
		...invoice
			.at('lines')
			.items('data')
			.map((line) => invoiceLine(line, currency)),
		...shippingCost(invoice, currency),
	]);
	const transitions = invoice.at('status_transitions');
	const day =
		copenhagenDay(transitions.at('finalized_at').value) ?? copenhagenDay(invoice.at('created').value);
	if (day === undefined) invoice.missing(invoice.at('created'), "the invoice's date");
	const total = stripeAmount(invoice, 'total', currency);
	if (total === undefined) invoice.missing(invoice.at('total'), 'the total');
	const paid = stripeAmount(invoice, 'amount_paid', currency) ?? 0;
	if (invoice.problems.length > 0) return invoice.problems[0];

	const paidDay = copenhagenDay(transitions.at('paid_at').value) ?? (paid > 0 ? day! : undefined);
	const transactionId = invoice.text('charge', 'payment_intent');
	const method = invoice.flag('paid_out_of_band') ? 'paid_out_of_band' : 'stripe';
	const payments: OrderPayment[] =
		paid > 0
			? [{ method, amount: paid, day: paidDay!, transactionId: transactionId ?? id!, giftCard: false }]
			: [];
	const billing = address(invoice.at('customer_address'), invoice.text('customer_name'));
	const delivery = address(
		invoice.at('customer_shipping').at('address'),
		invoice.at('customer_shipping').text('name'),
	);
	const lineTax = sum(lines.map((line) => line.tax));
	const order: ShopOrder = {
		...frame(invoice, id!, currency, day!),
		aliases: [invoice.text('charge'), invoice.text('payment_intent')].filter((one) => one !== undefined),
		number: invoice.text('number') ?? id!,
		...(paidDay === undefined ? {} : { paidDay }),
		customer: customerOf(invoice, options, {
			name: invoice.text('customer_name') ?? billing?.name,
			email: invoice.text('customer_email'),
			phone: invoice.text('customer_phone'),
			id: stripeId(invoice, 'customer'),
			taxIds: invoice.items('customer_tax_ids'),
			exempt: invoice.text('customer_tax_exempt'),
		}),
		...(billing ? { billing } : {}),
		...(delivery ? { delivery } : {}),
		lines,
		total: total!,
		tax: orderTax(invoice, currency) ?? lineTax,
		paymentStatus:
			status === 'paid' || (paid > 0 && paid >= total!) ? 'paid' : paid > 0 ? 'partiallyPaid' : 'unpaid',
		paymentMethods: [method],
		payments,
		cancelled: status === 'void',
		...(invoice.text('description') ? { note: invoice.text('description')! } : {}),
	};
	if (status === 'paid' && paid < total!) {
		order.warnings.push(
			"A part of the invoice was settled from the customer's balance in Stripe; it stays open here.",
		);
	}
	return invoice.problems.length > 0 ? invoice.problems[0] : order;
}

/**
 * Reads a checkout session. The event carries no lines: they must be fetched and put into `line_items`. A session that
 * names an invoice is the same sale as that invoice and shares its identity.
 */
export function readStripeSession(session: Place, options: ReadingOptions): ShopOrder | Refusal {
	const currency = currencyOf(session);
	const sessionId = session.text('id');
	if (sessionId === undefined) session.missing(session.at('id'), "the session's id");
	const invoiceId = stripeId(session, 'invoice');
	const list = session.at('line_items');
	const rows = Array.isArray(list.value) ? session.items('line_items') : list.items('data');
	if (rows.length === 0 || list.flag('has_more')) {
		const belongs = invoiceId === undefined ? '' : ` It belongs to the invoice ${invoiceId}.`;
		return refused(
			'linesMissing',
			`A checkout session of Stripe does not carry its lines.${belongs}`,
			'Fetch them with an HTTP Request node (GET /v1/checkout/sessions/{id}?expand[]=line_items) and send the answer here, or use the event "invoice.paid".',
			'line_items',
		);
	}
	const lines = [...rows.map((line) => sessionLine(line, currency)), ...shippingCost(session, currency)];
	const day = copenhagenDay(session.at('created').value);
	if (day === undefined) session.missing(session.at('created'), "the session's date");
	const total = stripeAmount(session, 'amount_total', currency);
	if (total === undefined) session.missing(session.at('amount_total'), 'the total');
	const tax = stripeAmount(session.at('total_details'), 'amount_tax', currency);
	if (session.problems.length > 0) return session.problems[0];
	const intent = stripeId(session, 'payment_intent');
	const paid = session.text('payment_status') === 'paid';
	const details = session.at('customer_details');
	const billing = address(details.at('address'), details.text('name'));
	const shipping = session.has('shipping_details')
		? session.at('shipping_details')
		: session.at('collected_information').at('shipping_details');
	const delivery = address(shipping.at('address'), shipping.text('name'));
	const id = invoiceId ?? intent ?? sessionId!;
	return {
		...frame(session, id, currency, day!),
		aliases: [sessionId!, intent].filter((one): one is string => one !== undefined && one !== id),
		number: session.text('client_reference_id') ?? id,
		...(paid ? { paidDay: day! } : {}),
		customer: customerOf(session, options, {
			name: details.text('name') ?? billing?.name,
			email: details.text('email') ?? session.text('customer_email'),
			phone: details.text('phone'),
			id: stripeId(session, 'customer'),
			taxIds: details.items('tax_ids'),
			exempt: details.text('tax_exempt'),
		}),
		...(billing ? { billing } : {}),
		...(delivery ? { delivery } : {}),
		lines,
		total: total!,
		tax: tax ?? sum(lines.map((line) => line.tax)),
		paymentStatus: paid ? 'paid' : 'unpaid',
		paymentMethods: ['stripe'],
		payments: paid
			? [{ method: 'stripe', amount: total!, day: day!, transactionId: intent ?? id, giftCard: false }]
			: [],
		cancelled: session.text('status') === 'expired',
	};
}

/** Old invoices tell discount and tax only for the whole invoice; both belong to the lines by what they cost. */
function wholeInvoice(invoice: Place, currency: string, lines: OrderLine[]): OrderLine[] {
	const rows = invoice.at('lines').items('data');
	const none = (...keys: string[]) => rows.every((row) => keys.every((key) => row.items(key).length === 0));
	let shared = lines;
	const discount = sum(
		invoice.items('total_discount_amounts').map((row) => stripeAmount(row, 'amount', currency) ?? 0),
	);
	if (discount > 0 && none('discount_amounts')) shared = spreadDiscount(shared, discount);
	const inclusive = [...invoice.items('total_tax_amounts'), ...invoice.items('total_taxes')].some(
		(row) => row.flag('inclusive') || row.text('tax_behavior') === 'inclusive',
	);
	const tax = orderTax(invoice, currency) ?? 0;
	const told = !none('tax_amounts', 'taxes') || lines.some((line) => line.tax !== 0);
	return tax > 0 && !told ? spreadTax(shared, tax, inclusive, new Set()) : shared;
}

function frame(place: Place, id: string, currency: string, day: string) {
	return {
		kind: 'order' as const,
		shop: 'stripe' as const,
		shopKey: STRIPE_SHOP,
		id,
		day,
		currency,
		pricesIncludeTax: false,
		test: place.at('livemode').value === false,
		refunds: [],
		warnings: [] as string[],
		tags: [],
	};
}

/** An id, or the id of an expanded object. */
export function stripeId(place: Place, key: string): string | undefined {
	return place.text(key) ?? place.at(key).text('id');
}

interface LineTax {
	amount: Minor;
	onTop: Minor;
	names: string[];
}

function lineTaxes(line: Place, currency: string): LineTax {
	const rows = [
		...line.items('tax_amounts').map((row) => ({ row, onTop: !row.flag('inclusive') })),
		...line.items('taxes').map((row) => ({
			row,
			onTop: row.has('tax_behavior') ? row.text('tax_behavior') !== 'inclusive' : !row.flag('inclusive'),
		})),
	].map(({ row, onTop }) => ({
		onTop,
		amount: stripeAmount(row, 'amount', currency) ?? 0,
		name: row.at('tax_rate').text('display_name') ?? row.at('rate').text('display_name'),
	}));
	return {
		amount: sum(rows.map((row) => row.amount)),
		onTop: sum(rows.filter((row) => row.onTop).map((row) => row.amount)),
		names: rows.filter((row) => row.amount !== 0 && row.name !== undefined).map((row) => row.name!),
	};
}

function orderTax(invoice: Place, currency: string): Minor | undefined {
	for (const key of ['total_tax_amounts', 'total_taxes']) {
		if (invoice.items(key).length > 0) {
			return sum(invoice.items(key).map((row) => stripeAmount(row, 'amount', currency) ?? 0));
		}
	}
	return stripeAmount(invoice, 'tax', currency);
}

function invoiceLine(line: Place, currency: string): OrderLine {
	const amount = stripeAmount(line, 'amount', currency);
	if (amount === undefined) line.missing(line.at('amount'), 'an amount');
	const code = line.text('currency')?.toUpperCase();
	if (code !== undefined && code !== currency)
		line.unreadable(line.at('currency'), `the invoice's currency ${currency}`);
	const discount = sum(
		line.items('discount_amounts').map((row) => stripeAmount(row, 'amount', currency) ?? 0),
	);
	const tax = lineTaxes(line, currency);
	const gross = (amount ?? 0) - discount + tax.onTop;
	return orderLine(line, {
		text: label(line.text('description'), 'Product'),
		gross,
		tax: tax.amount,
		discount,
		names: tax.names,
	});
}

function sessionLine(line: Place, currency: string): OrderLine {
	const gross = stripeAmount(line, 'amount_total', currency);
	if (gross === undefined) line.missing(line.at('amount_total'), 'an amount');
	return orderLine(line, {
		text: label(line.text('description'), 'Product'),
		gross: gross ?? 0,
		tax: stripeAmount(line, 'amount_tax', currency) ?? 0,
		discount: stripeAmount(line, 'amount_discount', currency) ?? 0,
		names: line.items('taxes').map((row) => row.at('rate').text('display_name')),
	});
}

function orderLine(
	line: Place,
	read: { text: string; gross: Minor; tax: Minor; discount: Minor; names: Array<string | undefined> },
): OrderLine {
	const quantity = parseDecimal(line.at('quantity').value);
	// Some lines have none; one that is no quantity is no line of an invoice.
	if (line.has('quantity') && (quantity === undefined || quantity.units < 0n)) {
		line.unreadable(line.at('quantity'), 'a quantity of zero or more');
	}
	const price = line.at('price');
	return {
		kind: 'product',
		id: line.text('id') ?? line.where,
		text: read.text,
		quantity: quantity === undefined ? '1' : decimalToText(quantity),
		gross: read.gross,
		net: read.gross - read.tax,
		tax: read.tax,
		discount: read.discount,
		...(price.text('lookup_key') ? { sku: price.text('lookup_key')! } : {}),
		taxNames: read.names.filter((name): name is string => name !== undefined),
		where: line.where,
	};
}

function shippingCost(place: Place, currency: string): OrderLine[] {
	const cost = place.at('shipping_cost');
	const total = stripeAmount(cost, 'amount_total', currency) ?? 0;
	if (total === 0) return [];
	const tax = stripeAmount(cost, 'amount_tax', currency) ?? 0;
	return [
		{
			kind: 'shipping',
			id: 'shipping_cost',
			text: 'Shipping',
			quantity: '1',
			gross: total,
			net: total - tax,
			tax,
			discount: 0,
			taxNames: [],
			where: cost.where,
		},
	];
}

function address(place: Place, name: string | undefined): PostalAddress | undefined {
	const found = addressOrNothing({
		street: streetOf(place.text('line1'), place.text('line2')),
		postcode: place.text('postal_code'),
		city: place.text('city'),
		country: countryCode(place, 'country'),
	});
	return found && (name === undefined ? found : { ...found, name });
}

function customerOf(
	place: Place,
	options: ReadingOptions,
	known: {
		name?: string;
		email?: string;
		phone?: string;
		id?: string;
		taxIds: Place[];
		exempt?: string;
	},
): Customer {
	const metadata = place.at('metadata').value;
	const fields = new Map<string, string>();
	for (const key of Object.keys(isRecord(metadata) ? metadata : {})) {
		const text = place.at('metadata').text(key);
		if (text !== undefined) fields.set(key.toLowerCase().replace(/\s+/g, '_').replace(/^_+/, ''), text);
	}
	const taxId = known.taxIds.find((row) => row.text('type') === 'eu_vat') ?? known.taxIds[0];
	const found: Customer = {
		id: known.id,
		name: known.name,
		company: pick(fields, ['company', 'company_name']),
		email: known.email?.toLowerCase(),
		phone: known.phone,
		vatNumber: taxId?.text('value') ?? pick(fields, options.fields.vatNumber),
		ean: eanOf(pick(fields, options.fields.ean)),
		purchaseOrder: pick(fields, options.fields.purchaseOrder),
		taxExempt: known.exempt === 'exempt' || known.exempt === 'reverse' ? true : undefined,
	};
	return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
