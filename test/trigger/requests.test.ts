import { events, type EventName } from '../../nodes/DineroTrigger/events';
import { MemoryDinero, plainDoubts } from './memoryDinero';
import { optionsFor, Trigger } from './trigger';

const start = Date.UTC(2026, 5, 10, 9, 0, 0) / 1000;

/** Makes each thing happen once, so that every event can occur. */
function makeHappen(
	dinero: MemoryDinero,
	prepared: ReturnType<typeof prepare>,
): Record<EventName, () => void> {
	const { contact, draft, open, late, product, offer, creditNote } = prepared;
	return {
		'contact.created': () => dinero.create('contacts'),
		'contact.updated': () => dinero.update(contact, { Name: 'Changed' }),
		'contact.deleted': () => dinero.remove(contact),
		'creditNote.created': () => dinero.credit(open),
		'creditNote.booked': () => dinero.bookCreditNote(creditNote),
		'invoice.credited': () => dinero.bookCreditNote(creditNote),
		'invoice.created': () => dinero.create('invoices', { ContactGuid: contact }),
		'invoice.booked': () => dinero.book(draft),
		'invoice.updated': () => dinero.update(draft, { Description: 'Changed' }),
		'invoice.deleted': () => dinero.remove(draft),
		'invoice.paid': () => dinero.pay(open, 100),
		'invoice.overdue': () => dinero.update(late, { PaymentDate: dinero.day(-1) }),
		'invoice.sent': () => dinero.send(open),
		'payment.registered': () => dinero.pay(open, 40),
		'entry.added': () => dinero.post(dinero.guid(), null, 5),
		'product.created': () => dinero.create('products'),
		'product.updated': () => dinero.update(product, { Name: 'Changed' }),
		'product.deleted': () => dinero.remove(product),
		'tradeOffer.created': () => dinero.create('tradeOffers'),
		'tradeOffer.updated': () => dinero.update(offer, { Description: 'Changed' }),
		'tradeOffer.invoiced': () => dinero.invoiceOffer(offer),
	};
}

function prepare(dinero: MemoryDinero) {
	const contact = dinero.create('contacts');
	const draft = dinero.create('invoices', { ContactGuid: contact });
	const open = dinero.create('invoices', { ContactGuid: contact });
	const late = dinero.create('invoices', { ContactGuid: contact });
	const product = dinero.create('products');
	const offer = dinero.create('tradeOffers', { ContactGuid: contact });
	dinero.book(open);
	dinero.book(late);
	const creditNote = dinero.credit(open);
	dinero.now += 7200;
	return { contact, draft, open, late, product, offer, creditNote };
}

/**
 * Requests of one poll for each event: when nothing happened; when it happened once and nobody knows better (no payment, mail
 * or offer moves UpdatedAt). The documentation shows the same numbers.
 */
const table: Record<EventName, { idle: number; once: number }> = {
	'contact.created': { idle: 1, once: 1 },
	'contact.deleted': { idle: 1, once: 1 },
	'contact.updated': { idle: 1, once: 1 },
	'creditNote.booked': { idle: 1, once: 1 },
	'creditNote.created': { idle: 1, once: 1 },
	'invoice.booked': { idle: 1, once: 1 },
	'invoice.created': { idle: 1, once: 1 },
	'invoice.credited': { idle: 1, once: 3 },
	'invoice.deleted': { idle: 1, once: 1 },
	'invoice.overdue': { idle: 2, once: 2 },
	'invoice.paid': { idle: 2, once: 3 },
	'invoice.sent': { idle: 2, once: 2 },
	'invoice.updated': { idle: 1, once: 1 },
	'entry.added': { idle: 1, once: 1 },
	'payment.registered': { idle: 3, once: 5 },
	'product.created': { idle: 1, once: 1 },
	'product.deleted': { idle: 1, once: 1 },
	'product.updated': { idle: 1, once: 1 },
	'tradeOffer.created': { idle: 1, once: 1 },
	'tradeOffer.invoiced': { idle: 2, once: 3 },
	'tradeOffer.updated': { idle: 1, once: 1 },
};

