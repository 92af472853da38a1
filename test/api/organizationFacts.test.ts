import {
	forgetOrganizationSettings,
	organizationPart,
	organizationSettings,
} from '../../api/organizationFacts';
import { clientWith, json } from './support';

const answers: Record<string, unknown> = {
	'/accounts/entry': [
		{ accountNumber: 1000, name: 'Salg', vatCode: 'U25', isHidden: false, isDefaultSalesAccount: true },
	],
	'/accounts/deposit': [{ AccountNumber: 55000, Name: 'Bank', IsDefault: true, IsHidden: false }],
	'/vatTypes': [{ VatCode: 'U25', Name: 'Dansk salgsmoms', VatRate: 0.25 }],
	'/sales/settings': { DefaultAccountNumber: 1000, LinesInclVat: false },
	'/accountingyears': [{ Name: '2026', FromDate: '2026-01-01', ToDate: '2026-12-31' }],
};

const answered = (path: string) => json(answers[path.replace(/^\/v1\/\d+/, '')]);

describe('settings of an organization', () => {
	afterEach(() => forgetOrganizationSettings());

	it('take five requests, also when many ask at once, and none for a few minutes after', async () => {
		const { client, clock, sent } = clientWith(({ path }) => answered(path));
		const all = await Promise.all([1, 2, 3].map(async () => await organizationSettings(client, '7')));
		expect(sent.map(({ path }) => path).sort()).toEqual(
			Object.keys(answers)
				.map((path) => `/v1/7${path}`)
				.sort(),
		);
		expect(all[0].entryAccounts[0]).toEqual({
			AccountNumber: 1000,
			Name: 'Salg',
			VatCode: 'U25',
			IsHidden: false,
			IsDefaultSalesAccount: true,
		});
		expect(all[2].sales.DefaultAccountNumber).toBe(1000);
		await clock.advance(4 * 60_000);
		await organizationSettings(client, '7');
		expect(sent).toHaveLength(5);
		await clock.advance(61_000);
		await organizationSettings(client, '7');
		expect(sent).toHaveLength(10);
	});

	it('are read part by part where only a part is wanted', async () => {
		const { client, sent } = clientWith(({ path }) => answered(path));
		await organizationPart(client, '7', 'depositAccounts');
		await organizationSettings(client, '7');
		expect(sent).toHaveLength(5);
	});

	it('are apart for each organization and each credential', async () => {
		const first = clientWith(({ path }) => answered(path), { identity: 'a' });
		const second = clientWith(({ path }) => answered(path), { identity: 'b' });
		await organizationPart(first.client, '7', 'vatTypes');
		await organizationPart(first.client, '8', 'vatTypes');
		await organizationPart(second.client, '7', 'vatTypes');
		expect([first.sent.length, second.sent.length]).toEqual([2, 1]);
	});

	it('that could not be read are asked for again', async () => {
		const { client, sent } = clientWith(({ path }, index) => (index === 0 ? json('', 403) : answered(path)));
		const both = [organizationPart(client, '7', 'vatTypes'), organizationPart(client, '7', 'vatTypes')];
		for (const one of await Promise.allSettled(both)) expect(one.status).toBe('rejected');
		await expect(organizationPart(client, '7', 'vatTypes')).resolves.toHaveLength(1);
		expect(sent).toHaveLength(2);
	});

	it('can be forgotten after a change', async () => {
		const { client, sent } = clientWith(({ path }) => answered(path));
		await organizationPart(client, '7', 'depositAccounts');
		await organizationPart(client, '8', 'depositAccounts');
		forgetOrganizationSettings(client, '7');
		await organizationPart(client, '7', 'depositAccounts');
		await organizationPart(client, '8', 'depositAccounts');
		expect(sent).toHaveLength(3);
	});
});
