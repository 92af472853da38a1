import { sameEmail, sameVatNumber } from '../../transfer/contactMatching';
import type {
	ContactState,
	DineroPort,
	DocumentDraft,
	DocumentTotals,
	InvoiceState,
	PaymentDraft,
} from '../../transfer/port';
import type { ProductState } from '../../transfer/productPort';
import { facts } from './facts';
import { MemoryProducts } from './memoryProducts';

export { facts } from './facts';

/** Dinero is down, or the answer never came. */
export class Unavailable extends Error {
	readonly retryable = true;
}

interface Document extends InvoiceState {
	kind: 'invoice' | 'creditNote';
	draft: DocumentDraft;
	payments: Array<{
		guid: string;
		externalReference: string;
		amount: number;
		dkk?: number;
		account?: number;
		day: string;
		creditNote?: string;
	}>;
	mails: string[];
	/** Deleted, and not even shown as that. */
	hidden?: boolean;
}

/**
 * `before`: the request never arrived. `after`: it took effect, the answer was lost. `stale`: somebody touched
 * the document a moment before, so that the timestamp is outdated.
 */
export type FaultKind = 'before' | 'after' | 'stale';

export interface Fault {
	/** Number of the request in the run, from 0. */
	at: number;
	kind: FaultKind;
}

export interface PortOptions {
	faults?: Fault[];
	/** Waited for before each request; a scheduler decides when it goes on. */
	gate?: (method: string) => Promise<void>;
	/** The products that this process remembers; Dinero may have others by now. */
	rememberedProducts?: ProductState[];
	/** Told each answer. */
	answered?: (method: string, answer: unknown) => void;
}

export interface MemoryPort extends DineroPort {
	/** Methods called, in order, without the cached settings. */
	readonly log: string[];
	/** Faults that no request met. */
	readonly unconsumed: Fault[];
}

/** Which requests carry a timestamp, so that `stale` can happen to them. */
export const stamped = ['bookInvoice', 'registerPayment', 'emailInvoice', 'sendEInvoice', 'bookCreditNote'];

/**
 * Books in memory, small but strict: what Dinero would refuse is an exception here, and every write changes the
 * timestamp.
 */
export class MemoryDinero {
	readonly contacts = new Map<string, ContactState & { isPerson: boolean }>();
	readonly documents = new Map<string, Document>();
	/** `line`: VAT per line out of the gross price. `net`: net per piece kept to two decimals, VAT on top. */
	rounding: 'line' | 'net' = 'line';
	/** DKK for 100 units of a foreign currency. */
	rate = 746;
	refuseNegativeLines = false;
	usedNumbers = new Set<number>();
	products = new MemoryProducts();
	/** By document. */
	attached = new Map<string, Array<{ guid: string; name: string }>>();
	private stamps = 0;
	private numbers = 0;
	private guids = 0;

	/** What a person would see in the books: no timestamps and no guids that Dinero chose. */
	dump(): unknown {
		const contacts = [...this.contacts.values()].sort((a, b) => (a.guid < b.guid ? -1 : 1));
		const documents = [...this.documents.values()]
			.sort((a, b) => (a.guid < b.guid ? -1 : 1))
			.map((document) => ({
				...document,
				timestamp: undefined,
				payments: document.payments.map((row) => ({ ...row, guid: undefined })),
			}));
		const products = this.products
			.living()
			.map(({ number, name, price, accountNumber }) => ({ number, name, price, accountNumber }));
		// A product's guid is Dinero's own choice: its number tells which one a line has.
		const named = JSON.stringify({ contacts, documents, products }, (key, value: unknown) =>
			key === 'productGuid' ? this.products.rows.get(value as string)?.number : value,
		);
		return JSON.parse(named);
	}

	/** The dump with the timestamps: everything that a later answer may depend on. */
	fingerprint(): string {
		const attached = [...this.attached];
		const products = [...this.products.rows.values()];
		return JSON.stringify([
			[...this.contacts.values()],
			[...this.documents.values()],
			attached,
			products,
			this.stamps,
		]);
	}

	/** The same books again, independent of these. */
	copy(): MemoryDinero {
		const other = new MemoryDinero();
		for (const [guid, contact] of this.contacts) other.contacts.set(guid, copy(contact));
		for (const [guid, document] of this.documents) other.documents.set(guid, copy(document));
		other.rounding = this.rounding;
		other.rate = this.rate;
		other.refuseNegativeLines = this.refuseNegativeLines;
		other.usedNumbers = new Set(this.usedNumbers);
		other.attached = structuredClone(this.attached);
		other.products = this.products.copy();
		other.stamps = this.stamps;
		other.numbers = this.numbers;
		other.guids = this.guids;
		return other;
	}

