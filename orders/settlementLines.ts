import { fitsPurpose } from './accounts';
import { decimalText, divideRounded, moneyText, sum, taxWithin } from './money';
import type { Minor } from './order';
import type { OrganizationFacts, PlannedPayment } from './plan';
import { isRefusal, refused, type Refusal } from './refusal';
import type { SettlementPlan } from './settlement';
import { settlementTexts, type SettlementTexts } from './settlementTexts';

const CURRENCY = 'DKK';

/**
 * One line of the voucher, in øre: positive amounts are debited, negative ones credited. `amount` is what Dinero wants
 * to be given (without VAT, which it adds for codes of sales), `gross` what the line comes to.
 */
export interface SettlementLine {
	text: string;
	accountNumber: number;
	/** 'none' for a line without VAT. */
	vatCode: string;
	amount: Minor;
	gross: Minor;
}

/** What one order or refund adds to the voucher. */
export interface SettledPart {
	kind: 'order' | 'refund';
	/** VAT included; negative for what was given back. */
	sales: Array<{ accountNumber: number; gross: Minor }>;
	payments: PlannedPayment[];
	/** What acquirers kept. */
	fee: Minor;
}

/**
 * The lines of a day: sales and money given back by account, the money on each deposit account, and the fees.
 * Refused where they do not add up to zero.
 */
export function voucherLines(
	parts: SettledPart[],
	shopKey: string,
	facts: OrganizationFacts,
	{ feeAccount, texts }: { feeAccount: number | undefined; texts: SettlementTexts },
): SettlementLine[] | Refusal {
	const bySales = new Map<string, { text: string; accountNumber: number; gross: Minor }>();
	const byDeposit = new Map<number, Minor>();
	for (const part of parts) {
		const word = part.kind === 'order' ? texts.sale : texts.returned;
		for (const { accountNumber, gross } of part.sales) {
			const key = `${word}|${accountNumber}`;
			const known = bySales.get(key)?.gross ?? 0;
			bySales.set(key, { text: `${word} ${shopKey}`, accountNumber, gross: known + gross });
		}
		for (const { depositAccountNumber, amount } of part.payments) {
			byDeposit.set(depositAccountNumber, (byDeposit.get(depositAccountNumber) ?? 0) + amount);
		}
	}
	const fees = sum(parts.map((part) => part.fee));
	const fee = fees === 0 ? [] : feeLine(fees, `${texts.fees} ${shopKey}`, feeAccount, facts);
	if (isRefusal(fee)) return fee;
	const lines = [
		...[...bySales.values()]
			.sort((a, b) => a.accountNumber - b.accountNumber)
			.flatMap(({ text, accountNumber, gross }) => salesLines(text, accountNumber, gross, facts)),
		...[...byDeposit]
			.sort(([a], [b]) => a - b)
			.map(([accountNumber, amount]) => plainLine(`${texts.payments} ${shopKey}`, accountNumber, amount)),
		...fee,
	].filter((line) => line.gross !== 0);
	const difference = sum(lines.map((line) => line.gross));
	if (difference === 0) return lines;
	return refused(
		'doesNotAddUp',
		`Sales and payments of the day differ by ${moneyText(Math.abs(difference), CURRENCY)}.`,
		'Compare the orders with their payments in the shop; nothing was written.',
		'Orders',
	);
}

/**
 * Dinero adds VAT to the amount of a sale and rounds it, so a fifth of all gross amounts at 25 % cannot be met by one
 * line. The øre that is missing then is a line of its own without VAT.
 */
function salesLines(
	text: string,
	accountNumber: number,
	gross: Minor,
	facts: OrganizationFacts,
): SettlementLine[] {
	const code = facts.accounts.find((one) => one.number === accountNumber)?.vatCode;
	const rate = rateOf(accountNumber, facts);
	const sign = gross < 0 ? 1 : -1;
	const net = netWithin(Math.abs(gross), rate);
	const met = net + vatOn(net, rate);
	return [
		{ text, accountNumber, vatCode: code ?? 'none', amount: sign * net, gross: sign * met },
		plainLine(text, accountNumber, sign * (Math.abs(gross) - met)),
	];
}

