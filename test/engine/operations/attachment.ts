import { operation } from '../given';
import { type Engine, picked } from '../harness';
import { cutRows, made, noLimit, notAnId } from './rows';
import { contact, drafted, oneLine } from './salesRows';
import { mapOf, type SalesKind } from './salesDocuments';
import { booksOf, type FullRow, type Given, type Pair, type ResourceTable, type Seen } from './table';

const kinds = ['invoice', 'creditNote', 'tradeOffer'] as const;
const pdf = {
	data: Buffer.from('%PDF-1.4 terms').toString('base64'),
	mimeType: 'application/pdf',
	fileName: 'terms.pdf',
};

/** An uploaded file, and a document of each kind. */
const prepared = async (engine: Engine): Promise<Given> => {
	const given = await drafted('invoice')(engine);
	const add = async (kind: SalesKind) =>
		String((await made(engine, kind, 'create', { ...contact(given), lines: oneLine })).Guid);
	const uploaded = await engine.run(operation('file', 'uploadAttachment'), {
		input: [{ json: {}, binary: { data: pdf } }],
	});
	return {
		...given,
		invoice: given.documentId,
		creditNote: await add('creditNote'),
		tradeOffer: await add('tradeOffer'),
		fileId: String(uploaded.row.FileGuid),
	};
};
/** The same with the file on each document, and as the default of each kind. */
const attached = async (engine: Engine): Promise<Given> => {
	const given = await prepared(engine);
	for (const kind of kinds)
		await made(engine, 'attachment', 'add', {
			...chosen(kind)(given),
			...file(given),
			fileName: `${kind}.pdf`,
		});
	return given;
};
const withDefaults = async (engine: Engine): Promise<Given> => {
	const given = await prepared(engine);
	const books = booksOf(engine);
	for (const kind of ['Invoice', 'CreditNote', 'TradeOffer'])
		books.defaultAttachments[kind] = [{ fileGuid: given.fileId, fileName: `${kind} terms.pdf` }];
	return given;
};
const many = async (engine: Engine): Promise<Given> => {
	const given = await attached(engine);
	const { attachments } = booksOf(engine).invoices.get(given.invoice)!;
	for (let count = 1; count < 60; count += 1)
		attachments.push({ fileGuid: given.fileId, fileName: `${count}.pdf` });
	return given;
};

const file = ({ fileId }: Given) => ({ fileId: picked(fileId) });
const chosen = (kind: SalesKind) => (given: Given) => ({
	...(kind === 'invoice' ? {} : { documentKind: kind }),
	[`${kind}Id`]: picked(given[kind]),
});
const namesOn = ({ books }: Seen, kind: SalesKind, given: Given) =>
	mapOf(books, kind)
		.get(given[kind])
		?.attachments.map(({ fileName }) => fileName);

/** The pairs of the fields that choose the document. */
const chosenPairs = (kind: SalesKind, pair: Pair): Record<string, Pair> =>
	kind === 'invoice' ? { invoiceId: pair } : { documentKind: pair, [`${kind}Id`]: pair };

/**
 * A row for each kind of document.
 *
 * @param more further parameters
 * @param expected the files' names on the document afterwards
 */
const each = (
	more: (given: Given) => object,
	expected: (kind: SalesKind) => string[],
	reads: (names: string[], given: Given, seen: Seen) => Record<string, Pair> = () => ({}),
): FullRow[] =>
	kinds.map((kind) => ({
		what: kind,
		parameters: (given) => ({ ...chosen(kind)(given), ...more(given) }),
		reads: (seen, given) => {
			const names = namesOn(seen, kind, given);
			const pair: Pair = [names, expected(kind)];
			return { ...chosenPairs(kind, pair), ...reads(names ?? [], given, seen) };
		},
	}));

const onInvoice = (given: Given) => ({ ...chosen('invoice')(given), ...file(given) });

export const attachmentTable: ResourceTable = {
	resource: 'attachment',
	operations: {
		add: {
			given: prepared,
			required: {
				parameters: (given: Given) => ({ ...onInvoice(given), fileName: 'terms.pdf' }),
				gives: { attached: true, FileName: 'terms.pdf', FileGuid: expect.any(String) },
			},
			full: each(
				(given) => ({ ...file(given), fileName: 'conditions.pdf' }),
				() => ['conditions.pdf'],
				(names, { fileId }, { calls }) => ({
					fileId: [calls.at(-1)?.path, expect.stringContaining(`/${fileId}/`)],
					fileName: [names[0], 'conditions.pdf'],
				}),
			),
			wrong: [
				notAnId('invoiceId', 'Invoice', (given) => ({ ...file(given), fileName: 'terms.pdf' })),
				{
					what: 'no name',
					parameters: (given) => ({ ...onInvoice(given), fileName: '={{ "" }}' }),
					names: 'File Name',
					message: /^'File Name' is empty$/,
					advice: /terms\.pdf/,
				},
				{
					what: 'no file',
					parameters: (given) => ({
						...onInvoice(given),
						fileId: '={{ $json.nothing }}',
						fileName: 'terms.pdf',
					}),
					names: 'File',
					message: /^'File' is empty$/,
					advice: /Pick one from the list/,
				},
			],
		},
		addDefaults: {
			given: withDefaults,
			required: { parameters: chosen('invoice'), gives: { attached: true } },
			full: each(
				() => ({}),
				(kind) => [`${kind.charAt(0).toUpperCase()}${kind.slice(1)} terms.pdf`],
			),
			wrong: [notAnId('invoiceId', 'Invoice')],
		},
		delete: {
			given: attached,
			required: { parameters: onInvoice, gives: { deleted: true } },
			full: each(
				file,
				() => [],
				(names) => ({ fileId: [names, []] }),
			),
			wrong: [
				notAnId('invoiceId', 'Invoice', file),
				{
					what: 'a file that is not on it',
					given: prepared,
					parameters: onInvoice,
					refused: [400],
					names: 'File',
					message: /^'Invoice' or 'File': Dinero has nothing with this ID in this organization$/,
					advice: /Check the ID/,
				},
			],
		},
		getAll: {
			given: attached,
			required: { parameters: chosen('invoice'), gives: [{ FileName: 'invoice.pdf' }] },
			full: [
				...kinds.map(
					(kind): FullRow => ({
						what: kind,
						parameters: chosen(kind),
						reads: ({ rows }) => {
							const pair: Pair = [rows.map(({ FileName }) => FileName), [`${kind}.pdf`]];
							return chosenPairs(kind, pair);
						},
					}),
				),
				...cutRows(60, { given: many, parameters: chosen('invoice') }),
			],
			wrong: [noLimit(chosen('invoice')), notAnId('invoiceId', 'Invoice')],
		},
	},
};
