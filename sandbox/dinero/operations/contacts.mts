import { countries } from '../books/countries.mts';
import type { Contact } from '../books/documents.mts';
import { isCvrNumber } from '../books/identifiers.mts';
import { fieldPicker, isShown, meets, pageOf, readChangesSince, readQueryFilter } from '../books/lists.mts';
import type { Organization } from '../books/organization.mts';
import { refuseField, refuseRule } from '../books/refusals.mts';
import type { World } from '../books/world.mts';
import type { Answer, Call, Operation } from './call.mts';
import { answered, contactOf, liveContactOf } from './found.mts';

const companyTypes = [
	'EmptyCompanyType',
	'SoleProprietorship',
	'PrivateLimitedCompany',
	'PublicLimitedCompany',
	'GeneralPartnership',
	'LimitedPartnership',
	'LimitedLiabilityCooperative',
	'LimitedLiabilityVoluntaryAssociation',
	'LimitedLiabilityCompany',
	'EntreprenurLimitedCompany',
	'Union',
	'VoluntaryUnion',
	'SmallPersonallyOwnedCompany',
	'TrustFund',
	'Others',
];

type Content = Omit<
	Contact,
	'guid' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'notes' | 'isDebitor' | 'isCreditor'
>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function readContent(organization: Organization, body: any): Content {
	const content: Content = {
		externalReference: body.ExternalReference ?? null,
		name: String(body.Name ?? '').trim(),
		street: body.Street ?? null,
		zipCode: body.ZipCode ?? null,
		city: body.City ?? null,
		countryKey: String(body.CountryKey ?? '').toUpperCase(),
		phone: body.Phone ?? null,
		email: body.Email ?? null,
		webpage: body.Webpage ?? null,
		attPerson: body.AttPerson ?? null,
		vatNumber: body.VatNumber || null,
		eanNumber: body.EanNumber || null,
		seNumber: body.SENumber || null,
		pNumber: body.PNumber || null,
		paymentConditionType: body.PaymentConditionType ?? null,
		paymentConditionNumberOfDays: body.PaymentConditionNumberOfDays ?? null,
		isPerson: body.IsPerson ?? false,
		isMember: body.IsMember ?? false,
		memberNumber: body.MemberNumber ?? null,
		useCvr: body.UseCvr ?? false,
		companyTypeKey: body.CompanyTypeKey ?? null,
		invoiceMailOutOptionKey: body.InvoiceMailOutOptionKey ?? null,
		preferredInvoiceLanguageKey: body.PreferredInvoiceLanguageKey ?? null,
		preferredInvoiceCurrencyKey: body.PreferredInvoiceCurrencyKey ?? null,
	};
	check(organization, content);
	return content;
}

/** Refuses what the contract forbids; the numbers of a Danish company are checked as Dinero was seen to do. */
function check(organization: Organization, content: Content): void {
	if (content.name === '') refuseField('Name', 'The Name field is required.');
	if (!countries.has(content.countryKey))
		refuseField('CountryKey', `Unknown country '${content.countryKey}'.`);
	if (content.vatNumber && content.countryKey === 'DK' && !isCvrNumber(content.vatNumber)) {
		refuseField('VatNumber', `'${content.vatNumber}' is not a valid CVR number.`);
	}
	if (content.eanNumber && !/^\d{13}$/.test(content.eanNumber))
		refuseField('EanNumber', 'An EAN number has 13 digits.');
	if (content.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(content.email)) {
		refuseField('Email', `'${content.email}' is not an e-mail address.`);
	}
	if (
		content.paymentConditionType &&
		!['Netto', 'NettoCash', 'CurrentMonthOut'].includes(content.paymentConditionType)
	) {
		refuseField(
			'PaymentConditionType',
			`'${content.paymentConditionType}' must be Netto, NettoCash or CurrentMonthOut.`,
		);
	}
	if (content.companyTypeKey && !companyTypes.includes(content.companyTypeKey)) {
		refuseField('CompanyTypeKey', `Unknown company type '${content.companyTypeKey}'.`);
	}
	checkMailOutOption(content);
	if (organization.world.switches.softRules === 'refused') checkSoftRules(content);
}

function checkMailOutOption(content: Content): void {
	const option = content.invoiceMailOutOptionKey;
	if (!option) return;
	const numbers: Record<string, string | null> = {
		VAT: content.vatNumber,
		GLN: content.eanNumber,
		SE: content.seNumber,
		P: content.pNumber,
	};
	if (!(option in numbers)) refuseField('InvoiceMailOutOptionKey', `'${option}' must be VAT, GLN, SE or P.`);
	if (!numbers[option])
		refuseField('InvoiceMailOutOptionKey', `The number for ${option} is missing on the contact.`);
}

function checkSoftRules(content: Content): void {
	if (content.isPerson) {
		const companyFields = {
			AttPerson: content.attPerson,
			VatNumber: content.vatNumber,
			EanNumber: content.eanNumber,
			SENumber: content.seNumber,
			PNumber: content.pNumber,
		};
		for (const [field, value] of Object.entries(companyFields)) {
			if (value) refuseField(field, `${field} must be empty for a person.`);
		}
	}
	if (content.paymentConditionType === 'NettoCash' && content.paymentConditionNumberOfDays) {
		refuseField('PaymentConditionNumberOfDays', 'The number of days must be empty with NettoCash.');
	}
}

