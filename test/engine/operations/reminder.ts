import type { Engine } from '../harness';
import { picked } from '../harness';
import { overdue } from './invoice';
import { cutRows, made, noLimit, notAnId } from './rows';
import { booked } from './salesRows';
import { emailOptions, readEmail, withMailSettings, wrongEmail } from './sendingRows';
import {
	booksOf,
	type Given,
	type OperationRows,
	type Pair,
	type ResourceTable,
	type Seen,
	type WrongRow,
} from './table';

const invoice = ({ documentId }: Given) => ({ invoiceId: picked(documentId) });
const first = (given: Given) => ({ ...invoice(given), reminderId: picked('1') });
const remindersOf = ({ books }: Pick<Seen, 'books'>, { documentId }: Given) =>
	books.invoices.get(documentId)?.reminders ?? [];
/** An overdue invoice with a reminder that is a draft, or one that is booked. */
const drafted = async (engine: Engine) => {
	const given = await overdue(engine);
	await made(engine, 'reminder', 'create', invoice(given));
	return given;
};
const reminded = async (engine: Engine) => {
	const given = await overdue(engine);
	await made(engine, 'reminder', 'create', { ...invoice(given), book: true });
	return given;
};
/** One more reminder, so that the first is told apart from it. */
const twice = async (engine: Engine) => {
	const given = await overdue(engine);
	await made(engine, 'reminder', 'create', {
		...invoice(given),
		book: true,
		options: { date: '2026-02-01' },
	});
	await made(engine, 'reminder', 'create', { ...invoice(given), options: { date: '2026-03-01' } });
	return given;
};

const charges = {
	compensation: true,
	date: '2026-03-04',
	debtCollectionWarning: true,
	fee: false,
	interest: true,
};
const texts = { text: 'We miss your payment', title: 'Now please' };

/** What the books keep of the last reminder. */
const readOptions = (seen: Seen, given: Given): Record<string, Pair> => {
	const reminder = remindersOf(seen, given).at(-1);
	return {
		'options.compensation': [reminder?.withCompensationFee, true],
		'options.date': [reminder?.date, '2026-03-04'],
		'options.debtCollectionWarning': [reminder?.withDebtCollectionWarning, true],
		'options.fee': [reminder?.withFee, false],
		'options.interest': [reminder?.withInterestFee, true],
		'options.text': [reminder?.description, 'We miss your payment'],
		'options.title': [reminder?.title, 'Now please'],
	};
};

const wrongInvoice: WrongRow[] = [notAnId('invoiceId', 'Invoice', { reminderId: picked('1') })];
const notOverdue: WrongRow = {
	what: 'an invoice that is not overdue',
	given: booked('invoice'),
	parameters: invoice,
	refused: [400],
	names: 'invoice',
	message: /The invoice must be overdue/,
	advice: /./,
};
const wrongDate = (parameters: (given: Given) => object): WrongRow => ({
	what: 'a date in Danish writing',
	parameters: (given) => ({ ...parameters(given), options: { date: '4/3 2026' } }),
	names: 'Date',
	message: /^'Date' is '4\/3 2026', which is not a date$/,
	advice: /2026-11-30/,
});
/** What can be wrong with the choice of a reminder. */
const wrongReminder: WrongRow[] = [
	...wrongInvoice,
	{
		what: 'a reminder that is no number',
		parameters: (given) => ({ ...invoice(given), reminderId: '={{ "first" }}' }),
		names: 'Reminder',
		message: /^'Reminder' is 'first', which is not a whole number$/,
		advice: /digits/,
	},
	{
		what: 'a reminder that is unknown',
		parameters: (given) => ({ ...invoice(given), reminderId: picked('7') }),
		refused: [400],
		names: 'Reminder',
		message: /^'Invoice' or 'Reminder': Dinero has nothing with this ID in this organization$/,
		advice: /Check the ID/,
	},
];
/** An operation that asks about the invoice's reminders: the request names the invoice. */
const ask = (given: OperationRows['given'], gives: object, wrong: WrongRow[]): OperationRows => ({
	given,
	required: { parameters: invoice, gives },
	full: [
		{
			parameters: invoice,
			reads: ({ calls }, { documentId }) => ({
				invoiceId: [calls.at(-1)?.path, expect.stringContaining(documentId)],
			}),
		},
	],
	wrong: [notAnId('invoiceId', 'Invoice'), ...wrong],
});

