/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** Two or more runs whose requests a scheduler lets through one at a time. */
export interface World {
	/** Everything in the books that a later answer may depend on. */
	fingerprint(): string;
	/** Starts the runs; each must wait at its gate before every request and report every answer. */
	runs: Array<(hooks: Hooks) => Promise<unknown>>;
	/** Looks at the books when all runs have ended. */
	check(results: unknown[], order: number[]): void | Promise<void>;
}

export interface Hooks {
	gate: (method: string) => Promise<void>;
	answered: (method: string, answer: unknown) => void;
}

export interface Exploration {
	/** Orders of requests that were played to the end. */
	complete: number;
	/** Orders left off because the same books and the same answers had been reached before. */
	merged: number;
	/** Different states that were met. */
	states: number;
	longest: number;
}

interface Run {
	waiting?: () => void;
	history: string;
	ended: boolean;
	result?: unknown;
}

/**
 * Plays every order in which the requests of the runs can reach Dinero. A run depends on nothing but the
 * answers it got, so two orders that lead to the same books and the same answers go on alike and are followed
 * once.
 */
export async function exploreOrders(world: () => World): Promise<Exploration> {
	const seen = new Set<string>();
	const open: number[][] = [[]];
	const found: Exploration = { complete: 0, merged: 0, states: 0, longest: 0 };
	while (open.length > 0) {
		const prefix = open.pop() as number[];
		await play(world(), prefix, open, seen, found);
	}
	found.states = seen.size;
	return found;
}

async function play(
	world: World,
	prefix: number[],
	open: number[][],
	seen: Set<string>,
	found: Exploration,
): Promise<void> {
	const runs: Run[] = world.runs.map(() => ({ history: '', ended: false }));
	world.runs.forEach((start, index) => {
		const run = runs[index];
		const hooks: Hooks = {
			gate: async (method) => {
				run.history += `>${method}`;
				await new Promise<void>((resolve) => (run.waiting = resolve));
			},
			answered: (_method, answer) => (run.history += `<${JSON.stringify(answer)}`),
		};
		void start(hooks).then(
			(result) => Object.assign(run, { ended: true, result }),
			(error: unknown) => Object.assign(run, { ended: true, result: error }),
		);
	});
	const order: number[] = [];
	for (;;) {
		await settled();
		const ready = runs.flatMap((run, index) => (run.waiting ? [index] : []));
		if (ready.length === 0) break;
		let next = prefix[order.length];
		if (next === undefined) {
			const key = `${world.fingerprint()}${runs.map((run) => run.history + String(run.ended)).join('|')}`;
			if (seen.has(key)) {
				found.merged += 1;
				return;
			}
			seen.add(key);
			for (const other of ready.slice(1)) open.push([...order, other]);
			next = ready[0];
		}
		order.push(next);
		const resume = runs[next].waiting as () => void;
		runs[next].waiting = undefined;
		resume();
	}
	if (runs.some((run) => !run.ended)) throw new Error('A run waits for something that is no request');
	found.complete += 1;
	found.longest = Math.max(found.longest, order.length);
	await world.check(
		runs.map((run) => run.result),
		order,
	);
}

/** All promises that can go on without a new request have gone on. */
async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
