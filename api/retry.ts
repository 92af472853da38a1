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
}

export const patience: Readonly<Record<Priority, Patience>> = {
	workflow: { tries: 4, triesAfterTimeout: 2, longestWaitMs: 120_000 },
	/** A person waits for a list. */
	editor: { tries: 2, triesAfterTimeout: 1, longestWaitMs: 10_000 },
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
 * How long to wait before try number `failedTries + 1`: what Dinero asks for, else 15, 30, 60 seconds when it says that
 * there are too many requests (its window is a minute), else 1, 2, 4 seconds; up to a quarter longer by chance, so that
 * several programs do not come back together. Milliseconds.
 */
export function waitBefore(failedTries: number, error: DineroError, random: () => number): number {
	const first = error.kind === 'rateLimited' ? firstWait.quota : firstWait.other;
	const wait = error.retryAfterMs ?? first * 2 ** (failedTries - 1);
	return Math.ceil(wait * (1 + 0.25 * random()));
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
 * Tries a request until it succeeds, may not be repeated, or patience ends.
 *
 * @param attempt one try: its result, or what went wrong
 * @param onTrouble is told of everything that went wrong, with the wait in milliseconds that would follow
 * @returns the result, or the error of the last try; `earlierTryUnknown` is set on it when an earlier try may have taken effect
 */
export async function withRetries<Result>(options: {
	repeat: Repeat;
	patience: Patience;
	clock: Clock;
	random: () => number;
	attempt: () => Promise<{ result: Result } | { trouble: Trouble }>;
	onTrouble?: (error: DineroError, waitMs: number) => void;
}): Promise<{ result: Result; earlierTryUnknown: boolean } | { error: DineroError }> {
	let earlierTryUnknown = false;
	for (let tries = 1; ; tries += 1) {
		const outcome = await options.attempt();
		if ('result' in outcome) return { result: outcome.result, earlierTryUnknown };
		const { trouble } = outcome;
		const wait = waitBefore(tries, trouble.error, options.random);
		options.onTrouble?.(trouble.error, wait);
		const most = trouble.timeout ? options.patience.triesAfterTimeout : options.patience.tries;
		const goesOn =
			mayRepeat(options.repeat, trouble) && tries < most && wait <= options.patience.longestWaitMs;
		if (!goesOn) {
			const error = verdict(options.repeat, trouble);
			error.earlierTryUnknown = earlierTryUnknown;
			return { error };
		}
		earlierTryUnknown ||= trouble.effect === 'unknown';
		await options.clock.sleep(wait);
	}
}
