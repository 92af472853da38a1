import { givenInvoice, operation } from './given';
import { Engine, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const invoicePath = /\/invoices\/[0-9a-f-]{36}$/;

/** The most requests for single invoices that were under way at once, by the local Dinero's own times. */
function mostAtOnce(): number {
	const spans = engine.dinero.calls
		.filter(({ method, path }) => method === 'GET' && invoicePath.test(path))
		// The log's times are whole milliseconds; who comes just when another ends is not beside it.
		.map(({ time, took }) => ({ from: Date.parse(time), to: Date.parse(time) + took - 20 }));
	return Math.max(
		...spans.map(({ from }) => spans.filter((other) => other.from <= from && from < other.to).length),
	);
}

const unknown = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const byId = { ...(picked('={{ $json.guid }}') as object), mode: 'id' };
const get = (guids: string[], onError?: 'continueRegularOutput') =>
	engine.run(operation('invoice', 'get', { invoiceId: byId as never, simplify: false }), {
		input: guids.map((guid) => ({ json: { guid } })),
		onError,
	});

async function invoices(count: number): Promise<string[]> {
	const guids: string[] = [];
	for (let index = 0; index < count; index++) guids.push(String(await givenInvoice(engine)));
	return guids;
}

describe('many items', () => {
	test('single things are read several at once, and come in the order of their items', async () => {
		const guids = await invoices(8);
		engine.dinero.addFault({ match: { path: '*/invoices/*', times: 99 }, effect: 'slow', milliseconds: 200 });
		const { items, error } = await get(guids);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.Guid)).toEqual(guids);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(guids.map((_, item) => ({ item })));
		expect(mostAtOnce()).toBeGreaterThan(1);
		expect(mostAtOnce()).toBeLessThanOrEqual(5);
	});

	test('one that fails is told in its place, and the others go on', async () => {
		const [one, two] = await invoices(2);
		const { items } = await get([one, unknown, two], 'continueRegularOutput');
		expect(items.map(({ json }) => json.Guid ?? 'failed')).toEqual([one, 'failed', two]);
		expect(items[1].json.error).toMatch(/nothing with this ID/);
	});

	test('the first that fails ends the run with its own number', async () => {
		const [one, two] = await invoices(2);
		const match = { path: `*/invoices/${two}`, times: 1 };
		const slow = engine.dinero.addFault({ match, effect: 'slow', milliseconds: 300 });
		const before = engine.dinero.calls.length;
		const { error } = await get([one, unknown, two, unknown]);
		expect(error?.context.itemIndex).toBe(1);
		// What was begun ahead has come to its end as well.
		const asked = engine.dinero.calls
			.slice(before)
			.filter(({ method, path }) => method === 'GET' && invoicePath.test(path));
		expect(slow.consumed).toBe(1);
		expect(asked.filter(({ status }) => status > 0)).toHaveLength(4);
	});

	test('what writes does so for one item after the other', async () => {
		const guids = await invoices(4);
		engine.dinero.addFault({ match: { probability: 1 }, effect: 'slow', milliseconds: 40 });
		const { items, error } = await engine.run(
			operation('invoice', 'update', { invoiceId: byId as never, updateFields: { comment: 'Thank you' } }),
			{ input: guids.map((guid) => ({ json: { guid } })) },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(4);
		expect(mostAtOnce()).toBe(1);
	});
});
