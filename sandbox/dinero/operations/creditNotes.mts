import { bookSalesDocument } from '../books/booking.mts';
import { createDraft, readContent } from '../books/salesDocuments.mts';
import type { Answer, Call, Operation } from './call.mts';
import { documentOf } from './found.mts';
import { listSales, salesLists } from './salesLists.mts';
import { bookedCreditNoteModel, calculatedModel, creditNoteModel, paymentsModel } from './salesModels.mts';
import {
	addPayment,
	deleteDraft,
	email,
	emailTemplate,
	mailouts,
	pdf,
	removePayment,
	replaceDraft,
} from './salesShared.mts';

function create(call: Call): Answer {
	const content = readContent(call.organization, 'CreditNote', call.body);
	const creditNote = createDraft(call.organization, 'CreditNote', call.body.Guid, content);
	return { json: { Guid: creditNote.guid, TimeStamp: creditNote.timeStamp } };
}

function fetchTotals(call: Call): Answer {
	const content = readContent(call.organization, 'CreditNote', call.body);
	const contact = content.contactGuid ? call.organization.contacts.get(content.contactGuid) : undefined;
	return {
		json: {
			...calculatedModel(call.organization, content, 0, contact?.name ?? null),
			CreditNoteFor: content.creditNoteFor,
		},
	};
}

function get(call: Call): Answer {
	const creditNote = documentOf(call, 'CreditNote');
	return call.accept === 'binary'
		? pdf(call, 'CreditNote')
		: { json: creditNoteModel(call.organization, creditNote) };
}

function book(call: Call): Answer {
	const creditNote = documentOf(call, 'CreditNote');
	bookSalesDocument(call.organization, creditNote, call.body.Timestamp, call.body.Number);
	return { json: bookedCreditNoteModel(call.organization, creditNote) };
}

export const creditNoteOperations: Record<string, Operation> = {
	post_v1_organizationId_sales_creditnotes: create,
	get_v1_organizationId_sales_creditnotes: (call) => listSales(call, salesLists.creditNotes),
	put_v1_2_organizationId_sales_creditnotes_guid: (call) => replaceDraft(call, 'CreditNote'),
	delete_v1_organizationId_sales_creditnotes_guid: (call) => deleteDraft(call, 'CreditNote'),
	get_v1_organizationId_sales_creditnotes_guid: get,
	post_v1_organizationId_sales_creditnotes_guid_book: book,
	post_v1_organizationId_sales_creditnotes_fetch: fetchTotals,
	get_v1_organizationId_sales_creditnotes_guid_email_template: (call) =>
		emailTemplate(call, 'CreditNote', 'Mailout'),
	post_v1_organizationId_sales_creditnotes_guid_email: (call) => email(call, 'CreditNote', 'Mailout'),
	get_v1_organizationId_sales_creditnotes_guid_pdf: (call) => pdf(call, 'CreditNote'),
	get_v1_organizationId_sales_creditnotes_guid_mailouts: (call) => mailouts(call, 'CreditNote'),
	post_v1_organizationId_sales_creditnotes_guid_payments: (call) => addPayment(call, 'CreditNote'),
	get_v1_organizationId_sales_creditnotes_guid_payments: (call) => ({
		json: paymentsModel(documentOf(call, 'CreditNote')),
	}),
	delete_v1_organizationId_sales_creditnotes_guid_payments_paymentGuid: (call) =>
		removePayment(call, 'CreditNote'),
};
