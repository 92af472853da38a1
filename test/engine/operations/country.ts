import { countries } from '../../../sandbox/dinero/books/countries.mts';
import { cutRows, noLimit } from './rows';
import type { ResourceTable } from './table';

export const countryTable: ResourceTable = {
	resource: 'country',
	operations: {
		getAll: {
			required: {
				parameters: {},
				gives: { Key: expect.any(String), DanishName: expect.any(String), EnglishName: expect.any(String) },
			},
			full: cutRows(countries.size),
			wrong: [noLimit()],
		},
	},
};
