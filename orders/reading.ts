import { DateTime } from 'luxon';
import { parseDecimal, parseMinor, type Decimal } from './money';
import type { Minor } from './order';
import { refused, type Refusal } from './refusal';

/** Texts that serialisers write for "nothing". */
const EMPTY = new Set(['', 'none', 'null', 'undefined', 'nan']);

/** Text of a scalar, trimmed; `undefined` for nothing, and for the words that stand for nothing ("None", "null", ""). */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return EMPTY.has(text.toLowerCase()) ? undefined : text;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `true`, "true", "yes", "1", 1. */
export function flagOf(value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const text = textOf(value)?.toLowerCase();
	return text === 'true' || text === 'yes' || text === '1';
}

/** The Copenhagen day of a moment. Texts without a zone are read in `zone`. */
export function copenhagenDay(value: unknown, zone = 'Europe/Copenhagen'): string | undefined {
	const text = textOf(value);
	if (text === undefined) return undefined;
	const moment = /^\d{9,11}$/.test(text)
		? DateTime.fromSeconds(Number(text))
		: DateTime.fromISO(text.replace(' ', 'T'), { zone });
	if (!moment.isValid || moment.year < 1990 || moment.year > 2200) {
		// A day far outside any company's books is a placeholder ("0000-00-00"), no date.
		return undefined;
	}
	return moment.setZone('Europe/Copenhagen').toISODate() ?? undefined;
}

/** HTML entities that shops leave in names. */
export function plainText(text: string): string {
	const names: Record<string, string> = {
		amp: '&',
		lt: '<',
		gt: '>',
		quot: '"',
		apos: "'",
		nbsp: ' ',
		ndash: '–',
		mdash: '—',
		hellip: '…',
		aelig: 'æ',
		oslash: 'ø',
		aring: 'å',
		AElig: 'Æ',
		Oslash: 'Ø',
		Aring: 'Å',
	};
	return text
		.replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
		.replace(/&([a-zA-Z]{2,8});/g, (whole, name: string) => names[name] ?? whole)
		.replace(/<[^>]{0,200}>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

/**
 * A place in a payload that remembers where it stands. Readers never throw: what cannot be read is noted in `problems`,
 * and the caller refuses with the first one.
 */
export class Place {
	constructor(
		readonly value: unknown,
		readonly where: string,
		readonly problems: Refusal[],
	) {}

	static root(value: unknown): Place {
		return new Place(value, '', []);
	}

	at(key: string): Place {
		const value = isRecord(this.value) ? this.value[key] : undefined;
		return new Place(value, this.where ? `${this.where}.${key}` : key, this.problems);
	}

	/** The elements of a list; nothing for anything that is no list ({} and null stand for empty in the wild). */
	items(key: string): Place[] {
		const place = this.at(key);
		if (!Array.isArray(place.value)) return [];
		return Array.from(
			place.value,
			(item: unknown, index) => new Place(item, `${place.where}[${index}]`, this.problems),
		);
	}

	has(key: string): boolean {
		return isRecord(this.value) && this.value[key] !== undefined && this.value[key] !== null;
	}

	/** Whether the key is there at all, even as null. */
	hasKey(key: string): boolean {
		return isRecord(this.value) && key in this.value;
	}

	text(...keys: string[]): string | undefined {
		if (keys.length === 0) return textOf(this.value);
		for (const key of keys) {
			const text = textOf(this.at(key).value);
			if (text !== undefined) return text;
		}
		return undefined;
	}

	flag(key: string): boolean {
		return flagOf(this.at(key).value);
	}

	/** An amount in minor units; absent or empty is `undefined`, anything unreadable is a problem. */
	money(key: string, currency: string): Minor | undefined {
		const place = this.at(key);
		if (isEmpty(place.value)) return undefined;
		const amount = parseMinor(typeof place.value === 'string' ? place.value.trim() : place.value, currency);
		if (amount === undefined) this.unreadable(place, 'an amount of money');
		return amount;
	}

	/** An amount that must be there. */
	requiredMoney(key: string, currency: string): Minor {
		const before = this.problems.length;
		const amount = this.money(key, currency);
		if (amount === undefined && this.problems.length === before)
			this.missing(this.at(key), 'an amount of money');
		return amount ?? 0;
	}

	/** A decimal of any precision that must be there (quantities, six-decimal prices). */
	requiredDecimal(key: string): Decimal {
		const place = this.at(key);
		const decimal = parseDecimal(place.value);
		if (decimal) return decimal;
		if (isEmpty(place.value)) this.missing(place, 'a number');
		else this.unreadable(place, 'a number');
		return { units: 0n, scale: 0 };
	}

	/** Whole minor units as Stripe gives them. */
	integer(key: string): number | undefined {
		const value = this.at(key).value;
		if (isEmpty(value)) return undefined;
		const number = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
		if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
		this.unreadable(this.at(key), 'a whole number');
		return undefined;
	}

	/**
	 * An id as text. JSON numbers beyond 2^53 have lost their last digits on the way, so the exact id is taken from
	 * `exactKey` ("gid://shopify/Order/820982911946154508") where there is one.
	 */
	id(key: string, exactKey?: string): string | undefined {
		const exact = exactKey === undefined ? undefined : /(\d+)(?:\?.*)?$/.exec(this.text(exactKey) ?? '')?.[1];
		if (exact !== undefined) return exact;
		const value = this.at(key).value;
		if (typeof value === 'number' && !Number.isSafeInteger(value)) {
			this.problems.push(
				refused(
					'idNotExact',
					`The id in "${this.at(key).where}" (${value}) is too long for a JSON number, so its last digits are wrong.`,
					'Send the id as text, or the whole payload as the shop sends it.',
					this.at(key).where,
				),
			);
			return undefined;
		}
		return textOf(value);
	}

	/** Like `id`, where a wrong id does no harm: an inexact one counts as none. */
	looseId(key: string, exactKey?: string): string | undefined {
		const value = this.at(key).value;
		const inexact = typeof value === 'number' && !Number.isSafeInteger(value);
		if (inexact && !/\d+(?:\?.*)?$/.test(this.text(exactKey ?? '') ?? '')) return undefined;
		return this.id(key, exactKey);
	}

	missing(place: Place, what: string): void {
		this.problems.push(
			refused(
				'fieldMissing',
				`"${place.where}" is missing: ${what} is expected there.`,
				'Send the whole order as the shop gives it.',
				place.where,
			),
		);
	}

	unreadable(place: Place, what: string): void {
		const shown = JSON.stringify(place.value)?.slice(0, 60) ?? 'nothing';
		this.problems.push(
			refused(
				'fieldUnreadable',
				`"${place.where}" is ${shown}, but ${what} is expected there.`,
				'Correct the value, or send the order as the shop gives it.',
				place.where,
			),
		);
	}
}

export function isEmpty(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		(typeof value === 'string' && EMPTY.has(value.trim().toLowerCase()))
	);
}
