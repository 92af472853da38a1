import { type Engine, picked } from '../harness';
import { fieldsRow, limitRows, listRow, made, noField, noLimit, raw, rawRow } from './rows';
import {
	askRows,
	contact,
	createRows,
	deleteRows,
	drafted,
	getRows,
	oneLine,
	pdfRows,
	pick,
	previewRows,
	updateRows,
	wrongPick,
} from './salesRows';
import { ground } from './salesDocuments';
import { emailRows, mailoutRows } from './sendingRows';
import { booksOf, type OperationRows, type ResourceTable } from './table';

const picks = pick('tradeOffer');

/** Three offers, unlike in everything that lists filter by, and a deleted one. */
const several = async (engine: Engine) => {
	const given = await ground(engine);
	const add = async (additionalFields: object, more: object = {}) => {
		const parameters = { ...contact(given), lines: oneLine, additionalFields, ...more };
		return String((await made(engine, 'tradeOffer', 'create', parameters)).Guid);
	};
	await add({ date: '2026-03-01', title: 'First', externalReference: 'a' });
	const second = await add({ date: '2026-02-01', title: 'Second' }, { contactId: picked(given.otherId) });
	const third = await add({ date: '2026-05-01', title: 'Third' });
	const gone = await add({ date: '2026-06-01', title: 'Gone' });
	await made(engine, 'tradeOffer', 'delete', { tradeOfferId: picked(gone) });
	await made(engine, 'tradeOffer', 'createInvoice', { tradeOfferId: picked(second) });
	for (const offer of booksOf(engine).tradeOffers.values())
		if (offer.guid !== third) offer.updatedAt = offer.createdAt = '2019-01-01T00:00:00';
	return given;
};
const listed = (path: string, value: unknown, titles: string[]) =>
	listRow(path, value, 'Description', titles);

const getAll: OperationRows = {
	given: several,
	required: {
		parameters: {},
		gives: [
			{ Number: 3, Status: 'Draft' },
			{ Number: 2, Status: 'Invoiced' },
			{ Number: 1, ContactName: 'Havnens Is ApS' },
		],
	},
	full: [
		...limitRows('GET /tradeoffers'),
		rawRow('CreatedAt'),
		fieldsRow(['Guid', 'Address']),
		listed('filters.changedSince', '2020-02-03T04:05:06Z', ['Third']),
		listed('filters.deleted', 'only', ['Gone']),
		listed('filters.externalReference', 'a', ['First']),
		listed('filters.search', 'nordlys', ['Second']),
		listed('filters.status', ['Invoiced'], ['Second']),
		listed('options.sort', 'TradeOfferDate', ['Third', 'First', 'Second']),
		listed('options.sortDirection', 'ascending', ['First', 'Second', 'Third']),
	],
	wrong: [
		noLimit(),
		noField(),
		{
			what: 'a status that is none',
			parameters: { filters: { status: '={{ ["Lost"] }}' } },
			names: 'Status',
			message: /^'Status' holds 'Lost', which is not a choice here$/,
			advice: /CustomerAccepted/,
		},
	],
};

const createInvoice: OperationRows = {
	given: drafted('tradeOffer'),
	required: {
		parameters: picks,
		gives: {
			Status: 'Draft',
			TotalInclVat: 125,
			ContactName: 'Havnens Is ApS',
			TradeOfferGuid: expect.any(String),
		},
	},
	full: [
		{
			parameters: (given) => ({ ...picks(given), simplify: false }),
			reads: (seen, { documentId }) => ({
				tradeOfferId: [
					seen.books.tradeOffers.get(documentId)?.generatedVouchers,
					[...seen.books.invoices.keys()].slice(-1),
				],
				simplify: raw(seen, 'ProductLines'),
			}),
		},
	],
	wrong: [
		...wrongPick('tradeOffer'),
		{
			what: 'an offer that was deleted',
			given: async (engine) => {
				const given = await drafted('tradeOffer')(engine);
				await made(engine, 'tradeOffer', 'delete', picks(given));
				return given;
			},
			parameters: picks,
			names: 'Trade Offer',
			message: /^'Trade Offer' is a trade offer that was deleted$/,
			advice: /Pick another one/,
		},
	],
};

export const tradeOfferTable: ResourceTable = {
	resource: 'tradeOffer',
	operations: {
		create: createRows('tradeOffer'),
		createInvoice,
		delete: deleteRows('tradeOffer'),
		downloadPdf: pdfRows('tradeOffer'),
		get: getRows('tradeOffer'),
		getAll,
		getEmailTemplate: askRows('tradeOffer', drafted('tradeOffer'), {
			Receiver: 'kontor@havnens-is.example',
			Subject: 'Tilbud 1',
		}),
		getMailouts: mailoutRows('tradeOffer'),
		previewTotals: previewRows('tradeOffer'),
		sendEmail: emailRows('tradeOffer', drafted('tradeOffer')),
		update: updateRows('tradeOffer'),
	},
};
