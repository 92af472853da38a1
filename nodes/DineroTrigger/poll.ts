import type { IDataObject } from 'n8n-workflow';

import { PollContext, type Occurrence } from './context';
import { Cursor, type StoredCursor } from './cursor';
import { eventOf, type EventName } from './events';
import type { Filters } from './filters';
import { fullPage, type DineroLists } from './port';
import { itemOf } from './shown';
import { readEntries } from './sources/entries';
import { asRow, readInvoices } from './sources/invoices';
import { readCreditNotes, readPlain, readTradeOffers } from './sources/others';

export interface PollOptions {
	organizationId: string;
	events: ReadonlySet<EventName>;
	filters: Filters;
	/** Where a backfill begins, seconds UTC; undefined to begin from now. */
	startFrom?: number;
	/** Items in one poll, at most. */
	maximumItems: number;
	simplify: boolean;
	/** Whole documents instead of list rows; one request for each item. */
	fullDetails: boolean;
	/** Rows asked for at a time; Dinero allows 1000. */
	pageSize?: number;
}

export interface PollInput {
	options: PollOptions;
	/** What the last poll left; anything that is not a usable cursor means: begin from now. */
	stored: unknown;
	/** Of everything that a cursor depends on. */
	fingerprint: string;
	port: DineroLists;
	/** Our own clock, milliseconds since 1970. */
	now: () => number;
	/** Milliseconds that this poll may take. */
	budgetMs: number;
}

export interface PollResult {
	items: IDataObject[];
	/** To be stored once the items are handed over. */
	cursor: StoredCursor;
	/** Words for the log, when something comes near its limit. */
	warnings: string[];
}

/** Nothing new is begun after this part of the budget, since a request that is under way can take long. */
const shareOfBudget = 0.6;

/** What each source reads, in the order in which they are read: entries say which invoices to ask for payments. */
const sources: ReadonlyArray<{
	wanted: (event: EventName) => boolean;
	read: (context: PollContext) => Promise<void>;
}> = [
	{ wanted: (event) => event === 'entry.added' || event === 'payment.registered', read: readEntries },
	{ wanted: (event) => eventOf(event).list === 'invoices', read: readInvoices },
	{ wanted: (event) => eventOf(event).list === 'creditNotes', read: readCreditNotes },
	{
		wanted: (event) => eventOf(event).list === 'contacts',
		read: async (context) => await readPlain(context, 'contacts'),
	},
	{
		wanted: (event) => eventOf(event).list === 'products',
		read: async (context) => await readPlain(context, 'products'),
	},
	{ wanted: (event) => eventOf(event).list === 'tradeOffers', read: readTradeOffers },
];

/**
 * One poll: reads what the chosen events need, tells what is new, oldest first, and gives the cursor that makes it old.
 * Nothing that was stored is changed here, so a poll that rejects has not happened.
 *
 * What does not fit into the budget or the maximum is found again by the next poll. Rejects with what the port rejects with.
 */
export async function poll(input: PollInput): Promise<PollResult> {
	const { options, fingerprint, port, now, budgetMs } = input;
	const startedAt = now();
	const known = Cursor.load(input.stored, fingerprint);
	const cursor = known ?? new Cursor(fingerprint);
	const seconds = Math.floor(startedAt / 1000);
	// Where the trigger stands must be found out for all sources at once: what happens from now on is to be told.
	const isBeginning = !known && options.startFrom === undefined;
	const hasTime = () => isBeginning || now() - startedAt < budgetMs * shareOfBudget;
	const context = new PollContext({
		...options,
		port,
		cursor,
		now: seconds,
		passed: cursor.polledAt === undefined ? 0 : seconds - cursor.polledAt,
		hasTime,
		pageSize: options.pageSize ?? fullPage,
	});
	await readSources(context);
	const ordered = context.inOrder();
	const told = await deliver(context, ordered.slice(0, options.maximumItems), options, port);
	for (const { occurrence } of told) occurrence.commit();
	const untold = ordered.slice(told.length);
	for (const end of context.endings) end(untold);
	cursor.polledAt = seconds;
	const stored = cursor.store();
	return { items: told.map(({ item }) => item), cursor: stored, warnings: warningsOf(cursor) };
}

/** Reads all sources; the one that did not get its turn in the last poll comes first. */
async function readSources(context: PollContext): Promise<void> {
	const { cursor } = context;
	const names = [...context.options.events];
	const wanted = sources.filter((source) => names.some(source.wanted));
	const start = wanted.length > 0 ? cursor.turn % wanted.length : 0;
	cursor.turn = 0;
	for (let step = 0; step < wanted.length; step += 1) {
		const index = (start + step) % wanted.length;
		if (step > 0 && !context.hasTime()) {
			cursor.turn = index;
			return;
		}
		await wanted[index].read(context);
	}
}

/** The items, as many as there is time for; with full details each one costs a request. */
async function deliver(
	context: PollContext,
	occurrences: readonly Occurrence[],
	options: PollOptions,
	port: DineroLists,
): Promise<Array<{ occurrence: Occurrence; item: IDataObject }>> {
	const told: Array<{ occurrence: Occurrence; item: IDataObject }> = [];
	const shown = { simplify: options.simplify && !options.fullDetails, zone: context.cursor.zone };
	for (const occurrence of occurrences) {
		let { record } = occurrence;
		const { list, guid } = occurrence;
		const isDeleted = eventOf(occurrence.event).kind === 'deleted';
		if (options.fullDetails && list !== 'entries' && !isDeleted) {
			if (told.length > 0 && !context.hasTime()) break;
			record = (await port.document(list, guid)) ?? record;
			if (list === 'invoices' || list === 'creditNotes') record = asRow(record);
		}
		told.push({ occurrence, item: itemOf({ ...occurrence, record }, options.organizationId, shown) });
	}
	return told;
}

function warningsOf(cursor: Cursor): string[] {
	const warnings: string[] = [];
	const forgotten = [...cursor.documents.values()].reduce((sum, one) => sum + one.forgotten, 0);
	if (forgotten > 0) {
		warnings.push(
			`The Dinero Trigger had to forget ${forgotten} documents, because more are open than it can remember. Events of these can be missing. Book or delete old drafts, and settle old invoices.`,
		);
	} else if (cursor.full) {
		warnings.push(
			'The Dinero Trigger remembers nearly as much as it can. It still tells everything. Polling more often makes it less, and so do fewer drafts and fewer open invoices in Dinero.',
		);
	}
	return warnings;
}
