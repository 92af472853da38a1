import type { ContactState } from './port';
import { condition } from './queryFilter';

/**
 * A VAT number as two parts: the country prefix, if it has one, and the rest without spaces, dots and dashes,
 * upper case. Greece is EL in VAT numbers and GR in addresses; both count as EL.
 */
export function vatNumberParts(vatNumber: string): { prefix?: string; core: string } {
	const plain = vatNumber.toUpperCase().replace(/[^0-9A-Z]/g, '');
	const match = /^([A-Z]{2})([0-9A-Z]*\d[0-9A-Z]*)$/.exec(plain);
	if (!match) return { core: plain };
	return { prefix: match[1] === 'GR' ? 'EL' : match[1], core: match[2] };
}

/**
 * Whether two VAT numbers are the same, spaces, dashes and an absent prefix aside. `countries` are the
 * countries of the two addresses, which stand in for an absent prefix; without them an absent prefix fits every
 * country.
 */
export function sameVatNumber(
	one: string | undefined,
	other: string | undefined,
	countries: { one?: string; other?: string } = {},
): boolean {
	if (!one || !other) return false;
	const a = vatNumberParts(one);
	const b = vatNumberParts(other);
	if (a.core === '' || a.core !== b.core) return false;
	const prefixA = a.prefix ?? prefixOfCountry(countries.one);
	const prefixB = b.prefix ?? prefixOfCountry(countries.other);
	return prefixA === undefined || prefixB === undefined || prefixA === prefixB;
}

/**
 * VAT numbers are looked for by their last two characters and then compared as a whole: half of all contacts
 * have them without prefix, and people write them with spaces, dots and dashes between the others
 * (`12 34 56 78`, `NL 1234.56.789.B01`). That is one request, at the price of some rows that do not fit.
 */
export function contactCondition(
	by: 'vatNumber' | 'email' | 'externalReference',
	value: string,
): string | undefined {
	if (by === 'vatNumber') return condition('VatNumber', 'contains', vatNumberParts(value).core.slice(-2));
	return by === 'email'
		? condition('Email', 'eq', value.trim())
		: condition('ExternalReference', 'eq', value);
}

/** E-mail addresses are compared without case and surrounding spaces, as Dinero's own filter does. */
export function sameEmail(one: string | undefined, other: string | undefined): boolean {
	const a = one?.trim().toLowerCase();
	return !!a && a === other?.trim().toLowerCase();
}

/**
 * One of several contacts, the same one whenever it is asked: the oldest, then the one with the lowest guid.
 */
export function oldest(contacts: ContactState[]): ContactState | undefined {
	return [...contacts].sort(
		(a, b) => compareText(a.createdAt ?? '9', b.createdAt ?? '9') || compareText(a.guid, b.guid),
	)[0];
}

function prefixOfCountry(country: string | undefined): string | undefined {
	const upper = country?.toUpperCase();
	return upper === 'GR' ? 'EL' : upper || undefined;
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
