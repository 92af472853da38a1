import * as fc from 'fast-check';

import { withContractNames } from '../../api/answers';

/** The same with the first letter of every name in upper case, made in the plainest way. */
function plainly(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(plainly);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [name.charAt(0).toUpperCase() + name.slice(1), plainly(item)]),
	);
}

const rows = [
	{ Number: 1, Guid: 'a', Lines: [{ Quantity: 2 }, { Quantity: 3 }], Contact: { Name: 'Mia' } },
	{ Number: 2, Guid: null, Lines: [], Contact: null },
];

describe('the names of an answer', () => {
	test('are as the contract has them, however deep and whatever the casing', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(withContractNames(value)).toEqual(plainly(value));
			}),
		);
	});

	test('that are right already cost no copy', () => {
		expect(withContractNames(rows)).toBe(rows);
		expect((withContractNames({ rows }) as { Rows: unknown }).Rows).toBe(rows);
	});

	test('that are not leave what came in untouched', () => {
		const given = [{ Number: 1 }, { number: 2, contact: { name: 'Mia' } }];
		const kept = structuredClone(given);
		const named = withContractNames(given) as unknown[];
		expect(named).toEqual([{ Number: 1 }, { Number: 2, Contact: { Name: 'Mia' } }]);
		expect(named[0]).toBe(given[0]);
		expect(given).toEqual(kept);
	});

	test('know the two spellings that a rule cannot tell', () => {
		expect(withContractNames({ seNumber: 1, ccToSender: true, CcToSender: false })).toEqual({
			SENumber: 1,
			CCToSender: false,
		});
	});
});
