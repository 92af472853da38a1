import { FEES } from './chart.mts';
import { differenceAccount, remaining, settle } from './claims.mts';
import type { Claim, Payment, Versioned } from './documents.mts';
import type { Posting } from './ledger.mts';
import { hasTwoDecimals, toMinor } from './money.mts';
import type { Organization } from './organization.mts';
import { refuseDeleted, refuseField, refuseNoResult, refuseRule, requireVersion } from './refusals.mts';

/** A booked document that can be paid. */
export interface Payable extends Versioned {
	currency: string;
	exchangeRate: number;
	contactGuid: string | null;
	number: number | null;
	claim: Claim | null;
}

/** The body of a payment, as in the contract. */
export interface PaymentBody {
	Timestamp: string;
	DepositAccountNumber: number;
	RemainderIsFee: boolean;
	AmountInForeignCurrency?: number | null;
	ExternalReference?: string | null;
	PaymentDate?: string | null;
	Description: string;
	Amount: number;
}

/** The claim of a booked document; refuses a deleted or unbooked one. */
export function claimOf(document: Payable): Claim {
	if (document.deletedAt) refuseDeleted();
	if (!document.claim) refuseRule('Only booked vouchers can have payments.');
	return document.claim as Claim;
}

/**
 * Registers a payment. Amount is kroner; a document in a foreign currency needs AmountInForeignCurrency too, and the
 * pair gives the rate. A negative amount pays back. With RemainderIsFee what is left is booked as a fee.
 *
 * Refuses: not booked (45), outdated version (58), amount 0, more than two decimals (by the switch), unknown
 * deposit account, a date outside the accounting years.
 */
export function registerPayment(
	organization: Organization,
	document: Payable,
	body: PaymentBody,
	paymentClass: string,
): Payment {
	const claim = claimOf(document);
	requireVersion(document, body.Timestamp);
	if (!body.Description) refuseField('Description', 'The Description field is required.');
	const account = organization.depositAccount(body.DepositAccountNumber, 'DepositAccountNumber');
	if (organization.world.switches.softRules === 'refused' && !hasTwoDecimals(body.Amount ?? 0)) {
		refuseField('Amount', 'The amount can have at most two decimals.');
	}
	const amountDkk = toMinor(body.Amount ?? 0);
	if (amountDkk === 0) refuseField('Amount', 'The amount must not be 0.');
	const foreign = document.currency !== 'DKK';
	const given = body.AmountInForeignCurrency ?? null;
	if (foreign && given === null) {
		refuseField(
			'AmountInForeignCurrency',
			`The amount in ${document.currency} is required for a voucher in a foreign currency.`,
		);
	}
	const amount = foreign ? toMinor(given!) : amountDkk;
	if (amount === 0 || amount < 0 !== amountDkk < 0) {
		refuseField(
			'AmountInForeignCurrency',
			'The amount in foreign currency must not be 0 and must have the sign of the amount.',
		);
	}
	if (!foreign && given !== null && toMinor(given) !== amountDkk) {
		refuseField('AmountInForeignCurrency', 'The voucher is in DKK.');
	}
	const date = body.PaymentDate || organization.world.clock.today();
	organization.checkBookingDate(date, 'PaymentDate');

	const payment: Payment = {
		guid: organization.world.random.guid(),
		amount,
		fee: 0,
		amountDkk,
		depositAccountNumber: account.number,
		date,
		description: body.Description,
		externalReference: body.ExternalReference ?? null,
		paymentClass,
		relatedVoucherGuid: organization.world.random.guid(),
		exchangeRate: foreign ? Math.round((amountDkk / amount) * 1000000) / 10000 : 100,
		setOffAgainst: null,
		createdAt: organization.world.clock.stamp(),
	};
	claim.payments.push(payment);
	const settled = settle(claim, document.exchangeRate);
	const postings: Posting[] = [
		{ accountNumber: account.number, amount: claim.sign * amountDkk },
		{ accountNumber: claim.account, amount: -claim.sign * settled },
		{
			accountNumber: differenceAccount(claim),
			amount: claim.sign * (settled - amountDkk),
			description: 'Valutakursdifference',
		},
	];
	const left = remaining(claim);
	if (body.RemainderIsFee && left !== 0) {
		payment.fee = left;
		const fee = settle(claim, document.exchangeRate);
		postings.push(
			{ accountNumber: FEES, amount: claim.sign * fee, description: `Gebyr, ${body.Description}` },
			{ accountNumber: claim.account, amount: -claim.sign * fee, description: `Gebyr, ${body.Description}` },
		);
	}
	organization.openYearFor(date);
	organization.post(
		{
			guid: payment.relatedVoucherGuid,
			number: organization.takeNumber(organization.voucherSeries(date)),
			date,
			type: 'Payment',
			description: body.Description,
			contactGuid: document.contactGuid,
		},
		postings,
	);
	touchOnPayment(organization, document);
	organization.world.log(organization, 'payment registered', payment.guid, document.guid);
	return payment;
}

/** Takes a payment back: its entries are offset. Refuses an unknown one (63) and a set-off (45). */
export function deletePayment(
	organization: Organization,
	document: Payable,
	paymentGuid: string,
	version: string | null | undefined,
	{ versionRequired = true } = {},
): void {
	const claim = claimOf(document);
	if (versionRequired || version) requireVersion(document, version);
	const index = claim.payments.findIndex((payment) => payment.guid === paymentGuid.toLowerCase());
	if (index < 0) refuseNoResult('the voucher has no such payment');
	const payment = claim.payments[index];
	if (payment.setOffAgainst) refuseRule('A set-off against another voucher cannot be deleted as a payment.');
	if (payment.depositAccountNumber === null)
		refuseRule('A payment made in the ledger cannot be deleted here.');
	const settled = organization.ledger
		.ofVoucher(payment.relatedVoucherGuid)
		.reduce((sum, entry) => sum + (entry.accountNumber === claim.account ? entry.amount : 0), 0);
	organization.offset(payment.relatedVoucherGuid);
	claim.payments.splice(index, 1);
	claim.openDkk -= claim.sign * settled;
	touchOnPayment(organization, document);
	organization.world.log(organization, 'payment deleted', payment.guid, document.guid);
}

function touchOnPayment(organization: Organization, document: Payable): void {
	organization.touch(document, { movesUpdatedAt: organization.world.switches.updatedAtMovesOnPayment });
}
