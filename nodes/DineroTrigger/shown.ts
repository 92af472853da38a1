import type { IDataObject } from 'n8n-workflow';

import type { Occurrence } from './context';
import type { ListName, Row } from './port';
import { secondsOf, stampOf, type StampZone } from './time';

/** Fields of a simplified record, by list; at most ten. */
const simple: Record<ListName | 'entries', readonly string[]> = {
	invoices: [
		'Guid',
		'Number',
		'Status',
		'Date',
		'PaymentDate',
		'ContactGuid',
		'ContactName',
		'TotalInclVat',
		'Currency',
		'ExternalReference',
	],
	creditNotes: [
		'Guid',
		'Number',
		'Status',
		'Date',
		'ContactGuid',
		'ContactName',
		'TotalInclVat',
		'Currency',
		'ExternalReference',
	],
	tradeOffers: [
		'Guid',
		'Number',
		'Status',
		'Date',
		'ContactGuid',
		'ContactName',
		'TotalInclVat',
		'Currency',
		'ExternalReference',
	],
	contacts: [
		'ContactGuid',
		'Name',
		'Email',
		'Phone',
		'IsPerson',
		'VatNumber',
		'EanNumber',
		'CountryKey',
		'ExternalReference',
	],
	products: [
		'ProductGuid',
		'Name',
		'ProductNumber',
		'AccountNumber',
		'BaseAmountValue',
		'BaseAmountValueInclVat',
		'Quantity',
		'Unit',
		'ExternalReference',
	],
	entries: [
		'EntryGuid',
		'Date',
		'AccountNumber',
		'AccountName',
		'Amount',
		'VoucherNumber',
		'VoucherType',
		'VoucherGuid',
		'ContactGuid',
		'Description',
	],
};

const simplePayment = [
	'Guid',
	'Amount',
	'Currency',
	'PaymentDate',
	'DepositAccountNumber',
	'Description',
	'ExternalReference',
	'PaymentClass',
	'RemainingAmount',
	'PaidAmount',
];

/** A record as the user asked for it: these ten fields, or everything that Dinero gave. */
export function shownRecord(list: ListName | 'entries', row: Row, simplify: boolean): IDataObject {
	return simplify ? pick(withoutNumberZero(row), simple[list]) : row;
}

function shownPayment(payment: Row, simplify: boolean): IDataObject {
	return simplify ? pick(payment, simplePayment) : payment;
}

/** A draft has no number; Dinero shows 0. */
function withoutNumberZero(row: Row): Row {
	return row.Number === 0 ? { ...row, Number: null } : row;
}

function pick(row: Row, fields: readonly string[]): IDataObject {
	return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
}

/** What an item shows of an occurrence. */
export type Shown = Pick<
	Occurrence,
	'event' | 'eventId' | 'occurredAt' | 'list' | 'record' | 'payment' | 'creditNote'
>;

/** One item of the workflow. */
export function itemOf(
	occurrence: Shown,
	organizationId: string,
	{ simplify, zone }: { simplify: boolean; zone: StampZone },
): IDataObject {
	const { event, eventId, occurredAt, list, record, payment, creditNote } = occurrence;
	return {
		event,
		eventId,
		occurredAt: inUtc(occurredAt, zone),
		organizationId,
		record: shownRecord(list, record, simplify),
		...(payment ? { payment: shownPayment(payment, simplify) } : {}),
		...(creditNote ? { creditNote: shownRecord('creditNotes', creditNote, simplify) } : {}),
	};
}

/** A time as `YYYY-MM-DDTHH:mm:ssZ`; a day stays a day. */
function inUtc(stamp: string | null, zone: StampZone): string | null {
	if (stamp === null || stamp.length <= 10) return stamp;
	const seconds = secondsOf(stamp, zone);
	return seconds === undefined ? stamp : stampOf(seconds);
}
