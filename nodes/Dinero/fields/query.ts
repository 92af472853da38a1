import type { IDataObject } from 'n8n-workflow';

/** One condition on a list: the field equals, or contains, a value; case does not matter. */
export interface Condition {
	field: string;
	operator: 'eq' | 'contains';
	value: string;
}

/**
 * The filter to send and the check of each row that comes back.
 *
 * Only one condition is sent: joining several is documented for contacts alone and has not been seen to work elsewhere,
 * and a quote inside a value cannot be escaped. The rest is checked here, which gives the same rows either way.
 */
export function filterBy(conditions: readonly Condition[]): {
	queryFilter?: string;
	/** Fields that rows must carry for `keep`. */
	needed: string[];
	keep(row: IDataObject): boolean;
} {
	const sent =
		conditions.find((one) => sendable(one.value)) ?? conditions.find((one) => fragment(one.value) !== '');
	return {
		...(sent === undefined ? {} : { queryFilter: written(sent) }),
		needed: conditions.map((one) => one.field),
		keep: (row) => conditions.every((condition) => holds(condition, row)),
	};
}

function written({ field, operator, value }: Condition): string {
	return sendable(value) ? `${field} ${operator} '${value}'` : `${field} contains '${fragment(value)}'`;
}

function sendable(value: string): boolean {
	return !/[';]/.test(value);
}

/** The longest part of a value that holds nothing with a meaning of its own in a filter. */
function fragment(value: string): string {
	return value.split(/[';]/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

function holds({ field, operator, value }: Condition, row: IDataObject): boolean {
	const actual = String(row[field] ?? '').toLowerCase();
	const wanted = value.toLowerCase();
	return operator === 'eq' ? actual === wanted : actual.includes(wanted);
}

/** Rows to ask for at once: no more than are wanted, where there is a limit. */
export function pageSizeFor(limit: number | undefined): { pageSize: number } {
	return { pageSize: Math.min(1000, limit ?? 1000) };
}

/**
 * Takes rows page by page until there are enough, so that a limit never reads more than it needs.
 *
 * @param show what is kept of a row; a long list is then held once, as it will be returned
 */
export async function collect<T, Shown = T>(
	pages: AsyncIterable<readonly T[]>,
	limit: number | undefined,
	keep: (row: T) => boolean = () => true,
	show: (row: T) => Shown = (row) => row as unknown as Shown,
): Promise<Shown[]> {
	const rows: Shown[] = [];
	for await (const page of pages) {
		for (const row of page) {
			if (keep(row)) rows.push(show(row));
			if (limit !== undefined && rows.length >= limit) return rows;
		}
	}
	return rows;
}
