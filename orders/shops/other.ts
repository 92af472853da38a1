import { decimalToText, parseDecimal, sum, timesQuantity } from '../money';
import type {
	Customer,
	OrderLine,
	OrderLineKind,
	OrderPayment,
	PostalAddress,
	ShopOrder,
	ShopRefund,
} from '../order';
import { copenhagenDay, type Place } from '../reading';
import type { Refusal } from '../refusal';
import {
	addressOrNothing,
	countryCode,
	currencyOf,
	eanOf,
	label,
	shopKeyOf,
	shopUnknown,
	type ReadingOptions,
} from './shared';

const KINDS: OrderLineKind[] = ['product', 'shipping', 'fee', 'tip', 'duty', 'giftCardSold'];

/**
 * Reads our own order shape, for shops without a reader of their own (PrestaShop, Magento, Shoporama, DanDomain …):
 *
 * ```
 * { shop, id, number, date, currency, pricesIncludeTax, total, tax,
 *   lines: [{ text, quantity, price, discount, tax, total, taxName, kind, sku, vendor, productType, tags, requiresShipping }],
 *   shipping, shippingTax,                                 // or a line of kind "shipping"
 *   customer: { id, name, company, email, phone, vatNumber, vatNumberValid, ean, purchaseOrder },
 *   billing / delivery: { name, company, street, postcode, city, country, phone },
 *   payments: [{ method, amount, date, transactionId, fee, giftCard }], paymentMethod, paid, paidDate, shippedDate,
 *   test, cancelled, note, tags, language }
 * ```
 *
 * Amounts are decimals. A line costs `total` (with its tax), or `price × quantity − discount`, plus its tax unless
 * `pricesIncludeTax`. Needed are id, date, currency, total and lines.
 */
export function readOtherOrder(order: Place, options: ReadingOptions): ShopOrder | Refusal {
	const currency = currencyOf(order);
	const pricesIncludeTax = order.flag('pricesIncludeTax');
	const id = order.id('id');
	if (id === undefined) order.missing(order.at('id'), "the order's id");
	const day = copenhagenDay(order.text('date', 'createdAt'));
	if (day === undefined) order.missing(order.at('date'), "the order's date");
	if (!Array.isArray(order.at('lines').value))
		order.missing(order.at('lines'), "the list of the order's lines");
	const lines = [
		...order.items('lines').map((line) => readLine(line, currency, pricesIncludeTax)),
		...shipping(order, currency, pricesIncludeTax),
	];
	const total = order.requiredMoney('total', currency);
	const paidDay = copenhagenDay(order.text('paidDate'));
	const payments = readPayments(order, currency, day ?? '');
	const paid = order.flag('paid') || paidDay !== undefined;
	if (payments.length === 0 && paid && total > 0) {
		payments.push({
			method: order.text('paymentMethod') ?? 'unknown',
			amount: total,
			day: paidDay ?? day ?? '',
			giftCard: false,
		});
	}
	const received = sum(payments.map((payment) => payment.amount));
	const tax = order.money('tax', currency);
	if (order.problems.length > 0) return order.problems[0];
	const shopKey = shopKeyOf(order.text('shop', 'shopKey')?.toLowerCase(), options);
	if (shopKey === undefined) return shopUnknown();
	const billing = address(order.at('billing'));
	const delivery = address(order.at('delivery'));
	const shipped = copenhagenDay(order.text('shippedDate'));
	const method = order.text('paymentMethod');
	return {
		kind: 'order',
		shop: 'other',
		shopKey,
		id: id!,
		aliases: [],
		number: order.text('number') ?? id!,
		day: day!,
		...(received > 0 ? { paidDay: paidDay ?? payments[0].day } : {}),
		...(shipped ? { fulfilledDay: shipped } : {}),
		currency,
		pricesIncludeTax,
		customer: customer(order.at('customer'), billing, delivery),
		...(billing ? { billing } : {}),
		...(delivery ? { delivery } : {}),
		lines,
		total,
		tax: tax ?? sum(lines.map((line) => line.tax)),
		paymentStatus: received <= 0 ? 'unpaid' : received < total ? 'partiallyPaid' : 'paid',
		paymentMethods: [
			...new Set([...payments.map((payment) => payment.method), ...(method === undefined ? [] : [method])]),
		],
		payments,
		test: order.flag('test'),
		cancelled: order.flag('cancelled'),
		refunds: [],
		warnings: [],
		...(order.text('note') ? { note: order.text('note')! } : {}),
		tags: texts(order, 'tags'),
		...(order.text('language') ? { language: order.text('language')! } : {}),
	};
}

/**
 * Reads our own refund shape: `{ shop, id, refundOf, currency, date, amount, reason, lines: [{ lineId, text, quantity,
 * total, tax, kind }], payments: [{ method, amount, date, transactionId }], pending }`. `amount` is what the credit note
 * comes to; it defaults to the payments, then to the lines.
 */
