import { divideRounded, moneyText } from '../orders/money';
import type { Minor } from '../orders/order';
import type { PlannedPayment } from '../orders/plan';
import type { Refusal } from '../orders/refusal';
import { isRefusal } from '../orders/refusal';
import type { Journey } from './journey';
import type { DineroPort, InvoiceState, PaymentsState } from './port';
import { notSettled, refusedByDinero } from './refusals';

const attempts = 4;

type Settled = 'registered' | 'found' | 'paidOtherwise';

/**
 * Registers the payments that are not there yet on a booked invoice. A payment is found again by its
 * ExternalReference.
 *
 * Payments have no guid of their own, so a repeat could pay twice. The invoice's timestamp prevents that: it is
 * read before the payments, and any payment in between makes it outdated. A payment whose answer was lost or
 * whose timestamp was outdated is only sent again after timestamp and payments were read anew.
 *
 * @param invoice booked; its timestamp as read, or as answered by the booking
 * @param fresh this run's own request booked the invoice: it has no payments yet, so none are read
 * @returns the invoice as last read, with the newest timestamp where it is known; or the reason to stop
 */
export async function registerPayments(
	invoice: InvoiceState,
	planned: PlannedPayment[],
	port: DineroPort,
	journey: Journey,
	fresh: boolean,
): Promise<{ invoice: InvoiceState; timestamp?: string } | Refusal> {
	const wanted = lastBooksTheFee(planned.filter((payment) => payment.amount !== 0));
	if (wanted.length === 0) {
		if (fresh) {
			journey.paid = 0;
			journey.remaining = invoice.total;
		}
		return { invoice, timestamp: invoice.timestamp };
	}
	const account = new InvoiceAccount(invoice, port, wanted);
	if (fresh) account.startEmpty();
	else await account.startFrom(invoice.timestamp);

	for (const payment of wanted) {
		const deed = `${payment.amount < 0 ? 'repayment' : 'payment'} ${payment.method}` as const;
		const settled = await account.settle(payment);
		if (isRefusal(settled)) return settled;
		if (settled === 'registered') journey.did(deed);
		if (settled === 'found') journey.saw(deed);
		if (settled === 'paidOtherwise') journey.warn(paidOtherwise(invoice, payment));
	}
	journey.paid = account.payments.paid;
	journey.remaining = account.payments.remaining;
	return { invoice: account.invoice, timestamp: account.timestamp };
}

/** What is known of an invoice's payments, and the timestamp under which that is true. */
class InvoiceAccount {
	/** Never newer than `payments`, whose lock it is; undefined when both must be read anew. */
	timestamp?: string;
	payments: PaymentsState;
	private totalInDkk?: Minor;
	private readonly matched = new Set<string>();
	/** What the shop received beyond the invoice's total: the plan has decided to register it. */
	private readonly plannedExcess: Minor;

	constructor(
		public invoice: InvoiceState,
		private readonly port: DineroPort,
		planned: PlannedPayment[],
	) {
		this.payments = { payments: [], remaining: invoice.total, paid: 0, total: invoice.total };
		this.plannedExcess = Math.max(
			0,
			planned.reduce((sum, payment) => sum + payment.amount, 0) - invoice.total,
		);
	}

	startEmpty(): void {
		this.timestamp = this.invoice.timestamp;
	}

	async startFrom(timestamp: string): Promise<void> {
		this.payments = inDocumentCurrency(await this.port.getPayments(this.invoice), this.invoice);
		this.timestamp = timestamp;
	}

	async settle(payment: PlannedPayment): Promise<Settled | Refusal> {
		let sent = false;
		for (let attempt = 0; attempt < attempts; attempt++) {
			const refusal = await this.refresh();
			if (refusal) return refusal;
			const there = this.find(payment);
			if (there) {
				this.matched.add(there.guid);
				return sent ? 'registered' : 'found';
			}
			const guarded = this.guard(payment);
			if (guarded) return guarded;
			const answer = await this.register(payment);
			if (isRefusal(answer)) return answer;
			if (answer === 'registered') return answer;
			sent = sent || answer === 'unknown';
		}
		return notSettled(
			'paymentNotSettled',
			`Whether the payment of ${this.text(payment.amount)} by ${payment.method} reached invoice ${this.invoice.number} is not known.`,
		);
	}

	/** Reads the timestamp first and the payments after it, so that no payment can slip in between unseen. */
	private async refresh(): Promise<Refusal | undefined> {
		if (this.timestamp !== undefined) return undefined;
		const invoice = await this.port.getInvoice(this.invoice.guid);
		if (!invoice?.booked) {
			return notSettled('invoiceGone', `Invoice ${this.invoice.number} could not be read back from Dinero.`);
		}
		this.invoice = invoice;
		await this.startFrom(invoice.timestamp);
		return undefined;
	}

	private find(payment: PlannedPayment): PaymentsState['payments'][number] | undefined {
		return this.payments.payments.find(
			(row) => row.externalReference === payment.externalReference && !this.matched.has(row.guid),
		);
	}

	/** Never more than is left to pay, and never more given back than was paid. */
	private guard(payment: PlannedPayment): 'paidOtherwise' | Refusal | undefined {
		const left = this.payments.remaining + this.setOff();
		const received = this.payments.total - left;
		if (payment.amount < 0) {
			if (received + payment.amount >= 0) return undefined;
			return this.tooMuch(
				'overRepayment',
				payment,
				`only ${this.text(received)} was received on it in Dinero`,
			);
		}
		if (payment.amount <= left + this.plannedExcess) return undefined;
		if (left <= 0) return 'paidOtherwise';
		return this.tooMuch('overpayment', payment, `only ${this.text(left)} is left to pay on it`);
	}

