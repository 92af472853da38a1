import { Accounts, isRefusal, type ResolvedAccount } from '../accounts';
import { moneyText, taxWithin } from '../money';
import type { Minor, OrderLine, ShopOrder } from '../order';
import { refused, type Refusal } from '../refusal';
import { fits, type AccountName, type AccountRule, type Settings } from '../settings';
import { decideVat, type VatDecision } from './decision';
import type { VatNumber } from './vatNumber';

/** A line with its account; `tax` stays inside `gross` unless it becomes a line of its own. */
export interface TreatedLine {
	line: OrderLine;
	account: ResolvedAccount;
	decision: VatDecision;
	/** What the invoice line amounts to, including the VAT that the account adds. */
	gross: Minor;
	/** The VAT that the account is expected to show. */
	vat: Minor;
	/** Tax that goes to a line of its own (another country's). */
	separateTax: Minor;
	ruleText?: string;
}

const CASE_ACCOUNT: Record<VatDecision['case'], AccountName> = {
	domestic: 'domestic',
	exempt: 'exempt',
	euBusinessGoods: 'euBusinessGoods',
	euBusinessServices: 'euBusinessServices',
	euPrivate: 'euPrivate',
	oss: 'oss',
	export: 'export',
	exportServices: 'exportServices',
	exportWithForeignTax: 'export',
	shopDecides: 'exempt',
};

/** Decides account and VAT of every line, and refuses where that contradicts what the shop charged. */
export function treatLines(
	order: ShopOrder,
	vatNumber: VatNumber | undefined,
	settings: Settings,
	accounts: Accounts,
): TreatedLine[] | Refusal {
	const rules = order.lines.map((line) => ruleFor(line, order, settings));
	const supplies = suppliesOf(order, rules, settings);
	const treated: TreatedLine[] = [];
	for (const [index, line] of order.lines.entries()) {
		const rule = rules[index];
		const decision = decideVat(question(order, line, supplies[index], vatNumber), settings.vat);
		if (isRefusal(decision)) return decision;
		if (line.taxPaidByMarketplace === true && settings.vat.decide === 'byCountry') {
			return refused(
				'taxPaidByMarketplace',
				`The marketplace pays the tax of "${line.text}", not the seller.`,
				'Ask an accountant how such sales stand in the books, and invoice this order by hand.',
				line.where,
			);
		}
		const account = accountFor(line, rule, decision, settings, accounts);
		if (isRefusal(account)) return account;
		const one = treat(line, account, decision, order, settings);
		if (isRefusal(one)) return one;
		treated.push(rule?.text === undefined ? one : { ...one, ruleText: rule.text });
	}
	return treated;
}

function question(
	order: ShopOrder,
	line: OrderLine,
	supply: 'goods' | 'services',
	vatNumber: VatNumber | undefined,
) {
	const [first, second] =
		supply === 'goods' ? [order.delivery, order.billing] : [order.billing, order.delivery];
	const address = first?.country === undefined ? second : first;
	return {
		country: address?.country,
		postcode: address?.postcode,
		business: vatNumber !== undefined || order.customer.company !== undefined,
		vatNumber,
		vatNumberValid: order.customer.vatNumberValid,
		supply,
		taxCharged: line.tax !== 0,
	};
}

/** Shipping and fees follow the products: goods as soon as one product is goods. */
function suppliesOf(
	order: ShopOrder,
	rules: Array<AccountRule | undefined>,
	settings: Settings,
): Array<'goods' | 'services'> {
	const own = order.lines.map((line, index): 'goods' | 'services' | undefined => {
		const byRule = rules[index]?.supply;
		if (byRule !== undefined) return byRule;
		if (line.kind !== 'product') return undefined;
		if (settings.vat.supply !== 'asShopSays') return settings.vat.supply;
		return line.requiresShipping === false ? 'services' : 'goods';
	});
	const known = own.filter((one) => one !== undefined);
	const others =
		known.length === 0
			? settings.vat.supply === 'services'
				? 'services'
				: 'goods'
			: known.includes('goods')
				? 'goods'
				: 'services';
	return own.map((one) => one ?? others);
}

function ruleFor(line: OrderLine, order: ShopOrder, settings: Settings): AccountRule | undefined {
	const country = order.delivery?.country ?? order.billing?.country;
	const any = (patterns: string | string[] | undefined, texts: Array<string | undefined>) =>
		patterns === undefined || texts.some((text) => fits(patterns, text));
	return settings.accountRules.find(({ when }) =>
		[
			any(when.sku, [line.sku]),
			any(when.name, [line.text]),
			any(when.tag, [...(line.tags ?? []), ...order.tags]),
			any(when.productType, [line.productType]),
			any(when.vendor, [line.vendor]),
			any(when.taxName, line.taxNames),
			any(when.country, [country]),
			any(when.paymentMethod, order.paymentMethods),
			when.kind === undefined || when.kind === line.kind,
		].every(Boolean),
	);
}

