import type { PollContext } from '../context';
import { chosenStages, stage } from '../events';
import { guidOf } from '../filters';
import type { ListName, Row } from '../port';
import { readStanding } from '../reading';
import { readChanges, readDeleted, text, windowOf } from './changes';
import { asRow, singlesPerPoll } from './invoices';
import { documentOf, forgetFinished, newDocument, reachedBy, tellStages } from './stages';

const secondsOfDay = 24 * 60 * 60;

/** Contacts and products: created, updated, deleted. */
export async function readPlain(context: PollContext, list: 'contacts' | 'products'): Promise<void> {
	const { events } = context.options;
	const one = list === 'contacts' ? 'contact' : 'product';
	if (events.has(`${one}.created`) || events.has(`${one}.updated`)) await readChanges(context, list);
	if (events.has(`${one}.deleted`)) await readDeleted(context, list);
}

/** Credit notes, and the invoices that they credit. */
export async function readCreditNotes(context: PollContext): Promise<void> {
	const list = 'creditNotes';
	const needsStages = chosenStages(context.options.events, list).length > 0;
	const memory = context.documents(list);
	const isFirst = !context.cursor.windows.has(list);
	const window = windowOf(context, list);
	if (needsStages && (isFirst || memory.full)) {
		const drafts = await readStanding(
			context,
			{ list, statusFilter: ['Draft'] },
			(row) => guidOf(list, row),
			true,
		);
		const there = new Set(drafts.rows.map((row) => guidOf(list, row)));
		for (const row of drafts.rows) rememberWaiting(context, list, row, window.since);
		context.endings.push(() => {
			for (const [of, { state }] of memory.entries())
				if (state === 'draft' && !there.has(of)) memory.delete(of);
		});
	}
	const rows = new Map<string, Row>();
	await readChanges(
		context,
		list,
		(change) => {
			if (!needsStages) return;
			const document = documentOf(context, list, change);
			if (!document) return;
			if (window.quiet) document.told |= reachedBy(list, change.row);
			const { row, guid, times } = change;
			rows.set(guid, row);
			tellStages(context, list, document, {
				row,
				guid,
				at: times.at,
				window,
				anchor: times.at,
				quiet: window.quiet,
			});
		},
		(deleted) => memory.delete(deleted),
	);
	if (context.options.events.has('invoice.credited')) await tellCredited(context, rows);
	if (needsStages) {
		context.endings.push(() => forgetFinished(context, list, Math.floor(context.options.now / secondsOfDay)));
	}
}

/** In a backfill, what was made since its beginning comes with the changes and is news. */
function rememberWaiting(context: PollContext, list: ListName, row: Row, since: number): void {
	const guid = guidOf(list, row);
	const isBackfilled =
		context.options.startFrom !== undefined && (context.seconds(row.CreatedAt) ?? 0) >= since;
	if (isBackfilled || context.documents(list).get(guid)) return;
	context.documents(list).set(guid, newDocument(list, row, reachedBy(list, row), false));
}

/** Booked credit notes that were not looked at yet: only the whole document names the invoice. */
async function tellCredited(context: PollContext, rows: ReadonlyMap<string, Row>): Promise<void> {
	const list = 'creditNotes';
	let singles = 0;
	for (const [guid, document] of context.documents(list).entries()) {
		if (document.state === 'draft' || (document.told & stage.credited) !== 0) continue;
		if (singles >= singlesPerPoll || !context.hasTime()) return;
		singles += 1;
		const creditNote = await context.port.document(list, guid);
		const commit = () => {
			document.told |= stage.credited;
		};
		const invoiceGuid = text(creditNote?.CreditNoteFor)?.toLowerCase();
		const invoice = invoiceGuid ? await context.port.document('invoices', invoiceGuid) : undefined;
		if (!creditNote || !invoiceGuid || !invoice) {
			// The invoice may show up later; it is looked for as long as the credit note is among the changes.
			if (!invoiceGuid || !rows.has(guid)) commit();
			continue;
		}
		const row = rows.get(guid) ?? asRow(creditNote);
		context.tell({
			event: 'invoice.credited',
			eventId: context.eventId('invoice.credited', invoiceGuid, guid),
			guid: invoiceGuid,
			at: context.seconds(row.UpdatedAt) ?? 0,
			occurredAt: text(row.UpdatedAt),
			list: 'invoices',
			record: asRow(invoice),
			creditNote: row,
			commit,
		});
	}
}

/** Trade offers: created, updated, turned into an invoice. */
export async function readTradeOffers(context: PollContext): Promise<void> {
	const list = 'tradeOffers';
	const memory = context.documents(list);
	const needsStages = context.options.events.has('tradeOffer.invoiced');
	const isFirst = !context.cursor.windows.has(list);
	const window = windowOf(context, list);
	const guid = (row: Row) => guidOf(list, row);
	let gone: string[] = [];
	if (needsStages) {
		const request = { list, queryFilter: "HasGeneratedAnyVouchers eq 'false'" } as const;
		const waiting = await readStanding(context, request, guid, isFirst);
		const there = new Set(waiting.rows.map(guid));
		if (isFirst || memory.full)
			for (const row of waiting.rows) rememberWaiting(context, list, row, window.since);
		if (!isFirst && waiting.complete)
			gone = memory
				.entries()
				.map(([of]) => of)
				.filter((of) => !there.has(of));
	}
	await readChanges(
		context,
		list,
		(change) => {
			const document = needsStages ? documentOf(context, list, change) : undefined;
			if (!document) return;
			if (window.quiet) document.told |= reachedBy(list, change.row);
			const { row, guid: of, times } = change;
			tellStages(context, list, document, {
				row,
				guid: of,
				at: times.at,
				window,
				anchor: times.at,
				quiet: window.quiet,
			});
		},
		(deleted) => memory.delete(deleted),
	);
	if (!needsStages) return;
	const told = new Set(
		context.found.filter(({ event }) => event === 'tradeOffer.invoiced').map((one) => one.guid),
	);
	let singles = 0;
	for (const of of gone) {
		const document = memory.get(of);
		if (!document || told.has(of) || (document.told & stage.invoiced) !== 0) continue;
		if (singles >= singlesPerPoll || !context.hasTime()) break;
		singles += 1;
		const row = await context.port.document(list, of);
		if (!row || row.DeletedAt) memory.delete(of);
		else tellStages(context, list, document, { row, guid: of, at: context.seconds(row.UpdatedAt) ?? 0 });
	}
	context.endings.push(() => forgetFinished(context, list, 0));
}
