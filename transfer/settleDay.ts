import { decimalText, moneyText } from '../orders/money';
import { isRefusal, type Refusal } from '../orders/refusal';
import type { SettlementPlan } from '../orders/settlement';
import { settlementList } from '../orders/settlementLines';
import type { JourneyOptions } from './journey';
import type { LogRow } from './outcome';
import { notSettled, refusedByDinero } from './refusals';
import type { ArchivedFile, SettlementPort, VoucherState } from './settlementPort';
import { textPdf } from './textPdf';

const attempts = 4;

/** What became of one day of a shop. Amounts are decimal strings in DKK. */
export interface SettlementOutcome {
	/** `settled`: this run made or booked the voucher. `alreadyTransferred`: it was there. */
	outcome: 'settled' | 'alreadyTransferred' | 'refused' | 'nothingToDo';
	shop: string;
	shopKey: string;
	day: string;
	voucherGuid?: string;
	voucherNumber?: number;
	booked: boolean;
	/** Deeds of this run: 'file', 'voucher', 'booking'. */
	created: string[];
	sales: string;
	refunds: string;
	vat: string;
	received: string;
	fees: string;
	orders: number;
	refundsCount: number;
	lines: Array<{ account: number; text: string; vatCode: string; amount: string }>;
	leftOut: SettlementPlan['leftOut'];
	warnings: string[];
	reason?: Refusal;
	calls: { order: number; settings: number };
	retryable: boolean;
	logRow: LogRow;
}

/**
 * Brings a shop's day into Dinero as one manual voucher with the day's list attached. Running it again finds the
 * voucher through the attached file and changes nothing: a late order is reported, and nothing is rewritten.
 *
 * Two runs at once may both make a draft. The archive numbers the links between files and vouchers in their
 * order, so both agree on the first one; the other draft is deleted before anything is booked.
 *
 * Requests for a new day: files, upload, files, create, files, book; 2 for one that is there.
 *
 * @throws what the port throws when Dinero cannot be asked; running again is safe
 */
export async function settleDay(
	plan: SettlementPlan,
	port: SettlementPort,
	options: JourneyOptions & { book: boolean },
): Promise<SettlementOutcome> {
	return await new Settlement(plan, port, options).run();
}

class Settlement {
	private readonly created: string[] = [];
	private voucher?: VoucherState;

	constructor(
		private readonly plan: SettlementPlan,
		private readonly port: SettlementPort,
		private readonly options: JourneyOptions & { book: boolean },
	) {}

	async run(): Promise<SettlementOutcome> {
		const files = await this.port.findFiles(this.plan.mark);
		const existing = await this.firstVoucher(files);
		if (existing) return await this.resume(existing);
		const file = files[0]?.guid ?? (await this.upload());
		if (isRefusal(file)) return this.refuse(file);
		const made = await this.make(file);
		if (isRefusal(made)) return this.refuse(made);
		return await this.resume(made);
	}

	/** The day's list in the archive. It must show before a voucher is made, since others look for it there. */
	private async upload(): Promise<string | Refusal> {
		const { day, shopKey, mark } = this.plan;
		const name = `settlement-${day}-${shopKey.replace(/[^a-z0-9.-]/gi, '-').slice(0, 60)}-${mark}.pdf`;
		const answer = await this.port.uploadFile({ name, bytes: textPdf(settlementList(this.plan)) });
		if (answer.outcome === 'refused') return refusedByDinero('fileRefused', 'the list of the day', answer);
		if (answer.outcome === 'uploaded') this.created.push('file');
		const shown = await this.files((files) => files.length > 0);
		if (answer.outcome === 'uploaded') return answer.guid;
		return (
			shown[0]?.guid ??
			notSettled('fileNotSettled', 'Whether the list of the day reached Dinero is not known.')
		);
	}

	private async make(fileGuid: string): Promise<VoucherState | Refusal> {
		const { day, externalReference, lines } = this.plan;
		const answer = await this.port.createVoucher({ day, externalReference, fileGuid, lines });
		if (answer.outcome === 'refused') return refusedByDinero('voucherRefused', 'the voucher', answer);
		const own = answer.outcome === 'created' ? answer.voucher : undefined;
		const isShown = (files: ArchivedFile[]) =>
			files.some((file) => file.vouchers.some(({ guid }) => own === undefined || guid === own.guid));
		const first = (await this.firstVoucher(await this.files(isShown), own)) ?? own;
		if (first === undefined) {
			return notSettled(
				'voucherNotSettled',
				'Whether the voucher reached Dinero is not known. If it did, it is a draft and not in the books.',
			);
		}
		if (own !== undefined && first.guid !== own.guid) await this.port.deleteDraft(own.guid, own.timestamp);
		else this.created.push('voucher');
		return first;
	}

	/** The files of the day, asked for again while they do not show what they must. */
	private async files(complete: (files: ArchivedFile[]) => boolean): Promise<ArchivedFile[]> {
		let files: ArchivedFile[] = [];
		for (let attempt = 0; attempt < attempts; attempt++) {
			if (attempt > 0) await this.port.pause();
			files = await this.port.findFiles(this.plan.mark);
			if (complete(files)) break;
		}
		return files;
	}

