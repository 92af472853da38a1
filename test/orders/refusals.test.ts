/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	isRefusal,
	planInvoice,
	presets,
	readSettings,
	readShopDocument,
	type OrganizationFacts,
	type Settings,
	type SettingsInput,
	type ShopOrder,
} from '../../orders';
import { facts } from './facts';

type Payload = Record<string, never> & { [key: string]: unknown };

function load(name: string): Payload {
	return JSON.parse(readFileSync(join(__dirname, '../fixtures/shops', `${name}.json`), 'utf8')) as Payload;
}

function plan(
	change: (payload: Payload) => void = () => undefined,
	more: SettingsInput = {},
	organization: OrganizationFacts = facts,
	name = 'shopify-dk-vat-included',
) {
	const settings = readSettings({
		...presets.danish,
		...more,
		accounts: { ...presets.danish.accounts, ...more.accounts },
	});
	if (isRefusal(settings)) return settings;
	const payload = load(name);
	change(payload);
	const order = readShopDocument(payload, { shop: 'auto', shopKey: settings.shopKey });
	return isRefusal(order)
		? order
		: planInvoice(order as ShopOrder, settings as Settings, organization, '2026-11-20');
}

const account = (
	number: number,
	change: Partial<OrganizationFacts['accounts'][number]>,
): OrganizationFacts => ({
	...facts,
	accounts: facts.accounts.map((one) => (one.number === number ? { ...one, ...change } : one)),
});

interface Case {
	what: string;
	run: () => unknown;
	code: string;
	where?: string;
	says: string;
}

const cases: Case[] = [
	{
		what: 'an unknown account',
		run: () => plan(undefined, { accounts: { domestic: 1999 } }),
		code: 'accountUnknown',
		where: 'accounts.domestic',
		says: 'Account 1999',
	},
	{
		what: 'a hidden account',
		run: () => plan(undefined, {}, account(1000, { hidden: true })),
		code: 'accountHidden',
		where: 'accounts.domestic',
		says: 'hidden',
	},
	{
		what: 'an account without VAT code for a taxed line',
		run: () => plan(undefined, { accounts: { domestic: 1050 } }),
		code: 'accountWithoutVat',
		where: 'accounts.domestic',
		says: '1050',
	},
	{
		what: 'a purchase account',
		run: () => plan(undefined, { accounts: { domestic: 2000 } }),
		code: 'accountForPurchases',
		where: 'accounts.domestic',
		says: 'I25',
	},
	{
		what: 'a VAT code that nobody knows',
		run: () => plan(undefined, {}, account(1000, { vatCode: 'UXX' })),
		code: 'vatCodeUnknown',
		where: 'accounts.domestic',
		says: 'UXX',
	},
	{
		what: 'an account with VAT for an export',
		run: () => plan(undefined, { accounts: { export: 1000 } }, facts, 'shopify-norway'),
		code: 'accountWithVat',
		where: 'accounts.export',
		says: 'adds VAT',
	},
	{
		what: 'a deposit account that does not exist',
		run: () => plan(undefined, { depositAccount: 55999 }),
		code: 'depositAccountUnknown',
		where: 'Deposit Account',
		says: '55999',
	},
	{
		what: 'a deposit account of a rule that does not exist',
		run: () => plan(undefined, { paymentRules: [{ method: '*', depositAccount: 1000 }] }),
		code: 'depositAccountUnknown',
		where: 'paymentRules.0.depositAccount',
		says: '1000',
	},
	{
		what: 'no lines',
		run: () => plan((order) => Object.assign(order, { line_items: [], shipping_lines: [] })),
		code: 'noLines',
		says: 'no lines',
	},
	{
		what: 'a total that does not add up',
		run: () => plan((order) => Object.assign(order, { total_price: '700.00' })),
		code: 'linesDifferFromTotal',
		says: 'differ by 22.80 DKK',
	},
	{
		what: 'nobody to invoice',
		run: () =>
			plan((order) =>
				Object.assign(order, {
					email: '',
					customer: null,
					billing_address: { country_code: 'DK' },
					shipping_address: null,
				}),
			),
		code: 'customerMissing',
		says: 'names no customer',
	},
	{
		what: 'a cancelled order',
		run: () => plan((order) => Object.assign(order, { cancelled_at: '2026-03-11T08:00:00+01:00' })),
		code: 'cancelled',
		says: 'cancelled',
	},
	{
		what: 'a test order',
		run: () => plan((order) => Object.assign(order, { test: true })),
		code: 'testOrder',
		says: 'test order',
	},
	{
		what: 'an unknown placeholder',
		run: () => plan(undefined, { texts: { comment: 'Tak {fornavn}' } }),
		code: 'placeholderUnknown',
		where: 'texts.comment',
		says: '{fornavn}',
	},
	{
		what: 'a rounding account with VAT',
		run: () => plan(undefined, { tolerance: 5, accounts: { rounding: 1000 } }),
		code: 'accountWithVat',
		where: 'accounts.rounding',
		says: 'rounding',
	},
	{
		what: 'a discount that exceeds its VAT group',
		run: () =>
			plan(
				(order) =>
					Object.assign(order, {
						fee_lines: [{ id: 3, name: 'Rabat', total: '-240.00', total_tax: '-60.00' }],
						total: '-50.00',
						total_tax: '-10.00',
					}),
				{},
				facts,
				'woo-coupon-and-negative-fee',
			),
		code: 'totalNegative',
		says: 'cannot',
	},
	{
		what: 'an untaxed discount on taxed goods',
		run: () =>
			plan(
				(order) =>
					Object.assign(order, {
						fee_lines: [{ id: 3, name: 'Rabat', total: '-45.00', total_tax: '0.00' }],
						total_tax: '45.00',
					}),
				{},
				facts,
				'woo-coupon-and-negative-fee',
			),
		code: 'taxMissing',
		says: 'no tax',
	},
	{
		what: 'overpaid',
		run: () =>
			plan(
				(order) => ((order.transactions as unknown as Array<{ amount: string }>)[0].amount = '250.00'),
				{},
				facts,
				'shopify-gift-card-used',
			),
		code: 'paidTooMuch',
		says: '498.50',
	},
	{
		what: 'tax paid by a marketplace',
		run: () =>
			plan(
				(order) =>
					((
						order.line_items as unknown as Array<{ tax_lines: Array<{ channel_liable: boolean }> }>
					)[0].tax_lines[0].channel_liable = true),
			),
		code: 'taxPaidByMarketplace',
		says: 'marketplace',
	},
	{
		what: 'no default export account, several fit',
		run: () =>
			plan(
				undefined,
				{ accounts: { export: undefined } },
				{
					...facts,
					accounts: [
						...facts.accounts,
						{ number: 1251, name: 'Eksport', vatCode: 'UVC', hidden: false, isDefaultSales: false },
					],
				},
				'shopify-norway',
			),
		code: 'accountMissing',
		where: 'accounts.export',
		says: '1251 Eksport',
	},
];

