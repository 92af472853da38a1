import { Accounts } from './accounts';
import { allocate, decimalNumber, decimalText, parseDecimal, sum } from './money';
import type { Minor, ShopOrder } from './order';
import type { InvoiceLine, ProductPlan } from './plan';
import { productOf } from './products';
import { isRefusal, refused, type Refusal } from './refusal';
import type { Settings } from './settings';
import { builtIn, type Language } from './texts';
import type { TreatedLine } from './vat/lines';

export interface DraftLine {
	text: string;
	comments: string[];
	quantity: string;
	accountNumber: number;
	rate: number;
	gross: Minor;
	vat: Minor;
	/** One of Dinero's units; pieces when left out. */
	unit?: 'parts' | 'shipment';
	product?: ProductPlan;
}

/**
 * The lines of the invoice: products, shipping and fees with their discounts folded in, then tax of other countries.
 * Negative lines (a discount that the shop sends as a fee) are spread over the lines with the same VAT, since an invoice
 * in Dinero may refuse them.
 */
export function draftLines(
	order: ShopOrder,
	treated: TreatedLine[],
	accounts: Accounts,
	language: Language,
	products: Settings['products'],
): DraftLine[] | Refusal {
	const all = treated.map((one) => {
		const product = products === 'text' ? undefined : productOf(one, order, accounts);
		return { ...draftLine(one, order, language), ...(product === undefined ? {} : { product }) };
	});
	const positive = all.filter((line) => line.gross >= 0);
	for (const negative of all.filter((line) => line.gross < 0)) {
		const problem = foldIn(negative, positive, order, language);
		if (problem) return problem;
	}
	const foreign = foreignTaxLines(treated, accounts);
	return isRefusal(foreign) ? foreign : [...positive, ...foreign];
}

function draftLine(one: TreatedLine, order: ShopOrder, language: Language): DraftLine {
	const { line } = one;
	const comments: string[] = [];
	if (line.sku !== undefined) comments.push(line.sku);
	if (line.discount > 0) {
		const why = line.discountText === undefined ? '' : ` (${line.discountText})`;
		comments.push(`${builtIn('discount', language)} ${decimalText(line.discount, order.currency)}${why}`);
	}
	return {
		text: line.text,
		comments,
		quantity: line.quantity,
		accountNumber: one.account.number,
		rate: one.account.rate,
		gross: one.gross,
		vat: one.vat,
		unit: line.kind === 'shipping' ? 'shipment' : 'parts',
	};
}

function foldIn(
	negative: DraftLine,
	positive: DraftLine[],
	order: ShopOrder,
	language: Language,
): Refusal | undefined {
	const fitting = positive.filter((line) => line.rate === negative.rate && line.gross > 0);
	const room = sum(fitting.map((line) => line.gross));
	if (room < -negative.gross) {
		return refused(
			'discountTooLarge',
			`"${negative.text}" takes off ${decimalText(-negative.gross, order.currency)} ${order.currency}, more than the lines with the same VAT cost.`,
			'Invoice this order by hand, or correct the discount in the shop.',
			'lines',
		);
	}
	const weights = fitting.map((line) => line.gross);
	const shares = allocate(negative.gross, weights);
	const vatShares = allocate(negative.vat, weights);
	for (const [index, line] of fitting.entries()) {
		if (shares[index] === 0) continue;
		line.gross += shares[index];
		line.vat += vatShares[index];
		line.comments.push(
			`${builtIn('discount', language)} ${decimalText(-shares[index], order.currency)} (${negative.text})`,
		);
	}
	return undefined;
}

/** One line for each tax that goes to another country; no rounding, the amounts are the shop's own. */
function foreignTaxLines(treated: TreatedLine[], accounts: Accounts): DraftLine[] | Refusal {
	const byName = new Map<string, Minor>();
	for (const { line, separateTax } of treated) {
		if (separateTax === 0) continue;
		const name = line.taxNames.length > 0 ? [...new Set(line.taxNames)].join(' + ') : 'Tax';
		byName.set(name, (byName.get(name) ?? 0) + separateTax);
	}
	if (byName.size === 0) return [];
	if ([...byName.values()].some((tax) => tax < 0)) {
		// A discount took tax off under another name; only the sum of all is a tax that was collected.
		const all = sum([...byName.values()]);
		byName.clear();
		if (all !== 0) byName.set('Tax', all);
	}
	const account = accounts.for('foreignTax');
	if (isRefusal(account)) return account;
	if (account.rate !== 0) {
		return refused(
			'accountWithVat',
			`Account ${account.number} ${account.name} adds VAT; tax of another country needs an account without VAT.`,
			'Choose another account under "Accounts", "Foreign VAT Collected".',
			account.setting,
		);
	}
	return [...byName].map(([text, gross]) => ({
		text,
		comments: [],
		quantity: '1',
		accountNumber: account.number,
		rate: 0,
		gross,
		vat: 0,
	}));
}

/**
 * A line as Dinero's contract wants it. The quantity stays when the unit price is exact to the minor unit; otherwise the
 * line is one piece with the whole sum and says the quantity in its text ("3 × Name"): unit price times quantity would
 * miss the total by an øre (100.00 / 3). Discount percentages are never used for the same reason.
 */
export function invoiceLine(line: DraftLine, currency: string, inclVat: boolean): InvoiceLine {
	const amount = inclVat ? line.gross : line.gross - line.vat;
	const unitPrice = exactUnitPrice(amount, line.quantity);
	const kept = unitPrice !== undefined;
	return {
		description: kept || line.quantity === '0' ? line.text : `${line.quantity} × ${line.text}`,
		...(line.comments.length > 0 ? { comments: line.comments.join('\n') } : {}),
		quantity: kept ? Number(line.quantity) : 1,
		unit: line.unit ?? 'parts',
		baseAmountValue: decimalNumber(kept ? unitPrice : amount, currency),
		accountNumber: line.accountNumber,
		lineType: 'Product',
		...(line.product === undefined ? {} : { product: line.product }),
	};
}

/** The unit price in minor units when quantity × price is exactly the amount. */
function exactUnitPrice(amount: Minor, quantity: string): Minor | undefined {
	const decimal = parseDecimal(quantity);
	if (!decimal || decimal.units <= 0n) return undefined;
	const scaled = BigInt(amount) * 10n ** BigInt(decimal.scale);
	return scaled % decimal.units === 0n ? Number(scaled / decimal.units) : undefined;
}
