import type { PollContext } from '../context';
import { ChangeWindow, danishSlack } from '../changeWindow';
import { chosen } from '../events';
import { guidOf } from '../filters';
import { rowKeyLength, shortKey, versionKeyLength } from '../keys';
import type { ListName, Row } from '../port';
import { readStanding, readWindow, type TimedRow, type WindowReading } from '../reading';
import { stampOf } from '../time';

/** Fields that a person changes, by list; they tell two changes in one second apart. */
const contents: Record<ListName, readonly string[]> = {
	invoices: [
		'Number',
		'ExternalReference',
		'ContactGuid',
		'Date',
		'PaymentDate',
		'Description',
		'Currency',
		'TotalInclVat',
		'TotalExclVat',
	],
	creditNotes: [
		'Number',
		'ExternalReference',
		'ContactGuid',
		'Date',
		'Description',
		'Currency',
		'TotalInclVat',
		'TotalExclVat',
	],
	tradeOffers: [
		'Number',
		'ExternalReference',
		'ContactGuid',
		'Date',
		'Description',
		'Currency',
		'TotalInclVat',
		'TotalExclVat',
		'Comment',
	],
	contacts: [
		'Name',
		'ExternalReference',
		'Street',
		'ZipCode',
		'City',
		'CountryKey',
		'Phone',
		'Email',
		'VatNumber',
		'EanNumber',
		'AttPerson',
	],
	products: [
		'Name',
		'ProductNumber',
		'ExternalReference',
		'AccountNumber',
		'BaseAmountValue',
		'Quantity',
		'Unit',
	],
};

/** Clocks that are an hour wrong, twice over: how far back the trigger looks to find out where it stands. Seconds. */
export const firstLook = 2 * 60 * 60;

/** Key of a row's version: its UpdatedAt and, since that has whole seconds, what it says. */
export function versionOf(list: ListName, row: Row): string {
	const content = contents[list].map((field) => row[field] ?? null);
	return shortKey(
		JSON.stringify([row.UpdatedAt ?? row.CreatedAt ?? null, row.DeletedAt ?? null, content]),
		versionKeyLength,
	);
}

/** The window of a list, begun where the trigger begins when there is none yet. */
export function windowOf(context: PollContext, name: string): ChangeWindow {
	let window = context.cursor.windows.get(name);
	if (!window) {
		const { startFrom, now } = context.options;
		window = ChangeWindow.start(startFrom ?? now - firstLook, startFrom === undefined);
		context.cursor.windows.set(name, window);
	}
	return window;
}

/** What a source wants to know of a row that is alive. */
export interface SeenChange {
	row: Row;
	guid: string;
	times: TimedRow;
	/** Made within the window and never seen before. */
	isNew: boolean;
	/** Not seen in this version before. */
	isChanged: boolean;
	window: ChangeWindow;
}

/**
 * Reads the changes of a list and tells what was created and updated. Rows that are deleted already are left to the
 * list of deleted ones, so that it does not matter whether Dinero shows them here too.
 * @param onRow called for each row that is alive, oldest change first
 */
export async function readChanges(
	context: PollContext,
	list: ListName,
	onRow: (change: SeenChange) => void = () => undefined,
	onDeleted: (guid: string) => void = () => undefined,
): Promise<void> {
	const window = windowOf(context, list);
	const gone = window.quiet && list === 'contacts' ? await readGone(context, window) : [];
	const reading = await readWindow(context, window, { list }, (row) => guidOf(list, row));
	for (const row of gone) rememberAsItIs(context, list, window, row);
	const fresh: number[] = [];
	const created = chosen(context.options.events, list, 'created');
	const updated = chosen(context.options.events, list, 'updated');
	for (const times of [...reading.rows].sort((one, other) => one.at - other.at)) {
		const { row, at } = times;
		const guid = guidOf(list, row);
		const key = shortKey(guid, rowKeyLength);
		const version = versionOf(list, row);
		const known = window.rows.get(key);
		// Dinero may have reasons of its own to list a row that did not change since.
		const isRecent = at >= window.since;
		if (times.deleted !== undefined) {
			// One that was never told stays unknown: should it be restored, it is new.
			if (known || window.quiet) window.remember(key, version, at);
			onDeleted(guid);
			continue;
		}
		if (known?.version !== version && isRecent) fresh.push(at);
		const isNew = known === undefined && (times.created ?? 0) >= window.since;
		const isChanged = known?.version !== version && isRecent;
		// The version that a row begins with is no update.
		const isUpdate = isChanged && (known !== undefined || times.updated !== times.created);
		const rememberAll = () => window.remember(key, version, at);
		const common = { guid, list, record: row, window };
		onRow({ row, guid, times, isNew, isChanged, window });
		if (created && isNew) {
			context.tell(
				{
					...common,
					event: created,
					eventId: context.eventId(created, guid),
					at: times.created!,
					occurredAt: text(row.CreatedAt),
					anchor: times.created,
					commit: () =>
						updated && isUpdate
							? window.remember(key, window.rows.get(key)?.version ?? '', at)
							: rememberAll(),
				},
				window.quiet,
			);
		}
		if (updated && isUpdate) {
			context.tell(
				{
					...common,
					event: updated,
					eventId: context.eventId(updated, guid, String(row.UpdatedAt), version),
					// Never before its creation, which Danish stamps can seem to say when summer time ends.
					at,
					occurredAt: text(row.UpdatedAt),
					anchor: created && isNew ? times.created : at,
					commit: rememberAll,
				},
				window.quiet,
			);
		} else if (!(created && isNew)) {
			rememberAll();
		}
	}
	endWith(context, reading, fresh);
}

