import type { Minor } from '../orders/order';
import type { InvoiceLine, OrganizationFacts } from '../orders/plan';
import type { ProductPort } from './productPort';

/**
 * What the transfer needs of Dinero. Each method that names no cache is one request, so that a test can count
 * them, fail any of them and interleave two runs. `dineroPort.ts` fulfils it with the Dinero client; tests
 * fulfil it in memory.
 *
 * A method throws when Dinero could not be asked (down, signed out, no access); whoever catches it may run the
 * whole transfer again, since every step looks first.
 */
export interface DineroPort {
	readonly organizationId: string;
	/** Cached in the process: accounts, deposit accounts, VAT types, sales settings, accounting years. */
	facts(): Promise<OrganizationFacts>;
	readonly products: ProductPort;

	/** Undefined when no invoice has this guid. A deleted draft is answered with `deleted: true`. */
	getInvoice(guid: string): Promise<InvoiceState | undefined>;
	/** Booked invoices and drafts with exactly this ExternalReference, deleted ones left out. */
	findInvoices(externalReference: string): Promise<InvoiceSummary[]>;
	/**
	 * As `findInvoices`, for a part of the reference; a refund does not always say which shop its order was
	 * sold in.
	 */
	searchInvoices(partOfReference: string): Promise<InvoiceSummary[]>;
	/** Totals as Dinero itself would compute them; saves nothing. */
	fetchInvoiceTotals(draft: DocumentDraft): Promise<TotalsAnswer>;
	/** `exists` when the guid is taken (409, code 72). */
	createInvoice(draft: DocumentDraft): Promise<Created>;
	bookInvoice(guid: string, timestamp: string, number?: number): Promise<Booking>;
	/**
	 * Adds a line to the comment of a draft and leaves all else as it is. Two requests. `stale`: it is no longer as it was
	 * under that timestamp, or the answer was lost: read again, decide again.
	 */
	addToComment(
		guid: string,
		timestamp: string,
		line: string,
	): Promise<{ outcome: 'added' } | { outcome: 'stale' } | Refused>;
	getPayments(invoice: { guid: string; currency: string }): Promise<PaymentsState>;
	/** Never repeated by the port: `unknown` when the answer was lost. */
	registerPayment(guid: string, payment: PaymentDraft): Promise<PaymentAnswer>;
	/** Never repeated by the port: `unknown` when the answer was lost. */
	emailInvoice(guid: string, mail: { timestamp?: string; receiver?: string }): Promise<EmailAnswer>;
	/** To the contact's own EAN or CVR number. Never repeated by the port: `unknown` when the answer was lost. */
	sendEInvoice(guid: string, sending: { timestamp?: string; orderReference?: string }): Promise<EmailAnswer>;

	/** Files attached to a document, with the names under which customers see them. */
	attachments(documentGuid: string): Promise<Array<{ guid: string; name: string }>>;
	/** Not in the archive. Never repeated by the port: `unknown` when the answer was lost. */
	uploadAttachment(
		file: AttachedFile,
	): Promise<{ outcome: 'uploaded'; guid: string } | { outcome: 'unknown' } | Refused>;
	/** Never repeated by the port: `unknown` when the answer was lost. */
	attach(
		documentGuid: string,
		fileGuid: string,
		name: string,
	): Promise<{ outcome: 'attached' } | { outcome: 'unknown' } | Refused>;
	detach(documentGuid: string, fileGuid: string): Promise<void>;

	/** Contacts whose field equals the value, in the sense of `contactMatching.ts`; deleted ones are marked. */
	findContacts(by: 'vatNumber' | 'email' | 'externalReference', value: string): Promise<ContactState[]>;
	getContact(guid: string): Promise<ContactState | undefined>;
	/** `exists` when the guid is taken (400, guidMustBeUnique). */
	createContact(contact: ContactDraft): Promise<ContactCreated>;

	/** Undefined when no credit note has this guid. A deleted draft is answered with `deleted: true`. */
	getCreditNote(guid: string): Promise<InvoiceState | undefined>;
	fetchCreditNoteTotals(draft: DocumentDraft): Promise<TotalsAnswer>;
	/** `exists` when the guid is taken (409, code 72). */
	createCreditNote(draft: DocumentDraft): Promise<Created>;
	bookCreditNote(guid: string, timestamp: string): Promise<Booking>;

	/** Requests made so far through this port, settings included and told apart. */
	calls(): { order: number; settings: number };
}

/** An invoice or credit note to be written or calculated. */
export interface DocumentDraft {
	guid: string;
	externalReference: string;
	contactGuid?: string;
	currency: string;
	/** 'da-DK' or 'en-GB'. */
	language: string;
	/** `YYYY-MM-DD`. */
	day: string;
	description: string;
	comment?: string;
	/** Printed instead of the contact's own address. */
	address?: string;
	linesInclVat: boolean;
	lines: InvoiceLine[];
	paymentConditionType?: string;
	paymentConditionDays?: number;
	/** Credit notes only: guid of the booked invoice. */
	creditNoteFor?: string;
}

