import type { SalesDocument } from '../../../sandbox/dinero/books/documents.mts';
import { givenContact } from '../given';
import { type Engine, picked } from '../harness';
import { made, unknown } from './rows';
import { booksOf, type Given, type Pair, type ParametersOf, type WrongRow } from './table';

/** What invoices, credit notes and trade offers have in common: fields, lines, and where their values are found. */

export type SalesKind = 'invoice' | 'creditNote' | 'tradeOffer';

export const mapOf = (books: ReturnType<typeof booksOf>, kind: SalesKind): Map<string, SalesDocument> =>
	({ invoice: books.invoices, creditNote: books.creditNotes, tradeOffer: books.tradeOffers })[kind];

/** The document that was made last. */
export const newestOf = (books: ReturnType<typeof booksOf>, kind: SalesKind) =>
	[...mapOf(books, kind).values()].at(-1);

/** A document as it can be compared, whether the books keep it or a request describes it. */
export interface Comparable {
	values: Record<string, unknown>;
	lines: Array<Record<string, unknown>>;
	inclVat: unknown;
}

/** Our name of each field, the books' and the contract's. */
const fieldNames: Array<[ours: string, inBooks: keyof SalesDocument, inContract: string]> = [
	['address', 'address', 'Address'],
	['comment', 'comment', 'Comment'],
	['contactId', 'contactGuid', 'ContactGuid'],
	['currency', 'currency', 'Currency'],
	['date', 'date', 'Date'],
	['externalReference', 'externalReference', 'ExternalReference'],
	['invoiceId', 'creditNoteFor', 'CreditNoteFor'],
	['language', 'language', 'Language'],
	['mobilePay', 'isMobilePayInvoiceEnabled', 'IsMobilePayInvoiceEnabled'],
	['ownId', 'guid', 'Guid'],
	['paymentConditions', 'paymentConditionType', 'PaymentConditionType'],
	['paymentDays', 'paymentConditionNumberOfDays', 'PaymentConditionNumberOfDays'],
	['pensoPay', 'isPensoPayEnabled', 'IsPensoPayEnabled'],
	['reminderFee', 'reminderFee', 'ReminderFee'],
	['reminderInterestRate', 'reminderInterestRate', 'ReminderInterestRate'],
	['templateId', 'invoiceTemplateId', 'InvoiceTemplateId'],
	['title', 'description', 'Description'],
];
const lineNames: Array<[ours: string, inBooks: string, inContract: string]> = [
	['accountNumber', 'accountNumber', 'AccountNumber'],
	['comments', 'comments', 'Comments'],
	['description', 'description', 'Description'],
	['discount', 'discount', 'Discount'],
	['lineType', 'lineType', 'LineType'],
	['productId', 'productGuid', 'ProductGuid'],
	['quantity', 'quantity', 'Quantity'],
	['unit', 'unit', 'Unit'],
	['unitPrice', 'baseAmountValue', 'BaseAmountValue'],
];

function renamed(names: Array<[string, string, string]>, source: object, column: 1 | 2) {
	const values = source as Record<string, unknown>;
	return Object.fromEntries(names.map((name) => [name[0], values[name[column]] ?? null]));
}

export const inBooks = (document: SalesDocument | undefined): Comparable => ({
	values: renamed(fieldNames, document ?? {}, 1),
	lines: (document?.lines ?? []).map((line) => renamed(lineNames, line, 1)),
	inclVat: document?.showLinesInclVat,
});

export const inRequest = (body: Record<string, unknown>): Comparable => ({
	values: renamed(fieldNames, body, 2),
	lines: ((body.ProductLines ?? []) as object[]).map((line) => renamed(lineNames, line, 2)),
	inclVat: body.ShowLinesInclVat,
});

const own = {
	address: 'Havnegade 14\n8000 Aarhus C',
	comment: 'Paid at the counter',
	currency: 'eur',
	date: '2026-03-04',
	externalReference: 'order 1001',
	language: 'en-GB',
	title: 'Repair 1001',
};
const payment = {
	mobilePay: true,
	paymentConditions: 'CurrentMonthOut',
	paymentDays: 14,
	pensoPay: true,
	reminderFee: 55,
	reminderInterestRate: 0.45,
};

/** An id that no document has, and a value for each optional field of this kind. */
export const ownId = '5f0e8e0c-31a9-4c0c-9f0a-7d4f5f0b7a11';
export const fieldsFor = (kind: SalesKind, { templateId }: Given, more: object = {}) => ({
	...own,
	...(kind === 'invoice' ? payment : {}),
	templateId: picked(templateId),
	...more,
});

/** The pairs of these fields, by their path in a group such as `additionalFields`. */
export function readFields(
	group: string,
	fields: object,
	{ values }: Comparable,
	given: Given,
): Record<string, Pair> {
	const expected: Record<string, unknown> = { ...own, ...payment, ...given, currency: 'EUR', ownId };
	return Object.fromEntries(
		Object.keys(fields).map((name) => [`${group}.${name}`, [values[name], expected[name]] as Pair]),
	);
}

/** Three lines: one with everything, one of text, and one that is a product. */
export const fullLines = ({ productId }: Given) => ({
	line: [
		{
			description: 'Repair of a bicycle',
			quantity: 3,
			unitPrice: '450.50',
			accountNumber: picked('1050'),
			comments: 'Front wheel',
			discount: 10,
			unit: 'hours',
		},
		{ lineType: 'Text', description: 'Thank you' },
		{ productId: picked(productId) },
	],
});

