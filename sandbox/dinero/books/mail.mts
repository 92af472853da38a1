import type { Mailout, SalesDocument } from './documents.mts';
import type { Organization } from './organization.mts';
import { checkVersion, refuseDeleted, refuseField, refuseRule } from './refusals.mts';
import { contactNameOf, documentTypes } from './salesDocuments.mts';

/** What a mail can carry, as in the contract; empty parts come from the template. */
export interface MailBody {
	Timestamp?: string | null;
	Sender?: string | null;
	CcToSender?: boolean | null;
	Receiver?: string | null;
	Subject?: string | null;
	Message?: string | null;
	AddVoucherAsPdfAttachment?: boolean | null;
	ShouldAddTrustPilotEmailAsBcc?: boolean;
}

export type MailType = 'Mailout' | 'TradeOffer' | 'Reminder' | 'PreReminder';

export interface MailTemplate {
	Sender: string;
	Receiver: string | null;
	Subject: string;
	Message: string;
	AddVoucherAsPdfAttachment: boolean;
}

const linkTag = '[link-to-pdf]';
const address = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;

const texts = {
	'da-DK': {
		greeting: 'Hej',
		Mailout: 'Her er',
		TradeOffer: 'Her er',
		Reminder: 'Betaling mangler. Her er rykker for',
		PreReminder: 'Vi mangler at modtage betaling. Her er',
		closing: 'Med venlig hilsen',
		reminder: 'Rykker for',
		preReminder: 'Betalingspåmindelse for',
	},
	'en-GB': {
		greeting: 'Hello',
		Mailout: 'Here is',
		TradeOffer: 'Here is',
		Reminder: 'Payment is missing. Here is a reminder for',
		PreReminder: 'We have not received payment yet. Here is',
		closing: 'Kind regards',
		reminder: 'Reminder for',
		preReminder: 'Payment notice for',
	},
} as const;

/** What a mail about a document would hold if nothing was said: subject "{Type} {Number}" in the document's language. */
export function mailTemplate(
	organization: Organization,
	document: SalesDocument,
	type: MailType,
): MailTemplate {
	const language = document.language as 'da-DK' | 'en-GB';
	const words = texts[language];
	const title = `${documentTypes[document.kind][language]} ${document.number}`;
	const before =
		type === 'Reminder' ? `${words.reminder} ` : type === 'PreReminder' ? `${words.preReminder} ` : '';
	const contact = document.contactGuid ? organization.contacts.get(document.contactGuid) : undefined;
	return {
		Sender: organization.details.email,
		Receiver: contact?.email ?? null,
		Subject: before + title,
		Message:
			`${words.greeting} ${contactNameOf(organization, document) ?? ''}\n\n${words[type]} ${title}:\n${linkTag}\n\n` +
			`${words.closing}\n${organization.details.name}`,
		AddVoucherAsPdfAttachment: organization.settings.addVoucherAsPdfAttachment,
	};
}

/**
 * "Sends" a mail about a document: it goes to the outbox and to the document's mail-outs.
 * Refuses: deleted (65), outdated version (58), not booked (45; trade offers need no booking), no receiver, a
 * malformed address, a message without [link-to-pdf].
 * @returns the receivers
 */
export function sendMail(
	organization: Organization,
	document: SalesDocument,
	body: MailBody,
	type: MailType,
): string[] {
	if (document.deletedAt) refuseDeleted();
	if (document.kind !== 'TradeOffer' && document.status !== 'Booked')
		refuseRule('The voucher must be booked before it can be sent.');
	checkVersion(document, body.Timestamp);
	const template = mailTemplate(organization, document, type);
	const receiver = body.Receiver || template.Receiver;
	if (!receiver) refuseField('Receiver', 'The contact has no e-mail address, and no receiver was given.');
	const receivers = receiver!.split(',').map((each) => each.trim());
	for (const each of receivers)
		if (!address.test(each)) refuseField('Receiver', `'${each}' is not an e-mail address.`);
	const sender = body.Sender || template.Sender;
	if (!address.test(sender)) refuseField('Sender', `'${sender}' is not an e-mail address.`);
	if (body.Message && !body.Message.includes(linkTag))
		refuseField('Message', `The message must contain the tag ${linkTag}.`);
	const subject = body.Subject || template.Subject;
	const link = `https://app.dinero.example/${organization.id}/${document.guid}`;
	const message = (body.Message || template.Message).replaceAll(linkTag, link);
	const attachments =
		(body.AddVoucherAsPdfAttachment ?? template.AddVoucherAsPdfAttachment)
			? [`${documentTypes[document.kind][document.language as 'da-DK']} ${document.number}.pdf`]
			: [];
	const trustPilot = body.ShouldAddTrustPilotEmailAsBcc ? organization.settings.trustPilotEmail : null;
	organization.world.outbox.push({
		kind: 'mail',
		at: organization.world.clock.stamp(),
		organizationId: organization.id,
		documentGuid: document.guid,
		documentType: type,
		from: sender,
		to: receivers.join(','),
		copyTo: [body.CcToSender ? sender : null, trustPilot].filter(Boolean).join(',') || null,
		subject,
		text: message,
		attachments: [...attachments, ...document.attachments.map(({ fileName }) => fileName)],
	});
	recordMailout(organization, document, {
		sender,
		receiver: receivers.join(','),
		subject,
		message,
		type,
		ccToSender: body.CcToSender ?? false,
		isSms: false,
		latestEvent: 'Sent',
	});
	return receivers;
}

/** Notes on a document that something was sent; any kind moves NotSent to Sent. */
export function recordMailout(
	organization: Organization,
	document: SalesDocument,
	mailout: Omit<Mailout, 'id' | 'date' | 'status'>,
): void {
	const { clock, switches } = organization.world;
	document.mailouts.push({
		...mailout,
		id: ++organization.mailoutCount,
		date: clock.stamp(),
		status: 'Sent',
	});
	if (document.mailOutStatus === 'NotSent') document.mailOutStatus = 'Sent';
	document.latestMailOutType = mailout.type;
	if (switches.updatedAtMovesOnMail) organization.touch(document);
	organization.world.log(
		organization,
		`sent as ${mailout.isSms ? 'SMS' : mailout.type}`,
		document.guid,
		mailout.receiver,
	);
}
