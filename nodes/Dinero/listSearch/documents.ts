import type { INodeListSearchItems } from 'n8n-workflow';

import { searchOf, searchPageSize, titled, type Search } from './search';

interface Document {
	Guid?: string;
	Number?: number;
	ContactName?: string | null;
	Date?: string | null;
	Status?: string | null;
	TotalInclVat?: number;
	Currency?: string | null;
}

const fields = 'Guid,Number,ContactName,Date,Status,TotalInclVat,Currency';

/** "1042 - Nordlys Cykler ApS - 2026-11-20 - 1250.00 DKK - Paid"; a draft has no number. */
function documentRows(documents: readonly Document[]): INodeListSearchItems[] {
	return documents.map(({ Guid, Number: number, ContactName, Date, Status, TotalInclVat, Currency }) => ({
		name: titled(
			number ? String(number) : 'Draft',
			ContactName,
			Date?.slice(0, 10),
			TotalInclVat !== undefined && `${TotalInclVat.toFixed(2)} ${Currency ?? 'DKK'}`,
			number ? Status : undefined,
		),
		value: Guid ?? '',
	}));
}

type List = 'invoice.getMany' | 'creditNote.getMany';

const salesDocuments = (endpoint: List, statusFilter?: string) =>
	searchOf(async ({ dinero, organizationId, text, page }: Search) => {
		const { Collection } = await dinero.call(endpoint, {
			organizationId,
			query: { fields, page, pageSize: searchPageSize, freeTextSearch: text || undefined, statusFilter },
		});
		const found = Collection ?? [];
		return { rows: documentRows(found), more: found.length >= searchPageSize };
	});

export const searchInvoices = salesDocuments('invoice.getMany');
export const searchInvoiceDrafts = salesDocuments('invoice.getMany', 'Draft');
export const searchBookedInvoices = salesDocuments('invoice.getMany', 'Booked,Paid,OverPaid,Overdue');
export const searchUnpaidInvoices = salesDocuments('invoice.getMany', 'Booked,Overdue');
export const searchOverdueInvoices = salesDocuments('invoice.getMany', 'Overdue');
export const searchCreditNotes = salesDocuments('creditNote.getMany');
export const searchCreditNoteDrafts = salesDocuments('creditNote.getMany', 'Draft');
export const searchBookedCreditNotes = salesDocuments('creditNote.getMany', 'Booked,Paid,OverPaid,Overdue');

export const searchTradeOffers = searchOf(async ({ dinero, organizationId, text, page }) => {
	const { Collection } = await dinero.call('tradeOffer.getMany', {
		organizationId,
		query: {
			fields: 'Number,Guid,ContactName,Date,TotalInclVat,Currency,Status',
			freeTextSearch: text || undefined,
			page,
			pageSize: searchPageSize,
		},
	});
	const found = (Collection ?? []) as Document[];
	return { rows: documentRows(found), more: found.length >= searchPageSize };
});

export const searchTemplates = searchOf(async ({ dinero, organizationId, text }) => {
	const templates = await dinero.getMany('invoice.getTemplates', { organizationId });
	const rows = templates.map(({ Id, Name, IsDefault }) => ({
		name: `${Name ?? 'Template'}${IsDefault ? ' (default)' : ''}`,
		value: Id,
	}));
	return { rows: rows.filter((row) => row.name.toLowerCase().includes(text.toLowerCase())) };
});
