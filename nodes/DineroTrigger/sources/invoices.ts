import type { PollContext } from '../context';
import { chosenStages, stage } from '../events';
import { guidOf } from '../filters';
import { rowKeyLength, shortKey } from '../keys';
import type { Row } from '../port';
import { readStanding } from '../reading';
import { dayOf } from '../time';
import { readChanges, readDeleted, windowOf, type SeenChange } from './changes';
import { askPayments } from './payments';
import {
	allStages,
	documentOf,
	followsMoney,
	forgetFinished,
	newDocument,
	reachedBy,
	sentDays,
	stateOf,
	tellStages,
} from './stages';

const list = 'invoices';
const guid = (row: Row) => guidOf(list, row);
const secondsOfDay = 24 * 60 * 60;

/** Invoices that are asked for singly in one poll, at most; the rest waits for the next. */
export const singlesPerPoll = 20;

/** All events of invoices and of payments on them. */
export async function readInvoices(context: PollContext): Promise<void> {
	const { events, now } = context.options;
	const needsStages = chosenStages(events, list).length > 0 || events.has('payment.registered');
	const needsChanges = needsStages || events.has('invoice.created') || events.has('invoice.updated');
	if (needsStages) await readStandings(context);
	if (needsChanges) {
		await readChanges(
			context,
			list,
			(change) => noteChange(context, change, needsStages),
			(deleted) => context.documents(list).delete(deleted),
		);
	}
	if (events.has('invoice.deleted')) {
		await readDeleted(context, list, (deleted) => context.documents(list).delete(deleted));
	}
	if (needsStages) {
		await checkMissing(context);
		if (events.has('payment.registered')) await askPayments(context);
		context.endings.push(() => forgetFinished(context, list, Math.floor(now / secondsOfDay)));
	}
}

function noteChange(context: PollContext, change: SeenChange, needsStages: boolean): void {
	const { row, guid: of, times, isChanged, window } = change;
	context.invoices.set(of, row);
	if (!needsStages) return;
	let document = documentOf(context, list, change);
	const isBooked = stateOf(list, row) !== 'draft';
	if (!document && isChanged && isBooked && context.options.events.has('payment.registered')) {
		document = context.documents(list).set(of, newDocument(list, row, allStages, false));
	}
	if (!document) return;
	if (isChanged && isBooked && !window.quiet)
		document.asked = context.options.events.has('payment.registered');
	if (window.quiet) {
		document.told |= reachedBy(list, row);
		document.state = stateOf(list, row);
	}
	tellStages(context, list, document, {
		row,
		guid: of,
		at: times.at,
		window,
		anchor: times.at,
		quiet: window.quiet,
	});
}

/** How things stand: drafts once, open invoices and lately booked ones in every poll. */
async function readStandings(context: PollContext): Promise<void> {
	const isFirst = !context.cursor.windows.has(list);
	const window = windowOf(context, list);
	const memory = context.documents(list);
	/** Made since the trigger began; the list of changes brings it. */
	const isNew = (row: Row) =>
		(context.seconds(row.CreatedAt) ?? 0) >= window.since &&
		!window.rows.has(shortKey(guid(row), rowKeyLength));
	if (isFirst || memory.full) await readDrafts(context, isFirst, isNew);
	const isKnown = (row: Row) => memory.get(guid(row)) !== undefined;
	if (followsMoney(context)) {
		const open = await readStanding(context, { list, statusFilter: ['Booked', 'Overdue'] }, guid, isFirst);
		for (const row of open.rows) noteOpen(context, row, isFirst, isNew(row));
		for (const row of open.rows) context.invoices.set(guid(row), row);
		if (open.complete && !isFirst) noteGone(context, new Set(open.rows.map(guid)));
	}
	if (context.options.events.has('invoice.sent')) {
		const recent = await readStanding(context, recentlyIssued(context.options.now), guid, isFirst);
		for (const row of recent.rows) {
			if (!isKnown(row) && isNew(row) && !window.quiet) continue;
			if (!isKnown(row)) memory.set(guid(row), newDocument(list, row, reachedBy(list, row), false));
			const document = memory.get(guid(row))!;
			tellStages(context, list, document, {
				row,
				guid: guid(row),
				at: context.seconds(row.UpdatedAt) ?? 0,
				quiet: isFirst && window.quiet,
			});
		}
	}
}

/** Booked invoices of the last weeks, and those dated ahead. */
function recentlyIssued(now: number) {
	return {
		list,
		statusFilter: ['Booked', 'Overdue', 'Paid', 'OverPaid'],
		startDate: dayOf(now - sentDays * secondsOfDay),
		endDate: dayOf(now + 2 * 365 * secondsOfDay),
	} as const;
}

