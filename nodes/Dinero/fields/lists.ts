import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters';

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
