import { paymentState, type PaymentState } from '../books/claims.mts';
import { isDate } from '../books/clock.mts';
import type { SalesDocument } from '../books/documents.mts';
import {
	fieldPicker,
	isShown,
	meets,
	pageOf,
	pageRange,
	readChangesSince,
	readFreeText,
	readQueryFilter,
} from '../books/lists.mts';
import { fromMinor } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';
import { Random } from '../books/random.mts';
import { refuseField } from '../books/refusals.mts';
import { contactNameOf } from '../books/salesDocuments.mts';
import { DineroRefusal, type Answer, type Call } from './call.mts';
import { answered } from './found.mts';

const allFields = [
	'Number',
	'Guid',
	'ExternalReference',
	'ContactName',
	'ContactGuid',
	'Date',
	'PaymentDate',
	'Description',
	'Currency',
	'Status',
	'MailOutStatus',
	'LatestMailOutType',
	'TotalExclVatInDkk',
	'TotalInclVatInDkk',
	'TotalExclVat',
	'TotalInclVat',
	'CreatedAt',
	'UpdatedAt',
	'DeletedAt',
	'Type',
] as const;

const filterable = { ExternalReference: 'text', ContactGuid: 'guid', Description: 'text' } as const;

/** Status always sorts in this order, whatever the direction. */
const statusOrder: PaymentState[] = ['Draft', 'Overdue', 'Booked', 'OverPaid', 'Paid'];
const sortFields = ['VoucherNumber', 'VoucherDate', 'Status', 'Contact'];

/** What a list of one kind differs in. */
interface ListKind {
	kinds: Array<'Invoice' | 'CreditNote'>;
	defaultFields: string;
	/** Fields of the shared set that this list does not know. */
	without: string[];
}

export const salesLists: Record<'invoices' | 'creditNotes' | 'sales', ListKind> = {
	invoices: { kinds: ['Invoice'], defaultFields: 'Guid,ContactName,Date,Description', without: ['Type'] },
	creditNotes: {
		kinds: ['CreditNote'],
		defaultFields: 'Guid,ContactName,Date,Description,Type',
		without: ['LatestMailOutType'],
	},
	sales: {
		kinds: ['Invoice', 'CreditNote'],
		defaultFields: 'Guid,ContactName,Date,Description,Type',
		without: [],
	},
};

/** The list of invoices, credit notes or both, with all its parameters. */
export function listSales(call: Call, { kinds, defaultFields, without }: ListKind): Answer {
	const { organization, query, world } = call;
	const today = world.clock.today();
	const pick = fieldPicker<ReturnType<typeof row>>(
		query.fields,
		defaultFields,
		allFields.filter((name) => !without.includes(name)),
	);
	const matches = readFilters(call, today);
	const order = readOrder(call, today);
	pageRange(query, 100);
	const documents = ordered(organization, kinds, order);
	const rows = documents.filter(matches);
	const count = world.switches.resultWithoutFilter === 'filtered' ? rows.length : documents.length;
	return { json: pageOf(rows, query, (document) => pick(row(organization, document, today)), count) };
}

/** How rows are ordered: a name that tells orders apart, and what does it. */
interface Order {
	name: string;
	sort: (documents: SalesDocument[]) => SalesDocument[];
}

const sortedBefore = new WeakMap<Organization, { name: string; documents: SalesDocument[] }>();

/** All documents in order. As long as nothing changes, the pages of a list are cut from one sorted set. */
function ordered(organization: Organization, kinds: ListKind['kinds'], order: Order): SalesDocument[] {
	const name = `${organization.world.changeLog.length} ${kinds.join()} ${order.name}`;
	const before = sortedBefore.get(organization);
	if (before?.name === name) return before.documents;
	const all = kinds.flatMap((kind) => [
		...(kind === 'Invoice' ? organization.invoices : organization.creditNotes).values(),
	]);
	const documents = order.sort(all);
	sortedBefore.set(organization, { name, documents });
	return documents;
}

