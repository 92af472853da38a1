import { startDineroAway } from './away.mts';
import { Engine, organizationId, picked, sharedRateLimiter, type RunningEngine } from './engine.mts';
import { order } from './orders.mts';

/** What stays in memory after an hour's work at Dinero's limit, in as many rounds as are looked at. */
export interface Memory {
	orders: number;
	/** Requests that Dinero counted; at 60 a minute this takes an hour. */
	requests: number;
	/** MB of heap (1,000,000 bytes) after a full collection: at the start of the first quarter, and at the end of each. */
	heapMB: number[];
	/** Growth from the end of the first quarter to the end of the last, in MB and for each order in bytes. */
	growthMB: number;
	growthBytesPerOrder: number;
}

const quarters = 4;
const ordersPerQuarter = 150;

async function transfer(engine: RunningEngine, index: number): Promise<void> {
	const { row, error } = await engine.run({
		resource: 'shopOrder',
		operation: 'createInvoice',
		organizationId: picked(organizationId),
		depositAccountNumber: picked('55000'),
		whatToDo: 'bookAndPay',
		options: { accounts: { account: [{ case: 'domesticShipping', accountNumber: picked('1350') }] } },
		order: order(index),
	} as never);
	if (error) throw error;
	if (row.outcome !== 'invoiced') throw new Error(`Order ${index}: ${String(row.outcome)}`);
}

function heap(): number {
	if (global.gc === undefined) throw new Error('Run with --expose-gc');
	// Here an hour's requests fall into one minute of the clock; in earnest a minute holds 100 at most.
	sharedRateLimiter.clear();
	global.gc();
	global.gc();
	return process.memoryUsage().heapUsed / 1e6;
}

/** New orders one after the other, as many as fit into an hour at 60 requests a minute. The local Dinero is another process. */
export async function memory(): Promise<Memory> {
	const away = await startDineroAway();
	const engine = Engine.over(away.dinero);
	try {
		// What is loaded and remembered once is no growth.
		for (let index = 0; index < 10; index += 1) await transfer(engine, index);
		const heapMB = [heap()];
		await away.calls();
		for (let quarter = 0; quarter < quarters; quarter += 1) {
			for (let one = 0; one < ordersPerQuarter; one += 1) {
				await transfer(engine, 10 + quarter * ordersPerQuarter + one);
			}
			heapMB.push(heap());
		}
		const growthMB = heapMB[quarters] - heapMB[1];
		const counted = ordersPerQuarter * (quarters - 1);
		return {
			orders: quarters * ordersPerQuarter,
			requests: await away.calls(),
			heapMB,
			growthMB,
			growthBytesPerOrder: (growthMB * 1e6) / counted,
		};
	} finally {
		await engine.close();
	}
}
