import { errorCode, refuseField } from './refusals.mts';
import { isGuid } from './identifiers.mts';
import { DineroRefusal } from '../operations/call.mts';
import type { World } from './world.mts';

export const largestPage = 1000;

/** A cell of a list row. */
type Cell = string | number | boolean | null;

export interface Page<Row> {
	Collection: Row[];
	Pagination: {
		MaxPageSizeAllowed: number;
		PageSize: number;
		Result: number;
		ResultWithoutFilter: number;
		Page: number;
	};
}

/** One page of rows that are already filtered and sorted. `page` counts from 0; refuses sizes over 1000. */
export function pageOf<Item, Row>(
	items: Item[],
	query: { page?: unknown; pageSize?: unknown },
	row: (item: Item) => Row,
	countBeforePaging = items.length,
	defaultPageSize = 100,
): Page<Row> {
	const { page, size } = pageRange(query, defaultPageSize);
	const shown = items.slice(page * size, (page + 1) * size).map(row);
	return {
		Collection: shown,
		Pagination: {
			MaxPageSizeAllowed: largestPage,
			PageSize: size,
			Result: shown.length,
			ResultWithoutFilter: countBeforePaging,
			Page: page,
		},
	};
}

/** The asked page and its size. */
export function pageRange(
	query: { page?: unknown; pageSize?: unknown },
	defaultPageSize: number,
): { page: number; size: number } {
	const page = Number(query.page ?? 0);
	const size = Number(query.pageSize ?? defaultPageSize);
	if (!Number.isInteger(page) || page < 0) refuseField('page', 'The page counts from 0.');
	if (!Number.isInteger(size) || size < 1 || size > largestPage) {
		refuseField('pageSize', `The page size must be from 1 to ${largestPage}.`);
	}
	return { page, size };
}

/**
 * A function that picks the asked fields of a row. Names are taken case-insensitively and come back as they were asked;
 * an unknown name is refused.
 */
export function fieldPicker<Row extends object>(
	asked: unknown,
	defaults: string,
	allowed: readonly (keyof Row & string)[],
): (row: Row) => Record<string, unknown> {
	const known = new Map(allowed.map((name) => [name.toLowerCase(), name]));
	const text = typeof asked === 'string' && asked.trim() !== '' ? asked : defaults;
	const picked = text
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '')
		.map((name): [string, keyof Row] => {
			const field = known.get(name.toLowerCase());
			if (!field) refuseField('fields', `Unknown field '${name}'. Allowed: ${allowed.join(', ')}.`);
			return [name, field as keyof Row];
		});
	return (row) => Object.fromEntries(picked.map(([name, field]) => [name, row[field] ?? null]));
}

/** A condition of a queryFilter: a field, and what its value must be or hold, in lower case. */
interface Condition {
	field: string;
	operator: 'eq' | 'contains';
	value: string;
}

/**
 * Reads a queryFilter: conditions `Field eq|contains 'value'` joined by `;`. The word `and` is not understood: what
 * follows is read as part of the value, and a quote within a value (unless doubled) makes it malformed.
 * @param filterable field names that the list can filter on, each with the kind of its value
 * @param combined whether more than one condition is understood here
 */
export function readQueryFilter(
	text: unknown,
	filterable: Record<string, 'text' | 'guid' | 'boolean' | 'number'>,
	combined: boolean,
): Condition[] {
	if (typeof text !== 'string' || text.trim() === '') return [];
	const names = new Map(Object.keys(filterable).map((name) => [name.toLowerCase(), name]));
	const parts = splitOutsideQuotes(text);
	if (parts.length > 1 && !combined) refuseFilter(`'${text}' has more than one condition`);
	return parts.map((part): Condition => {
		const match = /^\s*(\w+)\s+(eq|contains)\s+'(.*)'\s*$/is.exec(part);
		if (!match) refuseFilter(`'${part.trim()}' is not of the form Name contains 'Acme'`);
		const [, name, operator, quoted] = match!;
		const field = names.get(name.toLowerCase());
		if (!field)
			refuseFilter(
				`'${name}' cannot be filtered on; use one of ${Object.keys(filterable).join(', ')}, as in Name contains 'Acme'`,
			);
		const value = quoted.replaceAll("''", '\u0000');
		const kind = filterable[field!];
		const plain = value.replaceAll('\u0000', "'");
		if (kind === 'guid' && !isGuid(plain)) refuseFilter(`the value '${quoted}' cannot be parsed as a guid`);
		if (kind === 'boolean' && !/^(true|false)$/i.test(plain))
			refuseFilter(`the value '${quoted}' cannot be parsed as true or false`);
		if (value.includes("'")) refuseFilter(`the value '${quoted}' holds a quote`);
		return {
			field: field!,
			operator: operator.toLowerCase() as Condition['operator'],
			value: plain.toLowerCase(),
		};
	});
}

function splitOutsideQuotes(text: string): string[] {
	const parts = [''];
	let quoted = false;
	for (const character of text) {
		if (character === "'") quoted = !quoted;
		if (character === ';' && !quoted) parts.push('');
		else parts[parts.length - 1] += character;
	}
	return parts.filter((part) => part.trim() !== '');
}

function refuseFilter(reason: string): never {
	throw new DineroRefusal(400, errorCode.validation, `The queryFilter is malformed: ${reason}.`, {
		queryFilter: `The queryFilter is malformed: ${reason}.`,
	});
}

/** True when a row meets all conditions; case does not matter. */
export function meets(conditions: Condition[], valueOf: (field: string) => Cell | undefined): boolean {
	return conditions.every(({ field, operator, value }) => {
		const cell = String(valueOf(field) ?? '').toLowerCase();
		return operator === 'eq' ? cell === value : cell.includes(value);
	});
}

/** Reads a changesSince: UTC, `YYYY-MM-DDTHH:mm:ssZ`; returns the stamp without its zone. */
export function readChangesSince(text: unknown): string | undefined {
	if (text === undefined || text === null || text === '') return undefined;
	const given = String(text);
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(given) || Number.isNaN(Date.parse(given))) {
		refuseField('changesSince', `'${given}' must be UTC and of the form YYYY-MM-DDTHH:mm:ssZ.`);
	}
	return given.slice(0, 19);
}

/**
 * True when a list may show a row: by the switch, a new row (in a list of changes also a changed one) comes late.
 * @param since the stamp that the list's changes are asked from, or undefined
 */
export function isShown(
	world: World,
	row: { createdAt: string; updatedAt: string },
	since: string | undefined,
): boolean {
	const { lateRows } = world.switches;
	if (lateRows === 0) return true;
	const limit = new Date(world.clock.now().getTime() - lateRows * 1000).toISOString().slice(0, 19);
	return (since === undefined ? row.createdAt : row.updatedAt) <= limit;
}

/** A text for free search: lower case, or undefined for none. */
export function readFreeText(text: unknown): string | undefined {
	return typeof text === 'string' && text.trim() !== '' ? text.trim().toLowerCase() : undefined;
}
