import { depositAccount } from './accounts';
import { uuidV5 } from './identity';
import { decimalText, moneyText, sum } from './money';
import type { Minor, ShopKind } from './order';
import type { OrganizationFacts } from './plan';
import { isRefusal, nothingToDo, refused, type Refusal } from './refusal';
import { feeLine, plainLine, type SettlementLine } from './settlementLines';
import { settlementTexts } from './settlementTexts';
import type { Language } from './texts';

const CURRENCY = 'DKK';

/** `fee` rows are nothing but a fee; `payout` is the row of the payout itself. */
export type PayoutRowKind = 'charge' | 'refund' | 'dispute' | 'fee' | 'other' | 'payout';

/** A movement on the gateway's balance, in minor units. */
export interface PayoutRow {
	id: string;
	kind: PayoutRowKind;
	text: string;
	/** Negative for money that left the balance. */
	amount: Minor;
	/** What the gateway kept of it. */
	fee: Minor;
	/** The gateway turned it from another currency into that of the payout. */
	converted?: boolean;
	/** Where it stands in the payload: "data[2]". */
	where: string;
}

/** Money that a gateway sent to the bank, and what it is made of. */
export interface Payout {
	kind: 'payout';
	shop: ShopKind;
	shopKey: string;
	id: string;
	/** Minor units; negative when the gateway took money from the bank. */
	amount: Minor;
	currency: string;
	/** Copenhagen day on which it reached the bank. */
	day: string;
	test: boolean;
	rows: PayoutRow[];
}

/** A payout as one voucher. The lines' `gross` add up to zero. */
export interface PayoutPlan {
	kind: 'payoutPlan';
	shop: ShopKind;
	shopKey: string;
	payoutId: string;
	/** `YYYY-MM-DD`. */
	day: string;
	externalReference: string;
	/** Eight letters and digits that stand in the name of the attached file. */
	mark: string;
	language: Language;
	lines: SettlementLine[];
	rows: PayoutRow[];
	totals: {
		paidOut: Minor;
		charges: Minor;
		refunds: Minor;
		disputes: Minor;
		other: Minor;
		fees: Minor;
	};
	warnings: string[];
}

export interface PayoutChoices {
	/** Deposit account on which the gateway's payments were registered. */
	clearingAccount?: number;
	/** Deposit account of the bank. */
	bankAccount?: number;
	/** Expense account for fees; needed as soon as there is one. Its own VAT code counts. */
	feeAccount?: number;
	language: Language;
	/** Payouts of the gateway's test mode are refused otherwise. */
	testPayouts?: boolean;
}

/**
 * The voucher of a payout: out of the clearing account what the payments, refunds and disputes came to, into the bank what
 * was paid out, and the fees. Refused where the transactions do not add up to the payout.
 */
export function planPayout(
	payout: Payout,
	choices: PayoutChoices,
	facts: OrganizationFacts,
): PayoutPlan | Refusal {
	const unfit = checkPayout(payout, choices);
	if (unfit) return unfit;
	const accounts = accountsOf(choices, facts);
	if (isRefusal(accounts)) return accounts;
	const { clearing, bank } = accounts;

	const moved = (kind: PayoutRowKind) =>
		sum(payout.rows.filter((row) => row.kind === kind).map((row) => row.amount));
	const fees = sum(payout.rows.map((row) => row.fee)) - moved('fee');
	const totals = {
		paidOut: payout.amount,
		charges: moved('charge'),
		refunds: moved('refund'),
		disputes: moved('dispute'),
		other: moved('other'),
		fees,
	};
	const texts = settlementTexts(choices.language);
	const fee = fees === 0 ? [] : feeLine(fees, `${texts.fees} ${payout.id}`, choices.feeAccount, facts);
	if (isRefusal(fee)) return fee;
	const cleared = (['charges', 'refunds', 'disputes', 'other'] as const).map((name) =>
		plainLine(`${texts[name]} ${payout.id}`, clearing, -totals[name]),
	);
	const lines = [...cleared, plainLine(`${texts.payout} ${payout.id}`, bank, payout.amount), ...fee].filter(
		(line) => line.gross !== 0,
	);
	const difference = sum(lines.map((line) => line.gross));
	if (difference !== 0) return doesNotAddUp(payout, difference);
	if (lines.length === 0) {
		return nothingToDo(
			'payoutOfNothing',
			`The payout ${payout.id} comes to nothing.`,
			'Nothing needs to be done.',
			'amount',
		);
	}
	const { shop, shopKey, day, rows } = payout;
	return {
		kind: 'payoutPlan',
		...{ shop, shopKey, day, rows, lines, totals },
		payoutId: payout.id,
		externalReference: `${shop}:${shopKey}:payout:${payout.id}`.slice(0, 128),
		mark: uuidV5(`${facts.organizationId}|${shop}:${shopKey}|payout|${payout.id}`).slice(0, 8),
		language: choices.language,
		warnings: warningsOf(payout, clearing),
	};
}

