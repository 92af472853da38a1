import type { OrganizationFacts } from '../../orders/plan';

/** The sales part of the standard chart of accounts, with a clearing account for the shop. */
export const facts: OrganizationFacts = {
	organizationId: '352100',
	accounts: (
		[
			[1000, 'Salg af varer/ydelser m/moms', 'U25'],
			[1050, 'Salg af varer/ydelser u/moms', undefined],
			[1100, 'EU-leverancer varer', 'UEUV'],
			[1150, 'EU-leverancer varer, indberettes ikke', 'UEUV2'],
			[1200, 'EU-leverancer ydelser', 'UEUY'],
			[1255, 'Salg af varer til udlandet', 'UVV'],
			[1260, 'Salg af ydelser til udlandet', 'UVY'],
			[1300, 'Salg af fragt – momsfri', undefined],
			[1350, 'Salg af fragt – momspligtig', 'U25'],
			[2000, 'Vareforbrug', 'I25'],
			[7380, 'Registrerede kassedifferencer', undefined],
			[63010, 'Øvrige skyldige omkostninger', undefined],
			[63080, 'Gavekort', undefined],
		] as Array<[number, string, string | undefined]>
	).map(([number, name, vatCode]) => ({
		number,
		name,
		...(vatCode === undefined ? {} : { vatCode }),
		hidden: false,
		isDefaultSales: number === 1000,
	})),
	depositAccounts: [
		{ number: 55000, name: 'Bank', hidden: false, isDefault: true },
		{ number: 55120, name: 'Shop clearing', hidden: false, isDefault: false },
		{ number: 55130, name: 'Gift cards', hidden: false, isDefault: false },
	],
	vatRates: { U25: 2500, UEUV: 0, UEUV2: 0, UEUY: 0, UVV: 0, UVY: 0, I25: 2500 },
	sales: { defaultAccount: 1000, linesInclVat: true, paymentConditionType: 'Netto', paymentConditionDays: 8 },
	accountingYears: [
		{ name: '2024', from: '2024-01-01', to: '2024-12-31' },
		{ name: '2025', from: '2025-01-01', to: '2025-12-31' },
		{ name: '2026', from: '2026-01-01', to: '2026-12-31' },
	],
};
