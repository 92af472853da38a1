import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { startDineroAway, type DineroAway } from './away.mts';
import type { ListRun } from './listRun.mts';

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
	/** What the items hold after a full collection. */
	heldMB: number;
	heldRatio: number;
}

const runs = 3;
const MB = 1_000_000;

function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function runOnce({ url, oauthTokenData }: DineroAway, way: string): Promise<ListRun> {
	const file = fileURLToPath(new URL('./listRun.mts', import.meta.url));
	const child = fork(file, [JSON.stringify({ url, oauthTokenData }), way], {
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

async function measure(away: DineroAway, way: 'simplified' | 'raw'): Promise<Listing> {
	await away.calls();
	const found: ListRun[] = [];
	let requests = 0;
	for (let run = 0; run < runs; run += 1) {
		found.push(await runOnce(away, way));
		// Two of them belong to the runs that return nothing.
		requests = (await away.calls()) - 2;
	}
	const of = (name: keyof ListRun) => found.map((run) => run[name]);
	const ratios = (name: keyof ListRun) => found.map((run) => run[name] / run.returned);
	return {
		invoices: found[0].rows,
		requests,
		seconds: median(of('ms')) / 1000,
		returnedMB: found[0].returned / MB,
		residentMB: median(of('resident')) / MB,
		residentRatio: median(ratios('resident')),
		highestResidentRatio: Math.max(...ratios('resident')),
		heapMB: median(of('heap')) / MB,
		heapRatio: median(ratios('heap')),
		highestHeapRatio: Math.max(...ratios('heap')),
		heldMB: median(of('held')) / MB,
		heldRatio: median(ratios('held')),
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
