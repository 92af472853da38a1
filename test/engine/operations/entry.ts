import { type Engine, picked } from '../harness';
import { cutRows, listRow, made, noLimit, rawRow } from './rows';
import { type Given, type ResourceTable, type WrongRow } from './table';

/** A manual voucher that is booked; amounts include VAT where the account has it. */
export const booked = async (engine: Engine, voucherDate: string, lines: object[]) =>
	await made(engine, 'manualVoucher', 'create', { voucherDate, lines: { line: lines }, book: true });
export const sale = (accountNumber: string, amount: number, balancingAccountNumber = '55000') => ({
	description: 'Sales of the day',
	amount,
	accountNumber: picked(accountNumber),
	balancingAccountNumber: picked(balancingAccountNumber),
});

/** Vouchers of the last day of a year, of February with VAT, and of March. */
const vouchers = async (engine: Engine): Promise<Given> => {
	await booked(engine, '2025-12-31', [sale('1050', -500)]);
	await booked(engine, '2026-02-10', [sale('1000', -1000)]);
	await booked(engine, '2026-03-15', [sale('1050', -200, '55040')]);
	return {};
};
/** A voucher with 60 entries. */
const many = async (engine: Engine): Promise<Given> => {
	await booked(
		engine,
		'2026-02-10',
		Array.from({ length: 30 }, (_, index) => sale('1050', -100 - index)),
	);
	return {};
};
const february = { fromDate: '2026-02-01', toDate: '2026-02-28' };
const year = { fromDate: '2026-01-01', toDate: '2026-12-31' };

const day = 86_400_000;
const now = Date.now();
const ago = (days: number) => `${new Date(now - days * day).toISOString().slice(0, 19)}Z`;
/** One voucher that was written ten days ago, and two of two days ago, of which one belongs to an earlier year. */
const written = async (engine: Engine): Promise<Given> => {
	const { clock } = engine.dinero.world;
	const back = async (days: number, work: () => Promise<unknown>) => {
		clock.move(-days * day);
		await work();
		clock.move(days * day);
	};
	await back(10, async () => await booked(engine, '2026-02-10', [sale('1300', -100)]));
	await back(2, async () => {
		await booked(engine, '2026-03-15', [sale('1050', -200, '55040')]);
		await booked(engine, '2025-12-31', [sale('1400', -500)]);
	});
	return {};
};
const recently = { since: ago(5) };

const wrongAccounts = (parameters: object): WrongRow => ({
	what: 'an account by its name',
	parameters: { ...parameters, options: { accounts: '1000, bank' } },
	names: 'Account Numbers',
	message: /^'Account Numbers' has 'bank'$/,
	advice: /commas between/,
});
const wrongOutput = (parameters: object): WrongRow => ({
	what: 'an output that is none',
	parameters: { ...parameters, output: '={{ "sums" }}' },
	names: 'Output',
	message: /^'Output' is 'sums', which is not a choice here$/,
	advice: /entries, totals/,
});

