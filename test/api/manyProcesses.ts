import { DineroClient } from '../../api/client';
import { isDineroError } from '../../api/errors';
import { RateLimiter } from '../../api/rateLimit';
import { FakeClock, json } from './support';

const organizationId = '352100';
const minute = 60_000;

/** How Dinero may count, as far as anybody knows: its documentation does not say. */
export interface Counting {
	perMinute: number;
	/** The minute slides, or starts anew with each minute of the clock. */
	window: 'sliding' | 'fixed';
	/** Whether a refused request counts as well. */
	refusedCount?: boolean;
	/** Seconds that a refusal says to wait. */
	retryAfter?: number;
}

/** Dinero's limiter, written from what is known of it. */
function limiterOf({ perMinute, window, refusedCount }: Counting): (now: number) => boolean {
	let seen: number[] = [];
	return (now) => {
		const start = window === 'sliding' ? now - minute : Math.floor(now / minute) * minute - 1;
		seen = seen.filter((time) => time > start);
		const allowed = seen.length < perMinute;
		if (allowed || refusedCount) seen.push(now);
		return allowed;
	};
}

/** Numbers from 0 up to 1 that are the same in every run. */
export function chances(seed: number): () => number {
	let state = (seed * 2_654_435_761) >>> 0;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
		return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
	};
}

/** One process of n8n. */
export interface Worker {
	/** Requests a minute, as the credential says. */
	perMinute: number;
	/** Executions at the same time; each sends its next request when the one before is answered. */
	flows: number;
	/** Milliseconds after the start at which it has work; 0 unless given. */
	from?: number;
	/** Milliseconds after the start at which it has no more; the end unless given. */
	to?: number;
}

/** What became of it. */
export interface Played {
	/** For each process: when each of its requests was taken, in milliseconds after the start. */
	taken: number[][];
	/** For each process: when each of its requests was refused. */
	refused: number[][];
	/** Messages of items that failed. */
	failed: string[];
	/** The longest that one item took, in milliseconds. */
	longest: number;
}

/**
 * Several processes, each with the real client and a rate limiter of its own, at one Dinero that counts them together, for some
 * minutes of a clock that is not waited for. Nothing tells one process of the others but Dinero's refusals.
 */
export async function play(
	workers: Worker[],
	counting: Counting,
	{ minutes, seed }: { minutes: number; seed: number },
): Promise<Played> {
	const random = chances(seed);
	// Where in its minute Dinero's clock is at the start matters when the minute does not slide.
	const clock = new FakeClock(1_700_000_000_000 + Math.floor(random() * minute));
	const start = clock.now();
	const end = start + minutes * minute;
	const allow = limiterOf(counting);
	const played: Played = { taken: [], refused: [], failed: [], longest: 0 };

	const process = async ({ perMinute, flows, from = 0, to = minutes * minute }: Worker) => {
		const taken: number[] = [];
		const refused: number[] = [];
		played.taken.push(taken);
		played.refused.push(refused);
		const limiter = new RateLimiter(clock, random);
		const client = new DineroClient({
			send: async () => {
				await clock.sleep(20 + 200 * random());
				const now = clock.now();
				const allowed = allow(now);
				(allowed ? taken : refused).push(now - start);
				await clock.sleep(20 + 400 * random());
				if (allowed) return json([]);
				return json('API calls quota exceeded!', 429, {
					...(counting.retryAfter === undefined ? {} : { 'retry-after': String(counting.retryAfter) }),
				});
			},
			...{ clock, limiter, random, requestsPerMinute: perMinute, identity: `process ${random()}` },
		});
		const flow = async () => {
			await clock.sleep(from + 500 * random());
			while (clock.now() < Math.min(end, start + to)) {
				const begun = clock.now();
				try {
					await client.call('vatType.getMany', { organizationId });
				} catch (error) {
					played.failed.push(isDineroError(error) ? error.message : String(error));
				}
				played.longest = Math.max(played.longest, clock.now() - begun);
				await clock.sleep(50 * random());
			}
		};
		await Promise.all(Array.from({ length: flows }, flow));
	};
	await clock.run(Promise.all(workers.map(process)));
	return played;
}

/** How many lie from one moment to another. */
export const within = (moments: number[], from: number, to: number) =>
	moments.filter((moment) => moment >= from && moment < to).length;
