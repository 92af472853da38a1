import { type Engine, picked } from '../harness';
import {
	fieldsRow,
	givenAndEmptied,
	limitRows,
	listRow,
	made,
	noField,
	noLimit,
	notAnId,
	raw,
	rawRow,
	unknown,
} from './rows';
import {
	fieldsFor,
	fullLines,
	ground,
	inBooks,
	inRequest,
	jsonLines,
	mapOf,
	newestOf,
	ownId,
	readFields,
	readJsonLines,
	readLines,
	wrongFields,
	wrongLines,
	type SalesKind,
} from './salesDocuments';
import { booksOf, type FullRow, type Given, type OperationRows, type Seen, type WrongRow } from './table';

/** Rows of the operations that invoices, credit notes and trade offers have in common. */

const labels = { invoice: 'Invoice', creditNote: 'Credit Note', tradeOffer: 'Trade Offer' };
const words = { invoice: 'invoice', creditNote: 'credit note', tradeOffer: 'trade offer' };
/** How the contract writes their addresses. */
export const addresses = {
	invoice: '/invoices',
	creditNote: '/sales/creditnotes',
	tradeOffer: '/tradeoffers',
};

export const oneLine = { line: [{ description: 'Tube', quantity: 1, unitPrice: 100 }] };
export const contact = ({ contactId }: Given) => ({ contactId: picked(contactId) });
/** Picks the document that `drafted` or `booked` made. */
export const pick = (kind: SalesKind) => (given: Given) => ({ [`${kind}Id`]: picked(given.documentId) });
export const documentIn = ({ books }: Seen, kind: SalesKind, { documentId }: Given) =>
	mapOf(books, kind).get(documentId);

/** The ground and a draft over 100.00 (125.00 with VAT) for its first contact. */
export const drafted =
	(kind: SalesKind, parameters: object = {}) =>
	async (engine: Engine): Promise<Given> => {
		const given = await ground(engine);
		const row = await made(engine, kind, 'create', { ...contact(given), lines: oneLine, ...parameters });
		return { ...given, documentId: String(row.Guid) };
	};
export const booked = (kind: SalesKind, parameters: object = {}) =>
	drafted(kind, { book: true, ...parameters });

/** The wrong rows of an operation that picks a document. */
export const wrongPick = (kind: SalesKind, parameters: object = {}): WrongRow[] => [
	notAnId(`${kind}Id`, labels[kind], parameters),
	{
		what: `${words[kind]} that is unknown`,
		parameters: { [`${kind}Id`]: unknown, ...parameters },
		refused: [400],
		names: labels[kind],
		message: new RegExp(`^'${labels[kind]}'.*: Dinero has nothing with this ID in this organization$`),
		advice: /Check the ID/,
	},
];

/** A draft where a booked document is needed. */
export const stillADraft = (kind: SalesKind, purpose: string, parameters: object = {}): WrongRow => ({
	what: 'a draft',
	given: drafted(kind),
	parameters: (given) => ({ ...pick(kind)(given), ...parameters }),
	names: labels[kind],
	message: new RegExp(`^'${labels[kind]}' is still a draft, and ${purpose} needs a booked ${words[kind]}$`),
	advice: /Book it first/,
});

/** A booked document where a draft is needed. */
export const bookedAlready = (kind: SalesKind, purpose: string, parameters: object = {}): WrongRow => ({
	what: 'a booked one',
	given: booked(kind),
	parameters: (given) => ({ ...pick(kind)(given), ...parameters }),
	names: labels[kind],
	message: new RegExp(`^'${labels[kind]}' is booked, and a booked ${words[kind]} cannot be ${purpose}$`),
	advice: kind === 'invoice' ? /credit note/ : /new document/,
});

/**
 * @param more further fields of the additional ones: how they are filled, and their pairs
 */