describe('refusals', () => {
	it.each(cases.map((one) => [one.what, one] as const))('%s', (_, { run, code, where, says }) => {
		const answer = run();
		expect(answer).toMatchObject({ code });
		if (!isRefusal(answer)) throw new Error('a refusal was expected');
		if (where !== undefined) expect(answer.where).toBe(where);
		expect(`${answer.message} ${answer.advice}`).toContain(says);
		expect(answer.advice.length).toBeGreaterThan(10);
	});
});

describe('defaults from the organization', () => {
	const bare: SettingsInput = { accounts: {}, depositAccount: undefined };
	const planBare = (organization: OrganizationFacts, name?: string) => {
		const settings = readSettings({ action: 'bookAndPay', ...bare }) as Settings;
		const order = readShopDocument(load(name ?? 'shopify-dk-vat-included'), { shop: 'auto' }) as ShopOrder;
		return planInvoice(order, settings, organization, '2026-11-20');
	};

	it('the default sales account, the default deposit account, and the only account of a VAT code', () => {
		expect(planBare(facts)).toMatchObject({
			lines: [{ accountNumber: 1000 }, { accountNumber: 1000 }, { accountNumber: 1000 }],
			payments: [{ depositAccountNumber: 55000 }],
		});
		expect(planBare(facts, 'shopify-norway')).toMatchObject({ lines: [{ accountNumber: 1255 }] });
		expect(planBare(facts, 'shopify-eu-business-reverse-charge')).toMatchObject({
			lines: [{ accountNumber: 1100 }, { accountNumber: 1100 }],
		});
	});

	it('a default sales account without VAT gives way to the lowest one with Danish VAT', () => {
		const vatFree = {
			...facts,
			sales: { ...facts.sales, defaultAccount: 1050 },
			accounts: facts.accounts.map((one) => ({ ...one, isDefaultSales: one.number === 1050 })),
		};
		expect(planBare(vatFree)).toMatchObject({ lines: [{ accountNumber: 1000 }, {}, {}] });
	});

	it('asks for a deposit account where none is the default', () => {
		const none = {
			...facts,
			depositAccounts: facts.depositAccounts.map((one) => ({ ...one, isDefault: false })),
		};
		expect(planBare(none)).toMatchObject({ code: 'depositAccountMissing', where: 'Deposit Account' });
	});
});
