import { systemClock } from './clock';
import type { Clock } from './clock';

const minute = 60_000;
/** How many requests a minute are kept free for lists in the editor while workflows use the rest. */
const keptFree = 5;

/** `editor`: a person waits for a list in the node panel; `workflow`: everything else. */
export type Priority = 'editor' | 'workflow';

/** Leave to send one request; `finished` is called when its answer has come, or will not come. */
export interface Slot {
	finished(): void;
}

interface Waiter {
	grant(slot: Slot): void;
	perMinute: number;
	arrival: number;
}

interface Used {
	priority: Priority;
	/** When it leaves the window; undefined while the request is under way. */
	until?: number;
}

interface Lane {
	used: Used[];
	waiting: Record<Priority, Waiter[]>;
	/** Nothing is sent before this moment. */
	pausedUntil: number;
	/** Share of the limit that is used at present, lowered when Dinero says that it is too much. */
	share: number;
	shareChangedAt: number;
	/** Moment for which a wake-up is set. */
	wakeAt?: number;
}

/**
 * Keeps to a number of requests in any 60 seconds, for each key (an organization) apart, within this process.
 *
 * A request counts from when it is sent until 60 seconds after its answer, so that it is inside the window by Dinero's
 * clock too, however long it was under way. Who waits longest goes first; a few places a minute are kept for people in
 * the editor, who in turn cannot keep workflows waiting. When Dinero answers that it is too much (other programs share
 * the limit), the pace is halved and grows back by a quarter of the limit a minute.
 */
export class RateLimiter {
	private readonly lanes = new Map<string, Lane>();
	private arrivals = 0;

	constructor(private readonly clock: Clock = systemClock) {}

	/**
	 * Waits until a request may be sent.
	 * @param perMinute requests in any 60 seconds; at least 1
	 */
	async take(key: string, perMinute: number, priority: Priority = 'workflow'): Promise<Slot> {
		const lane = this.lane(key);
		const limit = Math.max(1, Math.floor(perMinute));
		return await new Promise<Slot>((grant) => {
			this.arrivals += 1;
			lane.waiting[priority].push({ grant, perMinute: limit, arrival: this.arrivals });
			this.serve(lane);
		});
	}

	/** Dinero says that it is too much: pause for `ms` and go on at half the pace. */
	slowDown(key: string, ms: number): void {
		const lane = this.lane(key);
		const now = this.clock.now();
		lane.pausedUntil = Math.max(lane.pausedUntil, now + ms);
		// Several requests under way at once are told the same thing; that is one reason to slow down.
		if (now - lane.shareChangedAt >= 1000 || lane.share === 1) {
			lane.share = Math.max(0.1, this.currentShare(lane, now) / 2);
			lane.shareChangedAt = now;
		}
	}

	/** Requests in the window of a key, those under way included. */
	inWindow(key: string): number {
		const lane = this.lanes.get(key);
		if (!lane) return 0;
		this.forgetOld(lane, this.clock.now());
		return lane.used.length;
	}

	/** Forgets everything, for tests. */
	clear(): void {
		this.lanes.clear();
	}

	private lane(key: string): Lane {
		let lane = this.lanes.get(key);
		if (!lane) {
			this.dropIdle();
			lane = { used: [], waiting: { editor: [], workflow: [] }, pausedUntil: 0, share: 1, shareChangedAt: 0 };
			this.lanes.set(key, lane);
		}
		return lane;
	}

	private dropIdle(): void {
		if (this.lanes.size < 500) return;
		const now = this.clock.now();
		for (const [key, lane] of this.lanes) {
			this.forgetOld(lane, now);
			const idle = lane.used.length + lane.waiting.editor.length + lane.waiting.workflow.length === 0;
			if (idle && lane.pausedUntil <= now && this.currentShare(lane, now) === 1) this.lanes.delete(key);
		}
	}

	private currentShare(lane: Lane, now: number): number {
		const minutes = Math.floor((now - lane.shareChangedAt) / minute);
		return Math.min(1, lane.share + 0.25 * Math.max(0, minutes));
	}

	private forgetOld(lane: Lane, now: number): void {
		lane.used = lane.used.filter(({ until }) => until === undefined || until > now);
	}

	/** The waiter whose turn it is, if there is room for it now. */
	private next(lane: Lane, now: number): { waiter: Waiter; priority: Priority } | undefined {
		if (lane.pausedUntil > now) return undefined;
		const editor = lane.waiting.editor[0];
		const workflow = lane.waiting.workflow[0];
		const limitOf = (waiter: Waiter) =>
			Math.max(1, Math.floor(waiter.perMinute * this.currentShare(lane, now)));
		const usedBy = (priority: Priority) => lane.used.filter((used) => used.priority === priority).length;
		if (editor) {
			const limit = limitOf(editor);
			const reserved = reservedOf(limit);
			// With no places to reserve, they take turns by arrival.
			const itsTurn =
				!workflow || (reserved > 0 ? usedBy('editor') < reserved : editor.arrival < workflow.arrival);
			if (lane.used.length < limit && itsTurn) return { waiter: editor, priority: 'editor' };
			if (reserved === 0 && itsTurn) return undefined;
		}
		if (workflow) {
			const limit = limitOf(workflow);
			const room = lane.used.length < limit && usedBy('workflow') < limit - reservedOf(limit);
			if (room) return { waiter: workflow, priority: 'workflow' };
		}
		return undefined;
	}

	private serve(lane: Lane): void {
		const now = this.clock.now();
		this.forgetOld(lane, now);
		for (let next = this.next(lane, now); next; next = this.next(lane, now)) {
			const { waiter, priority } = next;
			lane.waiting[priority].shift();
			const used: Used = { priority };
			lane.used.push(used);
			waiter.grant({
				finished: () => {
					if (used.until !== undefined) return;
					used.until = this.clock.now() + minute;
					this.serve(lane);
				},
			});
		}
		this.wakeLater(lane, now);
	}

	/** Sets a wake-up for the next moment at which a place becomes free, when somebody waits for one. */
	private wakeLater(lane: Lane, now: number): void {
		if (lane.waiting.editor.length + lane.waiting.workflow.length === 0) return;
		const moments = lane.used.flatMap(({ until }) => (until === undefined ? [] : [until]));
		if (lane.pausedUntil > now) moments.push(lane.pausedUntil);
		if (lane.share < 1) moments.push(now + minute);
		const later = moments.filter((moment) => moment > now);
		if (later.length === 0) return;
		const wakeAt = Math.min(...later);
		if (lane.wakeAt !== undefined && lane.wakeAt > now && lane.wakeAt <= wakeAt) return;
		lane.wakeAt = wakeAt;
		void this.clock.sleep(wakeAt - now).then(() => {
			if (lane.wakeAt === wakeAt) lane.wakeAt = undefined;
			this.serve(lane);
		});
	}
}

function reservedOf(limit: number): number {
	return Math.min(keptFree, Math.floor(limit / 4));
}

/** The limiter that all nodes of this process share. */
export const sharedRateLimiter = new RateLimiter();
