import fc from 'fast-check';

import { play, within } from './manyProcesses';
import type { Counting, Worker } from './manyProcesses';

const minute = 60_000;

// Nothing in here waits for a real clock; but a busy machine may need long to count that much.
jest.setTimeout(180_000);

const workers = (count: number, perMinute: number, flows: number): Worker[] =>
	Array.from({ length: count }, () => ({ perMinute, flows }));

/** Requests taken of all that Dinero would take, from one minute to another. */
function use(taken: number[][], counting: Counting, from: number, to: number): number {
	return within(taken.flat(), from * minute, to * minute) / (counting.perMinute * (to - from));
}

/** The most requests, taken or refused, in one second of the time. */
function heap(moments: number[], from: number): number {
	const sorted = moments.filter((moment) => moment >= from).sort((one, other) => one - other);
	let first = 0;
	let most = 0;
	for (const [index, moment] of sorted.entries()) {
		while (moment - sorted[first] > 1000) first += 1;
		most = Math.max(most, index - first + 1);
	}
	return most;
}

/** What is open about Dinero's limit, both ways: how many it is, and whether the minute slides. */
const countings: Counting[] = [60, 100].flatMap((perMinute) =>
	(['sliding', 'fixed'] as const).map((window) => ({ perMinute, window })),
);
const crowds = [
	[2, 10],
	[2, 1],
	[4, 10],
	[4, 1],
] as const;
const table = countings.flatMap((counting) =>
	crowds.map(([count, flows]) => [counting.perMinute, counting.window, count, flows, counting] as const),
);

describe('several processes at one limit', () => {
	it.each(table)(
		'%d a minute, %s: %d workers with %d executions each use it in ten minutes, and no item fails',
		async (perMinute, _window, count, flows, counting) => {
			const { taken, refused, failed } = await play(workers(count, perMinute, flows), counting, {
				minutes: 10,
				seed: 1,
			});
			expect(failed).toEqual([]);
			expect(use(taken, counting, 0, 10)).toBeGreaterThanOrEqual(0.9);
			const sentAt = [...taken.flat(), ...refused.flat()];
			// Nobody knows of the others at first; once they do, they neither come in a heap nor ask in vain all the time.
			expect(heap(sentAt, minute)).toBeLessThanOrEqual(2 * count);
			const later = (moments: number[]) => within(moments, 2 * minute, 10 * minute);
			expect(later(refused.flat())).toBeLessThanOrEqual(0.15 * later(taken.flat()));
		},
	);

	it('with a credential that still says 60 they use what Dinero really takes', async () => {
		const counting: Counting = { perMinute: 100, window: 'sliding' };
		const { taken, failed } = await play(workers(4, 60, 10), counting, { minutes: 10, seed: 2 });
		expect(failed).toEqual([]);
		expect(use(taken, counting, 0, 10)).toBeGreaterThanOrEqual(0.9);
	});

	it.each([
		['sliding', 2],
		['sliding', 4],
		['fixed', 2],
		['fixed', 4],
	] as const)('come to fair shares: %s, %d workers', async (window, count) => {
		const counting: Counting = { perMinute: 60, window };
		const { taken, failed } = await play(workers(count, 60, 3), counting, { minutes: 20, seed: 3 });
		expect(failed).toEqual([]);
		const shares = taken.map((moments) => within(moments, 5 * minute, 20 * minute));
		expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.6 * Math.max(...shares));
	});

	it('make room for one that comes later, and take the room of one that has no more to do', async () => {
		const counting: Counting = { perMinute: 60, window: 'sliding' };
		const late = [
			{ perMinute: 60, flows: 10, to: 20 * minute },
			{ perMinute: 60, flows: 10, from: 5 * minute },
		];
		const { taken, failed } = await play(late, counting, { minutes: 30, seed: 4 });
		expect(failed).toEqual([]);
		const [first, second] = taken;
		expect(within(first, 0, 5 * minute)).toBeGreaterThanOrEqual(0.9 * 5 * 60);
		expect(within(second, 15 * minute, 20 * minute)).toBeGreaterThanOrEqual(5 * 15);
		expect(within(first, 15 * minute, 20 * minute)).toBeGreaterThanOrEqual(5 * 15);
		expect(within(second, 25 * minute, 30 * minute)).toBeGreaterThanOrEqual(0.9 * 5 * 60);
	});

	it('lose nothing beside a program that gives way to nobody', async () => {
		// It takes 50 of the 60 as soon as they are free again.
		const counting: Counting = { perMinute: 10, window: 'sliding' };
		const { taken, failed, refused } = await play(workers(2, 60, 3), counting, { minutes: 20, seed: 5 });
		expect(failed).toEqual([]);
		expect(use(taken, counting, 1, 20)).toBeGreaterThanOrEqual(0.8);
		expect(within(refused.flat(), minute, 20 * minute)).toBeLessThanOrEqual(
			within(taken.flat(), 0, 20 * minute),
		);
	});

	it('keep to what a refusal says about when to come back', async () => {
		const counting: Counting = { perMinute: 60, window: 'sliding', retryAfter: 20 };
		const { taken, refused, failed } = await play(workers(2, 60, 10), counting, { minutes: 10, seed: 6 });
		expect(failed).toEqual([]);
		for (const [index, moments] of refused.entries()) {
			const sentAt = [...taken[index], ...moments];
			for (const moment of moments) {
				// What was under way already may still arrive; the refusal needs up to 420 ms to come back.
				expect(within(sentAt, moment + 1000, moment + 20_000)).toBe(0);
			}
		}
		expect(use(taken, counting, 0, 10)).toBeGreaterThanOrEqual(0.6);
	});

	it('lose nothing when refused requests count as well', async () => {
		for (const window of ['sliding', 'fixed'] as const) {
			const counting: Counting = { perMinute: 60, window, refusedCount: true };
			const { taken, failed } = await play(workers(2, 60, 10), counting, { minutes: 10, seed: 7 });
			expect(failed).toEqual([]);
			expect(use(taken, counting, 0, 10)).toBeGreaterThanOrEqual(0.8);
		}
	});

	it('lose nothing, however many they are and whatever the limit is', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({
						perMinute: fc.integer({ min: 1, max: 120 }),
						flows: fc.integer({ min: 1, max: 4 }),
						from: fc.integer({ min: 0, max: 3 * minute }),
					}),
					{ minLength: 1, maxLength: 4 },
				),
				fc.record({
					perMinute: fc.integer({ min: 20, max: 120 }),
					window: fc.constantFrom<Counting['window']>('sliding', 'fixed'),
					refusedCount: fc.boolean(),
					retryAfter: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
				}),
				fc.nat(1_000_000),
				async (crowd, counting, seed) => {
					const { failed } = await play(crowd, counting, { minutes: 4, seed });
					expect(failed).toEqual([]);
				},
			),
			{ numRuns: 15, seed: 8 },
		);
	});
});
