import { decimalToText, parseMinorRounded, sum } from '../money';
import type { Customer, Minor, OrderLine, OrderPayment, PostalAddress, ShopOrder } from '../order';
import { copenhagenDay, isRecord, textOf, type Place } from '../reading';
import type { Refusal } from '../refusal';
import {
	addressOrNothing,
	countryCode,
	currencyOf,
	eanOf,
	extraFields,
	joinWords,
	label,
	pick,
	shopKeyOf,
	shopUnknown,
	streetOf,
	validityOf,
	type ReadingOptions,
} from './shared';
import { wooShop } from './woocommerceLinks';
import { embeddedRefunds } from './woocommerceRefund';

/** States in which there is no sale (yet, or any more). */
const NO_SALE = new Set(['cancelled', 'failed', 'trash', 'checkout-draft', 'auto-draft', 'draft']);

const GIFT_CARD_NAME = /gift.?card|gift.?certificate|gavekort|giftcert/i;

/**
 * Reads a WooCommerce order (REST v3, as webhooks and the WooCommerce Trigger give it). Line totals are always without
 * tax and after coupons; `prices_include_tax` only says how the shop types prices.
 */
export function readWooCommerceOrder(order: Place, options: ReadingOptions): ShopOrder | Refusal {
	const currency = currencyOf(order);
	const id = order.id('id');
	if (id === undefined) order.missing(order.at('id'), "the order's id");
	const shopKey = shopKeyOf(wooShop(order), options);
	const day = dayOf(order, 'date_created');
	if (day === undefined) order.missing(order.at('date_created'), "the order's date");
	const status = order.text('status')?.toLowerCase();
	if (status === undefined) order.missing(order.at('status'), "the order's status");
	const coupons = order
		.items('coupon_lines')
		.map((row) => row.text('code'))
		.filter((code): code is string => code !== undefined);
	const labels = taxLabels(order);
	const all = [
		...order.items('line_items').map((line) => netLine(line, 'product', currency, coupons, labels)),
		...order.items('shipping_lines').map((line) => netLine(line, 'shipping', currency, [], labels)),
		...order.items('fee_lines').map((line) => netLine(line, 'fee', currency, [], labels)),
	];
	const due = order.requiredMoney('total', currency);
	const tax = order.money('total_tax', currency);
	const gifts = giftCards(order, all, currency, day ?? '');
	if (order.problems.length > 0) return order.problems[0];
	if (shopKey === undefined) return shopUnknown();

	const lines = all.filter((line) => !gifts.lines.has(line.id));
	const giftTotal = sum(gifts.payments.map((payment) => payment.amount));
	// Gift card plugins take the card off the total; one that does not leaves the lines equal to the total.
	const reduced = sum(lines.map((line) => line.gross)) !== due;
	const total = reduced ? due + giftTotal : due;
	const paidDay = dayOf(order, 'date_paid');
	const refunded = status === 'refunded';
	const paid = paidDay !== undefined || refunded;
	const method = order.text('payment_method') ?? 'unknown';
	const rest = total - giftTotal;
	const payments = [...gifts.payments];
	if (paid && rest > 0) {
		const fee = provenFee(order, rest, currency);
		payments.unshift({
			method,
			amount: rest,
			day: paidDay ?? day!,
			...(order.text('transaction_id') ? { transactionId: order.text('transaction_id')! } : {}),
			giftCard: false,
			...(fee === undefined ? {} : { fee }),
		});
	}
	const completed = dayOf(order, 'date_completed');
	const billing = address(order.at('billing'));
	const delivery = address(order.at('shipping'));
	const read: ShopOrder = {
		kind: 'order',
		shop: 'woocommerce',
		shopKey,
		id: id!,
		aliases: [],
		number: order.text('number') ?? id!,
		day: day!,
		...(paid ? { paidDay: paidDay ?? day! } : {}),
		...(completed ? { fulfilledDay: completed } : {}),
		currency,
		pricesIncludeTax: order.flag('prices_include_tax'),
		customer: customer(order, billing, delivery, options),
		...(billing ? { billing } : {}),
		...(delivery && delivery.country ? { delivery } : {}),
		lines,
		total,
		tax: tax ?? sum(lines.map((line) => line.tax)),
		paymentStatus: 'unpaid',
		paymentMethods: [...new Set([method, ...gifts.payments.map((payment) => payment.method)])],
		payments,
		test: false,
		cancelled: NO_SALE.has(status!),
		refunds: [],
		warnings: [],
		...(order.text('customer_note') ? { note: order.text('customer_note')! } : {}),
		tags: [],
	};
	read.refunds = embeddedRefunds(order, read);
	const backAgain = sum(read.refunds.map((refund) => refund.amount));
	read.paymentStatus = refunded
		? 'refunded'
		: !paid
			? payments.length > 0
				? 'partiallyPaid'
				: 'unpaid'
			: backAgain > 0
				? 'partiallyRefunded'
				: 'paid';
	return order.problems.length > 0 ? order.problems[0] : read;
}

/** A day: the `_gmt` twin is UTC without saying so, the plain field is the shop's local time. */
export function dayOf(place: Place, key: string): string | undefined {
	return copenhagenDay(place.at(`${key}_gmt`).value, 'utc') ?? copenhagenDay(place.at(key).value);
}

