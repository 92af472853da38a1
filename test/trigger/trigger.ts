import type { EventName } from '../../nodes/DineroTrigger/events';
import { poll, type PollOptions, type PollResult } from '../../nodes/DineroTrigger/poll';
import type { MemoryDinero } from './memoryDinero';

export function optionsFor(names: readonly EventName[], more: Partial<PollOptions> = {}): PollOptions {
	return {
		organizationId: '352100',
		events: new Set(names),
		filters: { own: 'include' },
		maximumItems: 10_000,
		simplify: true,
		fullDetails: false,
		...more,
	};
}

/** A trigger that keeps its cursor between polls, as n8n does. */
export class Trigger {
	cursor: unknown;

	constructor(
		readonly dinero: MemoryDinero,
		readonly options: PollOptions,
	) {}

	async poll(more: { budgetMs?: number; after?: number } = {}): Promise<PollResult & { requests: string[] }> {
		this.dinero.now += more.after ?? 60;
		const before = this.dinero.requests.length;
		const result = await poll({
			options: this.options,
			stored: this.cursor === undefined ? undefined : JSON.parse(JSON.stringify(this.cursor)),
			fingerprint: 'same',
			port: this.dinero,
			now: () => this.dinero.now * 1000,
			budgetMs: more.budgetMs ?? 600_000,
		});
		this.cursor = result.cursor;
		return { ...result, requests: this.dinero.requests.slice(before) };
	}
}
