import type { ListName, Row } from './port';

/** Which events are passed on. What a record does not have is not asked of it: a contact has no currency. */
export interface Filters {
	/** Guid of the contact, lower case. */
	contact?: string;
	/** Such as EUR; upper case. */
	currency?: string;
	/** Total incl. VAT in the document's own currency; of an entry the amount without its sign. */
	minimumAmount?: number;
	/** Beginning of the external reference. */
	externalReference?: string;
	/** Accounts of entries, both ends included. */
	fromAccount?: number;
	toAccount?: number;
	/** Records made by this package's own nodes. */
	own: 'include' | 'exclude' | 'only';
}

const withCurrency: ReadonlyArray<ListName | 'entries'> = ['invoices', 'creditNotes', 'tradeOffers'];

/** Guid property of a list's rows. */
export function guidFieldOf(list: ListName): 'Guid' | 'ContactGuid' | 'ProductGuid' {
	if (list === 'contacts') return 'ContactGuid';
	return list === 'products' ? 'ProductGuid' : 'Guid';
}

/** The guid of a row, lower case; empty where it has none. */
export function guidOf(list: ListName, row: Row): string {
	return String(row[guidFieldOf(list)] ?? '').toLowerCase();
}

/** Whether our nodes made it: they name what they make by a guid of version 5, Dinero and people do not. */
export function isOwn(guid: string): boolean {
	return /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/i.test(guid);
}

export function passes(filters: Filters, list: ListName | 'entries', row: Row): boolean {
	return (
		fitsContact(filters, list, row) &&
		fitsAmount(filters, list, row) &&
		fitsReference(filters, list, row) &&
		fitsAccount(filters, list, row) &&
		fitsOrigin(filters, list, row)
	);
}

function fitsContact({ contact }: Filters, list: ListName | 'entries', row: Row): boolean {
	if (contact === undefined || list === 'products') return true;
	return String(row.ContactGuid ?? '').toLowerCase() === contact;
}

function fitsAmount({ currency, minimumAmount }: Filters, list: ListName | 'entries', row: Row): boolean {
	if (currency !== undefined && withCurrency.includes(list)) {
		if (String(row.Currency || 'DKK').toUpperCase() !== currency) return false;
	}
	if (minimumAmount === undefined) return true;
	if (list === 'entries') return Math.abs(Number(row.Amount ?? 0)) >= minimumAmount;
	return !withCurrency.includes(list) || Math.abs(Number(row.TotalInclVat ?? 0)) >= minimumAmount;
}

function fitsReference({ externalReference }: Filters, list: ListName | 'entries', row: Row): boolean {
	if (externalReference === undefined || list === 'entries') return true;
	return String(row.ExternalReference ?? '').startsWith(externalReference);
}

function fitsAccount({ fromAccount, toAccount }: Filters, list: ListName | 'entries', row: Row): boolean {
	if (list !== 'entries') return true;
	const account = Number(row.AccountNumber);
	return (
		(fromAccount === undefined || account >= fromAccount) && (toAccount === undefined || account <= toAccount)
	);
}

function fitsOrigin({ own }: Filters, list: ListName | 'entries', row: Row): boolean {
	if (own === 'include' || list === 'entries' || list === 'products') return true;
	return isOwn(guidOf(list, row)) === (own === 'only');
}
