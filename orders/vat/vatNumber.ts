import { isEuCountry } from './territories';

/** Formats of VAT numbers as the European Commission's VIES lists them, without the country prefix. */
const FORMATS: Record<string, RegExp> = {
	AT: /^U\d{8}$/,
	BE: /^[01]\d{9}$/,
	BG: /^\d{9,10}$/,
	CY: /^\d{8}[A-Z]$/,
	CZ: /^\d{8,10}$/,
	DE: /^\d{9}$/,
	DK: /^\d{8}$/,
	EE: /^\d{9}$/,
	EL: /^\d{9}$/,
	ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
	FI: /^\d{8}$/,
	FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
	HR: /^\d{11}$/,
	HU: /^\d{8}$/,
	IE: /^(\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
	IT: /^\d{11}$/,
	LT: /^(\d{9}|\d{12})$/,
	LU: /^\d{8}$/,
	LV: /^\d{11}$/,
	MT: /^\d{8}$/,
	NL: /^\d{9}B\d{2}$/,
	PL: /^\d{10}$/,
	PT: /^\d{9}$/,
	RO: /^\d{2,10}$/,
	SE: /^\d{12}$/,
	SI: /^\d{8}$/,
	SK: /^\d{10}$/,
	XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

export interface VatNumber {
	/** 'EL' for Greece, 'XI' for Northern Ireland, else the ISO code. */
	prefix: string;
	/** With prefix, without spaces: "DE123456789". */
	full: string;
	formatValid: boolean;
}

/** Reads a VAT number as people write it ("DE 123.456.789", "dk-25063864", "25063864" with the country beside it). */
export function readVatNumber(text: string | undefined, country?: string): VatNumber | undefined {
	const compact = text
		?.toUpperCase()
		.replace(/^(CVR|VAT|SE-NR|MOMS)[.:\s-]*(NR|NO)?[.:\s]*/, '')
		.replace(/[\s.\-/]/g, '');
	if (!compact) return undefined;
	const lettered = /^([A-Z]{2})(.+)$/.exec(compact);
	const own = country === 'GR' ? 'EL' : country;
	if (
		lettered &&
		(lettered[1] in FORMATS || lettered[1] === 'GR' || lettered[1] === 'GB' || lettered[1] === 'NO')
	) {
		const prefix = lettered[1] === 'GR' ? 'EL' : lettered[1];
		// A number such as "CY12345678X" has a prefix; a French key such as "FR" + letters is tried as a prefix first.
		return { prefix, full: prefix + lettered[2], formatValid: FORMATS[prefix]?.test(lettered[2]) ?? false };
	}
	if (own === undefined) return { prefix: '', full: compact, formatValid: false };
	return { prefix: own, full: own + compact, formatValid: FORMATS[own]?.test(compact) ?? false };
}

/** Whether the number belongs to a business in another EU country (Northern Ireland's XI counts for goods). */
export function isForeignEuNumber(number: VatNumber): boolean {
	if (number.prefix === 'DK') return false;
	return number.prefix === 'EL' || number.prefix === 'XI' || isEuCountry(number.prefix);
}

/** A Danish CVR number has eight digits whose weighted sum is divisible by 11. */
export function isCvrNumber(digits: string): boolean {
	if (!/^[1-9]\d{7}$/.test(digits)) return false;
	const weights = [2, 7, 6, 5, 4, 3, 2, 1];
	return weights.reduce((all, weight, index) => all + weight * Number(digits[index]), 0) % 11 === 0;
}