export function createRows(
	kind: SalesKind,
	more: { given?: OperationRows['given']; fields?: (given: Given) => object; expected?: object } = {},
): OperationRows {
	const required = (given: Given) => ({ ...contact(given), lines: oneLine });
	const fields = (given: Given) => fieldsFor(kind, given, { ownId, ...more.fields?.(given) });
	const books = kind === 'tradeOffer' ? [] : [bookedAtOnce(kind)];
	return {
		given: more.given ?? ground,
		required: {
			parameters: required,
			gives: {
				Guid: expect.any(String),
				outcome: 'created',
				Status: 'Draft',
				ContactName: 'Havnens Is ApS',
				TotalExclVat: 100,
				TotalInclVat: 125,
			},
		},
		full: [
			{
				what: 'lines in the editor',
				parameters: (given) => ({
					...contact(given),
					lines: fullLines(given),
					pricesIncludeVat: 'yes',
					additionalFields: fields(given),
					simplify: false,
				}),
				reads: (seen, given) => {
					const document = inBooks(newestOf(seen.books, kind));
					return {
						contactId: [document.values.contactId, given.contactId],
						...readLines(document, given),
						pricesIncludeVat: [document.inclVat, true],
						...readFields('additionalFields', fields(given), document, given),
						simplify: raw(seen, 'ProductLines'),
					};
				},
			},
			{
				what: 'lines as JSON',
				parameters: (given) => ({
					...contact(given),
					specifyLines: 'json',
					linesJson: jsonLines(given),
				}),
				reads: (seen, given) => {
					const document = inBooks(newestOf(seen.books, kind));
					return {
						contactId: [document.values.contactId, given.contactId],
						...readJsonLines(document, given),
					};
				},
			},
			...books,
		],
		wrong: [
			notAnId('contactId', 'Contact', { lines: oneLine }),
			...wrongLines(contact),
			...wrongFields('additionalFields', required),
		],
	};
}

/** Booked as it is made. */
function bookedAtOnce(kind: SalesKind): FullRow {
	const required = (given: Given) => ({ ...contact(given), lines: oneLine });
	return {
		what: 'booked',
		without: required,
		parameters: (given) => ({ ...required(given), book: true }),
		reads: ({ books }) => ({ book: [newestOf(books, kind)?.status, 'Booked'] }),
	};
}

export function previewRows(kind: SalesKind): OperationRows {
	const address = `POST ${addresses[kind]}/fetch`;
	// An invoice that is only calculated needs no contact.
	const needed = (given: Given) => (kind === 'tradeOffer' ? contact(given) : {});
	const fields = (given: Given) => fieldsFor(kind, given);
	return {
		given: ground,
		required: {
			parameters: (given: Given) => ({ ...needed(given), lines: oneLine }),
			gives: { TotalExclVat: 100, TotalVat: 25, TotalInclVat: 125, Currency: 'DKK' },
		},
		full: [
			{
				what: 'lines in the editor',
				parameters: (given) => ({
					...contact(given),
					lines: fullLines(given),
					pricesIncludeVat: 'yes',
					additionalFields: fields(given),
					simplify: false,
				}),
				reads: (seen, given) => {
					const sent = inRequest(seen.sent(address).body);
					return {
						contactId: [sent.values.contactId, given.contactId],
						...readLines(sent, given),
						pricesIncludeVat: [sent.inclVat, true],
						...readFields('additionalFields', fields(given), sent, given),
						simplify: raw(seen, 'ProductLines'),
					};
				},
			},
			{
				what: 'lines as JSON',
				parameters: (given) => ({
					...contact(given),
					specifyLines: 'json',
					linesJson: jsonLines(given),
				}),
				reads: (seen, given) => {
					const sent = inRequest(seen.sent(address).body);
					return { contactId: [sent.values.contactId, given.contactId], ...readJsonLines(sent, given) };
				},
			},
		],
		wrong: [
			notAnId('contactId', 'Contact', { lines: oneLine }),
			...wrongLines(contact),
			...wrongFields('additionalFields', (given) => ({ ...contact(given), lines: oneLine })),
		],
	};
}

