import type { Clock } from './clock';

interface Entry {
	value: Promise<unknown>;
	until: number;
}

/** Remembers what was read for a few minutes; whoever asks while it is being read waits for that same reading. */
export class ExpiringCache {
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly lifeMs: number) {}

	/** The remembered value, else what `load` gives. A reading that does not succeed is not remembered. */
	async get<T>(key: string, clock: Clock, load: () => Promise<T>): Promise<T> {
		const now = clock.now();
		const known = this.entries.get(key);
		if (known && known.until > now) return (await known.value) as T;
		this.dropOld(now);
		const value = load();
		const entry: Entry = { value, until: now + this.lifeMs };
		this.entries.set(key, entry);
		try {
			return await value;
		} finally {
			const succeeded = await value.then(
				() => true,
				() => false,
			);
			if (!succeeded && this.entries.get(key) === entry) this.entries.delete(key);
		}
	}

	/** Forgets what begins with `prefix`, or everything. */
	clear(prefix = ''): void {
		for (const key of this.entries.keys()) {
			if (key.startsWith(prefix)) this.entries.delete(key);
		}
	}

	private dropOld(now: number): void {
		for (const [key, entry] of this.entries) {
			if (entry.until <= now) this.entries.delete(key);
		}
	}
}
