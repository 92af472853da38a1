import { isDate } from '../books/clock.mts';
import type { LedgerItem, LedgerItemLine } from '../books/documents.mts';
import { readManualLine } from '../books/manualPostings.mts';
import { fromMinor } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';
import { errorCode, refuseField, refuseRule } from '../books/refusals.mts';
import { DineroRefusal, type Answer, type Call, type Operation } from './call.mts';

/** Most items that a ledger can hold unbooked. */
const largestLedger = 1000;

/** Seconds after which the background booking comes to an item: from 2 to 6. */
const shortestWait = 2;
const longestWait = 6;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function readLines(call: Call, given: any[] | null | undefined): LedgerItemLine[] {
	const ids = new Set<string>();
	return (given ?? []).map((line, index): LedgerItemLine => {
		const prefix = `Lines[${index}]`;
		if (line.IsPaymentForVoucherId && (line.AccountNumber ?? null) !== null) {
			refuseField(
				`${prefix}.AccountNumber`,
				'AccountNumber must be empty when IsPaymentForVoucherId is given.',
			);
		}
		const id: string = line.Id?.toLowerCase() ?? call.world.random.guid();
		if (ids.has(id)) refuseField(`${prefix}.Id`, 'The id of a line must be unique.');
		ids.add(id);
		return {
			...readManualLine(call.organization, line, prefix),
			id,
			isPaymentForVoucherId: line.IsPaymentForVoucherId?.toLowerCase() ?? null,
		};
	});
}

function readContent(
	call: Call,
	body: { VoucherDate?: string; VoucherNumber?: number; FileGuid?: string; Lines?: unknown[] },
) {
	const date = body.VoucherDate || call.world.clock.today();
	if (!isDate(date)) refuseField('VoucherDate', `'${date}' is not a date of the form YYYY-MM-DD.`);
	return {
		date,
		voucherNumber: body.VoucherNumber ?? null,
		fileGuid: call.organization.file(body.FileGuid, 'FileGuid')?.guid ?? null,
		lines: readLines(call, body.Lines),
	};
}

function itemOf(organization: Organization, id: string | null | undefined): LedgerItem {
	const item = id ? organization.ledgerItems.get(id.toLowerCase()) : undefined;
	if (!item || item.deletedAt) refuseField('Id', 'ledgerItemNotFound');
	return item as LedgerItem;
}

function checkItemVersion(item: LedgerItem, version: string | null | undefined): void {
	if (version && version !== item.version) {
		throw new DineroRefusal(400, errorCode.staleTimestamp, 'The version of the ledger item is outdated.');
	}
}

function unbooked(organization: Organization): LedgerItem[] {
	return [...organization.ledgerItems.values()].filter((item) => item.status !== 'Booked' && !item.deletedAt);
}

function itemModel(item: LedgerItem) {
	return {
		Id: item.guid,
		Version: item.version,
		VoucherNumber: item.voucherNumber,
		VoucherDate: item.date,
		FileGuid: item.fileGuid,
		Lines: item.lines.map((line) => ({
			Id: line.id,
			Description: line.description,
			Amount: fromMinor(line.amount),
			AccountNumber: line.accountNumber,
			AccountVatCode: line.accountVatCode,
			BalancingAccountNumber: line.balancingAccountNumber,
			BalancingAccountVatCode: line.balancingAccountVatCode,
			IsPaymentForVoucherId: line.isPaymentForVoucherId,
		})),
	};
}

const savedModel = (item: LedgerItem) => ({ Id: item.guid, Version: item.version });

