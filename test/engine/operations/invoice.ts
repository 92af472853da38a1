import { picked } from '../harness';
import { made, rawRow } from './rows';
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
	stillADraft,
	updateRows,
	wrongPick,
} from './salesRows';
import {
	deletePaymentRows,
	eDocumentRows,
	emailRows,
	mailoutRows,
	partlyPaid,
	paymentRows,
} from './sendingRows';
import { type Given, type OperationRows, type ResourceTable } from './table';

const picks = pick('invoice');
/** An invoice that should have been paid long ago. */
export const overdue = booked('invoice', { additionalFields: { date: '2026-01-04' } });

const sms: OperationRows = {
	given: async (engine) => {
		const given = await overdue(engine);
		await made(engine, 'contact', 'update', { ...contact(given), updateFields: { phone: '20203040' } });
		return given;
	},
	required: { parameters: picks, gives: { sent: true, Number: 1, phone: '20203040' } },
	full: [
		{
			what: 'in own words',
			parameters: (given) => ({
				...picks(given),
				options: { message: 'Tak for handlen', phone: '30405060' },
			}),
			reads: ({ outbox: [message] }, { documentId }) => ({
				invoiceId: [message?.documentGuid, documentId],
				'options.message': [message?.text, expect.stringMatching(/^Tak for handlen https:/)],
				'options.phone': [message?.to, '30405060'],
			}),
		},
		{
			what: 'a reminder to somebody',
			given: async (engine) => {
				const given = await sms.given!(engine);
				const reminder = await made(engine, 'reminder', 'create', picks(given));
				const reminderId = picked(String(reminder.Id));
				await made(engine, 'reminder', 'book', { ...picks(given), reminderId });
				return given;
			},
			without: picks,
			parameters: (given) => ({ ...picks(given), options: { isReminder: true, receiverName: 'Kim' } }),
			reads: ({ outbox: [message] }) => ({
				'options.isReminder': [message?.subject, 'Rykker for Faktura 1'],
				'options.receiverName': [message?.text, expect.stringMatching(/^Hej Kim\./)],
			}),
		},
	],
	wrong: [
		...wrongPick('invoice'),
		stillADraft('invoice', 'a text message'),
		{
			what: 'no phone number anywhere',
			given: booked('invoice'),
			parameters: picks,
			names: 'Phone Number',
			message: /^'Phone Number' is empty, and the contact has none$/,
			advice: /under Options/,
		},
		{
			what: 'a phone number that is none',
			parameters: (given) => ({ ...picks(given), options: { phone: '12' } }),
			refused: [400],
			names: 'Phone Number',
			message: /'Phone Number': Only numbers from Denmark/,
			advice: /Correct the values/,
		},
	],
};

const createCreditNote: OperationRows = {
	given: booked('invoice'),
	required: {
		parameters: picks,
		gives: { Status: 'Draft', TotalInclVat: 125, CreditNoteFor: expect.any(String) },
	},
	full: [
		{
			parameters: (given: Given) => ({ ...picks(given), book: true, simplify: false }),
			reads: ({ books, row }, { documentId }) => {
				const creditNote = [...books.creditNotes.values()].at(-1);
				return {
					invoiceId: [creditNote?.creditNoteFor, documentId],
					book: [creditNote?.status, 'Booked'],
					simplify: ['ProductLines' in row, true],
				};
			},
		},
	],
	wrong: [...wrongPick('invoice'), stillADraft('invoice', 'a credit note')],
};

export const invoiceTable: ResourceTable = {
	resource: 'invoice',
	operations: {
		book: bookRows('invoice'),
		create: createRows('invoice'),
		createCreditNote,
		delete: deleteRows('invoice'),
		deletePayment: deletePaymentRows('invoice'),
		downloadPdf: pdfRows('invoice'),
		get: getRows('invoice'),
		getAll: salesListRows('invoice', 'GET /invoices'),
		getEmailTemplate: askRows('invoice', drafted('invoice'), {
			Receiver: 'kontor@havnens-is.example',
			Subject: expect.any(String),
		}),
		getMailouts: mailoutRows('invoice'),
		getPayments: askRows('invoice', partlyPaid('invoice'), [
			{ Amount: 25, RemainingAmount: 100, PaidAmount: 25 },
		]),
		getPreReminderTemplate: askRows('invoice', overdue, {
			Receiver: 'kontor@havnens-is.example',
			Subject: 'Betalingspåmindelse for Faktura 1',
		}),
		getTemplates: {
			required: {
				parameters: {},
				gives: [
					{ Name: 'Standard', IsDefault: true },
					{ Name: 'Engelsk', IsDefault: false },
				],
			},
			full: [rawRow('LogoText')],
			wrong: [
				{
					what: 'an organization by its name',
					parameters: { organizationId: '={{ "Nordlys" }}' },
					names: 'Organization',
					message: /^'Organization' is 'Nordlys', which is not an organization ID$/,
					advice: /352100/,
				},
			],
		},
		previewTotals: previewRows('invoice'),
		registerPayment: paymentRows('invoice'),
		sendEInvoice: eDocumentRows('invoice', 'POST /invoices/{guid}/e-invoice'),
		sendEmail: emailRows('invoice', booked('invoice')),
		sendPreReminder: emailRows('invoice', overdue),
		sendSms: sms,
		update: updateRows('invoice'),
	},
};
