import { moneyText, sum } from './money';
import type { Minor, ShopOrder } from './order';
import { refused, type Refusal } from './refusal';

/**
 * The first guard: an order whose parts do not add up is refused, since Dinero would book another total than the customer
 * paid. A difference within the tolerance is returned, so that it can become a rounding line.
 *
 * @returns what is missing up to the total (positive: the lines are too small), in minor units.
 */
export function checkConsistency(order: ShopOrder, tolerance: Minor): { difference: Minor } | Refusal {
	const money = (amount: Minor) => moneyText(amount, order.currency);
	if (order.lines.length === 0) {
		return refused(
			'noLines',
			`Order ${order.number} has no lines.`,
			'Send the whole order, with its lines.',
			'lines',
		);
	}
	for (const line of order.lines) {
		if (line.net + line.tax !== line.gross) {
			return refused(
				'lineDoesNotAddUp',
				`"${line.text}": ${money(line.net)} and tax of ${money(line.tax)} are not ${money(line.gross)}.`,
				'Look at the order in the shop.',
				line.where,
			);
		}
		const free = line.gross === 0 && Math.abs(line.tax) > tolerance;
		if (free || (line.gross > 0 && line.tax < 0) || (line.gross < 0 && line.tax > 0)) {
			return refused(
				'taxHasWrongSign',
				`"${line.text}" costs ${money(line.gross)}, but its tax is ${money(line.tax)}.`,
				'Look at the order in the shop.',
				line.where,
			);
		}
	}
	if (order.total < 0) {
		return refused(
			'totalNegative',
			`The total of order ${order.number} is ${money(order.total)}.`,
			'An invoice cannot be negative. For money given back, send the refund to "Create Credit Note".',
			'total',
		);
	}
	const gross = sum(order.lines.map((line) => line.gross));
	const difference = order.total - gross;
	if (Math.abs(difference) > tolerance) {
		return refused(
			'linesDifferFromTotal',
			`Order ${order.number}: lines and total differ by ${money(Math.abs(difference))}: the lines with shipping and tax add up to ${money(gross)}, the total is ${money(order.total)}.`,
			'Look for a discount, fee or shipping that the lines do not show. Correct the order in the shop, or invoice it by hand.',
			'total',
		);
	}
	const tax = sum(order.lines.map((line) => line.tax));
	if (Math.abs(order.tax - tax) > Math.max(tolerance, 0)) {
		return refused(
			'taxDoesNotAddUp',
			`Order ${order.number}: the tax of the lines adds up to ${money(tax)}, but the order says ${money(order.tax)}.`,
			'Look at the taxes of the order in the shop.',
			'tax',
		);
	}
	return { difference };
}
