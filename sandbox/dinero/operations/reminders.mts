import type { Reminder, SalesDocument } from '../books/documents.mts';
import { readChangesSince } from '../books/lists.mts';
import { recordMailout } from '../books/mail.mts';
import { fromMinor } from '../books/money.mts';
import { renderPdf } from '../books/pdf.mts';
import { formatAmount } from '../books/print.mts';
import { checkVersion, refuseRule, requireVersion } from '../books/refusals.mts';
import {
	accumulatedBefore,
	bookReminder,
	calculateReminder,
	checkNextReminder,
	compensationAvailable,
	deleteReminder,
	expenses,
	overdueClaim,
	paidDkk,
	reminderOf,
	remindersOf,
	touch,
	type ReminderWishes,
} from '../books/reminders.mts';
import { addressOf, contactNameOf } from '../books/salesDocuments.mts';
import type { Answer, Call, Operation } from './call.mts';
import { eInvoiceReceiver, putInOutbox } from './eInvoices.mts';
import { documentOf, liveDocumentOf } from './found.mts';
import { email, emailTemplate } from './salesShared.mts';

function invoiceOf(call: Call): SalesDocument {
	return documentOf(call, 'Invoice', call.path.voucherGuid);
}

function liveInvoiceOf(call: Call): SalesDocument {
	return liveDocumentOf(call, 'Invoice', call.path.voucherGuid);
}

function readWishes(call: Call): ReminderWishes {
	const { body } = call;
	return {
		date: String(body.Date).slice(0, 10),
		withDebtCollectionWarning: body.WithDebtCollectionWarning,
		withFee: body.WithFee,
		withInterestFee: body.WithInterestFee,
		withCompensationFee: body.WithCompensationFee,
	};
}

function reminderModel(call: Call, invoice: SalesDocument, reminder: Reminder, { kept = true } = {}) {
	const accumulated = accumulatedBefore(invoice, reminder.number);
	const paid = paidDkk(invoice);
	return {
		Id: kept ? reminder.id : null,
		IsDraft: reminder.isDraft,
		IsDeleted: reminder.isDeleted,
		Number: reminder.number,
		DebtCollectionNoticeText: reminder.withDebtCollectionWarning
			? 'Betales beløbet ikke inden 10 dage, sendes kravet til inkasso, jf. inkassoloven § 10. Det kan medføre ekstra omkostninger.'
			: null,
		InvoiceTotalInclVatAmountText: `Faktura ${invoice.number}`,
		InvoiceTotalInclVatAmount: fromMinor(invoice.totalDkk),
		FeeAmountText: reminder.withFee ? 'Rykkergebyr, jf. renteloven § 9b' : null,
		FeeAmount: fromMinor(reminder.fee),
		InterestAmountText: reminder.withInterestFee
			? `Renter ${formatRate(invoice.reminderInterestRate)} pr. måned, ${dayMonth(reminder.interestFrom)} - ${dayMonth(reminder.date)}`
			: null,
		InterestAmount: fromMinor(reminder.interest),
		CompensationFeeAvailable: compensationAvailable(call.organization, invoice),
		CompensationFeeAmountText: reminder.withCompensationFee
			? 'Kompensationsgebyr, jf. renteloven § 9a'
			: null,
		CompensationFeeAmount: fromMinor(reminder.compensation),
		AccumulatedFeesAndInterestAmountText: accumulated ? 'Tidligere gebyrer og renter' : null,
		AccumulatedFeesAndInterestAmount: fromMinor(accumulated),
		PaidAmountText: paid ? 'Betalt' : null,
		PaidAmount: fromMinor(-paid),
		ReminderTotalInclVatAmountText: 'I alt til betaling',
		ReminderTotalInclVatAmount: fromMinor(invoice.totalDkk + expenses(reminder) + accumulated - paid),
		Timestamp: invoice.timeStamp,
		Date: reminder.date,
		Title: reminder.title,
		Description: reminder.description,
		WithDebtCollectionWarning: reminder.withDebtCollectionWarning,
		WithFee: reminder.withFee,
		WithInterestFee: reminder.withInterestFee,
		WithCompensationFee: reminder.withCompensationFee,
	};
}

function formatRate(rate: number): string {
	return `${rate.toLocaleString('da-DK', { minimumFractionDigits: 2 })} %`;
}