	touch(document: Document): void {
		this.stamps += 1;
		document.timestamp = this.stamps.toString(16).toUpperCase().padStart(16, '0');
	}

	addContact(contact: Partial<ContactState> & { name: string }): ContactState {
		this.guids += 1;
		const guid = contact.guid ?? `00000000-0000-4000-8000-${String(this.guids).padStart(12, '0')}`;
		const row = {
			countryKey: 'DK',
			deleted: false,
			isPerson: true,
			createdAt: '2026-01-01T00:00:00',
			...contact,
			guid,
		};
		this.contacts.set(guid, row);
		return row;
	}

	totals(draft: DocumentDraft): DocumentTotals {
		let total = 0;
		let net = 0;
		for (const line of draft.lines) {
			if (line.lineType === 'Text') continue;
			const account = facts.accounts.find(({ number }) => number === line.accountNumber);
			if (!account) throw new Error(`Unknown account ${line.accountNumber}`);
			const rate = account.vatCode ? facts.vatRates[account.vatCode] : 0;
			const amount = Math.round(Math.round(line.baseAmountValue * 100) * line.quantity);
			if (!draft.linesInclVat) {
				net += amount;
				total += amount + Math.round((amount * rate) / 10000);
			} else if (this.rounding === 'line') {
				total += amount;
				net += Math.round((amount * 10000) / (10000 + rate));
			} else {
				const netPiece = Math.round((Math.round(line.baseAmountValue * 100) * 10000) / (10000 + rate));
				const netLine = Math.round(netPiece * line.quantity);
				net += netLine;
				total += netLine + Math.round((netLine * rate) / 10000);
			}
		}
		return { total, net, vat: total - net };
	}

	create(
		kind: Document['kind'],
		draft: DocumentDraft,
	):
		| { outcome: 'created'; guid: string; timestamp: string }
		| { outcome: 'exists' }
		| { outcome: 'refused'; message: string; advice: string } {
		if (this.documents.has(draft.guid)) return { outcome: 'exists' };
		const contact = draft.contactGuid ? this.contacts.get(draft.contactGuid) : undefined;
		if (draft.contactGuid && (!contact || contact.deleted)) throw new Error('invalidContactId');
		if (draft.lines.length === 0) throw new Error('A document needs a line');
		const unknownProduct = this.products.refusal(draft);
		if (unknownProduct) return unknownProduct;
		const { total, vat } = this.totals(draft);
		const document: Document = {
			kind,
			draft,
			guid: draft.guid,
			timestamp: '',
			booked: false,
			deleted: false,
			paymentStatus: 'Draft',
			contactGuid: draft.contactGuid,
			contactName: contact?.name,
			externalReference: draft.externalReference,
			comment: draft.comment,
			currency: draft.currency,
			total,
			vat,
			day: draft.day,
			sent: false,
			creditNoteFor: draft.creditNoteFor,
			lines: draft.lines.map((line) => {
				const one = this.totals({ ...draft, lines: [line] });
				return {
					description: this.products.nameOf(line.productGuid) ?? line.description,
					accountNumber: line.accountNumber,
					quantity: line.quantity,
					gross: one.total,
					net: one.net,
					lineType: line.lineType,
					unit: line.unit,
					comments: line.productGuid ? line.comments : undefined,
				};
			}),
			payments: [],
			mails: [],
		};
		this.touch(document);
		this.documents.set(draft.guid, document);
		return { outcome: 'created', guid: draft.guid, timestamp: document.timestamp };
	}

	book(guid: string, timestamp: string, number?: number) {
		const document = this.existing(guid);
		if (document.booked) return { outcome: 'stale' as const };
		if (document.timestamp !== timestamp) return { outcome: 'stale' as const };
		if (!document.contactGuid)
			return { outcome: 'refused' as const, message: 'No contact.', advice: 'Choose one.' };
		if (number !== undefined && this.usedNumbers.has(number)) return { outcome: 'numberTaken' as const };
		this.numbers += 1;
		document.number = number ?? this.numbers;
		this.usedNumbers.add(document.number);
		document.booked = true;
		document.paymentStatus = 'Booked';
		this.touch(document);
		const invoice = document.creditNoteFor ? this.documents.get(document.creditNoteFor) : undefined;
		if (invoice) {
			this.pay(invoice, {
				guid: this.newGuid(),
				externalReference: '',
				amount: document.total,
				day: document.day,
				creditNote: guid,
			});
		}
		return { outcome: 'booked' as const, document: copy(document) };
	}

