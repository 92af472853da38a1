import { systemClock } from './clock';
import type { Clock } from './clock';

const minute = 60_000;
/** How many requests a minute are kept free for lists in the editor while workflows use the rest. */
const keptFree = 5;

/** `editor`: a person waits for a list in the node panel; `workflow`: everything else. */
export type Priority = 'editor' | 'workflow';

/** Leave to send one request. */
export interface Slot {
	/** Its turn among all that asked. */
	readonly arrival: number;
	/** Its answer has come, or will not come. */
	finished(): void;
	/** The answer, which `finished` has told of, was that there are too many requests; `retryAfterMs` if Dinero said how long to wait. */
	refused(retryAfterMs?: number): void;
}

interface Waiter {
	grant(slot: Slot): void;
	perMinute: number;
	arrival: number;
}

interface Used {
	priority: Priority;
	sentAt: number;
	/** When it leaves the window; undefined while the request is under way. */
	until?: number;
}

/** How fast workflows go while others share Dinero's limit, as far as its refusals tell. */
interface Pace {
	/** Requests a minute when it was last lowered; it grows from there. */
	perMinute: number;
	loweredAt: number;
	/** No workflow request is sent before this moment. */
	nextAt: number;
	refusedAt: number;
	/** Refusals since the last request that was not refused; those of requests that were under way together are one. */
	inARow: number;
	/** What `Lane.answered` was at the last refusal. */
	answered: number;
	/** The first refusal after a time without a pace: its burst tells what there is room for. */
	learning: boolean;
}

interface Lane {
	used: Used[];
	waiting: Record<Priority, Waiter[]>;
	/** Nothing is sent before this moment: Dinero asked for it. */
	pausedUntil: number;
	/** Absent as long as Dinero takes all that the limit allows. */
	pace?: Pace;
	/** Requests that came back and were not refused. */
	answered: number;
	/** Moment for which a wake-up is set. */
	wakeAt?: number;
}

/** What a refusal leaves of the pace: enough for others to find room, little enough to leave none unused. */
const afterRefusal = 0.85;
/** However often it is refused, a process asks this often a minute, or it would never learn that there is room again. */
const leastPace = 4;
/** A process that has the limit for itself again is back at full speed after some minutes: slow at first, then faster. */
const growth = { slow: 3, fast: 20, slowMinutes: 4 };
/** A pause that Dinero asks for is kept this long at most; whoever asks after that asks again. */
const longestPause = 2 * minute;
/** So many places that were not used in time may be used at once. */
const saved = 1;

/**
 * Keeps to a number of requests in any 60 seconds, for each key (an organization) apart, within this process.
 *
 * A request counts from when it is sent until 60 seconds after its answer, so that it is inside the window by Dinero's
 * clock too, however long it was under way. Who waits longest goes first; a few places a minute are kept for people in
 * the editor, who in turn cannot keep workflows waiting.
 *
 * Other processes (n8n's workers, other programs) share Dinero's limit, and nobody tells how much each may use. So when
 * Dinero refuses a request as one too many, workflows of this process go on at a pace of their own: requests evenly spread, a
 * little fewer a minute than Dinero took, growing slowly until the next refusal. Whoever uses more is refused more often and gives
 * way more, so that processes come to equal shares; chance keeps them from coming back together. Nothing in it depends on
 * whether Dinero's minute slides or starts anew by the clock, nor on how many requests the limit really has.
 */
export class RateLimiter {
	private readonly lanes = new Map<string, Lane>();
	private arrivals = 0;

	/**
	 * @param random a number from 0 up to 1
	 */
	constructor(
		private readonly clock: Clock = systemClock,
		private readonly random: () => number = Math.random,
	) {}

