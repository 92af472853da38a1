import type { SalesDocument } from '../books/documents.mts';
import { recordMailout } from '../books/mail.mts';
import type { Organization } from '../books/organization.mts';
import { checkVersion, refuseField, refuseNoResult, refuseRule } from '../books/refusals.mts';
import { documentTypes } from '../books/salesDocuments.mts';
import type { Answer, Call, Operation } from './call.mts';
import { liveDocumentOf } from './found.mts';
import { remindersOf } from '../books/reminders.mts';

/** Longest text of an SMS. */
const longestSms = 1000;

/** Danish, Faroese and Greenlandic numbers. */
const phoneNumber = /^(?:(?:\+|00)45)?[2-9]\d{7}$|^(?:\+|00)(?:298|299)\d{6}$/;

/** Where an electronic invoice goes: the number that the contact prefers, or the first it has. Refuses a contact with none. */
export function eInvoiceReceiver(organization: Organization, document: SalesDocument): string {
	const contact = document.contactGuid ? organization.contacts.get(document.contactGuid) : undefined;
	const numbers: Record<string, string | null | undefined> = {
		GLN: contact?.eanNumber,
		VAT: contact?.vatNumber,
		SE: contact?.seNumber,
		P: contact?.pNumber,
	};
	const preferred = contact?.invoiceMailOutOptionKey;
	const key =
		preferred && numbers[preferred] ? preferred : Object.keys(numbers).find((each) => numbers[each]);
	if (!key)
		refuseField(
			'ContactGuid',
			'The contact has no EAN, CVR, SE or P number to send an electronic invoice to.',
		);
	return `${key} ${numbers[key as string]}`;
}

export function putInOutbox(
	call: Call,
	document: SalesDocument,
	to: string,
	documentType: string,
	subject: string,
	text = '',
): void {
	call.world.outbox.push({
		kind: documentType === 'Sms' ? 'sms' : 'eInvoice',
		at: call.world.clock.stamp(),
		organizationId: call.organization.id,
		documentGuid: document.guid,
		documentType,
		from: call.organization.details.name,
		to,
		copyTo: null,
		subject,
		text,
		attachments: [],
	});
}

function send(call: Call, kind: 'Invoice' | 'CreditNote'): Answer {
	const document = liveDocumentOf(call, kind);
	if (document.status !== 'Booked') refuseRule('The voucher must be booked before it can be sent.');
	checkVersion(document, call.body?.Timestamp);
	if (call.body?.PaymentMeanEnum === 'FIK' && !call.organization.settings.useFikCode) {
		refuseField('PaymentMeanEnum', 'The organization uses no FIK code.');
	}
	const to = eInvoiceReceiver(call.organization, document);
	const subject = `${documentTypes[kind]['da-DK']} ${document.number}`;
	const parts = [
		call.body?.OrderReference && `Ordre ${call.body.OrderReference}`,
		call.body?.AttPerson && `Att. ${call.body.AttPerson}`,
	];
	putInOutbox(call, document, to, 'Einvoice', subject, parts.filter(Boolean).join(', '));
	recordMailout(call.organization, document, {
		sender: null,
		receiver: to,
		subject,
		message: '',
		type: 'Einvoice',
		ccToSender: false,
		isSms: false,
		latestEvent: 'SentToCustomer',
	});
	return {};
}

function sendSms(call: Call): Answer {
	const { organization, body } = call;
	const guid = call.path.voucherGuid.toLowerCase();
	const document = organization.invoices.get(guid) ?? organization.creditNotes.get(guid);
	if (!document) refuseNoResult('there is no such voucher');
	const voucher = liveDocumentOf(call, document!.kind, guid);
	if (voucher.status !== 'Booked') refuseRule('The voucher must be booked before it can be sent.');
	checkVersion(voucher, body.Timestamp);
	if (body.IsReminder && !remindersOf(voucher).some(({ isDraft }) => !isDraft))
		refuseRule('There is no booked reminder to send.');
	const to = String(body.ReceiverPhoneNumber).replace(/[\s-]/g, '');
	if (!phoneNumber.test(to))
		refuseField('ReceiverPhoneNumber', 'Only numbers from Denmark, the Faroe Islands and Greenland.');
	const link = `https://app.dinero.example/${organization.id}/${voucher.guid}`;
	const custom: string = body.Message ?? '';
	if (/https?:\/\/|www\./i.test(custom)) refuseField('Message', 'The message must not hold links.');
	const title = `${body.IsReminder ? 'Rykker for ' : ''}${documentTypes[voucher.kind]['da-DK']} ${voucher.number}`;
	const text = custom || `Hej ${body.ReceiverName}. ${title} fra ${organization.details.name}:`;
	const message = text.includes('[link-to-pdf]') ? text.replaceAll('[link-to-pdf]', link) : `${text} ${link}`;
	if (message.length > longestSms)
		refuseField('Message', `The message can have at most ${longestSms} characters.`);
	putInOutbox(call, voucher, to, 'Sms', title, message);
	recordMailout(organization, voucher, {
		sender: organization.details.name,
		receiver: to,
		subject: title,
		message,
		type: body.IsReminder ? 'Reminder' : 'Mailout',
		ccToSender: false,
		isSms: true,
		latestEvent: 'Sent',
	});
	return {};
}

/** Electronic invoices and SMS: nothing is really sent. */
export const eInvoiceOperations: Record<string, Operation> = {
	post_v3_organizationId_invoices_guid_e_invoice: (call) => send(call, 'Invoice'),
	post_v3_organizationId_sales_creditnotes_guid_e_creditNote: (call) => send(call, 'CreditNote'),
	post_v1_organizationId_sms_voucherGuid_send_sms: sendSms,
};
