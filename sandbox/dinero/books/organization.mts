import { DineroRefusal } from '../operations/call.mts';
import { standardAccounts, standardVatTypes, type Account, type VatType } from './chart.mts';
import { addDays, isDate } from './clock.mts';
import type {
	Contact,
	LedgerItem,
	ManualVoucher,
	Product,
	Purchase,
	SalesDocument,
	StoredFile,
	Versioned,
} from './documents.mts';
import { Ledger, type AccountingYear, type Posting, type Voucher } from './ledger.mts';
import { refuseField } from './refusals.mts';
import type { World } from './world.mts';

export interface OrganizationDetails {
	name: string;
	type: string;
	isPro: boolean;
	isPayingPro: boolean;
	isVatFree: boolean;
	isTaxFreeUnion: boolean;
	email: string;
	phone: string;
	street: string;
	city: string;
	zipCode: string;
	attPerson: string;
	vatNumber: string;
	countryKey: string;
	website: string;
	companyTypeKey: string;
}

export interface SalesSettings {
	linesInclVat: boolean;
	fikCreditor: string;
	useFikCode: boolean;
	defaultAccountNumber: number;
	addVoucherAsPdfAttachment: boolean;
	/** Øre. */
	reminderFee: number;
	/** Percent a month. */
	reminderInterestRate: number;
	trustPilotEmail: string | null;
	paymentConditionNumberOfDays: number;
	paymentConditionType: string;
}

export interface InvoiceTemplate {
	id: string;
	name: string;
	isDefault: boolean;
}

export interface WebhookSubscription {
	eventId: string;
	uri: string;
	createdAt: string;
}

/** The number series: invoices run on over the years; other vouchers start over in each accounting year. */
export type SeriesName = 'invoice' | 'creditNote' | 'tradeOffer' | `voucher ${string}`;

interface Series {
	highest: number;
	/** The last number given automatically. */
	last: number;
	used: Set<number>;
}

/** The books of one organization. */
export class Organization {
	readonly id: string;
	readonly world: World;
	details: OrganizationDetails;
	settings: SalesSettings;
	templates: InvoiceTemplate[] = [];
	accountingYears: AccountingYear[] = [];
	accounts = new Map<number, Account>();
	vatTypes = new Map<string, VatType>();
	contacts = new Map<string, Contact>();
	products = new Map<string, Product>();
	invoices = new Map<string, SalesDocument>();
	creditNotes = new Map<string, SalesDocument>();
	tradeOffers = new Map<string, SalesDocument>();
	purchases = new Map<string, Purchase>();
	purchaseCreditNotes = new Map<string, Purchase>();
	manualVouchers = new Map<string, ManualVoucher>();
	ledgerItems = new Map<string, LedgerItem>();
	/** Guids of ledger items that wait for the background booking. */
	pendingLedgerItems = new Set<string>();
	files = new Map<string, StoredFile>();
	webhooks: WebhookSubscription[] = [];
	/** Files that new documents of a type get when asked to, as set up in Dinero's own settings. */
	defaultAttachments: Record<string, Array<{ fileGuid: string; fileName: string }>> = {};
	ledger = new Ledger();
	/** Direct postings on the debtor and creditor accounts that belong to no document, in øre. */
	directDebt = new Map<number, number>();
	mailoutCount = 0;
	fileLinkCount = 0;
	private series = new Map<string, Series>();
	private version = 0x020a5ea8;

	constructor(world: World, id: string, details: OrganizationDetails, settings: SalesSettings) {
		this.world = world;
		this.id = id;
		this.details = details;
		this.settings = settings;
		for (const account of standardAccounts()) this.accounts.set(account.number, account);
		for (const vatType of standardVatTypes) this.vatTypes.set(vatType.code, { ...vatType });
	}

	/** A new version: 16 upper-case hexadecimal digits, higher than every one before. */
	nextTimeStamp(): string {
		this.version += 1 + this.world.random.below(7);
		return this.version.toString(16).toUpperCase().padStart(16, '0');
	}

	/** A new version of a ledger item: 12 characters of base64, as `AAAAAAYb0Eo1`. */
	nextItemVersion(): string {
		return Buffer.from(this.nextTimeStamp().padStart(18, '0'), 'hex').toString('base64');
	}

	/** Gives a document a new version, and a new UpdatedAt unless told otherwise. */
	touch(document: Versioned, { movesUpdatedAt = true } = {}): void {
		document.timeStamp = this.nextTimeStamp();
		if (movesUpdatedAt) document.updatedAt = this.world.clock.stamp();
	}

