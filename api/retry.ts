import type { Clock } from './clock';
import type { Repeat } from './endpoints';
import { situation } from './errors';
import type { DineroError } from './errors';
import type { Priority } from './rateLimit';

/** How often and how long a request is tried again. */
export interface Patience {
	/** Tries in all, the first one included. */
	tries: number;
	/** Tries in all when Dinero does not answer in time, since each may take a minute. */
	triesAfterTimeout: number;
	/** A wait that is longer than this is not waited: the error says how long it would be. Milliseconds. */
	longestWaitMs: number;
	/**
	 * How long a request is sent again that Dinero refuses as one too many; milliseconds. It had no effect, others may
	 * share the limit, and the rate limiter sees to it that it is not sent too soon: so time counts here, not tries.
	 */
	quotaMs: number;
}

export const patience: Readonly<Record<Priority, Patience>> = {
	workflow: { tries: 4, triesAfterTimeout: 2, longestWaitMs: 120_000, quotaMs: 15 * 60_000 },
	/** A person waits for a list. */
	editor: { tries: 2, triesAfterTimeout: 1, longestWaitMs: 10_000, quotaMs: 10_000 },
};

/** What became of one try. */
export interface Trouble {
	error: DineroError;
	/**
	 * What Dinero may have done: `nothing` when it refused the request (429, 480) or was never reached,
	 * `unknown` when the answer was lost or is a server's 5xx.
	 */
	effect: 'nothing' | 'unknown';
	timeout: boolean;
}

/** First waits in milliseconds; each further one is twice as long. */
const firstWait = { quota: 15_000, other: 1_000 };

/**
 * How long to wait before try number `failedTries + 1`: what Dinero asks for, else 15, 30, 60 seconds when it says that a
 * limit is reached (its window is a minute), else 1, 2, 4 seconds; up to a quarter longer by chance, so that several programs do
 * not come back together. Milliseconds. For a refusal as one too many the rate limiter knows better; it then only tells
 * whether somebody would wait so long at all.
 */
export function waitBefore(failedTries: number, error: DineroError, random: () => number): number {
	const first = error.kind === 'rateLimited' ? firstWait.quota : firstWait.other;
	const wait = error.retryAfterMs ?? first * 2 ** (failedTries - 1);
	return Math.ceil(wait * (1 + 0.25 * random()));
}

/** Whether Dinero refused a request as one too many in its minute; it did nothing then. */
export function isQuota({ httpStatus }: DineroError): boolean {
	return httpStatus === 429;
}

/** Whether the same request may be sent again after this trouble. */
export function mayRepeat(repeat: Repeat, trouble: Trouble): boolean {
	return trouble.error.retryable && (trouble.effect === 'nothing' || repeat !== 'never');
}

/** The error to report when a request is not tried again. */
function verdict(repeat: Repeat, trouble: Trouble): DineroError {
	if (repeat !== 'never' || trouble.effect === 'nothing') return trouble.error;
	const { httpStatus, dineroCode, body, violations, textId, description } = trouble.error;
	const why = textId === 'signInRefused' ? description : '';
	return situation('unknownResult', why, { httpStatus, dineroCode, body, violations });
}

/**
 * Tries a request until it succeeds, may not be repeated, or patience ends. When to send again what Dinero refused as one
 * too many is left to `attempt`, which goes through the rate limiter.
 *
 * @param attempt one try: its result, or what went wrong
 * @returns the result, or the error of the last try; `earlierTryUnknown` is set on it when an earlier try may have taken effect
 */
export async function withRetries<Result>(options: {
	repeat: Repeat;
	patience: Patience;
	clock: Clock;
	random: () => number;
	attempt: () => Promise<{ result: Result } | { trouble: Trouble }>;
}): Promise<{ result: Result; earlierTryUnknown: boolean } | { error: DineroError }> {
	const { clock } = options;
	let earlierTryUnknown = false;
	let tries = 0;
	let refusedFrom: number | undefined;
	for (;;) {
		const outcome = await options.attempt();
		if ('result' in outcome) return { result: outcome.result, earlierTryUnknown };
		const { trouble } = outcome;
		const quota = isQuota(trouble.error);
		if (quota) refusedFrom ??= clock.now();
		else tries += 1;
		const wait = waitBefore(Math.max(1, tries), trouble.error, options.random);
		const most = trouble.timeout ? options.patience.triesAfterTimeout : options.patience.tries;
		const patient = quota ? clock.now() - (refusedFrom ?? 0) <= options.patience.quotaMs : tries < most;
		if (!mayRepeat(options.repeat, trouble) || !patient || wait > options.patience.longestWaitMs) {
			const error = verdict(options.repeat, trouble);
			error.earlierTryUnknown = earlierTryUnknown;
			return { error };
		}
		earlierTryUnknown ||= trouble.effect === 'unknown';
		if (!quota) await clock.sleep(wait);
	}
}
