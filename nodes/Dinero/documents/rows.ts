import type { INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../context';
import type { Parameters } from '../parameters';

/** Other names under which a field of a line may come in JSON, in lower camel case. */
export type Aliases = Record<string, string>;

/**
 * The form of lines: an editor, or JSON for lines that an earlier node made; `keep` offers to leave them as they are.
 *
 * @param example the JSON to begin with
 */
export function linesForm(
	lineFields: INodeProperties[],
	example: object,
	options: { keep?: boolean } = {},
): INodeProperties[] {
	const names = lineFields.map((field) => field.name).join(', ');
	const first = options.keep ? 'keep' : 'fields';
	const keep = options.keep ? [{ name: 'Keep the Lines', value: 'keep' }] : [];
	return [
		{
			displayName: 'Specify Lines',
			name: 'specifyLines',
			type: 'options',
			options: [
				...keep,
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json', description: 'For lines that an earlier node made' },
			],
			default: first,
		},
		{
			displayName: 'Lines',
			name: 'lines',
			type: 'fixedCollection',
			required: true,
			displayOptions: { show: { specifyLines: ['fields'] } },
			typeOptions: {
				multipleValues: true,
				multipleValueButtonText: 'Add Line',
				sortable: true,
				fixedCollection: { itemTitle: '={{ $collection.item.value.description || "Line" }}' },
			},
			default: {},
			placeholder: 'Add Line',
			options: [{ displayName: 'Line', name: 'line', values: lineFields }],
		},
		{
			displayName: 'Lines (JSON)',
			name: 'linesJson',
			type: 'json',
			required: true,
			displayOptions: { show: { specifyLines: ['json'] } },
			default: `[\n  ${JSON.stringify(example)}\n]`,
			description: `A list with one object a line: ${names}. Numbers may be decimal strings.`,
		},
	];
}

/** Whether the form leaves the lines as they are. */
export function keepsLines(context: OperationContext): boolean {
	return context.optionalChoice('specifyLines', ['keep', 'fields', 'json']) === 'keep';
}

/**
 * The rows of the form's lines, each ready to be read.
 *
 * @throws NodeOperationError when there is none, or one from JSON has a name that no line has: Dinero would ignore it silently
 */
export function lineRows(
	context: OperationContext,
	lineFields: readonly INodeProperties[],
	aliases: Aliases = {},
): Parameters[] {
	const asJson = context.optionalChoice('specifyLines', ['keep', 'fields', 'json']) === 'json';
	const rows = asJson ? jsonRows(context, lineFields, aliases) : context.rows('lines', 'line');
	if (rows.length > 0) return rows;
	throw context.unusable(asJson ? 'linesJson' : 'lines', 'holds no line', 'Add at least one line.');
}

function jsonRows(
	context: OperationContext,
	lineFields: readonly INodeProperties[],
	aliases: Aliases,
): Parameters[] {
	const given = context.json('linesJson');
	const list = Array.isArray(given) ? given : given === undefined ? [] : [given];
	const known = lineFields.map((field) => field.name);
	return list.map((row: unknown, index) => {
		const place = `line ${index + 1}`;
		if (typeof row !== 'object' || row === null || Array.isArray(row)) {
			throw context.unusable('linesJson', `holds no object at ${place}`, 'Give one object for each line.');
		}
		const values = withOurNames(row as Record<string, unknown>, aliases);
		const unknown = Object.keys(values).find((key) => !known.includes(key));
		if (unknown !== undefined) {
			throw context.unusable(
				'linesJson',
				`has '${unknown}' at ${place}, which is not a field of a line`,
				`Use these names: ${known.join(', ')}.`,
			);
		}
		return context.nested(values, lineFields, `${context.label('linesJson')} ${index + 1} > `);
	});
}

/** Dinero's own names (Description, BaseAmountValue, ProductGuid) are understood as well as ours. */
function withOurNames(row: Record<string, unknown>, aliases: Aliases): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([key, value]) => {
			const name = `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
			return [aliases[name] ?? name, value];
		}),
	);
}
