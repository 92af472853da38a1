import type { OrganizationFacts } from './plan';
import { isRefusal, refused, type Refusal } from './refusal';
import type { AccountName, Settings } from './settings';

export interface ResolvedAccount {
	number: number;
	name: string;
	vatCode?: string;
	/** VAT rate of the account's VAT code in basis points; 0 without one. */
	rate: number;
	/** The setting that named it, for messages. */
	setting: string;
}

/** What the settings are called for people: the names that the form of the node uses. */
export const LABELS: Record<AccountName, string> = {
	domestic: 'Denmark: Sales With VAT',
	domesticShipping: 'Denmark: Shipping',
	euBusinessGoods: 'EU Businesses: Goods',
	euBusinessServices: 'EU Businesses: Services',
	euPrivate: 'EU Private Customers',
	oss: 'EU Private Customers Under OSS',
	export: 'Outside the EU: Goods',
	exportServices: 'Outside the EU: Services',
	exempt: 'Denmark: Sales Without VAT',
	shipping: 'Shipping Without Danish VAT',
	fee: 'Fees',
	giftCard: 'Gift Cards Sold',
	tip: 'Tips',
	duty: 'Duties',
	rounding: 'Rounding',
	foreignTax: 'Foreign VAT Collected',
};

/**
 * Which VAT codes an account carries that puts each kind of sale into the right field of the VAT return; `none` where no
 * VAT may be added, and nothing where any account of sales will do. From Dinero's standard chart of accounts; charts
 * differ, so the codes preselect and advise.
 */
export const fittingVatCodes: Partial<Record<AccountName, readonly string[] | 'none'>> = {
	domestic: ['U25'],
	domesticShipping: ['U25'],
	euPrivate: ['U25'],
	euBusinessGoods: ['UEUV'],
	euBusinessServices: ['UEUY'],
	oss: ['UEUV2'],
	export: ['UVV', 'UVC'],
	exportServices: ['UVY', 'UVC'],
	exempt: 'none',
	shipping: 'none',
	giftCard: 'none',
	rounding: 'none',
	foreignTax: 'none',
};

const DANISH_SALES_CODE = 'U25';
const PURCHASE_CODE = /^(I|REP$|HREP$|OBPK$)/;

/** The VAT code of an account as Dinero gives it; undefined where it says that there is none. */
function vatCodeOf(code: string | null | undefined): string | undefined {
	return code === undefined || code === null || code === '' || code === 'none' ? undefined : code;
}

/**
 * Whether an account with this VAT code is one to choose for a purpose; accounts for purchases never are. A purpose that
 * asks for no VAT code, or none, takes all the others.
 */
export function fitsPurpose(code: string | null | undefined, purpose?: AccountName): boolean {
	const own = vatCodeOf(code);
	const fitting = purpose && fittingVatCodes[purpose];
	if (fitting === undefined) return own === undefined || !PURCHASE_CODE.test(own);
	return fitting === 'none' ? own === undefined : own !== undefined && fitting.includes(own);
}

/** Finds the organization's account for each purpose; every answer is checked against the chart of accounts. */
export class Accounts {
	constructor(
		private readonly facts: OrganizationFacts,
		private readonly settings: Settings,
	) {}

	/** The account of a purpose: the setting's, else the only one of the organization that fits, else a refusal that asks. */
	for(name: AccountName): ResolvedAccount | Refusal {
		const chosen = this.settings.accounts[name];
		if (chosen !== undefined) return this.numbered(chosen, LABELS[name], `accounts.${name}`);
		if (name === 'domestic') return this.defaultSales();
		if (name === 'euPrivate' || name === 'domesticShipping') return this.for('domestic');
		const marked = Array.isArray(fittingVatCodes[name]);
		const fitting = this.facts.accounts.filter(
			(one) => marked && !one.hidden && fitsPurpose(one.vatCode, name),
		);
		if (fitting.length === 1) return this.numbered(fitting[0].number, LABELS[name], `accounts.${name}`);
		const several = fitting.map((one) => `${one.number} ${one.name}`).join(', ');
		return refused(
			'accountMissing',
			fitting.length > 1
				? `Several accounts fit "${LABELS[name]}": ${several}.`
				: `No account is chosen for "${LABELS[name]}".`,
			`Choose the account under "Accounts", "${LABELS[name]}".`,
			`accounts.${name}`,
		);
	}

