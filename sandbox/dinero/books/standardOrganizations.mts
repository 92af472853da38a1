import type { AccountingYear } from './ledger.mts';
import { Organization, type OrganizationDetails, type SalesSettings } from './organization.mts';
import type { User, World } from './world.mts';

const settings: SalesSettings = {
	linesInclVat: false,
	fikCreditor: '81234567',
	useFikCode: true,
	defaultAccountNumber: 1000,
	addVoucherAsPdfAttachment: false,
	reminderFee: 10000,
	reminderInterestRate: 0.7,
	trustPilotEmail: null,
	paymentConditionNumberOfDays: 8,
	paymentConditionType: 'Netto',
};

const details: Array<{ id: string } & OrganizationDetails> = [
	{
		id: '352100',
		name: 'Nordlys Cykler ApS',
		type: 'Default',
		isPro: true,
		isPayingPro: true,
		isVatFree: false,
		isTaxFreeUnion: false,
		email: 'regnskab@nordlys-cykler.example',
		phone: '70201020',
		street: 'Havnegade 14',
		city: 'Aarhus C',
		zipCode: '8000',
		attPerson: 'Mette Nordlys',
		vatNumber: 'DK99100001',
		countryKey: 'DK',
		website: 'https://nordlys-cykler.example',
		companyTypeKey: 'PrivateLimitedCompany',
	},
	{
		id: '352200',
		name: 'Havblik Keramik',
		type: 'Default',
		isPro: true,
		isPayingPro: true,
		isVatFree: false,
		isTaxFreeUnion: false,
		email: 'hej@havblik-keramik.example',
		phone: '70203040',
		street: 'Strandvejen 3',
		city: 'Gilleleje',
		zipCode: '3250',
		attPerson: 'Jonas Hav',
		vatNumber: 'DK99102012',
		countryKey: 'DK',
		website: 'https://havblik-keramik.example',
		companyTypeKey: 'SoleProprietorship',
	},
	{
		id: '352300',
		name: 'Fjordens Kajakklub',
		type: 'Default',
		isPro: false,
		isPayingPro: false,
		isVatFree: true,
		isTaxFreeUnion: true,
		email: 'kasserer@fjordens-kajakklub.example',
		phone: '70205060',
		street: 'Fjordstien 8',
		city: 'Roskilde',
		zipCode: '4000',
		attPerson: 'Birgit Aa',
		vatNumber: '',
		countryKey: 'DK',
		website: 'https://fjordens-kajakklub.example',
		companyTypeKey: 'VoluntaryUnion',
	},
];

/** Two organizations with Pro and one without; the chart, templates and accounting years are there, documents are not. */
export function standardOrganizations(world: World, firstYear: number): Organization[] {
	const lastYear = Number(world.clock.today().slice(0, 4));
	return details.map(({ id, ...rest }) => {
		const organization = new Organization(world, id, { ...rest }, { ...settings });
		if (rest.isVatFree) organization.settings.defaultAccountNumber = 1050;
		for (let year = Math.min(firstYear, lastYear); year <= lastYear; year++) {
			organization.accountingYears.push(calendarYear(year));
		}
		organization.templates = ['Standard', 'Engelsk'].map((name, index) => ({
			id: world.random.guid(),
			name,
			isDefault: index === 0,
		}));
		return organization;
	});
}

function calendarYear(year: number): AccountingYear {
	return { name: String(year), from: `${year}-01-01`, to: `${year}-12-31` };
}

/** A person who sees all organizations, one who sees only the second, and one who sees none. */
export function standardUsers(): User[] {
	return [
		{
			id: 'user-mette',
			name: 'Mette Nordlys',
			email: 'mette@nordlys-cykler.example',
			organizationIds: details.map(({ id }) => id),
		},
		{
			id: 'user-jonas',
			name: 'Jonas Hav',
			email: 'jonas@havblik-keramik.example',
			organizationIds: ['352200'],
		},
		{ id: 'user-ingen', name: 'Ny Bruger', email: 'ny@bruger.example', organizationIds: [] },
	];
}
