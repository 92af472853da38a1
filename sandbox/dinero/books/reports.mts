import { FIRST_BALANCE_ACCOUNT, RETAINED_RESULT } from './chart.mts';
import type { AccountingYear } from './ledger.mts';
import { manualPostings } from './manualPostings.mts';
import type { Organization } from './organization.mts';
import { DineroRefusal } from '../operations/call.mts';

/** One line of a report. Amount in øre, debit positive. */
export interface ReportLine {
	accountNumber: number;
	accountName: string;
	amount: number;
}

export interface ReportOptions {
	showZeroAccounts: boolean;
	includeSummaryAccounts: boolean;
	/** Counts what is in the daybook and not booked yet. */
	includeLedgerEntries: boolean;
}

export type ReportKind = 'saldo' | 'result' | 'primo' | 'balance';

/**
 * A report of a whole accounting year. Result accounts show the year's movements, balance accounts what they opened
 * with and the movements. Saldo is both; primo is what the year opened with.
 */
export function report(
	organization: Organization,
	year: AccountingYear,
	kind: ReportKind,
	options: ReportOptions,
): ReportLine[] {
	const amounts = organization.ledger.opening(year, RETAINED_RESULT);
	if (kind !== 'primo') {
		add(amounts, organization.ledger.movements(year));
		if (options.includeLedgerEntries) add(amounts, unbookedMovements(organization, year));
	}
	const shown = [...organization.accounts.values()]
		.filter(({ number }) => kind === 'saldo' || number < FIRST_BALANCE_ACCOUNT === (kind === 'result'))
		.sort((one, other) => one.number - other.number)
		.map((account) => ({ account, amount: amounts.get(account.number) ?? 0 }))
		.filter(({ amount }) => options.showZeroAccounts || amount !== 0);
	const lines: ReportLine[] = [];
	shown.forEach(({ account, amount }, index) => {
		lines.push({ accountNumber: account.number, accountName: account.name, amount });
		const next = shown[index + 1];
		if (!options.includeSummaryAccounts || next?.account.categoryName === account.categoryName) return;
		const ofCategory = shown.filter((each) => each.account.categoryName === account.categoryName);
		lines.push({
			// A summary stands right after its last account; no account of its own carries it.
			accountNumber: account.number,
			accountName: `${account.categoryName} i alt`,
			amount: ofCategory.reduce((sum, each) => sum + each.amount, 0),
		});
	});
	return lines;
}

/** What the year's unbooked daybook items would move. Items that could not be booked, and payments, are left out. */
function unbookedMovements(organization: Organization, year: AccountingYear): Map<number, number> {
	const movements = new Map<number, number>();
	for (const item of organization.ledgerItems.values()) {
		if (item.status === 'Booked' || item.deletedAt || item.date < year.from || item.date > year.to) continue;
		const lines = item.lines.filter((line) => !line.isPaymentForVoucherId);
		if (lines.length === 0) continue;
		try {
			for (const { accountNumber, amount } of manualPostings(organization, lines)) {
				movements.set(accountNumber, (movements.get(accountNumber) ?? 0) + amount);
			}
		} catch (error) {
			if (!(error instanceof DineroRefusal)) throw error;
		}
	}
	return movements;
}

function add(to: Map<number, number>, from: Map<number, number>): void {
	for (const [account, amount] of from) to.set(account, (to.get(account) ?? 0) + amount);
}
