import fc from 'fast-check';
import {
	divideRounded,
	fromMinor,
	lineAmount,
	share,
	toMinor,
} from '../../../sandbox/dinero/books/money.mts';
import { switchTable } from '../../../sandbox/dinero/books/switches.mts';
import { Books, document, line } from './harness';

type Way = (typeof switchTable)['rounding']['values'][number];

function totals(rounding: Way, inclVat: boolean, lines: object[]) {
	const books = new Books({ switches: { rounding } });
	const answer = books.json('post_v1_organizationId_invoices_fetch', {
		body: document({ ShowLinesInclVat: inclVat, ProductLines: lines }),
	});
	return [answer.TotalExclVat, answer.TotalVat, answer.TotalInclVat];
}

describe('three ways of rounding, worked out by hand', () => {
	// 99.97 / 1.25 = 79.976: net 79.98, VAT 19.99. From a net of 79.98 VAT is 19.995, rounded 20.00, so 99.97 cannot be met.
	test.each<[Way, number[]]>([
		['line', [79.98, 19.99, 99.97]],
		['document', [79.98, 19.99, 99.97]],
		['net', [79.98, 20, 99.98]],
	])('%s: one line of 99.97 incl. VAT', (way, expected) =>
		expect(totals(way, true, [line(99.97)])).toEqual(expected),
	);

	// Each 0.99 incl.: net 0.792 -> 0.79, VAT 0.20. Ten lines: 7.90 + 2.00. Per document: 9.90 x 0.2 = 1.98.
	test.each<[Way, number[]]>([
		['line', [7.9, 2, 9.9]],
		['document', [7.92, 1.98, 9.9]],
		['net', [7.9, 1.98, 9.88]],
	])('%s: ten lines of 0.99 incl. VAT', (way, expected) =>
		expect(totals(way, true, Array(10).fill(line(0.99)))).toEqual(expected),
	);

	// Each 2.93 excl.: VAT 0.7325 -> 0.73. Ten lines: 7.30 per line, 7.325 -> 7.33 on the total.
	test.each<[Way, number[]]>([
		['line', [29.3, 7.3, 36.6]],
		['document', [29.3, 7.33, 36.63]],
		['net', [29.3, 7.33, 36.63]],
	])('%s: ten lines of 2.93 excl. VAT', (way, expected) =>
		expect(totals(way, false, Array(10).fill(line(2.93)))).toEqual(expected),
	);

	// 3 x 33.335 less 10 % = 90.0045 -> 90.00; the rounding happens once, after quantity and discount.
	test('quantity and discount are worked out exactly before rounding', () => {
		expect(totals('line', true, [line(33.335, { Quantity: 3, Discount: 10 })])).toEqual([72, 18, 90]);
		expect(totals('line', true, [line(1.005, { AccountNumber: 1050 })])).toEqual([1.01, 0, 1.01]);
	});

	test('each rate of a document is rounded by itself', () => {
		const lines = [...Array(5).fill(line(0.99)), ...Array(5).fill(line(0.99, { AccountNumber: 1050 }))];
		expect(totals('document', true, lines)).toEqual([8.91, 0.99, 9.9]);
	});
});

const priceLines = fc.array(
	fc.record({
		amount: fc.integer({ min: -5_000_00, max: 50_000_00 }),
		quantity: fc.constantFrom(1, 1, 2, 3, 0.5, 7),
		account: fc.constantFrom(1000, 1350, 1050, 1100),
	}),
	{ minLength: 1, maxLength: 12 },
);