export const entryTable: ResourceTable = {
	resource: 'entry',
	operations: {
		getAll: {
			given: vouchers,
			required: {
				parameters: february,
				gives: [
					{ Date: '2026-02-10', AccountNumber: 1000, Amount: -1000, VatCode: 'U25', Type: 'Normal' },
					{ AccountNumber: 55000, Amount: 1250 },
					{ AccountNumber: 64000, Amount: -250 },
				],
			},
			full: [
				{
					what: 'a period over two years',
					parameters: { fromDate: '2025-12-01', toDate: '2026-03-31' },
					reads: ({ rows }) => ({
						fromDate: [rows[0]?.Date, '2025-12-31'],
						toDate: [rows.at(-1)?.Date, '2026-03-15'],
					}),
				},
				listRow('output', 'totals', 'Amount', [-1000, -200, 1250, 200, -250], { parameters: year }),
				...cutRows(60, { given: many, parameters: february }),
				rawRow('VoucherGuid', { parameters: february }),
				listRow('options.accounts', '55040, 1000', 'AccountNumber', [1000, 55040], { parameters: year }),
				listRow(
					'options.includeOpening',
					true,
					'Type',
					['Primo', 'Primo', 'Normal', 'Normal', 'Normal', 'Normal', 'Normal'],
					{ parameters: year },
				),
			],
			wrong: [
				noLimit(february),
				wrongAccounts(february),
				wrongOutput(february),
				{
					what: 'a period that ends before it begins',
					parameters: { fromDate: '2026-03-01', toDate: '2026-02-01' },
					names: 'From Date',
					message: /^'From Date' is 2026-03-01, after 'To Date' 2026-02-01$/,
					advice: /Swap/,
				},
				{
					what: 'a day before the first accounting year',
					parameters: { fromDate: '1990-01-01', toDate: '2026-02-01' },
					names: 'From Date',
					message: /^'From Date' is 1990-01-01, which is in no accounting year$/,
					advice: /2026 \(2026-01-01 to 2026-12-31\)/,
				},
				{
					what: 'no date',
					parameters: { fromDate: '={{ $json.nothing }}', toDate: '2026-02-01' },
					names: 'From Date',
					message: /^'From Date' is empty$/,
					advice: /Fill in/,
				},
			],
		},
		getChanges: {
			given: written,
			required: {
				parameters: recently,
				gives: [
					{ Date: '2025-12-31', AccountNumber: 1400, Amount: -500 },
					{ AccountNumber: 55000 },
					{ Date: '2026-03-15', AccountNumber: 1050, Amount: -200 },
					{ AccountNumber: 55040 },
				],
			},
			full: [
				{
					what: 'a time that is over',
					parameters: { since: ago(12), additionalFields: { until: ago(5) } },
					reads: (seen) => {
						const { query } = seen.sent('GET /entries/changes');
						const accounts = seen.rows.map(({ AccountNumber }) => AccountNumber);
						return {
							since: [
								[query.changesFrom, accounts],
								[ago(12), [1300, 55000]],
							],
							'additionalFields.until': [query.changesTo, ago(5)],
						};
					},
				},
				listRow('output', 'totals', 'Amount', [-200, -500, 500, 200], { parameters: recently }),
				...cutRows(60, { given: many, parameters: recently }),
				rawRow('VoucherGuid', { parameters: recently }),
				listRow('options.accounts', '55040', 'AccountNumber', [55040], { parameters: recently }),
				listRow(
					'options.includeOpening',
					true,
					'Type',
					['Normal', 'Normal', 'Primo', 'Primo', 'Normal', 'Normal'],
					{ parameters: recently },
				),
			],
			wrong: [
				noLimit(recently),
				wrongAccounts(recently),
				wrongOutput(recently),
				{
					what: 'a time that ends before it begins',
					parameters: { since: '2026-03-01', additionalFields: { until: '2026-02-01' } },
					names: 'Added Since',
					message: /^'Added Since' is 2026-02-28T23:00:00Z, later than 'Added Until' 2026-01-31T23:00:00Z$/,
					advice: /Swap/,
				},
				{
					what: 'a time that is still to come',
					parameters: { since: '2999-01-01T00:00:00Z' },
					names: 'Added Since',
					message: /^'Added Since' is 2999-01-01T00:00:00Z, which is still to come$/,
					advice: /that is over/,
				},
				{
					what: 'a time that is none',
					parameters: { since: '={{ "yesterday" }}' },
					names: 'Added Since',
					message: /^'Added Since' is 'yesterday', which is not a time$/,
					advice: /2026-11-30T14:00:00/,
				},
				{
					what: 'no time',
					parameters: { since: '={{ $json.nothing }}' },
					names: 'Added Since',
					message: /^'Added Since' is empty$/,
					advice: /from when/,
				},
			],
		},
	},
};
