import type {
	DineroLists,
	InvoicePayments,
	ListName,
	Page,
	PageRequest,
	Row,
} from '../../nodes/DineroTrigger/port';

/** Everything that nobody outside knows about Dinero, as switches. */
export interface Doubts {
	stamps: 'none' | 'Z' | 'danish';
	updatedAtMovesOnPayment: boolean;
	updatedAtMovesOnMail: boolean;
	updatedAtMovesOnInvoicing: boolean;
	deletedRowsInChanges: boolean;
	listOrder: 'number' | 'created' | 'updatedUp' | 'updatedDown';
	total: 'filtered' | 'unfiltered' | 'none';
	/** Whether a payment names the voucher of its entries. */
	paymentNamesVoucher: boolean;
	entryPeriodIsDanish: boolean;
}

export const plainDoubts: Doubts = {
	stamps: 'none',
	updatedAtMovesOnPayment: true,
	updatedAtMovesOnMail: false,
	updatedAtMovesOnInvoicing: true,
	deletedRowsInChanges: false,
	listOrder: 'number',
	total: 'filtered',
	paymentNamesVoucher: true,
	entryPeriodIsDanish: false,
};

/** What really happened, for the oracle. */
export interface Happened {
	what: string;
	guid: string;
	at: number;
	visibleAt: number;
	detail?: string;
}

interface Version {
	visibleAt: number;
	/** When it last changed in any way. */
	at: number;
	row: Row;
}

interface Thing {
	list: ListName;
	guid: string;
	versions: Version[];
	/** The newest state, visible or not. */
	row: Row;
	createdAt: number;
	updatedAt: number;
	deletedAt?: number;
	payments: Row[];
}

const guidFields: Record<ListName, string> = {
	invoices: 'Guid',
	creditNotes: 'Guid',
	tradeOffers: 'Guid',
	contacts: 'ContactGuid',
	products: 'ProductGuid',
};

const danish = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Copenhagen',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** A small Dinero that forgets nothing, shows things late if told to, and fails on demand. Times are seconds UTC. */
export class MemoryDinero implements DineroLists {
	things = new Map<string, Thing>();
	entriesAdded: Array<{ at: number; visibleAt: number; row: Row }> = [];
	log: Happened[] = [];
	/** Names of the requests that were made. */
	requests: string[] = [];
	/** How late the next changes show up; seconds. */
	late = 0;
	/** Called before each answer: whatever happens while a list is being read. */
	meanwhile: () => void | Promise<void> = () => undefined;
	/** The number of the request, counted from now, that fails; undefined for none. */
	failAfter: number | undefined;
	private counter = 0;
	private number = 0;

	constructor(
		public now: number,
		readonly doubts: Doubts = plainDoubts,
		private readonly salt = 1,
	) {}

	guid(): string {
		this.counter += 1;
		const hex = (((this.counter * 2654435761) ^ (this.salt * 40503)) >>> 0).toString(16).padStart(8, '0');
		return `${hex}-0000-4000-8000-${this.counter.toString(16).padStart(12, '0')}`;
	}

	// ---- writing ----

	create(list: ListName, fields: Row = {}): string {
		const guid = this.guid();
		const sales = list === 'invoices' || list === 'creditNotes';
		const row: Row = {
			[guidFields[list]]: guid,
			...(list === 'contacts' || list === 'products'
				? { Name: `Name ${this.counter}`, ExternalReference: null }
				: {
						Number: 0,
						Date: this.day(),
						Currency: 'DKK',
						TotalInclVat: 100,
						TotalExclVat: 80,
						ContactGuid: null,
						ExternalReference: null,
					}),
			...(sales ? { Status: 'Draft', MailOutStatus: 'NotSent', PaymentDate: this.day(8) } : {}),
			...(list === 'tradeOffers' ? { Status: 'Draft', HasGeneratedAnyVouchers: false } : {}),
			...fields,
		};
		const thing: Thing = {
			list,
			guid,
			versions: [],
			row,
			createdAt: this.now,
			updatedAt: this.now,
			payments: [],
		};
		this.things.set(guid, thing);
		this.publish(thing);
		this.note('created', thing);
		return guid;
	}

	update(guid: string, fields: Row): void {
		const thing = this.get(guid);
		Object.assign(thing.row, fields);
		this.touch(thing);
		this.note('updated', thing);
	}

	remove(guid: string): void {
		const thing = this.get(guid);
		thing.deletedAt = this.now;
		this.touch(thing);
		this.note('deleted', thing);
	}

	restore(guid: string): void {
		const thing = this.get(guid);
		thing.deletedAt = undefined;
		this.touch(thing);
		this.note('updated', thing);
	}

	book(guid: string): void {
		const thing = this.get(guid);
		this.number += 1;
		Object.assign(thing.row, { Number: this.number, Status: 'Booked' });
		this.touch(thing);
		this.note('booked', thing);
		this.post(guid, thing.row.ContactGuid as string | null, Number(thing.row.TotalInclVat));
	}