	/**
	 * Takes a number of a series: the wanted one, or the next.
	 * Throws a validation refusal when the wanted one is taken or not positive.
	 */
	takeNumber(name: SeriesName, wanted?: number | null): number {
		let series = this.series.get(name);
		if (!series) this.series.set(name, (series = { highest: 0, last: 0, used: new Set() }));
		let number = wanted ?? 0;
		if (wanted === undefined || wanted === null) {
			number = (this.world.switches.numberAfterForced === 'highest' ? series.highest : series.last) + 1;
			while (series.used.has(number)) number++;
			series.last = number;
		} else if (!Number.isSafeInteger(number) || number < 1) {
			refuseField('Number', 'The number must be a positive whole number.');
		} else if (series.used.has(number)) {
			refuseField('Number', `The number ${number} is already used.`);
		}
		series.used.add(number);
		series.highest = Math.max(series.highest, number);
		return number;
	}

	/** The number that the series would give next; nothing is taken. */
	nextNumber(name: SeriesName): number {
		const series = this.series.get(name);
		return series ? series.highest + 1 : 1;
	}

	/** The series of sales vouchers, by the switch. */
	salesSeries(kind: SalesDocument['kind']): SeriesName {
		if (kind === 'TradeOffer') return 'tradeOffer';
		return kind === 'CreditNote' && this.world.switches.numberSeries === 'own' ? 'creditNote' : 'invoice';
	}

	/** The accounting year that holds a date, or undefined. */
	accountingYear(date: string): AccountingYear | undefined {
		return this.accountingYears.find((year) => year.from <= date && date <= year.to);
	}

	/** The year that booking in it would bring into being. */
	nextPossibleYear(): AccountingYear {
		const from = addDays(this.accountingYears.at(-1)!.to, 1);
		const name = from.slice(0, 4);
		return { name, from, to: `${name}-12-31` };
	}

	/** Checks that a voucher can be booked on a date; refuses a date outside the accounting years and the next possible one. */
	checkBookingDate(date: string, field: string): void {
		if (!isDate(date)) refuseField(field, `'${date}' is not a date of the form YYYY-MM-DD.`);
		if (this.accountingYear(date)) return;
		const next = this.nextPossibleYear();
		if (date < next.from || date > next.to) {
			refuseField(
				field,
				`${date} is in no accounting year. The years run from ${this.accountingYears[0].from} to ` +
					`${this.accountingYears.at(-1)!.to}; the next possible one is ${next.name}.`,
			);
		}
	}

	/** Opens the next accounting year when the date lies in it. The date must have been checked. */
	openYearFor(date: string): void {
		if (this.accountingYear(date)) return;
		const next = this.nextPossibleYear();
		this.accountingYears.push(next);
		this.world.log(this, 'accounting year opened', next.name);
	}

	/** The number series of vouchers other than sales documents in the year of a date. */
	voucherSeries(date: string): SeriesName {
		return `voucher ${(this.accountingYear(date) ?? this.nextPossibleYear()).name}`;
	}

	/** Books a voucher whose date has been checked. */
	post(voucher: Voucher, postings: Posting[]): void {
		this.openYearFor(voucher.date);
		this.ledger.post(voucher, postings, this.world.clock.stamp(), () => this.world.random.guid());
		this.world.log(this, `posted ${voucher.type}`, voucher.guid);
	}

	/** Cancels all that a voucher has in the ledger by entries on the same voucher. */
	offset(voucherGuid: string): void {
		const entries = this.ledger.ofVoucher(voucherGuid);
		const sums = new Map<string, (typeof entries)[number]>();
		for (const entry of entries) {
			const key = `${entry.accountNumber} ${entry.vatCode}`;
			const sum = sums.get(key);
			if (sum) sum.amount += entry.amount;
			else sums.set(key, { ...entry });
		}
		const left = [...sums.values()].filter((entry) => entry.amount !== 0);
		this.ledger.offset(left, this.world.clock.stamp(), () => this.world.random.guid());
		this.world.log(this, 'offset', voucherGuid);
	}

	/** An account of the chart; refuses an unknown one for the named field. */
	account(number: number | null | undefined, field: string): Account {
		const account = number === null || number === undefined ? undefined : this.accounts.get(number);
		if (!account) refuseField(field, `Account ${number} does not exist.`);
		return account as Account;
	}

	/** A deposit account; refuses any other account for the named field. */
	depositAccount(number: number | null | undefined, field: string): Account {
		const account = number === null || number === undefined ? undefined : this.accounts.get(number);
		if (!account?.isDeposit) refuseField(field, `Account ${number} is not a deposit account.`);
		return account as Account;
	}

	/** The VAT type of an account, or undefined for none. */
	vatOf(account: Account | undefined): VatType | undefined {
		return account?.vatCode ? this.vatTypes.get(account.vatCode) : undefined;
	}

	/** A contact that can be used on a document; refuses an unknown or deleted one as `invalidContactId`. */
	usableContact(guid: string | null | undefined, field = 'ContactGuid'): Contact | undefined {
		if (!guid) return undefined;
		const contact = this.contacts.get(guid.toLowerCase());
		if (!contact || contact.deletedAt) refuseField(field, 'invalidContactId');
		return contact;
	}

