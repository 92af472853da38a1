import { fromMinor } from '../books/money.mts';
import { renderPdf } from '../books/pdf.mts';
import { formatAmount, formatDate } from '../books/print.mts';
import { refuseField } from '../books/refusals.mts';
import { addressOf } from '../books/salesDocuments.mts';
import { statementOf, type Statement } from '../books/statement.mts';
import type { Contact } from '../books/documents.mts';
import type { Answer, Call, Operation } from './call.mts';
import { answered, contactOf, liveContactOf } from './found.mts';

function readPeriod(from: unknown, to: unknown, hideClosed: unknown) {
	const day = (value: unknown) => (value ? String(value).slice(0, 10) : undefined);
	const period = { from: day(from), to: day(to), hideClosed: hideClosed === true };
	if (period.from && period.to && period.from > period.to)
		refuseField('to', 'The period ends before it begins.');
	return period;
}

function statement(call: Call): Statement {
	return statementOf(
		call.organization,
		contactOf(call),
		readPeriod(call.query.from, call.query.to, call.query.hideClosed),
	);
}

function get(call: Call): Answer {
	const { income, expenses, rows } = statement(call);
	const time = (date: string | null) => (date === null ? null : answered(call.world, `${date}T00:00:00`));
	return {
		json: {
			ContactGuid: contactOf(call).guid,
			Income: fromMinor(income),
			Expenses: fromMinor(expenses),
			Entries: rows.map((row) => ({
				RelatedVoucherGuid: row.voucherGuid,
				RelatedVoucherNumber: String(row.voucherNumber),
				Date: time(row.date),
				DecayDate: time(row.dueDate),
				Description: row.description,
				Type: row.type,
				Amount: fromMinor(row.amount),
				Balance: fromMinor(row.balance),
				Status: row.status,
				RelatedVoucherCategory: row.category,
				RelatedVoucherClass: row.voucherClass,
				Currency: row.currency,
			})),
		},
	};
}

function pdf(call: Call): Answer {
	const contact = contactOf(call);
	return {
		bytes: print(call, contact, statement(call)),
		mimeType: 'application/pdf',
		fileName: `Kontoudtog ${contact.name}.pdf`.replace(/[^\p{L}\p{N} ._-]/gu, '_'),
	};
}

function print(call: Call, contact: Contact, { rows }: Statement): Buffer {
	const { details } = call.organization;
	const money = (minor: number) => formatAmount(minor, 'da-DK');
	return renderPdf(
		{
			title: 'Kontoudtog',
			number: contact.name,
			language: 'da-DK',
			currency: 'DKK',
			sender: {
				name: details.name,
				lines: [details.street, `${details.zipCode} ${details.city}`, details.email],
			},
			receiver: { name: contact.name, lines: (addressOf(contact) ?? '').split('\n').filter(Boolean) },
			facts: [
				['Dato', formatDate(call.world.clock.today())],
				['Valuta', 'DKK'],
			],
			headings: ['Postering', '', 'Beløb', 'Saldo'],
			lines: rows.map((row) => ({
				text: `${formatDate(row.date)}  ${row.description}`,
				comment: null,
				quantity: '',
				unit: '',
				price: money(row.amount),
				amount: money(row.balance),
				bold: false,
			})),
			totals: [['Saldo', money(rows.at(-1)?.balance ?? 0)]],
			comment: null,
			footer: details.website,
		},
		call.world.clock.now(),
	);
}

function email(call: Call): Answer {
	const { organization, body, world } = call;
	const contact = liveContactOf(call);
	const to = body.Receiver || contact.email;
	if (!to) refuseField('Receiver', 'The contact has no e-mail address, and no receiver was given.');
	const rows = statementOf(organization, contact, readPeriod(body.From, body.To, body.HideClosed)).rows;
	const sender = body.Sender || organization.details.email;
	world.outbox.push({
		kind: 'mail',
		at: world.clock.stamp(),
		organizationId: organization.id,
		documentGuid: null,
		documentType: 'StateOfAccount',
		from: sender,
		to,
		copyTo: body.CCToSender ? sender : null,
		subject: body.Subject || `Kontoudtog fra ${organization.details.name}`,
		text: body.Message || `Hej ${contact.name}\n\nHer er dit kontoudtog med ${rows.length} posteringer.`,
		attachments: ['Kontoudtog.pdf'],
	});
	world.log(organization, 'state of account sent', contact.guid, to);
	return {};
}

export const stateOfAccountOperations: Record<string, Operation> = {
	get_v1_organizationId_state_of_account_guid: get,
	get_v1_organizationId_state_of_account_guid_pdf: pdf,
	post_v1_organizationId_state_of_account_guid_email: email,
};
