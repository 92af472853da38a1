import { documentCap, DocumentMemory } from '../../nodes/DineroTrigger/documentMemory';
import { ChangeWindow, rowCap } from '../../nodes/DineroTrigger/changeWindow';
import { Cursor } from '../../nodes/DineroTrigger/cursor';
import { packGuid, unpackGuid } from '../../nodes/DineroTrigger/keys';
import { secondsOf } from '../../nodes/DineroTrigger/time';
import { MemoryDinero, plainDoubts } from './memoryDinero';
import { optionsFor, Trigger } from './trigger';

const start = Date.UTC(2026, 5, 10, 9, 0, 0) / 1000;
const guidsOf = (items: Array<Record<string, unknown>>) =>
	items.map(({ record }) => (record as { Guid: string }).Guid);

async function begun(
	names: Parameters<typeof optionsFor>[0],
	more: Parameters<typeof optionsFor>[1] = {},
	doubts = {},
) {
	const dinero = new MemoryDinero(start, { ...plainDoubts, ...doubts });
	const trigger = new Trigger(dinero, optionsFor(names, more));
	await trigger.poll();
	return { dinero, trigger };
}

describe('cases that polling triggers get wrong', () => {
	it('a first poll over 5,000 records tells nothing, and its cursor stays small', async () => {
		const dinero = new MemoryDinero(start);
		for (let count = 0; count < 5000; count += 1) dinero.create('invoices');
		const trigger = new Trigger(dinero, optionsFor(['invoice.created', 'invoice.booked']));
		const first = await trigger.poll();
		expect(first.items).toEqual([]);
		expect(JSON.stringify(first.cursor).length).toBeLessThan(350_000);
		expect((await trigger.poll()).items).toEqual([]);
	}, 30_000);

	it('several with the same time stamp come in the same order each time, and once', async () => {
		const { dinero, trigger } = await begun(['contact.created']);
		const made = [1, 2, 3, 4].map(() => dinero.create('contacts'));
		const { items } = await trigger.poll();
		const told = items.map(({ record }) => (record as { ContactGuid: string }).ContactGuid);
		expect(told).toEqual([...made].sort());
		expect((await trigger.poll()).items).toEqual([]);
	});

	it('two updates of one record within the window are two events', async () => {
		const { dinero, trigger } = await begun(['contact.updated']);
		const guid = dinero.create('contacts');
		await trigger.poll();
		dinero.update(guid, { Name: 'One' });
		expect((await trigger.poll()).items).toHaveLength(1);
		dinero.update(guid, { Name: 'Two' });
		expect((await trigger.poll()).items).toHaveLength(1);
	});

	it('a second update in the very same second is an event when it shows', async () => {
		const { dinero, trigger } = await begun(['contact.updated']);
		const guid = dinero.create('contacts');
		await trigger.poll();
		dinero.update(guid, { Name: 'One' });
		const first = await trigger.poll({ after: 0 });
		dinero.update(guid, { Name: 'Two' });
		const second = await trigger.poll({ after: 0 });
		expect([...first.items, ...second.items].map(({ record }) => (record as { Name: string }).Name)).toEqual([
			'One',
			'Two',
		]);
	});

	it('a record that shows up ten minutes late, behind newer ones, is told', async () => {
		const { dinero, trigger } = await begun(['invoice.created']);
		dinero.late = 600;
		const late = dinero.create('invoices');
		dinero.late = 0;
		dinero.now += 300;
		dinero.create('invoices');
		expect((await trigger.poll()).items).toHaveLength(1);
		dinero.now += 400;
		expect(guidsOf((await trigger.poll()).items)).toEqual([late]);
	});

	it('an outage on page 3 tells nothing and loses nothing', async () => {
		const { dinero, trigger } = await begun(['invoice.created'], { pageSize: 10 });
		for (let count = 0; count < 45; count += 1) dinero.create('invoices');
		const before = JSON.stringify(trigger.cursor);
		dinero.failAfter = 2;
		await expect(trigger.poll()).rejects.toThrow('does not answer');
		expect(JSON.stringify(trigger.cursor)).toBe(before);
		expect((await trigger.poll()).items).toHaveLength(45);
	});

	it('a row that slips to an earlier page while the list is read is found by the next poll', async () => {
		const { dinero, trigger } = await begun(['invoice.created'], { pageSize: 3 }, { listOrder: 'created' });
		const made = Array.from({ length: 6 }, () => {
			dinero.now += 1800;
			return dinero.create('invoices');
		});
		let read = 0;
		dinero.meanwhile = () => {
			read += 1;
			if (read === 2) dinero.remove(made[0]);
		};
		const first = guidsOf((await trigger.poll()).items);
		dinero.meanwhile = () => undefined;
		const second = guidsOf((await trigger.poll()).items);
		expect(first).not.toContain(made[3]);
		expect(second).toEqual([made[3]]);
	});

	it.each([1, 31, 32, 70])('after %i days without a poll every entry is told once', async (days) => {
		const { dinero, trigger } = await begun(['entry.added']);
		for (let day = 0; day < days; day += 1) {
			dinero.post(dinero.guid(), null, 100);
			dinero.now += 86_400;
		}
		const { items, requests } = await trigger.poll();
		expect(items).toHaveLength(2 * days);
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(2 * days);
		expect(requests.length).toBeLessThanOrEqual(Math.ceil((days + 1.2) / 30.8));
		expect((await trigger.poll()).items).toEqual([]);
	});

	it('an invoice that is paid again after the payment was taken back is told again, under another eventId', async () => {
		for (const updatedAtMovesOnPayment of [true, false]) {
			const { dinero, trigger } = await begun(['invoice.paid'], {}, { updatedAtMovesOnPayment });
			const guid = dinero.create('invoices');
			dinero.book(guid);
			await trigger.poll();
			const ids: unknown[] = [];
			for (let round = 0; round < 3; round += 1) {
				dinero.pay(guid, 100);
				ids.push(...(await trigger.poll()).items.map(({ eventId }) => eventId));
				expect((await trigger.poll()).items).toEqual([]);
				dinero.takeBack(guid);
				expect((await trigger.poll()).items).toEqual([]);
			}
			expect(new Set(ids).size).toBe(3);
		}
	});

	it('300 invoices that are paid at once are told at once, although no payment counts as a change', async () => {
		const { dinero, trigger } = await begun(['invoice.paid'], {}, { updatedAtMovesOnPayment: false });
		const made = Array.from({ length: 300 }, () => {
			const guid = dinero.create('invoices');
			dinero.book(guid);
			return guid;
		});
		// Until they are no longer among the changes of the last minutes.
		for (let count = 0; count < 20; count += 1) expect((await trigger.poll()).items).toEqual([]);
		for (const guid of made) dinero.pay(guid, 100);
		const { items, requests } = await trigger.poll();
		expect(new Set(guidsOf(items)).size).toBe(300);
		expect(requests).toHaveLength(3);
		expect((await trigger.poll()).items).toEqual([]);
	});

	it('an invoice becomes overdue when its day has passed, without any change, and once', async () => {
		const { dinero, trigger } = await begun(['invoice.overdue']);
		const guid = dinero.create('invoices', { PaymentDate: dinero.day(2) });
		dinero.book(guid);
		expect((await trigger.poll()).items).toEqual([]);
		dinero.now += 3 * 86_400;
		const { items } = await trigger.poll();
		expect(items.map(({ event, occurredAt }) => [event, occurredAt])).toEqual([
			['invoice.overdue', '2026-06-12'],
		]);
		dinero.pay(guid, 100);
		await trigger.poll();
		dinero.takeBack(guid);
		expect((await trigger.poll()).items).toEqual([]);
	});

	it('partial payments say what remains', async () => {
		const { dinero, trigger } = await begun(['payment.registered'], {}, { updatedAtMovesOnPayment: false });
		const contact = dinero.create('contacts');
		const guid = dinero.create('invoices', { ContactGuid: contact });
		dinero.book(guid);
		await trigger.poll();
		dinero.pay(guid, 30);
		dinero.pay(guid, 20);
		const { items } = await trigger.poll();
		expect(items.map(({ payment }) => payment)).toEqual([
			expect.objectContaining({
				Amount: 30,
				RemainingAmount: 50,
				PaidAmount: 50,
				DepositAccountNumber: 55000,
			}),
			expect.objectContaining({
				Amount: 20,
				RemainingAmount: 50,
				PaidAmount: 50,
				DepositAccountNumber: 55000,
			}),
		]);
		expect((await trigger.poll()).items).toEqual([]);
	});

	it('a backfill tells what was made since the date, oldest first, and goes on from there', async () => {
		const dinero = new MemoryDinero(start);
		const contact = dinero.create('contacts');
		const old = dinero.create('invoices', { ContactGuid: contact });
		dinero.now += 86_400;
		const from = dinero.now;
		const one = dinero.create('invoices', { ContactGuid: contact });
		dinero.now += 3600;
		dinero.book(one);
		dinero.pay(one, 100);
		dinero.now += 3600;
		const other = dinero.create('invoices', { ContactGuid: contact });
		dinero.now += 86_400;
		const names = ['invoice.created', 'invoice.booked', 'invoice.paid', 'payment.registered'] as const;
		const trigger = new Trigger(dinero, optionsFor(names, { startFrom: from, maximumItems: 3 }));
		const told = [
			...(await trigger.poll()).items,
			...(await trigger.poll()).items,
			...(await trigger.poll()).items,
		];
		const short = told.map(({ event, record }) => [event, (record as { Guid: string }).Guid]);
		expect(new Set(short.map((each) => each.join())).size).toBe(5);
		expect(short).toEqual(
			expect.arrayContaining([
				['invoice.created', one],
				['invoice.booked', one],
				['invoice.paid', one],
				['payment.registered', one],
				['invoice.created', other],
			]),
		);
		dinero.book(old);
		expect(
			(await trigger.poll()).items.map(({ event, record }) => [event, (record as { Guid: string }).Guid]),
		).toEqual([['invoice.booked', old]]);
	});

	it("finds out that Dinero's times are Danish, and gives UTC", async () => {
		const { dinero, trigger } = await begun(['invoice.created'], {}, { stamps: 'danish' });
		dinero.create('invoices');
		const { items } = await trigger.poll();
		expect(items.map(({ occurredAt }) => occurredAt)).toEqual(['2026-06-10T09:01:00Z']);
	});
});