describe('whatever the lines', () => {
	const toLines = (given: Array<{ amount: number; quantity: number; account: number }>) =>
		given.map(({ amount, quantity, account }) =>
			line(fromMinor(amount), { Quantity: quantity, AccountNumber: account }),
		);

	test('incl. VAT, the total is the sum of the line prices when rounding by line or by document', () => {
		fc.assert(
			fc.property(priceLines, fc.constantFrom<Way>('line', 'document'), (given, way) => {
				const [, , gross] = totals(way, true, toLines(given));
				const expected = given.reduce(
					(sum, { amount, quantity }) => sum + lineAmount(amount / 100, quantity, 0),
					0,
				);
				expect(toMinor(gross)).toBe(expected);
			}),
			{ numRuns: 150 },
		);
	});

	test('excl. VAT, the net is the sum of the line prices under every rounding', () => {
		fc.assert(
			fc.property(priceLines, fc.constantFrom(...switchTable.rounding.values), (given, way) => {
				const [net, vat, gross] = totals(way, false, toLines(given));
				const expected = given.reduce(
					(sum, { amount, quantity }) => sum + lineAmount(amount / 100, quantity, 0),
					0,
				);
				expect(toMinor(net)).toBe(expected);
				expect(toMinor(net) + toMinor(vat)).toBe(toMinor(gross));
			}),
			{ numRuns: 150 },
		);
	});

	test('booked, its entries balance and equal the document', () => {
		fc.assert(
			fc.property(
				priceLines,
				fc.constantFrom(...switchTable.rounding.values),
				fc.boolean(),
				(given, rounding, inclVat) => {
					const books = new Books({ switches: { rounding } });
					const booked = books.booked({ ShowLinesInclVat: inclVat, ProductLines: toLines(given) });
					expect(toMinor(books.balance(53000))).toBe(toMinor(booked.TotalInclVat));
					expect(toMinor(books.balance(64000))).toBe(-toMinor(booked.TotalVat) || 0);
				},
			),
			{ numRuns: 100 },
		);
	});

	test('under net, exactly every fifth gross price at 25 % cannot be met', () => {
		const missed = Array.from({ length: 1000 }, (_, minor) => minor).filter((minor) => {
			const net = share(minor, 10000, 12500);
			return net + share(net, 2500, 10000) !== minor;
		});
		expect(missed).toHaveLength(200);
		expect(missed.every((minor) => minor % 5 === 2)).toBe(true);
		const books = new Books({ switches: { rounding: 'net' } });
		for (const minor of [102, 103, 9997, 9998]) {
			const answer = books.json('post_v1_organizationId_invoices_fetch', {
				body: document({ ProductLines: [line(minor / 100)] }),
			});
			expect(toMinor(answer.TotalInclVat) === minor).toBe(minor % 5 !== 2);
		}
	});
});

describe('money', () => {
	test('goes to minor units and back', () => {
		fc.assert(
			fc.property(fc.integer({ min: -1e11, max: 1e11 }), (minor) =>
				expect(toMinor(fromMinor(minor))).toBe(minor),
			),
		);
	});

	test('rounds half away from zero, from the decimal that was written', () => {
		expect([1.005, -1.005, 2.675, 1e-7, 1e21 / 1e10].map(toMinor)).toEqual([
			101, -101, 268, 0, 10000000000000,
		]);
		expect([share(5, 1, 2), share(-5, 1, 2)]).toEqual([3, -3]);
	});

	test('the quick way of sharing gives what the exact way gives', () => {
		const amount = fc.oneof(fc.integer({ min: -1e11, max: 1e11 }), fc.integer({ min: -300, max: 300 }));
		fc.assert(
			fc.property(
				amount,
				fc.integer({ min: 0, max: 20000 }),
				fc.integer({ min: 1, max: 20000 }),
				(value, numerator, denominator) => {
					expect(share(value, numerator, denominator)).toBe(
						Number(divideRounded(BigInt(value) * BigInt(numerator), BigInt(denominator))),
					);
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('a line amount is odd in its sign', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -1e7, max: 1e7 }),
				fc.integer({ min: 1, max: 100 }),
				fc.integer({ min: 0, max: 100 }),
				(amount, quantity, discount) => {
					expect(lineAmount(-amount / 100, quantity, discount)).toBe(
						-lineAmount(amount / 100, quantity, discount) || 0,
					);
				},
			),
		);
	});
});
