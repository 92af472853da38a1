import type { Engine } from './harness';

/** Shorter than the time-outs of `everyFault`, which begin when the request arrives. */
const shortMs = 250;
const longMs = 120_000;

/**
 * How long the engine waits for an answer: long for every request but the one that is never answered. A busy machine
 * then makes no time-outs of its own.
 */
export class Patience {
	private upAt?: number;

	constructor(private readonly engine: Engine) {
		Object.defineProperty(engine, 'timeout', { configurable: true, get: () => this.next() });
	}

	/** Only the request that follows so many from now on is given up soon. */
	giveUpAfter(requests: number): void {
		this.upAt = this.engine.dinero.calls.length + requests;
	}

	/** Whether the request that was to be given up has not been sent. */
	get isUnused(): boolean {
		return this.upAt !== undefined;
	}

	private next(): number {
		if (this.upAt !== this.engine.dinero.calls.length) return longMs;
		this.upAt = undefined;
		return shortMs;
	}
}
