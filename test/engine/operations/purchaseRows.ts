import type { Purchase } from '../../../sandbox/dinero/books/documents.mts';
import { givenContact } from '../given';
import { type Engine, picked } from '../harness';
import { archived } from './bookLines';
import type { Given, Pair, ParametersOf, WrongRow } from './table';

/** What purchase vouchers and purchase credit notes have in common: lines, fields, and where their values are found. */

export const paper = {
	line: [{ description: 'Paper', amount: 250, accountNumber: picked('7200') }],
};

/** Two suppliers and two files. */
export const ground = async (engine: Engine): Promise<Given> => ({
	contactId: await givenContact(engine, 'Papirhuset A/S'),
	otherId: await givenContact(engine, 'Blækhuset A/S', { email: 'blaek@example.com' }),
	fileId: await archived(engine),
});

/** A purchase as it can be compared, whether the books keep it or a request describes it. */
export interface Comparable {
	values: Record<string, unknown>;
	lines: Array<Record<string, unknown>>;
}

/** Our name of each field, the books' and the contract's. */
const fieldNames: Array<[ours: string, inBooks: keyof Purchase, inContract: string]> = [
	['contactId', 'contactGuid', 'ContactGuid'],
	['creditNoteFor', 'creditNoteFor', 'CreditNoteFor'],
	['currency', 'currency', 'CurrencyKey'],
	['date', 'date', 'Date'],
	['depositAccountNumber', 'depositAccountNumber', 'DepositAccountNumber'],
	['dueDate', 'paymentDate', 'PaymentDate'],
	['externalReference', 'externalReference', 'ExternalReference'],
	['fileId', 'fileGuid', 'FileGuid'],
	['ownId', 'guid', 'Guid'],
	['purchaseType', 'purchaseType', 'PurchaseType'],
	['region', 'regionKey', 'RegionKey'],
	['voucherDate', 'date', 'VoucherDate'],
];

const named = (source: object, column: 1 | 2) => {
	const values = source as Record<string, unknown>;
	return Object.fromEntries(fieldNames.map((name) => [name[0], values[name[column]] ?? null]));
};

export const inBooks = (purchase: Purchase | undefined): Comparable => ({
	values: named(purchase ?? {}, 1),
	lines: (purchase?.lines ?? []).map(({ description, amount, accountNumber, vatCode, accountTagName }) => ({
		description,
		amount: amount / 100,
		accountNumber,
		vatCode,
		accountTag: accountTagName,
	})),
});

export const inRequest = (body: Record<string, unknown>): Comparable => ({
	values: named(body, 2),
	lines: ((body.Lines ?? []) as Array<Record<string, unknown>>).map((line) => ({
		description: line.Description ?? null,
		amount: line.Amount,
		accountNumber: line.AccountNumber ?? null,
		vatCode: line.VatCode ?? null,
		accountTag: line.AccountTagName ?? null,
	})),
});

/** The pairs of these values, by their path in a group such as `additionalFields.`. */
export const readValues = (
	group: string,
	{ values }: Comparable,
	expected: Record<string, unknown>,
): Record<string, Pair> =>
	Object.fromEntries(
		Object.entries(expected).map(([name, value]) => [`${group}${name}`, [values[name], value] as Pair]),
	);

/** A line with everything. */
export const fullLines = {
	line: [
		{
			description: 'Ink',
			amount: '99.50',
			accountNumber: picked('7460'),
			vatCode: picked('IEUV'),
			accountTag: '#office',
		},
	],
};
const kept = { description: 'Ink', amount: 99.5, accountNumber: 7460, vatCode: 'IEUV', accountTag: 'office' };

export const readLines = ({ lines: [line] }: Comparable): Record<string, Pair> =>
	Object.fromEntries(
		Object.entries(kept).map(([name, value]) => [`lines.line.${name}`, [line?.[name], value] as Pair]),
	);

/** The same line twice as JSON: by our names and by Dinero's, with numbers as text too. */
export const jsonLines = JSON.stringify([
	{ description: 'Ink', amount: '99.50', accountNumber: '7460', vatCode: 'IEUV', accountTag: 'office' },
	{ Description: 'Ink', Amount: 99.5, AccountNumber: 7460, VatCode: 'IEUV', AccountTagName: '#office' },
]);

export const readJsonLines = ({ lines }: Comparable): Record<string, Pair> => ({
	specifyLines: [lines.length, 2],
	linesJson: [lines, [kept, kept]],
});

/** What can be wrong with the lines of a purchase. */
export function wrongPurchaseLines(parameters: ParametersOf): WrongRow[] {
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
	const [line] = paper.line;
	return [
		wrong('no lines', [], 'Lines', /^'Lines' holds no line$/, /Add at least one line/),
		wrong(
			'a second line without an account',
			[line, { description: 'Ink', amount: 1 }],
			'Lines 2 > Account',
			/^'Lines 2 > Account' is empty$/,
			/Pick the purchase account/,
		),
		wrong(
			'an amount in Danish writing',
			[{ ...line, amount: '1.234,50' }],
			'Lines 1 > Amount',
			/^'Lines 1 > Amount' is '1\.234,50', which can be read in two ways$/,
			/1234\.50/,
		),
		{
			what: 'a misspelt field in JSON',
			parameters: (given) => ({
				...shared(given),
				specifyLines: 'json',
				linesJson: '[{"amount":1,"accountNumber":7200,"vat":"I25"}]',
			}),
			names: 'Lines (JSON)',
			message: /^'Lines \(JSON\)' has 'vat' at line 1, which is not a field of a line$/,
			advice: /vatCode/,
		},
		{
			what: 'lines that are no JSON',
			parameters: (given) => ({ ...shared(given), specifyLines: 'json', linesJson: '[{' }),
			names: 'Lines (JSON)',
			message: /^'Lines \(JSON\)' is '\[\{', which is not JSON$/,
			advice: /quotes/,
		},
	];
}
