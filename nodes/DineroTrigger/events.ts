import type { ListName } from './port';

/** Stages of a document that happen once: bits of what has been told about it. */
export const stage = { booked: 1, paid: 2, overdue: 4, sent: 8, credited: 16, invoiced: 32 } as const;

/** How an event is recognised. */
export type Kind = 'created' | 'updated' | 'deleted' | 'stage' | 'payment' | 'entry';

export interface EventDescription {
	value: string;
	/** What the 'Trigger On' list shows. */
	name: string;
	/** One sentence: when it happens. */
	description: string;
	kind: Kind;
	/** The list it is read from; entries are no list of this sort. */
	list?: ListName;
	/** For documents that reach a stage. */
	bit?: number;
	/** Requests of a poll when nothing happened and nothing needs a second page. */
	idleRequests: number;
	/** Further requests for each time it happens. */
	requestsEach: number;
}

const table = [
	{
		value: 'contact.created',
		name: 'Contact Created',
		description: 'A contact was added',
		kind: 'created',
		list: 'contacts',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'contact.deleted',
		name: 'Contact Deleted',
		description: 'A contact was deleted',
		kind: 'deleted',
		list: 'contacts',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'contact.updated',
		name: 'Contact Updated',
		description: 'A contact was changed or restored',
		kind: 'updated',
		list: 'contacts',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'creditNote.booked',
		name: 'Credit Note Booked',
		description: 'A credit note got its number and entered the books',
		kind: 'stage',
		list: 'creditNotes',
		bit: stage.booked,
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'creditNote.created',
		name: 'Credit Note Created',
		description: 'A credit note was added, as a draft or already booked',
		kind: 'created',
		list: 'creditNotes',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'invoice.booked',
		name: 'Invoice Booked',
		description: 'An invoice got its number and entered the books',
		kind: 'stage',
		list: 'invoices',
		bit: stage.booked,
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'invoice.created',
		name: 'Invoice Created',
		description: 'An invoice was added, as a draft or already booked',
		kind: 'created',
		list: 'invoices',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'invoice.credited',
		name: 'Invoice Credited',
		description: 'A credit note for an invoice was booked',
		kind: 'stage',
		list: 'creditNotes',
		bit: stage.credited,
		idleRequests: 1,
		requestsEach: 2,
	},
	{
		value: 'invoice.deleted',
		name: 'Invoice Deleted',
		description: 'A draft invoice was deleted',
		kind: 'deleted',
		list: 'invoices',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'invoice.overdue',
		name: 'Invoice Overdue',
		description: 'The due date of an open invoice has passed; once for each invoice',
		kind: 'stage',
		list: 'invoices',
		bit: stage.overdue,
		idleRequests: 2,
		requestsEach: 0,
	},
	{
		value: 'invoice.paid',
		name: 'Invoice Paid',
		description: 'Nothing is left to pay on an invoice',
		kind: 'stage',
		list: 'invoices',
		bit: stage.paid,
		idleRequests: 2,
		requestsEach: 1,
	},
	{
		value: 'invoice.sent',
		name: 'Invoice Sent',
		description: 'An invoice went out by e-mail or as an e-invoice for the first time',
		kind: 'stage',
		list: 'invoices',
		bit: stage.sent,
		idleRequests: 2,
		requestsEach: 0,
	},
	{
		value: 'invoice.updated',
		name: 'Invoice Updated',
		description: 'An invoice was changed; booking it counts',
		kind: 'updated',
		list: 'invoices',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'entry.added',
		name: 'Ledger Entry Added',
		description: 'An entry was added to the ledger; with a filter, on some accounts only',
		kind: 'entry',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'payment.registered',
		name: 'Payment Registered',
		description: 'A payment on an invoice was registered, in part or in full',
		kind: 'payment',
		list: 'invoices',
		idleRequests: 3,
		requestsEach: 1,
	},
	{
		value: 'product.created',
		name: 'Product Created',
		description: 'A product was added',
		kind: 'created',
		list: 'products',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'product.deleted',
		name: 'Product Deleted',
		description: 'A product was deleted',
		kind: 'deleted',
		list: 'products',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'product.updated',
		name: 'Product Updated',
		description: 'A product was changed',
		kind: 'updated',
		list: 'products',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'tradeOffer.created',
		name: 'Trade Offer Created',
		description: 'A trade offer was added',
		kind: 'created',
		list: 'tradeOffers',
		idleRequests: 1,
		requestsEach: 0,
	},
	{
		value: 'tradeOffer.invoiced',
		name: 'Trade Offer Turned Into an Invoice',
		description: 'An invoice was made from a trade offer',
		kind: 'stage',
		list: 'tradeOffers',
		bit: stage.invoiced,
		idleRequests: 2,
		requestsEach: 1,
	},
	{
		value: 'tradeOffer.updated',
		name: 'Trade Offer Updated',
		description: 'A trade offer was changed',
		kind: 'updated',
		list: 'tradeOffers',
		idleRequests: 1,
		requestsEach: 0,
	},
] as const satisfies readonly EventDescription[];

export type EventName = (typeof table)[number]['value'];

/** Every event, in the order of the 'Trigger On' list. */
export const events: ReadonlyArray<EventDescription & { value: EventName }> = table;

/** Events at the same second come in this order: a document is created before it is booked. */
const kindOrder: Kind[] = ['created', 'updated', 'stage', 'payment', 'entry', 'deleted'];

export function eventOf(name: EventName): EventDescription & { value: EventName } {
	return events.find(({ value }) => value === name)!;
}

/** A number by which simultaneous events of one record are ordered. */
export function rankOf(name: EventName): number {
	const { kind, bit = 0 } = eventOf(name);
	return kindOrder.indexOf(kind) * 100 + bit;
}

/** The chosen event of a kind on a list, if it was chosen. */
export function chosen(names: ReadonlySet<EventName>, list: ListName, kind: Kind): EventName | undefined {
	return events.find((event) => event.list === list && event.kind === kind && names.has(event.value))?.value;
}

/** The chosen stages of a list's documents. */
export function chosenStages(
	names: ReadonlySet<EventName>,
	list: ListName,
): Array<{ name: EventName; bit: number }> {
	return events
		.filter((event) => event.kind === 'stage' && event.list === list && names.has(event.value))
		.map(({ value, bit }) => ({ name: value, bit: bit! }));
}
