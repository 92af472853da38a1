import fc from 'fast-check';

import { RateLimiter } from '../../api/rateLimit';
import type { Priority, Slot } from '../../api/rateLimit';
import { FakeClock } from './support';

interface Event {
	sentAt: number;
	answeredAt: number;
	priority: Priority;
	index: number;
}

/** Sends requests that arrive over time, each under way for a while, and says when each was sent. */
async function simulate(
	perMinute: number,
	arrivals: Array<{ after: number; takes: number; priority: Priority }>,
	/** For a request that Dinero refuses: how long it says to wait, in milliseconds. */
	refusal?: (index: number) => { retryAfterMs?: number } | undefined,
) {
	const clock = new FakeClock(0);
	const limiter = new RateLimiter(clock);
	const events: Event[] = [];
	const work: Array<Promise<void>> = [];
	let at = 0;
	for (const [index, { after, takes, priority }] of arrivals.entries()) {
		at += after;
		const start = at;
		work.push(
			(async () => {
				await clock.sleep(start);
				const slot = await limiter.take('352100', perMinute, priority);
				const sentAt = clock.now();
				await clock.sleep(takes);
				events.push({ sentAt, answeredAt: clock.now(), priority, index });
				slot.finished();
				const refused = refusal?.(index);
				if (refused) slot.refused(refused.retryAfterMs);
			})(),
		);
	}
	await clock.run(Promise.all(work));
	return events;
}

/** Dinero sees a request somewhere between sending and answer: the most it may count in any 60 seconds. */
function mostInAMinute(events: Event[]): number {
	return Math.max(
		0,
		...events.map(
			({ sentAt }) =>
				events.filter((other) => other.sentAt <= sentAt && other.answeredAt > sentAt - 60_000).length,
		),
	);
}

const arrival = fc.record({
	after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })),
	takes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 70_000 })),
	priority: fc.constantFrom<Priority>('workflow', 'workflow', 'workflow', 'editor'),
});