/** A line without VAT. */
export function plainLine(text: string, accountNumber: number, amount: Minor): SettlementLine {
	return { text, accountNumber, vatCode: 'none', amount, gross: amount };
}

/**
 * What acquirers kept, as an expense with the VAT code of its account: an amount with a purchase's VAT code includes the
 * VAT, and one bought abroad with reverse charge changes nothing of what is paid.
 */
export function feeLine(
	fees: Minor,
	text: string,
	feeAccount: number | undefined,
	facts: OrganizationFacts,
): SettlementLine[] | Refusal {
	if (feeAccount === undefined) {
		return refused(
			'feeAccountMissing',
			`The payments were reduced by fees of ${moneyText(fees, CURRENCY)}, and no account is chosen for them.`,
			"Choose 'Fee Account', or let the payment rules ignore fees.",
			'Fee Account',
		);
	}
	const account = facts.accounts.find((one) => one.number === feeAccount);
	if (account === undefined || account.hidden) {
		return refused(
			account === undefined ? 'accountUnknown' : 'accountHidden',
			`Account ${feeAccount}, chosen for fees, ${account === undefined ? 'does not exist in this organization' : 'is hidden in Dinero'}.`,
			'Choose a visible account of the chart of accounts.',
			'Fee Account',
		);
	}
	const { vatCode } = account;
	if (vatCode !== undefined && vatCode !== 'none' && fitsPurpose(vatCode)) {
		return refused(
			'accountForSales',
			`Account ${feeAccount} ${account.name}, chosen for fees, has the sales VAT code ${vatCode}.`,
			'Choose an expense account, such as the one for card acquirers.',
			'Fee Account',
		);
	}
	return [{ ...plainLine(text, feeAccount, fees), vatCode: vatCode ?? 'none' }];
}

/** The largest amount without VAT that comes to at most `gross` with it. */
function netWithin(gross: Minor, rate: number): Minor {
	let net = gross - taxWithin(gross, rate) + 1;
	while (net > 0 && net + vatOn(net, rate) > gross) net -= 1;
	return net;
}

function vatOn(net: Minor, rateBasisPoints: number): Minor {
	return Number(divideRounded(BigInt(net) * BigInt(rateBasisPoints), 10_000n));
}

/** VAT rate of an account in basis points; 0 without a VAT code. */
export function rateOf(accountNumber: number, facts: OrganizationFacts): number {
	const code = facts.accounts.find((one) => one.number === accountNumber)?.vatCode;
	return code === undefined || code === 'none' ? 0 : (facts.vatRates[code] ?? 0);
}

/** The day's list for people, which is filed with the voucher: plain lines of at most 100 characters. */
export function settlementList(plan: SettlementPlan): string[] {
	const texts = settlementTexts(plan.language);
	const money = (amount: Minor) => decimalText(amount, CURRENCY).padStart(14);
	const column = (text: string, width: number) => text.slice(0, width).padEnd(width);
	return [
		`${texts.day} ${plan.day}`,
		plan.externalReference,
		'',
		`${column(texts.order, 40)}${texts.amount.padStart(14)}${texts.vatIncluded.padStart(14)}  ${texts.paidBy}`,
		...plan.documents.map(
			(one) =>
				`${column(one.number, 40)}${money(one.amount)}${money(one.vat)}  ${one.methods.join(', ').slice(0, 28)}`,
		),
		'',
		`${column(texts.salesTotal, 40)}${money(plan.totals.sales)}`,
		`${column(texts.returnsTotal, 40)}${money(-plan.totals.refunds)}`,
		`${column(texts.vatIncluded, 40)}${money(plan.totals.vat)}`,
		`${column(texts.received, 40)}${money(plan.totals.received)}`,
		`${column(texts.fees, 40)}${money(plan.totals.fees)}`,
		'',
		...plan.lines.map(
			(line) => `${column(`${line.accountNumber} ${line.text} (${line.vatCode})`, 40)}${money(line.gross)}`,
		),
	];
}
