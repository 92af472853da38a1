import fc from 'fast-check';

import { RateLimiter } from '../../api/rateLimit';
import type { Priority } from '../../api/rateLimit';
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
	disturb?: (limiter: RateLimiter, index: number) => void,
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
				disturb?.(limiter, index);
				await clock.sleep(takes);
				events.push({ sentAt, answeredAt: clock.now(), priority, index });
				slot.finished();
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

	it('is not passed, and nobody is forgotten, when Dinero says that it is too much', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 30 }),
				fc.array(arrival, { maxLength: 60 }),
				fc.array(fc.nat(60), { maxLength: 5 }),
				async (perMinute, arrivals, refused) => {
					const events = await simulate(perMinute, arrivals, (limiter, index) => {
						if (refused.includes(index)) limiter.slowDown('352100', 20_000);
					});
					expect(events).toHaveLength(arrivals.length);
					expect(mostInAMinute(events)).toBeLessThanOrEqual(perMinute);
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

	it('halves the pace when Dinero says that it is too much, and finds back', async () => {
		const clock = new FakeClock(0);
		const limiter = new RateLimiter(clock);
		const sentAt: number[] = [];
		const one = async () => {
			const slot = await limiter.take('a', 40, 'editor');
			sentAt.push(clock.now());
			slot.finished();
		};
		limiter.slowDown('a', 30_000);
		const all = Promise.all(Array.from({ length: 200 }, one));
		await clock.run(all);
		const inMinute = (from: number) => sentAt.filter((at) => at >= from && at < from + 60_000).length;
		expect(Math.min(...sentAt)).toBe(30_000);
		expect(inMinute(0)).toBe(20);
		expect(inMinute(60_000)).toBeGreaterThan(0);
		expect(inMinute(60_000)).toBeLessThanOrEqual(30);
		expect(inMinute(sentAt[199] - 120_000)).toBe(40);
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