function row(organization: Organization, document: SalesDocument, today: string) {
	const { world } = organization;
	return {
		Number: document.number,
		Guid: document.guid,
		ExternalReference: document.externalReference,
		ContactName: contactNameOf(organization, document),
		ContactGuid: document.contactGuid,
		Date: document.date,
		PaymentDate: document.kind === 'Invoice' ? document.dueDate : null,
		Description: document.description,
		Currency: document.currency,
		Status: stateOf(document, today),
		MailOutStatus: document.mailOutStatus,
		LatestMailOutType: document.latestMailOutType,
		TotalExclVatInDkk: fromMinor(document.netDkk),
		TotalInclVatInDkk: fromMinor(document.totalDkk),
		TotalExclVat: fromMinor(document.totals.net),
		TotalInclVat: fromMinor(document.totals.gross),
		CreatedAt: answered(world, document.createdAt),
		UpdatedAt: answered(world, document.updatedAt),
		DeletedAt: answered(world, document.deletedAt),
		Type: document.kind,
	};
}

function stateOf(document: SalesDocument, today: string): PaymentState {
	return paymentState(document.claim, document.kind === 'Invoice' ? document.dueDate : null, today);
}

function readFilters(call: Call, today: string): (document: SalesDocument) => boolean {
	const { organization, query, world } = call;
	const [from, to] = readPeriod(query);
	const states = readStates(query.statusFilter);
	const text = readFreeText(query.freeTextSearch);
	const conditions = readQueryFilter(
		query.queryFilter,
		filterable,
		world.switches.combinedFilter === 'everywhere',
	);
	const since = readChangesSince(query.changesSince);
	const alsoDeleted = since !== undefined && world.switches.deletedRowsInChanges;
	const values: Record<string, (document: SalesDocument) => string | null> = {
		ExternalReference: (document) => document.externalReference,
		ContactGuid: (document) => document.contactGuid,
		Description: (document) => document.description,
	};
	return (document) =>
		(query.deletedOnly ? document.deletedAt !== null : alsoDeleted || document.deletedAt === null) &&
		(since === undefined || document.updatedAt >= since) &&
		isShown(world, document, since) &&
		// Drafts come along whatever their date.
		(from === undefined || document.status === 'Draft' || (document.date >= from && document.date <= to!)) &&
		(states === undefined || states.has(stateOf(document, today))) &&
		(conditions.length === 0 || meets(conditions, (field) => values[field](document))) &&
		(text === undefined || holdsText(organization, document, text));
}

/** True when the number, the contact, the description or the total (with a point or a comma) holds the text, in lower case. */
function holdsText(organization: Organization, document: SalesDocument, text: string): boolean {
	if (document.number && String(document.number).includes(text)) return true;
	if (contactNameOf(organization, document)?.toLowerCase().includes(text)) return true;
	if (document.description.toLowerCase().includes(text)) return true;
	const total = fromMinor(document.totals.gross).toFixed(2);
	return total.includes(text) || total.replace('.', ',').includes(text);
}

function readPeriod(query: Call['query']): [string, string] | [undefined, undefined] {
	const { startDate, endDate } = query;
	if (!startDate && !endDate) return [undefined, undefined];
	if (!startDate || !endDate)
		refuseField(startDate ? 'endDate' : 'startDate', 'startDate and endDate only work together.');
	for (const [name, value] of Object.entries({ startDate, endDate })) {
		if (!isDate(value)) refuseField(name, `'${String(value)}' must be of the form YYYY-MM-DD.`);
	}
	return [startDate as string, endDate as string];
}

function readStates(text: unknown): Set<PaymentState> | undefined {
	if (typeof text !== 'string' || text.trim() === '') return undefined;
	const asked = text
		.split(',')
		.map((each) => each.trim())
		.filter(Boolean);
	for (const each of asked) {
		if (!statusOrder.includes(each as PaymentState)) {
			refuseField('statusFilter', `Unknown status '${each}'. Known: Draft, Booked, Paid, OverPaid, Overdue.`);
		}
	}
	return new Set(asked as PaymentState[]);
}

