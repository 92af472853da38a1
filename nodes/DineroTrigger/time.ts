import { DateTime } from 'luxon';

/**
 * How Dinero's CreatedAt, UpdatedAt and DeletedAt are to be read. Samples carry no zone; UTC is presumed, because
 * `changesSince` is UTC, but nobody has said so. `unknown` until the trigger has found out by asking.
 */
export type StampZone = 'unknown' | 'utc' | 'danish';

const withZone = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Whether a stamp says its own zone. */
export function carriesZone(stamp: unknown): boolean {
	return typeof stamp === 'string' && withZone.test(stamp);
}

/**
 * Seconds since 1970 (UTC) of a stamp of Dinero; undefined where there is none. Parts of a second are cut off.
 * Without a zone it is UTC, unless it is known to be Danish time.
 */
export function secondsOf(stamp: unknown, zone: StampZone): number | undefined {
	if (typeof stamp !== 'string' || stamp === '') return undefined;
	const time = carriesZone(stamp)
		? Date.parse(stamp)
		: zone === 'danish'
			? danishTime(stamp)
			: Date.parse(`${stamp.length === 10 ? `${stamp}T00:00:00` : stamp}Z`);
	return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

/** Milliseconds of a Danish time. Of the two moments that it can mean in the night when summer time ends, the later one. */
function danishTime(stamp: string): number {
	const winter = DateTime.fromISO(`${stamp.length === 10 ? `${stamp}T00:00:00` : stamp}+01:00`, {
		zone: 'Europe/Copenhagen',
	});
	return winter.offset === 60 ? winter.toMillis() : winter.minus({ minutes: winter.offset - 60 }).toMillis();
}

/** The form that Dinero asks for in `changesSince`: UTC, `YYYY-MM-DDTHH:mm:ssZ`. */
export function stampOf(seconds: number): string {
	return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** The day (UTC) of a time, `YYYY-MM-DD`. */
export function dayOf(seconds: number): string {
	return stampOf(seconds).slice(0, 10);
}