describe('the rate limit', () => {
	it('is never passed in any 60 seconds, however long requests are under way', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 30 }),
				fc.array(arrival, { maxLength: 80 }),
				async (perMinute, arrivals) => {
					const events = await simulate(perMinute, arrivals);
					expect(events).toHaveLength(arrivals.length);
					expect(mostInAMinute(events)).toBeLessThanOrEqual(perMinute);
				},
			),
			{ numRuns: 60 },
		);
	});

	it('is not passed, and nobody is forgotten, when Dinero refuses some', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 30 }),
				fc.array(arrival, { maxLength: 60 }),
				fc.array(fc.nat(60), { maxLength: 5 }),
				fc.option(fc.integer({ min: 0, max: 300_000 }), { nil: undefined }),
				async (perMinute, arrivals, refused, retryAfterMs) => {
					const events = await simulate(perMinute, arrivals, (index) =>
						refused.includes(index) ? { retryAfterMs } : undefined,
					);
					expect(events).toHaveLength(arrivals.length);
					// What Dinero refused it did not count.
					const counted = events.filter(({ index }) => !refused.includes(index));
					expect(mostInAMinute(counted)).toBeLessThanOrEqual(perMinute);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('is used fully: what can go at once goes at once', async () => {
		const events = await simulate(
			60,
			Array.from({ length: 110 }, () => ({ after: 0, takes: 0, priority: 'workflow' as const })),
		);
		expect(events.filter(({ sentAt }) => sentAt === 0)).toHaveLength(55);
		expect(events.filter(({ sentAt }) => sentAt === 60_000)).toHaveLength(55);
	});

	it('serves those who wait in the order in which they came', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 10 }),
				fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 40 }),
				async (perMinute, gaps) => {
					const events = await simulate(
						perMinute,
						gaps.map((after) => ({ after, takes: 0, priority: 'workflow' as const })),
					);
					const order = [...events]
						.sort((a, b) => a.sentAt - b.sentAt || a.index - b.index)
						.map(({ index }) => index);
					expect(order).toEqual(gaps.map((_, index) => index));
				},
			),
			{ numRuns: 30 },
		);
	});

	it('keeps places for people in the editor while a workflow uses all it can', async () => {
		const workflow = Array.from({ length: 200 }, () => ({
			after: 0,
			takes: 0,
			priority: 'workflow' as const,
		}));
		const people = Array.from({ length: 5 }, () => ({ after: 1000, takes: 0, priority: 'editor' as const }));
		const events = await simulate(60, [...workflow, ...people]);
		const waits = events
			.filter(({ priority }) => priority === 'editor')
			.map(({ sentAt, index }) => sentAt - (index - 199) * 1000);
		expect(waits).toEqual([0, 0, 0, 0, 0]);
	});

	it.each([1, 2, 3, 4, 8, 60])(
		'lets neither workflows nor editors starve at %d a minute',
		async (perMinute) => {
			const flood = (priority: Priority) =>
				Array.from({ length: perMinute * 6 }, () => ({ after: 0, takes: 0, priority }));
			for (const [crowd, single] of [
				['editor', 'workflow'],
				['workflow', 'editor'],
			] as const) {
				const events = await simulate(perMinute, [
					...flood(crowd).slice(0, perMinute),
					{ after: 0, takes: 0, priority: single },
					...flood(crowd),
				]);
				const its = events.find(({ priority }) => priority === single);
				expect(its?.sentAt).toBeLessThanOrEqual(2 * 60_000);
			}
		},
	);

	describe('after a refusal', () => {
		/** Takes and answers as many requests as asked for, one after the other; says when each was sent. */
		const go = async (limiter: RateLimiter, clock: FakeClock, times: number) => {
			const sentAt: number[] = [];
			for (let time = 0; time < times; time += 1) {
				const slot = await clock.run(limiter.take('a', 60));
				sentAt.push(clock.now());
				await clock.advance(1);
				slot.finished();
			}
			return sentAt;
		};
		/** Sends fifty at once, of which Dinero takes some. */
		const burst = async (limiter: RateLimiter, clock: FakeClock, taken: number) => {
			const slots = await Promise.all(Array.from({ length: 50 }, async () => await limiter.take('a', 60)));
			await clock.advance(100);
			for (const [index, slot] of slots.entries()) {
				slot.finished();
				if (index >= taken) slot.refused();
			}
		};
		const half = () => 0.5;

		it('learns from a burst what there is room for, and spreads it over the minute', async () => {
			const clock = new FakeClock(0);
			const limiter = new RateLimiter(clock, half);
			await burst(limiter, clock, 30);
			const sentAt = await go(limiter, clock, 60);
			const gaps = sentAt.slice(1).map((at, index) => at - sentAt[index]);
			// Nothing more went while the thirty that Dinero took were in its window.
			expect(sentAt[0]).toBe(60_100);
			const inSecondMinute = sentAt.filter((at) => at < 120_100).length;
			expect(inSecondMinute).toBeGreaterThanOrEqual(25);
			expect(inSecondMinute).toBeLessThanOrEqual(31);
			expect(Math.max(...gaps)).toBeLessThanOrEqual(60_000 / 25);
			// The place that it saved while it had to wait is the only one that follows at once.
			expect(gaps.filter((gap) => gap < 1000).length).toBeLessThanOrEqual(1);
		});

		it('counts requests that were under way together as one refusal', async () => {
			const paceAfter = async (refusals: number) => {
				const clock = new FakeClock(0);
				const limiter = new RateLimiter(clock, half);
				await burst(limiter, clock, 30);
				await go(limiter, clock, 40);
				const slots: Slot[] = [];
				for (let time = 0; time < 3; time += 1) slots.push(await clock.run(limiter.take('a', 60)));
				for (const slot of slots) slot.finished();
				for (const slot of slots.slice(0, refusals)) slot.refused();
				const sentAt = await go(limiter, clock, 12);
				return (sentAt[11] - sentAt[2]) / 9;
			};
			const [none, one, three] = [await paceAfter(0), await paceAfter(1), await paceAfter(3)];
			expect(one / none).toBeGreaterThan(1.1);
			expect(Math.abs(three / one - 1)).toBeLessThan(0.02);
		});

		it('waits longer the more often it is refused, but never stops asking', async () => {
			const clock = new FakeClock(0);
			const limiter = new RateLimiter(clock, half);
			const sentAt: number[] = [];
			for (let time = 0; time < 12; time += 1) {
				const slot = await clock.run(limiter.take('a', 60));
				sentAt.push(clock.now());
				await clock.advance(50);
				slot.finished();
				slot.refused();
			}
			const gaps = sentAt.slice(1).map((at, index) => at - sentAt[index]);
			expect(gaps[0]).toBeGreaterThanOrEqual(10_000);
			expect(gaps).toEqual([...gaps].sort((one, other) => one - other));
			expect(Math.max(...gaps)).toBeLessThanOrEqual(61_000);
		});

		it('sends nothing before the moment that Dinero names, and nothing in a heap after it', async () => {
			const clock = new FakeClock(0);
			const limiter = new RateLimiter(clock, half);
			const first = await limiter.take('a', 60);
			first.finished();
			first.refused(20_000);
			const sentAt: number[] = [];
			const crowd = Array.from({ length: 20 }, async () => {
				const slot = await limiter.take('a', 60);
				sentAt.push(clock.now());
				slot.finished();
			});
			await clock.run(Promise.all(crowd));
			expect(Math.min(...sentAt)).toBeGreaterThanOrEqual(20_000);
			const heaped = sentAt.map((at) => sentAt.filter((other) => other >= at && other < at + 1000).length);
			expect(Math.max(...heaped)).toBeLessThanOrEqual(3);
		});

		it('does not keep everybody waiting for an hour because Dinero said so once', async () => {
			const clock = new FakeClock(0);
			const limiter = new RateLimiter(clock, half);
			const first = await limiter.take('a', 60);
			first.finished();
			first.refused(3600_000);
			await clock.run(limiter.take('a', 60));
			expect(clock.now()).toBeGreaterThanOrEqual(60_000);
			expect(clock.now()).toBeLessThanOrEqual(150_000);
		});

		it('finds back to full speed when nobody refuses any more', async () => {
			const clock = new FakeClock(0);
			const limiter = new RateLimiter(clock, half);
			await burst(limiter, clock, 10);
			const sentAt = await go(limiter, clock, 600);
			const inMinute = (from: number) => sentAt.filter((at) => at >= from && at < from + 60_000).length;
			expect(inMinute(60_100)).toBeLessThanOrEqual(14);
			expect(inMinute(sentAt[599] - 60_000)).toBeGreaterThanOrEqual(54);
			expect(sentAt[599]).toBeLessThanOrEqual(16 * 60_000);
		});

		it('lets a refused request keep its turn', async () => {
			const clock = new FakeClock(0);
			const limiter = new RateLimiter(clock, half);
			const order: string[] = [];
			const refused = await limiter.take('a', 60);
			refused.finished();
			refused.refused();
			const others = ['second', 'third'].map(async (name) => {
				const slot = await limiter.take('a', 60);
				order.push(name);
				slot.finished();
			});
			const again = limiter.take('a', 60, 'workflow', refused).then((slot) => {
				order.push('first');
				slot.finished();
			});
			await clock.run(Promise.all([...others, again]));
			expect(order).toEqual(['first', 'second', 'third']);
		});

		it('does not slow down people in the editor', async () => {
			const clock = new FakeClock(0);
			const limiter = new RateLimiter(clock, half);
			await burst(limiter, clock, 30);
			const before = clock.now();
			for (let time = 0; time < 5; time += 1) (await clock.run(limiter.take('a', 60, 'editor'))).finished();
			expect(clock.now()).toBe(before);
		});
	});

	it('is counted for each organization apart', async () => {
		const clock = new FakeClock(0);
		const limiter = new RateLimiter(clock);
		for (const key of ['a', 'b', 'c']) (await limiter.take(key, 1)).finished();
		expect(clock.now()).toBe(0);
		expect([limiter.inWindow('a'), limiter.inWindow('d')]).toEqual([1, 0]);
	});

	it('forgets organizations that nobody asks about', async () => {
		const clock = new FakeClock(0);
		const limiter = new RateLimiter(clock);
		for (let key = 0; key < 2000; key += 1) {
			(await limiter.take(String(key), 10)).finished();
			await clock.advance(1000);
		}
		expect((limiter as unknown as { lanes: Map<string, unknown> }).lanes.size).toBeLessThanOrEqual(600);
	});
});
