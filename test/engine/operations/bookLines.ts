import type { ManualLine } from '../../../sandbox/dinero/books/documents.mts';
import { operation } from '../given';
import { type Engine, picked } from '../harness';
import type { Pair, ParametersOf, WrongRow, Given } from './table';

/** Lines of manual voucher and ledger item, and files: what the tables of the books have in common. */

/** The least that a voucher has: one line on one account. */
export const oneSale = {
	line: [{ description: 'Sales of the day', amount: -100, accountNumber: picked('1050') }],
};
/** The same with a balancing account, so that it can be booked. */
export const balancedSale = {
	line: [{ ...oneSale.line[0], balancingAccountNumber: picked('55000') }],
};

/** A line with everything, and the same as it is kept. */
export const fullLine = {
	description: 'Sales of the market',
	amount: '-1250.50',
	accountNumber: picked('1000'),
	vatCode: picked('none'),
	balancingAccountNumber: picked('55040'),
	balancingVatCode: picked('U25'),
};
const kept: ManualLine = {
	description: 'Sales of the market',
	amount: -125050,
	accountNumber: 1000,
	accountVatCode: 'none',
	balancingAccountNumber: 55040,
	balancingAccountVatCode: 'U25',
};

/** The pairs of that line's fields. */
export const readFullLine = (line: ManualLine | undefined): Record<string, Pair> => ({
	'lines.line.description': [line?.description, kept.description],
	'lines.line.amount': [line?.amount, kept.amount],
	'lines.line.accountNumber': [line?.accountNumber, kept.accountNumber],
	'lines.line.vatCode': [line?.accountVatCode, kept.accountVatCode],
	'lines.line.balancingAccountNumber': [line?.balancingAccountNumber, kept.balancingAccountNumber],
	'lines.line.balancingVatCode': [line?.balancingAccountVatCode, kept.balancingAccountVatCode],
});

/** The same line twice as JSON: by our names and by Dinero's, with numbers as text too. */
export const jsonLines = JSON.stringify([
	{
		description: 'Sales of the market',
		amount: '-1250.50',
		accountNumber: '1000',
		vatCode: 'none',
		balancingAccountNumber: 55040,
		balancingVatCode: 'U25',
	},
	{
		Description: 'Sales of the market',
		Amount: -1250.5,
		AccountNumber: 1000,
		AccountVatCode: 'none',
		BalancingAccountNumber: 55040,
		BalancingAccountVatCode: 'U25',
	},
]);

export const readJsonLines = (lines: ManualLine[] | undefined): Record<string, Pair> => ({
	specifyLines: [lines?.length, 2],
	linesJson: [lines, [expect.objectContaining(kept), expect.objectContaining(kept)]],
});

/** A file in the archive; gives its guid. */
export async function archived(engine: Engine, fileName = 'receipt.pdf'): Promise<string> {
	const data = Buffer.from(`%PDF-1.4 ${fileName}`).toString('base64');
	const { row, error } = await engine.run(operation('file', 'upload'), {
		input: [{ json: {}, binary: { data: { data, mimeType: 'application/pdf', fileName } } }],
	});
	if (error) throw error;
	return String(row.FileGuid);
}

/** A date in Danish writing, in the field called so. */
export const notADate = (parameters: ParametersOf, label: string): WrongRow => ({
	what: `${label} in Danish writing`,
	parameters,
	names: label,
	message: new RegExp(`^'${label}' is '31-12-2026', which is not a date$`),
	advice: /2026-11-30/,
});

/** An id that is none, in a field into which it is written. */
export const notAWrittenId = (name: string, label: string, parameters: object = {}): WrongRow => ({
	what: `${label} that is none`,
	parameters: { ...parameters, [name]: 'the first one' },
	names: label,
	message: new RegExp(`^'${label}' is 'the first one', which is not a Dinero ID$`),
	advice: /^Give an ID such as 3f2504e0/,
});

/** An update that changes nothing. */
export const nothingToChange = (parameters: ParametersOf): WrongRow => ({
	what: 'nothing to change',
	parameters,
	names: 'Update Fields',
	message: /^'Update Fields' holds nothing to change$/,
	advice: /Add the fields/,
});

/** What can be wrong with the lines of these vouchers. */
export function wrongBookLines(parameters: ParametersOf = {}): WrongRow[] {
	const shared = (given: Given) =>
		typeof parameters === 'function' ? (parameters as (given: Given) => object)(given) : parameters;
	const wrong = (
		what: string,
		lines: object[],
		names: string,
		message: RegExp,
		advice: RegExp,
	): WrongRow => ({
		what,
		parameters: (given) => ({ ...shared(given), specifyLines: 'fields', lines: { line: lines } }),
		names,
		message,
		advice,
	});
	const [line] = balancedSale.line;
	return [
		wrong('no lines', [], 'Lines', /^'Lines' holds no line$/, /Add at least one line/),
		wrong(
			'a second line without an account',
			[line, { description: 'Sales', amount: 1 }],
			'Lines 2 > Account',
			/^'Lines 2 > Account' is empty$/,
			/Pick the account/,
		),
		wrong(
			'an amount in Danish writing',
			[{ ...line, amount: '1.234,50' }],
			'Lines 1 > Amount',
			/^'Lines 1 > Amount' is '1\.234,50', which can be read in two ways$/,
			/1234\.50/,
		),
		wrong(
			'an amount with three decimals',
			[{ ...line, amount: 10.005 }],
			'Lines 1 > Amount',
			/^'Lines 1 > Amount' is 10\.005, which has more than two decimals$/,
			/Round/,
		),
		{
			what: 'a misspelt field in JSON',
			parameters: (given) => ({
				...shared(given),
				specifyLines: 'json',
				linesJson: '[{"amount":1,"accountNumber":1000,"vat":"U25"}]',
			}),
			names: 'Lines (JSON)',
			message: /^'Lines \(JSON\)' has 'vat' at line 1, which is not a field of a line$/,
			advice: /vatCode/,
		},
	];
}
