import type { Engine } from '../harness';
import { cutRows, noLimit } from './rows';
import { booksOf, type Given, type ResourceTable } from './table';

/** A company of sixty years. */
const many = async (engine: Engine): Promise<Given> => {
	const { accountingYears } = booksOf(engine);
	for (let year = Number(accountingYears[0].name) - 1; accountingYears.length < 60; year -= 1)
		accountingYears.unshift({ name: `${year}`, from: `${year}-01-01`, to: `${year}-12-31` });
	return await Promise.resolve({});
};

export const accountingYearTable: ResourceTable = {
	resource: 'accountingYear',
	operations: {
		getAll: {
			required: {
				parameters: {},
				gives: {
					Name: expect.stringMatching(/^\d{4}$/),
					FromDate: expect.stringMatching(/^\d{4}-01-01$/),
					ToDate: expect.stringMatching(/^\d{4}-12-31$/),
				},
			},
			full: cutRows(60, { given: many }),
			wrong: [noLimit()],
		},
	},
};
