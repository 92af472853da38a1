import { isRecord, textOf } from '../reading';

/**
 * The same Shopify order in the customer's currency: every amount that has a `_set` twin takes its `presentment_money`.
 * Amounts without a twin stay what they were, so that the check of the sum refuses an order that is only half converted.
 * An order whose customer saw the shop's own currency is returned as it is.
 */
export function inPresentmentMoney(order: Record<string, unknown>): Record<string, unknown> {
	const currency = textOf(order.presentment_currency)?.toUpperCase();
	if (currency === undefined || currency === textOf(order.currency)?.toUpperCase()) return order;
	const converted = convert(order) as Record<string, unknown>;
	const paidThere = (row: unknown) => isRecord(row) && textOf(row.currency)?.toUpperCase() === currency;
	const transactions = Array.isArray(order.transactions) ? order.transactions.filter(paidThere) : [];
	return {
		...converted,
		currency,
		presentment_currency: currency,
		// What is outstanding is told in the shop's currency only: all of it or nothing can still be known.
		total_outstanding: Number(textOf(order.total_outstanding) ?? Number.NaN) === 0 ? '0' : undefined,
		transactions,
	};
}

/** A refund on its own in the customer's currency, which is also the one that its transactions name. */
export function refundInPresentmentMoney(refund: unknown): unknown {
	return convert(refund);
}

function convert(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(convert);
	if (!isRecord(value)) return value;
	const result: Record<string, unknown> = {};
	for (const [key, inner] of Object.entries(value)) result[key] = convert(inner);
	for (const [key, inner] of Object.entries(value)) {
		const money = key.endsWith('_set') && isRecord(inner) ? inner.presentment_money : undefined;
		if (!isRecord(money)) continue;
		result[key] = { shop_money: money, presentment_money: money };
		const plain = key.slice(0, -'_set'.length);
		if (plain in value) result[plain] = money.amount;
	}
	return result;
}
