import { decimalToText, parseDecimal, sum, timesQuantity } from '../money';
import type { Customer, Minor, OrderLine, OrderPayment, PostalAddress, ShopOrder } from '../order';
import { copenhagenDay, isRecord, Place } from '../reading';
import { refused, type Refusal } from '../refusal';
import {
	addressOrNothing,
	countryCode,
	currencyOf,
	eanOf,
	extraFields,
	hostOf,
	joinWords,
	label,
	pick,
	shopKeyOf,
	shopUnknown,
	streetOf,
	validityOf,
	type ReadingOptions,
} from './shared';
import { inPresentmentMoney } from './presentment';
import { readShopifyRefund } from './shopifyRefund';
import { spreadTax } from './spread';

const STATUS: Record<string, ShopOrder['paymentStatus']> = {
	pending: 'unpaid',
	unpaid: 'unpaid',
	expired: 'unpaid',
	authorized: 'authorized',
	partially_paid: 'partiallyPaid',
	paid: 'paid',
	partially_refunded: 'partiallyRefunded',
	refunded: 'refunded',
	voided: 'voided',
};

/**
 * Reads a Shopify order (REST shape, as webhooks and the Shopify Trigger give it). Amounts are those of the shop's own
 * currency; discounts come from `discount_allocations`, since `total_discount` is "0.00" for discounts on the whole order.
 */
export function readShopifyOrder(given: Place, options: ReadingOptions): ShopOrder | Refusal {
	const order =
		options.currency === 'presentment' && isRecord(given.value)
			? Place.root(inPresentmentMoney(given.value))
			: given;
	const currency = currencyOf(order);
	const pricesIncludeTax = order.flag('taxes_included');
	const id = order.id('id', 'admin_graphql_api_id');
	const shopKey = shopKeyOf(shopDomain(order), options);
	if (id === undefined) order.missing(order.at('id'), "the order's id");
	const day = copenhagenDay(order.text('processed_at', 'created_at'));
	if (day === undefined) order.missing(order.at('created_at'), "the order's date");
	checkShopMoney(order, currency);

	const listed = [
		...order.items('line_items').map((line) => productLine(order, line, currency, pricesIncludeTax)),
		...order
			.items('shipping_lines')
			.filter((line) => !line.flag('is_removed'))
			.map((line) => shippingLine(order, line, currency, pricesIncludeTax)),
		...tipLine(order, currency),
		...extraCharges(order, currency),
	];
	const total = order.requiredMoney('total_price', currency);
	const { lines, warnings } = withOrderTax(order, listed, currency, pricesIncludeTax);
	const statusText = order.text('financial_status')?.toLowerCase();
	const paymentStatus = statusText === undefined ? 'unpaid' : STATUS[statusText];
	if (paymentStatus === undefined)
		order.unreadable(order.at('financial_status'), 'a payment status of Shopify');
	if (statusText === undefined)
		warnings.push('The order does not say whether it is paid; it counts as unpaid.');
	const payments = paymentsOf(order, currency, total, paymentStatus ?? 'unpaid', day ?? '', warnings);
	if (order.problems.length > 0) return order.problems[0];
	if (shopKey === undefined) return shopUnknown();

	const fields = extraFields(order.items('note_attributes'), 'name');
	const billing = address(order.at('billing_address'));
	const delivery = address(order.at('shipping_address'));
	const seen = given.text('presentment_currency')?.toUpperCase();
	const converted = seen !== undefined && seen !== given.text('currency')?.toUpperCase();
	const fulfilled = order
		.items('fulfillments')
		.filter((fulfillment) => fulfillment.text('status') === 'success')
		.map((fulfillment) => copenhagenDay(fulfillment.text('created_at')));
	const read: ShopOrder = {
		kind: 'order',
		shop: 'shopify',
		shopKey,
		id: id!,
		aliases: [],
		number: order.text('name') ?? order.text('order_number') ?? id!,
		day: day!,
		...(isPaid(paymentStatus!) ? { paidDay: payments[0]?.day ?? day! } : {}),
		...(order.text('fulfillment_status') === 'fulfilled' ? { fulfilledDay: fulfilled.at(-1) ?? day! } : {}),
		currency,
		...(converted ? { taxConverted: true } : {}),
		pricesIncludeTax,
		customer: customer(order, billing, delivery, fields, options),
		...(billing ? { billing } : {}),
		...(delivery ? { delivery } : {}),
		lines,
		total,
		tax: order.money('total_tax', currency) ?? sum(lines.map((line) => line.tax)),
		paymentStatus: paymentStatus!,
		paymentMethods: gateways(order),
		payments,
		test: order.flag('test'),
		cancelled: order.text('cancelled_at') !== undefined,
		refunds: [],
		warnings,
		...(order.text('note') ? { note: order.text('note')! } : {}),
		tags: tags(order),
		...(order.text('customer_locale') ? { language: order.text('customer_locale')! } : {}),
	};
	for (const refund of order.items('refunds')) {
		const one = readShopifyRefund(refund, {
			...options,
			shopKey,
			orderId: read.id,
			orderCurrency: currency,
			pricesIncludeTax,
		});
		if (one.kind === 'refund') read.refunds.push(one);
		else read.warnings.push(`A refund inside the order cannot be read: ${one.message}`);
	}
	return order.problems.length > 0 ? order.problems[0] : read;
}

