import { operation } from '../given';
import { type Engine, picked } from '../harness';
import type { FullRow, Given, Pair, ParametersOf, Row, Seen, WrongRow } from './table';

/** Runs another operation to get something there; gives its first row. */
export async function made(engine: Engine, resource: string, value: string, parameters: object = {}) {
	const { row, error } = await engine.run(operation(resource, value, parameters));
	if (error) throw error;
	return row;
}

/** What a value is once it is known what was made before. */
type From<Value> = Value | ((given: Given) => Value);

function follow<Value>(value: From<Value>, given: Given): Value {
	return typeof value === 'function' ? (value as (given: Given) => Value)(given) : value;
}

/** One value at a path such as `filters.status`, as parameters. */
function at(path: string, value: unknown): Record<string, unknown> {
	return path
		.split('.')
		.reverse()
		.reduce<unknown>((inner, name) => ({ [name]: inner }), value) as Record<string, unknown>;
}

/** Both objects as one; objects inside both are put together too. */
function together(one: object, other: object): object {
	const both: Record<string, unknown> = { ...one };
	for (const [name, value] of Object.entries(other)) {
		const first = both[name];
		const inner = isObject(first) && isObject(value) && !('__rl' in value);
		both[name] = inner ? together(first, value) : value;
	}
	return both;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a list row has besides its field: parameters of both runs, and what every row has. */
type ListRow = Row & { parameters?: ParametersOf };

/** A row for one field of a list: with it the list holds just these rows, named by `column`; without it others. */
export function listRow(
	path: string,
	value: From<unknown>,
	column: string,
	expected: From<unknown[]>,
	{ parameters = {}, ...more }: ListRow = {},
): FullRow {
	const shared = (given: Given) => follow(parameters as From<object>, given);
	return {
		...more,
		what: path,
		without: shared,
		parameters: (given) => together(shared(given), at(path, follow(value, given))),
		reads: (seen, given) => ({ [path]: [seen.rows.map((row) => row[column]), follow(expected, given)] }),
	};
}

/**
 * Rows for Return All and Limit of an operation whose list Dinero pages: as many rows are asked for at once as are wanted.
 *
 * @param address of the list, such as `GET /contacts`
 */
export function limitRows(address: string, more: ListRow = {}): FullRow[] {
	const { parameters = {}, ...rest } = more;
	const shared = (given: Given) => follow(parameters as From<object>, given);
	const row = (field: string, value: unknown, pageSize: string): FullRow => ({
		...rest,
		what: field,
		without: shared,
		parameters: (given) => ({ ...shared(given), [field]: value }),
		reads: (seen) => ({ [field]: [seen.sent(address).query.pageSize, pageSize] }),
	});
	return [row('returnAll', true, '1000'), row('limit', 7, '7')];
}

/** Rows for Return All and Limit of an operation whose list comes whole: `count` rows are there, more than the 50 of the default. */
export function cutRows(count: number, more: ListRow = {}): FullRow[] {
	const { parameters = {}, ...rest } = more;
	const shared = (given: Given) => follow(parameters as From<object>, given);
	const row = (field: string, value: unknown, length: number): FullRow => ({
		...rest,
		what: field,
		without: shared,
		parameters: (given) => ({ ...shared(given), [field]: value }),
		reads: (seen) => ({ [field]: [seen.rows.length, length] }),
	});
	return [row('returnAll', true, count), row('limit', 2, 2)];
}

/** A row for Simplify of a list or a single thing: raw, it has this field that the simplified one leaves out. */
export function rawRow(field: string, { parameters = {}, ...more }: ListRow = {}): FullRow {
	const shared = (given: Given) => follow(parameters as From<object>, given);
	return {
		...more,
		what: 'simplify',
		without: shared,
		parameters: (given) => ({ ...shared(given), simplify: false }),
		reads: (seen) => ({ simplify: raw(seen, field) }),
	};
}

/** A row for the choice of fields: the rows have just these, in this order. */
export function fieldsRow(names: string[], { parameters = {}, ...more }: ListRow = {}): FullRow {
	const shared = (given: Given) => ({ ...follow(parameters as From<object>, given), simplify: false });
	return {
		...more,
		what: 'fields',
		without: shared,
		parameters: (given) => ({ ...shared(given), fields: names }),
		reads: ({ row }) => ({ fields: [Object.keys(row), names] }),
	};
}

/** A field that the list does not have. */
export const noField = (parameters: ParametersOf = {}): WrongRow => ({
	what: 'a field that is none',
	parameters: (given) => ({
		...follow(parameters as From<object>, given),
		simplify: false,
		fields: '={{ ["Colour"] }}',
	}),
	names: 'Fields',
	message: /^'Fields' holds 'Colour', which is not a choice here$/,
	advice: /^Use: /,
});

/** The wrong row of an update that gives a field and empties it. */
export const givenAndEmptied = (field: string, label: string, picks: (given: Given) => object): WrongRow => ({
	what: 'a field that is given and emptied',
	parameters: (given) => ({ ...picks(given), updateFields: { [field]: 'x', emptyFields: [field] } }),
	names: 'Empty These Fields',
	message: new RegExp(`^'Empty These Fields' holds '${label}', which is given a value as well$`),
	advice: /Leave out one of them/,
});

/** The pair of Simplify switched off. */
export const raw = ({ row }: Seen, field: string): Pair => [field in row, true];

/** A limit that is no number of rows, for every list. */
export const noLimit = (parameters: ParametersOf = {}): WrongRow => ({
	what: 'a limit of none',
	parameters: (given) => ({ ...follow(parameters as From<object>, given), limit: '={{ 0 }}' }),
	names: 'Limit',
	message: /^'Limit' is 0$/,
	advice: /at least 1/,
});

/** Something is picked that is no id: the wrong row of every operation that works on one thing. */
export const notAnId = (field: string, label: string, parameters: ParametersOf = {}): WrongRow => ({
	what: `${label} is no ID`,
	parameters: (given) => ({
		...follow(parameters as From<object>, given),
		[field]: '={{ "something else" }}',
	}),
	names: label,
	message: new RegExp(`^'${label}' is 'something else', which is not a Dinero ID$`),
	advice: /Pick it from the list/,
});

/** An id of nothing that there is. */
export const unknown = picked('3f2504e0-4f89-41d3-9a0c-0305e82c3301');