/** A file for the customer: an image or a PDF of at most 6 MB. */
export interface AttachedFile {
	name: string;
	mimeType: string;
	bytes: Uint8Array;
}

/** In minor units of the document's currency. */
export interface DocumentTotals {
	/** Including VAT. */
	total: Minor;
	vat: Minor;
	/** Excluding VAT. */
	net: Minor;
}

/** Dinero understood the request and would not have it, whoever asks again; in words for people. */
export interface Refused {
	outcome: 'refused';
	message: string;
	advice: string;
}

export type TotalsAnswer = { outcome: 'computed'; totals: DocumentTotals } | Refused;

export type Created = { outcome: 'created'; guid: string; timestamp: string } | Exists | Refused;

export type ContactCreated = { outcome: 'created'; guid: string } | Exists | Refused;

/** `maybeByUs`: an earlier try of the same request got no answer and may have created it. */
export interface Exists {
	outcome: 'exists';
	maybeByUs?: boolean;
}

/**
 * `stale`: the timestamp was outdated (code 58), or the answer was lost: read again, decide again.
 * `numberTaken`: the asked number is used. `refused`: Dinero gave another reason; a document that is booked by
 * now counts as booked all the same.
 */
export type Booking =
	| { outcome: 'booked'; document: InvoiceState }
	| { outcome: 'stale' }
	| { outcome: 'numberTaken' }
	| Refused;

export type PaymentAnswer =
	| { outcome: 'registered'; guid: string; timestamp?: string }
	| { outcome: 'stale' }
	| { outcome: 'unknown' }
	| Refused;

export type EmailAnswer = { outcome: 'sent' } | { outcome: 'stale' } | { outcome: 'unknown' } | Refused;

/** An invoice or credit note as Dinero has it. */
export interface InvoiceState {
	guid: string;
	timestamp: string;
	/** Only booked documents have one. */
	number?: number;
	booked: boolean;
	/** A draft that a person deleted. */
	deleted: boolean;
	/** Draft, Booked, Paid, OverPaid or Overdue. */
	paymentStatus: string;
	contactGuid?: string;
	contactName?: string;
	externalReference?: string;
	currency: string;
	total: Minor;
	vat: Minor;
	day: string;
	/** Whether any message was sent from Dinero with this document. */
	sent: boolean;
	lines: DocumentLine[];
	/** 'da-DK' or 'en-GB'. */
	language?: string;
	comment?: string;
	/** Credit notes only. */
	creditNoteFor?: string;
}

export interface DocumentLine {
	description: string;
	accountNumber: number;
	quantity: number;
	gross: Minor;
	net: Minor;
	/** 'Product' or 'Text'. */
	lineType: string;
	/** One of Dinero's units; `shipment` marks shipping. */
	unit?: string;
	/** Of lines with a product: the order's own text comes first, where it differs from the product's name. */
	comments?: string;
}

/** A row of the invoice list. */
export interface InvoiceSummary {
	guid: string;
	number?: number;
	currency: string;
	total: Minor;
	/** Øre, at the rate that Dinero gave the invoice. */
	totalInDkk: Minor;
	vatInDkk: Minor;
	booked: boolean;
	externalReference?: string;
}

export interface PaymentDraft {
	timestamp: string;
	depositAccountNumber: number;
	/** In the document's currency; negative for money given back. */
	amount: Minor;
	currency: string;
	/** Øre; needed for documents in a foreign currency. */
	amountInDkk?: Minor;
	/** `YYYY-MM-DD`. */
	day: string;
	description: string;
	externalReference: string;
	/** Book what is missing as a fee. */
	remainderIsFee: boolean;
}

export interface PaymentsState {
	payments: Array<{
		guid: string;
		externalReference?: string;
		amount: Minor;
		/** Absent when a credit note or voucher paid. */
		depositAccountNumber?: number;
		day?: string;
		/** Not money: a credit note was set off against the invoice. */
		byCreditNote: boolean;
		/** For a set-off, the credit note's guid. */
		relatedVoucherGuid?: string;
	}>;
	/** Minus when overpaid. */
	remaining: Minor;
	paid: Minor;
	/** Of the invoice, reminder fees included. */
	total: Minor;
}

export interface ContactState {
	guid: string;
	name: string;
	email?: string;
	vatNumber?: string;
	eanNumber?: string;
	externalReference?: string;
	street?: string;
	zipCode?: string;
	city?: string;
	countryKey?: string;
	deleted: boolean;
	createdAt?: string;
	updatedAt?: string;
}

export interface ContactDraft {
	guid: string;
	externalReference: string;
	name: string;
	isPerson: boolean;
	countryKey: string;
	street?: string;
	zipCode?: string;
	city?: string;
	phone?: string;
	email?: string;
	/** Companies only, as are the two numbers. */
	attPerson?: string;
	vatNumber?: string;
	eanNumber?: string;
}
