import type { DocumentState, RememberedDocument } from '../documentMemory';
import type { PollContext } from '../context';
import type { ChangeWindow } from '../changeWindow';
import { chosenStages, stage, type EventName } from '../events';
import { contactKeyLength, shortKey } from '../keys';
import type { ListName, Row } from '../port';
import { text, type SeenChange } from './changes';

const paidStatuses = ['Paid', 'OverPaid'];
const sentStatuses = ['Sent', 'SeenByCustomer'];
/** Every stage there is. */
export const allStages = Object.values(stage).reduce<number>((bits, bit) => bits | bit, 0);
const dayLength = 24 * 60 * 60 * 1000;

/** Where a sales document stands, by the Status of a list row. */
export function stateOf(list: ListName, row: Row): DocumentState {
	if (list === 'tradeOffers') return isInvoiced(row) ? 'closed' : 'open';
	const status = String(row.Status ?? '');
	if (status === 'Draft') return 'draft';
	return paidStatuses.includes(status) ? 'closed' : 'open';
}

function isInvoiced(row: Row): boolean {
	return row.Status === 'Invoiced' || row.HasGeneratedAnyVouchers === true;
}

/** Bits of the stages that a document has reached, by its list row. */
export function reachedBy(list: ListName, row: Row): number {
	if (list === 'tradeOffers') return isInvoiced(row) ? stage.invoiced : 0;
	const status = String(row.Status ?? '');
	if (status === 'Draft' || status === '') return 0;
	return (
		stage.booked |
		(list === 'creditNotes' ? stage.credited : 0) |
		(paidStatuses.includes(status) ? stage.paid : 0) |
		(status === 'Overdue' ? stage.overdue : 0) |
		(sentStatuses.includes(String(row.MailOutStatus)) ? stage.sent : 0)
	);
}

/** A new memory of a document; `told` are the stages that are not news. */
export function newDocument(list: ListName, row: Row, told: number, born: boolean): RememberedDocument {
	const contact = text(row.ContactGuid);
	const day = Date.parse(`${String(row.Date ?? '').slice(0, 10)}T00:00:00Z`);
	return {
		told,
		state: stateOf(list, row),
		// A draft has no payments yet.
		born: born || stateOf(list, row) === 'draft',
		round: 0,
		day: Number.isNaN(day) ? 0 : Math.floor(day / dayLength),
		contact: contact ? shortKey(contact.toLowerCase(), contactKeyLength) : '',
		payments: [],
		asked: false,
	};
}

/** Whether what the trigger waits for on a list includes the money of its documents. */
export function followsMoney(context: PollContext): boolean {
	const { events } = context.options;
	return events.has('invoice.paid') || events.has('invoice.overdue') || events.has('payment.registered');
}

/** The memory of a document that was seen among the changes; made when the document is new. */
export function documentOf(
	context: PollContext,
	list: ListName,
	{ row, guid, isNew, window }: SeenChange,
): RememberedDocument | undefined {
	const memory = context.documents(list);
	const known = memory.get(guid);
	if (known) return known;
	if (window.quiet) return memory.set(guid, newDocument(list, row, reachedBy(list, row), false));
	if (isNew) return memory.set(guid, newDocument(list, row, 0, true));
	// A draft that was not seen before, because it was read late or restored.
	if (stateOf(list, row) === 'draft') return memory.set(guid, newDocument(list, row, 0, false));
	return undefined;
}

export interface StageNews {
	row: Row;
	guid: string;
	/** When it happened as far as the row tells, seconds UTC. */
	at: number;
	/** Set when the row must be read again for the news to be found again. */
	window?: ChangeWindow;
	anchor?: number;
	quiet?: boolean;
}

/** Tells the stages that a document has reached and that were not told yet. */
export function tellStages(
	context: PollContext,
	list: ListName,
	document: RememberedDocument,
	news: StageNews,
): void {
	const { row, guid, at, window, anchor, quiet = false } = news;
	const reached = reachedBy(list, row);
	const stages = chosenStages(context.options.events, list);
	const waitsForMoney =
		stages.some(({ bit }) => bit === stage.paid) && (reached & ~document.told & stage.paid) !== 0;
	// While the payment is not told, the document counts as open, so that it is found again.
	if (!waitsForMoney) document.state = stateOf(list, row);
	else if (document.state === 'draft') document.state = 'open';
	for (const { name, bit } of stages) {
		if ((reached & ~document.told & bit) === 0 || bit === stage.credited) continue;
		context.tell(
			{
				event: name,
				eventId: context.eventId(name, guid, roundOf(name, document)),
				guid,
				at: bit === stage.overdue ? dueOf(context, row, at) : at,
				occurredAt: bit === stage.overdue ? text(row.PaymentDate) : text(row.UpdatedAt),
				list,
				record: row,
				window,
				anchor,
				commit: () => {
					document.told |= bit;
					if (bit !== stage.paid) return;
					document.state = 'closed';
					context.documents(list).set(guid, document);
				},
			},
			quiet,
		);
	}
}

/** A document that is paid a second time is news a second time. */
function roundOf(name: EventName, { round }: RememberedDocument): string {
	return name === 'invoice.paid' && round > 0 ? String(round + 1) : '';
}

function dueOf(context: PollContext, row: Row, otherwise: number): number {
	return context.seconds(row.PaymentDate) ?? otherwise;
}

/** Forgets documents of which nothing chosen can come any more. */
export function forgetFinished(context: PollContext, list: ListName, today: number): void {
	const memory = context.documents(list);
	const wanted = chosenStages(context.options.events, list).reduce((bits, { bit }) => bits | bit, 0);
	// Where money is followed the memory itself sets the bounds: a payment can be taken back at any time.
	if (list === 'invoices' && followsMoney(context)) return;
	for (const [guid, document] of memory.entries()) {
		if (document.state === 'draft' || document.asked) continue;
		const isOld = document.day > 0 && document.day < today - sentDays;
		const missing = wanted & ~document.told & ~(isOld ? stage.sent : 0);
		if (missing === 0) memory.delete(guid);
	}
}

/** Days for which a booked invoice is watched for being sent, where that does not change its UpdatedAt. */
export const sentDays = 60;