	/**
	 * The guid for a new document: the wanted one if no voucher of any kind has it (else refused as 409, code 72), or a
	 * new one. By the switch, the guid of a deleted document of the same kind can be used again.
	 * @param sameKind the documents of the new one's kind
	 */
	newGuid(wanted: string | null | undefined, sameKind: Map<string, { deletedAt: string | null }>): string {
		if (!wanted) return this.world.random.guid();
		const guid = wanted.toLowerCase();
		const kinds: Array<Map<string, { deletedAt: string | null }>> = [
			this.invoices,
			this.creditNotes,
			this.tradeOffers,
			this.purchases,
			this.purchaseCreditNotes,
			this.manualVouchers,
			this.ledgerItems,
		];
		const holder = kinds.find((documents) => documents.has(guid));
		const reusable =
			holder === sameKind && holder.get(guid)!.deletedAt !== null && this.world.switches.deletedGuidReusable;
		if (holder && !reusable)
			throw new DineroRefusal(409, 72, `Duplicated entity: the guid ${guid} is already used.`);
		return guid;
	}

	/** The stored file that a guid names, with or without hyphens; refuses an unknown one for the named field. */
	file(guid: string | null | undefined, field: string): StoredFile | undefined {
		if (!guid) return undefined;
		const file = this.files.get(guid.replaceAll('-', '').toLowerCase());
		if (!file) refuseField(field, `There is no file ${guid}.`);
		return file;
	}

	/** Notes on a file that a voucher uses it. */
	linkFile(guid: string | null, voucherGuid: string): void {
		const file = this.file(guid, 'FileGuid');
		if (!file || file.links.some((link) => link.voucherGuid === voucherGuid)) return;
		file.links.push({ voucherGuid, voucherId: ++this.fileLinkCount, linkedAt: this.world.clock.stamp() });
	}

	toJSON(): object {
		return {
			id: this.id,
			details: this.details,
			settings: this.settings,
			templates: this.templates,
			accountingYears: this.accountingYears,
			accounts: [...this.accounts.values()],
			vatTypes: [...this.vatTypes.values()],
			contacts: [...this.contacts.values()],
			products: [...this.products.values()],
			invoices: [...this.invoices.values()],
			creditNotes: [...this.creditNotes.values()],
			tradeOffers: [...this.tradeOffers.values()],
			purchases: [...this.purchases.values()],
			purchaseCreditNotes: [...this.purchaseCreditNotes.values()],
			manualVouchers: [...this.manualVouchers.values()],
			ledgerItems: [...this.ledgerItems.values()],
			pendingLedgerItems: [...this.pendingLedgerItems],
			files: [...this.files.values()],
			webhooks: this.webhooks,
			defaultAttachments: this.defaultAttachments,
			fileLinkCount: this.fileLinkCount,
			ledger: this.ledger.toJSON(),
			directDebt: [...this.directDebt],
			mailoutCount: this.mailoutCount,
			series: [...this.series].map(([name, { highest, last, used }]) => ({
				name,
				highest,
				last,
				used: [...used],
			})),
			version: this.version,
		};
	}

	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	static fromJSON(world: World, state: any): Organization {
		const organization = new Organization(world, state.id, state.details, state.settings);
		const byGuid = <Item extends { guid: string }>(items: Item[]) =>
			new Map(items.map((item) => [item.guid, item]));
		return Object.assign(organization, {
			templates: state.templates,
			accountingYears: state.accountingYears,
			accounts: new Map(state.accounts.map((account: Account) => [account.number, account])),
			vatTypes: new Map(state.vatTypes.map((vatType: VatType) => [vatType.code, vatType])),
			contacts: byGuid(state.contacts),
			products: byGuid(state.products),
			invoices: byGuid(state.invoices),
			creditNotes: byGuid(state.creditNotes),
			tradeOffers: byGuid(state.tradeOffers),
			purchases: byGuid(state.purchases),
			purchaseCreditNotes: byGuid(state.purchaseCreditNotes),
			manualVouchers: byGuid(state.manualVouchers),
			ledgerItems: byGuid(state.ledgerItems),
			pendingLedgerItems: new Set(state.pendingLedgerItems),
			files: byGuid(state.files),
			webhooks: state.webhooks,
			defaultAttachments: state.defaultAttachments,
			fileLinkCount: state.fileLinkCount,
			ledger: Ledger.fromJSON(state.ledger),
			directDebt: new Map(state.directDebt),
			mailoutCount: state.mailoutCount,
			series: new Map(
				state.series.map((series: { name: string; highest: number; last: number; used: number[] }) => [
					series.name,
					{ highest: series.highest, last: series.last, used: new Set(series.used) },
				]),
			),
			version: state.version,
		});
	}
}
