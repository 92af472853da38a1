import { situation } from '../../api/errors';
import type { ChangeWindow } from './changeWindow';
import type { PollContext } from './context';
import type { Page, PageRequest, Row } from './port';
import { carriesZone, secondsOf, stampOf } from './time';

/** How often a list is read anew while rows move between its pages. */
const attempts = 3;

/** Whether a page ends its list: it is not full, or as many rows were read as Dinero counts in any sense of the word. */
export function isLast(page: Page, index: number): boolean {
	if (page.rows.length < page.size || page.rows.length === 0) return true;
	return page.total !== undefined && page.total > 0 && (index + 1) * page.size >= page.total;
}

/** Stops a reading that would never end, because the same page comes again and again. */
function repetitionGuard(): (guids: readonly string[]) => void {
	let previous = '';
	let times = 0;
	return (guids) => {
		const now = guids.join();
		times = now === previous && now !== '' ? times + 1 : 0;
		previous = now;
		if (times >= 3) throw situation('repeatedPage');
	};
}

/** A list that shows how things stand now, read to its end. */
export interface Standing {
	rows: Row[];
	/** False when there was no time for all of it. */
	complete: boolean;
}

/**
 * Reads a list that shows how things stand, all pages of it. Several readings are joined when rows move between pages
 * and `thorough` is asked for; then every row that was there all the time is in the result.
 */
export async function readStanding(
	context: PollContext,
	request: Omit<PageRequest, 'page' | 'pageSize'>,
	guid: (row: Row) => string,
	thorough = false,
): Promise<Standing> {
	const { pageSize } = context.options;
	const rows = new Map<string, Row>();
	let before: string | undefined;
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		const seen: string[] = [];
		const guard = repetitionGuard();
		let index = 0;
		for (; ; index += 1) {
			if (!thorough && index > 0 && !context.hasTime()) return { rows: [...rows.values()], complete: false };
			const page = await context.port.page({ ...request, page: index, pageSize });
			guard(page.rows.map(guid));
			for (const row of page.rows) {
				rows.set(guid(row), row);
				seen.push(guid(row));
			}
			if (isLast(page, index)) break;
		}
		const now = seen.join();
		if (!thorough || index === 0 || now === before) break;
		before = now;
	}
	return { rows: [...rows.values()], complete: true };
}

/** A row with its times, seconds UTC. */
export interface TimedRow {
	row: Row;
	created: number | undefined;
	updated: number | undefined;
	deleted: number | undefined;
	/** When it last changed in any way. */
	at: number;
}

export interface WindowReading {
	window: ChangeWindow;
	rows: TimedRow[];
	/** Whether the pass came to its end. */
	finished: boolean;
	/** Whether the pass went over more than one page. */
	several: boolean;
}

/**
 * Reads what changed in a list since its window begins: all pages, or as many as there is time for; then the next poll
 * goes on with the next page. Finds out on the way in which zone Dinero's stamps are.
 */
export async function readWindow(
	context: PollContext,
	window: ChangeWindow,
	request: Omit<PageRequest, 'page' | 'pageSize' | 'changesSince'>,
	guid: (row: Row) => string,
): Promise<WindowReading> {
	const asked = { ...request, changesSince: stampOf(window.since) };
	const first = await readPages(context, window, asked, guid);
	// Before anything is told, a second reading makes sure that the beginning overlooks nothing.
	const again = window.quiet && first.several ? await readPages(context, window, asked, guid) : undefined;
	const rows = new Map([...first.rows, ...(again?.rows ?? [])]);
	await learnZone(context, asked, [...rows.values()], guid);
	const timed = [...rows.values()].map((row) => timesOf(context, row, window));
	return { window, rows: timed, finished: first.finished, several: first.several };
}

async function readPages(
	context: PollContext,
	window: ChangeWindow,
	request: Omit<PageRequest, 'page' | 'pageSize'>,
	guid: (row: Row) => string,
): Promise<{ rows: Map<string, Row>; finished: boolean; several: boolean }> {
	const { pass } = window;
	const rows = new Map<string, Row>();
	const guard = repetitionGuard();
	for (let read = 0; ; read += 1) {
		// A beginning is read to its end: what happens meanwhile must not be taken for what was there.
		if (read > 0 && !window.quiet && !context.hasTime()) return { rows, finished: false, several: true };
		const index = pass.page;
		const page = await context.port.page({ ...request, page: index, pageSize: context.options.pageSize });
		guard(page.rows.map(guid));
		if (index === 0) pass.total = page.total;
		if (pass.total !== page.total) pass.steady = false;
		for (const row of page.rows) {
			if (rows.has(guid(row))) pass.steady = false;
			rows.set(guid(row), row);
		}
		pass.page = index + 1;
		if (isLast(page, index)) {
			pass.page = 0;
			return { rows, finished: true, several: index > 0 };
		}
	}
}

function timesOf(context: PollContext, row: Row, window: ChangeWindow): TimedRow {
	const created = context.seconds(row.CreatedAt);
	const updated = context.seconds(row.UpdatedAt) ?? created;
	const deleted = context.seconds(row.DeletedAt);
	return {
		row,
		created,
		updated,
		deleted,
		at: Math.max(created ?? 0, updated ?? 0, deleted ?? 0) || window.since,
	};
}

/**
 * Dinero's stamps may carry no zone. What it answers when asked for changes since one of them, taken as UTC, tells: a row
 * of that very time if they are UTC, nothing but rows that are at least an hour newer if they are Danish time.
 */
async function learnZone(
	context: PollContext,
	request: Omit<PageRequest, 'page' | 'pageSize'>,
	rows: readonly Row[],
	guid: (row: Row) => string,
): Promise<void> {
	if (context.cursor.zone !== 'unknown' || rows.length === 0) return;
	if (rows.every((row) => carriesZone(row.UpdatedAt ?? row.CreatedAt))) {
		context.cursor.zone = 'utc';
		return;
	}
	const rowsSince = async (since: number): Promise<Row[]> =>
		(
			await context.port.page({
				...request,
				changesSince: stampOf(since),
				page: 0,
				pageSize: context.options.pageSize,
			})
		).rows;
	let candidate: Row | undefined = newestOf(rows);
	for (let attempt = 0; attempt < attempts && candidate; attempt += 1) {
		const since = stampAsUtc(candidate);
		const answered = await rowsSince(since);
		if (answered.some((row) => stampAsUtc(row) < since + anHour)) {
			context.cursor.zone = 'utc';
			return;
		}
		if (answered.length > 0) {
			candidate = newestOf(answered);
			continue;
		}
		// The row may have been deleted between two questions: it must be there before and after its absence.
		const still = await rowsSince(since - 2 * anHour - 1);
		const same = still.find((row) => guid(row) === guid(candidate!));
		if (same && stampAsUtc(same) === since) {
			context.cursor.zone = 'danish';
			return;
		}
		candidate = newestOf(still);
	}
}

const anHour = 60 * 60;

function stampAsUtc(row: Row): number {
	return greatest([row.CreatedAt, row.UpdatedAt, row.DeletedAt].map((stamp) => secondsOf(stamp, 'utc') ?? 0));
}

function newestOf(rows: readonly Row[]): Row | undefined {
	return rows.reduce<Row | undefined>(
		(newest, row) => (newest && stampAsUtc(newest) >= stampAsUtc(row) ? newest : row),
		undefined,
	);
}

function greatest(numbers: readonly number[]): number {
	return numbers.reduce((most, one) => Math.max(most, one), 0);
}
