import { createHash } from 'node:crypto';
import { RETAINED_RESULT } from '../books/chart.mts';
import { addDays } from '../books/clock.mts';
import type { AccountingYear, Entry } from '../books/ledger.mts';
import { isShown } from '../books/lists.mts';
import { fromMinor } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';
import { refuseField } from '../books/refusals.mts';
import type { Answer, Call, Operation } from './call.mts';

/** The longest range of changes that can be asked for. */
const longestRangeDays = 31;

function entryModel(organization: Organization, entry: Entry) {
	return {
		AccountNumber: entry.accountNumber,
		AccountName: organization.accounts.get(entry.accountNumber)?.name ?? null,
		Date: entry.date,
		VoucherNumber: entry.voucherNumber,
		VoucherGuid: entry.voucherGuid,
		FileGuid: entry.fileGuid,
		VoucherType: entry.voucherType,
		Description: entry.description,
		VatType: entry.vatCode ? (organization.vatTypes.get(entry.vatCode)?.name ?? null) : null,
		VatCode: entry.vatCode,
		Amount: fromMinor(entry.amount),
		EntryGuid: entry.guid,
		ContactGuid: entry.contactGuid,
		Type: 'Normal',
	};
}

/** The opening entries of a year: one for each balance account. Their guids stay, their amounts move with earlier years. */
function openingEntries(organization: Organization, year: AccountingYear) {
	return [...organization.ledger.opening(year, RETAINED_RESULT)].map(([accountNumber, amount]) => ({
		AccountNumber: accountNumber,
		AccountName: organization.accounts.get(accountNumber)?.name ?? null,
		Date: year.from,
		VoucherNumber: null,
		VoucherGuid: null,
		FileGuid: null,
		VoucherType: null,
		Description: 'Primo',
		VatType: null,
		VatCode: null,
		Amount: fromMinor(amount),
		EntryGuid: openingGuid(organization, year, accountNumber),
		ContactGuid: null,
		Type: 'Primo',
	}));
}

function openingGuid(organization: Organization, year: AccountingYear, accountNumber: number): string {
	const hex = createHash('sha256')
		.update(`primo ${organization.id} ${year.name} ${accountNumber}`)
		.digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function list(call: Call): Answer {
	const { organization, query, world } = call;
	const today = world.clock.today();
	const current = organization.accountingYear(today) ?? organization.accountingYears.at(-1)!;
	const from = String(query.fromDate ?? current.from).slice(0, 10);
	const to = String(
		query.toDate ?? (query.fromDate ? (organization.accountingYear(from)?.to ?? today) : current.to),
	).slice(0, 10);
	if (from > to) refuseField('toDate', 'The period ends before it begins.');
	const year = organization.accountingYear(from);
	if (!year) refuseField('fromDate', `${from} is in no accounting year.`);
	if (to > year!.to) refuseField('toDate', 'The period cannot cross accounting years.');
	const entries = organization.ledger.entries.filter(({ date }) => date >= from && date <= to);
	return {
		json: [
			...(query.includePrimo !== false && from === year!.from ? openingEntries(organization, year!) : []),
			...entries.map((entry) => entryModel(organization, entry)),
		],
	};
}

function changes(call: Call): Answer {
	const { organization, query, world } = call;
	const from =
		readTime(query.changesFrom, 'changesFrom') ?? `${addDays(world.clock.stamp().slice(0, 10), -1)}T00:00:00`;
	const to = readTime(query.changesTo, 'changesTo') ?? world.clock.stamp();
	if (from > to) refuseField('changesTo', 'The range ends before it begins.');
	if (Date.parse(`${to}Z`) - Date.parse(`${from}Z`) > longestRangeDays * 86400000) {
		refuseField('changesTo', `The range can be at most ${longestRangeDays} days.`);
	}
	const added = organization.ledger.entries.filter(
		({ addedAt }) =>
			addedAt >= from && addedAt <= to && isShown(world, { createdAt: addedAt, updatedAt: addedAt }, from),
	);
	// An opening balance moves when an entry of an earlier year is added.
	const moved =
		query.includePrimo === false
			? []
			: organization.accountingYears.filter((year) => added.some(({ date }) => date < year.from));
	return {
		json: [
			...moved.flatMap((year) => {
				const touched = new Set(
					added
						.filter(({ date }) => date < year.from)
						.map((entry) => (entry.accountNumber < 50000 ? RETAINED_RESULT : entry.accountNumber)),
				);
				return openingEntries(organization, year).filter(({ AccountNumber }) => touched.has(AccountNumber));
			}),
			...added.map((entry) => entryModel(organization, entry)),
		],
	};
}

/** A time as a stamp in UTC; a time without a zone counts as UTC. */
function readTime(value: unknown, field: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = String(value);
	const time = new Date(
		/Z|[+-]\d\d:?\d\d$/.test(text) ? text : text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`,
	);
	if (Number.isNaN(time.getTime())) refuseField(field, `'${text}' is not a time.`);
	return time.toISOString().slice(0, 19);
}

export const entryOperations: Record<string, Operation> = {
	get_v1_organizationId_entries: list,
	get_v1_organizationId_entries_changes: changes,
};
