import { checkConsistency, isRefusal } from '../../orders';
import { order } from '../transfer/sampleOrders';

const [coffee] = order().lines;
const withLine = (change: Partial<typeof coffee>, total: number, tax: number) =>
	order({ lines: [{ ...coffee, ...change }], total, tax });

// What is checked, the order, and the code of the refusal or the difference that is left.
const cases: Array<[string, ReturnType<typeof order>, number, string | number]> = [
	['the sample', order(), 0, 0],
	['no lines', order({ lines: [] }), 0, 'noLines'],
	['a line that does not add up', withLine({ net: 23919 }, 29900, 5980), 0, 'lineDoesNotAddUp'],
	['tax below zero on a sale', withLine({ net: 30000, tax: -100 }, 29900, -100), 0, 'taxHasWrongSign'],
	['tax on a discount', withLine({ gross: -100, net: -200, tax: 100 }, -100, 100), 0, 'taxHasWrongSign'],
	['tax on what costs nothing', withLine({ gross: 0, net: -2, tax: 2 }, 0, 2), 0, 'taxHasWrongSign'],
	[
		'an øre of tax on what costs nothing, within the tolerance',
		withLine({ gross: 0, net: -1, tax: 1 }, 0, 1),
		1,
		0,
	],
	['a total below zero', withLine({ gross: -100, net: -80, tax: -20 }, -100, -20), 0, 'totalNegative'],
	['a total that the lines do not explain', withLine({}, 29901, 5980), 0, 'linesDifferFromTotal'],
	['the same within the tolerance', withLine({}, 29901, 5980), 1, 1],
	['a tax that the lines do not explain', withLine({}, 29900, 5979), 0, 'taxDoesNotAddUp'],
	['the same within the tolerance of tax', withLine({}, 29900, 5979), 1, 0],
];
test.each(cases)('%s', (_what, given, tolerance, expected) => {
	const answer = checkConsistency(given, tolerance);
	expect(isRefusal(answer) ? answer.code : answer.difference).toBe(expected);
	if (isRefusal(answer)) expect(answer.where).toMatch(/\w/);
});