function dayMonth(date: string): string {
	return date.split('-').reverse().join('/');
}

function list(call: Call): Answer {
	const invoice = invoiceOf(call);
	const since = readChangesSince(call.query.changesSince);
	return {
		json: remindersOf(invoice)
			.filter((reminder) => since === undefined || reminder.updatedAt >= since)
			.map((reminder) => reminderModel(call, invoice, reminder)),
	};
}

function add(call: Call): Answer {
	const invoice = liveInvoiceOf(call);
	requireVersion(invoice, call.body.Timestamp);
	overdueClaim(call.organization, invoice);
	const wishes = readWishes(call);
	checkNextReminder(invoice, wishes.date);
	const number = remindersOf(invoice).length + 1;
	const reminder = calculateReminder(call.organization, invoice, wishes, number);
	takeTexts(call, reminder);
	invoice.reminders.push(reminder);
	touch(call.organization, invoice, reminder, 'reminder created');
	return { json: reminderModel(call, invoice, reminder) };
}

function takeTexts(call: Call, reminder: Reminder): void {
	reminder.title = call.body.Title || reminder.title;
	reminder.description = call.body.Description || reminder.description;
}

function update(call: Call): Answer {
	const invoice = liveInvoiceOf(call);
	const reminder = reminderOf(invoice, Number(call.path.id));
	requireVersion(invoice, call.body.Timestamp);
	if (!reminder.isDraft) refuseRule('A booked reminder cannot be updated.');
	Object.assign(reminder, calculateReminder(call.organization, invoice, readWishes(call), reminder.number));
	takeTexts(call, reminder);
	touch(call.organization, invoice, reminder, 'reminder updated');
	return { json: reminderModel(call, invoice, reminder) };
}

function remove(call: Call): Answer {
	const invoice = liveInvoiceOf(call);
	const reminder = reminderOf(invoice, Number(call.path.id));
	requireVersion(invoice, call.body?.Timestamp);
	deleteReminder(call.organization, invoice, reminder);
	return {};
}

function book(call: Call): Answer {
	const invoice = liveInvoiceOf(call);
	const reminder = reminderOf(invoice, Number(call.path.id));
	requireVersion(invoice, call.body.Timestamp);
	overdueClaim(call.organization, invoice);
	bookReminder(call.organization, invoice, reminder);
	return { json: reminderModel(call, invoice, reminder) };
}

/** The draft that waits, or what the next reminder would be with Dinero's standards: a fee and no more. */
function next(call: Call): Answer {
	const invoice = liveInvoiceOf(call);
	overdueClaim(call.organization, invoice);
	const waiting = remindersOf(invoice).find(({ isDraft }) => isDraft);
	if (waiting) return { json: reminderModel(call, invoice, waiting) };
	const date = call.world.clock.today();
	checkNextReminder(invoice, date);
	const wishes = {
		date,
		withDebtCollectionWarning: false,
		withFee: true,
		withInterestFee: false,
		withCompensationFee: false,
	};
	return preview(call, invoice, wishes);
}

function fetchReminder(call: Call): Answer {
	const invoice = liveInvoiceOf(call);
	overdueClaim(call.organization, invoice);
	return preview(call, invoice, readWishes(call));
}

function preview(call: Call, invoice: SalesDocument, wishes: ReminderWishes): Answer {
	const number = Math.min(remindersOf(invoice).filter(({ isDraft }) => !isDraft).length + 1, 3);
	return {
		json: reminderModel(call, invoice, calculateReminder(call.organization, invoice, wishes, number), {
			kept: false,
		}),
	};
}

function get(call: Call): Answer {
	const invoice = invoiceOf(call);
	const reminder = reminderOf(invoice, Number(call.path.id));
	return call.accept === 'binary'
		? pdf(call, invoice, reminder)
		: { json: reminderModel(call, invoice, reminder) };
}

