import { moneyText } from '../orders/money';
import { isRefusal, type Refusal } from '../orders/refusal';
import type { SettlementLine } from '../orders/settlementLines';
import { notSettled, refusedByDinero } from './refusals';
import type { ArchivedFile, SettlementPort, VoucherState } from './settlementPort';
import { textPdf } from './textPdf';

const attempts = 4;

/** A manual voucher and the list that is filed with it. */
export interface VoucherFiling {
	/** Eight letters and digits that only the files of this voucher have in their name. */
	mark: string;
	/** Letters, digits, dots and dashes. */
	fileName: string;
	/** What the file says, in lines of at most 100 characters. */
	list: string[];
	/** `YYYY-MM-DD`. */
	day: string;
	externalReference: string;
	lines: SettlementLine[];
	/** What messages call it: "2026-11-20", "Payout po_1". */
	name: string;
	/** What to do when a booked voucher has other amounts. */
	whenBookedOtherwise: string;
}

/** What became of it. */
export interface Filed {
	/** `settled`: this run made or booked the voucher. `alreadyTransferred`: it was there. */
	outcome: 'settled' | 'alreadyTransferred' | Refusal['kind'];
	voucher?: VoucherState;
	/** Deeds of this run: 'file', 'voucher', 'booking'. */
	created: string[];
	warnings: string[];
	reason?: Refusal;
}

/**
 * Brings a manual voucher into Dinero with its list attached. Manual vouchers have no guid of our own and no list, so the
 * voucher is found again through the attached file; running it again changes nothing, and other amounts are reported.
 *
 * Two runs at once may both make a draft. The archive numbers the links between files and vouchers in their order, and
 * no voucher is made before its own file shows there: both runs agree on the first one, and the other draft is deleted
 * before anything is booked. A draft that a broken-off run left behind is deleted by the next one.
 *
 * Requests for a new voucher: files, upload, files, create, files, book; 2 for one that is there.
 *
 * @throws what the port throws when Dinero cannot be asked; running again is safe
 */
export async function fileVoucher(
	filing: VoucherFiling,
	port: SettlementPort,
	options: { book: boolean },
): Promise<Filed> {
	return await new Filing(filing, port, options).run();
}

class Filing {
	private readonly created: string[] = [];
	private readonly warnings: string[] = [];
	private voucher?: VoucherState;

	constructor(
		private readonly filing: VoucherFiling,
		private readonly port: SettlementPort,
		private readonly options: { book: boolean },
	) {}

	async run(): Promise<Filed> {
		const files = await this.port.findFiles(this.filing.mark);
		const existing = await this.firstVoucher(files);
		if (existing) return await this.resume(existing);
		const file = files[0]?.guid ?? (await this.upload());
		if (isRefusal(file)) return this.refuse(file);
		const made = await this.make(file);
		if (isRefusal(made)) return this.refuse(made);
		return await this.resume(made);
	}

	/**
	 * The list in the archive. It must show before a voucher is made on it, since others look for the voucher there: a link
	 * that nobody can see yet would let two runs take their own voucher for the first.
	 */
	private async upload(): Promise<string | Refusal> {
		const { fileName, list } = this.filing;
		const answer = await this.port.uploadFile({ name: fileName, bytes: textPdf(list) });
		if (answer.outcome === 'refused') return refusedByDinero('fileRefused', `the file ${fileName}`, answer);
		const own = answer.outcome === 'uploaded' ? answer.guid : undefined;
		if (own !== undefined) this.created.push('file');
		const shows = (files: ArchivedFile[]) =>
			own === undefined ? files.length > 0 : files.some((file) => file.guid === own);
		const files = await this.files(shows);
		if (shows(files)) return files[0].guid;
		return notSettled(
			'fileNotSettled',
			own === undefined
				? `Whether the file ${fileName} reached Dinero is not known.`
				: `The file ${fileName} does not show in Dinero's archive yet.`,
		);
	}

	private async make(fileGuid: string): Promise<VoucherState | Refusal> {
		const { day, externalReference, lines } = this.filing;
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
		if (own === undefined || first.guid === own.guid) this.created.push('voucher');
		return first;
	}

