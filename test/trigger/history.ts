import type { StoredCursor } from '../../nodes/DineroTrigger/cursor';
import type { EventName } from '../../nodes/DineroTrigger/events';
import { poll, type PollOptions } from '../../nodes/DineroTrigger/poll';
import type { DineroLists } from '../../nodes/DineroTrigger/port';

/** A Dinero that a history is played against. Times are seconds UTC. */
export interface Playable extends DineroLists {
	now: number;
	/** The number of the request, counted from now, that fails; undefined for none. */
	failAfter: number | undefined;
	/** Called before each answer: whatever happens while the trigger reads. */
	meanwhile: () => void | Promise<void>;
}

/** One step of a random history; the numbers are turned into choices. */
export type Step =
	| { kind: 'write'; which: number; pick: number; late: number }
	| { kind: 'wait'; seconds: number }
	| { kind: 'poll'; fault: Fault; meanwhile: Array<{ which: number; pick: number }>; budgetMs: number }
	| { kind: 'clock'; seconds: number };

export type Fault =
	| { kind: 'none' }
	/** The nth request of the poll fails. */
	| { kind: 'request'; after: number }
	/** The items are handed over, and n8n dies before the cursor is stored. */
	| { kind: 'crash' }
	/** n8n starts again; polls without items were never stored. */
	| { kind: 'restart' }
	/** Static data is put back to an older copy. */
	| { kind: 'rollback'; by: number }
	/** Two polls at once, from the same cursor. */
	| { kind: 'double' };

export interface Told {
	event: EventName;
	eventId: string;
	occurredAt: string | null;
	guid: string;
	payment?: string;
	creditNote?: string;
	poll: number;
}

interface Stored {
	cursor: unknown;
	/** Polls of which this cursor knows. */
	polls: number[];
}

/** Plays a trigger against a Dinero: polls, loses cursors, and notes what was told and what was told twice without reason. */
export class Player {
	readonly told: Told[] = [];
	readonly wrongRepeats: string[] = [];
	/** Our own clock is this much ahead of Dinero's; seconds. */
	clockOffset = 0;
	largestCursor = 0;
	startedAt = 0;
	beganAt = 0;
	/** Seconds that each request takes. */
	latency = 0;
	/** For a broken copy: what becomes of the cursor when a poll fails; it stays as it is. */
	afterFailure: (cursor: StoredCursor) => void = () => undefined;
	private polls = 0;
	private memory: Stored = { cursor: undefined, polls: [] };
	private disk: Stored = { cursor: undefined, polls: [] };
	private readonly older: Stored[] = [];

	constructor(
		readonly dinero: Playable,
		readonly options: PollOptions,
	) {}

	/** The first poll: finds out where the trigger stands. */
	async begin(): Promise<void> {
		this.beganAt = this.dinero.now;
		await this.once(600_000);
		this.disk = this.memory;
		// Having no cursor at all means to begin anew; that is another test.
		this.older.length = 0;
		this.startedAt = this.dinero.now;
		this.dinero.now += 1;
	}

	async pollWith(fault: Fault, budgetMs: number): Promise<void> {
		if (fault.kind === 'restart') this.memory = this.disk;
		if (fault.kind === 'rollback')
			this.memory = this.older[Math.max(0, this.older.length - 1 - fault.by)] ?? this.memory;
		if (fault.kind === 'request') this.dinero.failAfter = fault.after;
		const before = this.memory;
		const reason = await this.attempt(fault, budgetMs).then(
			() => undefined,
			(error: unknown) => error as Error,
		);
		if (reason && !reason.message.startsWith('Dinero does not answer')) throw reason;
		if (reason) this.afterFailure(this.memory.cursor as StoredCursor);
		this.dinero.failAfter = undefined;
		if (fault.kind === 'crash') this.memory = this.disk = before;
	}

	private async attempt(fault: Fault, budgetMs: number): Promise<void> {
		if (fault.kind !== 'double') {
			await this.once(budgetMs);
			return;
		}
		const start = this.memory;
		const both = [this.run(start, budgetMs), this.run(start, budgetMs)];
		for (const one of both) this.accept(await one);
	}

	/** Polls until nothing comes any more, some times over. */
	async settle(times = 6): Promise<void> {
		for (let quiet = 0, count = 0; quiet < times; quiet += 1, count += 1) {
			if (count > 3000) throw new Error('It never ends');
			this.dinero.now += 61;
			const before = this.told.length;
			await this.once(600_000);
			if (this.told.length > before) quiet = 0;
		}
	}

	private async once(budgetMs: number): Promise<void> {
		this.accept(await this.run(this.memory, budgetMs));
	}

	private accept({ stored, emitted }: { stored: Stored; emitted: boolean }): void {
		this.older.push(this.memory);
		this.memory = stored;
		// n8n stores the cursor only with items.
		if (emitted) this.disk = stored;
	}

	private async run(start: Stored, budgetMs: number): Promise<{ stored: Stored; emitted: boolean }> {
		const number = (this.polls += 1);
		const result = await poll({
			options: this.options,
			stored: start.cursor === undefined ? undefined : JSON.parse(JSON.stringify(start.cursor)),
			fingerprint: 'same',
			port: this.dinero,
			now: () => (this.dinero.now + this.clockOffset) * 1000,
			budgetMs,
		});
		for (const item of result.items) {
			const record = item.record as Record<string, unknown>;
			const told: Told = {
				event: item.event as EventName,
				eventId: String(item.eventId),
				occurredAt: item.occurredAt as string | null,
				guid: String(record.Guid ?? record.ContactGuid ?? record.ProductGuid ?? record.EntryGuid),
				poll: number,
			};
			if (told.event.startsWith('contact.')) told.guid = String(record.ContactGuid);
			if (told.event.startsWith('entry.')) told.guid = String(record.EntryGuid);
			if (item.payment) told.payment = String((item.payment as Record<string, unknown>).Guid);
			if (item.creditNote) told.creditNote = String((item.creditNote as Record<string, unknown>).Guid);
			const earlier = this.told.filter((one) => one.eventId === told.eventId);
			const again = earlier.some((one) => one.poll === number || start.polls.includes(one.poll));
			if (again) this.wrongRepeats.push(told.eventId);
			this.told.push(told);
		}
		const cursor = JSON.stringify(result.cursor);
		this.largestCursor = Math.max(this.largestCursor, cursor.length);
		const stored = { cursor: JSON.parse(cursor), polls: [...start.polls, number] };
		return { stored, emitted: result.items.length > 0 };
	}
}
