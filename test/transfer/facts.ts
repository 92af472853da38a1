import type { OrganizationFacts } from '../../orders/plan';

/** What the organization of the books in memory has. */
export const facts: OrganizationFacts = {
	organizationId: '123456',
	accounts: [
		{ number: 1000, name: 'Salg af varer m/moms', vatCode: 'U25', hidden: false, isDefaultSales: true },
		{ number: 1050, name: 'Salg u/moms', vatCode: undefined, hidden: false, isDefaultSales: false },
		{ number: 1100, name: 'Salg EU varer', vatCode: 'UEUV', hidden: false, isDefaultSales: false },
		{ number: 1200, name: 'Salg EU ydelser', vatCode: 'UEUY', hidden: false, isDefaultSales: false },
		{ number: 1255, name: 'Salg varer udland', vatCode: 'UVV', hidden: false, isDefaultSales: false },
		{ number: 1350, name: 'Fragt', vatCode: 'U25', hidden: false, isDefaultSales: false },
		{ number: 1260, name: 'Salg ydelser udland', vatCode: 'UVY', hidden: false, isDefaultSales: false },
		{
			number: 63010,
			name: 'Skyldige omkostninger',
			vatCode: undefined,
			hidden: false,
			isDefaultSales: false,
		},
		{ number: 63080, name: 'Gavekort', vatCode: undefined, hidden: false, isDefaultSales: false },
		{ number: 7380, name: 'Kassedifferencer', vatCode: undefined, hidden: false, isDefaultSales: false },
	],
	depositAccounts: [
		{ number: 55000, name: 'Bank', hidden: false, isDefault: true },
		{ number: 55010, name: 'Kortindlosning', hidden: false, isDefault: false },
	],
	vatRates: { U25: 2500, UEUV: 0, UEUY: 0, UVV: 0, UVY: 0 },
	sales: { defaultAccount: 1000, linesInclVat: true, paymentConditionType: 'Netto', paymentConditionDays: 8 },
	accountingYears: [{ name: '2026', from: '2026-01-01', to: '2026-12-31' }],
};
