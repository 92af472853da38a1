import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters';
import { collection } from './documents';

/** Return All and Limit, for every operation that gives many rows. */
export const returnAllOrLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		displayOptions: { show: { returnAll: [false] } },
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** What the two fields ask for: undefined means everything. */
export function limitOf(parameters: Parameters): number | undefined {
	return parameters.boolean('returnAll')
		? undefined
		: (parameters.optionalWhole('limit', { minimum: 1 }) ?? 50);
}

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * A choice among the fields that Dinero can list, for raw rows; none chosen means all of them. It stands after Simplify.
 *
 * @param names the contract's names, as they stand in the rows
 */
export function fieldsChoice(names: readonly string[]): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		displayOptions: { show: { simplify: [false] } },
		options: [...names]
			.sort((one, other) => one.localeCompare(other, 'en'))
			.map((name) => ({ name, value: name })),
		default: [],
		description: 'The fields that each row has; none chosen means all of them',
	};
}

/** The fields of each row: the simple ones, or of all the chosen ones, in the form's order. */
export function shownFields(
	context: Parameters,
	simple: readonly string[],
	all: readonly string[],
): readonly string[] {
	if (context.boolean('simplify')) return simple;
	const chosen = context.choices('fields', all);
	return chosen.length === 0 ? all : [...new Set(chosen)];
}

/** Sort By and Sort Direction, under Options. */
export function sortForm(
	columns: ReadonlyArray<{ name: string; value: string }>,
	first: string,
): INodeProperties {
	return collection('Options', 'options', [
		{ displayName: 'Sort By', name: 'sort', type: 'options', options: [...columns], default: first },
		{
			displayName: 'Sort Direction',
			name: 'sortDirection',
			type: 'options',
			options: [
				{ name: 'Ascending', value: 'ascending' },
				{ name: 'Descending', value: 'descending' },
			],
			default: 'descending',
		},
	]);
}

/** The rows with these fields only, in this order; a field that Dinero left out is null. */
export function simplified(rows: readonly IDataObject[], fields: readonly string[]): IDataObject[] {
	return rows.map((row) => pick(row, fields));
}

/** The row with these fields only; the row itself where it is so already, since long lists are full of them. */
export function pick(row: IDataObject, fields: readonly string[]): IDataObject {
	const names = Object.keys(row);
	const isSo =
		names.length === fields.length &&
		fields.every((field, at) => names[at] === field && row[field] !== undefined);
	if (isSo) return row;
	const picked: IDataObject = {};
	for (const field of fields) picked[field] = row[field] ?? null;
	return picked;
}

/**
 * The row with what became of it in front. A simplified row still has at most ten fields, so that its last one gives way.
 */
export function withOutcome(outcome: string, row: IDataObject, isSimple: boolean): IDataObject {
	const shown = isSimple ? Object.entries(row).slice(0, 9) : Object.entries(row);
	return { outcome, ...(Object.fromEntries(shown) as IDataObject) };
}
