import { emptiableDetails } from '../../../nodes/Dinero/resources/contact/fields';
import { givenContact } from '../given';
import { type Engine, picked } from '../harness';
import {
	fieldsRow,
	givenAndEmptied,
	limitRows,
	listRow,
	made,
	noField,
	noLimit,
	notAnId,
	raw,
	rawRow,
	unknown,
} from './rows';
import { booksOf, type Given, type Pair, type ResourceTable, type Seen, type WrongRow } from './table';

/** Every detail of a company, each unlike its default and unlike each other. */
const details = {
	attention: 'Nathan Smith',
	city: 'Aarhus C',
	companyType: 'PrivateLimitedCompany',
	eanNumber: '5798009811578',
	eInvoicing: 'SE',
	email: 'nathan@example.com',
	externalReference: 'customer 12',
	memberNumber: 'M-77',
	paymentConditions: 'CurrentMonthOut',
	paymentDays: 14,
	phone: '70201020',
	pNumber: '1012345678',
	preferredCurrency: 'eur',
	preferredLanguage: 'EN',
	seNumber: '12345678',
	street: 'Havnegade 14',
	useCvr: true,
	vatNumber: 'DK 99 10 20 12',
	website: 'https://example.com/keramik',
	zipCode: '8000',
};

type Contact = Partial<NonNullable<ReturnType<Seen['books']['contacts']['get']>>>;

/** The details as the books keep them, by the path of their field. */
const readDetails = (group: string, contact: Contact | undefined): Record<string, Pair> => ({
	[`${group}.attention`]: [contact?.attPerson, 'Nathan Smith'],
	[`${group}.city`]: [contact?.city, 'Aarhus C'],
	[`${group}.companyType`]: [contact?.companyTypeKey, 'PrivateLimitedCompany'],
	[`${group}.eanNumber`]: [contact?.eanNumber, '5798009811578'],
	[`${group}.eInvoicing`]: [contact?.invoiceMailOutOptionKey, 'SE'],
	[`${group}.email`]: [contact?.email, 'nathan@example.com'],
	[`${group}.externalReference`]: [contact?.externalReference, 'customer 12'],
	[`${group}.memberNumber`]: [
		[contact?.isMember, contact?.memberNumber],
		[true, 'M-77'],
	],
	[`${group}.paymentConditions`]: [contact?.paymentConditionType, 'CurrentMonthOut'],
	[`${group}.paymentDays`]: [contact?.paymentConditionNumberOfDays, 14],
	[`${group}.phone`]: [contact?.phone, '70201020'],
	[`${group}.pNumber`]: [contact?.pNumber, '1012345678'],
	[`${group}.preferredCurrency`]: [contact?.preferredInvoiceCurrencyKey, 'EUR'],
	[`${group}.preferredLanguage`]: [contact?.preferredInvoiceLanguageKey, 'en'],
	[`${group}.seNumber`]: [contact?.seNumber, '12345678'],
	[`${group}.street`]: [contact?.street, 'Havnegade 14'],
	[`${group}.useCvr`]: [contact?.useCvr, true],
	[`${group}.vatNumber`]: [contact?.vatNumber, 'DK99102012'],
	[`${group}.website`]: [contact?.webpage, 'https://example.com/keramik'],
	[`${group}.zipCode`]: [contact?.zipCode, '8000'],
});

/** The same without the one that the contact is looked for by. */
const detailsWithout = (name: string, more: object = {}) => {
	const fields: Record<string, unknown> = { ...details, ...more };
	delete fields[name];
	return fields;
};
const readWithout = (name: string, contact: Contact | undefined) => {
	const pairs = readDetails('additionalFields', contact);
	delete pairs[`additionalFields.${name}`];
	return pairs;
};

const ownId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const sweden = { __rl: true, mode: 'id', value: 'se' };
const newest = ({ books }: Seen): Contact | undefined => [...books.contacts.values()].at(-1);

