import type { Refusal } from '../orders/refusal';

/** How far a document has come in Dinero, whoever brought it there. */
export type Step = 'none' | 'contact' | 'draft' | 'checked' | 'booked' | 'paid' | 'sent';

export const steps: readonly Step[] = ['none', 'contact', 'draft', 'checked', 'booked', 'paid', 'sent'];

/**
 * What a run made, or found already made. One word each, a payment with its method ('payment shopify_payments'), a
 * product with its number.
 */
export type Deed =
	| 'contact'
	| 'invoice'
	| 'creditNote'
	| 'booking'
	| 'email'
	| 'eInvoice'
	| 'attachment'
	| `product ${string}`
	| `payment ${string}`
	| `repayment ${string}`;

/** One row for a table: one order, one run. Amounts are decimal strings. */
export interface LogRow {
	/** UTC, ISO 8601. */
	when: string;
	shop: string;
	order: string;
	outcome: TransferOutcome['outcome'] | 'settled';
	number: string;
	total: string;
	currency: string;
	reason: string;
}

/**
 * What became of one order or refund. All amounts are decimal strings of the document's currency ("1234.50").
 *
 * `invoiced` and `credited`: this run created, booked, paid or sent something. `alreadyTransferred`: everything
 * was there. `refused` and `nothingToDo` carry a `reason`; `created` says what was written before the reason
 * was met, if anything.
 */
export interface TransferOutcome {
	outcome: 'invoiced' | 'credited' | 'alreadyTransferred' | 'refused' | 'nothingToDo' | 'previewed';
	shop: string;
	shopKey: string;
	orderId: string;
	orderNumber: string;
	furthestStep: Step;
	created: Deed[];
	found: Deed[];
	invoiceGuid?: string;
	invoiceNumber?: number;
	creditNoteGuid?: string;
	creditNoteNumber?: number;
	contactGuid?: string;
	contactName?: string;
	/** What the shop says (for a refund: the amount that the credit note must have). */
	orderTotal: string;
	/** What Dinero says, including VAT; absent while Dinero has no document and calculated nothing. */
	invoiceTotal?: string;
	invoiceVat?: string;
	/** Absent when the payments were not read. */
	paidAmount?: string;
	remaining?: string;
	currency: string;
	vatCase?: string;
	/** The accounts of the document's lines, in the order of the lines. */
	accounts: Array<{ number: number; name?: string; lines: string[] }>;
	/** Why this VAT case and these accounts. */
	reasons: string[];
	warnings: string[];
	/** The lines that would be written; previews only. */
	lines?: Array<{ text: string; quantity: number; price: string; account: number }>;
	reason?: Refusal;
	calls: { order: number; settings: number };
	/** Whether the same payload may succeed later without anybody changing anything. */
	retryable: boolean;
	logRow: LogRow;
}

/**
 * What is known about a transfer that broke off; hung on the error as `transfer`, so that a message can tell
 * it.
 */
export interface BrokenOff {
	furthestStep: Step;
	created: Deed[];
	found: Deed[];
	invoiceGuid?: string;
	contactGuid?: string;
}

/** Reads what `Journey.keep` hung on an error; undefined for an error from elsewhere. */
export function brokenOff(error: unknown): BrokenOff | undefined {
	return (error as { transfer?: BrokenOff } | undefined)?.transfer;
}
