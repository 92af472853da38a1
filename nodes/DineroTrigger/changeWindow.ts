import { rowKeyLength, versionKeyLength } from './keys';

/** What is remembered of a row that changed lately. */
export interface SeenRow {
	/** Key of the version that was told, or of the one at first sight; empty when none was. */
	version: string;
	/** When Dinero says that it last changed; seconds UTC. */
	at: number;
}

/** A pass through the pages of a list; it can go on in the next poll. */
interface Pass {
	/** The page to ask for next. */
	page: number;
	/** False once something shows that rows moved between pages, or that older rows turn up unexpectedly. */
	steady: boolean;
	/** How many rows Dinero counted on the first page. */
	total?: number;
	/** Dinero's time when a pass that took several polls began: its first pages say nothing about later. */
	began?: number;
}

/** The form in which a window is stored: rows by minute, as texts of fixed width. */
export interface StoredWindow {
	since: number;
	now: number;
	quiet?: boolean;
	pass?: Pass;
	rows: Record<string, string>;
}

/** How late a change may show up in Dinero's lists and still be found; seconds. */
export const overlap = 15 * 60;
/** Stamps in Danish time are ambiguous for one hour in autumn; seconds. */
export const danishSlack = 60 * 60;
/** One poll never counts for more time than this, whatever our own clock says; seconds. */
const longestStep = 60;
/** Rows that are remembered at most; the hard cap. */
export const rowCap = 12_000;

const width = rowKeyLength + versionKeyLength;

/**
 * What a list is asked for next, and which of its rows are known: `changesSince` always reaches back by the overlap, and
 * rows are told apart by key and version. Time is Dinero's own: the newest stamp that was seen, plus at most a minute for
 * each poll. All times are seconds UTC.
 */
export class ChangeWindow {
	readonly rows = new Map<string, SeenRow>();
	pass: Pass = { page: 0, steady: true };

	private constructor(
		/** What `changesSince` is set to. */
		public since: number,
		/** A time that Dinero's clock has certainly reached. */
		public now: number,
		/** While true, what is found is remembered and not told: the trigger is finding out where it stands. */
		public quiet: boolean,
	) {}

	static start(since: number, quiet: boolean): ChangeWindow {
		return new ChangeWindow(since, since, quiet);
	}

	static load(stored: StoredWindow): ChangeWindow {
		const window = new ChangeWindow(stored.since, stored.now, stored.quiet ?? false);
		if (stored.pass) window.pass = { ...stored.pass };
		for (const [minute, text] of Object.entries(stored.rows)) {
			const at = parseInt(minute, 36) * 60;
			for (let start = 0; start < text.length; start += width) {
				const key = text.slice(start, start + rowKeyLength);
				const version = text.slice(start + rowKeyLength, start + width).trim();
				window.rows.set(key, { version, at });
			}
		}
		return window;
	}

	store(): StoredWindow {
		const rows: Record<string, string> = {};
		for (const [key, { version, at }] of this.rows) {
			const minute = Math.floor(at / 60).toString(36);
			rows[minute] = (rows[minute] ?? '') + key + version.padEnd(versionKeyLength);
		}
		return {
			since: this.since,
			now: this.now,
			...(this.quiet ? { quiet: true } : {}),
			...(this.pass.page > 0 || !this.pass.steady ? { pass: this.pass } : {}),
			rows,
		};
	}

	/** Notes that a row was dealt with; an empty version means that only its creation was. */
	remember(key: string, version: string, at: number): void {
		this.rows.set(key, { version, at });
	}

	/** Dinero's clock has reached this time; `passed` is how long ago, by our clock, the last poll was. */
	observe(newest: number, passed: number): void {
		this.now = Math.max(newest, this.now + Math.min(longestStep, Math.max(0, passed)));
	}

	/** How far the window can move on, if nothing holds it. */
	reach(danish: boolean): number {
		return Math.min(this.now, this.pass.began ?? this.now) - overlap - (danish ? danishSlack : 0);
	}

	/** Leaves a pass for the next poll to go on with. */
	interrupt(hold: number): void {
		this.pass.began ??= this.now;
		this.trim(hold);
	}

	/**
	 * Ends a pass in which every page was read. The window moves on, but never past `hold`: the oldest change that was
	 * found and not told. After a pass over several pages it first stays, until a whole pass shows nothing that was
	 * overlooked: rows can move between pages while they are read.
	 */
	finish(several: boolean, danish: boolean, hold: number): void {
		if (!several || this.pass.steady) {
			this.since = Math.max(this.since, Math.min(this.reach(danish), hold));
			this.quiet = false;
		}
		this.pass = { page: 0, steady: true };
		this.trim(hold);
	}

	/** Drops what can no longer come back, then keeps the hard cap, oldest rows first. */
	trim(hold: number): void {
		for (const [key, { at }] of this.rows) if (at + 60 <= this.since) this.rows.delete(key);
		const excess = this.rows.size - rowCap;
		if (excess <= 0) return;
		const oldest = [...this.rows].sort(([, one], [, other]) => one.at - other.at).slice(0, excess);
		for (const [key] of oldest) this.rows.delete(key);
		// What is no longer remembered must not be asked for again, or it would be told again.
		const dropped = oldest[oldest.length - 1][1].at;
		this.since = Math.max(this.since, Math.min(dropped + 60, hold));
	}

	get full(): boolean {
		return this.rows.size > rowCap * 0.8;
	}
}