const one = async (engine: Engine) => ({ contactId: await givenContact(engine) });
const two = async (engine: Engine) => ({
	contactId: await givenContact(engine, 'Havnens Is ApS', { externalReference: 'first' }),
	otherId: await givenContact(engine, 'Nordlys Cykler', {
		email: 'n@example.com',
		externalReference: 'second',
	}),
});
const deleted = async (engine: Engine) => {
	const given = await one(engine);
	await made(engine, 'contact', 'delete', { contactId: picked(given.contactId) });
	return given;
};
/** A company and a person, unlike in everything that lists filter by, and one that was deleted long ago. */
const three = async (engine: Engine) => {
	await givenContact(engine, 'Havnens Is ApS', { ...details, email: 'post@example.com' });
	const fields = { email: 'nathan@example.com', phone: '11', externalReference: 'customer 13' };
	const person = { name: 'Nathan Smith', contactType: 'person', additionalFields: fields };
	await made(engine, 'contact', 'create', person);
	const old = await givenContact(engine, 'Old');
	const { contacts } = booksOf(engine);
	for (const contact of contacts.values()) {
		if (contact.name === 'Nathan Smith') continue;
		contact.createdAt = contact.updatedAt = '2019-01-01T00:00:00';
	}
	contacts.get(old)!.deletedAt = '2019-02-01T00:00:00';
	return {};
};
const pick = ({ contactId }: { contactId?: string }) => ({ contactId: picked(contactId ?? '') });

/** Values that no contact can have, in the group of fields that the operation has. */
const wrongDetails = (group: string, parameters: object): WrongRow[] => [
	{
		what: 'an EAN number of 12 digits',
		parameters: { ...parameters, [group]: { eanNumber: '579800981157' } },
		names: 'EAN Number',
		message: /^'EAN Number' is '579800981157'$/,
		advice: /13 digits/,
	},
	{
		what: 'an e-mail address that is none',
		parameters: { ...parameters, [group]: { email: 'nathan' } },
		names: 'Email',
		message: /^'Email' is 'nathan', which is not an e-mail address$/,
		advice: /nathan@example\.com/,
	},
	{
		what: 'days with cash terms',
		parameters: { ...parameters, [group]: { paymentConditions: 'NettoCash', paymentDays: 8 } },
		names: 'Payment Terms: Days',
		message: /^'Payment Terms: Days' is 8, which does not go with 'Payment Terms'$/,
		advice: /Net Days/,
	},
];

