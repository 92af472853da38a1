import { normaliseShopKey } from '../identity';
import { countryByName } from '../vat/territories';
import { plainText, textOf, type Place } from '../reading';
import { refused, type Refusal } from '../refusal';
import type { PostalAddress } from '../order';

export interface CustomerFields {
	vatNumber: string[];
	vatNumberValid: string[];
	ean: string[];
	purchaseOrder: string[];
}

/** Names under which shops and their plugins keep these; collected from real orders. */
export const defaultCustomerFields: CustomerFields = {
	vatNumber: [
		'vat_number',
		'vat-number',
		'vatnumber',
		'vat_id',
		'vat',
		'eu_vat_number',
		'billing_vat_number',
		'billing_eu_vat_number',
		'billing_vat',
		'yweu_billing_vat',
		'billing_cvr',
		'cvr',
		'cvr_number',
		'cvr_nummer',
		'cvr-nummer',
		'momsnummer',
		'tax_id',
	],
	vatNumberValid: ['vat_number_validated', 'vat_number_valid', 'vies_valid'],
	ean: ['ean', 'ean_number', 'ean_nummer', 'ean-nummer', 'billing_ean', 'economic_billing_ean', 'gln'],
	purchaseOrder: [
		'billing_purchase_order_number',
		'purchase_order_number',
		'purchase_order',
		'po_number',
		'rekvisition',
		'rekvisitionsnummer',
	],
};

export interface ReadingOptions {
	shopKey?: string;
	/** Which of a Shopify order's two currencies counts; the shop's own one when left out. */
	currency?: 'shop' | 'presentment';
	fields: CustomerFields;
}

function comparable(name: string): string {
	return name.trim().toLowerCase().replace(/\s+/g, '_').replace(/^_+/, '');
}

/** Extra fields of an order (Shopify's note attributes, WooCommerce's meta data) by comparable name; the first value wins. */
export function extraFields(rows: Place[], nameKey: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const row of rows) {
		const name = row.text(nameKey);
		const value = row.text('value');
		if (name === undefined || value === undefined) continue;
		const key = comparable(name);
		if (!found.has(key)) found.set(key, value);
	}
	return found;
}

export function pick(fields: Map<string, string>, names: string[]): string | undefined {
	for (const name of names) {
		const value = fields.get(comparable(name));
		if (value !== undefined) return value;
	}
	return undefined;
}

/** "valid", "yes", "true" -> true; "invalid", "no-number", "no" -> false; anything else says nothing. */
export function validityOf(text: string | undefined): boolean | undefined {
	switch (text?.toLowerCase()) {
		case 'valid':
		case 'yes':
		case 'true':
		case '1':
			return true;
		case 'invalid':
		case 'not-valid':
		case 'no-number':
		case 'no':
		case 'false':
		case '0':
			return false;
		default:
			return undefined;
	}
}

/** An EAN number (GLN) without spaces and dashes; whether it can be one is for the contact to say. */
export function eanOf(text: string | undefined): string | undefined {
	return text?.replace(/[\s-]/g, '') || undefined;
}

export function joinWords(...words: Array<string | undefined>): string | undefined {
	const text = words
		.filter((word): word is string => word !== undefined)
		.join(' ')
		.trim();
	return text === '' ? undefined : text;
}

/** Drops the address when nothing but its frame is there. */
export function addressOrNothing(address: PostalAddress): PostalAddress | undefined {
	const kept = Object.fromEntries(
		Object.entries(address).filter(([, value]) => value !== undefined),
	) as PostalAddress;
	return Object.keys(kept).length === 0 ? undefined : kept;
}

/** The country's two letters, upper case; its name is understood too. Other texts are kept, so that a refusal can name them. */
export function countryCode(place: Place, ...keys: string[]): string | undefined {
	const texts = keys.map((key) => place.text(key)).filter((text): text is string => text !== undefined);
	const code = texts.find((text) => /^[A-Za-z]{2}$/.test(text));
	if (code !== undefined) return code.toUpperCase();
	return texts.map(countryByName).find((found) => found !== undefined) ?? texts[0]?.toUpperCase();
}

/** A three-letter currency code, upper case; anything else is a problem. */
export function currencyOf(place: Place, key = 'currency'): string {
	const code = place.text(key)?.toUpperCase();
	if (code !== undefined && /^[A-Z]{3}$/.test(code)) return code;
	if (code === undefined) place.missing(place.at(key), 'a currency such as DKK');
	else place.unreadable(place.at(key), 'a currency such as DKK');
	return 'DKK';
}

/** The host (and the folder before `stop`) of the first of these texts that is a web address. */
export function hostOf(...texts: Array<string | undefined>): string | undefined {
	for (const text of texts) {
		const match = /^https?:\/\/([^/?#:]+)/i.exec(text ?? '');
		if (match) return normaliseShopKey(match[1]);
	}
	return undefined;
}

/** The shop's key: what the payload says, else what the user typed. */
export function shopKeyOf(fromPayload: string | undefined, options: ReadingOptions): string | undefined {
	if (fromPayload !== undefined) return fromPayload;
	const typed = textOf(options.shopKey);
	return typed === undefined ? undefined : normaliseShopKey(typed);
}

export function shopUnknown(): Refusal {
	return refused(
		'shopUnknown',
		'The order does not say which shop it comes from.',
		'Give the shop a name under "Shop Key" and keep it: orders are recognised by it, and another name would look like another shop.',
		'Shop Key',
	);
}

/** Text for people: no HTML entities, no line breaks. */
export function label(text: string | undefined, otherwise: string): string {
	const plain = text === undefined ? '' : plainText(text);
	return plain === '' ? otherwise : plain;
}

/** Joins an address's street lines. */
export function streetOf(...lines: Array<string | undefined>): string | undefined {
	const kept = lines.filter((line): line is string => line !== undefined);
	return kept.length === 0 ? undefined : kept.join(', ');
}
