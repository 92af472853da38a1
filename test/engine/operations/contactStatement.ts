import { givenContact, givenInvoice } from '../given';
import { type Engine, picked } from '../harness';
import { made, notAnId } from './rows';
import type { Given, Pair, ResourceTable, Seen } from './table';

/** A contact with an invoice in January that is paid, one in March and one in May. */
const trade = async (engine: Engine): Promise<Given> => {
	const contactId = await givenContact(engine);
	const invoice = async (date: string) =>
		await givenInvoice(engine, { book: true, additionalFields: { date } }, contactId);
	const [january] = [await invoice('2026-01-15'), await invoice('2026-03-15'), await invoice('2026-05-15')];
	await made(engine, 'invoice', 'registerPayment', {
		invoiceId: picked(january),
		depositAccountNumber: picked('55000'),
		paymentDate: '2026-03-20',
	});
	return { contactId };
};
const contact = ({ contactId }: Given) => ({ contactId: picked(contactId) });
const period = { fromDate: '2026-02-01', toDate: '2026-04-30', hideClosed: true };
const readPeriod = (seen: Seen, address: string): Record<string, Pair> => {
	const { query } = seen.sent(address);
	return {
		'options.fromDate': [query.from, '2026-02-01T00:00:00Z'],
		'options.hideClosed': [query.hideClosed, 'true'],
		'options.toDate': [query.to, '2026-04-30T23:59:59Z'],
	};
};
const swapped = {
	what: 'a period that ends before it begins',
	parameters: (given: Given) => ({
		...contact(given),
		options: { fromDate: '2026-04-30', toDate: '2026-02-01' },
	}),
	names: 'From Date',
	message: /^'From Date' is 2026-04-30, after 'To Date' 2026-02-01$/,
	advice: /Swap/,
};
const notAnAddress = (field: string, label: string) => ({
	what: `${label} is no e-mail address`,
	parameters: (given: Given) => ({ ...contact(given), options: { [field]: 'nathan' } }),
	names: label,
	message: new RegExp(`^'${label}' has 'nathan', which is not an e-mail address$`),
	advice: /nathan@example\.com/,
});
const entries = ({ row }: Seen) =>
	(row.Entries as Array<{ Date: string }>).map(({ Date: day }) => day.slice(0, 10));

export const contactStatementTable: ResourceTable = {
	resource: 'contactStatement',
	operations: {
		get: {
			given: trade,
			required: { parameters: contact, gives: { Income: 2100, Expenses: 0, Entries: expect.any(Array) } },
			full: [
				{
					parameters: (given) => ({ ...contact(given), options: period }),
					reads: (seen, { contactId }) => ({
						contactId: [
							[seen.row.ContactGuid, entries(seen)],
							[contactId, ['2026-03-15']],
						],
						...readPeriod(seen, 'GET /state-of-account/{guid}'),
					}),
				},
			],
			wrong: [notAnId('contactId', 'Contact'), swapped],
		},
		downloadPdf: {
			given: trade,
			required: { parameters: contact, gives: { fileName: 'Kontoudtog Havnens Is ApS.pdf' } },
			full: [
				{
					parameters: (given) => ({ ...contact(given), outputField: 'statement', options: period }),
					reads: (seen, { contactId }) => ({
						contactId: [seen.calls.at(-1)?.path, expect.stringContaining(contactId)],
						outputField: [seen.ran.items[0]?.binary?.statement?.mimeType, 'application/pdf'],
						...readPeriod(seen, 'GET /state-of-account/{guid}/pdf'),
					}),
				},
			],
			wrong: [notAnId('contactId', 'Contact'), swapped],
		},
		sendEmail: {
			given: trade,
			required: { parameters: contact, gives: { sent: true } },
			full: [
				{
					parameters: (given) => ({
						...contact(given),
						options: {
							...period,
							copyToSender: true,
							message: 'This is what is open.',
							receiver: 'nathan@example.com',
							sender: 'shop@example.com',
							subject: 'Your account',
						},
					}),
					reads: (seen, { contactId }) => {
						const [mail] = seen.outbox;
						const { body } = seen.sent('POST /state-of-account/{guid}/email');
						return {
							contactId: [seen.calls.at(-1)?.path, expect.stringContaining(contactId)],
							'options.copyToSender': [mail.copyTo, mail.from],
							'options.fromDate': [body.From, '2026-02-01T00:00:00Z'],
							'options.hideClosed': [body.HideClosed, true],
							'options.message': [mail.text, 'This is what is open.'],
							'options.receiver': [mail.to, 'nathan@example.com'],
							'options.sender': [mail.from, 'shop@example.com'],
							'options.subject': [mail.subject, 'Your account'],
							'options.toDate': [body.To, '2026-04-30T23:59:59Z'],
						};
					},
				},
			],
			wrong: [
				notAnId('contactId', 'Contact'),
				swapped,
				notAnAddress('receiver', 'Receiver'),
				notAnAddress('sender', 'Sender'),
			],
		},
	},
};
