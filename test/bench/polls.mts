import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);
const { events } = load(
	'../../nodes/DineroTrigger/events.ts',
) as typeof import('../../nodes/DineroTrigger/events.ts');
const { MemoryDinero } = load('../trigger/memoryDinero.ts') as typeof import('../trigger/memoryDinero.ts');
const { optionsFor, Trigger } = load('../trigger/trigger.ts') as typeof import('../trigger/trigger.ts');

/** What polls of the trigger cost, over a Dinero in memory: requests are exact, milliseconds are the trigger's own work. */
export interface Polls {
	/** A poll in which nothing happened, by event. */
	idleRequests: Record<string, number>;
	allEvents: { requests: number; ms: number };
	tenThousandChanges: { requests: number; items: number; ms: number; cursorBytes: number };
}

const start = Date.UTC(2026, 5, 10, 9, 0, 0) / 1000;

export async function polls(): Promise<Polls> {
	const idleRequests: Record<string, number> = {};
	for (const { value } of events) {
		const trigger = new Trigger(new MemoryDinero(start), optionsFor([value]));
		await trigger.poll();
		await trigger.poll();
		idleRequests[value] = (await trigger.poll()).requests.length;
	}
	const every = new Trigger(new MemoryDinero(start), optionsFor(events.map(({ value }) => value)));
	await every.poll();
	await every.poll();
	const idle = await timed(async () => await every.poll());

	const dinero = new MemoryDinero(start);
	const flooded = new Trigger(dinero, optionsFor(['invoice.created']));
	await flooded.poll();
	for (let count = 0; count < 10_000; count += 1) {
		dinero.now += 9;
		dinero.create('invoices');
	}
	const flood = await timed(async () => await flooded.poll());
	return {
		idleRequests,
		allEvents: { requests: idle.result.requests.length, ms: idle.ms },
		tenThousandChanges: {
			requests: flood.result.requests.length,
			items: flood.result.items.length,
			ms: flood.ms,
			cursorBytes: JSON.stringify(flooded.cursor).length,
		},
	};
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
	const started = performance.now();
	const result = await work();
	return { result, ms: performance.now() - started };
}