/** Some orders name their taxes only as a whole: then no line has any, and the order's list adds up to its total tax. */
function withOrderTax(
	order: Place,
	lines: OrderLine[],
	currency: string,
	pricesIncludeTax: boolean,
): { lines: OrderLine[]; warnings: string[] } {
	const rows = [...order.items('line_items'), ...order.items('shipping_lines')];
	const tax = sum(order.items('tax_lines').map((row) => row.requiredMoney('price', currency)));
	const told = rows.some((row) => row.items('tax_lines').length > 0);
	if (told || tax <= 0 || tax !== order.money('total_tax', currency)) return { lines, warnings: [] };
	const untaxed = order
		.items('line_items')
		.filter((row) => row.at('taxable').value === false)
		.map((row) => row.looseId('id', 'admin_graphql_api_id') ?? row.where);
	const outside = lines.filter((line) => line.kind === 'tip' || line.kind === 'duty').map((line) => line.id);
	return {
		lines: spreadTax(lines, tax, pricesIncludeTax, new Set([...untaxed, ...outside])),
		warnings: ['The order names its tax only as a whole; it was shared by what the lines cost.'],
	};
}

/** "jsmith.myshopify.com"; old addresses on Shopify's own host carry the shop's number instead. */
function shopDomain(order: Place): string | undefined {
	const address = order.text('order_status_url');
	const named = hostOf(order.text('shop_domain'), order.text('myshopify_domain'), address);
	if (named !== 'checkout.shopify.com') return named;
	const number = /^https?:\/\/[^/]+\/(\d+)/.exec(address ?? '')?.[1];
	return number === undefined ? undefined : `${named}/${number}`;
}

/** The plain fields and their `_set` twins must speak of the same money; a mix would book the wrong currency. */
function checkShopMoney(order: Place, currency: string): void {
	const check = (place: Place, key: string) => {
		const shopMoney = place.at(`${key}_set`).at('shop_money');
		const code = shopMoney.text('currency_code')?.toUpperCase();
		if (code !== undefined && code !== currency) {
			order.problems.push(
				refused(
					'currencyMixed',
					`"${place.at(key).where}" is in ${code}, but the order is in ${currency}.`,
					'Amounts of one order must be in one currency. Send the order as the shop gives it.',
					shopMoney.at('currency_code').where,
				),
			);
			return;
		}
		const twin = shopMoney.money('amount', currency);
		const plain = place.money(key, currency);
		if (twin !== undefined && plain !== undefined && twin !== plain) {
			order.problems.push(
				refused(
					'amountsContradict',
					`"${place.at(key).where}" says ${place.text(key)}, but its shop amount says ${shopMoney.text('amount')}.`,
					'Send the order as the shop gives it.',
					shopMoney.at('amount').where,
				),
			);
		}
	};
	for (const key of ['total_price', 'total_tax']) check(order, key);
	for (const line of [...order.items('line_items'), ...order.items('shipping_lines')]) check(line, 'price');
}

