import { sleep } from 'n8n-workflow';

/** Time, so that tests need not wait for it. */
export interface Clock {
	/** Milliseconds since 1970 (UTC). */
	now(): number;
	/** Resolves after `ms` milliseconds. */
	sleep(ms: number): Promise<void>;
}

/** The real clock of the machine. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: async (ms) => await sleep(ms),
};