export function updateRows(kind: SalesKind): OperationRows {
	const picks = pick(kind);
	const fields = (given: Given) => fieldsFor(kind, given, { contactId: picked(given.otherId) });
	const booking =
		kind === 'tradeOffer' ? [] : [bookedAlready(kind, 'changed', { updateFields: { comment: 'x' } })];
	return {
		given: drafted(kind),
		required: {
			parameters: (given: Given) => ({ ...picks(given), updateFields: { comment: 'Thanks' } }),
			needs: ['updateFields'],
			gives: { ContactName: 'Havnens Is ApS', TotalExclVat: 100, TotalInclVat: 125 },
		},
		full: [
			{
				what: 'fields, and lines in the editor',
				parameters: (given) => ({
					...picks(given),
					specifyLines: 'fields',
					lines: fullLines(given),
					pricesIncludeVat: 'yes',
					updateFields: fields(given),
					simplify: false,
				}),
				reads: (seen, given) => {
					const document = inBooks(documentIn(seen, kind, given));
					return {
						[`${kind}Id`]: [document.values.comment, 'Paid at the counter'],
						specifyLines: [document.lines.length, 3],
						...readLines(document, given),
						pricesIncludeVat: [document.inclVat, true],
						...readFields('updateFields', fields(given), document, { ...given, contactId: given.otherId }),
						simplify: raw(seen, 'ProductLines'),
					};
				},
			},
			{
				what: 'lines as JSON',
				parameters: (given) => ({ ...picks(given), specifyLines: 'json', linesJson: jsonLines(given) }),
				reads: (seen, given) => {
					const document = inBooks(documentIn(seen, kind, given));
					return {
						[`${kind}Id`]: [document.lines.length, 3],
						...readJsonLines(document, given),
					};
				},
			},
			{
				what: 'texts that are taken away',
				given: drafted(kind, {
					additionalFields: {
						address: 'Kajen 1',
						comment: 'Thanks',
						externalReference: 'a',
						title: 'Repair',
					},
				}),
				without: picks,
				parameters: (given) => ({
					...picks(given),
					updateFields: { emptyFields: ['address', 'comment', 'externalReference', 'title'] },
				}),
				reads: (seen, given) => {
					const { address, comment, externalReference, title } = inBooks(
						documentIn(seen, kind, given),
					).values;
					const standard = { invoice: 'Faktura', creditNote: 'Kreditnota', tradeOffer: 'Tilbud' }[kind];
					return {
						'updateFields.emptyFields': [
							[address, comment, externalReference, title],
							[null, null, null, standard],
						],
					};
				},
			},
		],
		wrong: [
			givenAndEmptied('comment', 'Comment', picks),
			...wrongPick(kind, { updateFields: { comment: 'x' } }),
			{
				what: 'nothing to change',
				parameters: picks,
				names: 'Update Fields',
				message: /^'Update Fields' holds nothing to change$/,
				advice: /Add the fields/,
			},
			...booking,
			...wrongLines(picks),
			...wrongFields('updateFields', picks),
		],
	};
}

export function bookRows(kind: SalesKind): OperationRows {
	const picks = pick(kind);
	return {
		given: drafted(kind),
		required: { parameters: picks, gives: { outcome: 'booked', Status: 'Booked', Number: 1 } },
		full: [
			{
				parameters: (given) => ({ ...picks(given), options: { number: 1042 }, simplify: false }),
				reads: (seen, given) => ({
					[`${kind}Id`]: [documentIn(seen, kind, given)?.status, 'Booked'],
					'options.number': [documentIn(seen, kind, given)?.number, 1042],
					simplify: raw(seen, 'ProductLines'),
				}),
			},
		],
		wrong: [
			...wrongPick(kind),
			{
				what: 'a number below zero',
				parameters: (given) => ({ ...picks(given), options: { number: -1 } }),
				names: 'Number',
				message: /^'Number' is -1$/,
				advice: /at least 0/,
			},
			{
				what: 'a number that is in use',
				given: async (engine) => {
					const given = await drafted(kind)(engine);
					const other = await made(engine, kind, 'create', { ...contact(given), lines: oneLine });
					await made(engine, kind, 'book', { [`${kind}Id`]: picked(String(other.Guid)) });
					return given;
				},
				parameters: (given) => ({ ...picks(given), options: { number: 1 } }),
				refused: [400],
				names: 'Number',
				message: /'Number': The number 1 is already used/,
				advice: /Correct the values/,
			},
		],
	};
}

export function deleteRows(kind: SalesKind): OperationRows {
	const picks = pick(kind);
	return {
		given: drafted(kind),
		required: { parameters: picks, gives: { deleted: true, Guid: expect.any(String) } },
		full: [
			{
				parameters: picks,
				reads: (seen, given) => ({
					[`${kind}Id`]: [documentIn(seen, kind, given)?.deletedAt, expect.any(String)],
				}),
			},
		],
		wrong: [...wrongPick(kind), ...(kind === 'tradeOffer' ? [] : [bookedAlready(kind, 'deleted')])],
	};
}

export function getRows(kind: SalesKind): OperationRows {
	const picks = pick(kind);
	return {
		given: drafted(kind),
		required: { parameters: picks, gives: { ContactName: 'Havnens Is ApS', TotalInclVat: 125 } },
		full: [
			{
				parameters: (given) => ({ ...picks(given), simplify: false }),
				reads: (seen, given) => ({
					[`${kind}Id`]: [seen.row.Guid, given.documentId],
					simplify: raw(seen, 'ProductLines'),
				}),
			},
		],
		wrong: wrongPick(kind),
	};
}

