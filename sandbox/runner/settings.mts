import type { Options } from './options.mts';

/** The organization of the local Dinero that the sandbox writes to. */
export const organizationId = '352100';
const organizationName = 'Nordlys Cykler ApS';

/** A clearing account of its own for the shop's payouts, in the local Dinero's standard chart. */
const clearingAccount = { number: 55120, name: 'Webshop, mellemregning' };

/** For payloads that name no shop themselves, such as refunds: the shop of the sample order. */
const shopKey = 'nordlys-cykler.example.com';

/** Settings of the Shop Order operations as JSON, for the local Dinero's standard chart of accounts. */
const settings: Record<Options['settings'], Record<string, unknown>> = {
	/** The defaults of a Danish shop: export and EU accounts chosen, no VAT registration abroad, no guests without a name, no test orders. */
	danish: {
		shopKey,
		accounts: {
			domestic: 1000,
			domesticShipping: 1350,
			euBusinessGoods: 1100,
			euBusinessServices: 1200,
			export: 1255,
			exportServices: 1260,
		},
	},
	/** The shop decides its tax: every line without VAT, the tax as a line of its own, guests on one contact, test orders allowed. */
	plain: {
		shopKey,
		accounts: { exempt: 1050, foreignTax: 63010 },
		vat: { decide: 'shop' },
		customer: { guests: 'collective' },
		testOrders: 'allow',
	},
};

const picked = (value: string, name: string) => ({ __rl: true, mode: 'list', value, cachedResultName: name });

/** The organization, as somebody would have picked it from its list. */
export const pickedOrganization = picked(organizationId, organizationName);

/** The other accounts that a person picks where an example leaves them open, by the names of their fields. */
export const pickedAccounts: Record<string, unknown> = {
	accountNumber: picked('7200', '7200 Kontorartikler og tryksager'),
	bankAccountNumber: picked('55000', '55000 Bank'),
	depositAccountNumber: picked(
		String(clearingAccount.number),
		`${clearingAccount.number} ${clearingAccount.name}`,
	),
	feeAccountNumber: picked('7420', '7420 Indløsere'),
};

/**
 * What is laid over the parameters of the example's Shop Order node: deposit account, book and register the payment, and the
 * settings. `refusedAsItems`: a refused order comes back as an item with all that is known of it, instead of on the error output,
 * and an order is transferred whatever its state, since it was handed in on purpose.
 */
export function shopOrderParameters(
	options: Pick<Options, 'settings'>,
	refusedAsItems: boolean,
): Record<string, unknown> {
	return {
		depositAccountNumber: picked(
			String(clearingAccount.number),
			`${clearingAccount.number} ${clearingAccount.name}`,
		),
		whatToDo: 'bookAndPay',
		options: {
			settingsJson: JSON.stringify(settings[options.settings], null, 2),
			...(refusedAsItems ? { whenRefused: 'item', transferWhen: 'always' } : {}),
		},
	};
}
