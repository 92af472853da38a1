import { paid, paymentState, remaining } from '../books/claims.mts';
import type { Mailout, Payment, SalesDocument } from '../books/documents.mts';
import { fikCode } from '../books/identifiers.mts';
import { fromMinor } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';
import { contactNameOf } from '../books/salesDocuments.mts';
import { answered } from './found.mts';

/** What a document needs to have so that its lines and totals can be shown; a calculated one has no more. */
type Calculated = Pick<
	SalesDocument,
	| 'lines'
	| 'totals'
	| 'contactGuid'
	| 'showLinesInclVat'
	| 'invoiceTemplateId'
	| 'currency'
	| 'language'
	| 'externalReference'
	| 'description'
	| 'comment'
	| 'date'
	| 'address'
>;

/** The parts that all sales documents have in common, whether they are kept or only calculated. */
export function calculatedModel(
	organization: Organization,
	document: Calculated,
	number: number,
	contactName: string | null,
) {
	const { totals, language } = document;
	return {
		ContactGuid: document.contactGuid,
		Number: number,
		ContactName: contactName,
		ShowLinesInclVat: document.showLinesInclVat,
		TotalExclVat: fromMinor(totals.net),
		TotalVatableAmount: fromMinor(totals.vatable),
		TotalInclVat: fromMinor(totals.gross),
		TotalNonVatableAmount: fromMinor(totals.nonVatable),
		TotalVat: fromMinor(totals.vat),
		TotalLines: totalLines(document, language),
		InvoiceTemplateId: document.invoiceTemplateId,
		Currency: document.currency,
		Language: language,
		ExternalReference: document.externalReference,
		Description: document.description,
		Comment: document.comment,
		Date: document.date,
		ProductLines: document.lines.map((line, index) => {
			const amounts = totals.lines[index];
			return {
				AccountName: organization.accounts.get(line.accountNumber)?.name ?? null,
				BaseAmountValue: amounts.base,
				BaseAmountValueInclVat: amounts.baseInclVat,
				TotalAmount: fromMinor(amounts.net),
				TotalAmountInclVat: fromMinor(amounts.gross),
				ProductGuid: line.productGuid,
				Description: line.description,
				Comments: line.comments,
				Quantity: line.quantity,
				AccountNumber: line.accountNumber,
				Unit: line.unit,
				Discount: line.discount,
				LineType: line.lineType,
			};
		}),
		Address: document.address,
	};
}

function totalLines(document: Calculated, language: string) {
	const english = language === 'en-GB';
	const lines = [
		{ Type: 'SubTotal', TotalAmount: fromMinor(document.totals.net), Label: 'Subtotal' },
		...(document.totals.vatable !== 0
			? [{ Type: 'Vat', TotalAmount: fromMinor(document.totals.vat), Label: english ? 'VAT' : 'Moms' }]
			: []),
		{ Type: 'Total', TotalAmount: fromMinor(document.totals.gross), Label: `Total ${document.currency}` },
	];
	return lines.map((line, index) => ({ ...line, Position: index }));
}

/** The parts that a kept document has besides: guid, version, stamps and mail-out state. */
export function keptModel(organization: Organization, document: SalesDocument) {
	return {
		...calculatedModel(organization, document, document.number, contactNameOf(organization, document)),
		MailOutStatus: document.mailOutStatus,
		LatestMailOutType: document.latestMailOutType,
		Guid: document.guid,
		TimeStamp: document.timeStamp,
		CreatedAt: answered(organization.world, document.createdAt),
		UpdatedAt: answered(organization.world, document.updatedAt),
		DeletedAt: answered(organization.world, document.deletedAt),
	};
}

/** An invoice as a single read and the booking answer it. */
export function invoiceModel(organization: Organization, invoice: SalesDocument) {
	const { settings, world } = organization;
	return {
		...keptModel(organization, invoice),
		PaymentDate: invoice.dueDate,
		PaymentStatus: paymentState(invoice.claim, invoice.dueDate, world.clock.today()),
		PaymentConditionNumberOfDays: invoice.paymentConditionNumberOfDays,
		PaymentConditionType: invoice.paymentConditionType,
		FikCode:
			settings.useFikCode && invoice.status === 'Booked'
				? fikCode(invoice.number, settings.fikCreditor)
				: null,
		DepositAccountNumber:
			[...organization.accounts.values()].find((account) => account.isDefaultDeposit)?.number ?? null,
		IsSentToDebtCollection:
			invoice.reminders.some(
				(reminder) => !reminder.isDraft && !reminder.isDeleted && reminder.withDebtCollectionWarning,
			) && invoice.mailouts.some(({ type }) => type === 'Reminder' || type === 'ElectronicInvoiceReminder'),
		IsMobilePayInvoiceEnabled: invoice.isMobilePayInvoiceEnabled,
		IsPensoPayEnabled: invoice.isPensoPayEnabled,
		Status: invoice.status,
	};
}

/** A credit note as a single read answers it. */
export function creditNoteModel(organization: Organization, creditNote: SalesDocument) {
	return {
		...keptModel(organization, creditNote),
		CreditNoteFor: creditNote.creditNoteFor,
		PaymentStatus: paymentState(creditNote.claim, null, organization.world.clock.today()),
		Status: creditNote.status,
	};
}

/** A booked credit note as its booking answers it: the contract gives the shape of an invoice. */
export function bookedCreditNoteModel(organization: Organization, creditNote: SalesDocument) {
	return {
		...keptModel(organization, creditNote),
		PaymentStatus: paymentState(creditNote.claim, null, organization.world.clock.today()),
		Status: creditNote.status,
		PaymentDate: null,
		PaymentConditionNumberOfDays: 0,
		PaymentConditionType: null,
		FikCode: null,
		DepositAccountNumber: null,
		IsSentToDebtCollection: false,
		IsMobilePayInvoiceEnabled: false,
		IsPensoPayEnabled: false,
	};
}

/** A payment; its amount is in its own currency, the rate kroner per 100 units. */
export function paymentModel(payment: Payment, currency: string) {
	return {
		Guid: payment.guid,
		DepositAccountNumber: payment.depositAccountNumber,
		Currency: currency,
		ExchangeRate: payment.exchangeRate,
		PaymentClass: payment.paymentClass,
		RelatedVoucherId: payment.relatedVoucherGuid,
		ExternalReference: payment.externalReference,
		PaymentDate: payment.date,
		Description: payment.description,
		Amount: fromMinor(payment.amount),
	};
}

/** The payments of a document with their sums; all zero for a draft. Sums count what was booked away as a fee. */
export function paymentsModel(document: SalesDocument) {
	const { claim } = document;
	const left = claim ? remaining(claim) : 0;
	return {
		Payments: (claim?.payments ?? []).map((payment) => paymentModel(payment, document.currency)),
		RemainingAmount: fromMinor(left),
		PaidAmount: fromMinor(claim ? paid(claim) : 0),
		InvoiceTotalIncludingReminderExpenses: fromMinor(claim?.total ?? document.totals.gross),
		RemainderAsFeeAvailable: left !== 0,
	};
}

export function mailoutModel(organization: Organization, mailout: Mailout) {
	return {
		Id: mailout.id,
		Date: answered(organization.world, mailout.date),
		SeenAt: null,
		Sender: mailout.sender,
		Receiver: mailout.receiver,
		Subject: mailout.subject,
		Message: mailout.message,
		DownloadCount: 0,
		PrintCount: 0,
		Type: mailout.type,
		Status: mailout.status,
		LatestEvent: mailout.latestEvent,
		IsSmsMessage: mailout.isSms,
		CCToSender: mailout.ccToSender,
	};
}