/** A line whose total is without tax. Totals finer than the coin are rounded; the check of the sum decides. */
export function netLine(
	line: Place,
	kind: 'product' | 'shipping' | 'fee',
	currency: string,
	coupons: string[] = [],
	labels: Map<string, string> = new Map(),
): OrderLine {
	const amount = (key: string, required: boolean): Minor => {
		const value = textOf(line.at(key).value);
		const parsed = value === undefined ? undefined : parseMinorRounded(value, currency);
		if (parsed === undefined && value !== undefined) line.unreadable(line.at(key), 'an amount of money');
		if (value === undefined && required) line.missing(line.at(key), 'an amount of money');
		return parsed ?? 0;
	};
	const net = amount('total', true);
	const tax = amount('total_tax', false);
	const before = line.has('subtotal') ? amount('subtotal', false) + amount('subtotal_tax', false) : net + tax;
	const discount = Math.max(0, before - net - tax);
	const quantity = kind === 'product' ? line.requiredDecimal('quantity') : { units: 1n, scale: 0 };
	if (quantity.units < 0n && net > 0) line.unreadable(line.at('quantity'), 'a quantity of zero or more');
	const names = {
		product: ['name', 'Product'],
		shipping: ['method_title', 'Shipping'],
		fee: ['name', 'Fee'],
	} as const;
	const [key, otherwise] = names[kind];
	return {
		kind,
		id: line.looseId('id') ?? line.where,
		text: label(line.text(key), otherwise),
		quantity: decimalToText(quantity),
		gross: net + tax,
		net,
		tax,
		discount,
		...(discount > 0 && coupons.length > 0 ? { discountText: coupons.join(', ') } : {}),
		...(line.text('sku') ? { sku: line.text('sku')! } : {}),
		taxNames: tax === 0 ? [] : taxNames(line, labels),
		where: line.where,
	};
}

/** The order's taxes: id of the rate -> what the shop calls it. */
function taxLabels(order: Place): Map<string, string> {
	return new Map(
		order
			.items('tax_lines')
			.map((row) => [row.text('rate_id') ?? '', row.text('label', 'rate_code') ?? 'Tax']),
	);
}

/** The names of the order's taxes that fell on a line. */
function taxNames(line: Place, labels: Map<string, string>): string[] {
	return line
		.items('taxes')
		.filter((row) => Number(row.text('total') ?? 0) !== 0)
		.map((row) => labels.get(row.text('id') ?? ''))
		.filter((name): name is string => name !== undefined);
}

interface GiftCards {
	payments: OrderPayment[];
	/** Ids of lines that are gift cards in disguise. */
	lines: Set<string>;
}

/** Gift cards that paid: a list of their own, or a negative fee without tax that is named so. */
function giftCards(order: Place, lines: OrderLine[], currency: string, day: string): GiftCards {
	const listed = order.items('gift_cards').map((row) => ({
		amount: row.requiredMoney('amount', currency),
		code: row.looseId('id') ?? row.text('code'),
	}));
	const disguised = lines.filter(
		(line) => line.kind === 'fee' && line.gross < 0 && line.tax === 0 && GIFT_CARD_NAME.test(line.text),
	);
	const all = [
		...listed.map((card) => ({ amount: card.amount, id: card.code })),
		...disguised.map((line) => ({ amount: -line.gross, id: line.id })),
	];
	return {
		payments: all
			.filter((card) => card.amount > 0)
			.map((card, index) => ({
				method: 'gift_card',
				amount: card.amount,
				day,
				transactionId: `${order.text('id')}-${card.id ?? index + 1}`,
				giftCard: true,
			})),
		lines: new Set(disguised.map((line) => line.id)),
	};
}

/** The acquirer's fee from the plugin's notes, only where fee and net really add up to this payment. */
function provenFee(order: Place, amount: Minor, currency: string): Minor | undefined {
	const fields = extraFields(order.items('meta_data'), 'key');
	const fee = parseMinorRounded(pick(fields, ['stripe_fee', 'Stripe Fee']), currency);
	const net = parseMinorRounded(pick(fields, ['stripe_net', 'Net Revenue From Stripe']), currency);
	return fee !== undefined && net !== undefined && fee + net === amount ? fee : undefined;
}

function address(place: Place): PostalAddress | undefined {
	return addressOrNothing({
		name: joinWords(place.text('first_name'), place.text('last_name')),
		company: place.text('company'),
		street: streetOf(place.text('address_1'), place.text('address_2')),
		postcode: place.text('postcode'),
		city: place.text('city'),
		country: countryCode(place, 'country'),
		phone: place.text('phone'),
	});
}

function customer(
	order: Place,
	billing: PostalAddress | undefined,
	delivery: PostalAddress | undefined,
	options: ReadingOptions,
): Customer {
	const fields = extraFields(order.items('meta_data'), 'key');
	const own = order.at('billing').value;
	for (const [key, value] of Object.entries(isRecord(own) ? own : {})) {
		const text = textOf(value);
		if (text !== undefined && !fields.has(key)) fields.set(key, text);
	}
	const id = order.looseId('customer_id');
	const exempt = pick(fields, ['is_vat_exempt']);
	const found: Customer = {
		id: id === '0' ? undefined : id,
		name: billing?.name ?? delivery?.name,
		company: billing?.company ?? (billing ? undefined : delivery?.company),
		email: order.at('billing').text('email')?.toLowerCase(),
		phone: billing?.phone,
		vatNumber: pick(fields, options.fields.vatNumber),
		ean: eanOf(pick(fields, options.fields.ean)),
		purchaseOrder: pick(fields, options.fields.purchaseOrder),
		taxExempt: exempt === undefined ? undefined : validityOf(exempt) === true,
		vatNumberValid: validityOf(pick(fields, options.fields.vatNumberValid)),
	};
	return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
