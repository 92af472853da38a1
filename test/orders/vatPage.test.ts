import { expectWritten } from '../docs/written';
import { rows, type Row } from './vatRows';

/** What each answer of the table means on the invoice. */
const meanings: Record<string, string> = {
	'domestic danish': 'Danish VAT',
	'exempt none': 'no VAT (exempt)',
	'euBusinessGoods none': 'no VAT, reverse charge, goods',
	'euBusinessServices none': 'no VAT, reverse charge, services',
	'euPrivate danish': 'Danish VAT',
	'oss foreign': 'VAT of the destination, on a line of its own',
	'export none': 'no VAT, export',
	'exportServices none': 'no VAT, service abroad',
	'exportWithForeignTax foreign': 'no Danish VAT; the VAT of that country on a line of its own',
	'shopDecides any': 'what the shop charged',
};

const settingNames: Record<string, string> = {
	untaxedDomestic: 'untaxed Danish sales allowed',
	defaultCountry: 'default country DK',
	oss: 'OSS registered',
	norwayRegistered: 'registered in Norway',
	ukRegistered: 'registered in the UK',
	requireVies: 'VIES required',
	decide: 'the shop decides',
};

function line({ case: name, source, country, postcode, supply, taxCharged, vat, expected }: Row): string {
	const place = [country ?? 'none', postcode].filter(Boolean).join(' ');
	const given = [
		supply,
		taxCharged === undefined ? undefined : taxCharged ? 'tax charged' : 'no tax charged',
	];
	const set = Object.keys(vat ?? {}).map((key) => settingNames[key]);
	const meaning = meanings[expected] ?? `refused (${expected})`;
	return `| ${name} | ${place} | ${[...given, ...set].filter(Boolean).join(', ')} | ${meaning} | ${source} |`;
}

test('docs/vat.md lists every case of the table; npm run docs:pages writes it anew', () => {
	for (const { vat } of rows) {
		for (const key of Object.keys(vat ?? {})) expect(Object.keys(settingNames)).toContain(key);
	}
	const head = ['| case | delivered to | given | result | source |', '|---|---|---|---|---|'];
	expectWritten('vat.md', 'rows', [...head, ...rows.map(line)]);
});
