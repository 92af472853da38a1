import type { components } from '../../../../api/schema';
import { readDigits, readPaymentTerms, readReference } from '../../documents/fields';
import type { Parameters } from '../../parameters';
import { present } from '../../values/present';

export type ContactUpdate = components['schemas']['ContactUpdateModel'];
type ContactRead = components['schemas']['ContactReadModel'];

/** Fields that Dinero's contract keeps for companies: what ours is called, and what the contract calls it. */
const companyOnly = [
	'attention',
	'vatNumber',
	'eanNumber',
	'seNumber',
	'pNumber',
	'eInvoicing',
	'companyType',
];

/** The optional fields of a contact that the user filled in, in the contract's names. */
export function readContactDetails(fields: Parameters, isPerson: boolean): Partial<ContactUpdate> {
	const misplaced = isPerson ? companyOnly.find((name) => fields.has(name)) : undefined;
	if (misplaced !== undefined) {
		throw fields.unusable(
			misplaced,
			'is for companies only',
			'Choose Company as contact type, or remove the field.',
		);
	}
	return {
		...readPaymentTerms(fields),
		...present({
			AttPerson: fields.optionalText('attention'),
			City: fields.optionalText('city'),
			CompanyTypeKey: fields.optionalText('companyType'),
			EanNumber: readDigits(fields, 'eanNumber', 13),
			Email: readEmail(fields, 'email'),
			ExternalReference: readReference(fields),
			InvoiceMailOutOptionKey: fields.optionalChoice('eInvoicing', ['VAT', 'GLN', 'P', 'SE']),
			IsMember: fields.has('memberNumber') ? true : undefined,
			MemberNumber: fields.optionalText('memberNumber'),
			Phone: fields.optionalText('phone'),
			PNumber: readDigits(fields, 'pNumber', 10),
			PreferredInvoiceCurrencyKey: fields.optionalText('preferredCurrency')?.toUpperCase(),
			PreferredInvoiceLanguageKey: fields.optionalText('preferredLanguage')?.toLowerCase(),
			SENumber: readDigits(fields, 'seNumber', 8),
			Street: fields.optionalText('street'),
			UseCvr: fields.optionalBoolean('useCvr'),
			VatNumber: fields.optionalText('vatNumber')?.replace(/[\s.-]/g, ''),
			Webpage: fields.optionalText('website'),
			ZipCode: fields.optionalText('zipCode'),
		}),
	};
}

/** Two letters, as the contract says. */
export function readCountry(fields: Parameters, name = 'country'): string | undefined {
	const country = fields.optionalText(name)?.trim().toUpperCase();
	if (country === undefined || /^[A-Z]{2}$/.test(country)) return country;
	throw fields.unusable(name, `is '${country}'`, 'Pick the country, or give its two letters, such as DK.');
}

export function readEmail(fields: Parameters, name: string): string | undefined {
	const email = fields.optionalText(name)?.trim();
	if (email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
	throw fields.unusable(
		name,
		`is '${email}', which is not an e-mail address`,
		'Write it like nathan@example.com.',
	);
}

/** Everything of a contact that an update may carry: an update replaces the whole contact, so all of it goes back. */
export function asUpdate(contact: ContactRead): ContactUpdate {
	const keys: Record<keyof ContactUpdate, true> = {
		AttPerson: true,
		City: true,
		CompanyTypeKey: true,
		CountryKey: true,
		EanNumber: true,
		Email: true,
		ExternalReference: true,
		InvoiceMailOutOptionKey: true,
		IsMember: true,
		IsPerson: true,
		MemberNumber: true,
		Name: true,
		PNumber: true,
		PaymentConditionNumberOfDays: true,
		PaymentConditionType: true,
		Phone: true,
		PreferredInvoiceCurrencyKey: true,
		PreferredInvoiceLanguageKey: true,
		SENumber: true,
		Street: true,
		UseCvr: true,
		VatNumber: true,
		Webpage: true,
		ZipCode: true,
	};
	const entries = Object.keys(keys).map((key) => [key, contact[key as keyof ContactUpdate] ?? null]);
	return { ...(Object.fromEntries(entries) as ContactUpdate), UseCvr: false };
}