/** Adds the items; all or none. The contract answers one item though several can be sent: the first one is told. */
function add(call: Call): Answer {
	const { organization, world } = call;
	const bodies = asList(call.body);
	if (bodies.length === 0) refuseField('LedgerItems', 'There must be at least one ledger item.');
	if (unbooked(organization).length + bodies.length > largestLedger) {
		throw new DineroRefusal(400, 43, `Limit exceeded: a ledger holds at most ${largestLedger} items.`);
	}
	const now = world.clock.stamp();
	const ids = new Set<string>();
	const items = bodies.map((body): LedgerItem => {
		const guid = organization.newGuid(body.Id, organization.ledgerItems);
		if (ids.has(guid))
			throw new DineroRefusal(409, errorCode.duplicate, `Duplicated entity: the id ${guid} is sent twice.`);
		ids.add(guid);
		return {
			...readContent(call, body),
			guid,
			version: organization.nextItemVersion(),
			status: 'Draft',
			bookAt: null,
			failure: null,
			createdAt: now,
			updatedAt: now,
			deletedAt: null,
		};
	});
	for (const item of items) {
		organization.ledgerItems.set(item.guid, item);
		world.log(organization, 'ledger item created', item.guid);
	}
	return { json: savedModel(items[0]) };
}

function update(call: Call): Answer {
	const { organization, world } = call;
	const changes = asList(call.body).map((body) => {
		const item = itemOf(organization, body.Id);
		if (!body.Version) refuseField('Version', 'The Version field is required.');
		checkItemVersion(item, body.Version);
		if (item.status !== 'Draft') refuseRule('The ledger item is booked or waits for booking.');
		return { item, content: readContent(call, body) };
	});
	for (const { item, content } of changes) {
		Object.assign(item, content, { version: organization.nextItemVersion(), updatedAt: world.clock.stamp() });
		world.log(organization, 'ledger item updated', item.guid);
	}
	return { json: changes.map(({ item }) => savedModel(item)) };
}

/** Sends items to booking, which happens in the background some seconds later. */
function book(call: Call): Answer {
	const { organization, world } = call;
	const items = asList(call.body).map((body) => {
		const item = itemOf(organization, body.Id);
		checkItemVersion(item, body.Version);
		return item;
	});
	for (const item of items) {
		if (item.status !== 'Draft') continue;
		const wait = shortestWait + world.random.below(longestWait - shortestWait + 1);
		item.status = 'PendingBooking';
		item.bookAt = new Date(world.clock.now().getTime() + wait * 1000).toISOString();
		item.version = organization.nextItemVersion();
		organization.pendingLedgerItems.add(item.guid);
		world.log(organization, 'ledger item sent to booking', item.guid);
	}
	return {};
}

function status(call: Call): Answer {
	return {
		json: asList(call.body).map((body) => {
			const item = itemOf(call.organization, body.Id);
			return {
				Status: item.status,
				VoucherNumber: item.status === 'Booked' ? item.voucherNumber : null,
				...savedModel(item),
			};
		}),
	};
}

function remove(call: Call): Answer {
	const { organization, world } = call;
	const items = asList(call.body).map((body) => {
		const item = itemOf(organization, body.Id);
		checkItemVersion(item, body.Version);
		if (item.status !== 'Draft') refuseRule('The ledger item is booked or waits for booking.');
		return item;
	});
	for (const item of items) {
		item.deletedAt = item.updatedAt = world.clock.stamp();
		world.log(organization, 'ledger item deleted', item.guid);
	}
	return {};
}

/** Unbooked items: those that are named, or all when none is. */
function list(call: Call): Answer {
	const bodies = asList(call.body);
	const wanted = new Set(bodies.map((body) => itemOf(call.organization, body.Id).guid));
	return {
		json: unbooked(call.organization)
			.filter((item) => wanted.size === 0 || wanted.has(item.guid))
			.map(itemModel),
	};
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function asList(body: unknown): any[] {
	return Array.isArray(body) ? body : [];
}

export const ledgerItemOperations: Record<string, Operation> = {
	post_v1_organizationId_ledgeritems_ledgers: list,
	post_v1_2_organizationId_ledgeritems: add,
	put_v1_organizationId_ledgeritems: update,
	post_v1_organizationId_ledgeritems_book: book,
	post_v1_organizationId_ledgeritems_status: status,
	delete_v1_organizationId_ledgeritems_delete: remove,
};