function pdf(call: Call, invoice: SalesDocument, reminder: Reminder): Answer {
	const { organization, world } = call;
	const model = reminderModel(call, invoice, reminder);
	const contact = invoice.contactGuid ? organization.contacts.get(invoice.contactGuid) : undefined;
	const money = (kroner: number) => formatAmount(Math.round(kroner * 100), 'da-DK');
	const rows: Array<[string | null, number]> = [
		[model.InvoiceTotalInclVatAmountText, model.InvoiceTotalInclVatAmount],
		[model.AccumulatedFeesAndInterestAmountText, model.AccumulatedFeesAndInterestAmount],
		[model.FeeAmountText, model.FeeAmount],
		[model.InterestAmountText, model.InterestAmount],
		[model.CompensationFeeAmountText, model.CompensationFeeAmount],
		[model.PaidAmountText, model.PaidAmount],
	];
	const bytes = renderPdf(
		{
			title: reminder.title,
			number: reminder.number,
			language: 'da-DK',
			currency: 'DKK',
			sender: {
				name: organization.details.name,
				lines: [organization.details.street, `${organization.details.zipCode} ${organization.details.city}`],
			},
			receiver: {
				name: contactNameOf(organization, invoice) ?? '',
				lines: (invoice.address ?? addressOf(contact) ?? '').split('\n'),
			},
			facts: [
				['Faktura', String(invoice.number)],
				['Dato', dayMonth(reminder.date)],
				['Valuta', 'DKK'],
			],
			headings: ['Beskrivelse', '', '', 'Beløb'],
			lines: rows
				.filter(([text]) => text !== null)
				.map(([text, amount]) => ({
					text: text as string,
					comment: null,
					quantity: '',
					unit: '',
					price: '',
					amount: money(amount),
					bold: false,
				})),
			totals: [['I alt DKK', money(model.ReminderTotalInclVatAmount)]],
			comment: [reminder.description, model.DebtCollectionNoticeText].filter(Boolean).join('\n\n') || null,
			footer: organization.details.website,
		},
		world.clock.now(),
	);
	return {
		bytes,
		mimeType: 'application/pdf',
		fileName: `Rykker ${reminder.number} faktura ${invoice.number}.pdf`,
	};
}

/** The last booked reminder; only a booked one can be sent. */
function sendable(invoice: SalesDocument): Reminder {
	const reminder = remindersOf(invoice)
		.filter(({ isDraft }) => !isDraft)
		.at(-1);
	if (!reminder) refuseRule('There is no booked reminder to send.');
	return reminder as Reminder;
}

function sendByMail(call: Call): Answer {
	sendable(liveInvoiceOf(call));
	return email({ ...call, path: { ...call.path, guid: call.path.voucherGuid } }, 'Invoice', 'Reminder');
}

function template(call: Call): Answer {
	return emailTemplate(
		{ ...call, path: { ...call.path, guid: call.path.voucherGuid } },
		'Invoice',
		'Reminder',
	);
}

function sendElectronically(call: Call): Answer {
	const invoice = liveInvoiceOf(call);
	const reminder = reminderOf(invoice, Number(call.path.id));
	if (reminder.isDraft) refuseRule('Only a booked reminder can be sent.');
	checkVersion(invoice, call.body?.Timestamp);
	const to = call.body?.ReceiverEanNumber
		? `GLN ${call.body.ReceiverEanNumber}`
		: eInvoiceReceiver(call.organization, invoice);
	putInOutbox(call, invoice, to, 'ElectronicInvoiceReminder', reminder.title);
	recordMailout(call.organization, invoice, {
		sender: null,
		receiver: to,
		subject: reminder.title,
		message: '',
		type: 'ElectronicInvoiceReminder',
		ccToSender: false,
		isSms: false,
		latestEvent: 'SentToCustomer',
	});
	return {};
}

export const reminderOperations: Record<string, Operation> = {
	get_v1_organizationId_invoices_voucherGuid_reminders: list,
	post_v1_organizationId_invoices_voucherGuid_reminders: add,
	get_v1_organizationId_invoices_voucherGuid_reminders_id: get,
	put_v1_organizationId_invoices_voucherGuid_reminders_id: update,
	delete_v1_organizationId_invoices_voucherGuid_reminders_id: remove,
	get_v1_organizationId_invoices_voucherGuid_reminders_next: next,
	post_v1_organizationId_invoices_voucherGuid_reminders_fetch: fetchReminder,
	post_v1_organizationId_invoices_voucherGuid_reminders_id_book: book,
	get_v1_organizationId_invoices_voucherGuid_reminders_email_template: template,
	post_v1_organizationId_invoices_voucherGuid_reminders_email: sendByMail,
	post_v1_organizationId_invoices_voucherGuid_reminders_id_e_reminder: sendElectronically,
};
