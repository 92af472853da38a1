import type { Clock } from '../../api/clock';
import { DineroClient } from '../../api/client';
import type { ClientOptions } from '../../api/client';
import { RateLimiter } from '../../api/rateLimit';
import type { DineroRequest, Outcome } from '../../api/transport';

/** A clock that moves only when it is told to, or when everybody waits for it. */
export class FakeClock implements Clock {
	private time: number;
	private sleepers: Array<{ at: number; order: number; wake: () => void }> = [];
	private order = 0;
	/** Every wait that was asked for, in milliseconds. */
	readonly waits: number[] = [];

	constructor(start = 1_700_000_000_000) {
		this.time = start;
	}

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		this.waits.push(ms);
		await new Promise<void>((wake) => {
			this.order += 1;
			this.sleepers.push({ at: this.time + Math.max(0, ms), order: this.order, wake });
		});
	}

	/** Lets everything run that need not wait. */
	async settle(): Promise<void> {
		for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
	}

	/** Moves to a moment, waking everybody on the way. */
	async moveTo(moment: number): Promise<void> {
		await this.settle();
		for (;;) {
			this.sleepers.sort((a, b) => a.at - b.at || a.order - b.order);
			const next = this.sleepers[0];
			if (!next || next.at > moment) break;
			this.sleepers.shift();
			this.time = Math.max(this.time, next.at);
			next.wake();
			await this.settle();
		}
		this.time = Math.max(this.time, moment);
	}

	async advance(ms: number): Promise<void> {
		await this.moveTo(this.time + ms);
	}

	/** Runs something to its end, letting time pass whenever it waits. */
	async run<T>(work: Promise<T>, longestMs = 24 * 3600_000): Promise<T> {
		let over = false;
		const settled = work.then(
			() => (over = true),
			() => (over = true),
		);
		const end = this.time + longestMs;
		while (!over) {
			await this.settle();
			if (over) break;
			this.sleepers.sort((a, b) => a.at - b.at || a.order - b.order);
			const next = this.sleepers[0];
			if (!next || next.at > end) throw new Error('Nothing is left that could end the wait');
			await this.moveTo(next.at);
		}
		await settled;
		return await work;
	}
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Outcome => ({
	kind: 'answer',
	status,
	headers: { 'content-type': 'application/json', ...headers },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A client whose requests are answered by `answer`, with everything that was sent. */
export function clientWith(
	answer: (request: DineroRequest, index: number) => Outcome | Promise<Outcome>,
	options: Partial<ClientOptions> = {},
) {
	const clock = new FakeClock();
	const sent: DineroRequest[] = [];
	const limiter = new RateLimiter(clock);
	const client = new DineroClient({
		send: async (request) => {
			sent.push(request);
			return await answer(request, sent.length - 1);
		},
		clock,
		limiter,
		random: () => 0,
		identity: `test ${Math.random()}`,
		...options,
	});
	return { client, clock, sent, limiter };
}