	registerPayment(guid: string, payment: PaymentDraft) {
		const document = this.existing(guid);
		if (!document.booked) throw new Error('Only booked invoices accept payments');
		if (payment.amount === 0) throw new Error('Amount must not be 0');
		if (!facts.depositAccounts.some(({ number }) => number === payment.depositAccountNumber)) {
			throw new Error(`No deposit account ${payment.depositAccountNumber}`);
		}
		if (document.currency !== 'DKK' && payment.amountInDkk === undefined)
			throw new Error('A foreign payment needs both amounts');
		if (document.timestamp !== payment.timestamp) return { outcome: 'stale' as const };
		const row = {
			guid: this.newGuid(),
			externalReference: payment.externalReference,
			amount: payment.amount,
			dkk: payment.amountInDkk,
			account: payment.depositAccountNumber,
			day: payment.day,
		};
		this.pay(document, row);
		return { outcome: 'registered' as const, guid: row.guid, timestamp: document.timestamp };
	}

	email(guid: string, timestamp: string | undefined, receiver: string | undefined) {
		const document = this.existing(guid);
		if (timestamp !== undefined && timestamp !== document.timestamp) return { outcome: 'stale' as const };
		document.mails.push(receiver ?? this.contacts.get(document.contactGuid ?? '')?.email ?? '');
		document.sent = true;
		this.touch(document);
		return { outcome: 'sent' as const };
	}

	private inDkk(document: Document, amount: number): number {
		return document.currency === 'DKK' ? amount : Math.round((amount * this.rate) / 100);
	}

	remaining(document: Document): number {
		return document.total - document.payments.reduce((sum, { amount }) => sum + amount, 0);
	}

	private pay(document: Document, row: Document['payments'][number]): void {
		document.payments.push(row);
		const remaining = this.remaining(document);
		document.paymentStatus = remaining > 0 ? 'Booked' : remaining === 0 ? 'Paid' : 'OverPaid';
		this.touch(document);
	}

	private existing(guid: string): Document {
		const document = this.documents.get(guid);
		if (!document || document.deleted) throw new Error(`No document ${guid}`);
		return document;
	}

	private newGuid(): string {
		this.guids += 1;
		return `00000000-0000-4000-9000-${String(this.guids).padStart(12, '0')}`;
	}

