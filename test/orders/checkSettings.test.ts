import {
	checkSettings,
	presets,
	readSettings,
	type OrganizationFacts,
	type Settings,
	type SettingsInput,
} from '../../orders';
import { facts } from './facts';

function findings(
	input: SettingsInput,
	organization: OrganizationFacts = facts,
	today = '2026-11-20',
): string[] {
	return checkSettings(readSettings(input) as Settings, organization, today)
		.filter((finding) => finding.severity !== 'ok')
		.map((finding) => `${finding.severity} ${finding.code} ${finding.where}`);
}

describe('a check of the settings', () => {
	it('finds nothing wrong with the presets', () => {
		expect(findings(presets.danish)).toEqual([]);
		expect(findings(presets.plain)).toEqual([]);
	});

	it('tells what was checked and is fine', () => {
		const all = checkSettings(readSettings(presets.danish) as Settings, facts, '2026-11-20');
		expect(all.filter((finding) => finding.severity === 'ok')).toHaveLength(
			Object.keys(presets.danish.accounts!).length,
		);
	});

	const pay = { action: 'bookAndPay' as const, depositAccount: 55120 };
	it.each<[string, SettingsInput, string[]]>([
		['an unknown account', { accounts: { domestic: 1999 } }, ['error accountUnknown accounts.domestic']],
		['an export account with VAT', { accounts: { export: 1000 } }, ['error accountWithVat accounts.export']],
		[
			'an export account without VAT code',
			{ accounts: { export: 1050 } },
			['warning vatCodeUnusual accounts.export'],
		],
		[
			'a gift card account with VAT',
			{ accounts: { giftCard: 1000 } },
			['error accountWithVat accounts.giftCard'],
		],
		[
			'a domestic account without VAT',
			{ accounts: { domestic: 1050 } },
			['warning vatCodeUnusual accounts.domestic'],
		],
		[
			'OSS without an account for the foreign VAT',
			{ vat: { oss: true } },
			['error accountMissing accounts.foreignTax'],
		],
		[
			'the shop decides, without accounts',
			{ vat: { decide: 'shop' } },
			['error accountMissing accounts.exempt', 'error accountMissing accounts.foreignTax'],
		],
		['a tolerance without rounding account', { tolerance: 5 }, ['error accountMissing accounts.rounding']],
		[
			'an unknown deposit account',
			{ ...pay, depositAccount: 1000 },
			['error depositAccountUnknown Deposit Account'],
		],
		['no deposit account', { action: 'bookAndPay' }, ['warning depositAccountByDefault depositAccount']],
		[
			'an unknown deposit account of a rule',
			{ ...pay, paymentRules: [{ method: 'x', depositAccount: 1 }] },
			['error depositAccountUnknown paymentRules.0.depositAccount'],
		],
		[
			'a rule that is never reached',
			{ ...pay, paymentRules: [{ method: '*' }, { method: 'bacs' }] },
			['warning ruleNeverReached paymentRules.1'],
		],
		[
			'payment rules without payments',
			{ paymentRules: [{ method: '*' }] },
			['warning paymentRulesUnused paymentRules'],
		],
		[
			'an account rule to nowhere',
			{ accountRules: [{ when: { sku: 'A' }, account: 1999 }] },
			['error accountUnknown accountRules.0.account'],
		],
		[
			'an account rule without effect',
			{ accountRules: [{ when: { sku: 'A' } }] },
			['warning ruleWithoutEffect accountRules.0'],
		],
		[
			'an unknown placeholder',
			{ texts: { creditNoteComment: '{orderNumber}' } },
			['error placeholderUnknown texts.creditNoteComment'],
		],
		['mail of drafts', { sendByEmail: true }, ['warning draftNotSent sendByEmail']],
		['the number lock', { numberFromOrder: true }, ['warning numbersShared numberFromOrder']],
		['lines without VAT', { linesInclVat: false }, ['warning linesWithoutVat linesInclVat']],
	])('%s', (_, input, expected) => {
		expect(findings(input)).toEqual(expected);
	});

	it('an organization without export account, and a year that the books do not have', () => {
		const none = { ...facts, accounts: facts.accounts.filter((one) => one.vatCode !== 'UVV') };
		expect(findings({}, none)).toEqual(['warning accountMissing accounts.export']);
		expect(findings({}, facts, '2031-01-01')).toEqual(['warning noAccountingYear accountingYears']);
	});
});
