import type { Minor } from './order';

/** A decimal kept exactly: `units / 10^scale`. */
export interface Decimal {
	units: bigint;
	scale: number;
}

const ZERO_DECIMALS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));
const THREE_DECIMALS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** How many decimals a currency's smallest coin has (ISO 4217): DKK 2, JPY 0, KWD 3. Unknown currencies count as 2. */
export function decimalsOf(currency: string): number {
	if (ZERO_DECIMALS.has(currency)) return 0;
	return THREE_DECIMALS.has(currency) ? 3 : 2;
}

const DECIMAL_TEXT = /^([+-]?)(\d{1,18})(?:\.(\d{0,24}))?(?:[eE]([+-]?\d{1,2}))?$|^([+-]?)\.(\d{1,24})$/;

/** Reads a decimal exactly as it is written, from text or a JSON number; `undefined` when it is none. Never goes through a float. */
export function parseDecimal(value: unknown): Decimal | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
	const match = DECIMAL_TEXT.exec(String(value).trim());
	if (!match) return undefined;
	const negative = (match[1] ?? match[5]) === '-';
	const fraction = match[3] ?? match[6] ?? '';
	const exponent = Number(match[4] ?? 0);
	let units = BigInt((match[2] ?? '0') + fraction);
	let scale = fraction.length - exponent;
	if (scale < 0) {
		units *= 10n ** BigInt(-scale);
		scale = 0;
	}
	while (scale > 0 && units % 10n === 0n) {
		units /= 10n;
		scale -= 1;
	}
	return { units: negative ? -units : units, scale };
}

/** Rounds a decimal to `scale` places, half away from zero; the result is in units of `10^-scale`. */
export function roundTo(decimal: Decimal, scale: number): bigint {
	if (decimal.scale <= scale) return decimal.units * 10n ** BigInt(scale - decimal.scale);
	const divisor = 10n ** BigInt(decimal.scale - scale);
	return divideRounded(decimal.units, divisor);
}

/** Integer division that rounds half away from zero. `divisor` is positive. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
	const negative = dividend < 0n;
	const absolute = negative ? -dividend : dividend;
	const rounded = (absolute * 2n + divisor) / (divisor * 2n);
	return negative ? -rounded : rounded;
}

export function multiply(a: Decimal, b: Decimal): Decimal {
	return { units: a.units * b.units, scale: a.scale + b.scale };
}

function safe(units: bigint): Minor | undefined {
	const number = Number(units);
	// `+ 0` turns -0 into 0, which compares and prints as people expect.
	return Number.isSafeInteger(number) ? number + 0 : undefined;
}

/**
 * An amount of money in minor units. A JSON number that misses a minor unit by float noise only (10.799999999999999)
 * is taken as meant; any other amount finer than the currency's coin is `undefined`.
 */
export function parseMinor(value: unknown, currency: string): Minor | undefined {
	const decimal = parseDecimal(value);
	if (!decimal) return undefined;
	const places = decimalsOf(currency);
	const rounded = roundTo(decimal, places);
	if (decimal.scale > places) {
		if (typeof value !== 'number') return undefined;
		const back = rounded * 10n ** BigInt(decimal.scale - places);
		const missed = back > decimal.units ? back - decimal.units : decimal.units - back;
		// One part in 10^9 of a minor unit is far more than a double's noise and far less than a real fraction.
		if (missed * 1_000_000_000n > 10n ** BigInt(decimal.scale - places)) return undefined;
	}
	return safe(rounded);
}

/** Like `parseMinor`, but rounds finer amounts half away from zero (six-decimal prices). */
export function parseMinorRounded(value: unknown, currency: string): Minor | undefined {
	const decimal = parseDecimal(value);
	return decimal && safe(roundTo(decimal, decimalsOf(currency)));
}

/** Unit price times quantity in minor units, and whether the product is exact or had to be rounded. */
export function timesQuantity(
	price: Decimal,
	quantity: Decimal,
	currency: string,
): { amount: Minor; exact: boolean } | undefined {
	const product = multiply(price, quantity);
	const places = decimalsOf(currency);
	const rounded = roundTo(product, places);
	const amount = safe(rounded);
	if (amount === undefined) return undefined;
	const exact =
		product.scale <= places ? true : rounded * 10n ** BigInt(product.scale - places) === product.units;
	return { amount, exact };
}

/** Minor units as a decimal text with the currency's places: 59894 USD -> "598.94". */
export function decimalText(amount: Minor, currency: string): string {
	const places = decimalsOf(currency);
	const digits = String(Math.abs(amount)).padStart(places + 1, '0');
	const sign = amount < 0 ? '-' : '';
	if (places === 0) return sign + digits;
	return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Minor units as the JSON number that Dinero's contract asks for (a double with at most the currency's decimals). */
export function decimalNumber(amount: Minor, currency: string): number {
	return Number(decimalText(amount, currency));
}

/** An amount with its currency for people: "598.94 USD". */
export function moneyText(amount: Minor, currency: string): string {
	return currency ? `${decimalText(amount, currency)} ${currency}` : decimalText(amount, currency);
}

/** A Decimal as text without trailing zeros: "1.5". */
export function decimalToText(decimal: Decimal): string {
	const negative = decimal.units < 0n;
	const digits = String(negative ? -decimal.units : decimal.units).padStart(decimal.scale + 1, '0');
	const whole = decimal.scale === 0 ? digits : digits.slice(0, -decimal.scale);
	const fraction = decimal.scale === 0 ? '' : digits.slice(-decimal.scale).replace(/0+$/, '');
	return (negative ? '-' : '') + whole + (fraction ? `.${fraction}` : '');
}

/**
 * Splits `total` over `weights` so that the parts add up to it exactly, each within one minor unit of its true share
 * (largest remainder; equal remainders go to the earlier part, so the result never depends on chance).
 * Weights are whole and not negative; when all are zero, everything falls on the first part.
 */
export function allocate(total: Minor, weights: Minor[]): Minor[] {
	if (weights.length === 0) return [];
	const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
	if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
	const sign = total < 0 ? -1 : 1;
	const whole = BigInt(Math.abs(total));
	const parts = weights.map((weight, index) => {
		const product = whole * BigInt(weight);
		return { index, floor: product / sum, remainder: product % sum };
	});
	let left = Number(whole - parts.reduce((all, part) => all + part.floor, 0n));
	const byRemainder = [...parts].sort((a, b) =>
		a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
	);
	const extra = new Set<number>();
	for (const part of byRemainder) {
		if (left === 0) break;
		extra.add(part.index);
		left -= 1;
	}
	return parts.map((part) => sign * (Number(part.floor) + (extra.has(part.index) ? 1 : 0)) + 0);
}

/** The tax inside an amount at a rate in basis points (2500 = 25 %), rounded half away from zero. */
export function taxWithin(gross: Minor, rateBasisPoints: number): Minor {
	return Number(divideRounded(BigInt(gross) * BigInt(rateBasisPoints), BigInt(10_000 + rateBasisPoints)));
}

export function sum(amounts: Minor[]): Minor {
	return amounts.reduce((all, amount) => all + amount, 0);
}
