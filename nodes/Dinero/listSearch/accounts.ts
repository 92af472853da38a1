import type { INodeListSearchItems } from 'n8n-workflow';

import { matching, searchOf } from './search';

interface Account {
	AccountNumber: number;
	Name?: string | null;
	VatCode?: string | null;
	IsHidden?: boolean;
}

/** "1000 Salg af varer m/moms (U25)", without the accounts that the user hid in Dinero. */
function accountRows(accounts: readonly Account[]): INodeListSearchItems[] {
	return accounts
		.filter((account) => !account.IsHidden)
		.map(({ AccountNumber, Name, VatCode }) => ({
			name: `${AccountNumber} ${Name ?? ''}${VatCode && VatCode !== 'none' ? ` (${VatCode})` : ''}`.trim(),
			value: String(AccountNumber),
		}));
}

const entryFields = 'AccountNumber,Name,VatCode,IsHidden';

export const searchAccounts = searchOf(async ({ dinero, organizationId, text }) => {
	const query = { fields: entryFields };
	const accounts = await dinero.getMany('account.getManyEntry', { organizationId, query });
	return { rows: matching(accountRows(accounts), text) };
});

/** Sales accounts first: those of the category that sales stand in; every account where none fits. */
export const searchSalesAccounts = searchOf(async ({ dinero, organizationId, text }) => {
	const query = { fields: entryFields, categoryFilter: 'Turnover' };
	const sales = await dinero.getMany('account.getManyEntry', { organizationId, query });
	const rows = matching(accountRows(sales), text);
	if (rows.length > 0) return { rows };
	const all = await dinero.getMany('account.getManyEntry', {
		organizationId,
		query: { fields: entryFields },
	});
	return { rows: matching(accountRows(all), text) };
});

export const searchPurchaseAccounts = searchOf(async ({ dinero, organizationId, text }) => {
	const query = { fields: entryFields };
	const accounts = await dinero.getMany('account.getManyPurchase', { organizationId, query });
	return { rows: matching(accountRows(accounts), text) };
});

export const searchDepositAccounts = searchOf(async ({ dinero, organizationId, text }) => {
	const query = { fields: 'AccountNumber,Name,IsDefault,IsHidden' };
	const accounts = await dinero.getMany('account.getManyDeposit', { organizationId, query });
	const ordered = [...accounts].sort(
		(one, other) => Number(other.IsDefault ?? 0) - Number(one.IsDefault ?? 0),
	);
	return { rows: matching(accountRows(ordered), text) };
});