export const contactTable: ResourceTable = {
	resource: 'contact',
	operations: {
		create: {
			required: {
				parameters: { name: 'Havblik Keramik' },
				gives: { Name: 'Havblik Keramik', CountryKey: 'DK', Email: null, VatNumber: null },
			},
			full: [
				{
					what: 'a company',
					parameters: {
						name: 'Havblik Keramik',
						country: sweden,
						additionalFields: { ...details, ownId },
						simplify: false,
					},
					reads: (seen) => ({
						name: [newest(seen)?.name, 'Havblik Keramik'],
						country: [newest(seen)?.countryKey, 'SE'],
						...readDetails('additionalFields', newest(seen)),
						'additionalFields.ownId': [newest(seen)?.guid, ownId],
						simplify: raw(seen, 'CreatedAt'),
					}),
				},
				{
					what: 'a person',
					parameters: { name: 'Nathan Smith', contactType: 'person' },
					reads: (seen) => ({
						name: [newest(seen)?.name, 'Nathan Smith'],
						contactType: [newest(seen)?.isPerson, true],
					}),
				},
			],
			wrong: [
				{
					what: 'no name',
					parameters: { name: '={{ $json.nothing }}' },
					names: 'Name',
					message: /^'Name' is empty$/,
					advice: /Nordlys/,
				},
				{
					what: 'a person with a P number',
					parameters: { name: 'Bo', contactType: 'person', additionalFields: { pNumber: '1012345678' } },
					names: 'P Number',
					message: /^'P Number' is for companies only$/,
					advice: /Choose Company/,
				},
				...wrongDetails('additionalFields', { name: 'Bo' }),
			],
		},
		upsert: {
			required: {
				parameters: { name: 'Havblik Keramik', matchValue: 'nathan@example.com' },
				gives: { outcome: 'created', Name: 'Havblik Keramik', Email: 'nathan@example.com' },
			},
			full: [
				{
					what: 'a company that is new',
					parameters: {
						matchBy: 'vatNumber',
						matchValue: 'DK 99 10 20 12',
						name: 'Havblik Keramik',
						country: sweden,
						additionalFields: detailsWithout('vatNumber', { email: 'post@example.com' }),
						simplify: false,
					},
					reads: (seen) => ({
						matchBy: [newest(seen)?.vatNumber, 'DK99102012'],
						matchValue: [newest(seen)?.vatNumber, 'DK99102012'],
						name: [newest(seen)?.name, 'Havblik Keramik'],
						country: [newest(seen)?.countryKey, 'SE'],
						...readWithout('vatNumber', newest(seen)),
						'additionalFields.email': [newest(seen)?.email, 'post@example.com'],
						simplify: raw(seen, 'CreatedAt'),
					}),
				},
				{
					what: 'a company that is there',
					given: two,
					parameters: {
						matchBy: 'externalReference',
						matchValue: 'second',
						name: 'Havblik Keramik',
						country: sweden,
						additionalFields: detailsWithout('externalReference'),
						simplify: false,
					},
					reads: (seen, { otherId }) => {
						const contact = seen.books.contacts.get(otherId);
						return {
							matchBy: [seen.row.outcome, 'updated'],
							matchValue: [seen.row.ContactGuid, otherId],
							name: [contact?.name, 'Havblik Keramik'],
							country: [contact?.countryKey, 'SE'],
							...readWithout('externalReference', contact),
							simplify: raw(seen, 'CreatedAt'),
						};
					},
				},
				{
					what: 'a person',
					parameters: { name: 'Nathan Smith', matchValue: 'nathan@example.com', contactType: 'person' },
					reads: (seen) => ({
						name: [newest(seen)?.name, 'Nathan Smith'],
						matchValue: [newest(seen)?.email, 'nathan@example.com'],
						contactType: [newest(seen)?.isPerson, true],
					}),
				},
			],
			wrong: [
				{
					what: 'no match value',
					parameters: { name: 'Bo', matchValue: '={{ $json.email }}' },
					names: 'Match Value',
					message: /^'Match Value' is empty$/,
					advice: /nathan@example\.com/,
				},
				{
					what: 'two e-mail addresses',
					parameters: {
						name: 'Bo',
						matchValue: 'bo@example.com',
						additionalFields: { email: 'other@example.com' },
					},
					names: 'Email',
					message: /^'Email' is 'other@example\.com', but 'Match Value' is 'bo@example\.com'$/,
					advice: /operation 'Update'/,
				},
				{
					what: 'a match value that is no e-mail address',
					parameters: { name: 'Bo', matchValue: 'nathan' },
					names: 'Match Value',
					message: /^'Match Value' is 'nathan', which is not an e-mail address$/,
					advice: /nathan@example\.com/,
				},
				...wrongDetails('additionalFields', { name: 'Bo', matchValue: 'bo@example.com' }),
			],
		},
		get: {
			given: one,
			required: { parameters: pick, gives: { Name: 'Havnens Is ApS', Email: 'kontor@havnens-is.example' } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, { contactId }) => ({
						contactId: [seen.row.ContactGuid, contactId],
						simplify: raw(seen, 'CreatedAt'),
					}),
				},
			],
			wrong: [notAnId('contactId', 'Contact')],
		},
		getAll: {
			given: three,
			required: {
				parameters: {},
				gives: [{ Name: 'Havnens Is ApS' }, { Name: 'Nathan Smith' }],
			},
			full: [
				...limitRows('GET /contacts'),
				rawRow('CreatedAt'),
				fieldsRow(['ContactGuid', 'IsPerson']),
				...(
					[
						['changedSince', '2020-02-03T04:05:06Z', 'Nathan Smith'],
						['deleted', 'only', 'Old'],
						['eanNumber', '5798009811578', 'Havnens Is ApS'],
						['email', 'Nathan@example.com', 'Nathan Smith'],
						['externalReference', 'customer 12', 'Havnens Is ApS'],
						['kind', 'persons', 'Nathan Smith'],
						['name', 'smith', 'Nathan Smith'],
						['phone', '70201020', 'Havnens Is ApS'],
						['vatNumber', 'DK 99 10 20 12', 'Havnens Is ApS'],
					] as const
				).map(([field, value, name]) => listRow(`filters.${field}`, value, 'Name', [name])),
			],
			wrong: [
				noLimit(),
				noField(),
				{
					what: 'a time that is none',
					parameters: { filters: { changedSince: 'yesterday' } },
					names: 'Changed Since',
					message: /^'Changed Since' is 'yesterday', which is not a time$/,
					advice: /2026/,
				},
				{
					what: 'a kind that is none',
					parameters: { filters: { kind: '={{ "dogs" }}' } },
					names: 'Kind',
					message: /^'Kind' is 'dogs', which is not a choice here$/,
					advice: /companies, persons/,
				},
			],
		},
		update: {
			given: one,
			required: {
				parameters: (given: Given) => ({ ...pick(given), updateFields: { city: 'Odense' } }),
				needs: ['updateFields'],
				gives: { Name: 'Havnens Is ApS', City: 'Odense', Email: 'kontor@havnens-is.example' },
			},
			full: [
				{
					parameters: (given) => ({
						...pick(given),
						updateFields: { ...details, name: 'Havblik Keramik', country: sweden },
						simplify: false,
					}),
					reads: (seen, { contactId }) => {
						const contact = seen.books.contacts.get(contactId);
						return {
							contactId: [contact?.city, 'Aarhus C'],
							'updateFields.name': [contact?.name, 'Havblik Keramik'],
							'updateFields.country': [contact?.countryKey, 'SE'],
							...readDetails('updateFields', contact),
							simplify: raw(seen, 'CreatedAt'),
						};
					},
				},
				{
					what: 'texts that are taken away',
					given: async (engine) => ({ contactId: await givenContact(engine, 'Havnens Is ApS', details) }),
					without: pick,
					parameters: (given) => ({
						...pick(given),
						updateFields: {
							emptyFields: Object.keys(emptiableDetails).filter((name) => name !== 'seNumber'),
						},
					}),
					reads: ({ books }, { contactId }) => {
						const contact = books.contacts.get(contactId);
						const { attPerson, city, eanNumber, email, externalReference, phone } = contact ?? {};
						const { pNumber, seNumber, street, vatNumber, webpage, zipCode } = contact ?? {};
						const gone = [attPerson, city, eanNumber, email, externalReference, phone];
						const goneToo = [pNumber, street, vatNumber, webpage, zipCode];
						return {
							'updateFields.emptyFields': [
								[...gone, ...goneToo, seNumber],
								[...Array.from({ length: 11 }, () => null), '12345678'],
							],
						};
					},
				},
			],
			wrong: [
				givenAndEmptied('phone', 'Phone', pick),
				notAnId('contactId', 'Contact', { updateFields: { city: 'Odense' } }),
				{
					what: 'nothing to change',
					parameters: pick,
					names: 'Update Fields',
					message: /^'Update Fields' holds nothing to change$/,
					advice: /Add the fields/,
				},
				...wrongDetails('updateFields', {}).map((row) => ({
					...row,
					parameters: (given: Given) => ({ ...pick(given), ...row.parameters }),
				})),
			],
		},
		delete: {
			given: one,
			required: { parameters: pick, gives: { deleted: true } },
			full: [
				{
					parameters: pick,
					reads: ({ books }, { contactId }) => ({
						contactId: [books.contacts.get(contactId)?.deletedAt, expect.any(String)],
					}),
				},
			],
			wrong: [
				notAnId('contactId', 'Contact'),
				{
					what: 'a contact that is unknown',
					parameters: { contactId: unknown },
					refused: [404],
					names: 'Contact',
					message: /./,
					advice: /./,
				},
			],
		},
		restore: {
			given: deleted,
			required: { parameters: pick, gives: { Name: 'Havnens Is ApS' } },
			full: [
				{
					parameters: (given) => ({ ...pick(given), simplify: false }),
					reads: (seen, { contactId }) => ({
						contactId: [seen.books.contacts.get(contactId)?.deletedAt, null],
						simplify: raw(seen, 'CreatedAt'),
					}),
				},
			],
			wrong: [notAnId('contactId', 'Contact')],
		},
	},
};
