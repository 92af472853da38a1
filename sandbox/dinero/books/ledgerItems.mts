import { differenceAccount, remaining, settle } from './claims.mts';
import type { LedgerItem, LedgerItemLine, Payment } from './documents.mts';
import type { Posting } from './ledger.mts';
import { decimal, divideRounded } from './money.mts';
import { manualPostings, noteDirectDebt } from './manualPostings.mts';
import type { Organization } from './organization.mts';
import type { Payable } from './payments.mts';
import { refuseField, refuseRule } from './refusals.mts';
import type { World } from './world.mts';
import { DineroRefusal } from '../operations/call.mts';

/** The booked document that a guid names, among all that can be paid. */
export function payableOf(organization: Organization, guid: string): Payable | undefined {
	const key = guid.toLowerCase();
	return (
		organization.invoices.get(key) ??
		organization.creditNotes.get(key) ??
		organization.purchases.get(key) ??
		organization.purchaseCreditNotes.get(key)
	);
}

/** Does all background work whose time has come: booking of ledger items that were sent to it. */
export function runBackgroundWork(world: World): void {
	const now = world.clock.now().toISOString();
	for (const organization of world.organizations.values()) {
		for (const guid of [...organization.pendingLedgerItems]) {
			const item = organization.ledgerItems.get(guid);
			if (item?.bookAt && item.bookAt > now) continue;
			organization.pendingLedgerItems.delete(guid);
			if (item?.status === 'PendingBooking') bookInBackground(organization, item);
		}
	}
}

function bookInBackground(organization: Organization, item: LedgerItem): void {
	item.bookAt = null;
	try {
		bookLedgerItem(organization, item);
		item.status = 'Booked';
		item.failure = null;
	} catch (error) {
		// Nobody waits for the answer: what cannot be booked goes back to the ledger as a draft.
		if (!(error instanceof DineroRefusal)) throw error;
		item.status = 'Draft';
		item.failure = [error.message, ...Object.values(error.validationErrors ?? {})].join(' ');
		organization.world.log(organization, 'ledger item not booked', item.guid, item.failure);
	}
	item.version = organization.nextItemVersion();
	item.updatedAt = organization.world.clock.stamp();
}

function bookLedgerItem(organization: Organization, item: LedgerItem): void {
	organization.checkBookingDate(item.date, 'VoucherDate');
	const payments = item.lines.filter((line) => line.isPaymentForVoucherId);
	const others = item.lines.filter((line) => !line.isPaymentForVoucherId);
	const direct = balanced(organization, others, payments);
	payments.forEach((line) => checkPayment(organization, line));
	item.voucherNumber = organization.takeNumber(organization.voucherSeries(item.date), item.voucherNumber);
	const postings = [...direct, ...payments.flatMap((line) => payByLedger(organization, item, line))];
	noteDirectDebt(organization, direct);
	const [first] = item.lines;
	organization.post(
		{
			guid: item.guid,
			number: item.voucherNumber,
			date: item.date,
			type: 'Ledger',
			description: first?.description || 'Kassekladde',
			fileGuid: item.fileGuid,
		},
		postings,
	);
	if (item.fileGuid) organization.linkFile(item.fileGuid, item.guid);
	organization.world.log(organization, 'ledger item booked', item.guid, String(item.voucherNumber));
}

/** Postings of lines that pay nothing; together with the paying lines they must balance. */
function balanced(
	organization: Organization,
	others: LedgerItemLine[],
	payments: LedgerItemLine[],
): Posting[] {
	const unbalancedPayments = payments.filter((line) => line.balancingAccountNumber === null);
	if (unbalancedPayments.length > 0) refuseRule('A line that pays a voucher needs a balancing account.');
	return others.length > 0 ? manualPostings(organization, others) : [];
}

function checkPayment(organization: Organization, line: LedgerItemLine): void {
	const document = payableOf(organization, line.isPaymentForVoucherId!);
	if (!document?.claim || document.deletedAt)
		refuseField('IsPaymentForVoucherId', 'There is no booked voucher with this id.');
	if (line.amount === 0) refuseField('Amount', 'The amount must not be 0.');
}

/** A line's amount goes to the document's debt account, and so pays a customer's debt when negative. */
function payByLedger(organization: Organization, item: LedgerItem, line: LedgerItemLine): Posting[] {
	const document = payableOf(organization, line.isPaymentForVoucherId!)!;
	const claim = document.claim!;
	const amountDkk = -claim.sign * line.amount;
	const rate = decimal(document.exchangeRate);
	const amount =
		amountDkk === claim.openDkk
			? remaining(claim)
			: Number(divideRounded(BigInt(amountDkk) * 100n * 10n ** BigInt(rate.scale), rate.digits));
	const payment: Payment = {
		guid: organization.world.random.guid(),
		amount,
		fee: 0,
		amountDkk,
		depositAccountNumber: null,
		date: item.date,
		description: line.description ?? 'Kassekladde',
		externalReference: null,
		paymentClass: 'Ledger',
		relatedVoucherGuid: item.guid,
		exchangeRate: document.currency === 'DKK' ? 100 : document.exchangeRate,
		setOffAgainst: null,
		createdAt: organization.world.clock.stamp(),
	};
	claim.payments.push(payment);
	const settled = settle(claim, document.exchangeRate);
	organization.touch(document, { movesUpdatedAt: organization.world.switches.updatedAtMovesOnPayment });
	return [
		{ accountNumber: claim.account, amount: -claim.sign * settled, description: line.description },
		{ accountNumber: line.balancingAccountNumber!, amount: -line.amount, description: line.description },
		{
			accountNumber: differenceAccount(claim),
			amount: claim.sign * (settled - amountDkk),
			description: 'Valutakursdifference',
		},
	];
}
