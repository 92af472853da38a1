import { type Engine, picked } from '../harness';
import { made, notAnId } from './rows';
import {
	askRows,
	booked,
	bookRows,
	contact,
	createRows,
	deleteRows,
	drafted,
	getRows,
	pdfRows,
	pick,
	previewRows,
	salesListRows,
	updateRows,
} from './salesRows';
import { fieldsFor, ground, inBooks, newestOf, ownId, readFields } from './salesDocuments';
import {
	deletePaymentRows,
	eDocumentRows,
	emailRows,
	mailoutRows,
	partlyPaid,
	paymentRows,
} from './sendingRows';
import type { Given, OperationRows, ResourceTable, WrongRow } from './table';

/** The ground and a booked invoice over five tubes at 20.00 and two tires at 200.00. */
const invoiced = async (engine: Engine): Promise<Given> => {
	const given = await ground(engine);
	const lines = {
		line: [
			{ description: 'Tube', quantity: 5, unitPrice: 20, comments: 'Black' },
			{ description: 'Tire', quantity: 2, unitPrice: 200, accountNumber: picked('1050') },
		],
	};
	const additionalFields = { address: 'Kajen 1', templateId: picked(given.templateId) };
	const row = await made(engine, 'invoice', 'create', {
		...contact(given),
		lines,
		book: true,
		additionalFields,
	});
	return { ...given, invoiceId: String(row.Guid) };
};
const invoice = ({ invoiceId }: Given) => ({ invoiceId: picked(invoiceId) });
/** Every field; the invoice has the other template. */
const fields = (given: Given) =>
	fieldsFor('creditNote', given, { ownId, templateId: picked(given.defaultId) });
const someLines = (line: object[]) => (given: Given) => ({
	...invoice(given),
	credit: 'lines',
	creditLines: { line },
});
const wrongLines = (
	what: string,
	line: object[],
	names: string,
	message: RegExp,
	advice: RegExp,
): WrongRow => ({
	what,
	parameters: someLines(line),
	names,
	message,
	advice,
});

const createFromInvoice: OperationRows = {
	given: invoiced,
	required: {
		parameters: invoice,
		gives: {
			outcome: 'created',
			Status: 'Draft',
			TotalExclVat: 500,
			ContactName: 'Havnens Is ApS',
			CreditNoteFor: expect.any(String),
		},
	},
	full: [
		{
			what: 'some lines, and every field',
			parameters: (given) => ({
				...someLines([{ number: 2, quantity: 1 }])(given),
				additionalFields: fields(given),
				simplify: false,
			}),
			reads: ({ books, row }, given) => {
				const document = inBooks(newestOf(books, 'creditNote'));
				const lines = document.lines.map((line) => [line.description, line.quantity, line.accountNumber]);
				return {
					invoiceId: [document.values.invoiceId, given.invoiceId],
					credit: [lines.length, 1],
					'creditLines.line.number': [lines[0]?.[0], 'Tire'],
					'creditLines.line.quantity': [lines[0], ['Tire', 1, 1050]],
					...readFields('additionalFields', fields(given), document, {
						...given,
						templateId: given.defaultId,
					}),
					simplify: ['ProductLines' in row, true],
				};
			},
		},
		{
			what: 'booked',
			parameters: (given) => ({ ...invoice(given), book: true }),
			reads: ({ books }, given) => {
				const creditNote = newestOf(books, 'creditNote');
				return {
					invoiceId: [
						[creditNote?.creditNoteFor, creditNote?.address, creditNote?.invoiceTemplateId],
						[given.invoiceId, 'Kajen 1', given.templateId],
					],
					book: [creditNote?.status, 'Booked'],
				};
			},
		},
	],
	wrong: [
		notAnId('invoiceId', 'Invoice'),
		{
			what: 'a draft',
			given: drafted('invoice'),
			parameters: pick('invoice'),
			names: 'Invoice',
			message: /^'Invoice' is still a draft, and a credit note needs a booked invoice$/,
			advice: /Book it first/,
		},
		wrongLines('no line', [], 'Lines to Credit', /^'Lines to Credit' holds no line$/, /Add the lines/),
		wrongLines(
			'a line that is not on the invoice',
			[{ number: 3 }],
			'Lines to Credit 1 > Line Number',
			/^'Lines to Credit 1 > Line Number' is 3$/,
			/The invoice has 2 lines/,
		),
		wrongLines(
			'more than was sold',
			[{ number: 1 }, { number: 2, quantity: 3 }],
			'Lines to Credit 2 > Quantity',
			/^'Lines to Credit 2 > Quantity' is 3, but 2 were sold$/,
			/that comes back/,
		),
	],
};

export const creditNoteTable: ResourceTable = {
	resource: 'creditNote',
	operations: {
		book: bookRows('creditNote'),
		create: createRows('creditNote', {
			given: invoiced,
			fields: ({ invoiceId }) => ({ invoiceId: picked(invoiceId) }),
		}),
		createFromInvoice,
		delete: deleteRows('creditNote'),
		deletePayment: deletePaymentRows('creditNote'),
		downloadPdf: pdfRows('creditNote'),
		get: getRows('creditNote'),
		getAll: salesListRows('creditNote', 'GET /sales/creditnotes'),
		getEmailTemplate: askRows('creditNote', drafted('creditNote'), {
			Receiver: 'kontor@havnens-is.example',
			Subject: expect.any(String),
		}),
		getMailouts: mailoutRows('creditNote'),
		getPayments: askRows('creditNote', partlyPaid('creditNote'), [{ Amount: 25, RemainingAmount: 100 }]),
		previewTotals: previewRows('creditNote'),
		registerPayment: paymentRows('creditNote'),
		sendECreditNote: eDocumentRows('creditNote', 'POST /sales/creditnotes/{guid}/e-creditNote'),
		sendEmail: emailRows('creditNote', booked('creditNote')),
		update: updateRows('creditNote'),
	},
};
