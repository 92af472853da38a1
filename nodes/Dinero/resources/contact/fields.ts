import type { INodeProperties } from 'n8n-workflow';

import { documentFields } from '../../fields/documents';
import type { Emptiable } from '../../fields/emptying';
import { codeLocator } from '../../fields/locators';

export const contactType: INodeProperties = {
	displayName: 'Contact Type',
	name: 'contactType',
	type: 'options',
	options: [
		{ name: 'Company', value: 'company' },
		{ name: 'Person', value: 'person' },
	],
	default: 'company',
	description: 'Companies can have VAT, EAN, SE and P numbers and a person to write to; persons cannot',
};

export const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Nordlys Cykler ApS',
	description: 'Name of the company or person',
};

export const country: INodeProperties = {
	...codeLocator({
		displayName: 'Country',
		name: 'country',
		search: 'searchCountries',
		example: 'DK',
		description: 'Decides which Danish VAT rules Dinero suggests for the contact',
	}),
	default: { __rl: true, mode: 'list', value: 'DK', cachedResultName: 'Denmark (DK)' },
};

/** What a contact can have besides name, kind and country; sorted when put into a collection. */
export const detailFields: INodeProperties[] = [
	{
		displayName: 'Attention',
		name: 'attention',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nathan Smith',
		description: 'The person to write to in a company',
	},
	{ displayName: 'City', name: 'city', type: 'string', default: '' },
	{
		displayName: 'Company Type',
		name: 'companyType',
		type: 'string',
		default: '',
		placeholder: 'e.g. PrivateLimitedCompany',
		description: "Dinero's key of the company type, such as SoleProprietorship or PublicLimitedCompany",
	},
	{
		displayName: 'EAN Number',
		name: 'eanNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5798009811578',
		description: '13 digits, for e-invoices to public customers',
	},
	{
		displayName: 'E-Invoicing By',
		name: 'eInvoicing',
		type: 'options',
		options: [
			{ name: 'CVR Number', value: 'VAT' },
			{ name: 'EAN Number', value: 'GLN' },
			{ name: 'P Number', value: 'P' },
			{ name: 'SE Number', value: 'SE' },
		],
		default: 'GLN',
		description: 'How e-invoices reach a company; the chosen number must be filled in',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan@example.com',
	},
	documentFields.externalReference,
	{
		displayName: 'Member Number',
		name: 'memberNumber',
		type: 'string',
		default: '',
		description: 'For associations only; the contact becomes a member',
	},
	{
		displayName: 'P Number',
		name: 'pNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1012345678',
		description: 'Production unit number, 10 digits',
	},
	{
		...documentFields.paymentConditions,
		options: documentFields.paymentConditions.options.filter((option) => option.value !== 'Paid'),
		description: "Left out, the organization's own terms apply",
	},
	documentFields.paymentDays,
	{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
	{
		displayName: 'Preferred Currency',
		name: 'preferredCurrency',
		type: 'string',
		default: '',
		placeholder: 'e.g. EUR',
	},
	{
		displayName: 'Preferred Language',
		name: 'preferredLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. en',
		description: 'Language of invoices to this contact, such as da, en, de, sv or no',
	},
	{
		displayName: 'SE Number',
		name: 'seNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12345678',
		description: 'Separate VAT registration number, 8 digits',
	},
	{ displayName: 'Street', name: 'street', type: 'string', default: '', placeholder: 'e.g. Strandvejen 1' },
	{
		displayName: 'Update From CVR',
		name: 'useCvr',
		type: 'boolean',
		default: false,
		description: 'Whether Dinero replaces name and address by those in the Danish company register',
	},
	{
		displayName: 'VAT Number',
		name: 'vatNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. DK25313763',
		description: "The Danish CVR number or another country's VAT number",
	},
	{
		displayName: 'Website',
		name: 'website',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com',
	},
	{ displayName: 'Zip Code', name: 'zipCode', type: 'string', default: '' },
];

/** What an update can take away from a contact. */
export const emptiableDetails: Emptiable = {
	attention: 'AttPerson',
	city: 'City',
	eanNumber: 'EanNumber',
	email: 'Email',
	externalReference: 'ExternalReference',
	phone: 'Phone',
	pNumber: 'PNumber',
	seNumber: 'SENumber',
	street: 'Street',
	vatNumber: 'VatNumber',
	website: 'Webpage',
	zipCode: 'ZipCode',
};
