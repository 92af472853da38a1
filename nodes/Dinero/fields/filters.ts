import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters';
import { present } from '../values/present';

/** Filters that every list of Dinero knows. */
export const filterFields = {
	changedSince: {
		displayName: 'Changed Since',
		name: 'changedSince',
		type: 'dateTime',
		default: '',
		description:
			'Only what was created, changed or deleted at or after this time; Danish time unless it names a zone',
	},
	deleted: {
		displayName: 'Deleted',
		name: 'deleted',
		type: 'options',
		options: [
			{ name: 'Leave Out', value: 'exclude' },
			{ name: 'Only Deleted', value: 'only' },
		],
		default: 'exclude',
		description: 'Whether to list what was deleted',
	},
	externalReference: {
		displayName: 'External Reference',
		name: 'externalReference',
		type: 'string',
		default: '',
		description: 'Only those with exactly this reference',
	},
	search: {
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1042 or Smith',
		description: 'Text to look for in number, contact, title and total',
	},
	fromDate: {
		displayName: 'From Date',
		name: 'fromDate',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'First date of issue',
	},
	toDate: {
		displayName: 'To Date',
		name: 'toDate',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Last date of issue',
	},
} satisfies Record<string, INodeProperties>;

/** Changed since and deleted, as the query parameters that every list has. */
export function readChangeFilters(filters: Parameters) {
	const onlyDeleted = filters.optionalChoice('deleted', ['exclude', 'only']) === 'only';
	return present({
		changesSince: filters.optionalMoment('changedSince'),
		deletedOnly: onlyDeleted ? true : undefined,
	});
}

/** Dinero wants both ends of a period or none; a missing end is filled in. */
export function readPeriod(filters: Parameters): { startDate?: string; endDate?: string } {
	const from = filters.optionalDay('fromDate');
	const to = filters.optionalDay('toDate');
	if (from === undefined && to === undefined) return {};
	if (from !== undefined && to !== undefined && from > to) {
		throw filters.unusable(
			'fromDate',
			`is ${from}, after '${filters.label('toDate')}' ${to}`,
			'Swap the dates.',
		);
	}
	return { startDate: from ?? '1900-01-01', endDate: to ?? '2100-12-31' };
}
