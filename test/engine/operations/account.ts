import { standardAccounts } from '../../../sandbox/dinero/books/chart.mts';
import { type Engine, picked } from '../harness';
import { cutRows, listRow, noLimit } from './rows';
import { booksOf, type FullRow, type Given, type ResourceTable, type Seen, type WrongRow } from './table';

const numbers = standardAccounts().map(({ number }) => number);
const between = (first: number, last: number) => numbers.filter((one) => first <= one && one <= last);
const hidden = async (engine: Engine): Promise<Given> => {
	booksOf(engine).accounts.get(1550)!.isHidden = true;
	return await Promise.resolve({});
};
const made = ({ books }: Seen, number: number) => books.accounts.get(number);

/** What is wrong with a new account, whatever its kind. */
const wrongAccount = (parameters: object): WrongRow[] => [
	{
		what: 'no name',
		parameters: { ...parameters, name: '={{ " " }}' },
		names: 'Name',
		message: /^'Name' is empty$/,
		advice: /for example/,
	},
	{
		what: 'a number that is none',
		parameters: { ...parameters, number: '={{ "bank" }}' },
		names: 'Account Number',
		message: /^'Account Number' is 'bank', which is not a whole number$/,
		advice: /digits only/,
	},
	{
		what: 'a number that is taken',
		parameters: { ...parameters, number: 55000 },
		refused: [400],
		names: 'Account Number',
		message: /: 'Account Number': Account 55000 already exists\.$/,
		advice: /Correct/,
	},
	{
		what: 'a standard number below 0',
		parameters: { ...parameters, additionalFields: { standardNumber: -1 } },
		names: 'Public Standard Number',
		message: /^'Public Standard Number' is -1$/,
		advice: /at least 0/,
	},
];

const kinds: FullRow[] = [
	listRow('kind', 'deposit', 'AccountNumber', between(55000, 55999)),
	{
		...listRow('kind', 'purchase', 'AccountNumber', between(2000, 9399).slice(0, 50)),
		what: 'kind: purchase',
	},
];

export const accountTable: ResourceTable = {
	resource: 'account',
	operations: {
		getAll: {
			required: {
				parameters: {},
				gives: { AccountNumber: 1000, Name: 'Salg af varer/ydelser m/moms', VatCode: 'U25', IsHidden: false },
			},
			full: [
				...kinds,
				...cutRows(numbers.length),
				listRow('filters.category', 'Salary', 'AccountNumber', between(3000, 3999)),
				listRow('filters.includeHidden', true, 'AccountNumber', between(1000, 1999), {
					given: hidden,
					parameters: { filters: { category: 'Turnover' } },
				}),
			],
			wrong: [
				noLimit(),
				{
					what: 'a category of deposit accounts',
					parameters: { kind: 'deposit', filters: { category: 'Turnover' } },
					names: 'Category',
					message: /^'Category' is for entry accounts$/,
					advice: /Entry Accounts/,
				},
				{
					what: 'a category that Dinero lacks',
					parameters: { filters: { category: '={{ "Omsætning" }}' } },
					names: 'Category',
					message: /^'Category' is 'Omsætning', which is not a choice here$/,
					advice: /Turnover/,
				},
			],
		},
		createEntry: {
			required: {
				parameters: { name: 'Sale of used bikes', vatCode: picked('none') },
				gives: { created: true, AccountNumber: 1010, Name: 'Sale of used bikes', VatCode: null },
			},
			full: [
				{
					parameters: {
						number: 1011,
						name: 'Sale of parts',
						vatCode: picked('U25'),
						additionalFields: { standardNumber: 1020 },
					},
					reads: (seen) => ({
						number: [made(seen, 1011)?.number, 1011],
						name: [made(seen, 1011)?.name, 'Sale of parts'],
						// The account does not get it; Dinero asks for it all the same.
						vatCode: [seen.sent('POST /accounts/entry').body.VatCode, 'U25'],
						'additionalFields.standardNumber': [made(seen, 1011)?.publicStandardNumber, 1020],
					}),
				},
			],
			wrong: [
				...wrongAccount({ name: 'Sale of used bikes', vatCode: picked('none') }),
				{
					what: 'a VAT type that Dinero lacks',
					parameters: { name: 'Sale', vatCode: { __rl: true, mode: 'id', value: 'U99' } },
					refused: [400],
					names: 'VAT Type',
					message: /: 'VAT Type': Unknown VAT code 'U99'\.$/,
					advice: /Correct/,
				},
			],
		},
		createDeposit: {
			required: {
				parameters: { name: 'Clearing of the shop' },
				gives: { created: true },
			},
			full: [
				{
					parameters: {
						number: 55990,
						name: 'Clearing of the market',
						additionalFields: {
							bankAccount: '0012345678',
							bankRegistration: '9570',
							iban: 'DK5000400440116243',
							standardNumber: 6480,
							swift: 'NDEADKKK',
						},
					},
					reads: (seen) => {
						const account = made(seen, 55990);
						return {
							number: [account?.number, 55990],
							name: [account?.name, 'Clearing of the market'],
							'additionalFields.bankAccount': [account?.bankAccountNumber, '0012345678'],
							'additionalFields.bankRegistration': [account?.bankRegistrationNumber, '9570'],
							'additionalFields.iban': [account?.bankIbanNumber, 'DK5000400440116243'],
							'additionalFields.standardNumber': [account?.publicStandardNumber, 6480],
							'additionalFields.swift': [account?.bankSwiftNumber, 'NDEADKKK'],
						};
					},
				},
			],
			wrong: wrongAccount({ name: 'Clearing' }),
		},
	},
};
