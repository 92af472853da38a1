import type { SettlementPort, VoucherDraft, VoucherState } from '../../transfer/settlementPort';
import { facts, Unavailable } from './memoryDinero';
import type { Hooks } from './scheduler';

interface Voucher extends VoucherState {
	deleted: boolean;
	draft: VoucherDraft;
}

interface File {
	guid: string;
	name: string;
	vouchers: Array<{ guid: string; id: number }>;
	shown: boolean;
}

/** Whether the nth request does not arrive (`before`) or its answer is lost (`after`). */
export interface ArchiveFault {
	at: number;
	kind: 'before' | 'after';
}

/** An archive and a shelf of vouchers: links are numbered as they are made, and a file may take a while to show. */
export class MemoryArchive {
	readonly files: File[] = [];
	readonly vouchers: Voucher[] = [];
	/** All files but the first show only once `show` was called. */
	slow = false;
	/** Whether the VAT of a purchase abroad counts into the amount of its line. */
	reverseChargeCounts = false;
	private links = 0;
	private stamps = 0;

	port(hooks?: Hooks, fault?: ArchiveFault): SettlementPort & { readonly log: string[] } {
		const log: string[] = [];
		const request = async <T>(name: string, lost: T | undefined, work: () => T): Promise<T> => {
			await hooks?.gate(name);
			const hit = fault?.at === log.length ? fault.kind : undefined;
			log.push(name);
			if (hit === 'before' && lost === undefined) throw new Unavailable();
			if (hit === 'before') return lost as T;
			const answer = work();
			hooks?.answered(name, JSON.parse(JSON.stringify(answer ?? null)));
			if (hit === undefined) return answer;
			if (lost === undefined) throw new Unavailable();
			return lost;
		};
		const find = (guid: string) => this.vouchers.find((one) => one.guid === guid && !one.deleted);
		const unknown = { outcome: 'unknown' as const };
		return {
			log,
			organizationId: facts.organizationId,
			facts: async () => await Promise.resolve(facts),
			pause: async () => await Promise.resolve(),
			calls: () => ({ order: log.length, settings: 0 }),
			findFiles: async (part) =>
				await request('findFiles', undefined, () =>
					structuredClone(this.files.filter((file) => file.shown && file.name.includes(part))),
				),
			uploadFile: async ({ name }) =>
				await request<Awaited<ReturnType<SettlementPort['uploadFile']>>>('uploadFile', unknown, () => {
					const guid = `file${this.files.length + 1}`;
					this.files.push({ guid, name, vouchers: [], shown: !this.slow || this.files.length === 0 });
					return { outcome: 'uploaded', guid };
				}),
			createVoucher: async (draft) =>
				await request<Awaited<ReturnType<SettlementPort['createVoucher']>>>('createVoucher', unknown, () => ({
					outcome: 'created',
					voucher: state(this.add(draft)),
				})),
			getVoucher: async (guid) =>
				await request('getVoucher', undefined, () => {
					const voucher = find(guid);
					return voucher && state(voucher);
				}),
			bookVoucher: async (guid, timestamp) =>
				await request<Awaited<ReturnType<SettlementPort['bookVoucher']>>>(
					'bookVoucher',
					{ outcome: 'stale' },
					() => {
						const voucher = find(guid);
						if (voucher?.timestamp !== timestamp) return { outcome: 'stale' };
						if (voucher.booked) return { outcome: 'refused', message: 'Booked already.', advice: '' };
						Object.assign(voucher, { booked: true, number: 1, timestamp: String(++this.stamps) });
						return { outcome: 'booked', voucher: state(voucher) };
					},
				),
			deleteDraft: async (guid) =>
				await request('deleteDraft', undefined, () => {
					const voucher = find(guid);
					if (voucher?.booked) throw new Error('A booked voucher was deleted.');
					if (voucher) voucher.deleted = true;
				}),
		};
	}

	/** A voucher that is attached to the draft's file. */
	add(draft: VoucherDraft): Voucher {
		const guid = `voucher${this.vouchers.length + 1}`;
		this.files.find((one) => one.guid === draft.fileGuid)?.vouchers.push({ guid, id: ++this.links });
		const voucher: Voucher = {
			guid,
			timestamp: String(++this.stamps),
			booked: false,
			day: draft.day,
			externalReference: draft.externalReference,
			lines: draft.lines.map((line) => this.stateOfLine(line)),
			deleted: false,
			draft,
		};
		this.vouchers.push(voucher);
		return voucher;
	}

	/** What was uploaded shows from now on. */
	show(): void {
		for (const file of this.files) file.shown = true;
	}

	fingerprint(): string {
		return JSON.stringify([this.files, this.vouchers]);
	}

	/** What is in the books, or could be booked by somebody. */
	left() {
		return this.vouchers.filter((one) => !one.deleted).map(({ booked, day }) => ({ booked, day }));
	}

	/** An amount is without the VAT of a sale, and with that of a purchase at home. */
	private stateOfLine({ accountNumber, vatCode, amount }: VoucherDraft['lines'][number]) {
		const quarter = Math.sign(amount) * Math.floor(Math.abs(amount) / 4 + 0.5);
		if (vatCode === 'U25') return { accountNumber, gross: amount + quarter, net: amount };
		if (vatCode === 'I25') return { accountNumber, gross: amount, net: Math.round(amount * 0.8) };
		const gross = vatCode.startsWith('I') && this.reverseChargeCounts ? amount + quarter : amount;
		return { accountNumber, gross, net: amount };
	}
}

function state(voucher: Voucher): VoucherState {
	const { guid, timestamp, booked, number, day, externalReference, lines } = voucher;
	return structuredClone({ guid, timestamp, booked, number, day, externalReference, lines });
}
