import type { IDataObject } from 'n8n-workflow';

import { eventOf, stage, type EventName } from './events';
import { guidOf, passes } from './filters';
import type { PollOptions } from './poll';
import { fullPage, type DineroLists, type ListName, type Row } from './port';
import { itemOf, type Shown } from './shown';
import { versionOf } from './sources/changes';
import { asRow } from './sources/invoices';
import { reachedBy } from './sources/stages';
import { secondsOf, stampOf } from './time';

const secondsOfDay = 24 * 60 * 60;
/** How far back an example is looked for first. Seconds. */
const lately = 30 * secondsOfDay;
/** Documents that are opened singly to find an example. */
const singles = 10;

/**
 * One real, recent example of a chosen event for the test step in the editor: the newest for which all filters hold.
 * At most a dozen requests for each event; undefined when there is none. Nothing is remembered.
 */
export async function sampleOf(
	options: PollOptions,
	port: DineroLists,
	now: number,
): Promise<IDataObject | undefined> {
	for (const event of options.events) {
		const found = await findExample(event, options, port, Math.floor(now / 1000));
		if (!found) continue;
		const { list, guid } = found;
		const isWhole = options.fullDetails && list !== 'entries' && eventOf(event).kind !== 'deleted';
		const whole = isWhole ? await port.document(list, guid) : undefined;
		const record = whole
			? list === 'invoices' || list === 'creditNotes'
				? asRow(whole)
				: whole
			: found.record;
		const simplify = options.simplify && !options.fullDetails;
		return itemOf({ ...found, record }, options.organizationId, { simplify, zone: 'utc' });
	}
	return undefined;
}

type Example = Shown & { guid: string };

async function findExample(
	event: EventName,
	options: PollOptions,
	port: DineroLists,
	now: number,
): Promise<Example | undefined> {
	const { kind, list } = eventOf(event);
	if (kind === 'entry' || !list) return await entryExample(event, options, port, now);
	if (kind === 'payment') return await paymentExample(event, options, port, now);
	if (event === 'invoice.credited') return await creditedExample(event, options, port, now);
	const rows = await newest(port, list, now, kind === 'deleted' ? { deletedOnly: true } : statusOf(event));
	const row = rows.find((one) => isExample(event, list, one) && passes(options.filters, list, one));
	if (!row) return undefined;
	const stamp = kind === 'created' ? row.CreatedAt : kind === 'deleted' ? row.DeletedAt : row.UpdatedAt;
	const occurredAt = String((event === 'invoice.overdue' ? row.PaymentDate : stamp) ?? '') || null;
	const guid = guidOf(list, row);
	return {
		event,
		eventId: [options.organizationId, event, guid, ...versionParts(event, list, row)].join(':'),
		occurredAt,
		list,
		record: row,
		guid,
	};
}

/** What tells one change of a record from another in an event's id. */
function versionParts(event: EventName, list: ListName, row: Row): string[] {
	const { kind } = eventOf(event);
	if (kind === 'deleted') return [String(row.DeletedAt)];
	return kind === 'updated' ? [String(row.UpdatedAt), versionOf(list, row)] : [];
}

/** Stages that Dinero can filter by itself. */
function statusOf(event: EventName) {
	if (event === 'invoice.overdue') return { statusFilter: ['Overdue'] };
	if (event === 'invoice.paid') return { statusFilter: ['Paid', 'OverPaid'] };
	return {};
}

function isExample(event: EventName, list: ListName, row: Row): boolean {
	const { kind, bit = 0 } = eventOf(event);
	if (kind === 'deleted') return Boolean(row.DeletedAt);
	if (row.DeletedAt) return false;
	if (kind === 'stage') return (reachedBy(list, row) & bit) !== 0;
	return kind === 'created' || String(row.UpdatedAt ?? '') > String(row.CreatedAt ?? '');
}

/** Rows that changed lately, newest first; if there are none, the first page of everything. */
async function newest(
	port: DineroLists,
	list: ListName,
	now: number,
	more: { deletedOnly?: boolean; statusFilter?: readonly string[] } = {},
): Promise<Row[]> {
	const recent = await port.page({
		...more,
		list,
		changesSince: stampOf(now - lately),
		page: 0,
		pageSize: fullPage,
	});
	const { rows } =
		recent.rows.length > 0 ? recent : await port.page({ ...more, list, page: 0, pageSize: 100 });
	const time = (row: Row) => secondsOf(row.DeletedAt ?? row.UpdatedAt ?? row.CreatedAt, 'utc') ?? 0;
	return [...rows].sort((one, other) => time(other) - time(one));
}

async function entryExample(
	event: EventName,
	options: PollOptions,
	port: DineroLists,
	now: number,
): Promise<Example | undefined> {
	const rows = await port.entries(stampOf(now - lately), stampOf(now));
	const row = [...rows]
		.reverse()
		.find((one) => one.Type !== 'Primo' && passes(options.filters, 'entries', one));
	if (!row) return undefined;
	const guid = String(row.EntryGuid ?? '').toLowerCase();
	const eventId = `${options.organizationId}:${event}:${guid}`;
	return { event, eventId, occurredAt: String(row.Date ?? '') || null, list: 'entries', record: row, guid };
}

async function paymentExample(
	event: EventName,
	options: PollOptions,
	port: DineroLists,
	now: number,
): Promise<Example | undefined> {
	const rows = await newest(port, 'invoices', now, {
		statusFilter: ['Paid', 'OverPaid', 'Booked', 'Overdue'],
	});
	const paidFirst = [...rows].sort((one, other) => Number(isPaid(other)) - Number(isPaid(one)));
	for (const row of paidFirst.filter((one) => passes(options.filters, 'invoices', one)).slice(0, singles)) {
		const guid = guidOf('invoices', row);
		const answer = await port.payments(guid);
		const payment = answer?.Payments[answer.Payments.length - 1];
		if (!answer || !payment) continue;
		const { RemainingAmount, PaidAmount } = answer;
		const eventId = `${options.organizationId}:${event}:${String(payment.Guid).toLowerCase()}`;
		const occurredAt = String(payment.PaymentDate ?? '') || null;
		return {
			event,
			eventId,
			occurredAt,
			list: 'invoices',
			record: row,
			guid,
			payment: { ...payment, RemainingAmount, PaidAmount },
		};
	}
	return undefined;
}

function isPaid(row: Row): boolean {
	return (reachedBy('invoices', row) & stage.paid) !== 0;
}

async function creditedExample(
	event: EventName,
	options: PollOptions,
	port: DineroLists,
	now: number,
): Promise<Example | undefined> {
	const rows = await newest(port, 'creditNotes', now);
	for (const row of rows
		.filter((one) => isExample('creditNote.booked', 'creditNotes', one))
		.slice(0, singles)) {
		const creditNote = await port.document('creditNotes', guidOf('creditNotes', row));
		const invoiceGuid = String(creditNote?.CreditNoteFor ?? '').toLowerCase();
		const invoice = invoiceGuid === '' ? undefined : await port.document('invoices', invoiceGuid);
		if (!invoice || !passes(options.filters, 'invoices', asRow(invoice))) continue;
		const eventId = `${options.organizationId}:${event}:${invoiceGuid}:${guidOf('creditNotes', row)}`;
		const occurredAt = String(row.UpdatedAt ?? '') || null;
		return {
			event,
			eventId,
			occurredAt,
			list: 'invoices',
			record: asRow(invoice),
			guid: invoiceGuid,
			creditNote: row,
		};
	}
	return undefined;
}
