import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../../api/schema';
import { pick } from '../../fields/lists';

/** What a simplified contact holds. */
export const simpleContactFields = [
	'ContactGuid',
	'Name',
	'Email',
	'Phone',
	'VatNumber',
	'Street',
	'ZipCode',
	'City',
	'CountryKey',
	'ExternalReference',
] as const;

/** Every field that the list of contacts can give, as Dinero's contract lists them. */
export const contactListFields = [
	'Name',
	'ContactGuid',
	'ExternalReference',
	'IsPerson',
	'Street',
	'ZipCode',
	'City',
	'CountryKey',
	'Phone',
	'Email',
	'Webpage',
	'AttPerson',
	'VatNumber',
	'EanNumber',
	'PaymentConditionType',
	'PaymentConditionNumberOfDays',
	'IsMember',
	'MemberNumber',
	'CompanyStatus',
	'VatRegionKey',
	'CreatedAt',
	'UpdatedAt',
	'DeletedAt',
	'PreferredInvoiceLanguageKey',
	'PreferredInvoiceCurrencyKey',
] as const;

/** The contact as the Simplify field asks for it. */
export function shownContact(
	contact: components['schemas']['ContactReadModel'],
	simplify: boolean,
): IDataObject {
	const row = contact as unknown as IDataObject;
	return simplify ? pick(row, simpleContactFields) : row;
}
