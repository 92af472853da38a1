import { type Engine, picked } from '../harness';
import { notADate, notAWrittenId, nothingToChange } from './bookLines';
import {
	fullLines,
	ground,
	inBooks,
	jsonLines,
	paper,
	readJsonLines,
	readLines,
	readValues,
	wrongPurchaseLines,
} from './purchaseRows';
import { givenAndEmptied, made, notAnId, raw } from './rows';
import type { Given, OperationRows, ResourceTable, Seen, WrongRow } from './table';

const ownId = '5f0e8e0c-31a9-4c0c-9f0a-7d4f5f0b7a11';
const label = 'Purchase Credit Note ID';
const newest = ({ books }: Seen) => [...books.purchaseCreditNotes.values()].at(-1);
const one = ({ books }: Seen, { creditNoteId }: Given) => books.purchaseCreditNotes.get(creditNoteId);
const pick = ({ creditNoteId }: Given) => ({ purchaseCreditNoteId: creditNoteId });
const required = ({ contactId }: Given) => ({ contactId: picked(contactId), lines: paper });

/** The ground and a booked purchase that can be credited. */
const withPurchase = async (engine: Engine): Promise<Given> => {
	const given = await ground(engine);
	const purchase = await made(engine, 'purchaseVoucher', 'create', {
		...required(given),
		voucherDate: '2026-02-01',
		book: true,
		additionalFields: { dueDate: '2026-03-31' },
	});
	return { ...given, purchaseId: String(purchase.Guid) };
};
const drafted =
	(parameters: object = {}) =>
	async (engine: Engine): Promise<Given> => {
		const given = await withPurchase(engine);
		const additionalFields = { date: '2026-03-01' };
		const row = await made(engine, 'purchaseCreditNote', 'create', {
			...required(given),
			additionalFields,
			...parameters,
		});
		return { ...given, creditNoteId: String(row.Guid) };
	};
const draft = drafted();
/** A draft that credits a purchase, with a file. */
const detailed = async (engine: Engine): Promise<Given> => {
	const given = await draft(engine);
	const updateFields = { creditNoteFor: given.purchaseId, fileId: picked(given.fileId) };
	await made(engine, 'purchaseCreditNote', 'update', { ...pick(given), updateFields });
	return given;
};
const booked = drafted({ book: true });

