import { allocate, sum } from '../money';
import type { Minor, OrderLine } from '../order';

/**
 * Shares a tax that the shop tells only for the whole order, by what the lines cost (largest remainder). Where prices
 * include tax, it is taken out of them; otherwise it comes on top. Lines that the shop calls untaxed get none.
 */
export function spreadTax(
	lines: OrderLine[],
	tax: Minor,
	included: boolean,
	untaxed: Set<string>,
): OrderLine[] {
	const weights = lines.map((line) => (untaxed.has(line.id) ? 0 : Math.max(0, line.net)));
	if (weights.every((weight) => weight === 0)) return lines;
	const shares = allocate(tax, weights);
	return lines.map((line, index) => {
		const share = shares[index];
		const net = included ? line.gross - share : line.net;
		return { ...line, tax: share, net, gross: net + share };
	});
}

/** Shares a discount that the shop tells only for the whole order, by what the lines cost. */
export function spreadDiscount(lines: OrderLine[], discount: Minor): OrderLine[] {
	const weights = lines.map((line) => Math.max(0, line.gross));
	if (sum(weights) < discount) return lines;
	const shares = allocate(discount, weights);
	return lines.map((line, index) => ({
		...line,
		gross: line.gross - shares[index],
		net: line.net - shares[index],
		discount: line.discount + shares[index],
	}));
}
