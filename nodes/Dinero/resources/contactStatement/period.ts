import type { INodeProperties } from 'n8n-workflow';

import { filterFields } from '../../fields/filters';
import type { Parameters } from '../../parameters';
import { present } from '../../values/present';

/** The period of a statement, and whether settled entries are left out; all of it unless given. */
export const periodFields: INodeProperties[] = [
	{ ...filterFields.fromDate, description: 'First day of the statement' },
	{
		displayName: 'Hide Settled Entries',
		name: 'hideClosed',
		type: 'boolean',
		default: false,
		description: 'Whether entries that are settled are left out',
	},
	{ ...filterFields.toDate, description: 'Last day of the statement' },
];

/** Days become the moments that Dinero's contract asks for. */
export function readStatementPeriod(options: Parameters) {
	const from = options.optionalDay('fromDate');
	const to = options.optionalDay('toDate');
	if (from !== undefined && to !== undefined && from > to) {
		throw options.unusable(
			'fromDate',
			`is ${from}, after '${options.label('toDate')}' ${to}`,
			'Swap the dates.',
		);
	}
	return present({
		from: from === undefined ? undefined : `${from}T00:00:00Z`,
		to: to === undefined ? undefined : `${to}T23:59:59Z`,
		hideClosed: options.optionalBoolean('hideClosed'),
	});
}