function accountFor(
	line: OrderLine,
	rule: AccountRule | undefined,
	decision: VatDecision,
	settings: Settings,
	accounts: Accounts,
): ResolvedAccount | Refusal {
	if (rule?.account !== undefined) {
		const position = settings.accountRules.indexOf(rule);
		return accounts.numbered(
			rule.account,
			`Account Rules, row ${position + 1}`,
			`accountRules.${position}.account`,
		);
	}
	const shopDecides = decision.case === 'shopDecides';
	const special: Partial<Record<OrderLine['kind'], AccountName>> = { tip: 'tip', duty: 'duty' };
	const own = special[line.kind];
	if (own !== undefined && (accounts.isChosen(own) || !shopDecides)) return accounts.for(own);
	if (line.kind === 'giftCardSold' && line.tax === 0) {
		if (accounts.isChosen('giftCard') && settings.giftCardsSold === 'liability')
			return accounts.for('giftCard');
		if (settings.giftCardsSold === 'withVat') return accounts.for('domestic');
		if (!shopDecides) return accounts.for('giftCard');
	}
	if (line.kind === 'fee' && accounts.isChosen('fee')) return accounts.for('fee');
	if (line.kind === 'shipping') {
		if (decision.tax === 'danish') {
			// Shipping without tax on a taxed order is a matter for a rule; it is checked like any other line.
			if (accounts.isChosen('domesticShipping') && decision.case === 'domestic')
				return accounts.for('domesticShipping');
		} else if (accounts.isChosen('shipping')) return accounts.for('shipping');
	}
	return accounts.for(CASE_ACCOUNT[decision.case]);
}

/** Checks the shop's tax against the account's rate. Tax comes from amounts, never from the rate that the shop names. */
function treat(
	line: OrderLine,
	account: ResolvedAccount,
	decision: VatDecision,
	order: ShopOrder,
	settings: Settings,
): TreatedLine | Refusal {
	const whole = { line, account, decision, gross: line.gross, vat: line.tax, separateTax: 0 };
	const money = (amount: Minor) => moneyText(amount, order.currency);
	if (line.kind === 'giftCardSold' && line.tax === 0 && settings.giftCardsSold === 'withVat') {
		return { ...whole, vat: taxWithin(line.gross, account.rate) };
	}
	const outsideVat =
		line.tax === 0 && account.rate === 0 && ['giftCardSold', 'tip', 'duty'].includes(line.kind);
	if (outsideVat) return whole;
	if (decision.tax === 'danish') {
		const due = taxWithin(line.gross, account.rate);
		if (Math.abs(due - line.tax) <= allowance(line, order, settings)) return whole;
		if (account.rate === 0) {
			return refused(
				'accountWithoutVat',
				`The shop charged tax of ${money(line.tax)} on "${line.text}", but account ${account.number} ${account.name} has no VAT.`,
				'Choose an account whose VAT code fits, or correct the tax in the shop.',
				account.setting,
			);
		}
		const rate = `${account.rate / 100} %`;
		return line.tax === 0
			? refused(
					'taxMissing',
					`The shop charged no tax on "${line.text}" (${money(line.gross)}), but ${rate} are due: ${decision.reason}.`,
					'Correct the taxes of the shop, or send these goods to an account without VAT by an account rule.',
					line.where,
				)
			: refused(
					'taxRateDiffers',
					`The shop charged tax of ${money(line.tax)} on "${line.text}" (${money(line.gross)}); ${rate} would be ${money(due)}: ${decision.reason}.`,
					'Correct the taxes of the shop, or choose an account with the rate that it charges.',
					line.where,
				);
	}
	if (account.rate !== 0) {
		return refused(
			'accountWithVat',
			`Account ${account.number} ${account.name} adds VAT (${account.vatCode}), but "${line.text}" is without Danish VAT: ${decision.reason}.`,
			'Choose an account without VAT for this case.',
			account.setting,
		);
	}
	if (decision.tax === 'none') {
		const charged = order.lines.reduce((all, one) => all + one.tax, 0);
		if (line.tax === 0) return whole;
		const country = order.delivery?.country ?? order.billing?.country ?? '?';
		return refused(
			'taxNotExpected',
			`The shop charged tax of ${money(charged)} on a sale to ${country}, on which none is due: ${decision.reason}.`,
			'Correct the taxes of the shop, or say under "VAT: …" where the seller is registered.',
			line.where,
		);
	}
	if (decision.tax === 'foreign' && line.tax === 0 && line.gross > 0 && decision.case === 'oss') {
		return refused(
			'taxMissing',
			`The shop charged no tax on "${line.text}", but the destination's VAT is due: ${decision.reason}.`,
			'Correct the taxes of the shop.',
			line.where,
		);
	}
	return { ...whole, gross: line.net, vat: 0, separateTax: line.tax };
}

/** How far tax may be from the rate: an øre a line, and what converting from the customer's currency costs. */
function allowance(line: OrderLine, order: ShopOrder, settings: Settings): Minor {
	const converted = order.taxConverted !== true ? 0 : Math.ceil(Math.abs(line.gross) / 2000) + 1;
	return settings.vat.lineTolerance + converted;
}