	pay(guid: string, amount: number): void {
		const thing = this.get(guid);
		const voucher = this.guid();
		const payment: Row = {
			Guid: this.guid(),
			Amount: amount,
			PaymentDate: this.day(),
			RelatedVoucherId: this.doubts.paymentNamesVoucher ? voucher : null,
			DepositAccountNumber: 55000,
			ExchangeRate: 100,
		};
		thing.payments.push(payment);
		this.post(voucher, thing.row.ContactGuid as string | null, amount, [55000, 53000]);
		this.settle(thing);
		this.note('payment', thing, String(payment.Guid));
	}

	takeBack(guid: string): void {
		const thing = this.get(guid);
		const payment = thing.payments.pop();
		if (!payment) return;
		this.post(this.guid(), thing.row.ContactGuid as string | null, -Number(payment.Amount), [55000, 53000]);
		this.settle(thing);
		this.note('taken back', thing, String(payment.Guid));
	}

	send(guid: string): void {
		const thing = this.get(guid);
		const wasSent = thing.row.MailOutStatus === 'Sent';
		thing.row.MailOutStatus = 'Sent';
		this.touch(thing, this.doubts.updatedAtMovesOnMail);
		this.note(wasSent ? 'mailed again' : 'sent', thing);
	}

	credit(guid: string): string {
		const thing = this.get(guid);
		const creditNote = this.create('creditNotes', {
			ContactGuid: thing.row.ContactGuid,
			CreditNoteFor: guid,
			TotalInclVat: thing.row.TotalInclVat,
		});
		return creditNote;
	}

	bookCreditNote(guid: string): void {
		this.book(guid);
		this.note('credited', this.get(guid), String(this.get(guid).row.CreditNoteFor));
	}

	invoiceOffer(guid: string): void {
		const thing = this.get(guid);
		Object.assign(thing.row, { Status: 'Invoiced', HasGeneratedAnyVouchers: true });
		this.touch(thing, this.doubts.updatedAtMovesOnInvoicing);
		this.note('invoiced', thing);
	}

	post(voucher: string, contact: string | null, amount: number, accounts = [53000, 1000]): void {
		for (const [account, sign] of [
			[accounts[0], 1],
			[accounts[1], -1],
		] as const) {
			const row: Row = {
				EntryGuid: this.guid(),
				AccountNumber: account,
				Amount: sign * amount,
				Date: this.day(),
				VoucherGuid: voucher,
				ContactGuid: contact,
				Type: 'Normal',
				Description: 'Entry',
			};
			this.entriesAdded.push({ at: this.now, visibleAt: this.now + this.late, row });
			this.log.push({
				what: 'entry',
				guid: String(row.EntryGuid),
				at: this.now,
				visibleAt: this.now + this.late,
			});
		}
	}

	remaining(guid: string): number {
		const { row, payments } = this.get(guid);
		return Number(row.TotalInclVat) - payments.reduce((sum, { Amount }) => sum + Number(Amount), 0);
	}

	get(guid: string): Thing {
		return this.things.get(guid)!;
	}

	of(list: ListName): Thing[] {
		return [...this.things.values()].filter((thing) => thing.list === list);
	}

	/** How it stands now, due date considered. */
	statusOf(thing: Thing, row: Row = thing.row): string {
		if (thing.list === 'invoices' && row.Status === 'Booked' && String(row.PaymentDate) < this.day())
			return 'Overdue';
		return String(row.Status);
	}

	day(ahead = 0): string {
		return new Date((this.now + ahead * 86400) * 1000).toISOString().slice(0, 10);
	}

	private settle(thing: Thing): void {
		const left = this.remaining(thing.guid);
		const wasOpen = thing.row.Status === 'Booked';
		thing.row.Status = left === 0 ? 'Paid' : left < 0 ? 'OverPaid' : 'Booked';
		this.touch(thing, this.doubts.updatedAtMovesOnPayment);
		if (wasOpen && thing.row.Status !== 'Booked') this.note('paid', thing);
	}

	private touch(thing: Thing, moves = true): void {
		if (moves) thing.updatedAt = this.now;
		this.publish(thing);
	}

	private publish(thing: Thing): void {
		const last = thing.versions[thing.versions.length - 1]?.visibleAt ?? 0;
		const row = {
			...thing.row,
			CreatedAt: this.stamp(thing.createdAt),
			UpdatedAt: this.stamp(thing.updatedAt),
			DeletedAt: thing.deletedAt === undefined ? null : this.stamp(thing.deletedAt),
		};
		const at = Math.max(thing.createdAt, thing.updatedAt, thing.deletedAt ?? 0);
		thing.versions.push({ visibleAt: Math.max(last, this.now + this.late), at, row });
	}