	/**
	 * What credit notes took off the invoice. It is no money: what the customer paid is still to be registered,
	 * and given back.
	 */
	private setOff(): Minor {
		return this.payments.payments.reduce((sum, row) => sum + (row.byCreditNote ? row.amount : 0), 0);
	}

	private async register(payment: PlannedPayment): Promise<'registered' | 'stale' | 'unknown' | Refusal> {
		const amountInDkk = await this.inDkk(payment.amount);
		if (isRefusal(amountInDkk)) return amountInDkk;
		const timestamp = this.timestamp as string;
		this.timestamp = undefined;
		const answer = await this.port.registerPayment(this.invoice.guid, {
			timestamp,
			depositAccountNumber: payment.depositAccountNumber,
			amount: payment.amount,
			currency: this.invoice.currency,
			amountInDkk,
			day: payment.day,
			description: payment.description,
			externalReference: payment.externalReference,
			remainderIsFee: payment.remainderIsFee ?? false,
		});
		if (answer.outcome === 'refused')
			return refusedByDinero('paymentRefused', `the payment by ${payment.method}`, answer);
		if (answer.outcome !== 'registered') return answer.outcome;
		this.timestamp = answer.timestamp;
		this.matched.add(answer.guid);
		this.payments = {
			...this.payments,
			payments: [
				...this.payments.payments,
				{
					guid: answer.guid,
					externalReference: payment.externalReference,
					amount: payment.amount,
					byCreditNote: false,
				},
			],
			paid: this.payments.paid + payment.amount,
			remaining: payment.remainderIsFee ? 0 : this.payments.remaining - payment.amount,
		};
		return 'registered';
	}

	/**
	 * Øre for a document in a foreign currency, at the rate that Dinero gave the invoice; undefined for DKK.
	 * Shares are cut from the running sum, so that several payments of the whole invoice come to its whole
	 * value in DKK.
	 */
	private async inDkk(amount: Minor): Promise<Minor | undefined | Refusal> {
		const { currency, total, guid, externalReference } = this.invoice;
		if (currency === 'DKK') return undefined;
		if (this.totalInDkk === undefined) {
			const rows = externalReference ? await this.port.findInvoices(externalReference) : [];
			this.totalInDkk = rows.find((row) => row.guid === guid)?.totalInDkk;
		}
		if (!this.totalInDkk) {
			return notSettled('noRate', `Dinero gave no rate for invoice ${this.invoice.number} in ${currency}.`);
		}
		const before = total - this.payments.remaining;
		return share(before + amount, total, this.totalInDkk) - share(before, total, this.totalInDkk);
	}

	private tooMuch(code: string, payment: PlannedPayment, but: string): Refusal {
		const what = payment.amount < 0 ? 'gave back' : 'received';
		return {
			kind: 'refused',
			code,
			message:
				`The shop ${what} ${this.text(Math.abs(payment.amount))} by ${payment.method} for invoice ${this.invoice.number}, but ${but}. ` +
				'That payment was not registered.',
			advice: 'See in Dinero whether somebody registered the payment by hand, and register the rest there.',
			retryable: false,
		};
	}

	private text(amount: Minor): string {
		return moneyText(amount, this.invoice.currency);
	}
}

/**
 * Nobody knows whether Dinero counts the payments of a foreign invoice in its currency or in DKK. The total
 * that comes with them tells: when it is another amount altogether than the invoice's (reminder fees make a
 * small difference), it is scaled.
 */
export function inDocumentCurrency(payments: PaymentsState, invoice: InvoiceState): PaymentsState {
	if (invoice.currency === 'DKK' || payments.total === 0 || invoice.total === 0) return payments;
	const ratio = payments.total / invoice.total;
	if (ratio > 0.8 && ratio < 1.25) return payments;
	const scale = (amount: Minor) => share(amount, payments.total, invoice.total);
	return {
		payments: payments.payments.map((row) => ({ ...row, amount: scale(row.amount) })),
		remaining: scale(payments.remaining),
		paid: scale(payments.paid),
		total: invoice.total,
	};
}

function paidOtherwise(invoice: InvoiceState, payment: PlannedPayment): string {
	const amount = moneyText(payment.amount, invoice.currency);
	return (
		`Invoice ${invoice.number} is already settled in Dinero by other payments, so the shop's payment of ${amount} ` +
		`by ${payment.method} was not registered again.`
	);
}

/**
 * Dinero books as a fee whatever is missing up to the invoice's total, so only the last payment may say so:
 * then the others are there already and what is missing is the fees.
 */
function lastBooksTheFee(payments: PlannedPayment[]): PlannedPayment[] {
	if (!payments.some((payment) => payment.remainderIsFee)) return payments;
	return payments.map((payment, index) => ({ ...payment, remainderIsFee: index === payments.length - 1 }));
}

/** `amount` of `whole` as a share of `other`, rounded half away from zero; `whole` is positive. */
function share(amount: Minor, whole: Minor, other: Minor): Minor {
	return Number(divideRounded(BigInt(amount) * BigInt(other), BigInt(whole)));
}
