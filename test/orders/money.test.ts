import fc from 'fast-check';
import {
	allocate,
	decimalNumber,
	decimalText,
	decimalToText,
	parseDecimal,
	parseMinor,
	parseMinorRounded,
	taxWithin,
	timesQuantity,
} from '../../orders/money';

const amounts = fc.integer({ min: -1e12, max: 1e12 });
const currencies = fc.constantFrom('DKK', 'EUR', 'JPY', 'KWD');

describe('reading money', () => {
	it.each([
		['10.00', 'DKK', 1000],
		['-10.5', 'DKK', -1050],
		['0.01', 'DKK', 1],
		['.5', 'DKK', 50],
		['5.', 'DKK', 500],
		['+7', 'DKK', 700],
		['1e2', 'DKK', 10000],
		[' 3.10 ', 'DKK', 310],
		['1234', 'JPY', 1234],
		['1234.00', 'JPY', 1234],
		['1.234', 'KWD', 1234],
		['1.50000000', 'DKK', 150],
		[195.66, 'USD', 19566],
		[10.799999999999999, 'USD', 1080],
		[0.1 + 0.2, 'USD', 30],
		[0, 'USD', 0],
		[-0, 'USD', 0],
	])('%s %s is %s', (value, currency, expected) => {
		expect(parseMinor(typeof value === 'string' ? value.trim() : value, currency)).toBe(expected);
	});

	it.each([
		['9.775', 'DKK'],
		['1.5', 'JPY'],
		['abc', 'DKK'],
		['', 'DKK'],
		['10,50', 'DKK'],
		['1.234,50', 'DKK'],
		['0x10', 'DKK'],
		['--1', 'DKK'],
		['1.2.3', 'DKK'],
		[Number.NaN, 'DKK'],
		[Number.POSITIVE_INFINITY, 'DKK'],
		[1e20, 'DKK'],
		['99999999999999999999', 'DKK'],
		[9.775, 'DKK'],
		[null, 'DKK'],
		[true, 'DKK'],
		[{}, 'DKK'],
		[['1'], 'DKK'],
	])('%s %s is no amount', (value, currency) => {
		expect(parseMinor(value, currency)).toBeUndefined();
	});

	it('reads what it writes, as text and as a JSON number', () => {
		fc.assert(
			fc.property(amounts, currencies, (amount, currency) => {
				expect(parseMinor(decimalText(amount, currency), currency)).toBe(amount + 0);
				expect(parseMinor(decimalNumber(amount, currency), currency)).toBe(amount + 0);
			}),
		);
	});

	it('keeps every digit of a decimal', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
				fc.integer({ min: 0, max: 12 }),
				(units, scale) => {
					const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
					const text = `${units < 0n ? '-' : ''}${scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`}`;
					const read = parseDecimal(text)!;
					expect(read.units * 10n ** BigInt(scale)).toBe(units * 10n ** BigInt(read.scale));
					expect(parseDecimal(decimalToText(read))).toEqual(read);
				},
			),
		);
	});

	it('rounds finer prices half away from zero', () => {
		expect(parseMinorRounded('9.775', 'DKK')).toBe(978);
		expect(parseMinorRounded('-9.775', 'DKK')).toBe(-978);
		expect(parseMinorRounded('5.640496', 'DKK')).toBe(564);
		expect(parseMinorRounded('0.5', 'JPY')).toBe(1);
	});
});

describe('price times quantity', () => {
	it.each([
		['33.33', '3', 9999, true],
		['9.775', '2', 1955, true],
		['9.775', '1', 978, false],
		['19.99', '1.5', 2999, false],
		['20.00', '1.5', 3000, true],
	])('%s × %s is %s, exact: %s', (price, quantity, amount, exact) => {
		expect(timesQuantity(parseDecimal(price)!, parseDecimal(quantity)!, 'DKK')).toEqual({ amount, exact });
	});
});

describe('the tax inside an amount', () => {
	it.each([
		[10000, 2500, 2000],
		[9997, 2500, 1999],
		[1, 2500, 0],
		[3, 2500, 1],
		[-10000, 2500, -2000],
		[999, 700, 65],
		[4000, 1500, 522],
		[10000, 0, 0],
	])('%s at %s basis points holds %s', (gross, rate, tax) => {
		expect(taxWithin(gross, rate)).toBe(tax);
	});
});

describe('sharing an amount', () => {
	it('gives the known examples', () => {
		expect(allocate(1000, [1, 1, 1])).toEqual([334, 333, 333]);
		expect(allocate(-1000, [1, 1, 1])).toEqual([-334, -333, -333]);
		expect(allocate(20900, [58700, 1194])).toEqual([20483, 417]);
		expect(allocate(5, [0, 0])).toEqual([5, 0]);
		expect(allocate(5, [])).toEqual([]);
	});

	it('adds up exactly, misses no share by a whole unit, and never turns a sign', () => {
		const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(amounts, weights, (total, list) => {
				const parts = allocate(total, list);
				expect(parts.reduce((all, part) => all + part, 0)).toBe(total + 0);
				const all = list.reduce((sum, weight) => sum + BigInt(weight), 0n);
				if (all === 0n) return;
				parts.forEach((part, index) => {
					// |part × all − total × weight| < all, in whole numbers.
					const missed = BigInt(part) * all - BigInt(total) * BigInt(list[index]);
					expect(missed < 0n ? -missed < all : missed < all).toBe(true);
					expect(part * Math.sign(total)).toBeGreaterThanOrEqual(0);
				});
			}),
		);
	});
});
