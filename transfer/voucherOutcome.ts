import { decimalText } from '../orders/money';
import type { Minor } from '../orders/order';
import type { Refusal } from '../orders/refusal';
import type { SettlementLine } from '../orders/settlementLines';
import type { LogRow } from './outcome';
import type { SettlementPort } from './settlementPort';
import type { Filed } from './voucherFiling';

/** What became of a voucher that settles a day or a payout. Amounts are decimal strings in DKK. */
export interface VoucherOutcome {
	/** `settled`: this run made or booked the voucher. `alreadyTransferred`: it was there. */
	outcome: Filed['outcome'];
	shop: string;
	shopKey: string;
	day: string;
	voucherGuid?: string;
	voucherNumber?: number;
	booked: boolean;
	/** Deeds of this run: 'file', 'voucher', 'booking'. */
	created: string[];
	lines: Array<{ account: number; text: string; vatCode: string; amount: string }>;
	warnings: string[];
	reason?: Refusal;
	calls: { order: number; settings: number };
	retryable: boolean;
	logRow: LogRow;
}

/**
 * @param subject what was settled; `name` and `total` are for the log row
 * @param now milliseconds since 1970
 */
export function voucherOutcome(
	subject: {
		shop: string;
		shopKey: string;
		day: string;
		lines: SettlementLine[];
		warnings: string[];
		name: string;
		total: Minor;
	},
	{ outcome, voucher, created, warnings, reason }: Filed,
	port: SettlementPort,
	now: number,
): VoucherOutcome {
	const { shop, shopKey, day, lines } = subject;
	return {
		...{ outcome, shop, shopKey, day, created },
		voucherGuid: voucher?.guid,
		voucherNumber: voucher?.number,
		booked: voucher?.booked ?? false,
		lines: lines.map((line) => ({
			account: line.accountNumber,
			text: line.text,
			vatCode: line.vatCode,
			amount: decimalText(line.gross, 'DKK'),
		})),
		warnings: [...subject.warnings, ...warnings],
		reason,
		calls: port.calls(),
		retryable: reason?.retryable ?? false,
		logRow: {
			when: new Date(now).toISOString(),
			shop: shopKey,
			order: subject.name,
			outcome,
			number: voucher?.number === undefined ? '' : String(voucher.number),
			total: decimalText(subject.total, 'DKK'),
			currency: 'DKK',
			reason: reason?.message ?? '',
		},
	};
}
