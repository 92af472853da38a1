import { decimalText } from '../orders/money';
import type { SettlementPlan } from '../orders/settlement';
import { settlementList } from '../orders/settlementLines';
import type { JourneyOptions } from './journey';
import type { SettlementPort } from './settlementPort';
import { fileVoucher, inFileName } from './voucherFiling';
import { voucherOutcome, type VoucherOutcome } from './voucherOutcome';

/** What became of one day of a shop. */
export interface SettlementOutcome extends VoucherOutcome {
	sales: string;
	refunds: string;
	vat: string;
	received: string;
	fees: string;
	orders: number;
	refundsCount: number;
	leftOut: SettlementPlan['leftOut'];
}

/**
 * Brings a shop's day into Dinero as one manual voucher with the day's list attached, as `fileVoucher` does: running it
 * again finds the voucher and changes nothing, and a late order is reported.
 *
 * @throws what the port throws when Dinero cannot be asked; running again is safe
 */
export async function settleDay(
	plan: SettlementPlan,
	port: SettlementPort,
	{ book, now = Date.now }: Pick<JourneyOptions, 'now'> & { book: boolean },
): Promise<SettlementOutcome> {
	const { shopKey, day, mark, externalReference, lines, totals, documents, leftOut } = plan;
	const filed = await fileVoucher(
		{
			...{ mark, day, externalReference, lines },
			fileName: `settlement-${day}-${inFileName(shopKey)}-${mark}.pdf`,
			list: settlementList(plan),
			name: day,
			whenBookedOtherwise:
				'If orders came later, book the difference with a voucher of your own, or delete the voucher in Dinero and run again.',
		},
		port,
		{ book },
	);
	const subject = { ...plan, name: day, total: totals.sales - totals.refunds };
	const text = (amount: number) => decimalText(amount, 'DKK');
	return {
		...voucherOutcome(subject, filed, port, now()),
		sales: text(totals.sales),
		refunds: text(totals.refunds),
		vat: text(totals.vat),
		received: text(totals.received),
		fees: text(totals.fees),
		orders: documents.filter((one) => one.kind === 'order').length,
		refundsCount: documents.filter((one) => one.kind === 'refund').length,
		leftOut,
	};
}
