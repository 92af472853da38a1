import { categoryKeys, createAccount, type Account } from '../books/chart.mts';
import { fieldPicker } from '../books/lists.mts';
import { refuseField } from '../books/refusals.mts';
import type { Answer, Call, Operation } from './call.mts';

function entryAccount(account: Account, defaultSalesAccount: number) {
	return {
		AccountNumber: account.number,
		PublicStandardNumber: account.publicStandardNumber,
		Name: account.name,
		VatCode: account.vatCode,
		Category: account.category,
		CategoryName: account.categoryName,
		IsHidden: account.isHidden,
		IsDefaultSalesAccount: account.number === defaultSalesAccount,
	};
}

function depositAccount(account: Account) {
	return {
		AccountNumber: account.number,
		PublicStandardNumber: account.publicStandardNumber,
		Name: account.name,
		IsDefault: account.isDefaultDeposit,
		IsHidden: account.isHidden,
		BankRegistrationNumber: account.bankRegistrationNumber,
		BankAccountNumber: account.bankAccountNumber,
		BankSwiftNumber: account.bankSwiftNumber,
		BankIbanNumber: account.bankIbanNumber,
	};
}

const entryFields = [
	'Name',
	'AccountNumber',
	'VatCode',
	'Category',
	'CategoryName',
	'IsHidden',
	'PublicStandardNumber',
	'IsDefaultSalesAccount',
] as const;
const depositFields = [
	'Name',
	'AccountNumber',
	'IsDefault',
	'IsHidden',
	'PublicStandardNumber',
	'BankRegistrationNumber',
	'BankAccountNumber',
	'BankSwiftNumber',
	'BankIbanNumber',
] as const;

function sorted(call: Call, wanted: (account: Account) => boolean): Account[] {
	return [...call.organization.accounts.values()]
		.filter(wanted)
		.sort((one, other) => one.number - other.number);
}

function listEntryAccounts(call: Call): Answer {
	const pick = fieldPicker<ReturnType<typeof entryAccount>>(
		call.query.fields,
		'AccountNumber,Name,IsHidden',
		entryFields,
	);
	const category = String(call.query.categoryFilter ?? '').trim();
	if (category && !categoryKeys.includes(category)) {
		refuseField('categoryFilter', `Unknown category '${category}'. Known: ${categoryKeys.join(', ')}.`);
	}
	const defaultSales = call.organization.settings.defaultAccountNumber;
	return {
		json: sorted(call, (account) => !category || account.category === category).map((each) =>
			pick(entryAccount(each, defaultSales)),
		),
	};
}

function listPurchaseAccounts(call: Call): Answer {
	const defaults = 'AccountNumber,Name,VatCode,Category,CategoryName,IsHidden';
	const pick = fieldPicker<ReturnType<typeof entryAccount>>(call.query.fields, defaults, entryFields);
	return {
		json: sorted(call, ({ number }) => number >= 2000 && number <= 9399).map((account) =>
			pick(entryAccount(account, call.organization.settings.defaultAccountNumber)),
		),
	};
}

function listDepositAccounts(call: Call): Answer {
	const pick = fieldPicker<ReturnType<typeof depositAccount>>(
		call.query.fields,
		'AccountNumber,Name',
		depositFields,
	);
	return { json: sorted(call, ({ isDeposit }) => isDeposit).map((account) => pick(depositAccount(account))) };
}

function checkNewNumber(call: Call): void {
	const { Number: number } = call.body;
	if (number < 1 || number > 99999) refuseField('Number', 'An account number is from 1 to 99999.');
	if (call.organization.accounts.has(number)) refuseField('Number', `Account ${number} already exists.`);
}

function createEntryAccount(call: Call): Answer {
	const { organization, body } = call;
	checkNewNumber(call);
	if (body.VatCode !== 'none' && !organization.vatTypes.has(body.VatCode))
		refuseField('VatCode', `Unknown VAT code '${body.VatCode}'.`);
	// An account made through the API has no VAT code, whatever code was sent: users set it in Dinero afterwards.
	const account = createAccount(body.Number, body.Name, null, false);
	account.publicStandardNumber = body.PublicStandardNumber ?? null;
	organization.accounts.set(account.number, account);
	call.world.log(organization, 'account created', String(account.number));
	return {};
}

function createDepositAccount(call: Call): Answer {
	const { organization, body } = call;
	checkNewNumber(call);
	if (body.Number < 55000 || body.Number > 55999)
		refuseField('Number', 'A deposit account has a number from 55000 to 55999.');
	const account = createAccount(body.Number, body.Name, null, true);
	Object.assign(account, {
		publicStandardNumber: body.PublicStandardNumber ?? null,
		bankRegistrationNumber: body.RegistrationNumber ?? null,
		bankAccountNumber: body.AccountNumber ?? null,
		bankSwiftNumber: body.SwiftNumber ?? null,
		bankIbanNumber: body.IbanNumber ?? null,
	});
	organization.accounts.set(account.number, account);
	call.world.log(organization, 'account created', String(account.number));
	return {};
}

export const accountOperations: Record<string, Operation> = {
	get_v1_organizationId_accounts_entry: listEntryAccounts,
	post_v1_organizationId_accounts_entry: createEntryAccount,
	get_v1_organizationId_accounts_purchase: listPurchaseAccounts,
	get_v1_organizationId_accounts_deposit: listDepositAccounts,
	post_v1_organizationId_accounts_deposit: createDepositAccount,
};
