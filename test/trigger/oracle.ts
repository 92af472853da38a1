import type { EventName } from '../../nodes/DineroTrigger/events';
import type { Told } from './history';
import type { Happened, MemoryDinero } from './memoryDinero';

const singular = {
	invoices: 'invoice',
	creditNotes: 'creditNote',
	contacts: 'contact',
	products: 'product',
	tradeOffers: 'tradeOffer',
} as const;

interface Expectation {
	event: EventName;
	guid: string;
	occurredAt?: number;
	payment?: string;
	creditNote?: string;
}

/** What a trigger that began at `start` has to have told by now, read from what really happened. */
export function required(dinero: MemoryDinero, start: number): Expectation[] {
	const since = dinero.log.filter(({ visibleAt }) => visibleAt > start);
	const expected: Expectation[] = [];
	const add = (expectation: Expectation) => expected.push(expectation);
	const isAlive = (guid: string) => dinero.get(guid).deletedAt === undefined;
	for (const { what, guid, detail, at } of since) {
		if (what === 'entry') add({ event: 'entry.added', guid });
		const [list, verb] = what.split(' ') as [keyof typeof singular, string];
		if (!(list in singular)) continue;
		const thing = dinero.get(guid);
		if (verb === 'created' && isAlive(guid)) add({ event: `${singular[list]}.created` as EventName, guid });
		if (verb === 'deleted' && thing.deletedAt === at)
			add({ event: `${singular[list]}.deleted` as EventName, guid, occurredAt: at });
		if (verb === 'booked') add({ event: `${singular[list]}.booked` as EventName, guid });
		if (verb === 'sent') add({ event: 'invoice.sent', guid });
		if (verb === 'credited') add({ event: 'invoice.credited', guid: detail!, creditNote: guid });
		if (verb === 'invoiced' && isAlive(guid)) add({ event: 'tradeOffer.invoiced', guid });
		// Paid and taken back again may never have been seen.
		const isPaid = thing.row.Status === 'Paid' || thing.row.Status === 'OverPaid';
		if (verb === 'paid' && isPaid && !wasPaidBefore(dinero, guid, start))
			add({ event: 'invoice.paid', guid });
		if (
			verb === 'payment' &&
			!wasPaidBefore(dinero, guid, start) &&
			thing.payments.some(({ Guid }) => Guid === detail)
		) {
			add({ event: 'payment.registered', guid, payment: detail });
		}
		if (
			['updated', 'booked'].includes(verb) &&
			isAlive(guid) &&
			thing.updatedAt !== thing.createdAt &&
			at === thing.updatedAt
		) {
			add({ event: `${singular[list]}.updated` as EventName, guid, occurredAt: thing.updatedAt });
		}
	}
	for (const thing of dinero.of('invoices')) {
		if (dinero.statusOf(thing) === 'Overdue' && !wasOverdue(dinero, thing.guid, start))
			add({ event: 'invoice.overdue', guid: thing.guid });
	}
	return expected.filter(
		({ event }) =>
			event !== ('tradeOffer.booked' as EventName) &&
			event !== ('creditNote.updated' as EventName) &&
			event !== ('creditNote.deleted' as EventName) &&
			event !== ('tradeOffer.deleted' as EventName),
	);
}

function wasPaidBefore(dinero: MemoryDinero, guid: string, time: number): boolean {
	return dinero.log.some((one) => one.guid === guid && one.what === 'invoices paid' && one.visibleAt <= time);
}

function isPaidAt(dinero: MemoryDinero, guid: string, time: number): boolean {
	const moves = dinero.log.filter(
		(one) => one.guid === guid && /paid|taken back/.test(one.what) && one.visibleAt <= time,
	);
	return moves[moves.length - 1]?.what === 'invoices paid';
}

/** Overdue when the trigger began: booked by then, and due before that day. */
function wasOverdue(dinero: MemoryDinero, guid: string, time: number): boolean {
	const booked = dinero.log.find((one) => one.guid === guid && one.what === 'invoices booked');
	const day = new Date(time * 1000).toISOString().slice(0, 10);
	return (
		booked !== undefined &&
		booked.visibleAt <= time &&
		String(dinero.get(guid).row.PaymentDate) < day &&
		!isPaidAt(dinero, guid, time)
	);
}

/** What was required and not told. */
export function missed(
	dinero: MemoryDinero,
	start: number,
	told: readonly Told[],
	events: ReadonlySet<EventName>,
): Expectation[] {
	const utc = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
	// In the night when summer time ends, a Danish time can mean two moments.
	const moments = (seconds: number) =>
		(dinero.doubts.stamps === 'danish' ? [seconds, seconds + 3600] : [seconds]).map(utc);
	const keys = new Set(
		told.flatMap(({ event, guid, occurredAt, payment, creditNote }) => [
			`${event} ${guid}`,
			`${event} ${guid} ${occurredAt}`,
			`${event} ${guid} ${payment}`,
			`${event} ${guid} ${creditNote}`,
		]),
	);
	return required(dinero, start).filter(({ event, guid, occurredAt, payment, creditNote }) => {
		if (!events.has(event)) return false;
		if (occurredAt !== undefined)
			return !moments(occurredAt).some((moment) => keys.has(`${event} ${guid} ${moment}`));
		const detail = payment ?? creditNote;
		return !keys.has(detail === undefined ? `${event} ${guid}` : `${event} ${guid} ${detail}`);
	});
}

/** What was told although it had happened, and been visible, before the trigger began. */
export function tooOld(dinero: MemoryDinero, began: number, told: readonly Told[]): Told[] {
	const lately = dinero.log.filter(({ visibleAt }) => visibleAt >= began);
	const happened = (what: RegExp, guid: string, detail?: string) =>
		lately.some(
			(one: Happened) =>
				what.test(one.what) && one.guid === guid && (detail === undefined || one.detail === detail),
		);
	return told.filter(({ event, guid, payment, creditNote }) => {
		switch (event.split('.')[1]) {
			case 'created':
				return !happened(/ created$/, guid);
			case 'deleted':
				return !happened(/ deleted$/, guid);
			case 'booked':
				return !happened(/ booked$/, guid);
			case 'paid':
				return !happened(/ paid$/, guid);
			case 'sent':
				return !happened(/ sent$/, guid);
			case 'invoiced':
				return !happened(/ invoiced$/, guid);
			case 'credited':
				return !happened(/ credited$/, creditNote!);
			case 'registered':
				return !happened(/ payment$/, guid, payment);
			case 'added':
				return !happened(/^entry$/, guid);
			case 'overdue':
				return wasOverdue(dinero, guid, began - 1);
			default:
				return !lately.some((one) => one.guid === guid || one.detail === guid);
		}
	});
}