	/** The voucher that was attached first and still is there; `known` needs no reading. */
	private async firstVoucher(files: ArchivedFile[], known?: VoucherState): Promise<VoucherState | undefined> {
		const links = files.flatMap((file) => file.vouchers).sort((a, b) => a.id - b.id);
		for (const { guid } of links) {
			const voucher = guid === known?.guid ? known : await this.port.getVoucher(guid);
			if (voucher !== undefined) return voucher;
		}
		return undefined;
	}

	private async resume(found: VoucherState): Promise<SettlementOutcome> {
		let voucher = found;
		for (let attempt = 0; attempt < attempts; attempt++) {
			this.voucher = voucher;
			const other = this.otherContent(voucher);
			if (other) return this.refuse(other);
			if (voucher.booked || !this.options.book) return this.arrive();
			const answer = await this.port.bookVoucher(voucher.guid, voucher.timestamp);
			if (answer.outcome === 'booked') {
				this.voucher = answer.voucher;
				this.created.push('booking');
				return this.arrive();
			}
			const newest = await this.port.getVoucher(voucher.guid);
			if (newest?.booked) {
				this.voucher = newest;
				return this.arrive();
			}
			if (answer.outcome === 'refused')
				return this.refuse(refusedByDinero('bookingRefused', 'booking the voucher', answer));
			if (newest === undefined) break;
			voucher = newest;
		}
		return this.refuse(
			notSettled('bookingNotSettled', 'The voucher kept changing in Dinero while it was being booked.'),
		);
	}

	/** Nobody may book other amounts than those of the day, however the draft came to hold them. */
	private otherContent(voucher: VoucherState): Refusal | undefined {
		const sums = (lines: Array<{ accountNumber: number; gross: number }>) => {
			const byAccount = new Map<number, number>();
			for (const { accountNumber, gross } of lines) {
				byAccount.set(accountNumber, (byAccount.get(accountNumber) ?? 0) + gross);
			}
			return byAccount;
		};
		const wanted = sums(this.plan.lines);
		const there = sums(voucher.lines);
		const differences = [...new Set([...wanted.keys(), ...there.keys()])]
			.filter((account) => (wanted.get(account) ?? 0) !== (there.get(account) ?? 0))
			.map((account) => {
				const [is, should] = [there.get(account) ?? 0, wanted.get(account) ?? 0];
				return `account ${account} has ${moneyText(is, 'DKK')}, not ${moneyText(should, 'DKK')}`;
			});
		if (voucher.day !== this.plan.day) differences.push(`its date is ${voucher.day}`);
		if (differences.length === 0) return undefined;
		return {
			kind: 'refused',
			code: 'otherContent',
			message: `${this.plan.day} is already in Dinero ${voucher.booked ? `as voucher ${voucher.number}` : 'as a draft'} with other amounts: ${differences.join('; ')}.`,
			advice: voucher.booked
				? 'A booked voucher is never changed. If orders came later, book the difference with a voucher of your own, or delete the voucher in Dinero and run again.'
				: 'Delete the draft in Dinero and run again, or correct it there and book it by hand.',
			retryable: false,
		};
	}

	private arrive(): SettlementOutcome {
		const wrote = this.created.some((deed) => deed !== 'file');
		return settlementOutcome(wrote ? 'settled' : 'alreadyTransferred', this.plan, this.state());
	}

	private refuse(reason: Refusal): SettlementOutcome {
		return settlementOutcome(reason.kind, this.plan, { ...this.state(), reason });
	}

	private state(): State {
		const { voucher, created } = this;
		return { voucher, created, calls: this.port.calls(), now: this.options.now };
	}
}

interface State {
	voucher?: VoucherState;
	created: string[];
	calls: { order: number; settings: number };
	reason?: Refusal;
	now?: () => number;
}

function settlementOutcome(
	outcome: SettlementOutcome['outcome'],
	plan: SettlementPlan,
	{ voucher, created, calls, reason, now = Date.now }: State,
): SettlementOutcome {
	const text = (amount: number) => decimalText(amount, 'DKK');
	const { shop, shopKey, day, totals, documents } = plan;
	return {
		outcome,
		shop,
		shopKey,
		day,
		voucherGuid: voucher?.guid,
		voucherNumber: voucher?.number,
		booked: voucher?.booked ?? false,
		created,
		sales: text(totals.sales),
		refunds: text(totals.refunds),
		vat: text(totals.vat),
		received: text(totals.received),
		fees: text(totals.fees),
		orders: documents.filter((one) => one.kind === 'order').length,
		refundsCount: documents.filter((one) => one.kind === 'refund').length,
		lines: plan.lines.map((line) => ({
			account: line.accountNumber,
			text: line.text,
			vatCode: line.vatCode,
			amount: text(line.gross),
		})),
		leftOut: plan.leftOut,
		warnings: plan.warnings,
		reason,
		calls,
		retryable: reason?.retryable ?? false,
		logRow: {
			when: new Date(now()).toISOString(),
			shop: shopKey,
			order: day,
			outcome,
			number: voucher?.number === undefined ? '' : String(voucher.number),
			total: text(totals.sales - totals.refunds),
			currency: 'DKK',
			reason: reason?.message ?? '',
		},
	};
}
