import { sum } from '../money';
import type { Minor, OrderLine, OrderPayment, ShopRefund } from '../order';
import { copenhagenDay, Place } from '../reading';
import { refused, type Refusal } from '../refusal';
import { refundInPresentmentMoney } from './presentment';
import { label, shopKeyOf, type ReadingOptions } from './shared';

interface RefundOptions extends ReadingOptions {
	/** Known when the refund stands inside its order. */
	orderId?: string;
	orderCurrency?: string;
	pricesIncludeTax?: boolean;
}

type RefundLine = ShopRefund['lines'][number];

/**
 * Reads a Shopify refund. The successful transactions are the truth about the money; the lines only explain it.
 * A refund on its own says neither the shop nor whether `subtotal` contains the tax: the shop may stay empty, and of the
 * two readings the one that explains the money is taken.
 */
export function readShopifyRefund(given: Place, options: RefundOptions): ShopRefund | Refusal {
	const alone = options.orderCurrency === undefined && options.currency === 'presentment';
	const refund = alone ? Place.root(refundInPresentmentMoney(given.value)) : given;
	const before = refund.problems.length;
	const id = refund.id('id', 'admin_graphql_api_id');
	const orderId = options.orderId ?? refund.id('order_id');
	if (id === undefined && refund.problems.length === before)
		refund.missing(refund.at('id'), "the refund's id");
	if (orderId === undefined && refund.problems.length === before) {
		refund.missing(refund.at('order_id'), "the refunded order's id");
	}
	const named = refund.text('order_id');
	if (options.orderId !== undefined && named !== undefined && named !== options.orderId) {
		return refused(
			'refundOfOtherOrder',
			`The refund in "${refund.where}" belongs to order ${named}, not to order ${options.orderId}.`,
			'Look at the order in the shop.',
			refund.at('order_id').where,
		);
	}
	const currency = options.orderCurrency ?? currencyOfTransactions(refund);
	const day = copenhagenDay(refund.text('processed_at', 'created_at'));
	if (day === undefined) refund.missing(refund.at('created_at'), "the refund's date");

	const transactions = refund.items('transactions').filter((row) => {
		const kind = row.text('kind')?.toLowerCase();
		return kind === 'refund' || kind === undefined;
	});
	const payments = transactions
		.filter((row) => row.text('status')?.toLowerCase() === 'success')
		.map((row) => payment(row, currency, day ?? ''));
	const pending = transactions.some((row) => row.text('status')?.toLowerCase() === 'pending');

	const paidBack = sum(payments.map((row) => row.amount));
	const lines = refundLines(refund, currency, options.pricesIncludeTax, paidBack);
	const explained = lines.length > 0 || refund.items('order_adjustments').length > 0;
	const linesTotal = sum(lines.map((line) => line.gross)) - discrepancy(refund, currency);
	if (refund.problems.length > before) return refund.problems[before];
	return {
		kind: 'refund',
		shop: 'shopify',
		shopKey: shopKeyOf(undefined, options) ?? '',
		id: id!,
		orderId: orderId!,
		orderAliases: [],
		currency,
		day: day!,
		lines,
		...(explained ? { linesTotal } : {}),
		payments,
		amount: payments.length > 0 ? paidBack : linesTotal,
		pending,
		...(refund.text('note') ? { reason: refund.text('note')! } : {}),
		test: false,
	};
}

function currencyOfTransactions(refund: Place): string {
	const codes = refund.items('transactions').map((row) => row.text('currency')?.toUpperCase());
	return codes.find((code): code is string => code !== undefined && /^[A-Z]{3}$/.test(code)) ?? '';
}

function payment(row: Place, currency: string, day: string): OrderPayment {
	const method = row.text('gateway') ?? 'unknown';
	const transactionId = row.looseId('id', 'admin_graphql_api_id');
	return {
		method,
		amount: row.requiredMoney('amount', currency),
		day: copenhagenDay(row.text('processed_at', 'created_at')) ?? day,
		...(transactionId === undefined ? {} : { transactionId }),
		giftCard: method === 'gift_card',
	};
}

/** Refunded products and shipping; discrepancies are no lines, they say how much of the lines was not paid back. */
function refundLines(
	refund: Place,
	currency: string,
	pricesIncludeTax: boolean | undefined,
	paidBack: Minor,
): RefundLine[] {
	const products = refund.items('refund_line_items').map((row) => {
		const line = row.at('line_item');
		const orderLineId = row.looseId('line_item_id') ?? line.looseId('id', 'admin_graphql_api_id');
		return {
			subtotal: row.requiredMoney('subtotal', currency),
			tax: row.money('total_tax', currency) ?? 0,
			line: {
				...(orderLineId === undefined ? {} : { orderLineId }),
				kind: (line.flag('gift_card') ? 'giftCardSold' : 'product') as OrderLine['kind'],
				text: label(line.text('name', 'title'), 'Product'),
				quantity: row.text('quantity') ?? '1',
				where: row.where,
			},
		};
	});
	const shipping = shippingRefunds(refund, currency);
	const rest = sum(shipping.map((line) => line.gross)) - discrepancy(refund, currency);
	const withoutTax = sum(products.map((row) => row.subtotal));
	const tax = sum(products.map((row) => row.tax));
	const taxOnTop =
		pricesIncludeTax === undefined ? withoutTax + rest !== paidBack || tax === 0 : !pricesIncludeTax;
	return [
		...products.map((row) => ({
			...row.line,
			gross: taxOnTop ? row.subtotal + row.tax : row.subtotal,
			tax: row.tax,
		})),
		...shipping,
	];
}

function shippingRefunds(refund: Place, currency: string): RefundLine[] {
	const line = (where: string, gross: Minor, tax: Minor): RefundLine => ({
		kind: 'shipping',
		text: 'Shipping',
		quantity: '1',
		gross,
		tax,
		where,
	});
	const adjustments = refund
		.items('order_adjustments')
		.filter((row) => row.text('kind') === 'shipping_refund')
		.map((row) => {
			const tax = row.money('tax_amount', currency) ?? 0;
			return line(row.where, -(row.requiredMoney('amount', currency) + tax), -tax);
		});
	if (adjustments.length > 0) return adjustments;
	return refund.items('refund_shipping_lines').map((row) => {
		const subtotal = row.at('subtotal_amount_set').at('shop_money').requiredMoney('amount', currency);
		return line(row.where, subtotal, 0);
	});
}

/** Positive: less was paid back than the lines say. */
function discrepancy(refund: Place, currency: string): Minor {
	return sum(
		refund
			.items('order_adjustments')
			.filter((row) => row.text('kind') !== 'shipping_refund')
			.map((row) => row.requiredMoney('amount', currency) + (row.money('tax_amount', currency) ?? 0)),
	);
}