/** An operation that asks one thing about a document, at an address below the document's own. */
export function askRows(kind: SalesKind, given: OperationRows['given'], gives: object): OperationRows {
	const picks = pick(kind);
	return {
		given,
		required: { parameters: picks, gives },
		full: [
			{
				parameters: picks,
				reads: (seen, { documentId }) => ({
					[`${kind}Id`]: [seen.calls.at(-1)?.path, expect.stringContaining(documentId)],
				}),
			},
		],
		wrong: wrongPick(kind),
	};
}

export function pdfRows(kind: SalesKind): OperationRows {
	const picks = pick(kind);
	const name = { invoice: 'invoice', creditNote: 'credit-note', tradeOffer: 'trade-offer' }[kind];
	return {
		given: kind === 'tradeOffer' ? drafted(kind) : booked(kind),
		required: { parameters: picks, gives: { fileName: `${name}-1.pdf`, Number: 1 } },
		full: [
			{
				parameters: (given) => ({ ...picks(given), outputField: 'document' }),
				reads: ({ row, ran }, { documentId }) => ({
					[`${kind}Id`]: [row.Guid, documentId],
					outputField: [ran.items[0]?.binary?.document?.mimeType, 'application/pdf'],
				}),
			},
		],
		wrong: [...wrongPick(kind), ...(kind === 'tradeOffer' ? [] : [stillADraft(kind, 'a PDF')])],
	};
}

/** Three documents, unlike in everything that lists filter by, and a deleted one. */
const several = (kind: 'invoice' | 'creditNote') => async (engine: Engine) => {
	const given = await ground(engine);
	const add = async (additionalFields: object, more: object = {}) =>
		String(
			(await made(engine, kind, 'create', { ...contact(given), lines: oneLine, additionalFields, ...more }))
				.Guid,
		);
	const first = await add({ date: '2026-03-01', title: 'First', externalReference: 'a' }, { book: true });
	await add({ date: '2026-02-01', title: 'Second' }, { book: true, contactId: picked(given.otherId) });
	const third = await add({ date: '2026-05-01', title: 'Third' });
	const gone = await add({ date: '2026-06-01', title: 'Gone' });
	await made(engine, kind, 'delete', { [`${kind}Id`]: picked(gone) });
	const documents = mapOf(booksOf(engine), kind);
	for (const document of documents.values())
		if (document.guid !== third) document.updatedAt = document.createdAt = '2019-01-01T00:00:00';
	return { ...given, first, third };
};

/** Get Many of invoices, of credit notes, and of both as sales. */
export function salesListRows(kind: 'invoice' | 'creditNote', address: string): OperationRows {
	const pair = { parameters: { simplify: false } };
	const title = (path: string, value: unknown, titles: string[]) =>
		listRow(path, value, 'Description', titles, pair);
	return {
		given: several(kind),
		required: { parameters: {}, gives: [{ Status: 'Draft', Number: null }, { Number: 2 }, { Number: 1 }] },
		full: [
			...limitRows(address),
			rawRow('CreatedAt'),
			fieldsRow(['Guid', 'MailOutStatus']),
			title('filters.changedSince', '2020-02-03T04:05:06Z', ['Third']),
			title('filters.contactId', (({ otherId }: Given) => picked(otherId)) as never, ['Second']),
			title('filters.deleted', 'only', ['Gone']),
			title('filters.externalReference', 'a', ['First']),
			title('filters.fromDate', '2026-03-01', ['Third', 'First']),
			title('filters.search', 'nordlys', ['Second']),
			title('filters.status', ['Draft'], ['Third']),
			title('filters.title', 'sec', ['Second']),
			title('filters.toDate', '2026-03-01', ['Second', 'First']),
			title('options.sort', 'VoucherDate', ['Third', 'First', 'Second']),
			title('options.sortDirection', 'ascending', ['First', 'Second', 'Third']),
		],
		wrong: [
			noLimit(),
			noField(),
			{
				what: 'a period that ends before it begins',
				parameters: { filters: { fromDate: '2026-02-01', toDate: '2026-01-01' } },
				names: 'From Date',
				message: /^'From Date' is 2026-02-01, after 'To Date' 2026-01-01$/,
				advice: /Swap/,
			},
			{
				what: 'a status that is none',
				parameters: { filters: { status: '={{ ["Lost"] }}' } },
				names: 'Status',
				message: /^'Status' holds 'Lost', which is not a choice here$/,
				advice: /Overdue/,
			},
			{
				what: 'a contact by name',
				parameters: { filters: { contactId: '={{ "Havnens Is" }}' } },
				names: 'Contact',
				message: /^'Contact' is 'Havnens Is', which is not a Dinero ID$/,
				advice: /list/,
			},
		],
	};
}
