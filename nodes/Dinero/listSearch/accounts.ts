import type { INodeListSearchItems } from 'n8n-workflow';

import { fitsPurpose, type AccountName } from '../../../orders';
import { matching, searchOf, type Search } from './search';

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

/** The chart of accounts, or one category of it. */
async function chart({ dinero, organizationId }: Search, categoryFilter?: string): Promise<Account[]> {
	const query = { fields: entryFields, categoryFilter };
	return await dinero.getMany('account.getManyEntry', { organizationId, query });
}

export const searchAccounts = searchOf(async (search) => ({
	rows: matching(accountRows(await chart(search)), search.text),
}));

/** Sales accounts first: those of the category that sales stand in; every account where none fits. */
export const searchSalesAccounts = searchOf(async (search) => {
	const rows = matching(accountRows(await chart(search, 'Turnover')), search.text);
	if (rows.length > 0) return { rows };
	return { rows: matching(accountRows(await chart(search)), search.text) };
});

/**
 * The accounts for what the row's field 'For' names: those whose VAT code fits it, the accounts of sales first. Where the
 * chart has none with that code, every account that is not for purchases, as for lines of any kind.
 */
export const searchPurposeAccounts = searchOf(async (search) => {
	const purpose = search.beside('case') as AccountName | undefined;
	const all = await chart(search);
	const fitting = (wanted?: AccountName) =>
		matching(accountRows(all.filter((account) => fitsPurpose(account.VatCode, wanted))), search.text);
	const rows = fitting(purpose);
	return { rows: rows.length > 0 ? rows : fitting() };
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