/** The first of them as it is kept, and the others as far as they say something. */
const firstLine = {
	accountNumber: 1050,
	comments: 'Front wheel',
	description: 'Repair of a bicycle',
	discount: 10,
	lineType: 'Product',
	productId: null,
	quantity: 3,
	unit: 'hours',
	unitPrice: 450.5,
};

/** The pairs of the lines' fields. */
export function readLines(
	{ lines: [one, text, product] }: Comparable,
	{ productId }: Given,
): Record<string, Pair> {
	const { lineType, ...others } = firstLine;
	const pairs = Object.keys(others)
		.filter((name) => name !== 'productId' && name !== 'description')
		.map((name): [string, Pair] => [`lines.line.${name}`, [one?.[name], others[name as 'unit']]]);
	return {
		...Object.fromEntries(pairs),
		'lines.line.description': [
			[one?.description, text?.description],
			['Repair of a bicycle', 'Thank you'],
		],
		'lines.line.lineType': [
			[one?.lineType, text?.lineType],
			[lineType, 'Text'],
		],
		'lines.line.productId': [
			[product?.productId, product?.unitPrice],
			[productId, 1000],
		],
	};
}

/** The same lines as JSON, by our names and by Dinero's, with numbers as text too. */
export const jsonLines = ({ productId }: Given) =>
	JSON.stringify([
		{
			description: 'Repair of a bicycle',
			quantity: '3',
			unitPrice: '450.50',
			accountNumber: '1050',
			comments: 'Front wheel',
			discount: '10',
			unit: 'timer',
		},
		{ LineType: 'Text', Description: 'Thank you' },
		{ ProductGuid: productId },
	]);

export const readJsonLines = ({ lines }: Comparable, { productId }: Given): Record<string, Pair> => ({
	specifyLines: [lines.map(({ lineType }) => lineType), ['Product', 'Text', 'Product']],
	linesJson: [
		[lines[0], lines[1]?.description, lines[2]?.productId],
		[firstLine, 'Thank you', productId],
	],
});

/** A contact, another one, a product at 800.00 (1000.00 with VAT), the template that is not the default, and the one that is. */
export const ground = async (engine: Engine): Promise<Given> => ({
	contactId: await givenContact(engine),
	otherId: await givenContact(engine, 'Nordlys Cykler', { email: 'n@example.com' }),
	productId: String(
		(await made(engine, 'product', 'create', { name: 'Bike', unitPrice: '800.00' })).ProductGuid,
	),
	templateId: booksOf(engine).templates.find(({ isDefault }) => !isDefault)!.id,
	defaultId: booksOf(engine).templates.find(({ isDefault }) => isDefault)!.id,
});

/** What can be wrong with lines, for each operation that has them. */
export function wrongLines(parameters: ParametersOf): WrongRow[] {
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
	const line = { description: 'Repair', quantity: 1, unitPrice: 100 };
	return [
		wrong('no lines', [], 'Lines', /^'Lines' holds no line$/, /Add at least one line/),
		wrong(
			'a second line without a text',
			[line, { unitPrice: 100 }],
			'Lines 2 > Description',
			/^'Lines 2 > Description' is empty$/,
			/what is sold/,
		),
		wrong(
			'a price in Danish writing',
			[{ ...line, unitPrice: '1.234,50' }],
			'Lines 1 > Unit Price',
			/^'Lines 1 > Unit Price' is '1\.234,50', which can be read in two ways$/,
			/1234\.50/,
		),
		wrong(
			'a discount over 100',
			[{ ...line, discount: 101 }],
			'Lines 1 > Discount (%)',
			/^'Lines 1 > Discount \(%\)' is 101$/,
			/at most 100/,
		),
		{
			...wrong(
				'a product that is unknown',
				[line, { productId: unknown }],
				'Lines 2 > Product',
				/^'Lines 2 > Product' is no product of this organization$/,
				/Pick it from the list/,
			),
			refused: [400, 404],
		},
		{
			what: 'a misspelt field in JSON',
			parameters: (given) => ({
				...shared(given),
				specifyLines: 'json',
				linesJson: '[{"description":"x","vatRate":25}]',
			}),
			names: 'Lines (JSON)',
			message: /^'Lines \(JSON\)' has 'vatRate' at line 1, which is not a field of a line$/,
			advice: /unitPrice/,
		},
	];
}

/** What can be wrong with the fields in a group of them. */
export function wrongFields(group: string, parameters: (given: Given) => object): WrongRow[] {
	const wrong = (fields: object, names: string, says: RegExp, advice: RegExp): WrongRow => ({
		what: `${names}: ${JSON.stringify(fields).slice(0, 60)}`,
		parameters: (given) => ({ ...parameters(given), [group]: fields }),
		names,
		message: says,
		advice,
	});
	return [
		wrong({ currency: 'kroner' }, 'Currency', /^'Currency' is 'KRONER'$/, /three letters/),
		wrong({ date: '31-12-2026' }, 'Date', /^'Date' is '31-12-2026', which is not a date$/, /2026-11-30/),
		wrong(
			{ externalReference: 'x'.repeat(129) },
			'External Reference',
			/^'External Reference' has 129 characters$/,
			/128/,
		),
		wrong(
			{ language: '={{ "Danish" }}' },
			'Language',
			/^'Language' is 'Danish', which is not a choice here$/,
			/da-DK, en-GB/,
		),
		wrong(
			{ templateId: '={{ "Standard" }}' },
			'Template',
			/^'Template' is 'Standard', which is not a Dinero ID$/,
			/Pick it from the list/,
		),
	];
}
