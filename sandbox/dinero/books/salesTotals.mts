import type { LineAmounts, SalesLine, Totals } from './documents.mts';
import { divideRounded, fromMinor, lineAmount, share, toMinor } from './money.mts';
import type { Switches } from './switches.mts';

/** What the VAT of a line's account means for a sale. Rate in ten-thousandths. */
export interface SalesVat {
	code: string | null;
	rate: number;
}

const whole = 10000;

/**
 * What the lines of a sales document come to, in minor units.
 *
 * Nobody outside knows how Dinero rounds, so there are three ways:
 * - `line`: each line by itself. Incl. VAT: net = gross / (1 + rate); excl.: VAT = net x rate. (Measured by API users
 *   for plain lines at 25 %.)
 * - `document`: VAT once per rate, from the sum of gross (or net) amounts.
 * - `net`: net amount per line kept to two decimals, VAT once per rate from the sum of net amounts; a fifth of all
 *   gross prices at 25 % cannot be met.
 *
 * Where VAT is found per rate, lines get it cumulatively, so that lines always sum to the document.
 *
 * @param vatOf the VAT of the account with this number
 */
export function salesTotals(
	lines: SalesLine[],
	inclVat: boolean,
	rounding: Switches['rounding'],
	vatOf: (accountNumber: number) => SalesVat,
): Totals {
	const sums = new Map<number, { basis: number; vat: number }>();
	const amounts = lines.map((line): LineAmounts => {
		if (line.lineType === 'Text') {
			return { base: 0, baseInclVat: 0, net: 0, vat: 0, gross: 0, vatCode: null, rate: 0 };
		}
		const { code, rate } = vatOf(line.accountNumber);
		const given = lineAmount(line.baseAmountValue, line.quantity, line.discount);
		const { base, baseInclVat } = unitPrices(line.baseAmountValue, rate, inclVat);
		const { net, vat, gross } = split(given, rate);
		return { base, baseInclVat, net, vat, gross, vatCode: code, rate };
	});
	const vat = sum(amounts, (line) => line.vat);
	const net = sum(amounts, (line) => line.net);
	const vatable = sum(amounts, (line) => (line.rate > 0 ? line.net : 0));
	return { lines: amounts, net, vat, gross: net + vat, vatable, nonVatable: net - vatable };

	function split(given: number, rate: number): { net: number; vat: number; gross: number } {
		if (rounding === 'line') {
			const vatAmount = inclVat ? given - share(given, whole, whole + rate) : share(given, rate, whole);
			const netAmount = inclVat ? given - vatAmount : given;
			return { net: netAmount, vat: vatAmount, gross: netAmount + vatAmount };
		}
		const fromGross = rounding === 'document' && inclVat;
		const basis = rounding === 'net' && inclVat ? share(given, whole, whole + rate) : given;
		const before = sums.get(rate) ?? { basis: 0, vat: 0 };
		const after = { basis: before.basis + basis, vat: 0 };
		after.vat = share(after.basis, rate, fromGross ? whole + rate : whole);
		sums.set(rate, after);
		const vatAmount = after.vat - before.vat;
		return fromGross
			? { net: basis - vatAmount, vat: vatAmount, gross: basis }
			: { net: basis, vat: vatAmount, gross: basis + vatAmount };
	}
}

/** The unit price without and with VAT, in major units; the side that was given is kept as it is. */
export function unitPrices(
	given: number,
	rate: number,
	inclVat: boolean,
): { base: number; baseInclVat: number } {
	if (rate === 0) return { base: given, baseInclVat: given };
	// Ten-thousandths of a minor unit would be false precision: the side that is worked out has two decimals.
	const scaled = BigInt(toMinor(given));
	const other = Number(
		inclVat
			? divideRounded(scaled * BigInt(whole), BigInt(whole + rate))
			: divideRounded(scaled * BigInt(whole + rate), BigInt(whole)),
	);
	return inclVat
		? { base: fromMinor(other), baseInclVat: given }
		: { base: given, baseInclVat: fromMinor(other) };
}

function sum<Item>(items: Item[], of: (item: Item) => number): number {
	return items.reduce((total, item) => total + of(item), 0);
}
