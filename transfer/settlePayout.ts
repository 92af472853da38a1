import { decimalText } from '../orders/money';
import { payoutList, type PayoutPlan } from '../orders/payout';
import type { JourneyOptions } from './journey';
import type { SettlementPort } from './settlementPort';
import { fileVoucher, inFileName } from './voucherFiling';
import { voucherOutcome, type VoucherOutcome } from './voucherOutcome';

/** What became of one payout; `day` is when the money reached the bank. Amounts as the gateway signs them. */
export interface PayoutOutcome extends VoucherOutcome {
	payoutId: string;
	paidOut: string;
	charges: string;
	refunds: string;
	disputes: string;
	other: string;
	/** What the gateway kept; positive. */
	fees: string;
	transactions: number;
}

/**
 * Brings a payout into Dinero as one manual voucher with its transactions attached, as `fileVoucher` does: running it again
 * finds the voucher and changes nothing.
 *
 * @throws what the port throws when Dinero cannot be asked; running again is safe
 */
export async function settlePayout(
	plan: PayoutPlan,
	port: SettlementPort,
	{ book, now = Date.now }: Pick<JourneyOptions, 'now'> & { book: boolean },
): Promise<PayoutOutcome> {
	const { payoutId, day, mark, externalReference, lines, totals } = plan;
	const filed = await fileVoucher(
		{
			...{ mark, day, externalReference, lines },
			fileName: `payout-${day}-${inFileName(payoutId)}-${mark}.pdf`,
			list: payoutList(plan),
			name: `Payout ${payoutId}`,
			whenBookedOtherwise: 'Compare it with the payout, or delete the voucher in Dinero and run again.',
		},
		port,
		{ book },
	);
	const subject = { ...plan, name: payoutId, total: totals.paidOut };
	const text = (amount: number) => decimalText(amount, 'DKK');
	return {
		...voucherOutcome(subject, filed, port, now()),
		payoutId,
		paidOut: text(totals.paidOut),
		charges: text(totals.charges),
		refunds: text(totals.refunds),
		disputes: text(totals.disputes),
		other: text(totals.other),
		fees: text(totals.fees),
		transactions: plan.rows.filter((row) => row.kind !== 'payout').length,
	};
}