/** The contact as a single read answers it. */
export function contactModel(world: World, contact: Contact) {
	return {
		ContactGuid: contact.guid,
		CreatedAt: answered(world, contact.createdAt),
		UpdatedAt: answered(world, contact.updatedAt),
		DeletedAt: answered(world, contact.deletedAt),
		IsDebitor: contact.isDebitor,
		IsCreditor: contact.isCreditor,
		CompanyStatus: contact.isPerson ? 'unknown' : 'normal',
		VatRegionKey: countries.get(contact.countryKey)?.vatRegion ?? 'World',
		ExternalReference: contact.externalReference,
		Name: contact.name,
		Street: contact.street,
		ZipCode: contact.zipCode,
		City: contact.city,
		CountryKey: contact.countryKey,
		Phone: contact.phone,
		Email: contact.email,
		Webpage: contact.webpage,
		AttPerson: contact.attPerson,
		VatNumber: contact.vatNumber,
		EanNumber: contact.eanNumber,
		SENumber: contact.seNumber,
		PNumber: contact.pNumber,
		PaymentConditionType: contact.paymentConditionType,
		PaymentConditionNumberOfDays: contact.paymentConditionNumberOfDays,
		IsPerson: contact.isPerson,
		IsMember: contact.isMember,
		MemberNumber: contact.memberNumber,
		UseCvr: contact.useCvr,
		CompanyTypeKey: contact.companyTypeKey,
		InvoiceMailOutOptionKey: contact.invoiceMailOutOptionKey,
		PreferredInvoiceLanguageKey: contact.preferredInvoiceLanguageKey,
		PreferredInvoiceCurrencyKey: contact.preferredInvoiceCurrencyKey,
	};
}

const listFields = [
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

const filterable = {
	ExternalReference: 'text',
	Name: 'text',
	Email: 'text',
	VatNumber: 'text',
	EanNumber: 'text',
	IsPerson: 'boolean',
	Phone: 'text',
} as const;

const filterValue: Record<string, (contact: Contact) => string | boolean | null> = {
	ExternalReference: (contact) => contact.externalReference,
	Name: (contact) => contact.name,
	Email: (contact) => contact.email,
	VatNumber: (contact) => contact.vatNumber,
	EanNumber: (contact) => contact.eanNumber,
	IsPerson: (contact) => contact.isPerson,
	Phone: (contact) => contact.phone,
};

function create(call: Call): Answer {
	const { organization, body, world } = call;
	const wanted: string | undefined = body.ContactGuid?.toLowerCase();
	if (wanted && organization.contacts.has(wanted)) refuseField('ContactGuid', 'guidMustBeUnique');
	const content = readContent(organization, body);
	const now = world.clock.stamp();
	// Added to, not spread: contacts that are spread are kept in a shape of their own each, which is slow and large.
	const contact: Contact = Object.assign(content, {
		guid: wanted ?? world.random.guid(),
		createdAt: now,
		updatedAt: now,
		deletedAt: null,
		isDebitor: false,
		isCreditor: false,
		notes: [],
	});
	organization.contacts.set(contact.guid, contact);
	world.log(organization, 'contact created', contact.guid);
	return { json: { ContactGuid: contact.guid } };
}

/** In version 1 deleted contacts are left out unless asked for; in version 2 they come along, also with `false` (measured). */
function list(call: Call, deletedComeAlong: boolean): Answer {
	const { organization, query, world } = call;
	const pick = fieldPicker<ReturnType<typeof contactModel>>(query.fields, 'name,contactGuid', listFields);
	const conditions = readQueryFilter(query.queryFilter, filterable, true);
	const since = readChangesSince(query.changesSince);
	const alsoDeleted = deletedComeAlong || (since !== undefined && world.switches.deletedRowsInChanges);
	const rows = [...organization.contacts.values()].filter(
		(contact) =>
			(query.deletedOnly ? contact.deletedAt !== null : alsoDeleted || contact.deletedAt === null) &&
			(since === undefined || contact.updatedAt >= since) &&
			isShown(world, contact, since) &&
			meets(conditions, (field) => filterValue[field](contact)),
	);
	rows.sort((one, other) => (one.updatedAt < other.updatedAt ? -1 : one.updatedAt > other.updatedAt ? 1 : 0));
	const count = world.switches.resultWithoutFilter === 'filtered' ? rows.length : organization.contacts.size;
	return { json: pageOf(rows, query, (contact) => pick(contactModel(world, contact)), count) };
}

function update(call: Call): Answer {
	const contact = liveContactOf(call);
	Object.assign(contact, readContent(call.organization, call.body), { updatedAt: call.world.clock.stamp() });
	call.world.log(call.organization, 'contact updated', contact.guid);
	return {};
}

function remove(call: Call): Answer {
	const contact = liveContactOf(call);
	contact.deletedAt = contact.updatedAt = call.world.clock.stamp();
	call.world.log(call.organization, 'contact deleted', contact.guid);
	return {};
}

function restore(call: Call): Answer {
	const contact = contactOf(call);
	if (!contact.deletedAt) refuseRule('The contact is not deleted.');
	contact.deletedAt = null;
	contact.updatedAt = call.world.clock.stamp();
	call.world.log(call.organization, 'contact restored', contact.guid);
	return {};
}

export const contactOperations: Record<string, Operation> = {
	get_v1_organizationId_contacts: (call) => list(call, false),
	get_v2_organizationId_contacts: (call) => list(call, true),
	post_v1_organizationId_contacts: create,
	get_v1_organizationId_contacts_guid: (call) => ({ json: contactModel(call.world, contactOf(call)) }),
	put_v1_organizationId_contacts_guid: update,
	put_v2_organizationId_contacts_guid: update,
	delete_v1_organizationId_contacts_guid: remove,
	post_v1_organizationId_contacts_guid_restore: restore,
};
