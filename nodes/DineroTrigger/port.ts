import type { IDataObject } from 'n8n-workflow';

/** A row of a list, or a whole document, with the contract's names. */
export type Row = IDataObject;

/** Lists that are asked for what changed. */
export type ListName = 'invoices' | 'creditNotes' | 'contacts' | 'products' | 'tradeOffers';

/** One request for one page of a list. */
export interface PageRequest {
	list: ListName;
	/** UTC, `YYYY-MM-DDTHH:mm:ssZ`; what was created, changed or deleted at or after it. */
	changesSince?: string;
	deletedOnly?: boolean;
	/** Sales documents only: Draft, Booked, Paid, OverPaid, Overdue. */
	statusFilter?: readonly string[];
	queryFilter?: string;
	/** First and last date of issue, `YYYY-MM-DD`; only together, and drafts come along whatever their date. */
	startDate?: string;
	endDate?: string;
	/** From 0. */
	page: number;
	pageSize: number;
}

/** A page, the size that Dinero really used, and how many rows it counts before paging, if it says so. */
export interface Page {
	rows: Row[];
	size: number;
	total?: number;
}

/** What `GET /v2/{organization}/invoices/{guid}/payments` answers, with the contract's names. */
export interface InvoicePayments {
	Payments: Row[];
	RemainingAmount: number;
	PaidAmount: number;
}

/** All that the trigger asks of Dinero. Every method is one request; each rejects with whatever the client rejects with. */
export interface DineroLists {
	page(request: PageRequest): Promise<Page>;
	/** The whole document; undefined where Dinero does not know it any more. */
	document(list: ListName, guid: string): Promise<Row | undefined>;
	/** Undefined where Dinero does not know the invoice any more. */
	payments(invoiceGuid: string): Promise<InvoicePayments | undefined>;
	/** Entries added in a period of at most 31 days (UTC, `YYYY-MM-DDTHH:mm:ssZ`), without opening entries. */
	entries(from: string, to: string): Promise<Row[]>;
}

/** Dinero's largest page. */
export const fullPage = 1000;