/** Contacts can be restored; those that were deleted lately are no news when that happens. */
async function readGone(context: PollContext, window: ChangeWindow): Promise<Row[]> {
	const request = { list: 'contacts', deletedOnly: true, changesSince: stampOf(window.since) } as const;
	return (await readStanding(context, request, (row) => guidOf('contacts', row), true)).rows;
}

function rememberAsItIs(context: PollContext, list: ListName, window: ChangeWindow, row: Row): void {
	const stamps = [row.CreatedAt, row.UpdatedAt, row.DeletedAt].map((stamp) => context.seconds(stamp) ?? 0);
	window.remember(shortKey(guidOf(list, row), rowKeyLength), versionOf(list, row), Math.max(...stamps));
}

/** Reads what was deleted in a list and tells it. */
export async function readDeleted(
	context: PollContext,
	list: ListName,
	onDeleted: (guid: string) => void = () => undefined,
): Promise<void> {
	const event = chosen(context.options.events, list, 'deleted');
	if (!event) return;
	const window = windowOf(context, `${list}.deleted`);
	const reading = await readWindow(context, window, { list, deletedOnly: true }, (row) => guidOf(list, row));
	const fresh: number[] = [];
	for (const { row, at, deleted } of reading.rows) {
		if (deleted === undefined) continue;
		const guid = guidOf(list, row);
		const key = shortKey(guid, rowKeyLength);
		const version = shortKey(String(row.DeletedAt), versionKeyLength);
		if (window.rows.get(key)?.version === version) continue;
		if (at >= window.since) fresh.push(at);
		onDeleted(guid);
		const commit = () => window.remember(key, version, at);
		// A deletion long ago can come along when something else about the row changes.
		if (deleted < window.since) {
			commit();
			continue;
		}
		const eventId = context.eventId(event, guid, String(row.DeletedAt));
		const occurredAt = text(row.DeletedAt);
		context.tell(
			{ event, eventId, guid, at: deleted, occurredAt, list, record: row, window, anchor: deleted, commit },
			window.quiet,
		);
	}
	endWith(context, reading, fresh);
}

/** Moves the window on once it is known what was told. */
function endWith(context: PollContext, reading: WindowReading, fresh: readonly number[]): void {
	const { window, rows, finished, several } = reading;
	const known = context.cursor.zone !== 'unknown' || rows.length === 0;
	const newest = known ? rows.reduce((latest, { at }) => Math.max(latest, at), window.now) : window.now;
	window.observe(newest, context.options.passed);
	context.endings.push((untold) => {
		const danish = context.cursor.zone === 'danish';
		const hold = untold.reduce(
			(oldest, one) =>
				one.window === window
					? Math.min(oldest, (one.anchor ?? one.at) - (danish ? danishSlack : 0))
					: oldest,
			known ? Infinity : window.since,
		);
		const settled = Math.min(window.reach(danish), hold);
		// What this part of a pass found and could not tell must be met again by a whole pass.
		const waits = !finished && untold.some((one) => one.window === window);
		if (waits || fresh.some((at) => at < settled)) window.pass.steady = false;
		// A beginning has been read twice, and what happens from here on must be told.
		if (finished) window.finish(several && !window.quiet, danish, hold);
		else window.interrupt(hold);
	});
}

export function text(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}