function checkPayout(payout: Payout, choices: PayoutChoices): Refusal | undefined {
	if (payout.test && choices.testPayouts !== true) {
		return refused(
			'testPayout',
			`The payout ${payout.id} was made in the test mode of its gateway.`,
			"It does not belong in the books. To try it out, turn 'Allow Test Payouts' on.",
			'livemode',
		);
	}
	if (payout.currency !== CURRENCY) {
		return refused(
			'currencyForeign',
			`The payout ${payout.id} is in ${payout.currency}, and a voucher holds Danish kroner only.`,
			'Book it by hand at the rate of your bank.',
			'currency',
		);
	}
	if (payout.rows.some((row) => row.kind !== 'payout')) return undefined;
	return refused(
		'transactionsMissing',
		`The payout ${payout.id} comes without its balance transactions, so that nobody knows what it is made of.`,
		'Fetch them with an HTTP Request node: GET /v1/balance_transactions?payout={id} at Stripe. It lists none for a payout that was made by hand: book such a one by hand, too.',
		'Payout',
	);
}

function accountsOf(
	choices: PayoutChoices,
	facts: OrganizationFacts,
): { clearing: number; bank: number } | Refusal {
	const named = (number: number | undefined, label: string) => {
		if (number !== undefined) return depositAccount(facts, number, label);
		return refused('accountMissing', `No account is chosen for "${label}".`, `Choose '${label}'.`, label);
	};
	const clearing = named(choices.clearingAccount, 'Clearing Account');
	if (isRefusal(clearing)) return clearing;
	const bank = named(choices.bankAccount, 'Bank Account');
	if (isRefusal(bank)) return bank;
	if (clearing.number !== bank.number) return { clearing: clearing.number, bank: bank.number };
	return refused(
		'accountsTheSame',
		`Account ${bank.number} ${bank.name} is chosen both as clearing account and as bank account.`,
		"Register the shop's payments on a clearing account of its own, and choose it as 'Clearing Account'.",
		'Clearing Account',
	);
}

function doesNotAddUp(payout: Payout, difference: Minor): Refusal {
	const money = (amount: Minor) => moneyText(amount, CURRENCY);
	return refused(
		'doesNotAddUp',
		`The payout ${payout.id} is ${money(payout.amount)}, but its transactions come to ${money(payout.amount - difference)}.`,
		'Fetch all balance transactions of this payout, and no others; nothing was written.',
		'amount',
	);
}

function warningsOf({ rows }: Payout, clearing: number): string[] {
	const named = (kind: PayoutRowKind) =>
		rows
			.filter((row) => row.kind === kind && row.amount !== 0)
			.map((row) => `${row.text} (${moneyText(row.amount, CURRENCY)})`);
	const disputes = named('dispute');
	const others = named('other');
	const converted = rows.filter((row) => row.converted === true).length;
	return [
		...(disputes.length === 0
			? []
			: [
					`Disputed payments: ${disputes.join(', ')}. Their invoices are still paid in Dinero; decide what becomes of them, such as a credit note.`,
				]),
		...(others.length === 0
			? []
			: [
					`Other movements: ${others.join(', ')}. They are on account ${clearing}, where something else must balance them.`,
				]),
		...(converted === 0
			? []
			: [
					`${converted} of the transactions were paid in another currency. Dinero has its own rate, so what is left of them on account ${clearing} is a currency difference.`,
				]),
	];
}

/** The payout's transactions for people, filed with the voucher: plain lines of at most 100 characters. */
export function payoutList(plan: PayoutPlan): string[] {
	const texts = settlementTexts(plan.language);
	const money = (amount: Minor) => decimalText(amount, CURRENCY).padStart(14);
	const column = (text: string) => text.slice(0, 42).padEnd(42);
	return [
		`${texts.payout} ${plan.payoutId}, ${plan.day}`,
		plan.externalReference.slice(0, 100),
		'',
		`${column(texts.transaction)}${texts.amount.padStart(14)}${texts.fee.padStart(14)}${texts.net.padStart(14)}`,
		...plan.rows
			.filter((row) => row.kind !== 'payout' || row.fee !== 0)
			.map((row) => {
				const amount = row.kind === 'payout' ? 0 : row.amount;
				return `${column(row.text)}${money(amount)}${money(row.fee)}${money(amount - row.fee)}`;
			}),
		'',
		`${column(texts.fees)}${money(plan.totals.fees)}`,
		`${column(texts.paidOut)}${money(plan.totals.paidOut)}`,
		'',
		...plan.lines.map(
			(line) => `${column(`${line.accountNumber} ${line.text} (${line.vatCode})`)}${money(line.gross)}`,
		),
	];
}
