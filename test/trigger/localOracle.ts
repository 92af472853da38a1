import type { Change } from '../../sandbox/dinero/books/world.mts';
import type { Told } from './history';
import type { LocalDinero } from './localDinero';

/** What the books held when the trigger began. */
export interface Beginning {
	changes: number;
	entries: number;
	updatedAt: Map<string, string>;
	paid: Set<string>;
	overdue: Set<string>;
	sent: Set<string>;
}

function stateOf(dinero: LocalDinero, guid: string): 'open' | 'paid' | 'overdue' | 'draft' {
	const { claim, dueDate } = dinero.books.invoices.get(guid)!;
	if (!claim) return 'draft';
	const left = claim.total - claim.payments.reduce((sum, { amount, fee }) => sum + amount + fee, 0);
	if (left <= 0) return 'paid';
	return dueDate < dinero.running.world.clock.today() ? 'overdue' : 'open';
}

function versioned(dinero: LocalDinero) {
	const { invoices, contacts, products, tradeOffers } = dinero.books;
	return { invoice: invoices, contact: contacts, product: products, tradeOffer: tradeOffers };
}

export function beginningOf(dinero: LocalDinero): Beginning {
	const guids = [...dinero.books.invoices.keys()];
	const updatedAt = new Map<string, string>();
	for (const all of Object.values(versioned(dinero)))
		for (const { guid, updatedAt: at } of all.values()) updatedAt.set(guid, at);
	return {
		changes: dinero.running.world.changeLog.length,
		entries: dinero.books.ledger.entries.length,
		updatedAt,
		paid: new Set(guids.filter((guid) => stateOf(dinero, guid) === 'paid')),
		overdue: new Set(guids.filter((guid) => stateOf(dinero, guid) === 'overdue')),
		sent: new Set(
			[...dinero.books.invoices.values()]
				.filter(({ mailOutStatus }) => mailOutStatus !== 'NotSent')
				.map(({ guid }) => guid),
		),
	};
}

const kinds: Record<string, string> = {
	Invoice: 'invoice',
	CreditNote: 'creditNote',
	TradeOffer: 'tradeOffer',
	contact: 'contact',
	product: 'product',
};

/** Every event that has to have been told by now, `event guid`, read from the local Dinero's change log and books alone. */
export function expectedOf(dinero: LocalDinero, beginning: Beginning): Set<string> {
	const { invoices, creditNotes, tradeOffers, contacts, products, ledger } = dinero.books;
	const things = {
		invoice: invoices,
		creditNote: creditNotes,
		tradeOffer: tradeOffers,
		contact: contacts,
		product: products,
	} as Record<string, Map<string, { deletedAt: string | null }>>;
	const expected = new Set<string>();
	for (const { what, guid, detail } of dinero.running.world.changeLog.slice(beginning.changes) as Change[]) {
		const [name, verb] = what.split(' ');
		const kind = kinds[name];
		const thing = kind === undefined ? undefined : things[kind].get(guid);
		if (thing && verb === 'created' && !thing.deletedAt) expected.add(`${kind}.created ${guid}`);
		if (thing && verb === 'deleted' && thing.deletedAt) expected.add(`${kind}.deleted ${guid}`);
		if (verb === 'booked' && (kind === 'invoice' || kind === 'creditNote'))
			expected.add(`${kind}.booked ${guid}`);
		if (what === 'CreditNote booked')
			expected.add(`invoice.credited ${String(creditNotes.get(guid)!.creditNoteFor)} ${guid}`);
		if (
			what === 'payment registered' &&
			!beginning.paid.has(detail!) &&
			invoices.get(detail!)!.claim!.payments.some((one) => one.guid === guid)
		) {
			expected.add(`payment.registered ${detail} ${guid}`);
		}
		if (what.startsWith('sent as') && invoices.has(guid) && !beginning.sent.has(guid))
			expected.add(`invoice.sent ${guid}`);
	}
	for (const [name, all] of Object.entries(versioned(dinero))) {
		for (const one of all.values()) {
			const moved = one.updatedAt !== (beginning.updatedAt.get(one.guid) ?? one.createdAt);
			if (moved && !one.deletedAt) expected.add(`${name}.updated ${one.guid} ${one.updatedAt}Z`);
		}
	}
	for (const guid of invoices.keys()) {
		if (stateOf(dinero, guid) === 'paid' && !beginning.paid.has(guid)) expected.add(`invoice.paid ${guid}`);
		if (stateOf(dinero, guid) === 'overdue' && !beginning.overdue.has(guid))
			expected.add(`invoice.overdue ${guid}`);
	}
	for (const { guid, generatedVouchers } of tradeOffers.values())
		if (generatedVouchers.length > 0 && !beginning.updatedAt.has(guid))
			expected.add(`tradeOffer.invoiced ${guid}`);
	for (const { guid } of ledger.entries.slice(beginning.entries)) expected.add(`entry.added ${guid}`);
	return new Set([...expected].filter((one) => !/^(creditNote|tradeOffer)\.deleted/.test(one)));
}

export function toldKeys(told: readonly Told[]): Set<string> {
	return new Set(
		told.flatMap(({ event, guid, payment, creditNote, occurredAt }) => [
			`${event} ${guid}`,
			`${event} ${guid} ${payment ?? creditNote ?? occurredAt}`,
		]),
	);
}
