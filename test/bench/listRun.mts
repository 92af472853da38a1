import { subscribe, unsubscribe } from 'node:diagnostics_channel';

import { knownBy } from './away.mts';
import type { Ready } from './dinero.mts';
import { Engine, picked, type RunningEngine } from './engine.mts';

/** What one run in a process of its own measured, in bytes and milliseconds. */
export interface ListRun {
	rows: number;
	/** JSON of the returned rows. */
	returned: number;
	/**
	 * Highest memory that is needed, above that of a list without rows: heap and buffers after a full collection, looked at
	 * before every tenth request and at the end. Unlike the peaks it does not depend on when garbage is collected.
	 */
	needed: number;
	/** Left out when only what is needed is asked for. */
	peaks?: Peaks;
}

interface Peaks {
	ms: number;
	/** Highest memory above the highest of a list without rows: resident, and V8's heap with garbage in it. */
	resident: number;
	heap: number;
	/** What the items themselves hold, after a full collection. */
	held: number;
}

type Items = Awaited<ReturnType<RunningEngine['run']>>['items'];

const { gc } = globalThis as unknown as { gc: () => void };

async function list(engine: RunningEngine, organization: string, simplify: boolean): Promise<Items> {
	const { items, error } = await engine.run({
		resource: 'invoice',
		operation: 'getAll',
		organizationId: picked(organization),
		returnAll: true,
		simplify,
	});
	if (error) throw error;
	return items;
}

/** The highest memory while `work` runs, sampled whenever the event loop allows it. */
async function peakOf(work: () => Promise<Items>) {
	gc();
	const before = process.memoryUsage().heapUsed;
	let resident = 0;
	let heap = 0;
	const look = () => {
		const now = process.memoryUsage();
		resident = Math.max(resident, now.rss);
		heap = Math.max(heap, now.heapUsed);
	};
	const timer = setInterval(look, 2);
	const started = performance.now();
	const items = await work();
	const ms = performance.now() - started;
	look();
	clearInterval(timer);
	gc();
	const held = process.memoryUsage().heapUsed - before;
	return { rows: items.length, ms, resident, heap, held };
}

/** The highest memory that is in use while `work` runs. */
async function needOf(work: () => Promise<Items>) {
	let highest = 0;
	let requests = 0;
	const look = () => {
		gc();
		const { heapUsed, arrayBuffers } = process.memoryUsage();
		highest = Math.max(highest, heapUsed + arrayBuffers);
	};
	const sometimes = () => {
		if (requests % 10 === 0) look();
		requests += 1;
	};
	subscribe('http.client.request.start', sometimes);
	const items = await work();
	unsubscribe('http.client.request.start', sometimes);
	look();
	const returned = items.reduce((sum, { json }) => sum + Buffer.byteLength(JSON.stringify(json)), 0);
	return { rows: items.length, returned, highest };
}

// Started by listing.mts and by a test, with the local Dinero to ask, whether to simplify, and `needed` to leave the peaks out.
const [ready, way, only] = process.argv.slice(2);
const engine = Engine.over(knownBy(JSON.parse(ready) as Ready));
// The second organization has no invoices: the first run loads and signs in, the second one is what is compared with.
const listNone = async () => await list(engine, '352200', way === 'simplified');
const listAll = async () => await list(engine, '352100', way === 'simplified');
await listNone();

async function measurePeaks(): Promise<Peaks> {
	const none = await peakOf(listNone);
	const all = await peakOf(listAll);
	return {
		ms: all.ms,
		resident: all.resident - none.resident,
		heap: all.heap - none.heap,
		held: all.held,
	};
}

const peaks = only === 'needed' ? undefined : await measurePeaks();
const none = await needOf(listNone);
const all = await needOf(listAll);
process.send?.({
	rows: all.rows,
	returned: all.returned,
	needed: all.highest - none.highest,
	...(peaks === undefined ? {} : { peaks }),
} satisfies ListRun);
await engine.close();
process.exit(0);