function readOrder(call: Call, today: string): Order {
	const { organization, query, world } = call;
	const asked = String(query.sort || 'VoucherNumber,VoucherDate')
		.split(',')
		.map((each) => each.trim())
		.filter(Boolean);
	for (const each of asked) {
		if (!sortFields.includes(each))
			refuseField('sort', `Unknown sort field '${each}'. Known: ${sortFields.join(', ')}.`);
	}
	const direction = String(query.sortOrder || 'descending');
	if (direction !== 'ascending' && direction !== 'descending')
		refuseField('sortOrder', 'The order must be ascending or descending.');
	const isDefault = asked.join() === 'VoucherNumber,VoucherDate' && direction === 'descending';
	const byContact = /ContactGuid\s+(eq|contains)/i.test(String(query.queryFilter ?? ''));
	if (!isDefault && byContact && world.switches.sortWithContactFilter === 'serverError') {
		throw new DineroRefusal(500, 0, 'Sorting a list that is filtered by ContactGuid failed.');
	}
	const name = `${asked.join()} ${direction} ${world.switches.listOrder} ${today}`;
	if (isDefault && world.switches.listOrder === 'created') return { name, sort: (documents) => documents };
	if (isDefault && world.switches.listOrder === 'shuffled') {
		return { name, sort: (documents) => shuffled(documents, world.random.toJSON()) };
	}
	const sign = direction === 'ascending' ? 1 : -1;
	const keys = [
		...asked.map((field) => sortKey(field, sign, organization, today)),
		{ of: (document: SalesDocument) => document.createdAt, sign, often: false },
	];
	return { name, sort: (documents) => sorted(documents, keys) };
}

/** A key that documents are sorted by. */
interface SortKey {
	of: (document: SalesDocument) => string | number;
	/** 1 when small values come first, -1 when they come last. */
	sign: number;
	/** Many documents share a value, and their order says nothing about it. */
	often: boolean;
}

function sortKey(field: string, sign: number, organization: Organization, today: string): SortKey {
	switch (field) {
		// A draft has no number yet and counts as the newest.
		case 'VoucherNumber':
			return { of: (document) => document.number || Number.MAX_SAFE_INTEGER, sign, often: false };
		case 'VoucherDate':
			return { of: (document) => document.date, sign, often: false };
		case 'Status':
			return { of: (document) => statusOrder.indexOf(stateOf(document, today)), sign: 1, often: true };
		default:
			return { of: (document) => contactNameOf(organization, document) ?? '', sign, often: true };
	}
}

/**
 * The documents by the first key, those that are equal in it by the second, and so on; equal ones stay as they are.
 * Values that many share are sorted as values, each with its documents after it: with 100,000 documents that saves most
 * comparisons. Numbers and dates follow the order of creation nearly, which sorts quickly as it is.
 */
function sorted(documents: SalesDocument[], keys: SortKey[]): SalesDocument[] {
	const [key, ...others] = keys;
	if (key?.often) return sharedBy(key, sorted(documents, others));
	const until = keys.findIndex(({ often }) => often);
	const compared = until < 0 ? keys : keys.slice(0, until);
	const before = until < 0 ? [...documents] : sorted(documents, keys.slice(until));
	return before.sort((one, other) => {
		for (const { of, sign } of compared) {
			const [first, second] = [of(one), of(other)];
			if (first !== second) return first < second ? -sign : sign;
		}
		return 0;
	});
}

/** The documents by a key, in groups of those that share a value; within a group they stay as they are. */
function sharedBy({ of, sign }: SortKey, documents: SalesDocument[]): SalesDocument[] {
	const sharing = new Map<string | number, SalesDocument[]>();
	for (const document of documents) {
		const value = of(document);
		const others = sharing.get(value);
		if (others) others.push(document);
		else sharing.set(value, [document]);
	}
	const values = [...sharing.keys()].sort((one, other) => (one < other ? -sign : sign));
	return values.flatMap((value) => sharing.get(value)!);
}

function shuffled<Item>(items: Item[], seed: number): Item[] {
	const random = new Random(seed);
	for (let index = items.length - 1; index > 0; index--) {
		const other = random.below(index + 1);
		[items[index], items[other]] = [items[other], items[index]];
	}
	return items;
}
