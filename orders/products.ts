import type { Accounts } from './accounts';
import { productReference } from './identity';
import { decimalNumber, divideRounded, parseDecimal } from './money';
import type { Minor, ShopOrder } from './order';
import type { ProductPlan } from './plan';
import { isRefusal } from './refusal';
import type { TreatedLine } from './vat/lines';

/** Cases whose account is the one for sales at home, too. */
const AT_HOME = ['domestic', 'exempt', 'shopDecides'];

/**
 * The Dinero product of a line, by its SKU; only for products of the shop. Its price is the shop's before discounts,
 * without VAT; its account the one for sales in Denmark, unless a rule chose another: the first order may come from abroad.
 */
export function productOf(one: TreatedLine, order: ShopOrder, accounts: Accounts): ProductPlan | undefined {
	const { line, account, decision } = one;
	if (line.kind !== 'product' || line.sku === undefined) return undefined;
	const domestic = accounts.for('domestic');
	const ownAccount = AT_HOME.includes(decision.case) || account.setting.startsWith('accountRules.');
	return {
		number: line.sku,
		name: line.text,
		externalReference: productReference(line.sku),
		accountNumber: ownAccount || isRefusal(domestic) ? account.number : domestic.number,
		price: order.currency === 'DKK' ? decimalNumber(pieceWithoutTax(one, order), 'DKK') : 0,
	};
}

/** What one piece costs before discounts, without VAT; 0 where the quantity is none. */
function pieceWithoutTax({ line }: TreatedLine, order: ShopOrder): Minor {
	const quantity = parseDecimal(line.quantity);
	if (quantity === undefined || quantity.units <= 0n) return 0;
	const taxed = order.pricesIncludeTax && line.gross > 0;
	const discount = taxed
		? Number(divideRounded(BigInt(line.discount) * BigInt(line.net), BigInt(line.gross)))
		: line.discount;
	const whole = BigInt(Math.max(0, line.net + discount)) * 10n ** BigInt(quantity.scale);
	return Number(divideRounded(whole, quantity.units));
}
