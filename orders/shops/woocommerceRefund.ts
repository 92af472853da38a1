import { sum } from '../money';
import type { OrderPayment, ShopOrder, ShopRefund } from '../order';
import type { Place } from '../reading';
import { refused, type Refusal } from '../refusal';
import { shopKeyOf, shopUnknown, type ReadingOptions } from './shared';
import { dayOf, netLine } from './woocommerce';
import { wooOrderOfRefund, wooShop } from './woocommerceLinks';

/**
 * Reads a WooCommerce refund (GET orders/{id}/refunds). `amount` wins over the lines, which may be missing; lines are
 * negative. The refund names no currency. `refunded_payment: false` means that the money was returned by hand.
 */
export function readWooCommerceRefund(refund: Place, options: ReadingOptions): ShopRefund | Refusal {
	const id = refund.id('id');
	if (id === undefined) refund.missing(refund.at('id'), "the refund's id");
	const orderId = wooOrderOfRefund(refund);
	const shopKey = shopKeyOf(wooShop(refund), options);
	const currency = refund.text('currency')?.toUpperCase() ?? '';
	const day = dayOf(refund, 'date_created');
	if (day === undefined) refund.missing(refund.at('date_created'), "the refund's date");
	const amount = Math.abs(refund.requiredMoney('amount', currency));
	const lines = [
		...refund.items('line_items').map((line) => refundLine(line, 'product', currency)),
		...refund.items('shipping_lines').map((line) => refundLine(line, 'shipping', currency)),
		...refund.items('fee_lines').map((line) => refundLine(line, 'fee', currency)),
	].filter((line) => line.gross !== 0);
	if (refund.problems.length > 0) return refund.problems[0];
	if (orderId === undefined) {
		return refused(
			'orderOfRefundUnknown',
			`The refund ${id} does not say which order it belongs to.`,
			'Send the refund as the shop gives it, or add "order_id".',
			'order_id',
		);
	}
	if (shopKey === undefined) return shopUnknown();
	const payments: OrderPayment[] = refund.flag('refunded_payment')
		? [
				{
					method: refund.text('payment_method') ?? 'unknown',
					amount,
					day: day!,
					transactionId: id,
					giftCard: false,
				},
			]
		: [];
	return {
		kind: 'refund',
		shop: 'woocommerce',
		shopKey,
		id: id!,
		orderId,
		orderAliases: [],
		currency,
		day: day!,
		lines,
		...(lines.length > 0 ? { linesTotal: sum(lines.map((line) => line.gross)) } : {}),
		payments,
		amount,
		pending: false,
		...(refund.text('reason') ? { reason: refund.text('reason')! } : {}),
		test: false,
	};
}

function refundLine(
	line: Place,
	kind: 'product' | 'shipping' | 'fee',
	currency: string,
): ShopRefund['lines'][number] {
	const read = netLine(line, kind, currency);
	const original = line.items('meta_data').find((row) => row.text('key') === '_refunded_item_id');
	const orderLineId = original?.text('value');
	return {
		...(orderLineId === undefined ? {} : { orderLineId }),
		kind,
		text: read.text,
		quantity: read.quantity.replace(/^-/, ''),
		gross: -read.gross + 0,
		tax: -read.tax + 0,
		where: read.where,
	};
}

/** The refunds that an order lists: id, reason and a negative total, no lines. */
export function embeddedRefunds(order: Place, read: ShopOrder): ShopRefund[] {
	return order.items('refunds').map((row) => {
		const amount = Math.abs(row.requiredMoney('total', read.currency));
		const id = row.id('id') ?? row.where;
		const day = dayOf(row, 'date_created') ?? dayOf(order, 'date_modified') ?? read.day;
		const received = read.payments.length > 0;
		return {
			kind: 'refund',
			shop: 'woocommerce',
			shopKey: read.shopKey,
			id,
			orderId: read.id,
			orderAliases: [],
			currency: read.currency,
			day,
			lines: [],
			payments: received
				? [{ method: read.paymentMethods[0], amount, day, transactionId: id, giftCard: false }]
				: [],
			amount,
			pending: false,
			...(row.text('reason') ? { reason: row.text('reason')! } : {}),
			test: false,
		};
	});
}
