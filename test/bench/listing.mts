import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startDineroAway, type DineroAway } from './away.mts';
import type { ListRun } from './listRun.mts';
import { median } from './median.mts';

/** What listing many invoices costs; memory and time are medians of several processes, the highest one beside. */
export interface Listing {
	invoices: number;
	requests: number;
	seconds: number;
	/** JSON of the returned rows, in MB (1,000,000 bytes). */
	returnedMB: number;
	/** Highest resident memory above the empty run. */
	residentMB: number;
	residentRatio: number;
	highestResidentRatio: number;
	/** Highest use of V8's heap above the empty run, garbage that is not yet collected included. */
	heapMB: number;
	heapRatio: number;
	highestHeapRatio: number;
	/** Highest memory that is in use at any time, garbage left out. */
	neededMB: number;
	neededRatio: number;
	/** What the items hold after a full collection. */
	heldMB: number;
	heldRatio: number;
}

type Way = 'simplified' | 'raw';

const runs = 3;
const MB = 1_000_000;

/** Lists all invoices of the large company once, in a new process; `needed` measures no more than what is in use. */
export async function listOnce(
	{ url, oauthTokenData }: DineroAway,
	way: Way,
	only?: 'needed',
): Promise<ListRun> {
	const file = join(import.meta.dirname, 'listRun.mts');
	const child = fork(file, [JSON.stringify({ url, oauthTokenData }), way, only ?? 'all'], {
		execArgv: ['--expose-gc', '--import', 'tsx'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`The measuring process ended with ${String(code)} and no result.`);
	});
	const [result] = (await Promise.race([once(child, 'message'), ended])) as [ListRun];
	await ended.catch(() => undefined);
	return result;
}

async function measure(away: DineroAway, way: Way): Promise<Listing> {
	const found: ListRun[] = [];
	let requests = 0;
	for (let run = 0; run < runs; run += 1) {
		await away.calls();
		found.push(await listOnce(away, way));
		// All rows are listed twice, and three lists have none.
		requests = ((await away.calls()) - 3) / 2;
	}
	const of = (value: (run: ListRun) => number) => median(found.map(value));
	const peak = (name: 'ms' | 'resident' | 'heap' | 'held') => (run: ListRun) => run.peaks?.[name] ?? NaN;
	const ratio = (value: (run: ListRun) => number) => (run: ListRun) => value(run) / run.returned;
	const highest = (name: 'resident' | 'heap') => Math.max(...found.map(ratio(peak(name))));
	const needed = (run: ListRun) => run.needed;
	return {
		invoices: found[0].rows,
		requests,
		seconds: of(peak('ms')) / 1000,
		returnedMB: found[0].returned / MB,
		residentMB: of(peak('resident')) / MB,
		residentRatio: of(ratio(peak('resident'))),
		highestResidentRatio: highest('resident'),
		heapMB: of(peak('heap')) / MB,
		heapRatio: of(ratio(peak('heap'))),
		highestHeapRatio: highest('heap'),
		neededMB: of(needed) / MB,
		neededRatio: of(ratio(needed)),
		heldMB: of(peak('held')) / MB,
		heldRatio: of(ratio(peak('held'))),
	};
}

/** Lists 100,000 invoices with Simplify on and off, several times each, every time in a new process. */
export async function listing(): Promise<{ simplified: Listing; raw: Listing }> {
	const away = await startDineroAway({ past: 'large' });
	try {
		return { simplified: await measure(away, 'simplified'), raw: await measure(away, 'raw') };
	} finally {
		await away.close();
	}
}