	/** The files of the voucher, asked for again while they do not show what they must. */
	private async files(complete: (files: ArchivedFile[]) => boolean): Promise<ArchivedFile[]> {
		let files: ArchivedFile[] = [];
		for (let attempt = 0; attempt < attempts; attempt++) {
			if (attempt > 0) await this.port.pause();
			files = await this.port.findFiles(this.filing.mark);
			if (complete(files)) break;
		}
		return files;
	}

	/**
	 * The voucher that was attached first and still is there; `known` needs no reading. Drafts of ours beside it go, booked
	 * ones are reported. A voucher of another reference is a person's own, with our list attached.
	 */
	private async firstVoucher(files: ArchivedFile[], known?: VoucherState): Promise<VoucherState | undefined> {
		const links = files.flatMap((file) => file.vouchers).sort((a, b) => a.id - b.id);
		let first: VoucherState | undefined;
		for (const { guid } of links) {
			const voucher = guid === known?.guid ? known : await this.port.getVoucher(guid);
			if (voucher === undefined || this.isOthers(voucher)) continue;
			if (first === undefined) first = voucher;
			else if (!voucher.booked) {
				// A run that has just made its own leaves the others' to them: they are about to look as well.
				const mayGo = known === undefined || guid === known.guid;
				if (mayGo) await this.port.deleteDraft(voucher.guid, voucher.timestamp);
			} else {
				this.warnings.push(
					`Voucher ${voucher.number} is a second one of ${this.filing.name}. Delete it in Dinero.`,
				);
			}
		}
		return first;
	}

	private isOthers({ externalReference }: VoucherState): boolean {
		return externalReference !== undefined && externalReference !== this.filing.externalReference;
	}

	private async resume(found: VoucherState): Promise<Filed> {
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

	/** Nobody may book other amounts than those that were planned, however the draft came to hold them. */
	private otherContent(voucher: VoucherState): Refusal | undefined {
		const wanted = byAccount(this.filing.lines, (line) => line.gross);
		const there = byAccount(voucher.lines, (line) => line.gross);
		// Whether Dinero counts the VAT of a reverse charge into the line is not known; what is paid is without it.
		const without = byAccount(voucher.lines, (line) => line.net);
		const differences = [...new Set([...wanted.keys(), ...there.keys()])]
			.filter((account) => {
				const should = wanted.get(account) ?? 0;
				if ((there.get(account) ?? 0) === should) return false;
				const bought = this.filing.lines.some(
					(line) => line.accountNumber === account && /^I/.test(line.vatCode) && line.amount === line.gross,
				);
				return !bought || without.get(account) !== should;
			})
			.map((account) => {
				const [is, should] = [there.get(account) ?? 0, wanted.get(account) ?? 0];
				return `account ${account} has ${moneyText(is, 'DKK')}, not ${moneyText(should, 'DKK')}`;
			});
		if (voucher.day !== this.filing.day) differences.push(`its date is ${voucher.day}`);
		if (differences.length === 0) return undefined;
		return {
			kind: 'refused',
			code: 'otherContent',
			message: `${this.filing.name} is already in Dinero ${voucher.booked ? `as voucher ${voucher.number}` : 'as a draft'} with other amounts: ${differences.join('; ')}.`,
			advice: voucher.booked
				? `A booked voucher is never changed. ${this.filing.whenBookedOtherwise}`
				: 'Delete the draft in Dinero and run again, or correct it there and book it by hand.',
			retryable: false,
		};
	}

	private arrive(): Filed {
		const wrote = this.created.some((deed) => deed !== 'file');
		return this.filed(wrote ? 'settled' : 'alreadyTransferred');
	}

	private refuse(reason: Refusal): Filed {
		return { ...this.filed(reason.kind), reason };
	}

	private filed(outcome: Filed['outcome']): Filed {
		const { voucher, created, warnings } = this;
		return { outcome, voucher, created, warnings };
	}
}

function byAccount<T extends { accountNumber: number }>(
	lines: T[],
	amountOf: (line: T) => number,
): Map<number, number> {
	const sums = new Map<number, number>();
	for (const line of lines) {
		sums.set(line.accountNumber, (sums.get(line.accountNumber) ?? 0) + amountOf(line));
	}
	return sums;
}

/** A part of a file's name: letters, digits, dots and dashes. */
export function inFileName(text: string): string {
	return text.replace(/[^a-z0-9.-]/gi, '-').slice(0, 60);
}
