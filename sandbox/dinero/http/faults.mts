/** What a fault does to the request that it meets. */
export const faultEffects = {
	status: 'answers `status` with `body`; nothing is done',
	hang: 'holds the connection for `milliseconds`, then destroys it; nothing is done',
	hangAfter:
		'does what was asked, then holds the connection for `milliseconds` and destroys it without an answer',
	cutBefore: 'destroys the connection; nothing is done',
	cutAfter: 'does what was asked, then destroys the connection without an answer',
	brokenJson: 'does what was asked, then sends only the first half of the answer',
	emptyServerError: 'answers 500 without a body; nothing is done',
	emptyServerErrorAfter: 'does what was asked, then answers 500 without a body',
	tooMany: 'answers 429 with its text; nothing is done',
	slow: 'does what was asked and answers after `milliseconds`',
	expiredToken: 'answers 401, and the access token is dead from then on; nothing is done',
	staleTimestamp: 'someone else changes the document of the request just before it is handled',
	brownout: 'answers 480 as an operation that is about to be removed; nothing is done',
	html404: 'answers 404 with a page; nothing is done',
} as const;

export type FaultEffect = keyof typeof faultEffects;

/** Which requests a fault meets: all that are given must hold. */
export interface FaultMatch {
	method?: string;
	/** The contract's operationId, or signIn.authorize, signIn.token, signIn.personalToken. */
	operationId?: string;
	/** The address without query; `*` stands for any text within it. */
	path?: string;
	organizationId?: string;
	/** Only from the nth matching request on (1 is the first). */
	nth?: number;
	/** How many requests it meets at most: 1 unless given; no limit when a probability is given. */
	times?: number;
	/** Chance from 0 to 1 that a matching request is met, from a seeded series. */
	probability?: number;
}

/** A fault to be added. */
export interface FaultRule {
	match?: FaultMatch;
	effect: FaultEffect;
	/** For the effect `status`. */
	status?: number;
	/** For the effect `status`: a text as it is, anything else as JSON. */
	body?: unknown;
	/** For hang, hangAfter and slow. */
	milliseconds?: number;
}

/** A fault with its count of what it met. */
export interface ActiveFault extends FaultRule {
	id: number;
	/** Requests that matched, met or not. */
	matched: number;
	/** Requests that it met. */
	consumed: number;
}

/** What a fault needs to know of a request. */
export interface FaultTarget {
	method: string;
	path: string;
	operationId?: string;
	organizationId?: string;
}

/** A small seeded series of numbers from 0 to 1, so that a run with faults can be repeated. */
function seededSeries(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

function pathMatches(pattern: string, path: string): boolean {
	const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${escaped.join('.*')}$`, 'i').test(path);
}

function matches(match: FaultMatch, target: FaultTarget): boolean {
	return (
		(match.method === undefined || match.method.toUpperCase() === target.method) &&
		(match.operationId === undefined || match.operationId === target.operationId) &&
		(match.path === undefined || pathMatches(match.path, target.path)) &&
		(match.organizationId === undefined || String(match.organizationId) === target.organizationId)
	);
}

/** The faults that are in force, in the order in which they were added. */
export class Faults {
	private active: ActiveFault[] = [];
	private lastId = 0;
	private chance: () => number;

	constructor(seed: number) {
		this.chance = seededSeries(seed);
	}

	/**
	 * Adds a fault and returns it with its count, which goes on counting.
	 * @throws Error when the effect is unknown or lacks what it needs
	 */
	add(rule: FaultRule): ActiveFault {
		if (!(rule.effect in faultEffects)) {
			throw new Error(
				`Unknown effect '${String(rule.effect)}'; known are ${Object.keys(faultEffects).join(', ')}`,
			);
		}
		if (
			rule.effect === 'status' &&
			!(Number.isInteger(rule.status) && rule.status! >= 200 && rule.status! <= 599)
		) {
			throw new Error("The effect 'status' needs a status from 200 to 599");
		}
		if (['hang', 'hangAfter', 'slow'].includes(rule.effect) && !(Number(rule.milliseconds) >= 0)) {
			throw new Error(`The effect '${rule.effect}' needs milliseconds`);
		}
		this.lastId += 1;
		const fault: ActiveFault = {
			...rule,
			match: { ...rule.match },
			id: this.lastId,
			matched: 0,
			consumed: 0,
		};
		this.active.push(fault);
		return fault;
	}

	/** The first fault that meets this request, counted as consumed; undefined when none does. */
	meet(target: FaultTarget): ActiveFault | undefined {
		for (const fault of this.active) {
			const match = fault.match ?? {};
			const atMost = match.times ?? (match.probability === undefined ? 1 : Infinity);
			if (fault.consumed >= atMost || !matches(match, target)) continue;
			fault.matched += 1;
			if (match.nth !== undefined && fault.matched < match.nth) continue;
			if (match.probability !== undefined && this.chance() >= match.probability) continue;
			fault.consumed += 1;
			return fault;
		}
		return undefined;
	}

	/** All faults with their counts. */
	list(): ActiveFault[] {
		return this.active;
	}

	/** Removes one fault, or all. */
	clear(id?: number): void {
		this.active = id === undefined ? [] : this.active.filter((fault) => fault.id !== id);
	}

	/** Removes all faults and starts the series of chances anew. */
	reset(seed: number): void {
		this.active = [];
		this.lastId = 0;
		this.chance = seededSeries(seed);
	}
}