function allocations(line: Place, currency: string): Minor {
	return sum(line.items('discount_allocations').map((row) => row.requiredMoney('amount', currency)));
}

function taxes(line: Place, currency: string): { tax: Minor; names: string[]; marketplace: boolean } {
	const rows = line.items('tax_lines').map((row) => ({
		amount: row.requiredMoney('price', currency),
		name: row.text('title'),
		marketplace: row.flag('channel_liable'),
	}));
	const charged = rows.filter((row) => row.amount !== 0);
	return {
		tax: sum(rows.map((row) => row.amount)),
		names: charged.map((row) => row.name).filter((name): name is string => name !== undefined),
		marketplace: charged.some((row) => row.marketplace),
	};
}

function productLine(order: Place, line: Place, currency: string, pricesIncludeTax: boolean): OrderLine {
	const quantity = line.requiredDecimal('quantity');
	if (quantity.units < 0n) line.unreadable(line.at('quantity'), 'a quantity of zero or more');
	const price = line.requiredDecimal('price');
	const times = timesQuantity(price, quantity, currency);
	if (times === undefined || !times.exact) line.unreadable(line.at('price'), 'an amount of money');
	const discount = allocations(line, currency);
	const { tax, names, marketplace } = taxes(line, currency);
	const afterDiscount = (times?.amount ?? 0) - discount;
	const isTip = line.hasKey('tip_payment_gateway');
	const title = label(line.text('name', 'title'), 'Product');
	return {
		kind: isTip ? 'tip' : line.flag('gift_card') ? 'giftCardSold' : 'product',
		id: line.looseId('id', 'admin_graphql_api_id') ?? line.where,
		text: title,
		quantity: decimalToText(quantity),
		gross: pricesIncludeTax ? afterDiscount : afterDiscount + tax,
		net: pricesIncludeTax ? afterDiscount - tax : afterDiscount,
		tax,
		discount,
		...discountText(order, line),
		...(line.text('sku') ? { sku: line.text('sku')! } : {}),
		...(line.text('vendor') ? { vendor: line.text('vendor')! } : {}),
		...(line.text('product_type') ? { productType: line.text('product_type')! } : {}),
		taxNames: names,
		...(line.has('requires_shipping') ? { requiresShipping: line.flag('requires_shipping') } : {}),
		...(marketplace ? { taxPaidByMarketplace: true } : {}),
		where: line.where,
	};
}

function shippingLine(order: Place, line: Place, currency: string, pricesIncludeTax: boolean): OrderLine {
	const price = line.requiredMoney('price', currency);
	const allocated = allocations(line, currency);
	const { tax, names, marketplace } = taxes(line, currency);
	const afterDiscount = price - allocated;
	return {
		kind: 'shipping',
		id: line.looseId('id', 'admin_graphql_api_id') ?? line.where,
		text: label(line.text('title', 'code'), 'Shipping'),
		quantity: '1',
		gross: pricesIncludeTax ? afterDiscount : afterDiscount + tax,
		net: pricesIncludeTax ? afterDiscount - tax : afterDiscount,
		tax,
		discount: allocated,
		...discountText(order, line),
		taxNames: names,
		...(marketplace ? { taxPaidByMarketplace: true } : {}),
		where: line.where,
	};
}