export function readOtherRefund(refund: Place, options: ReadingOptions): ShopRefund | Refusal {
	const currency = currencyOf(refund);
	const id = refund.id('id');
	if (id === undefined) refund.missing(refund.at('id'), "the refund's id");
	const orderId = refund.id('refundOf');
	if (orderId === undefined) refund.missing(refund.at('refundOf'), "the refunded order's id");
	const day = copenhagenDay(refund.text('date', 'createdAt'));
	if (day === undefined) refund.missing(refund.at('date'), "the refund's date");
	const lines = refund.items('lines').map((line) => ({
		...(line.looseId('lineId') === undefined ? {} : { orderLineId: line.looseId('lineId')! }),
		kind: kindOf(line),
		text: label(line.text('text', 'name'), 'Product'),
		quantity: line.text('quantity') ?? '1',
		gross: line.requiredMoney('total', currency),
		tax: line.money('tax', currency) ?? 0,
		where: line.where,
	}));
	const payments = readPayments(refund, currency, day ?? '');
	const amount = refund.money('amount', currency);
	if (refund.problems.length > 0) return refund.problems[0];
	const shopKey = shopKeyOf(refund.text('shop', 'shopKey')?.toLowerCase(), options);
	if (shopKey === undefined) return shopUnknown();
	const linesTotal = sum(lines.map((line) => line.gross));
	return {
		kind: 'refund',
		shop: 'other',
		shopKey,
		id: id!,
		orderId: orderId!,
		orderAliases: [],
		currency,
		day: day!,
		lines,
		...(lines.length > 0 ? { linesTotal } : {}),
		payments,
		amount: amount ?? (payments.length > 0 ? sum(payments.map((payment) => payment.amount)) : linesTotal),
		pending: refund.flag('pending'),
		...(refund.text('reason') ? { reason: refund.text('reason')! } : {}),
		test: false,
	};
}

function kindOf(line: Place): OrderLineKind {
	const kind = line.text('kind');
	if (kind === undefined) return 'product';
	const known = KINDS.find((one) => one.toLowerCase() === kind.toLowerCase());
	if (known === undefined) line.unreadable(line.at('kind'), `one of ${KINDS.join(', ')}`);
	return known ?? 'product';
}

function readLine(line: Place, currency: string, pricesIncludeTax: boolean): OrderLine {
	const tax = line.money('tax', currency) ?? 0;
	const discount = line.money('discount', currency) ?? 0;
	const quantity = line.has('quantity') ? line.requiredDecimal('quantity') : parseDecimal('1')!;
	if (quantity.units < 0n) line.unreadable(line.at('quantity'), 'a quantity of zero or more');
	let gross = line.money('total', currency);
	if (gross === undefined) {
		// Prices with six decimals are rounded once, for the whole line; the check of the sum decides.
		const times = timesQuantity(line.requiredDecimal('price'), quantity, currency);
		gross = (times?.amount ?? 0) - discount + (pricesIncludeTax ? 0 : tax);
	}
	const taxName = line.text('taxName');
	return {
		kind: kindOf(line),
		id: line.looseId('id') ?? line.where,
		text: label(line.text('text', 'name'), 'Product'),
		quantity: decimalToText(quantity),
		gross,
		net: gross - tax,
		tax,
		discount,
		...(line.text('sku') ? { sku: line.text('sku')! } : {}),
		...(line.text('vendor') ? { vendor: line.text('vendor')! } : {}),
		...(line.text('productType') ? { productType: line.text('productType')! } : {}),
		...(texts(line, 'tags').length > 0 ? { tags: texts(line, 'tags') } : {}),
		taxNames: taxName !== undefined && tax !== 0 ? [taxName] : [],
		...(line.has('requiresShipping') ? { requiresShipping: line.flag('requiresShipping') } : {}),
		where: line.where,
	};
}

function shipping(order: Place, currency: string, pricesIncludeTax: boolean): OrderLine[] {
	const amount = order.money('shipping', currency) ?? 0;
	if (amount === 0) return [];
	const tax = order.money('shippingTax', currency) ?? 0;
	const gross = pricesIncludeTax ? amount : amount + tax;
	return [
		{
			kind: 'shipping',
			id: 'shipping',
			text: 'Shipping',
			quantity: '1',
			gross,
			net: gross - tax,
			tax,
			discount: 0,
			taxNames: [],
			where: 'shipping',
		},
	];
}

function readPayments(place: Place, currency: string, day: string): OrderPayment[] {
	return place.items('payments').map((row) => {
		const method = row.text('method') ?? 'unknown';
		const fee = row.money('fee', currency);
		return {
			method,
			amount: row.requiredMoney('amount', currency),
			day: copenhagenDay(row.text('date')) ?? day,
			...(row.looseId('transactionId') ? { transactionId: row.looseId('transactionId')! } : {}),
			giftCard: row.flag('giftCard') || method === 'gift_card',
			...(fee === undefined ? {} : { fee }),
		};
	});
}

function address(place: Place): PostalAddress | undefined {
	return addressOrNothing({
		name: place.text('name'),
		company: place.text('company'),
		street: place.text('street'),
		postcode: place.text('postcode'),
		city: place.text('city'),
		country: countryCode(place, 'country'),
		phone: place.text('phone'),
	});
}

function customer(place: Place, billing?: PostalAddress, delivery?: PostalAddress): Customer {
	const found: Customer = {
		id: place.looseId('id'),
		name: place.text('name') ?? billing?.name ?? delivery?.name,
		company: place.text('company') ?? billing?.company,
		email: place.text('email')?.toLowerCase(),
		phone: place.text('phone') ?? billing?.phone,
		vatNumber: place.text('vatNumber'),
		ean: eanOf(place.text('ean')),
		purchaseOrder: place.text('purchaseOrder'),
		vatNumberValid: place.has('vatNumberValid') ? place.flag('vatNumberValid') : undefined,
	};
	return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function texts(place: Place, key: string): string[] {
	const single = place.text(key);
	if (single !== undefined) return single.split(',').map((tag) => tag.trim());
	return place
		.items(key)
		.map((item) => item.text())
		.filter((tag): tag is string => tag !== undefined);
}
