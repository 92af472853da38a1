/** What an organization keeps: contacts, sales documents, purchases and the rest. Money is minor units of its currency. */

/** Stamps of a kept thing: UTC, to the second, without a zone. */
export interface Kept {
	guid: string;
	createdAt: string;
	updatedAt: string;
	deletedAt: string | null;
}

export interface Contact extends Kept {
	externalReference: string | null;
	name: string;
	street: string | null;
	zipCode: string | null;
	city: string | null;
	countryKey: string;
	phone: string | null;
	email: string | null;
	webpage: string | null;
	attPerson: string | null;
	vatNumber: string | null;
	eanNumber: string | null;
	seNumber: string | null;
	pNumber: string | null;
	paymentConditionType: string | null;
	paymentConditionNumberOfDays: number | null;
	isPerson: boolean;
	isMember: boolean;
	memberNumber: string | null;
	useCvr: boolean;
	companyTypeKey: string | null;
	invoiceMailOutOptionKey: string | null;
	preferredInvoiceLanguageKey: string | null;
	preferredInvoiceCurrencyKey: string | null;
	isDebitor: boolean;
	isCreditor: boolean;
	notes: ContactNote[];
}

export interface ContactNote extends Kept {
	text: string;
	authorName: string;
	authorEmail: string;
}

export interface Product extends Kept {
	productNumber: string | null;
	name: string | null;
	/** Excluding VAT, as given. */
	baseAmountValue: number;
	quantity: number;
	accountNumber: number;
	unit: string;
	externalReference: string | null;
	comment: string | null;
}

/** A line of a sales document, as given. */
export interface SalesLine {
	productGuid: string | null;
	description: string;
	comments: string | null;
	quantity: number;
	accountNumber: number;
	unit: string | null;
	/** Percent. */
	discount: number;
	lineType: 'Product' | 'Text';
	/** Including VAT when the document says so, else excluding. */
	baseAmountValue: number;
}

/** What one line comes to, in minor units of the document's currency. */
export interface LineAmounts {
	/** Unit price excluding and including VAT, in major units, as shown. */
	base: number;
	baseInclVat: number;
	net: number;
	vat: number;
	gross: number;
	vatCode: string | null;
	/** Ten-thousandths. */
	rate: number;
}

export interface Totals {
	lines: LineAmounts[];
	net: number;
	vat: number;
	gross: number;
	vatable: number;
	nonVatable: number;
}

/** A payment on an invoice, credit note or credit purchase. */
export interface Payment {
	guid: string;
	/** In the document's currency. */
	amount: number;
	/** What was booked away as a fee with it, in the document's currency. */
	fee: number;
	amountDkk: number;
	/** Null for a set-off against another document and for a ledger payment. */
	depositAccountNumber: number | null;
	date: string;
	description: string;
	externalReference: string | null;
	paymentClass: string;
	/** Guid of the voucher that the payment was booked with, or of the document that it was set off against. */
	relatedVoucherGuid: string;
	/** Kroner per 100 units. */
	exchangeRate: number;
	/** The other side of a set-off. */
	setOffAgainst: { documentGuid: string; paymentGuid: string } | null;
	createdAt: string;
}

/** What is owed on a booked document. */
export interface Claim {
	/** Account that holds the debt: debtors or creditors. */
	account: number;
	/** +1 where the debt is a debit balance (invoice, purchase credit note), -1 where it is a credit balance. */
	sign: 1 | -1;
	/** Total including booked reminder expenses, in the document's currency. */
	total: number;
	totalDkk: number;
	/** What the ledger holds on the account for this document, without the sign, in øre. */
	openDkk: number;
	payments: Payment[];
}

export interface Mailout {
	id: number;
	date: string;
	sender: string | null;
	receiver: string;
	subject: string;
	message: string;
	type: string;
	status: string;
	latestEvent: string;
	isSms: boolean;
	ccToSender: boolean;
}

/** A kept document with a version. */
export interface Versioned extends Kept {
	/** 16 upper-case hexadecimal digits, growing with each change. */
	timeStamp: string;
}

