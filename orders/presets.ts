import type { SettingsInput } from './settings';

/**
 * Two complete sets of settings for the standard chart of accounts, ready to try.
 *
 * `danish`: a shop that sells from Denmark, with its export and EU accounts chosen, no VAT registration abroad, no guests
 * without a name, no test orders; books and registers payments. `plain`: the shop decides the VAT; lines stand on the
 * VAT-free account, tax that the shop charged is a line of its own, guests share one contact, test orders count.
 */
export const presets: { danish: SettingsInput; plain: SettingsInput } = {
	danish: {
		shopKey: 'my-shop',
		action: 'bookAndPay',
		depositAccount: 55000,
		accounts: {
			domestic: 1000,
			domesticShipping: 1350,
			euBusinessGoods: 1100,
			euBusinessServices: 1200,
			euPrivate: 1000,
			export: 1255,
			exportServices: 1260,
			giftCard: 63080,
			rounding: 7380,
		},
	},
	plain: {
		shopKey: 'my-shop',
		action: 'bookAndPay',
		depositAccount: 55000,
		accounts: {
			exempt: 1050,
			foreignTax: 63010,
			rounding: 7380,
		},
		vat: { decide: 'shop' },
		customer: { guests: 'collective' },
		testOrders: 'allow',
	},
};
