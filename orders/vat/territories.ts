/** The member states of the EU without Denmark (ISO codes; Greece is GR here and EL in VAT numbers). */
const EU = new Set(
	'AT BE BG CY CZ DE EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Every country code of ISO 3166-1, so that a misspelt one is not taken for a far country. */
const COUNTRIES = new Set(
	(
		'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
		'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
		'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
		'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
		'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
		'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG ' +
		'UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
	).split(' '),
);

/** Codes that shops use for parts of a country, and the EU's own ones. */
const ALIASES: Record<string, string> = { EL: 'GR', UK: 'GB', XI: 'GB' };

export type Territory =
	| { kind: 'denmark' }
	| { kind: 'eu'; country: string }
	/** Goods as in the EU, services as outside it. */
	| { kind: 'northernIreland' }
	/** Outside the EU's VAT area; `part` names the exception where the country itself is inside. */
	| { kind: 'outside'; country: string; part?: string }
	| { kind: 'disputed'; country: string; part: string }
	| { kind: 'unknown'; country: string };

interface Exception {
	country: string;
	postcode: RegExp;
	name: string;
	kind: 'outside' | 'northernIreland' | 'disputed';
}

/** Parts of countries with a VAT status of their own (European Commission, territorial status), found by postcode. */
const EXCEPTIONS: Exception[] = [
	{ country: 'GB', postcode: /^BT\d/, name: 'Northern Ireland', kind: 'northernIreland' },
	{ country: 'FI', postcode: /^22\d{3}$/, name: 'Åland', kind: 'outside' },
	{ country: 'ES', postcode: /^(35|38)\d{3}$/, name: 'the Canary Islands', kind: 'outside' },
	{ country: 'ES', postcode: /^51\d{3}$/, name: 'Ceuta', kind: 'outside' },
	{ country: 'ES', postcode: /^52\d{3}$/, name: 'Melilla', kind: 'outside' },
	{ country: 'DE', postcode: /^78266$/, name: 'Büsingen', kind: 'outside' },
	{ country: 'DE', postcode: /^27498$/, name: 'Heligoland', kind: 'outside' },
	{ country: 'IT', postcode: /^(23041|23030)$/, name: 'Livigno', kind: 'outside' },
	{ country: 'IT', postcode: /^(22061|22060)$/, name: "Campione d'Italia", kind: 'disputed' },
	{ country: 'GR', postcode: /^63086$/, name: 'Mount Athos', kind: 'outside' },
	{ country: 'FR', postcode: /^97\d{3}$/, name: 'the French overseas departments', kind: 'outside' },
	{ country: 'FR', postcode: /^98[678]\d{2}$/, name: 'the French overseas territories', kind: 'outside' },
	{ country: 'DK', postcode: /^39\d{2}$/, name: 'Greenland', kind: 'outside' },
];

/** Which VAT area an address lies in. `country` is ISO alpha-2; the postcode may carry spaces and a country prefix. */
export function territoryOf(country: string, postcode?: string): Territory {
	const given = country.trim().toUpperCase();
	if (given === 'XI') return { kind: 'northernIreland' };
	const code = ALIASES[given] ?? given;
	if (code === 'IC') return { kind: 'outside', country: 'ES', part: 'the Canary Islands' };
	if (code === 'EA') return { kind: 'outside', country: 'ES', part: 'Ceuta and Melilla' };
	if (!COUNTRIES.has(code)) return { kind: 'unknown', country: given };
	const zip = (postcode ?? '')
		.toUpperCase()
		.replace(/\s+/g, '')
		.replace(new RegExp(`^${code}-`), '');
	const exception = EXCEPTIONS.find((row) => row.country === code && row.postcode.test(zip));
	if (exception?.kind === 'northernIreland') return { kind: 'northernIreland' };
	if (exception?.kind === 'disputed') return { kind: 'disputed', country: code, part: exception.name };
	if (exception) return { kind: 'outside', country: code, part: exception.name };
	if (code === 'DK') return { kind: 'denmark' };
	// Monaco is treated as a part of France.
	if (code === 'MC') return { kind: 'eu', country: 'FR' };
	if (EU.has(code)) return { kind: 'eu', country: code };
	return { kind: 'outside', country: code };
}

export function isEuCountry(country: string): boolean {
	return EU.has(country);
}

let names: Map<string, string> | undefined;

/** The code of a country that is written out, in English or Danish ("Denmark", "Sverige"). */
export function countryByName(name: string): string | undefined {
	names ??= new Map(
		['en', 'da'].flatMap((language) => {
			const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
			return [...COUNTRIES].map((code): [string, string] => [(display.of(code) ?? code).toLowerCase(), code]);
		}),
	);
	return names.get(name.trim().toLowerCase());
}

/** A country's name for people, in the language of the document ("da-DK", "en-GB"). */
export function countryName(code: string | undefined, language: string): string | undefined {
	if (code === undefined || !COUNTRIES.has(code)) return code;
	return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code);
}
