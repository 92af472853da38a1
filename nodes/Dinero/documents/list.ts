import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../context';
import { collection } from '../fields/documents';
import { filterFields, readChangeFilters, readPeriod } from '../fields/filters';
import {
	fieldsChoice,
	limitOf,
	pick,
	returnAllOrLimit,
	shownFields,
	simplify,
	sortForm,
} from '../fields/lists';
import { contact, organization } from '../fields/locators';
import { collect, filterBy, pageSizeFor, type Condition } from '../fields/query';
import type { Parameters } from '../parameters';
import { present } from '../values/present';
import { readReference } from './fields';
import { creditNoteListFields, invoiceListFields } from './listFields';

const statuses = ['Draft', 'Booked', 'Paid', 'OverPaid', 'Overdue'] as const;
const sorts = ['VoucherNumber', 'VoucherDate', 'Status', 'Contact'] as const;

const simpleListFields = [
	'Number',
	'Guid',
	'Date',
	'PaymentDate',
	'Status',
	'ContactName',
	'TotalExclVat',
	'TotalInclVat',
	'Currency',
	'ExternalReference',
] as const;

const filters = collection('Filters', 'filters', [
	filterFields.changedSince,
	contact({ required: false, description: 'Only documents of this contact' }),
	filterFields.deleted,
	filterFields.externalReference,
	filterFields.fromDate,
	filterFields.search,
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		options: [
			{ name: 'Booked', value: 'Booked', description: 'Booked and not yet due' },
			{ name: 'Draft', value: 'Draft' },
			{ name: 'Overdue', value: 'Overdue' },
			{ name: 'Overpaid', value: 'OverPaid' },
			{ name: 'Paid', value: 'Paid' },
		],
		default: [],
	},
	{
		displayName: 'Title Contains',
		name: 'title',
		type: 'string',
		default: '',
		description: 'Part of the heading of the document',
	},
	filterFields.toDate,
]);

const options = sortForm(
	[
		{ name: 'Contact', value: 'Contact' },
		{ name: 'Date', value: 'VoucherDate' },
		{ name: 'Number', value: 'VoucherNumber' },
		{ name: 'Status', value: 'Status' },
	],
	'VoucherNumber',
);

type SalesList = 'invoice.getMany' | 'creditNote.getMany' | 'sale.getMany';

/** The fields of each list's rows: the simple ones, and every one that Dinero's contract lists. */
const rowFields: Record<SalesList, { simple: readonly string[]; all: readonly string[] }> = {
	'invoice.getMany': { simple: simpleListFields, all: invoiceListFields },
	'creditNote.getMany': { simple: simpleListFields, all: creditNoteListFields },
	'sale.getMany': {
		simple: ['Type', ...simpleListFields.slice(0, -1)],
		all: ['Type', ...invoiceListFields],
	},
};

/** The form of Get Many for invoices, credit notes or sales. */
export function salesListForm(endpoint: SalesList): INodeProperties[] {
	return [
		organization,
		...returnAllOrLimit,
		simplify,
		fieldsChoice(rowFields[endpoint].all),
		filters,
		options,
	];
}

/**
 * The documents that the form asks for, newest number first unless sorted otherwise.
 * Drafts stand outside Dinero's own date filter; here a period counts for them as well.
 */
export async function listSalesDocuments(
	context: OperationContext,
	endpoint: SalesList,
): Promise<IDataObject[]> {
	const given = context.group('filters');
	const limit = limitOf(context);
	const wanted = given.choices('status', statuses);
	const contactId = given.optionalId('contactId');
	const period = readPeriod(given);
	const { queryFilter, needed, keep } = filterBy(conditionsOf(given, contactId));
	const sort = readSort(context.group('options'));
	const shown = shownFields(context, rowFields[endpoint].simple, rowFields[endpoint].all);
	const fields = [...new Set([...shown, ...needed, 'Status', 'Date', ...(sort ? [sort.field] : [])])].join(
		',',
	);
	const organizationId = await context.organizationId();
	// Sorting together with a filter on the contact has been seen to make Dinero give up, so those rows are sorted here.
	const sortHere = sort !== undefined && contactId !== undefined;
	const query = present({
		fields,
		queryFilter,
		...readChangeFilters(given),
		...period,
		freeTextSearch: given.optionalText('search'),
		statusFilter: wanted.length === 0 ? undefined : wanted.join(','),
		...(sort === undefined || sortHere ? {} : { sort: sort.by, sortOrder: sort.direction }),
	});
	const atOnce = pageSizeFor(sortHere ? undefined : limit);
	const pages = context.dinero.pages(endpoint, { organizationId, query }, atOnce);
	const fits = (row: IDataObject) =>
		keep(row) &&
		inPeriod(row, period) &&
		(wanted.length === 0 || wanted.some((status) => status === row.Status));
	const found = pages as AsyncIterable<IDataObject[]>;
	const simple = context.boolean('simplify');
	const show = (row: IDataObject) => (simple ? numbered(pick(row, shown)) : pick(row, shown));
	if (!sortHere) return await collect(found, limit, fits, show);
	const rows = (await collect(found, undefined, fits)).sort(comparing(sort.field, sort.direction));
	return (limit === undefined ? rows : rows.slice(0, limit)).map(show);
}

/** A draft has no number yet; Dinero says 0. As when one document is got, simplified, it is null. */
function numbered(row: IDataObject): IDataObject {
	if (row.Number === 0) row.Number = null;
	return row;
}

function conditionsOf(given: Parameters, contactId: string | undefined): Condition[] {
	const conditions: Array<[string, Condition['operator'], string | undefined]> = [
		['ExternalReference', 'eq', readReference(given)],
		['ContactGuid', 'eq', contactId],
		['Description', 'contains', given.optionalText('title')],
	];
	return conditions.flatMap(([field, operator, value]) =>
		value === undefined ? [] : [{ field, operator, value }],
	);
}

const sortColumns: Record<(typeof sorts)[number], string> = {
	VoucherNumber: 'Number',
	VoucherDate: 'Date',
	Status: 'Status',
	Contact: 'ContactName',
};

function readSort(given: Parameters) {
	const by = given.optionalChoice('sort', sorts);
	const direction = given.optionalChoice('sortDirection', ['ascending', 'descending']);
	if (by === undefined && direction === undefined) return undefined;
	const chosen = by ?? 'VoucherNumber';
	return { by: chosen, field: sortColumns[chosen], direction: direction ?? 'descending' };
}

function inPeriod(row: IDataObject, period: { startDate?: string; endDate?: string }): boolean {
	if (period.startDate === undefined || period.endDate === undefined) return true;
	const day = String(row.Date ?? '').slice(0, 10);
	return day >= period.startDate && day <= period.endDate;
}

function comparing(field: string, direction: string) {
	const sign = direction === 'ascending' ? 1 : -1;
	return (one: IDataObject, other: IDataObject) => {
		const [left, right] = [one[field], other[field]];
		if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
		return sign * String(left ?? '').localeCompare(String(right ?? ''), 'da');
	};
}
