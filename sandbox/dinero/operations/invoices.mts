import { bookSalesDocument } from '../books/booking.mts';
import { remaining } from '../books/claims.mts';
import { mailTemplate } from '../books/mail.mts';
import { checkVersion, refuseRule } from '../books/refusals.mts';
import { createDraft, readContent } from '../books/salesDocuments.mts';
import type { Answer, Call, Operation } from './call.mts';
import { documentOf, liveDocumentOf } from './found.mts';
import { listSales, salesLists } from './salesLists.mts';
import { calculatedModel, invoiceModel, paymentsModel } from './salesModels.mts';
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
	const content = readContent(call.organization, 'Invoice', call.body);
	const invoice = createDraft(call.organization, 'Invoice', call.body.Guid, content);
	return { json: { Guid: invoice.guid, TimeStamp: invoice.timeStamp } };
}

function fetchTotals(call: Call): Answer {
	const content = readContent(call.organization, 'Invoice', call.body);
	const contact = content.contactGuid ? call.organization.contacts.get(content.contactGuid) : undefined;
	return {
		json: {
			...calculatedModel(call.organization, content, 0, contact?.name ?? null),
			PaymentDate: content.dueDate,
			PaymentConditionNumberOfDays: content.paymentConditionNumberOfDays,
			PaymentConditionType: content.paymentConditionType,
			CanEnableMobilePayInvoice: false,
			CanEnablePensoPay: false,
		},
	};
}

function get(call: Call): Answer {
	const invoice = documentOf(call, 'Invoice');
	return call.accept === 'binary' ? pdf(call, 'Invoice') : { json: invoiceModel(call.organization, invoice) };
}

function book(call: Call): Answer {
	const invoice = documentOf(call, 'Invoice');
	bookSalesDocument(call.organization, invoice, call.body.Timestamp, call.body.Number);
	return { json: invoiceModel(call.organization, invoice) };
}

/** A credit note draft with the invoice's lines, for all of it. */
function generateCreditNote(call: Call): Answer {
	const { organization } = call;
	const invoice = liveDocumentOf(call, 'Invoice');
	if (invoice.status !== 'Booked') refuseRule('Only a booked invoice can be credited.');
	checkVersion(invoice, call.body?.Timestamp);
	const content = readContent(organization, 'CreditNote', {
		ContactGuid: invoice.contactGuid,
		Currency: invoice.currency,
		Language: invoice.language,
		Address: invoice.address,
		ShowLinesInclVat: invoice.showLinesInclVat,
		InvoiceTemplateId: invoice.invoiceTemplateId,
		CreditNoteFor: invoice.guid,
		ExternalReference: invoice.externalReference,
		Comment: invoice.comment,
		ProductLines: invoice.lines.map((line) => ({
			Description: line.description,
			Comments: line.comments,
			Quantity: line.quantity,
			AccountNumber: line.accountNumber,
			Unit: line.unit,
			Discount: line.discount,
			LineType: line.lineType,
			BaseAmountValue: line.baseAmountValue,
		})),
	});
	const creditNote = createDraft(organization, 'CreditNote', null, content);
	return { json: { Guid: creditNote.guid, TimeStamp: creditNote.timeStamp } };
}

function templates(call: Call): Answer {
	return {
		json: call.organization.templates.map(({ id, name, isDefault }) => ({
			Id: id,
			Name: name,
			IsDefault: isDefault,
			Theme: 'Standard',
			PrimaryColor: '#1f5f8b',
			SecondaryColor: '#eef3f7',
			AddressPlacement: 'Left',
			Font: 'Helvetica',
			LogoType: 'Letters',
			LogoText: call.organization.details.name,
			LogoFileGuid: null,
			MaxImageWidthMm: 60,
			ShowCompanyInfo: true,
			ShowPaymentConditions: true,
			ShowLogo: true,
			ShowLineQuantity: true,
			ShowLineUnit: true,
			ImageFileUploadGuid: null,
			ImageTextColor: null,
		})),
	};
}

/** The template of version 2 has the SMS parts besides. */
function templateWithSms(call: Call): Answer {
	const invoice = liveDocumentOf(call, 'Invoice');
	const contact = invoice.contactGuid ? call.organization.contacts.get(invoice.contactGuid) : undefined;
	return {
		json: {
			...mailTemplate(call.organization, invoice, 'Mailout'),
			SendAsSms: false,
			SmsReceiverPhoneNumber: contact?.phone ?? null,
		},
	};
}

function preReminder(call: Call): Answer {
	const invoice = liveDocumentOf(call, 'Invoice');
	const overdue = invoice.claim && remaining(invoice.claim) > 0 && invoice.dueDate < call.world.clock.today();
	if (!overdue) refuseRule('The invoice must be overdue.');
	email(call, 'Invoice', 'PreReminder');
	return {};
}

export const invoiceOperations: Record<string, Operation> = {
	post_v1_organizationId_invoices: create,
	get_v1_organizationId_invoices: (call) => listSales(call, salesLists.invoices),
	post_v1_organizationId_invoices_fetch: fetchTotals,
	get_v1_organizationId_invoices_guid: get,
	delete_v1_organizationId_invoices_guid: (call) => deleteDraft(call, 'Invoice'),
	post_v1_organizationId_invoices_guid_book: book,
	post_v1_organizationId_invoices_guid_email: (call) => email(call, 'Invoice', 'Mailout'),
	get_v2_organizationId_invoices_guid_email_template: templateWithSms,
	get_v1_organizationId_invoices_guid_email_pre_reminder_template: (call) =>
		emailTemplate(call, 'Invoice', 'PreReminder'),
	post_v1_organizationId_invoices_guid_email_pre_reminder: preReminder,
	put_v1_2_organizationId_invoices_guid: (call) => replaceDraft(call, 'Invoice'),
	post_v1_organizationId_invoices_guid_payments: (call) => addPayment(call, 'Invoice'),
	delete_v1_organizationId_invoices_guid_payments_paymentGuid: (call) => removePayment(call, 'Invoice'),
	get_v2_organizationId_invoices_guid_payments: (call) => ({
		json: paymentsModel(documentOf(call, 'Invoice')),
	}),
	post_v1_organizationId_invoices_guid_generate_creditnote: generateCreditNote,
	get_v1_organizationId_invoices_templates: templates,
	get_v1_organizationId_invoices_guid_mailouts: (call) => mailouts(call, 'Invoice'),
};
