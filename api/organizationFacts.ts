import { ExpiringCache } from './cache';
import type { DineroClient } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

/** How long settings are remembered: long enough for one run, short enough for a person who just changed one. */
const lifeMs = 5 * 60_000;
const cache = new ExpiringCache(lifeMs);

/** The settings of an organization as Dinero answers them. */
export interface OrganizationSettings {
	entryAccounts: Array<Schemas['EntryAccountReadModel']>;
	depositAccounts: Array<Schemas['DepositAccountReadModel']>;
	vatTypes: Array<Schemas['VatTypeReadModel']>;
	sales: Schemas['SalesVoucherSetttingsModel'];
	accountingYears: Array<Schemas['AccountingYearReadModel']>;
}

/** One request each; all fields that a list of accounts can have are asked for. */
const readers: {
	[Part in keyof OrganizationSettings]: (
		client: DineroClient,
		organizationId: string,
	) => Promise<OrganizationSettings[Part]>;
} = {
	entryAccounts: async (client, organizationId) =>
		await client.call('account.getManyEntry', {
			organizationId,
			query: { fields: 'AccountNumber,Name,VatCode,Category,IsHidden,IsDefaultSalesAccount' },
		}),
	depositAccounts: async (client, organizationId) =>
		await client.call('account.getManyDeposit', {
			organizationId,
			query: { fields: 'AccountNumber,Name,IsDefault,IsHidden' },
		}),
	vatTypes: async (client, organizationId) => await client.call('vatType.getMany', { organizationId }),
	sales: async (client, organizationId) => await client.call('sale.getSettings', { organizationId }),
	accountingYears: async (client, organizationId) =>
		await client.call('accountingYear.getMany', { organizationId }),
};

const keyOf = (client: DineroClient, organizationId: string) => `${client.identity}|${organizationId}|`;

/**
 * One part of an organization's settings, remembered for five minutes in this process: apart for each credential, so that
 * nobody sees what only another may see, and read once when several ask at the same time.
 * @throws DineroError what Dinero answers; nothing is remembered then
 */
export async function organizationPart<Part extends keyof OrganizationSettings>(
	client: DineroClient,
	organizationId: string,
	part: Part,
): Promise<OrganizationSettings[Part]> {
	const key = `${keyOf(client, organizationId)}${part}`;
	return await cache.get(key, client.clock, async () => await readers[part](client, organizationId));
}

/** All settings of an organization: at most five requests, none when they are remembered. */
export async function organizationSettings(
	client: DineroClient,
	organizationId: string,
): Promise<OrganizationSettings> {
	const part = async <Part extends keyof OrganizationSettings>(name: Part) =>
		await organizationPart(client, organizationId, name);
	const [entryAccounts, depositAccounts, vatTypes, sales, accountingYears] = await Promise.all([
		part('entryAccounts'),
		part('depositAccounts'),
		part('vatTypes'),
		part('sales'),
		part('accountingYears'),
	]);
	return { entryAccounts, depositAccounts, vatTypes, sales, accountingYears };
}

/** Forgets the settings of an organization, after something changed them; without one, everything (for tests). */
export function forgetOrganizationSettings(client?: DineroClient, organizationId?: string): void {
	cache.clear(client && organizationId ? keyOf(client, organizationId) : '');
}
