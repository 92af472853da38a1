import { rowKeyLength } from './keys';

/** A voucher with new entries that name a contact: one of the contact's invoices may have been paid. */
export interface Question {
	/** Guid of the entries' voucher, lower case; empty where they name none. */
	voucher: string;
	/** Key of the contact. */
	contact: string;
	/** Account and amount of the entries (øre, without sign), `55000:12500`. */
	amounts: string[];
	/** Day of the entries, `YYYY-MM-DD`. */
	day: string;
	/** The invoice that was asked last because of it. */
	last?: string;
	/** Set when the payment that it is about was found in this poll; not stored. */
	found?: boolean;
}

export interface StoredEntries {
	from: number;
	quiet?: boolean;
	rows: Record<string, string>;
	questions?: Question[];
}

/**
 * Entries carry no time of their own and are asked for by the time they were added. So our clock is needed here, and the
 * overlap covers a clock that is an hour wrong, a period that is read as Danish time, and entries that show up late. Seconds.
 */
export const entryOverlap = 4 * 60 * 60;
/** The contract allows 31 days for one request; a second is kept off. */
export const longestPeriod = 31 * 24 * 60 * 60 - 1;
/** Entries that are remembered at most; the hard cap. */
export const entryCap = 20_000;
const questionCap = 200;

/** Which entries were dealt with, and what is still to be asked because of them. */
export class EntryMemory {
	/** Key of an entry -> when it was first seen, by our clock. */
	private readonly rows = new Map<string, number>();
	questions: Question[] = [];

	private constructor(
		public from: number,
		public quiet: boolean,
	) {}

	static start(from: number, quiet: boolean): EntryMemory {
		return new EntryMemory(from, quiet);
	}

	static load(stored: StoredEntries): EntryMemory {
		const memory = new EntryMemory(stored.from, stored.quiet ?? false);
		memory.questions = [...(stored.questions ?? [])];
		for (const [minute, text] of Object.entries(stored.rows)) {
			for (let start = 0; start < text.length; start += rowKeyLength) {
				memory.rows.set(text.slice(start, start + rowKeyLength), parseInt(minute, 36) * 60);
			}
		}
		return memory;
	}

	store(): StoredEntries {
		const rows: Record<string, string> = {};
		for (const [key, at] of this.rows) {
			const minute = Math.floor(at / 60).toString(36);
			rows[minute] = (rows[minute] ?? '') + key;
		}
		const questions = this.questions.slice(-questionCap).map((one) => ({ ...one, found: undefined }));
		return {
			from: this.from,
			...(this.quiet ? { quiet: true } : {}),
			rows,
			...(questions.length > 0 ? { questions } : {}),
		};
	}

	has(key: string): boolean {
		return this.rows.has(key);
	}

	remember(key: string, at: number): void {
		this.rows.set(key, at);
	}

	/** Moves on to `from` and forgets entries that neither were in the last answer nor can come back. */
	moveTo(from: number, answered: ReadonlySet<string>): void {
		this.from = Math.max(this.from, from);
		for (const [key, at] of this.rows)
			if (at < this.from - entryOverlap && !answered.has(key)) this.rows.delete(key);
		const excess = this.rows.size - entryCap;
		for (const key of [...this.rows.keys()].slice(0, Math.max(0, excess))) this.rows.delete(key);
	}

	get full(): boolean {
		return this.rows.size > entryCap * 0.8;
	}
}
