/** Exact arithmetic on money: amounts are integers in minor units (øre, cent); decimals are exact fractions, never floats. */

/** An exact decimal: `digits / 10^scale`. */
export interface Decimal {
	digits: bigint;
	scale: number;
}

/** The exact decimal that a JSON number stands for (its shortest decimal form). Throws RangeError when not finite. */
export function decimal(value: number): Decimal {
	if (!Number.isFinite(value)) throw new RangeError(`Not a finite number: ${value}`);
	const [mantissa, exponent = '0'] = value.toString().split('e');
	const [whole, fraction = ''] = mantissa.split('.');
	const scale = fraction.length - Number(exponent);
	const digits = BigInt(whole + fraction);
	return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** Integer division, rounded half away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
	if (denominator < 0n) return divideRounded(-numerator, -denominator);
	if (numerator < 0n) return -divideRounded(-numerator, denominator);
	return (2n * numerator + denominator) / (2n * denominator);
}

/** A decimal amount in major units to integer minor units, rounded half away from zero: 1.005 -> 101. */
export function toMinor(value: number): number {
	const minor = Math.round(value * 100);
	// A number that is its nearest whole minor unit again needs no exact look.
	if (minor / 100 === value && Number.isSafeInteger(minor)) return minor || 0;
	const { digits, scale } = decimal(value);
	return clean(divideRounded(digits * 100n, 10n ** BigInt(scale)));
}

/** Integer minor units to the number that JSON carries: 12345 -> 123.45. */
export function fromMinor(minor: number): number {
	return minor / 100 || 0;
}

/** `amount * numerator / denominator` on integers, rounded half away from zero. */
export function share(amount: number, numerator: number, denominator: number): number {
	const product = Math.abs(amount) * numerator;
	// Whole numbers this small are exact, and much quicker than big integers.
	if (product < Number.MAX_SAFE_INTEGER / 4 && numerator >= 0 && denominator > 0) {
		const doubled = 2 * product + denominator;
		return (Math.sign(amount) * (doubled - (doubled % (2 * denominator)))) / (2 * denominator) || 0;
	}
	return clean(divideRounded(BigInt(amount) * BigInt(numerator), BigInt(denominator)));
}

/** Base amount x quantity x (100 - discount) %, in minor units, rounded once, half away from zero. */
export function lineAmount(base: number, quantity: number, discountPercent: number): number {
	if (quantity === 1 && discountPercent === 0) return toMinor(base);
	const amount = decimal(base);
	const count = decimal(quantity);
	const discount = decimal(discountPercent);
	const left = 100n * 10n ** BigInt(discount.scale) - discount.digits;
	// Major units to minor units (x 100) and percent to fraction (/ 100) cancel out.
	const numerator = amount.digits * count.digits * left;
	return clean(divideRounded(numerator, 10n ** BigInt(amount.scale + count.scale + discount.scale)));
}

/** Minor units of a currency to øre at a rate in kroner per 100 units, rounded half away from zero. */
export function convert(minor: number, rate: number): number {
	const { digits, scale } = decimal(rate);
	return clean(divideRounded(BigInt(minor) * digits, 100n * 10n ** BigInt(scale)));
}

/** True when the number has at most two decimals. */
export function hasTwoDecimals(value: number): boolean {
	return decimal(value).scale <= 2;
}

function clean(value: bigint): number {
	const number = Number(value);
	if (!Number.isSafeInteger(number)) throw new RangeError(`Amount too large: ${value}`);
	return number || 0;
}