	private note(what: string, thing: Thing, detail?: string): void {
		const { visibleAt } = thing.versions[thing.versions.length - 1];
		this.log.push({
			what: `${thing.list} ${what}`,
			guid: thing.guid,
			at: this.now,
			visibleAt,
			...(detail ? { detail } : {}),
		});
	}

	private stamp(at: number): string {
		if (this.doubts.stamps === 'danish') return danish.format(new Date(at * 1000)).replace(' ', 'T');
		const utc = new Date(at * 1000).toISOString().slice(0, 19);
		return this.doubts.stamps === 'Z' ? `${utc}Z` : utc;
	}

	// ---- reading ----

	/** The row as it can be seen now; undefined while it cannot. */
	visible(thing: Thing): (Row & { at: number }) | undefined {
		let found: Version | undefined;
		for (const version of thing.versions) if (version.visibleAt <= this.now) found = version;
		if (!found) return undefined;
		const isSales = thing.list === 'invoices' || thing.list === 'creditNotes';
		return { ...found.row, ...(isSales ? { Status: this.statusOf(thing, found.row) } : {}), at: found.at };
	}

	private async request(name: string): Promise<void> {
		this.requests.push(name);
		await this.meanwhile();
		if (this.failAfter === undefined) return;
		this.failAfter -= 1;
		if (this.failAfter >= 0) return;
		this.failAfter = undefined;
		throw new Error('Dinero does not answer');
	}

	async page(request: PageRequest): Promise<Page> {
		await this.request(
			`${request.list}${request.deletedOnly ? '.deleted' : ''}${request.statusFilter ? ` ${request.statusFilter.join()}` : ''}${request.queryFilter ? ' filtered' : ''} ${request.page}`,
		);
		const since = request.changesSince === undefined ? undefined : Date.parse(request.changesSince) / 1000;
		const all = this.of(request.list).flatMap((thing) => {
			const row = this.visible(thing);
			return row ? [{ thing, row }] : [];
		});
		const alsoDeleted =
			(since !== undefined && this.doubts.deletedRowsInChanges) ||
			(request.list === 'contacts' && this.doubts.deletedRowsInChanges);
		const matching = all.filter(
			({ row }) =>
				(request.deletedOnly ? row.DeletedAt !== null : alsoDeleted || row.DeletedAt === null) &&
				(since === undefined || row.at >= since) &&
				(request.statusFilter === undefined || request.statusFilter.includes(String(row.Status))) &&
				(request.queryFilter === undefined || row.HasGeneratedAnyVouchers === false) &&
				(request.startDate === undefined ||
					row.Status === 'Draft' ||
					(String(row.Date) >= request.startDate && String(row.Date) <= request.endDate!)),
		);
		const { listOrder } = this.doubts;
		matching.sort((one, other) =>
			listOrder === 'number'
				? Number(other.row.Number ?? 0) - Number(one.row.Number ?? 0)
				: listOrder === 'created'
					? one.thing.createdAt - other.thing.createdAt
					: (listOrder === 'updatedUp' ? 1 : -1) * (one.row.at - other.row.at),
		);
		const from = request.page * request.pageSize;
		const rows = matching.slice(from, from + request.pageSize).map(({ row }) => withoutTime(row));
		const total = { filtered: matching.length, unfiltered: all.length, none: undefined }[this.doubts.total];
		return { rows, size: request.pageSize, total };
	}

	async document(list: ListName, guid: string): Promise<Row | undefined> {
		await this.request(`${list} one`);
		const thing = this.things.get(guid);
		const row = thing && this.visible(thing);
		if (!thing || !row) return undefined;
		const rest = withoutTime(row);
		if (list !== 'invoices' && list !== 'creditNotes') return rest;
		return { ...rest, Status: row.Status === 'Draft' ? 'Draft' : 'Booked', PaymentStatus: row.Status };
	}

	async payments(guid: string): Promise<InvoicePayments | undefined> {
		await this.request('payments');
		const thing = this.things.get(guid);
		if (!thing) return undefined;
		const paid = thing.payments.reduce((sum, { Amount }) => sum + Number(Amount), 0);
		return {
			Payments: thing.payments.map((one) => ({ ...one })),
			RemainingAmount: this.remaining(guid),
			PaidAmount: paid,
		};
	}

	async entries(from: string, to: string): Promise<Row[]> {
		await this.request('entries');
		const shift = this.doubts.entryPeriodIsDanish
			? 3600 *
				(danish.format(new Date(this.now * 1000)).slice(11, 13) ===
				new Date(this.now * 1000 + 7200000).toISOString().slice(11, 13)
					? 2
					: 1)
			: 0;
		const [first, last] = [from, to].map((text) => Date.parse(text) / 1000 - shift);
		if (last - first > 31 * 86400) throw new Error('The period is longer than 31 days');
		return this.entriesAdded
			.filter(({ at, visibleAt }) => at >= first && at <= last && visibleAt <= this.now)
			.map(({ row }) => ({ ...row }));
	}
}

function withoutTime(row: Row): Row {
	return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'at'));
}
