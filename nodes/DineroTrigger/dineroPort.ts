import type { DineroClient } from '../../api/client';
import { isDineroError } from '../../api/errors';
import { creditNoteListFields, invoiceListFields } from '../Dinero/documents/listFields';
import { contactListFields } from '../Dinero/resources/contact/simple';
import { tradeOfferListFields } from '../Dinero/resources/tradeOffer/shown';
import type { DineroLists, InvoicePayments, ListName, Page, PageRequest, Row } from './port';

/** Every field that a row of each list can have, as Dinero's contract lists them. */
const fields: Record<ListName, string> = {
	invoices: invoiceListFields.join(),
	creditNotes: creditNoteListFields.join(),
	contacts: contactListFields.join(),
	products: [
		'Name',
		'ProductGuid',
		'ProductNumber',
		'Quantity',
		'Unit',
		'AccountNumber',
		'BaseAmountValue',
		'BaseAmountValueInclVat',
		'TotalAmount',
		'TotalAmountInclVat',
		'ExternalReference',
		'CreatedAt',
		'UpdatedAt',
		'DeletedAt',
	].join(),
	tradeOffers: tradeOfferListFields.join(),
};

const lists = {
	invoices: 'invoice.getMany',
	creditNotes: 'creditNote.getMany',
	contacts: 'contact.getMany',
	products: 'product.getMany',
	tradeOffers: 'tradeOffer.getMany',
} as const;

const documents = {
	invoices: 'invoice.get',
	creditNotes: 'creditNote.get',
	contacts: 'contact.get',
	products: 'product.get',
	tradeOffers: 'tradeOffer.get',
} as const;

/** The trigger's view of Dinero, over the client that all nodes use. Rejects with DineroError. */
export function dineroPort(client: DineroClient, organizationId: string): DineroLists {
	return {
		async page(request) {
			const answer = await client.call(lists[request.list], { organizationId, query: queryOf(request) });
			return pageOf(answer, request.pageSize);
		},
		async document(list, guid) {
			return await orNothing(
				client.call(documents[list], { organizationId, path: { guid } }) as Promise<unknown>,
			);
		},
		async payments(guid) {
			const answer = await orNothing(
				client.call('invoice.getPayments', { organizationId, path: { guid } }) as Promise<unknown>,
			);
			return answer && paymentsOf(answer);
		},
		async entries(from, to) {
			const query = { changesFrom: from, changesTo: to, includePrimo: false };
			return (await client.call('entry.getChanges', { organizationId, query })) as Row[];
		},
	};
}

function queryOf(request: PageRequest) {
	const { list, changesSince, deletedOnly, statusFilter, queryFilter, startDate, endDate, page, pageSize } =
		request;
	return {
		fields: fields[list],
		changesSince,
		// Left out where it is false: an empty value shows what the list shows by itself.
		deletedOnly: deletedOnly ? true : undefined,
		statusFilter: statusFilter?.join(),
		queryFilter,
		startDate,
		endDate,
		page,
		pageSize,
	};
}

function pageOf(answer: unknown, asked: number): Page {
	const { Collection, Pagination } = answer as {
		Collection?: Row[] | null;
		Pagination?: { PageSize?: number; ResultWithoutFilter?: number };
	};
	const used = Number(Pagination?.PageSize);
	const total = Number(Pagination?.ResultWithoutFilter);
	return {
		rows: Collection ?? [],
		size: used > 0 ? Math.min(used, asked) : asked,
		total: total > 0 ? total : undefined,
	};
}

function paymentsOf(answer: Row): InvoicePayments {
	const { Payments, RemainingAmount, PaidAmount } = answer;
	return {
		Payments: (Payments ?? []) as Row[],
		RemainingAmount: Number(RemainingAmount ?? 0),
		PaidAmount: Number(PaidAmount ?? 0),
	};
}

/** What Dinero does not know, or has deleted, is not there; everything else that goes wrong stays wrong. */
async function orNothing(answer: Promise<unknown>): Promise<Row | undefined> {
	const outcome = await answer.then(
		(value) => ({ value }),
		(reason: unknown) => ({ reason }),
	);
	if ('value' in outcome) return outcome.value as Row;
	const { reason } = outcome;
	if (isDineroError(reason) && (reason.kind === 'notFound' || reason.kind === 'deleted')) return undefined;
	throw reason;
}