describe('requests of a poll', () => {
	it.each(events.map(({ value }) => value))('%s costs what the table says', async (name) => {
		const unhelpful = {
			updatedAtMovesOnPayment: false,
			updatedAtMovesOnMail: false,
			updatedAtMovesOnInvoicing: false,
		};
		const dinero = new MemoryDinero(start, { ...plainDoubts, stamps: 'Z', ...unhelpful });
		const prepared = prepare(dinero);
		const trigger = new Trigger(dinero, optionsFor([name]));
		expect((await trigger.poll()).items).toEqual([]);
		const idle = await trigger.poll();
		expect(idle.items).toEqual([]);
		expect(idle.requests).toHaveLength(table[name].idle);
		makeHappen(dinero, prepared)[name]();
		const once = await trigger.poll();
		// A booking of the ledger has two entries.
		expect(once.items.map(({ event }) => event)).toEqual(name === 'entry.added' ? [name, name] : [name]);
		expect(once.requests).toHaveLength(table[name].once);
		const after = await trigger.poll();
		expect(after.items).toEqual([]);
		expect(after.requests).toHaveLength(table[name].idle);
	});

	it('agrees with what the table of events says', () => {
		for (const { value, idleRequests } of events)
			expect(`${value} ${idleRequests}`).toBe(`${value} ${table[value].idle}`);
		for (const { value, requestsEach } of events) {
			// A payment costs one request for each open invoice of the contact until it is found; there are two here.
			const each = value === 'payment.registered' ? 2 : requestsEach;
			expect(`${value} ${table[value].once - table[value].idle}`).toBe(`${value} ${each}`);
		}
		for (const { value, kind } of events)
			expect(table[value].idle).toBeLessThanOrEqual(kind === 'payment' ? 3 : 2);
	});

	it('all events together share their lists', async () => {
		const dinero = new MemoryDinero(start, { ...plainDoubts, stamps: 'Z' });
		prepare(dinero);
		const trigger = new Trigger(dinero, optionsFor(events.map(({ value }) => value)));
		await trigger.poll();
		expect((await trigger.poll()).requests).toHaveLength(12);
	});
});

describe('a flood', () => {
	it('10,000 changed invoices: ten list requests, oldest first, none twice', async () => {
		const dinero = new MemoryDinero(start);
		const trigger = new Trigger(dinero, optionsFor(['invoice.created']));
		await trigger.poll();
		for (let count = 0; count < 10_000; count += 1) {
			dinero.now += 9;
			dinero.create('invoices');
		}
		const flood = await trigger.poll();
		// The zone of Dinero's stamps is found out once, which costs one more.
		expect(flood.requests.filter((name) => !name.endsWith(' 0'))).toHaveLength(9);
		expect(flood.requests.length).toBeLessThanOrEqual(11);
		expect(flood.items).toHaveLength(10_000);
		const times = flood.items.map(({ occurredAt }) => String(occurredAt));
		expect(times).toEqual([...times].sort());
		expect(JSON.stringify(flood.cursor).length).toBeLessThan(250_000);
		// One more pass makes sure that nothing slipped between the pages; then it is cheap again.
		const check = await trigger.poll();
		expect(check.items).toEqual([]);
		expect(check.requests).toHaveLength(10);
		const after = await trigger.poll();
		expect(after.requests).toHaveLength(1);
		expect(JSON.stringify(after.cursor).length).toBeLessThan(10_000);
	}, 60_000);

	it('is spread over polls when there is little time, and each poll goes on where the last one stopped', async () => {
		const dinero = new MemoryDinero(start);
		const trigger = new Trigger(dinero, optionsFor(['invoice.created']));
		await trigger.poll();
		for (let count = 0; count < 5000; count += 1) {
			dinero.now += 9;
			dinero.create('invoices');
		}
		dinero.meanwhile = () => {
			dinero.now += 1;
		};
		const told = new Set<unknown>();
		let polls = 0;
		for (; told.size < 5000; polls += 1) {
			expect(polls).toBeLessThan(10);
			const { items, requests } = await trigger.poll({ budgetMs: 1000 });
			expect(requests.length).toBeLessThanOrEqual(2);
			for (const { eventId } of items) {
				expect(told.has(eventId)).toBe(false);
				told.add(eventId);
			}
		}
		expect(polls).toBe(5);
	}, 60_000);

	it('gives no more than the maximum, and the rest with the next polls', async () => {
		const dinero = new MemoryDinero(start);
		const trigger = new Trigger(dinero, optionsFor(['invoice.created'], { maximumItems: 300 }));
		await trigger.poll();
		for (let count = 0; count < 1000; count += 1) {
			dinero.now += 1;
			dinero.create('invoices');
		}
		const sizes: number[] = [];
		const times: string[] = [];
		for (let count = 0; count < 5; count += 1) {
			const { items } = await trigger.poll();
			sizes.push(items.length);
			times.push(...items.map(({ occurredAt }) => String(occurredAt)));
		}
		expect(sizes).toEqual([300, 300, 300, 100, 0]);
		expect(times).toEqual([...times].sort());
	});
});
