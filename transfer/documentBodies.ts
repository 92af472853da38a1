import { decimalNumber } from '../orders/money';
import type { InvoiceLine } from '../orders/plan';
import type { AnswerOf } from './dineroPort';
import type { ContactDraft, DocumentDraft, PaymentDraft } from './port';

/**
 * The bodies that Dinero's contract asks for, with its names and nothing else. What is undefined is not sent.
 * Fields that the contract calls required are always there, also where API users got away without them.
 */

/** InvoiceCreateModel, which is also the body that totals are calculated from. */
export function invoiceBody(draft: DocumentDraft) {
	return {
		...documentBody(draft),
		PaymentConditionType: draft.paymentConditionType,
		PaymentConditionNumberOfDays: draft.paymentConditionDays,
	};
}

/** SalesCreditNoteCreateModel, which is also the body that totals are calculated from. Amounts are positive. */
export function creditNoteBody(draft: DocumentDraft) {
	return { ...documentBody(draft), CreditNoteFor: draft.creditNoteFor };
}

/** InvoiceUpdateModel: the draft as it was read, with another comment. Dinero replaces the whole. */
export function commentedBody(read: AnswerOf<'invoice.get'>, comment: string) {
	const withoutDays = ['NettoCash', 'Paid'].includes(read.PaymentConditionType ?? '');
	return {
		Timestamp: read.TimeStamp ?? '',
		Comment: comment,
		ContactGuid: read.ContactGuid,
		ShowLinesInclVat: read.ShowLinesInclVat,
		InvoiceTemplateId: read.InvoiceTemplateId,
		Currency: read.Currency,
		Language: read.Language,
		ExternalReference: read.ExternalReference,
		Description: read.Description,
		Date: read.Date,
		Address: read.Address,
		PaymentConditionType: read.PaymentConditionType,
		PaymentConditionNumberOfDays: withoutDays ? null : read.PaymentConditionNumberOfDays,
		IsMobilePayInvoiceEnabled: read.IsMobilePayInvoiceEnabled,
		IsPensoPayEnabled: read.IsPensoPayEnabled,
		ProductLines: read.ProductLines.map((line) => ({
			LineType: line.LineType,
			ProductGuid: line.ProductGuid,
			Description: line.ProductGuid ? undefined : line.Description,
			Comments: line.Comments,
			Quantity: line.Quantity,
			Unit: line.Unit,
			AccountNumber: line.AccountNumber,
			BaseAmountValue: read.ShowLinesInclVat ? line.BaseAmountValueInclVat : line.BaseAmountValue,
			Discount: line.Discount,
		})),
	};
}

/**
 * PaymentCreateModel. `Amount` is always DKK; a document in another currency needs both amounts, which make the
 * rate.
 */
export function paymentBody(payment: PaymentDraft) {
	const amount = decimalNumber(payment.amount, payment.currency);
	const inDkk =
		payment.currency === 'DKK' ? amount : decimalNumber(payment.amountInDkk ?? payment.amount, 'DKK');
	return {
		Timestamp: payment.timestamp,
		DepositAccountNumber: payment.depositAccountNumber,
		RemainderIsFee: payment.remainderIsFee,
		Amount: inDkk,
		AmountInForeignCurrency: payment.currency === 'DKK' ? undefined : amount,
		ExternalReference: payment.externalReference,
		PaymentDate: payment.day,
		Description: payment.description,
	};
}

/**
 * ContactCreateModel. The numbers of a company are null for a person. Nothing is taken over from the company
 * register.
 */
export function contactBody(contact: ContactDraft) {
	const ofCompany = <T>(value: T | undefined) => (contact.isPerson ? null : value);
	return {
		ContactGuid: contact.guid,
		ExternalReference: contact.externalReference,
		Name: contact.name,
		Street: contact.street,
		ZipCode: contact.zipCode,
		City: contact.city,
		CountryKey: contact.countryKey,
		Phone: contact.phone,
		Email: contact.email,
		AttPerson: ofCompany(contact.attPerson),
		VatNumber: ofCompany(contact.vatNumber),
		EanNumber: ofCompany(contact.eanNumber),
		IsPerson: contact.isPerson,
		IsMember: false,
		UseCvr: false,
	};
}

function documentBody(draft: DocumentDraft) {
	return {
		Guid: draft.guid,
		ContactGuid: draft.contactGuid,
		ExternalReference: draft.externalReference,
		ShowLinesInclVat: draft.linesInclVat,
		Currency: draft.currency,
		Language: draft.language,
		Description: draft.description,
		Comment: draft.comment,
		Date: draft.day,
		Address: draft.address,
		ProductLines: draft.lines.map(lineBody),
	};
}

/**
 * Discounts are folded into the prices: Dinero knows them in percent only, which rounds. A text line carries no
 * amounts.
 */
function lineBody(line: InvoiceLine) {
	if (line.lineType === 'Text') {
		return {
			LineType: 'Text',
			Description: line.description,
			AccountNumber: line.accountNumber,
			BaseAmountValue: 0,
			Quantity: 0,
			Discount: 0,
		};
	}
	return {
		LineType: 'Product',
		ProductGuid: line.productGuid,
		Description: line.productGuid ? undefined : line.description,
		Comments: line.comments,
		Quantity: line.quantity,
		Unit: line.unit,
		AccountNumber: line.accountNumber,
		BaseAmountValue: line.baseAmountValue,
		Discount: 0,
	};
}
