/**
 * The world's time. It runs with the machine's clock (with an offset) or stands still, and can be set and moved.
 * Stamps are UTC, to the second, without a zone, as Dinero's samples show them; "today" is the date in Denmark.
 */
export class Clock {
	private offset = 0;
	private stoppedAt: number | undefined;
	private stampOf = { second: Number.NaN, stamp: '' };
	private todayOf = { minute: Number.NaN, date: '' };

	/** Starts at `start` and stands still; without a start it runs with the machine's clock. */
	constructor(start?: Date | string) {
		if (start !== undefined) this.set(start, { stop: true });
	}

	now(): Date {
		return new Date(this.stoppedAt ?? Date.now() + this.offset);
	}

	/** Sets the time; stops the clock there when asked to, else it goes on as before. */
	set(time: Date | string, { stop = this.stoppedAt !== undefined } = {}): void {
		const at = new Date(time).getTime();
		if (Number.isNaN(at)) throw new RangeError(`Not a time: ${String(time)}`);
		this.stoppedAt = stop ? at : undefined;
		this.offset = at - Date.now();
	}

	/** Moves the time by milliseconds (negative: back). */
	move(milliseconds: number): void {
		this.set(new Date(this.now().getTime() + milliseconds));
	}

	/** Lets the clock run on from where it is. */
	run(): void {
		this.set(this.now(), { stop: false });
	}

	/** Stops the clock where it is. */
	stop(): void {
		this.set(this.now(), { stop: true });
	}

	/** Now as a stamp: UTC, `YYYY-MM-DDTHH:mm:ss`, no zone. */
	stamp(): string {
		const second = Math.floor(this.now().getTime() / 1000);
		if (this.stampOf.second !== second) {
			const written = new Date(second * 1000).toISOString();
			// Joined, since a long slice keeps the whole text in memory and is slow to compare.
			this.stampOf = { second, stamp: [written.slice(0, 10), written.slice(11, 19)].join('T') };
		}
		return this.stampOf.stamp;
	}

	/** Today's date in Denmark, `YYYY-MM-DD`. */
	today(): string {
		const time = this.now();
		const minute = Math.floor(time.getTime() / 60000);
		if (this.todayOf.minute !== minute) this.todayOf = { minute, date: danishDate(time) };
		return this.todayOf.date;
	}

	toJSON(): { now: string; stopped: boolean } {
		return { now: this.now().toISOString(), stopped: this.stoppedAt !== undefined };
	}

	static fromJSON(state: { now: string; stopped: boolean }): Clock {
		const clock = new Clock();
		clock.set(state.now, { stop: state.stopped });
		return clock;
	}
}

const copenhagen = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' });

function danishDate(time: Date): string {
	return copenhagen.format(time);
}

/** True for a real calendar date written `YYYY-MM-DD`. */
export function isDate(text: unknown): text is string {
	if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const time = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === text;
}

/** A date `days` later (`YYYY-MM-DD`). */
export function addDays(date: string, days: number): string {
	const time = new Date(`${date}T00:00:00Z`);
	time.setUTCDate(time.getUTCDate() + days);
	return time.toISOString().slice(0, 10);
}

/** Days from one date to another (`YYYY-MM-DD`). */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86400000);
}

/** The last day of the date's month. */
export function endOfMonth(date: string): string {
	const [year, month] = date.split('-').map(Number);
	return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
