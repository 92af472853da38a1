import { createRequire } from 'node:module';

const { play } = createRequire(import.meta.url)(
	'../api/manyProcesses.ts',
) as typeof import('../api/manyProcesses.ts');

/** Processes that cannot talk, at one limit of Dinero's, on a clock that is not waited for. */
export interface AtTheLimit {
	/** Requests that 200 new orders of known customers need, six each. */
	requests: number;
	/** One row for each number of processes and way of counting. */
	rows: Array<{
		processes: number;
		perMinute: number;
		window: 'sliding' | 'fixed';
		/** Minutes that the limit needs for these requests at least. */
		minutes: number;
		/** Requests taken in that time, and their share of what Dinero would have taken. */
		taken: number;
		share: number;
		/** Requests that Dinero refused and that were sent again. */
		refused: number;
		failedItems: number;
	}>;
}

const orders = 200;
const requestsEach = 6;
/** Executions at the same time in each process: n8n's workers take up to ten. */
const flows = 10;

export async function atTheLimit(): Promise<AtTheLimit> {
	const requests = orders * requestsEach;
	const rows: AtTheLimit['rows'] = [];
	for (const perMinute of [60, 100]) {
		for (const window of ['sliding', 'fixed'] as const) {
			for (const processes of [1, 2, 4]) {
				const minutes = Math.ceil(requests / perMinute);
				const workers = Array.from({ length: processes }, () => ({ perMinute, flows }));
				const { taken, refused, failed } = await play(workers, { perMinute, window }, { minutes, seed: 1 });
				const count = Math.min(requests, taken.flat().filter((moment) => moment < minutes * 60_000).length);
				rows.push({
					...{ processes, perMinute, window, minutes, taken: count, share: count / (perMinute * minutes) },
					...{ refused: refused.flat().length, failedItems: failed.length },
				});
			}
		}
	}
	return { requests, rows };
}
