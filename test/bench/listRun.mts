import { knownBy } from './away.mts';
import type { Ready } from './dinero.mts';
import { Engine, picked, type RunningEngine } from './engine.mts';

/** What one run in a process of its own measured, in bytes and milliseconds. */
export interface ListRun {
	rows: number;
	ms: number;
	/** JSON of the returned rows. */
	returned: number;
	/** Highest memory above the highest of a run that returns nothing: resident, and V8's heap with garbage in it. */
	resident: number;
	heap: number;
	/** What the items themselves hold, after a full collection. */
	held: number;
}

const gc = (globalThis as unknown as { gc?: () => void }).gc;

/** The highest memory while `work` runs, sampled whenever the event loop allows it, in bytes. */
async function peakOf<Result>(work: () => Promise<Result>) {
	let resident = 0;
	let heap = 0;
	const look = () => {
		const now = process.memoryUsage();
		resident = Math.max(resident, now.rss);
		heap = Math.max(heap, now.heapUsed);
	};
	const timer = setInterval(look, 2);
	const started = performance.now();
	const result = await work();
	const ms = performance.now() - started;
	look();
	clearInterval(timer);
	return { result, ms, resident, heap };
}

async function list(engine: RunningEngine, organization: string, simplify: boolean) {
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

// Started by listing.mts, with the local Dinero to ask and whether to simplify.
const [ready, way] = process.argv.slice(2);
const engine = Engine.over(knownBy(JSON.parse(ready) as Ready));
const simplify = way === 'simplified';
// The second organization has no invoices: the first run loads and signs in, the second one is what is compared with.
await list(engine, '352200', simplify);
gc?.();
const empty = await peakOf(async () => await list(engine, '352200', simplify));
gc?.();
const before = process.memoryUsage().heapUsed;
const full = await peakOf(async () => await list(engine, '352100', simplify));
gc?.();
const held = process.memoryUsage().heapUsed - before;
process.send?.({
	rows: full.result.length,
	ms: full.ms,
	returned: full.result.reduce((sum, { json }) => sum + Buffer.byteLength(JSON.stringify(json)), 0),
	resident: full.resident - empty.resident,
	heap: full.heap - empty.heap,
	held,
} satisfies ListRun);
await engine.close();
process.exit(0);
