import type { AccountingYear } from '../books/ledger.mts';
import { fromMinor } from '../books/money.mts';
import { refuseField } from '../books/refusals.mts';
import { report, type ReportKind } from '../books/reports.mts';
import type { Answer, Call, Operation } from './call.mts';

function yearOf(call: Call): AccountingYear {
	const name = call.path.accountingYear;
	const year = call.organization.accountingYears.find((each) => each.name === name);
	if (!year) refuseField('accountingYear', `There is no accounting year '${name}'.`);
	return year as AccountingYear;
}

/**
 * Accounts without an amount are left out unless showZeroAccount is true. The contract's answer has the number of every
 * account and no VAT code, so showAccountNo and showVatType only show in the name: number before, code after.
 */
function answer(call: Call, kind: ReportKind): Answer {
	const { query, organization } = call;
	const lines = report(organization, yearOf(call), kind, {
		showZeroAccounts: query.showZeroAccount === true,
		includeSummaryAccounts: query.includeSummaryAccount !== false,
		includeLedgerEntries: query.includeLedgerEntries === true,
	});
	return {
		json: lines.map(({ accountNumber, accountName, amount }) => {
			const vatCode = query.showVatType === true ? organization.accounts.get(accountNumber)?.vatCode : null;
			const name = query.showAccountNo === true ? `${accountNumber} ${accountName}` : accountName;
			return {
				AccountName: vatCode ? `${name} (${vatCode})` : name,
				AccountNumber: accountNumber,
				Amount: fromMinor(amount),
			};
		}),
	};
}

export const reportOperations: Record<string, Operation> = {
	get_v1_organizationId_accountingYear_reports_saldo: (call) => answer(call, 'saldo'),
	get_v1_organizationId_accountingYear_reports_result: (call) => answer(call, 'result'),
	get_v1_organizationId_accountingYear_reports_primo: (call) => answer(call, 'primo'),
	get_v1_organizationId_accountingYear_reports_balance: (call) => answer(call, 'balance'),
};