	port(options: PortOptions = {}): MemoryPort {
		const log: string[] = [];
		const unconsumed = [...(options.faults ?? [])];
		let settings = 0;

		const request = async <T>(method: string, effect: () => T, lost?: T, touched?: string): Promise<T> => {
			const at = log.length;
			log.push(method);
			await options.gate?.(method);
			const faultIndex = unconsumed.findIndex((fault) => fault.at === at);
			const fault = faultIndex < 0 ? undefined : unconsumed.splice(faultIndex, 1)[0];
			let answer: T;
			if (fault?.kind === 'before' || fault?.kind === 'after') {
				if (fault.kind === 'after') effect();
				if (lost === undefined) {
					options.answered?.(method, fault.kind);
					throw new Unavailable(`${method} ${fault.kind}`);
				}
				answer = lost;
			} else {
				if (fault?.kind === 'stale') this.touch(this.documents.get(touched as string) as Document);
				answer = effect();
			}
			options.answered?.(method, answer);
			return answer;
		};

		const get = (guid: string, kind: Document['kind']) => {
			const document = this.documents.get(guid);
			return document?.kind === kind && !document.hidden ? copy(document) : undefined;
		};
		const computed = (draft: DocumentDraft) => {
			if (this.refuseNegativeLines && draft.lines.some((line) => line.baseAmountValue < 0)) {
				return { outcome: 'refused' as const, message: 'Negative amount.', advice: '' };
			}
			return this.products.refusal(draft) ?? { outcome: 'computed' as const, totals: this.totals(draft) };
		};

		return {
			organizationId: facts.organizationId,
			log,
			unconsumed,
			products: this.products.port(request, options.rememberedProducts),
			facts: async () => {
				settings = 5;
				return facts;
			},
			getInvoice: async (guid) => await request('getInvoice', () => get(guid, 'invoice')),
			findInvoices: async (reference) =>
				await request('findInvoices', () =>
					[...this.documents.values()]
						.filter((row) => row.kind === 'invoice' && !row.deleted && row.externalReference === reference)
						.map((row) => ({
							guid: row.guid,
							number: row.number,
							currency: row.currency,
							total: row.total,
							totalInDkk: this.inDkk(row, row.total),
							vatInDkk: this.inDkk(row, row.vat),
							booked: row.booked,
							externalReference: row.externalReference,
						})),
				),
			searchInvoices: async (part) =>
				await request('searchInvoices', () =>
					[...this.documents.values()]
						.filter((row) => row.kind === 'invoice' && !row.deleted && row.externalReference?.includes(part))
						.map((row) => ({
							guid: row.guid,
							number: row.number,
							currency: row.currency,
							total: row.total,
							totalInDkk: row.total,
							vatInDkk: row.vat,
							booked: row.booked,
							externalReference: row.externalReference,
						})),
				),
			fetchInvoiceTotals: async (draft) => await request('fetchInvoiceTotals', () => computed(draft)),
			createInvoice: async (draft) => await request('createInvoice', () => this.create('invoice', draft)),
			bookInvoice: async (guid, timestamp, number) =>
				await request('bookInvoice', () => this.book(guid, timestamp, number), undefined, guid),
			addToComment: async (guid, timestamp, line) => {
				const read = await request('readWhole', () => copy(this.documents.get(guid)));
				if (read?.timestamp !== timestamp) return { outcome: 'stale' };
				return await request<Awaited<ReturnType<DineroPort['addToComment']>>>(
					'updateInvoice',
					() => {
						const document = this.documents.get(guid);
						if (document?.timestamp !== timestamp) return { outcome: 'stale' };
						if (document.booked) return { outcome: 'refused', message: 'It is booked.', advice: '' };
						document.comment = read.comment ? `${read.comment}\n${line}` : line;
						this.touch(document);
						return { outcome: 'added' };
					},
					{ outcome: 'stale' },
				);
			},
			getPayments: async ({ guid }) =>
				await request('getPayments', () => {
					const document = this.existing(guid);
					const paid = document.payments
						.filter(({ account }) => account)
						.reduce((sum, { amount }) => sum + amount, 0);
					return {
						payments: document.payments.map((row) => ({
							guid: row.guid,
							externalReference: row.externalReference || undefined,
							amount: row.amount,
							depositAccountNumber: row.account,
							day: row.day,
							byCreditNote: row.creditNote !== undefined,
							relatedVoucherGuid: row.creditNote,
						})),
						remaining: this.remaining(document),
						paid,
						total: document.total,
					};
				}),
			registerPayment: async (guid, payment) =>
				await request(
					'registerPayment',
					() => this.registerPayment(guid, payment),
					{ outcome: 'unknown' } as never,
					guid,
				),
			emailInvoice: async (guid, { timestamp, receiver }) =>
				await request(
					'emailInvoice',
					() => this.email(guid, timestamp, receiver),
					{ outcome: 'unknown' } as never,
					guid,
				),
			sendEInvoice: async (guid, { timestamp }) =>
				await request(
					'sendEInvoice',
					() => this.email(guid, timestamp, 'e-invoice'),
					{ outcome: 'unknown' } as never,
					guid,
				),
			attachments: async (guid) => await request('attachments', () => copy(this.attached.get(guid) ?? [])),
			uploadAttachment: async () =>
				await request<Awaited<ReturnType<DineroPort['uploadAttachment']>>>(
					'uploadAttachment',
					() => ({ outcome: 'uploaded', guid: this.newGuid() }),
					{ outcome: 'unknown' },
				),
			attach: async (guid, file, name) =>
				await request<Awaited<ReturnType<DineroPort['attach']>>>(
					'attach',
					() => {
						this.attached.set(guid, [...(this.attached.get(guid) ?? []), { guid: file, name }]);
						return { outcome: 'attached' };
					},
					{ outcome: 'unknown' },
				),
			detach: async (guid, file) =>
				await request('detach', () => {
					const rest = (this.attached.get(guid) ?? []).filter((one) => one.guid !== file);
					this.attached.set(guid, rest);
				}),
			findContacts: async (by, value) =>
				await request('findContacts', () =>
					[...this.contacts.values()].filter((row) =>
						by === 'vatNumber'
							? sameVatNumber(row.vatNumber, value)
							: by === 'email'
								? sameEmail(row.email, value)
								: row.externalReference === value,
					),
				),
			getContact: async (guid) => await request('getContact', () => this.contacts.get(guid)),
			createContact: async (draft) =>
				await request('createContact', () => {
					if (this.contacts.has(draft.guid)) return { outcome: 'exists' as const };
					this.contacts.set(draft.guid, { deleted: false, ...draft });
					return { outcome: 'created' as const, guid: draft.guid };
				}),
			getCreditNote: async (guid) => await request('getCreditNote', () => get(guid, 'creditNote')),
			fetchCreditNoteTotals: async (draft) => await request('fetchCreditNoteTotals', () => computed(draft)),
			createCreditNote: async (draft) =>
				await request('createCreditNote', () => this.create('creditNote', draft)),
			bookCreditNote: async (guid, timestamp) =>
				await request('bookCreditNote', () => this.book(guid, timestamp), undefined, guid),
			calls: () => ({ order: log.length, settings }),
		};
	}
}

function copy<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}
