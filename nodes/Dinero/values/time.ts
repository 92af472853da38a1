import { DateTime } from 'luxon';

import { shown, UnusableValue } from './amount';

/** Dinero's books are Danish: a day without a zone is a Danish day. */
export const danishZone = 'Europe/Copenhagen';

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const withoutZone = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/**
 * The Danish calendar day (`YYYY-MM-DD`) of what n8n hands over: an ISO day or time, a DateTime or a Date.
 * A time with a zone is moved to Copenhagen; one without a zone keeps the day that is written in it.
 *
 * @throws UnusableValue for anything else, and for days that do not exist (2026-02-30)
 */
export function toDay(value: unknown): string {
	if (typeof value === 'string') {
		const text = value.trim();
		const local = dayOnly.test(text) ? text : withoutZone.exec(text)?.[1];
		if (local !== undefined) {
			if (DateTime.fromISO(local).isValid) return local;
			throw unusableDay(value);
		}
	}
	return toDateTime(value, unusableDay).setZone(danishZone).toISODate() as string;
}

/**
 * The moment in UTC (`YYYY-MM-DDTHH:mm:ssZ`, the form that Dinero's contract asks for in 'changesSince').
 * A time without a zone is Danish time; a day alone is its Danish midnight.
 *
 * @throws UnusableValue
 */
export function toMoment(value: unknown): string {
	return toDateTime(value, unusableMoment).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

/** Today in Denmark, as `YYYY-MM-DD`. */
export function danishToday(): string {
	return DateTime.now().setZone(danishZone).toISODate() as string;
}

function toDateTime(value: unknown, unusable: (value: unknown) => UnusableValue): DateTime {
	const moment = readDateTime(value);
	if (!moment?.isValid) throw unusable(value);
	return moment;
}

function readDateTime(value: unknown): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (typeof value === 'string') {
		const text = value.trim();
		if (!/^\d{4}-/.test(text)) return undefined;
		return DateTime.fromISO(text.replace(' ', 'T'), { zone: danishZone, setZone: true });
	}
	if (typeof value === 'object' && value !== null && 'toISO' in value && typeof value.toISO === 'function') {
		return DateTime.fromISO(String(value.toISO()), { setZone: true });
	}
	return undefined;
}

function unusableDay(value: unknown): UnusableValue {
	return new UnusableValue(
		`is ${shown(value)}, which is not a date`,
		'Write the date as year-month-day, such as 2026-11-30.',
	);
}

function unusableMoment(value: unknown): UnusableValue {
	return new UnusableValue(
		`is ${shown(value)}, which is not a time`,
		'Write the time as 2026-11-30T14:00:00; Danish time is assumed where no zone is given.',
	);
}
