import type { IDataObject } from 'n8n-workflow';

import { organizationPart } from '../../../api/organizationFacts';
import type { components } from '../../../api/schema';
import type { OperationContext } from '../context';

export type Entry = components['schemas']['EntryReadModel'];

export const simpleEntryFields = [
	'Date',
	'VoucherNumber',
	'VoucherType',
	'AccountNumber',
	'AccountName',
	'Description',
	'Amount',
	'VatCode',
	'Type',
	'EntryGuid',
] as const;

/** A part of a period that lies within one accounting year; days as `YYYY-MM-DD`, both included. */
export interface Part {
	from: string;
	to: string;
}

/**
 * A period cut by accounting year, since Dinero answers no period that crosses one.
 *
 * @throws NodeOperationError that names the years there are, when a day of it lies in none
 */
export async function cutByYear(context: OperationContext, from: string, to: string): Promise<Part[]> {
	const organizationId = await context.organizationId();
	const years = (await organizationPart(context.dinero, organizationId, 'accountingYears'))
		.map(({ Name, FromDate, ToDate }) => ({ name: Name ?? '', from: FromDate ?? '', to: ToDate ?? '' }))
		.sort((one, other) => one.from.localeCompare(other.from));
	for (const [name, day] of [
		['fromDate', from],
		['toDate', to],
	] as const) {
		if (years.some((year) => year.from <= day && day <= year.to)) continue;
		const known = years.map((year) => `${year.name} (${year.from} to ${year.to})`).join(', ') || 'none';
		throw context.unusable(
			name,
			`is ${day}, which is in no accounting year`,
			`The accounting years are: ${known}.`,
		);
	}
	return years
		.filter((year) => year.to >= from && year.from <= to)
		.map((year) => ({ from: year.from > from ? year.from : from, to: year.to < to ? year.to : to }));
}

const longestWindow = 31 * 24 * 60 * 60 * 1000;

/** A time range cut into windows that Dinero accepts (31 days at most); moments in milliseconds (UTC). */
export function cutIntoWindows(from: number, to: number): Array<{ from: number; to: number }> {
	const windows = [];
	for (let start = from; start < to || windows.length === 0; start += longestWindow) {
		windows.push({ from: start, to: Math.min(start + longestWindow, to) });
	}
	return windows;
}

/** By date, then voucher, then account. */
export function sortEntries(entries: Entry[]): Entry[] {
	return entries.sort(
		(one, other) =>
			String(one.Date).localeCompare(String(other.Date)) ||
			(one.VoucherNumber ?? 0) - (other.VoucherNumber ?? 0) ||
			one.AccountNumber - other.AccountNumber,
	);
}

/** One row an account with the sum of its entries in kroner and their number; added up in øre. */
export function totalsByAccount(entries: readonly Entry[]): IDataObject[] {
	const totals = new Map<number, { name: string; øre: number; count: number }>();
	for (const entry of entries) {
		const total = totals.get(entry.AccountNumber) ?? { name: entry.AccountName ?? '', øre: 0, count: 0 };
		total.øre += Math.round(entry.Amount * 100);
		total.count += 1;
		totals.set(entry.AccountNumber, total);
	}
	return [...totals.entries()]
		.sort(([one], [other]) => one - other)
		.map(([AccountNumber, { name, øre, count }]) => ({
			AccountNumber,
			AccountName: name,
			Amount: øre / 100,
			Entries: count,
		}));
}