/** Drafts are remembered, so that their booking is noticed; those that are gone are dropped when memory gets short. */
async function readDrafts(
	context: PollContext,
	isFirst: boolean,
	isNew: (row: Row) => boolean,
): Promise<void> {
	const memory = context.documents(list);
	const drafts = await readStanding(context, { list, statusFilter: ['Draft'] }, guid, true);
	const there = new Set(drafts.rows.map(guid));
	for (const row of drafts.rows) {
		const isBackfilled = isFirst && context.options.startFrom !== undefined && isNew(row);
		if (!isBackfilled && !memory.get(guid(row))) memory.set(guid(row), newDocument(list, row, 0, false));
	}
	// What was booked meanwhile is among the changes that are read next, and is dropped only after them.
	context.endings.push(() => {
		for (const [of, { state }] of memory.entries())
			if (state === 'draft' && !there.has(of)) memory.delete(of);
	});
}

function noteOpen(context: PollContext, row: Row, isFirst: boolean, isNew: boolean): void {
	const memory = context.documents(list);
	const of = guid(row);
	let document = memory.get(of);
	if (isFirst) {
		if (isNew && context.options.startFrom !== undefined) return;
		const told = document ? document.told : 0;
		memory.set(of, {
			...newDocument(list, row, told | reachedBy(list, row), false),
			round: document?.round ?? 0,
		});
		return;
	}
	if (!document && isNew) return;
	// Not known to be open: it was paid before, and a payment was taken back.
	const isOverdue = (reachedBy(list, row) & stage.overdue) !== 0;
	const told = allStages & ~stage.paid & ~(isOverdue ? 0 : stage.overdue);
	document ??= memory.set(of, newDocument(list, row, told, false));
	if (document.state === 'closed' || (document.told & stage.paid) !== 0) {
		document.told &= ~stage.paid;
		document.round += 1;
	}
	tellStages(context, list, document, { row, guid: of, at: context.seconds(row.UpdatedAt) ?? 0 });
}

/** Open invoices that are no longer in the list of open ones: they are looked at one by one. */
function noteGone(context: PollContext, open: ReadonlySet<string>): void {
	for (const [of, document] of context.documents(list).entries()) {
		if (document.state === 'open' && !open.has(of)) missingOf(context).add(of);
	}
}

const missing = new WeakMap<PollContext, Set<string>>();

function missingOf(context: PollContext): Set<string> {
	let set = missing.get(context);
	if (!set) missing.set(context, (set = new Set()));
	return set;
}

/** Makes sure of what became of open invoices that are gone from the list: rows can also slip between its pages. */
async function checkMissing(context: PollContext): Promise<void> {
	const memory = context.documents(list);
	const told = new Set(context.found.filter(({ event }) => event === 'invoice.paid').map((one) => one.guid));
	const { events } = context.options;
	const waiting: string[] = [];
	for (const of of missingOf(context)) {
		const document = memory.get(of);
		if (!document || document.state !== 'open') continue;
		if (events.has('payment.registered')) document.asked = true;
		if (told.has(of)) continue;
		if (events.has('invoice.paid')) {
			waiting.push(of);
			continue;
		}
		document.state = 'closed';
		memory.set(of, document);
	}
	const paid = waiting.length > fewMissing ? await readPaid(context, waiting) : new Map<string, Row>();
	let singles = 0;
	for (const of of waiting) {
		let row = paid.get(of);
		if (!row) {
			if (singles >= singlesPerPoll || !context.hasTime()) continue;
			singles += 1;
			const found = await context.port.document(list, of);
			if (!found || found.DeletedAt) {
				memory.delete(of);
				continue;
			}
			row = asRow(found);
		}
		context.invoices.set(of, row);
		tellStages(context, list, memory.get(of)!, { row, guid: of, at: context.seconds(row.UpdatedAt) ?? 0 });
	}
}

/** So many are looked at one by one; more are looked for together among the paid ones. */
const fewMissing = 5;
/** The days of issue that are read together; older ones are rare and looked at one by one. */
const daysTogether = 90;

/** Those of the given invoices that are paid, by one reading of the paid ones issued on the same days. */
async function readPaid(context: PollContext, guids: readonly string[]): Promise<Map<string, Row>> {
	const memory = context.documents(list);
	const days = guids.map((of) => memory.get(of)?.day ?? 0).filter((day) => day > 0);
	const last = Math.max(0, ...days);
	const first = Math.min(last, ...days.filter((day) => day > last - daysTogether));
	const wanted = new Set(guids);
	const request = {
		list,
		statusFilter: ['Paid', 'OverPaid'],
		startDate: dayOf(first * secondsOfDay),
		endDate: dayOf(last * secondsOfDay),
	} as const;
	const { rows } = await readStanding(context, request, guid);
	return new Map(rows.filter((row) => wanted.has(guid(row))).map((row) => [guid(row), row]));
}

/** A whole invoice in the form of a list row: its Status is the one with the payment in it. */
export function asRow(invoice: Row): Row {
	return { ...invoice, Status: invoice.PaymentStatus ?? invoice.Status };
}