/** Names of the discounts that fell on a line, from the order's list of applications. */
function discountText(order: Place, line: Place): { discountText?: string } {
	const applications = order.items('discount_applications');
	const names = line
		.items('discount_allocations')
		.map((row) => applications[Number(row.text('discount_application_index') ?? -1)]?.text('code', 'title'));
	const known = names.filter((name): name is string => name !== undefined);
	return known.length > 0 ? { discountText: known.join(', ') } : {};
}

/** A tip stands either as a line of its own or only in the order's total of tips; never counted twice. */
function tipLine(order: Place, currency: string): OrderLine[] {
	const tip = order.money('total_tip_received', currency) ?? 0;
	const listed = order.items('line_items').some((line) => line.hasKey('tip_payment_gateway'));
	if (tip === 0 || listed) return [];
	return [plainLine('tip', 'Tip', tip, 'total_tip_received')];
}

/** Duties and additional fees that the order's total contains. */
function extraCharges(order: Place, currency: string): OrderLine[] {
	const lines: OrderLine[] = [];
	const duties = order.at('original_total_duties_set').at('shop_money').money('amount', currency) ?? 0;
	if (duties !== 0) lines.push(plainLine('duty', 'Duties', duties, 'original_total_duties_set'));
	const fees = order.at('original_total_additional_fees_set').at('shop_money').money('amount', currency) ?? 0;
	if (fees !== 0) lines.push(plainLine('fee', 'Additional fees', fees, 'original_total_additional_fees_set'));
	return lines;
}

function plainLine(kind: OrderLine['kind'], text: string, amount: Minor, where: string): OrderLine {
	return {
		kind,
		id: where,
		text,
		quantity: '1',
		gross: amount,
		net: amount,
		tax: 0,
		discount: 0,
		taxNames: [],
		where,
	};
}

function gateways(order: Place): string[] {
	const listed = order.at('payment_gateway_names').value;
	const names = Array.isArray(listed) ? listed : [];
	const texts = names.map((name) => new Place(name, '', []).text()).filter((name): name is string => !!name);
	const single = order.text('gateway');
	return texts.length === 0 && single !== undefined ? [single] : [...new Set(texts)];
}

function isPaid(status: ShopOrder['paymentStatus']): boolean {
	return (
		status === 'paid' || status === 'partiallyPaid' || status === 'partiallyRefunded' || status === 'refunded'
	);
}

/**
 * What was received: the successful transactions where the payload has them, else what the status and the outstanding
 * amount say. Several gateways without amounts stay one payment that names them all.
 */
function paymentsOf(
	order: Place,
	currency: string,
	total: Minor,
	status: ShopOrder['paymentStatus'],
	day: string,
	warnings: string[],
): OrderPayment[] {
	// Payments told in the customer's currency say nothing exact about the shop's.
	const seen = order.text('presentment_currency')?.toUpperCase();
	const otherCurrency = seen === currency ? undefined : seen;
	const transactions = order
		.items('transactions')
		.filter((row) => row.text('status')?.toLowerCase() === 'success')
		.filter((row) => ['sale', 'capture'].includes(row.text('kind')?.toLowerCase() ?? ''))
		.filter((row) => row.text('currency') === undefined || row.text('currency') !== otherCurrency);
	if (transactions.length > 0) {
		const read = transactions.map((row) => {
			const code = row.text('currency')?.toUpperCase();
			if (code !== undefined && code !== currency) {
				order.problems.push(
					refused(
						'currencyMixed',
						`The payment in "${row.where}" is in ${code}, but the order is in ${currency}.`,
						'Payments must be in the currency of the order.',
						row.at('currency').where,
					),
				);
			}
			const method = row.text('gateway') ?? 'unknown';
			const transactionId = row.looseId('id', 'admin_graphql_api_id');
			return {
				method,
				amount: row.requiredMoney('amount', currency),
				day: copenhagenDay(row.text('processed_at', 'created_at')) ?? day,
				...(transactionId === undefined ? {} : { transactionId }),
				giftCard: method === 'gift_card',
				rounding: row.money('amount_rounding', currency) ?? 0,
			};
		});
		return withoutCashRounding(read, total, warnings);
	}
	const outstanding = order.money('total_outstanding', currency);
	const received = receivedOf(order, status, total, outstanding, warnings);
	if (received <= 0) return [];
	const names = gateways(order);
	return [
		{
			method: names.join(' + ') || 'unknown',
			amount: received,
			day,
			giftCard: names.length === 1 && names[0] === 'gift_card',
			...(names.length > 1 ? { methods: names } : {}),
		},
	];
}

