import { CREDITORS, CURRENCY_DIFFERENCES_PURCHASES, CURRENCY_DIFFERENCES_SALES } from './chart.mts';
import type { Claim } from './documents.mts';
import { convert, share } from './money.mts';

/** What is still owed, in minor units of the document's currency; negative when too much was paid. */
export function remaining(claim: Claim): number {
	return claim.total - paid(claim);
}

/** What has been paid, set off or booked away as fees, in minor units of the document's currency. */
export function paid(claim: Claim): number {
	return claim.payments.reduce((sum, payment) => sum + payment.amount + payment.fee, 0);
}

/** What the ledger should hold for a remaining amount, in øre: the remaining part of the claim's kroner value. */
export function openDkkFor(claim: Claim, remainingAmount: number, exchangeRate: number): number {
	if (claim.total === 0) return convert(remainingAmount, exchangeRate);
	return share(remainingAmount, claim.totalDkk, claim.total);
}

/**
 * Brings what the ledger holds for a claim to what it should hold after its payments.
 * @returns how much was settled, in øre, without the claim's sign; the caller posts it
 */
export function settle(claim: Claim, exchangeRate: number): number {
	const target = openDkkFor(claim, remaining(claim), exchangeRate);
	const settled = claim.openDkk - target;
	claim.openDkk = target;
	return settled;
}

/** The account for currency differences of a claim. */
export function differenceAccount(claim: Claim): number {
	return claim.account === CREDITORS ? CURRENCY_DIFFERENCES_PURCHASES : CURRENCY_DIFFERENCES_SALES;
}

export type PaymentState = 'Draft' | 'Booked' | 'Paid' | 'OverPaid' | 'Overdue';

/** The state of a document's payment on a day. A document that is not booked is a draft. */
export function paymentState(claim: Claim | null, dueDate: string | null, today: string): PaymentState {
	if (!claim) return 'Draft';
	const left = remaining(claim);
	if (left === 0) return 'Paid';
	if (left < 0 !== claim.total < 0) return 'OverPaid';
	return dueDate && dueDate < today ? 'Overdue' : 'Booked';
}
