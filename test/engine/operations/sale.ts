import { salesListRows } from './salesRows';
import type { ResourceTable } from './table';

const rows = salesListRows('invoice', 'GET /sales');

export const saleTable: ResourceTable = {
	resource: 'sale',
	operations: {
		getAll: {
			...rows,
			required: { ...rows.required, gives: [{ Type: 'Invoice' }, { Type: 'Invoice' }, { Number: 1 }] },
		},
		getSettings: {
			required: { parameters: {}, gives: { DefaultAccountNumber: 1000, LinesInclVat: false } },
			full: [],
			wrong: [
				{
					what: 'an organization by its name',
					parameters: { organizationId: '={{ "Nordlys" }}' },
					names: 'Organization',
					message: /^'Organization' is 'Nordlys', which is not an organization ID$/,
					advice: /352100/,
				},
			],
		},
	},
};