const unknownCreditNote = (parameters: object = {}): WrongRow => ({
	what: 'a credit note that is unknown',
	parameters: { purchaseCreditNoteId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', ...parameters },
	refused: [400],
	names: label,
	message: /^'Purchase Credit Note ID'.*: Dinero has nothing with this ID in this organization$/,
	advice: /Check the ID/,
});
const bookedAlready = (purpose: string, parameters: object = {}): WrongRow => ({
	what: 'a booked credit note',
	given: booked,
	parameters: (given) => ({ ...pick(given), ...parameters }),
	names: label,
	message: new RegExp(`^'${label}' is booked, and a booked purchase credit note cannot be ${purpose}$`),
	advice: /new document/,
});
const wrongFields = (group: string, parameters: (given: Given) => object): WrongRow[] => [
	{
		what: 'a currency that is none',
		parameters: (given) => ({ ...parameters(given), [group]: { currency: 'kroner' } }),
		names: 'Currency',
		message: /^'Currency' is 'KRONER'$/,
		advice: /three letters/,
	},
	{
		what: 'a purchase that is no ID',
		parameters: (given) => ({ ...parameters(given), [group]: { creditNoteFor: 'bill 7' } }),
		names: 'Credits Purchase Voucher',
		message: /^'Credits Purchase Voucher' is 'bill 7', which is not a Dinero ID$/,
		advice: /3f2504e0/,
	},
	notADate((given: Given) => ({ ...parameters(given), [group]: { date: '31-12-2026' } }), 'Date'),
	{
		what: 'a purchase that is unknown',
		parameters: (given) => ({
			...parameters(given),
			[group]: { creditNoteFor: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
		}),
		refused: [400],
		names: 'Credits Purchase Voucher',
		message: /: 'Credits Purchase Voucher': There is no such purchase voucher\.$/,
		advice: /Correct/,
	},
];

const create: OperationRows = {
	given: withPurchase,
	required: {
		parameters: required,
		gives: { Guid: expect.any(String), outcome: 'created', Status: 'Draft', Currency: 'DKK' },
	},
	full: [
		{
			what: 'lines in the editor',
			parameters: ({ otherId, fileId, purchaseId }) => ({
				contactId: picked(otherId),
				lines: fullLines,
				additionalFields: {
					creditNoteFor: purchaseId,
					currency: 'eur',
					date: '2026-03-04',
					fileId: picked(fileId),
					ownId,
				},
				simplify: false,
			}),
			reads: (seen, { otherId, fileId, purchaseId }) => {
				const creditNote = inBooks(newest(seen));
				return {
					...readValues('', creditNote, { contactId: otherId }),
					...readLines(creditNote),
					...readValues('additionalFields.', creditNote, {
						creditNoteFor: purchaseId,
						currency: 'EUR',
						date: '2026-03-04',
						fileId,
						ownId,
					}),
					simplify: raw(seen, 'Lines'),
				};
			},
		},
		{
			what: 'lines as JSON',
			without: required,
			parameters: ({ contactId }) => ({
				contactId: picked(contactId),
				specifyLines: 'json',
				linesJson: jsonLines,
			}),
			reads: (seen) => readJsonLines(inBooks(newest(seen))),
		},
		{
			what: 'booked',
			without: required,
			parameters: (given) => ({ ...required(given), book: true }),
			reads: (seen) => ({ book: [newest(seen)?.status, 'Booked'] }),
		},
	],
	wrong: [
		notAnId('contactId', 'Supplier', { lines: paper }),
		...wrongPurchaseLines(required),
		...wrongFields('additionalFields', required),
	],
};

const change = { updateFields: { date: '2026-03-02' } };
const update: OperationRows = {
	given: draft,
	required: {
		parameters: (given: Given) => ({ ...pick(given), ...change }),
		needs: ['updateFields'],
		gives: { Status: 'Draft', Date: expect.stringMatching(/^2026-03-02/), Currency: 'DKK' },
	},
	full: [
		{
			what: 'fields and lines in the editor',
			parameters: (given) => ({
				...pick(given),
				specifyLines: 'fields',
				lines: fullLines,
				updateFields: {
					contactId: picked(given.otherId),
					creditNoteFor: given.purchaseId,
					currency: 'eur',
					date: '2026-03-04',
					fileId: picked(given.fileId),
				},
				simplify: false,
			}),
			reads: (seen, given) => {
				const creditNote = inBooks(one(seen, given));
				return {
					purchaseCreditNoteId: [seen.row.Guid, given.creditNoteId],
					specifyLines: [creditNote.lines.map(({ description }) => description), ['Ink']],
					...readLines(creditNote),
					...readValues('updateFields.', creditNote, {
						contactId: given.otherId,
						creditNoteFor: given.purchaseId,
						currency: 'EUR',
						date: '2026-03-04',
						fileId: given.fileId,
					}),
					simplify: raw(seen, 'Lines'),
				};
			},
		},
		{
			what: 'lines as JSON',
			without: (given) => ({ ...pick(given), ...change }),
			parameters: (given) => ({ ...pick(given), specifyLines: 'json', linesJson: jsonLines }),
			reads: (seen, given) => readJsonLines(inBooks(one(seen, given))),
		},
		{
			what: 'what is taken away',
			given: detailed,
			without: pick,
			parameters: (given) => ({
				...pick(given),
				updateFields: { emptyFields: ['creditNoteFor', 'fileId'] },
			}),
			reads: (seen, given) => {
				const { creditNoteFor, fileId } = inBooks(one(seen, given)).values;
				return {
					'updateFields.emptyFields': [
						[creditNoteFor, fileId],
						[null, null],
					],
				};
			},
		},
	],
	wrong: [
		nothingToChange(pick),
		givenAndEmptied('fileId', 'File', pick),
		notAWrittenId('purchaseCreditNoteId', label, change),
		unknownCreditNote(change),
		...wrongPurchaseLines(pick),
		...wrongFields('updateFields', pick),
		bookedAlready('changed', change),
	],
};

export const purchaseCreditNoteTable: ResourceTable = {
	resource: 'purchaseCreditNote',
	operations: {
		create,
		update,
		get: {
			given: draft,
			required: { parameters: pick, gives: { Status: 'Draft', CreditNoteNumber: null } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, { creditNoteId }) => ({
						purchaseCreditNoteId: [seen.row.Guid, creditNoteId],
						simplify: raw(seen, 'Lines'),
					}),
				},
			],
			wrong: [notAWrittenId('purchaseCreditNoteId', label), unknownCreditNote()],
		},
		book: {
			given: draft,
			required: { parameters: pick, gives: { outcome: 'booked', CreditNoteNumber: expect.any(Number) } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, given) => ({
						purchaseCreditNoteId: [one(seen, given)?.status, 'Booked'],
						simplify: raw(seen, 'Lines'),
					}),
				},
			],
			wrong: [notAWrittenId('purchaseCreditNoteId', label), unknownCreditNote()],
		},
		delete: {
			given: draft,
			required: { parameters: pick, gives: { deleted: true } },
			full: [
				{
					parameters: pick,
					reads: (seen, given) => ({
						purchaseCreditNoteId: [typeof one(seen, given)?.deletedAt, 'string'],
					}),
				},
			],
			wrong: [notAWrittenId('purchaseCreditNoteId', label), unknownCreditNote(), bookedAlready('deleted')],
		},
	},
};