export interface SalesDocument extends Versioned {
	kind: 'Invoice' | 'CreditNote' | 'TradeOffer';
	/** 0 for a draft. */
	number: number;
	status: 'Draft' | 'Booked';
	bookedAt: string | null;
	contactGuid: string | null;
	/** As it was when the document was booked; a draft follows its contact. */
	contactName: string | null;
	address: string | null;
	date: string;
	currency: string;
	/** Kroner per 100 units. */
	exchangeRate: number;
	language: string;
	externalReference: string | null;
	description: string;
	comment: string | null;
	showLinesInclVat: boolean;
	invoiceTemplateId: string | null;
	lines: SalesLine[];
	totals: Totals;
	totalDkk: number;
	netDkk: number;
	claim: Claim | null;
	mailouts: Mailout[];
	mailOutStatus: 'NotSent' | 'Sent' | 'SeenByCustomer' | 'Failed';
	latestMailOutType: string;
	attachments: Array<{ fileGuid: string; fileName: string }>;
	/** Invoices. */
	paymentConditionType: string;
	paymentConditionNumberOfDays: number;
	dueDate: string;
	reminderFee: number;
	reminderInterestRate: number;
	isMobilePayInvoiceEnabled: boolean;
	isPensoPayEnabled: boolean;
	reminders: Reminder[];
	/** Credit notes. */
	creditNoteFor: string | null;
	/** Trade offers. */
	offerStatus: string;
	generatedVouchers: string[];
	history: Array<{
		status: string;
		updatedAt: string;
		emailSentAt: string | null;
		total: number;
		currency: string;
	}>;
}

/** A reminder of an overdue invoice; amounts are øre. It has no version of its own: the invoice's counts. */
export interface Reminder {
	id: number;
	number: number;
	isDraft: boolean;
	isDeleted: boolean;
	date: string;
	title: string;
	description: string;
	withDebtCollectionWarning: boolean;
	withFee: boolean;
	withInterestFee: boolean;
	withCompensationFee: boolean;
	fee: number;
	interest: number;
	compensation: number;
	/** Interest period, `YYYY-MM-DD`. */
	interestFrom: string;
	/** Of the ledger, once it is booked. */
	voucherGuid: string | null;
	updatedAt: string;
}

/** A line of a purchase, a purchase credit note or a manual voucher, as given; amounts are minor units. */
export interface PurchaseLine {
	description: string;
	accountNumber: number | null;
	amount: number;
	vatCode: string | null;
	accountTagName: string | null;
	accountTagSynonym: string | null;
	tagId: string | null;
	tagVersion: number | null;
}

export interface Purchase extends Versioned {
	kind: 'Purchase' | 'PurchaseCreditNote';
	status: 'Draft' | 'Booked';
	number: number | null;
	bookedAt: string | null;
	date: string;
	paymentDate: string | null;
	purchaseType: 'cash' | 'credit';
	regionKey: string | null;
	depositAccountNumber: number | null;
	contactGuid: string | null;
	currency: string;
	exchangeRate: number;
	fileGuid: string | null;
	externalReference: string | null;
	creditNoteFor: string | null;
	lines: PurchaseLine[];
	claim: Claim | null;
}

export interface ManualLine {
	description: string | null;
	accountNumber: number | null;
	balancingAccountNumber: number | null;
	amount: number;
	accountVatCode: string | null;
	balancingAccountVatCode: string | null;
}

export interface ManualVoucher extends Versioned {
	status: 'Draft' | 'Booked';
	number: number | null;
	bookedAt: string | null;
	date: string;
	fileGuid: string | null;
	externalReference: string | null;
	creditNoteFor: string | null;
	lines: ManualLine[];
}

export interface LedgerItemLine extends ManualLine {
	id: string;
	isPaymentForVoucherId: string | null;
}

export interface LedgerItem extends Kept {
	version: string;
	status: 'Draft' | 'PendingBooking' | 'Booked';
	voucherNumber: number | null;
	date: string;
	fileGuid: string | null;
	lines: LedgerItemLine[];
	/** When the background booking comes to it, UTC in ISO form. */
	bookAt: string | null;
	/** Why the last background booking failed. */
	failure: string | null;
}

export interface StoredFile {
	guid: string;
	name: string;
	extension: string;
	mimeType: string;
	size: number;
	uploadedAt: string;
	uploadedBy: string;
	/** Kept in the archive, or only usable as an attachment. */
	inArchive: boolean;
	/** Base64. */
	content: string;
	links: Array<{ voucherGuid: string; voucherId: number; linkedAt: string }>;
	/** A new file takes a moment to be readable. */
	readableAt: string;
}
