import { isDate } from '../books/clock.mts';
import type { Purchase } from '../books/documents.mts';
import type { Organization } from '../books/organization.mts';
import { deletePayment, registerPayment } from '../books/payments.mts';
import {
	bookPurchase,
	createPurchase,
	purchaseStatus,
	purchaseTotals,
	readCurrency,
	readPurchaseLines,
} from '../books/purchases.mts';
import {
	refuseDeleted,
	refuseField,
	refuseNoResult,
	refuseRule,
	requireVersion,
} from '../books/refusals.mts';
import type { Answer, Call, Operation } from './call.mts';
import { answered, bookedBy } from './found.mts';
import { purchaseLines, removePurchase } from './purchases.mts';
import { paymentModel } from './salesModels.mts';

function creditNoteOf(call: Call): Purchase {
	const creditNote = call.organization.purchaseCreditNotes.get(call.path.guid.toLowerCase());
	if (!creditNote) refuseNoResult('there is no such purchase credit note');
	if (creditNote!.deletedAt) refuseDeleted();
	return creditNote as Purchase;
}

function readContent(call: Call) {
	const { organization, body } = call;
	const date = body.Date ? String(body.Date).slice(0, 10) : call.world.clock.today();
	if (!isDate(date)) refuseField('Date', `'${date}' is not a date.`);
	const credited = body.CreditNoteFor
		? organization.purchases.get(body.CreditNoteFor.toLowerCase())
		: undefined;
	if (body.CreditNoteFor && (!credited || credited.deletedAt))
		refuseField('CreditNoteFor', 'There is no such purchase voucher.');
	if (credited && (credited.status !== 'Booked' || credited.purchaseType !== 'credit')) {
		refuseField('CreditNoteFor', 'Only a booked credit purchase can be credited by a credit note.');
	}
	const lines = readPurchaseLines(organization, body.Lines);
	if (lines.length === 0) refuseField('Lines', 'There must be at least one line.');
	return {
		purchaseType: 'credit' as const,
		date,
		paymentDate: null,
		regionKey: null,
		depositAccountNumber: null,
		contactGuid: organization.usableContact(body.ContactGuid)?.guid ?? null,
		...readCurrency(organization, body.Currency, date, 'Currency'),
		fileGuid: organization.file(body.FileGuid, 'FileGuid')?.guid ?? credited?.fileGuid ?? null,
		externalReference: null,
		creditNoteFor: credited?.guid ?? null,
		lines,
	};
}

function creditNoteModel(organization: Organization, creditNote: Purchase) {
	return {
		Guid: creditNote.guid,
		CreditNoteFor: creditNote.creditNoteFor,
		FileGuid: creditNote.fileGuid,
		CreditNoteNumber: creditNote.number,
		ContactGuid: creditNote.contactGuid,
		Date: answered(organization.world, `${creditNote.date}T00:00:00`),
		Currency: creditNote.currency,
		Lines: purchaseLines(organization, creditNote),
		Timestamp: creditNote.timeStamp,
		Status: purchaseStatus(organization, creditNote),
		...bookedBy(creditNote),
		Totals: purchaseTotals(organization, creditNote),
	};
}

function create(call: Call): Answer {
	const content = readContent(call);
	const guid = call.organization.newGuid(call.body.Guid, call.organization.purchaseCreditNotes);
	const creditNote = createPurchase(call.organization, 'PurchaseCreditNote', guid, content);
	return { json: { Guid: creditNote.guid, TimeStamp: creditNote.timeStamp } };
}

function update(call: Call): Answer {
	const creditNote = creditNoteOf(call);
	if (creditNote.status === 'Booked') refuseRule('A booked purchase credit note cannot be updated.');
	requireVersion(creditNote, call.body.Timestamp);
	Object.assign(creditNote, readContent(call));
	if (creditNote.fileGuid) call.organization.linkFile(creditNote.fileGuid, creditNote.guid);
	call.organization.touch(creditNote);
	call.world.log(call.organization, 'PurchaseCreditNote updated', creditNote.guid);
	return { json: { Guid: creditNote.guid, TimeStamp: creditNote.timeStamp } };
}

function book(call: Call): Answer {
	const creditNote = creditNoteOf(call);
	bookPurchase(call.organization, creditNote, call.body.Timestamp, call.body.Number);
	return { json: creditNoteModel(call.organization, creditNote) };
}

/** A credit purchase, or a purchase credit note that stands alone. */
function payableOf(call: Call): Purchase {
	const guid = call.path.id.toLowerCase();
	const purchase = call.organization.purchases.get(guid) ?? call.organization.purchaseCreditNotes.get(guid);
	if (!purchase) refuseNoResult('there is no such purchase voucher or credit note');
	if (purchase!.purchaseType === 'cash') refuseRule('A cash purchase has no payments.');
	return purchase as Purchase;
}

function addPayment(call: Call): Answer {
	const purchase = payableOf(call);
	if (purchase.creditNoteFor)
		refuseRule('The credit note belongs to a purchase; register payments on the purchase.');
	const payment = registerPayment(
		call.organization,
		purchase,
		call.body,
		purchase.kind === 'Purchase' ? 'Purchase' : 'PurchaseCreditNote',
	);
	return {
		json: {
			Guid: payment.guid,
			TimeStamp: purchase.timeStamp,
			RelatedVoucherGuid: payment.relatedVoucherGuid,
		},
	};
}

function removePayment(call: Call): Answer {
	const purchase = payableOf(call);
	deletePayment(call.organization, purchase, call.path.paymentId, call.path.timestamp);
	return { json: { TimeStamp: purchase.timeStamp } };
}

export const purchaseCreditNoteOperations: Record<string, Operation> = {
	post_v1_organizationId_vouchers_purchase_creditnotes: create,
	get_v1_organizationId_vouchers_purchase_creditnotes_guid: (call) => ({
		json: creditNoteModel(call.organization, creditNoteOf(call)),
	}),
	put_v1_organizationId_vouchers_purchase_creditnotes_guid: update,
	delete_v1_organizationId_vouchers_purchase_creditnotes_guid: (call) =>
		removePurchase(call, creditNoteOf(call)),
	post_v1_organizationId_vouchers_purchase_creditnotes_guid_book: book,
	get_v1_organizationId_purchase_vouchers_id_payments: (call) => {
		const purchase = payableOf(call);
		return {
			json: (purchase.claim?.payments ?? []).map((payment) => paymentModel(payment, purchase.currency)),
		};
	},
	post_v1_organizationId_purchase_vouchers_id_payments: addPayment,
	delete_v1_organizationId_purchase_vouchers_id_payments_paymentId_timestamp: removePayment,
};
