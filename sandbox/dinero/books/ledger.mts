import { FIRST_BALANCE_ACCOUNT } from './chart.mts';

/** One entry of the ledger. Debit is positive, credit negative; amounts are øre. */
export interface Entry {
	guid: string;
	accountNumber: number;
	/** `YYYY-MM-DD` */
	date: string;
	voucherNumber: number;
	voucherGuid: string;
	voucherType: string;
	fileGuid: string | null;
	description: string;
	vatCode: string | null;
	amount: number;
	contactGuid: string | null;
	/** UTC stamp, to the second, without a zone. */
	addedAt: string;
}

/** What the entries of one booking have in common. */
export interface Voucher {
	guid: string;
	number: number;
	date: string;
	type: string;
	description: string;
	fileGuid?: string | null;
	contactGuid?: string | null;
}

/** One side of a booking before it becomes an entry. Amount in øre, debit positive. */
export interface Posting {
	accountNumber: number;
	amount: number;
	vatCode?: string | null;
	description?: string | null;
}

export interface AccountingYear {
	name: string;
	from: string;
	to: string;
}

/** The double-entry ledger of one organization. Entries are only ever added. */
export class Ledger {
	readonly entries: Entry[] = [];
	private readonly byVoucher = new Map<string, Entry[]>();
	private readonly balances = new Map<number, number>();
	private readonly byYear = new Map<string, Map<number, number>>();

	/**
	 * Adds the entries of one booking. Zero postings are left out.
	 * Throws Error when they do not sum to zero: that is a fault of the sandbox, never of its caller.
	 */
	post(voucher: Voucher, postings: Posting[], addedAt: string, newGuid: () => string): Entry[] {
		const sum = postings.reduce((total, posting) => total + posting.amount, 0);
		if (sum !== 0)
			throw new Error(`Voucher ${voucher.number} (${voucher.type}) does not balance: ${sum} øre.`);
		const added = postings
			.filter((posting) => posting.amount !== 0)
			.map((posting) => ({
				guid: newGuid(),
				accountNumber: posting.accountNumber,
				date: voucher.date,
				voucherNumber: voucher.number,
				voucherGuid: voucher.guid,
				voucherType: voucher.type,
				fileGuid: voucher.fileGuid ?? null,
				description: posting.description || voucher.description,
				vatCode: posting.vatCode ?? null,
				amount: posting.amount,
				contactGuid: voucher.contactGuid ?? null,
				addedAt,
			}));
		// Kept as one list at once: lists that grow entry by entry hold room for many more.
		if (!this.byVoucher.has(voucher.guid)) this.byVoucher.set(voucher.guid, added.slice());
		else this.byVoucher.get(voucher.guid)!.push(...added);
		for (const entry of added) this.count(entry);
		return added;
	}

	/** Adds entries that cancel the given ones, on the same voucher. */
	offset(entries: Entry[], addedAt: string, newGuid: () => string): void {
		for (const entry of [...entries]) {
			this.add({
				...entry,
				guid: newGuid(),
				amount: -entry.amount,
				addedAt,
				description: `Tilbageført: ${entry.description}`,
			});
		}
	}

	private add(entry: Entry): void {
		const ofVoucher = this.byVoucher.get(entry.voucherGuid);
		if (ofVoucher) ofVoucher.push(entry);
		else this.byVoucher.set(entry.voucherGuid, [entry]);
		this.count(entry);
	}

	/** Writes an entry in the ledger and adds it to the balances. */
	private count(entry: Entry): void {
		this.entries.push(entry);
		addTo(this.balances, entry.accountNumber, entry.amount);
		const year = entry.date.slice(0, 4);
		let ofYear = this.byYear.get(year);
		if (!ofYear) this.byYear.set(year, (ofYear = new Map()));
		addTo(ofYear, entry.accountNumber, entry.amount);
	}

	/** The balance of an account over all years, in øre. */
	balance(accountNumber: number): number {
		return this.balances.get(accountNumber) ?? 0;
	}

	/** All accounts with entries and their balances over all years. */
	allBalances(): Map<number, number> {
		return new Map(this.balances);
	}

	ofVoucher(voucherGuid: string): Entry[] {
		return this.byVoucher.get(voucherGuid) ?? [];
	}

	voucherGuids(): Iterable<string> {
		return this.byVoucher.keys();
	}

	/** Movements of a calendar accounting year by account, in øre, without its opening balance. */
	movements(year: AccountingYear): Map<number, number> {
		return new Map(this.byYear.get(year.from.slice(0, 4)));
	}

	/**
	 * The opening balance of an accounting year by balance account, in øre; earlier results are on the account
	 * for the retained result.
	 */
	opening(year: AccountingYear, retainedResult: number): Map<number, number> {
		const opening = new Map<number, number>();
		for (const [name, ofYear] of this.byYear) {
			if (name >= year.from.slice(0, 4)) continue;
			for (const [account, amount] of ofYear) {
				addTo(opening, account < FIRST_BALANCE_ACCOUNT ? retainedResult : account, amount);
			}
		}
		return opening;
	}

	toJSON(): Entry[] {
		return this.entries;
	}

	static fromJSON(entries: Entry[]): Ledger {
		const ledger = new Ledger();
		for (const entry of entries) ledger.add(entry);
		return ledger;
	}
}

function addTo(map: Map<number, number>, key: number, amount: number): void {
	map.set(key, (map.get(key) ?? 0) + amount);
}
