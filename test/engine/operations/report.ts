import { type Engine, picked } from '../harness';
import { balancedSale } from './bookLines';
import { booked, sale } from './entry';
import { made } from './rows';
import type { Given, OperationRows, ResourceTable, Seen, WrongRow } from './table';

/** Sales of last year and of this year, a machine, and a sale that waits in the ledger. */
const trade = async (engine: Engine): Promise<Given> => {
	await booked(engine, '2025-11-30', [
		sale('1050', -500),
		{ ...sale('51020', 1000), vatCode: picked('none') },
	]);
	await booked(engine, '2026-02-10', [sale('1000', -1000)]);
	await made(engine, 'ledgerItem', 'create', { voucherDate: '2026-03-01', lines: balancedSale });
	return {};
};
const thisYear = { accountingYear: picked('2026') };
const unknownYear: WrongRow = {
	what: 'a year that is none',
	parameters: { accountingYear: { __rl: true, mode: 'id', value: '1990' } },
	refused: [400],
	names: 'Accounting Year',
	message: /'Accounting Year'.*1990/,
	advice: /Correct/,
};
const neitherYesNorNo: WrongRow = {
	what: 'neither yes nor no',
	parameters: { ...thisYear, options: { showZeroAccount: '={{ "perhaps" }}' } },
	names: 'Include Empty Accounts',
	message: /^'Include Empty Accounts' is 'perhaps', which is neither true nor false$/,
	advice: /true or false/,
};
const names = ({ rows }: Seen) => rows.map(({ AccountName }) => String(AccountName));

/**
 * The rows of a report.
 *
 * @param empty an account without an amount
 * @param entries an account's amount in the ledger's entries included, in kroner; none for the report that has no entries
 */
function reportRows(
	gives: object[],
	options: { empty: number; entries?: { account: number; amount: number } },
): OperationRows {
	const { empty, entries } = options;
	const amount = ({ rows }: Seen, account: number) =>
		rows.find(({ AccountNumber }) => AccountNumber === account)?.Amount;
	return {
		given: trade,
		required: { parameters: thisYear, gives },
		full: [
			{
				what: 'another year',
				parameters: { accountingYear: picked('2025') },
				reads: ({ calls }) => ({
					accountingYear: [calls.at(-1)?.path, expect.stringContaining('/2025/reports/')],
				}),
			},
			{
				parameters: {
					...thisYear,
					options: {
						showZeroAccount: true,
						includeSummaryAccount: false,
						showAccountNo: true,
						showVatType: true,
						...(entries === undefined ? {} : { includeLedgerEntries: true }),
					},
				},
				reads: (seen) => ({
					accountingYear: [seen.calls.at(-1)?.path, expect.stringContaining('/2026/reports/')],
					'options.showZeroAccount': [amount(seen, empty), 0],
					'options.includeSummaryAccount': [names(seen).filter((name) => name.endsWith('i alt')), []],
					'options.showAccountNo': [names(seen).every((name) => /^\d/.test(name)), true],
					'options.showVatType': [names(seen).some((name) => /\([UI]25\)$/.test(name)), true],
					...(entries === undefined
						? {}
						: { 'options.includeLedgerEntries': [amount(seen, entries.account), entries.amount] }),
				}),
			},
		],
		wrong: [unknownYear, neitherYesNorNo],
	};
}

const bank = { AccountNumber: 55000, AccountName: 'Bank' };
const sales = { AccountNumber: 1000, Amount: -1000 };
const total = (AccountName: string) => ({ AccountName: `${AccountName} i alt` });
const machine = [{ AccountNumber: 51020, Amount: 1000 }, total('Materielle anlægsaktiver')];

export const reportTable: ResourceTable = {
	resource: 'report',
	operations: {
		getResult: reportRows([sales, total('Omsætning')], {
			empty: 1100,
			entries: { account: 1050, amount: -100 },
		}),
		getBalance: reportRows(
			[
				...machine,
				{ ...bank, Amount: 750 },
				total('Likvide beholdninger'),
				{ AccountNumber: 60020, Amount: -500 },
				total('Egenkapital'),
				{ AccountNumber: 64000, Amount: -250 },
				total('Skyldig moms'),
			],
			{
				empty: 55040,
				entries: { account: 55000, amount: 850 },
			},
		),
		getOpeningBalance: reportRows(
			[
				...machine,
				{ ...bank, Amount: -500 },
				total('Likvide beholdninger'),
				{ AccountNumber: 60020, Amount: -500 },
				total('Egenkapital'),
			],
			{ empty: 55040 },
		),
		getTrialBalance: reportRows(
			[
				sales,
				total('Omsætning'),
				...machine,
				{ ...bank, Amount: 750 },
				total('Likvide beholdninger'),
				{ AccountNumber: 60020, Amount: -500 },
				total('Egenkapital'),
				{ AccountNumber: 64000, Amount: -250 },
				total('Skyldig moms'),
			],
			{
				empty: 1100,
				entries: { account: 1050, amount: -100 },
			},
		),
	},
};
