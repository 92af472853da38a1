const minuteMs = 60_000;

/**
 * Counts requests by key (organization and client id) in a minute that slides or starts anew with each minute of the
 * clock. Refused requests do not count.
 */
export class RateLimit {
	private readonly seen = new Map<string, number[]>();

	constructor(private readonly now: () => number) {}

	/**
	 * Counts one request if it is allowed.
	 * @param perMinute how many are allowed; 0 is no limit
	 * @returns false when the quota is used up
	 */
	allow(key: string, perMinute: number, window: 'sliding' | 'fixed'): boolean {
		if (perMinute <= 0) return true;
		const now = this.now();
		const start = window === 'sliding' ? now - minuteMs : Math.floor(now / minuteMs) * minuteMs - 1;
		// A clock that was moved back must not leave requests of the future behind.
		const times = (this.seen.get(key) ?? []).filter((time) => time > start && time <= now);
		const allowed = times.length < perMinute;
		if (allowed) times.push(now);
		this.seen.set(key, times);
		return allowed;
	}

	/** Forgets all requests. */
	clear(): void {
		this.seen.clear();
	}
}
