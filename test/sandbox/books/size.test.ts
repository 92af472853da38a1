/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { plant } from '../../../sandbox/dinero/seeds/plant.mts';
import { checkInvariants } from '../../../sandbox/dinero/books/invariants.mts';
import type { Organization } from '../../../sandbox/dinero/books/organization.mts';
import { createWorld } from '../../../sandbox/dinero/books/world.mts';
import { checkAnswer } from '../../../sandbox/dinero/http/answerCheck.mts';
import { contractOperations } from '../../../sandbox/dinero/http/contract.mts';
import { operations } from '../../../sandbox/dinero/operations/index.mts';

const operationId = 'get_v1_organizationId_invoices';
const contract = contractOperations.find((operation) => operation.operationId === operationId)!;
const fields = 'Number,Guid,ContactName,ContactGuid,Date,Status,TotalInclVatInDkk,CreatedAt,UpdatedAt,DeletedAt';

interface Row {
	Number: number;
	Guid: string;
	ContactName: string;
	Date: string;
	Status: string;
	CreatedAt: string;
}

type Query = Record<string, string | number | boolean>;

/** The past of a shop with so many invoices; the same each time. */
function planted(invoices: number): Organization {
	const world = createWorld({ seed: 1, start: '2026-06-15T10:00:00Z' });
	const organization = world.organizations.values().next().value!;
	plant(world, organization, operations, { invoices, customers: invoices / 5, days: 365, seed: 1 });
	return organization;
}

/** One page of the list, checked against the contract and written as JSON, as the server does it. */
function page(organization: Organization, query: Query): Row[] {
	const asked = { pageSize: 1000, fields, ...query };
	const { json } = operations[operationId]!({
		operationId,
		organization,
		world: organization.world,
		path: {},
		query: asked,
		body: undefined,
		accept: 'json',
	});
	expect(checkAnswer(contract, 200, json, asked)).toEqual([]);
	return (JSON.parse(JSON.stringify(json)) as { Collection: Row[] }).Collection;
}

function allPages(organization: Organization, query: Query): Row[] {
	const rows: Row[] = [];
	for (let number = 0; ; number++) {
		const more = page(organization, { ...query, page: number, pageSize: 170 });
		rows.push(...more);
		if (more.length === 0) return rows;
	}
}

/** Milliseconds of processor time of a page, the least of some tries, each after a change so that nothing is prepared. */
function cost(organization: Organization, query: Query): number {
	const tries = Array.from({ length: 7 }, () => {
		organization.world.log(organization, 'looked at', organization.id);
		const before = process.cpuUsage();
		page(organization, query);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	});
	return Math.min(...tries);
}

const statusOrder = ['Draft', 'Overdue', 'Booked', 'OverPaid', 'Paid'];
const keyOf: Record<string, (row: Row) => string | number> = {
	VoucherNumber: (row) => row.Number || Number.MAX_SAFE_INTEGER,
	VoucherDate: (row) => row.Date,
	Contact: (row) => row.ContactName,
	Status: (row) => statusOrder.indexOf(row.Status),
	CreatedAt: (row) => row.CreatedAt,
};

/** What two rows that follow each other differ in first, when that is the wrong way round. */
function wrongOrder(one: Row, other: Row, sort: string[], sign: number): string | undefined {
	for (const field of [...sort, 'CreatedAt']) {
		const [first, second] = [keyOf[field]!(one), keyOf[field]!(other)];
		if (first === second) continue;
		const rightWay = field === 'Status' ? 1 : sign;
		return (first < second ? 1 : -1) === rightWay ? undefined : `${field}: ${first} before ${second}`;
	}
	return undefined;
}

describe('many invoices', () => {
	let few: Organization;
	let many: Organization;
	beforeAll(() => {
		few = planted(1000);
		many = planted(10_000);
	}, 60_000);

	test('are planted soundly, and the same each time', () => {
		expect(many.invoices.size).toBe(10_000);
		expect(checkInvariants(many.world)).toEqual([]);
		expect(JSON.stringify(planted(1000))).toBe(JSON.stringify(few));
	});

	const sorts = [
		'VoucherNumber,VoucherDate',
		'VoucherNumber',
		'VoucherDate',
		'Status',
		'Contact',
		'Contact,VoucherDate',
		'VoucherDate,Contact',
		'Status,Contact,VoucherNumber',
	];
	test.each(sorts.flatMap((sort) => ['ascending', 'descending'].map((sortOrder) => [sort, sortOrder])))(
		'come by %s %s, each once over all pages',
		(sort, sortOrder) => {
			const rows = allPages(few, { sort, sortOrder });
			expect(new Set(rows.map(({ Guid }) => Guid)).size).toBe(few.invoices.size);
			expect(rows).toHaveLength(few.invoices.size);
			const sign = sortOrder === 'ascending' ? 1 : -1;
			const wrong = rows
				.slice(1)
				.map((row, index) => wrongOrder(rows[index]!, row, sort.split(','), sign))
				.filter(Boolean);
			expect(wrong).toEqual([]);
		},
	);

	test('a page shows a change at once, although pages are cut from one sorted set', () => {
		const open = page(few, { statusFilter: 'Overdue' }).at(-1)!;
		const invoice = few.invoices.get(open.Guid)!;
		expect(page(few, { sort: 'Status' }).find(({ Guid }) => Guid === open.Guid)!.Status).toBe('Overdue');
		operations.post_v1_organizationId_invoices_guid_payments!({
			operationId: 'post_v1_organizationId_invoices_guid_payments',
			organization: few,
			world: few.world,
			path: { guid: open.Guid },
			query: {},
			body: {
				Timestamp: invoice.timeStamp,
				DepositAccountNumber: 55120,
				RemainderIsFee: false,
				Description: 'Paid',
				Amount: invoice.totals.gross / 100,
			},
			accept: 'json',
		});
		const rows = page(few, { sort: 'Status' });
		const place = rows.findIndex(({ Guid }) => Guid === open.Guid);
		expect(rows[place]!.Status).toBe('Paid');
		expect(rows.slice(place).every(({ Status }) => Status === 'Paid')).toBe(true);
	});

	// What a page costs is mostly its rows; sorting and filtering grow with the whole, but with nothing worse. A page that
	// one of the shops has few rows for grows with the whole alone. The 5 ms are for the measuring.
	const queries: Array<[what: string, times: number, query: Query]> = [
		['first', 5, { page: 0 }],
		['by status', 6, { sort: 'Status' }],
		['by contact', 6, { sort: 'Contact' }],
		['paid', 6, { statusFilter: 'Paid' }],
		['by reference', 6, { queryFilter: "ExternalReference contains '1'" }],
		['changed', 20, { changesSince: '2026-06-01T00:00:00Z' }],
		['searched', 20, { freeTextSearch: 'sen' }],
	];
	test.each(queries)('ten times as many invoices cost a page little more: %s', (_, times, query) => {
		const [little, much] = [cost(few, query), cost(many, query)];
		expect(much).toBeLessThan(times * little + 5);
	});
});
