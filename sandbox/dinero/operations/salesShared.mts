import { claimOf, deletePayment, registerPayment } from '../books/payments.mts';
import { mailTemplate, sendMail, type MailType } from '../books/mail.mts';
import { printSalesDocument } from '../books/print.mts';
import { readChangesSince } from '../books/lists.mts';
import { checkVersion, refuseField, refuseRule, requireVersion } from '../books/refusals.mts';
import { readContent } from '../books/salesDocuments.mts';
import type { SalesDocument } from '../books/documents.mts';
import type { Answer, Call } from './call.mts';
import { documentOf, liveDocumentOf } from './found.mts';
import { mailoutModel } from './salesModels.mts';

/** Operations that invoices, credit notes and trade offers share; the contract has one for each kind. */

type Kind = SalesDocument['kind'];

/** Replaces a draft (or trade offer) entirely by what is sent. */
export function replaceDraft(call: Call, kind: Kind): Answer {
	const document = liveDocumentOf(call, kind);
	if (document.status === 'Booked') refuseRule('The voucher is booked and cannot be updated.');
	requireVersion(document, call.body.Timestamp);
	if (call.body.Guid && call.body.Guid.toLowerCase() !== document.guid)
		refuseField('Guid', 'The guid cannot be changed.');
	Object.assign(document, readContent(call.organization, kind, call.body));
	call.organization.touch(document);
	call.world.log(call.organization, `${kind} updated`, document.guid);
	return { json: { Guid: document.guid, TimeStamp: document.timeStamp } };
}

/** Deletes a draft: it can still be read. A booked voucher is refused. */
export function deleteDraft(call: Call, kind: Kind): Answer {
	const document = liveDocumentOf(call, kind);
	if (document.status === 'Booked') {
		refuseRule(
			`A booked voucher cannot be deleted; cancel it with a ${kind === 'Invoice' ? 'credit note' : 'new invoice'}.`,
		);
	}
	checkVersion(document, call.body?.Timestamp);
	document.deletedAt = call.world.clock.stamp();
	call.organization.touch(document);
	call.world.log(call.organization, `${kind} deleted`, document.guid);
	return {};
}

/** The document as a PDF; invoices and credit notes must be booked. */
export function pdf(call: Call, kind: Kind): Answer {
	const document = documentOf(call, kind);
	if (kind !== 'TradeOffer' && document.status !== 'Booked')
		refuseRule('A PDF is available for booked vouchers only.');
	return {
		bytes: printSalesDocument(call.organization, document),
		mimeType: 'application/pdf',
		fileName: `${document.description} ${document.number}.pdf`.replace(/[^\p{L}\p{N} ._-]/gu, '_'),
	};
}

export function emailTemplate(call: Call, kind: Kind, type: MailType): Answer {
	return { json: mailTemplate(call.organization, liveDocumentOf(call, kind), type) };
}

export function email(call: Call, kind: Kind, type: MailType): Answer {
	const receivers = sendMail(call.organization, documentOf(call, kind), call.body ?? {}, type);
	return { json: { Recipients: receivers.map((receiver) => ({ Email: receiver })) } };
}

export function mailouts(call: Call, kind: Kind): Answer {
	const document = documentOf(call, kind);
	const since = readChangesSince(call.query.changesSince);
	return {
		json: document.mailouts
			.filter(
				(mailout) =>
					(since === undefined || mailout.date >= since) &&
					(call.query.includeSms !== false || !mailout.isSms),
			)
			.map((mailout) => mailoutModel(call.organization, mailout)),
	};
}

export function addPayment(call: Call, kind: 'Invoice' | 'CreditNote'): Answer {
	const document = documentOf(call, kind);
	claimOf(document);
	const payment = registerPayment(call.organization, document, call.body, kind);
	return {
		json: {
			Guid: payment.guid,
			TimeStamp: document.timeStamp,
			RelatedVoucherGuid: payment.relatedVoucherGuid,
		},
	};
}

export function removePayment(call: Call, kind: 'Invoice' | 'CreditNote'): Answer {
	const document = documentOf(call, kind);
	deletePayment(call.organization, document, call.path.paymentGuid, call.body?.Timestamp, {
		versionRequired: kind === 'Invoice',
	});
	return { json: { TimeStamp: document.timeStamp } };
}