export const reminderTable: ResourceTable = {
	resource: 'reminder',
	operations: {
		book: {
			given: drafted,
			required: { parameters: first, gives: { Id: 1, IsDraft: false } },
			full: [
				{
					parameters: first,
					reads: (seen, given) => ({
						invoiceId: [remindersOf(seen, given)[0]?.isDraft, false],
						reminderId: [seen.calls.at(-1)?.path, expect.stringMatching(/\/reminders\/1\/book$/)],
					}),
				},
			],
			wrong: wrongReminder,
		},
		create: {
			given: overdue,
			required: {
				parameters: invoice,
				gives: { Id: 1, IsDraft: true, WithFee: true, WithInterestFee: false },
			},
			full: [
				{
					parameters: (given) => ({ ...invoice(given), book: true, options: { ...charges, ...texts } }),
					reads: (seen, given) => ({
						invoiceId: [remindersOf(seen, given).length, 1],
						book: [remindersOf(seen, given)[0]?.isDraft, false],
						...readOptions(seen, given),
					}),
				},
			],
			wrong: [notAnId('invoiceId', 'Invoice'), notOverdue, wrongDate(invoice)],
		},
		delete: {
			given: drafted,
			required: { parameters: first, gives: { deleted: true, Id: 1 } },
			full: [
				{
					parameters: first,
					reads: ({ books }, { documentId }) => {
						const all = books.invoices.get(documentId)?.reminders;
						return {
							invoiceId: [all?.length, 1],
							reminderId: [all?.map((one) => [one.id, one.isDeleted]), [[1, true]]],
						};
					},
				},
			],
			wrong: wrongReminder,
		},
		downloadPdf: {
			given: reminded,
			required: { parameters: first, gives: { Id: 1, fileName: 'reminder-1.pdf' } },
			full: [
				{
					parameters: (given) => ({ ...first(given), outputField: 'letter' }),
					reads: ({ row, ran }, { documentId }) => ({
						invoiceId: [row.invoiceId, documentId],
						reminderId: [row.Id, 1],
						outputField: [ran.items[0]?.binary?.letter?.mimeType, 'application/pdf'],
					}),
				},
			],
			wrong: wrongReminder,
		},
		get: {
			given: twice,
			required: { parameters: first, gives: { Id: 1, Date: '2026-02-01' } },
			full: [
				{
					parameters: (given) => ({ ...invoice(given), reminderId: picked('2') }),
					reads: ({ row, calls }, { documentId }) => ({
						invoiceId: [calls.at(-1)?.path, expect.stringContaining(documentId)],
						reminderId: [
							[row.Id, row.Date],
							[2, '2026-03-01'],
						],
					}),
				},
			],
			wrong: wrongReminder,
		},
		getAll: {
			given: twice,
			required: { parameters: invoice, gives: [{ Id: 1 }, { Id: 2 }] },
			full: [
				{
					parameters: invoice,
					reads: ({ calls }, { documentId }) => ({
						invoiceId: [calls.at(-1)?.path, expect.stringContaining(documentId)],
					}),
				},
				...cutRows(60, {
					parameters: invoice,
					given: async (engine) => {
						const given = await drafted(engine);
						const reminders = remindersOf({ books: booksOf(engine) }, given);
						for (let id = 2; id <= 60; id += 1) reminders.push({ ...reminders[0], id });
						return given;
					},
				}),
				{
					what: 'changed since',
					given: async (engine) => {
						const given = await twice(engine);
						remindersOf({ books: booksOf(engine) }, given)[0].updatedAt = '2019-01-01T00:00:00';
						return given;
					},
					without: invoice,
					parameters: (given) => ({ ...invoice(given), filters: { changedSince: '2020-02-03T04:05:06Z' } }),
					reads: ({ rows }) => ({ 'filters.changedSince': [rows.map(({ Id }) => Id), [2]] }),
				},
			],
			wrong: [noLimit(invoice), notAnId('invoiceId', 'Invoice')],
		},
		getEmailTemplate: ask(
			reminded,
			{ Subject: 'Rykker for Faktura 1', Receiver: 'kontor@havnens-is.example' },
			[],
		),
		getNext: ask(overdue, { Id: null, Number: 1, WithFee: true }, [notOverdue]),
		preview: {
			given: overdue,
			required: {
				parameters: invoice,
				gives: { Number: 1, WithFee: true, FeeAmount: 100, InterestAmount: 0 },
			},
			full: [
				{
					parameters: (given) => ({ ...invoice(given), options: charges }),
					reads: ({ row, calls, sent }, { documentId }) => {
						const { body } = sent('POST /invoices/{voucherGuid}/reminders/fetch');
						return {
							invoiceId: [calls.at(-1)?.path, expect.stringContaining(documentId)],
							'options.compensation': [
								[body.WithCompensationFee, row.CompensationFeeAmount],
								[true, 310],
							],
							'options.date': [
								[body.Date, row.Date],
								['2026-03-04', '2026-03-04'],
							],
							'options.debtCollectionWarning': [body.WithDebtCollectionWarning, true],
							'options.fee': [
								[body.WithFee, row.FeeAmount],
								[false, 0],
							],
							'options.interest': [
								[body.WithInterestFee, Number(row.InterestAmount) > 0],
								[true, true],
							],
						};
					},
				},
			],
			wrong: [notAnId('invoiceId', 'Invoice'), notOverdue, wrongDate(invoice)],
		},
		sendEReminder: {
			given: async (engine) => {
				const given = await reminded(engine);
				const updateFields = { eanNumber: '5798009811578' };
				await made(engine, 'contact', 'update', { contactId: picked(given.contactId), updateFields });
				return given;
			},
			required: { parameters: first, gives: { sent: true, Id: 1 } },
			full: [
				{
					parameters: (given) => ({
						...first(given),
						options: { attention: 'Kim', eanNumber: '5790000 123456', paymentMeans: 'FIK' },
					}),
					reads: ({ outbox, sent }, { documentId }) => {
						const { body } = sent('POST /invoices/{voucherGuid}/reminders/{id}/e-reminder');
						return {
							invoiceId: [outbox[0]?.documentGuid, documentId],
							reminderId: [outbox[0]?.subject, '1. rykker'],
							'options.attention': [body.AttPerson, 'Kim'],
							'options.eanNumber': [outbox[0]?.to, 'GLN 5790000123456'],
							'options.paymentMeans': [body.PaymentMeanEnum, 'FIK'],
						};
					},
				},
			],
			wrong: [
				...wrongReminder,
				{
					what: 'an EAN number of 12 digits',
					parameters: (given) => ({ ...first(given), options: { eanNumber: '579800981157' } }),
					names: 'EAN Number',
					message: /^'EAN Number' is '579800981157'$/,
					advice: /13 digits/,
				},
			],
		},
		sendEmail: {
			given: withMailSettings(reminded),
			required: { parameters: invoice, gives: { sent: true, receivers: ['kontor@havnens-is.example'] } },
			full: [
				{
					parameters: (given) => ({ ...invoice(given), options: emailOptions }),
					reads: (seen, { documentId }) => ({
						invoiceId: [seen.outbox[0]?.documentGuid, documentId],
						...readEmail(seen),
					}),
				},
			],
			wrong: [
				notAnId('invoiceId', 'Invoice'),
				{
					what: 'an invoice without a booked reminder',
					given: drafted,
					parameters: invoice,
					refused: [400],
					names: 'reminder',
					message: /There is no booked reminder to send/,
					advice: /./,
				},
				...wrongEmail(invoice),
			],
		},
		update: {
			given: drafted,
			required: {
				parameters: (given: Given) => ({ ...first(given), options: { title: 'Soon please' } }),
				needs: ['options'],
				gives: { Id: 1, IsDraft: true, Title: 'Soon please', WithFee: true },
			},
			full: [
				{
					parameters: (given) => ({ ...first(given), options: { ...charges, ...texts } }),
					reads: (seen, given) => ({
						invoiceId: [remindersOf(seen, given)[0]?.title, 'Now please'],
						reminderId: [remindersOf(seen, given)[0]?.id, 1],
						...readOptions(seen, given),
					}),
				},
			],
			wrong: [
				...wrongReminder.map((row) => ({
					...row,
					parameters: (given: Given) => ({
						options: texts,
						...(typeof row.parameters === 'function'
							? (row.parameters as (given: Given) => object)(given)
							: row.parameters),
					}),
				})),
				{
					what: 'nothing to change',
					parameters: first,
					names: 'Options',
					message: /^'Options' holds nothing to change$/,
					advice: /Add the fields/,
				},
				wrongDate(first),
			],
		},
	},
};
