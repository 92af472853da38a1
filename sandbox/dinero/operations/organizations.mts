import { fieldPicker } from '../books/lists.mts';
import type { Organization } from '../books/organization.mts';
import type { Answer, Call, Operation } from './call.mts';

function visible(call: Call): Organization[] {
	const all = [...call.world.organizations.values()];
	return call.user ? all.filter(({ id }) => call.user!.organizationIds.includes(id)) : all;
}

/** What both versions of the list tell. */
function shared({ id, details }: Organization) {
	return {
		Name: details.name,
		Id: Number(id),
		IsVatFree: details.isVatFree,
		Email: details.email,
		Phone: details.phone,
		Street: details.street,
		City: details.city,
		ZipCode: details.zipCode,
		AttPerson: details.attPerson,
		IsTaxFreeUnion: details.isTaxFreeUnion,
		VatNumber: details.vatNumber || null,
	};
}

function row(organization: Organization) {
	const { type, isPro, isPayingPro } = organization.details;
	return { ...shared(organization), Type: type, IsPro: isPro, IsPayingPro: isPayingPro };
}

const fields = [
	'Name',
	'Id',
	'Type',
	'IsPro',
	'IsPayingPro',
	'IsVatFree',
	'Email',
	'Phone',
	'Street',
	'City',
	'ZipCode',
	'AttPerson',
	'IsTaxFreeUnion',
	'VatNumber',
] as const;

function list(call: Call): Answer {
	const pick = fieldPicker<ReturnType<typeof row>>(call.query.fields, 'id,name,isPro', fields);
	return { json: visible(call).map((organization) => pick(row(organization))) };
}

function listNewer(call: Call): Answer {
	return {
		json: visible(call).map((organization) => {
			const { details } = organization;
			return {
				...shared(organization),
				CompanyTypeKey: details.companyTypeKey,
				CountryKey: details.countryKey,
				Website: details.website,
				RoleKey: 'Owner',
				Subscription: {
					HasPro: details.isPro,
					HasPayingPro: details.isPayingPro,
					HasStarterPlus: false,
					HasTotal: false,
					HasYfs: false,
				},
			};
		}),
	};
}

export const organizationOperations: Record<string, Operation> = {
	get_v1_organizations: list,
	get_v1_1_organizations: listNewer,
};
