import { accountCases } from '../../nodes/Dinero/resources/shopOrder/rules';
import { givenBookedInvoice, givenContact, givenInvoice } from './given';
import { Engine, organizationId, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const here = { organizationId: picked(organizationId), resource: 'invoice', operation: 'create' };
const names = async (method: string, filter?: string, parameters: object = here) => {
	const { results } = await engine.search(method, parameters as never, filter);
	return results.map((row) => row.name);
};

test('organizations are listed with their number, and those without Pro say so', async () => {
	expect(await names('searchOrganizations')).toEqual([
		'Nordlys Cykler ApS (352100)',
		'Havblik Keramik (352200)',
		'Fjordens Kajakklub (352300) - no Pro subscription',
	]);
	expect(await names('searchOrganizations', 'keramik')).toEqual(['Havblik Keramik (352200)']);
});

test('sales accounts show number, name and VAT code, without hidden ones', async () => {
	expect(await names('searchSalesAccounts')).toContain('1000 Salg af varer/ydelser m/moms (U25)');
	const account = engine.dinero.world.organizations.get(organizationId)?.accounts.get(1000);
	if (account) account.isHidden = true;
	expect(await names('searchSalesAccounts', '1000')).not.toContain('1000 Salg af varer/ydelser m/moms (U25)');
	expect(await names('searchAccounts', '7420')).toEqual(['7420 Indløsere']);
});

test('deposit accounts come with the default one first', async () => {
	const found = await names('searchDepositAccounts');
	expect(found[0]).toMatch(/^55000 /);
	expect(found.length).toBeGreaterThan(1);
});

test('lists follow the chosen organization', async () => {
	await givenContact(engine, 'Havnens Is ApS');
	expect(await names('searchContacts')).toEqual([expect.stringMatching(/^Havnens Is ApS - /)]);
	expect(await names('searchContacts', undefined, { ...here, organizationId: picked('352200') })).toEqual([]);
});

test('contacts are found by part of their name, with a quote in it too, and deleted ones are left out', async () => {
	await givenContact(engine, "O'Hara", { email: 'o@example.com' });
	await givenContact(engine, 'Nordlys');
	expect(await names('searchContacts', "o'h")).toEqual(["O'Hara - o@example.com"]);
	for (const contact of engine.dinero.world.organizations.get(organizationId)?.contacts.values() ?? []) {
		contact.deletedAt = '2026-01-01T00:00:00';
	}
	expect(await names('searchContacts')).toEqual([]);
});

test('contacts are paged', async () => {
	const contacts = Array.from({ length: 101 }, (_, index) => `Contact ${index}`);
	for (const name of contacts) await givenContact(engine, name);
	const first = await engine.search('searchContacts', here);
	expect(first.results).toHaveLength(100);
	const second = await engine.search('searchContacts', here, undefined, String(first.paginationToken));
	expect(second.results).toHaveLength(1);
	expect(second.paginationToken).toBeUndefined();
}, 60_000);

test('invoices show number, contact, date and total, and each list only what fits', async () => {
	await givenInvoice(engine);
	await givenBookedInvoice(engine);
	expect(await names('searchInvoiceDrafts')).toEqual([
		expect.stringMatching(/^Draft - Havnens Is ApS - .* - 875\.00 DKK$/),
	]);
	expect(await names('searchBookedInvoices')).toEqual([
		expect.stringMatching(/^1 - Havnens Is ApS - .* - 875\.00 DKK - Booked$/),
	]);
	expect(await names('searchUnpaidInvoices')).toHaveLength(1);
	expect(await names('searchInvoices')).toHaveLength(2);
	expect(await names('searchInvoices', '875')).toHaveLength(2);
});

test('templates, countries and products are listed', async () => {
	expect(await names('searchTemplates')).toEqual(['Standard (default)', 'Engelsk']);
	expect(await names('searchCountries', 'DK')).toContain('Denmark (DK)');
	expect(await names('searchProducts')).toEqual([]);
});

test('a list says what is wrong instead of staying empty', async () => {
	await expect(
		engine.search('searchContacts', { ...here, organizationId: picked('352300') }),
	).rejects.toThrow(/Pro/);
	await expect(engine.search('searchContacts', { resource: 'contact', operation: 'get' })).rejects.toThrow(
		/organization/i,
	);
});

describe('the account for a VAT case', () => {
	const list = async (options: object, place: string, filter?: string) => {
		const parameters = { ...here, resource: 'shopOrder', operation: 'createInvoice', options };
		const path = `parameters.options.${place}.accountNumber`;
		const { results } = await engine.search(
			'searchPurposeAccounts',
			parameters as never,
			filter,
			undefined,
			path,
		);
		return results.map(({ name }) => name);
	};
	const listed = async (row: object, filter?: string) =>
		await list({ accounts: { account: [{ case: 'domestic' }, row] } }, 'accounts.account[1]', filter);
	const withoutCode = /(?<! \([A-Z]+\d*\))$/;
	const codes: Array<[string, RegExp]> = [
		['domestic', / \(U25\)$/],
		['domesticShipping', / \(U25\)$/],
		['euPrivate', / \(U25\)$/],
		['euBusinessGoods', / \(UEUV\)$/],
		['euBusinessServices', / \(UEUY\)$/],
		['oss', / \(UEUV2\)$/],
		['export', / \(UV[VC]\)$/],
		['exportServices', / \(UV[YC]\)$/],
		['exempt', withoutCode],
		['shipping', withoutCode],
		['giftCard', withoutCode],
		['rounding', withoutCode],
		['foreignTax', withoutCode],
	];

	test.each(codes)('%s lists those with its VAT code alone', async (name, ending) => {
		const names = await listed({ case: name });
		expect(names.length).toBeGreaterThan(0);
		for (const one of names) expect(one).toMatch(ending);
	});

	test('other purposes and account rules list all but accounts for purchases', async () => {
		const lists = [
			await listed({ case: 'fee' }),
			await listed({ case: 'tip' }),
			await listed({ case: 'duty' }),
			await list({ accountRules: { rule: [{ sku: 'USED-*' }] } }, 'accountRules.rule[0]'),
		];
		for (const names of lists) {
			expect(names).toContain('1000 Salg af varer/ydelser m/moms (U25)');
			expect(names).toContain('1255 Salg af varer til udlandet (rubrik C) (UVV)');
			expect(names).toContain('63080 Gavekort');
			expect(names.join()).not.toMatch(/\((I\w+|H?REP|OBPK)\)/);
		}
	});

	test('a chart without the code offers every account that sales can have, and so does a search beyond it', async () => {
		expect(await listed({ case: 'export' }, '1000')).toEqual(['1000 Salg af varer/ydelser m/moms (U25)']);
		const accounts = engine.dinero.world.organizations.get(organizationId)?.accounts;
		for (const account of accounts?.values() ?? []) {
			if (/^UV/.test(account.vatCode ?? '')) account.vatCode = 'U25';
		}
		expect(await listed({ case: 'export' })).toContain('1050 Salg af varer/ydelser u/moms');
	});

	test('every case of the form is known here or takes any account', () => {
		const free = ['duty', 'fee', 'tip'];
		const cases = accountCases.map(({ value }) => value as string);
		expect([...codes.map(([name]) => name), ...free].sort()).toEqual([...cases].sort());
	});
});