describe('what is remembered', () => {
	const document = (told: number) => ({
		told,
		state: 'draft' as const,
		born: true,
		round: 0,
		day: 20_000,
		contact: 'abcdef',
		payments: [],
		asked: false,
	});
	const guid = (count: number) => `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;

	it('comes back from storage as it was', () => {
		const cursor = new Cursor('print');
		const window = ChangeWindow.start(start, false);
		window.remember('abcdefghij', 'abcdef', start + 61);
		window.remember('bbcdefghij', '', start + 61);
		cursor.windows.set('invoices', window);
		const memory = new DocumentMemory();
		memory.set(guid(1), { ...document(3), payments: ['12345678', 'abcdefgh'], asked: true, round: 2 });
		cursor.documents.set('invoices', memory);
		const stored = JSON.parse(JSON.stringify(cursor.store())) as unknown;
		const again = Cursor.load(stored, 'print')!;
		expect(again.store()).toEqual(stored);
		expect(again.documents.get('invoices')!.get(guid(1))).toEqual(memory.get(guid(1)));
		expect(again.windows.get('invoices')!.rows.get('bbcdefghij')).toMatchObject({ version: '' });
		expect(Cursor.load(stored, 'another print')).toBeUndefined();
	});

	it('rows have a hard cap: the oldest go, and are not asked for again', () => {
		const window = ChangeWindow.start(start, false);
		for (let count = 0; count < rowCap + 500; count += 1)
			window.remember(`key${count}`.padEnd(10), 'abcdef', start + count);
		expect(window.full).toBe(true);
		window.trim(Infinity);
		expect(window.rows.size).toBe(rowCap);
		expect(window.since).toBeGreaterThan(start + 499);
	});

	it('documents have a hard cap, and a warning comes before and after', () => {
		const memory = new DocumentMemory();
		for (let count = 0; count < documentCap * 0.9; count += 1) memory.set(guid(count), document(0));
		expect(memory.full).toBe(true);
		for (let count = 0; count < documentCap + 10; count += 1) memory.set(guid(count), document(0));
		expect(Object.keys(memory.store())).toHaveLength(documentCap);
		expect(memory.forgotten).toBe(10);
	});

	it('warns in a poll when memory gets short', async () => {
		const { dinero, trigger } = await begun(['invoice.booked']);
		for (let count = 0; count < documentCap * 0.85; count += 1) dinero.create('invoices');
		const { warnings } = await trigger.poll();
		expect(warnings.join()).toContain('nearly as much as it can');
	}, 30_000);

	it('guids are kept short and come back', () => {
		for (let count = 0; count < 50; count += 1)
			expect(unpackGuid(packGuid(guid(count * 7919)))).toBe(guid(count * 7919));
		expect(packGuid(guid(1))).toHaveLength(22);
	});

	it('reads stamps of every form, and of two Danish moments the later one', () => {
		expect(secondsOf('2026-06-10T09:00:00', 'utc')).toBe(start);
		expect(secondsOf('2026-06-10T09:00:00.987Z', 'danish')).toBe(start);
		expect(secondsOf('2026-06-10T11:00:00', 'danish')).toBe(start);
		expect(secondsOf('2026-01-10T10:00:00', 'danish')).toBe(Date.UTC(2026, 0, 10, 9) / 1000);
		expect(secondsOf('2026-10-25T02:30:00', 'danish')).toBe(Date.UTC(2026, 9, 25, 1, 30) / 1000);
		expect(secondsOf('', 'utc')).toBeUndefined();
		expect(secondsOf(null, 'utc')).toBeUndefined();
	});
});