/** Cash is rounded at the till; the invoice is settled by its exact total, and the difference belongs to the till. */
function withoutCashRounding(
	rows: Array<OrderPayment & { rounding: Minor }>,
	total: Minor,
	warnings: string[],
): OrderPayment[] {
	const paid = sum(rows.map((row) => row.amount));
	const rounded = sum(rows.map((row) => row.rounding));
	const subtract = rounded !== 0 && paid !== total && paid - rounded === total;
	if (subtract) warnings.push('Cash was rounded; the difference is not part of the invoice or its payment.');
	return rows.map(({ rounding, ...row }) => ({
		...row,
		amount: subtract ? row.amount - rounding : row.amount,
	}));
}

function receivedOf(
	order: Place,
	status: ShopOrder['paymentStatus'],
	total: Minor,
	outstanding: Minor | undefined,
	warnings: string[],
): Minor {
	if (status === 'partiallyPaid') {
		if (outstanding === undefined) {
			warnings.push('The order is partly paid, but does not say how much; no payment is registered.');
			return 0;
		}
		return total - outstanding;
	}
	if (!isPaid(status)) return 0;
	const edited = parseDecimal(order.at('current_total_price').value);
	const unchanged = edited === undefined || order.text('current_total_price') === order.text('total_price');
	if (status === 'paid' && outstanding !== undefined && outstanding > 0 && unchanged) {
		order.problems.push(
			refused(
				'paymentContradicts',
				`The order says that it is paid, and also that ${order.text('total_outstanding')} is outstanding.`,
				'Look at the order in the shop and send it again.',
				'total_outstanding',
			),
		);
	}
	return total;
}

function address(place: Place): PostalAddress | undefined {
	return addressOrNothing({
		name: place.text('name') ?? joinWords(place.text('first_name'), place.text('last_name')),
		company: place.text('company'),
		street: streetOf(place.text('address1'), place.text('address2')),
		postcode: place.text('zip'),
		city: place.text('city'),
		country: countryCode(place, 'country_code', 'country'),
		phone: place.text('phone'),
	});
}

function customer(
	order: Place,
	billing: PostalAddress | undefined,
	delivery: PostalAddress | undefined,
	fields: Map<string, string>,
	options: ReadingOptions,
): Customer {
	const place = order.at('customer');
	const found: Customer = {
		id: place.looseId('id', 'admin_graphql_api_id'),
		name: billing?.name ?? joinWords(place.text('first_name'), place.text('last_name')) ?? delivery?.name,
		company: billing?.company ?? (billing ? undefined : delivery?.company),
		email: (order.text('email', 'contact_email') ?? place.text('email'))?.toLowerCase(),
		phone: order.text('phone') ?? billing?.phone ?? place.text('phone'),
		vatNumber: pick(fields, options.fields.vatNumber),
		ean: eanOf(pick(fields, options.fields.ean)),
		purchaseOrder: order.text('po_number') ?? pick(fields, options.fields.purchaseOrder),
		taxExempt: place.flag('tax_exempt') || order.flag('tax_exempt') || undefined,
		vatNumberValid: validityOf(pick(fields, options.fields.vatNumberValid)),
	};
	return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function tags(order: Place): string[] {
	const text = order.text('tags');
	return text === undefined
		? []
		: text
				.split(',')
				.map((tag) => tag.trim())
				.filter((tag) => tag !== '');
}