	/**
	 * Waits until a request may be sent.
	 * @param perMinute requests in any 60 seconds; at least 1
	 * @param refused the slot of the same request when Dinero refused it before: it keeps its turn
	 */
	async take(key: string, perMinute: number, priority: Priority = 'workflow', refused?: Slot): Promise<Slot> {
		const lane = this.lane(key);
		const limit = Math.max(1, Math.floor(perMinute));
		if (!refused) this.arrivals += 1;
		const arrival = refused?.arrival ?? this.arrivals;
		return await new Promise<Slot>((grant) => {
			const waiting = lane.waiting[priority];
			const behind = waiting.findIndex((other) => other.arrival > arrival);
			waiting.splice(behind < 0 ? waiting.length : behind, 0, { grant, perMinute: limit, arrival });
			this.serve(lane);
		});
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
			lane = { used: [], waiting: { editor: [], workflow: [] }, pausedUntil: 0, answered: 0 };
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
			const free = !lane.pace || now - lane.pace.loweredAt > 10 * minute;
			if (idle && lane.pausedUntil <= now && free) this.lanes.delete(key);
		}
	}

	private forgetOld(lane: Lane, now: number): void {
		lane.used = lane.used.filter(({ until }) => until === undefined || until > now);
	}

	/** Requests a minute by the pace; forgets it once it has grown to what the limit allows anyway. */
	private paceOf(lane: Lane, limit: number, now: number): number {
		const { pace } = lane;
		if (!pace) return limit;
		const minutes = (now - pace.loweredAt) / minute;
		const slow = growth.slow * Math.min(minutes, growth.slowMinutes);
		const grown = pace.perMinute + slow + growth.fast * Math.max(0, minutes - growth.slowMinutes);
		if (grown < limit) return grown;
		lane.pace = undefined;
		return limit;
	}

	/** The waiter whose turn it is, if there is room for it now. */
	private next(lane: Lane, now: number): { waiter: Waiter; priority: Priority } | undefined {
		if (lane.pausedUntil > now) return undefined;
		const editor = lane.waiting.editor[0];
		const workflow = lane.waiting.workflow[0];
		const usedBy = (priority: Priority) => lane.used.filter((used) => used.priority === priority).length;
		if (editor) {
			const limit = editor.perMinute;
			const reserved = reservedOf(limit);
			// With no places to reserve, they take turns by arrival.
			const itsTurn =
				!workflow || (reserved > 0 ? usedBy('editor') < reserved : editor.arrival < workflow.arrival);
			if (lane.used.length < limit && itsTurn) return { waiter: editor, priority: 'editor' };
			if (reserved === 0 && itsTurn) return undefined;
		}
		if (workflow) {
			const limit = workflow.perMinute;
			const own = limit - reservedOf(limit);
			const room = lane.used.length < limit && usedBy('workflow') < own;
			if (room && this.keepsPace(lane, own, usedBy('workflow'), now))
				return { waiter: workflow, priority: 'workflow' };
		}
		return undefined;
	}

	/** Whether a workflow's request may go now by the pace: neither too soon, nor one more than was found to fit in a minute. */
	private keepsPace(lane: Lane, own: number, used: number, now: number): boolean {
		const perMinute = this.paceOf(lane, own, now);
		if (!lane.pace) return true;
		return now >= lane.pace.nextAt && used < Math.ceil(perMinute * 1.1) + 1;
	}

	private serve(lane: Lane): void {
		const now = this.clock.now();
		this.forgetOld(lane, now);
		for (let next = this.next(lane, now); next; next = this.next(lane, now)) {
			const { waiter, priority } = next;
			lane.waiting[priority].shift();
			const used: Used = { priority, sentAt: now };
			lane.used.push(used);
			if (priority === 'workflow') this.spend(lane, waiter.perMinute, now);
			waiter.grant(this.slot(lane, used, waiter.arrival));
		}
		this.wakeLater(lane, now);
	}

	/** Sets when the next workflow request may follow by the pace. */
	private spend(lane: Lane, limit: number, now: number): void {
		const interval = minute / this.paceOf(lane, limit, now);
		if (!lane.pace) return;
		const from = Math.max(lane.pace.nextAt, now - saved * interval);
		lane.pace.nextAt = Math.ceil(from + interval * (0.8 + 0.4 * this.random()));
	}

	private slot(lane: Lane, used: Used, arrival: number): Slot {
		let answered = false;
		let refused = false;
		return {
			arrival,
			finished: () => {
				if (answered) return;
				answered = true;
				lane.answered += 1;
				used.until = this.clock.now() + minute;
				this.serve(lane);
			},
			refused: (retryAfterMs) => {
				if (refused) return;
				refused = true;
				if (answered) lane.answered -= 1;
				answered = true;
				// Dinero did not count it.
				lane.used = lane.used.filter((other) => other !== used);
				this.giveWay(lane, used, retryAfterMs);
				this.serve(lane);
			},
		};
	}

	/** Lowers the pace, once for all requests that were under way together, and lets some time pass. */
	private giveWay(lane: Lane, { sentAt }: Used, retryAfterMs: number | undefined): void {
		const now = this.clock.now();
		const later = 1 + 0.25 * this.random();
		if (retryAfterMs !== undefined) {
			const pause = Math.ceil(Math.min(longestPause, retryAfterMs * later));
			lane.pausedUntil = Math.max(lane.pausedUntil, now + pause);
		}
		const taken = lane.used.filter(({ priority }) => priority === 'workflow').length;
		const { pace } = lane;
		const lowered = (perMinute: number) => Math.max(leastPace, perMinute * afterRefusal);
		if (!pace) {
			const { answered } = lane;
			const perMinute = lowered(taken);
			lane.pace = {
				perMinute,
				loweredAt: now,
				nextAt: 0,
				refusedAt: now,
				inARow: 1,
				answered,
				learning: true,
			};
		} else {
			if (lane.answered > pace.answered) pace.inARow = 1;
			else if (sentAt > pace.refusedAt) pace.inARow += 1;
			pace.answered = lane.answered;
			pace.refusedAt = now;
			if (sentAt > pace.loweredAt) {
				const perMinute = this.paceOf(lane, Infinity, now);
				lane.pace = { ...pace, perMinute: lowered(perMinute), loweredAt: now, learning: false };
			} else if (pace.learning) pace.perMinute = Math.min(pace.perMinute, lowered(taken));
		}
		const kept = lane.pace as Pace;
		const wait = Math.min(minute, (minute / kept.perMinute) * 2 ** (kept.inARow - 1));
		kept.nextAt = Math.max(kept.nextAt, Math.ceil(now + wait * (0.75 + 0.5 * this.random())));
	}

	/** Sets a wake-up for the next moment at which a place becomes free, when somebody waits for one. */
	private wakeLater(lane: Lane, now: number): void {
		if (lane.waiting.editor.length + lane.waiting.workflow.length === 0) return;
		const moments = lane.used.flatMap(({ until }) => (until === undefined ? [] : [until]));
		if (lane.pausedUntil > now) moments.push(lane.pausedUntil);
		if (lane.pace) moments.push(lane.pace.nextAt);
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