	/** Whether a purpose has an account of its own. */
	isChosen(name: AccountName): boolean {
		return this.settings.accounts[name] !== undefined;
	}

	/** An account by number; unknown, hidden and purchase accounts are refused. */
	numbered(number: number, label: string, setting: string): ResolvedAccount | Refusal {
		const account = this.facts.accounts.find((one) => one.number === number);
		if (account === undefined) {
			return refused(
				'accountUnknown',
				`Account ${number}, chosen for "${label}", does not exist in this organization.`,
				'Choose an account of the chart of accounts.',
				setting,
			);
		}
		if (account.hidden) {
			return refused(
				'accountHidden',
				`Account ${number} ${account.name}, chosen for "${label}", is hidden in Dinero.`,
				'Show the account in Dinero, or choose another one.',
				setting,
			);
		}
		const code = vatCodeOf(account.vatCode);
		if (code !== undefined && PURCHASE_CODE.test(code)) {
			return refused(
				'accountForPurchases',
				`Account ${number} ${account.name}, chosen for "${label}", has the purchase VAT code ${code}.`,
				'Choose a sales account.',
				setting,
			);
		}
		const rate = code === undefined ? 0 : this.facts.vatRates[code];
		if (rate === undefined) {
			return refused(
				'vatCodeUnknown',
				`Account ${number} ${account.name} has the VAT code ${code}, which is not among the organization's VAT types.`,
				'Look at the account in Dinero, or choose another one.',
				setting,
			);
		}
		return { number, name: account.name, ...(code === undefined ? {} : { vatCode: code }), rate, setting };
	}

	/** The default sales account when it carries Danish VAT, else the only or lowest visible account that does. */
	private defaultSales(): ResolvedAccount | Refusal {
		const fitting = this.facts.accounts.filter((one) => !one.hidden && one.vatCode === DANISH_SALES_CODE);
		const byDefault =
			fitting.find((one) => one.number === this.facts.sales.defaultAccount) ??
			fitting.find((one) => one.isDefaultSales) ??
			[...fitting].sort((a, b) => a.number - b.number)[0];
		if (byDefault) return this.numbered(byDefault.number, LABELS.domestic, 'accounts.domestic');
		return refused(
			'accountMissing',
			`The organization has no sales account with Danish VAT (${DANISH_SALES_CODE}).`,
			`Choose the account under "Accounts", "${LABELS.domestic}".`,
			'accounts.domestic',
		);
	}
}

/** The deposit account (likvid konto) of that number, or the organization's own default. */
export function depositAccount(
	facts: OrganizationFacts,
	number: number | undefined,
	setting: string,
): { number: number; name: string } | Refusal {
	const visible = facts.depositAccounts.filter((one) => !one.hidden);
	if (number === undefined) {
		const only = visible.find((one) => one.isDefault) ?? (visible.length === 1 ? visible[0] : undefined);
		return (
			only ??
			refused(
				'depositAccountMissing',
				'No deposit account is chosen for the payment.',
				'Choose "Deposit Account": best a clearing account of its own for the shop.',
				setting,
			)
		);
	}
	const account = facts.depositAccounts.find((one) => one.number === number);
	if (account === undefined) {
		return refused(
			'depositAccountUnknown',
			`Deposit account ${number} does not exist in this organization.`,
			'Choose a deposit account from the list; an ordinary account cannot receive payments.',
			setting,
		);
	}
	if (account.hidden) {
		return refused(
			'depositAccountHidden',
			`Deposit account ${number} ${account.name} is hidden in Dinero.`,
			'Show the account in Dinero, or choose another one.',
			setting,
		);
	}
	return account;
}

export { isRefusal };
