import { decimalText } from '../orders/money';
import type { Minor } from '../orders/order';
import type { InvoicePlan } from '../orders/plan';
import type { Refusal } from '../orders/refusal';
import type { BrokenOff, Deed, Step, TransferOutcome } from './outcome';
import { steps } from './outcome';
import type { AttachedFile, DineroPort, DocumentTotals, InvoiceState } from './port';

/** The order or refund that is on its way, as messages and log rows name it. */
export interface Subject {
	shop: string;
	shopKey: string;
	orderId: string;
	orderNumber: string;
	total: Minor;
	currency: string;
}

export interface JourneyOptions {
	/** Milliseconds since 1970, for the log row; tests set it. */
	now?: () => number;
	/** Makes a document anew where a person deleted its draft; without it such an order is refused. */
	reissue?: boolean;
	/** Attached to the invoice before it is booked. */
	attachment?: AttachedFile;
}

/** What one run did and found, step by step, and in the end its outcome. */
export class Journey {
	readonly created: Deed[] = [];
	readonly found: Deed[] = [];
	readonly warnings: string[] = [];
	furthestStep: Step = 'none';
	plan?: Pick<InvoicePlan, 'vatCase' | 'reasons' | 'lines'>;
	accountNames: Record<number, string> = {};
	contact?: { guid: string; name?: string };
	invoice?: InvoiceState;
	creditNote?: InvoiceState;
	totals?: DocumentTotals;
	/** Minor units; unknown until the payments were read or nothing can have been paid. */
	paid?: Minor;
	remaining?: Minor;

	constructor(
		public subject: Subject,
		readonly port: DineroPort,
		private readonly options: JourneyOptions = {},
	) {}

	/** Never goes back: a step once reached stays reached. */
	reached(step: Step): void {
		if (steps.indexOf(step) > steps.indexOf(this.furthestStep)) this.furthestStep = step;
	}

	did(deed: Deed): void {
		if (!this.created.includes(deed)) this.created.push(deed);
	}

	saw(deed: Deed): void {
		if (!this.created.includes(deed) && !this.found.includes(deed)) this.found.push(deed);
	}

	warn(sentence: string): void {
		if (!this.warnings.includes(sentence)) this.warnings.push(sentence);
	}

	/** Takes over what an invoice read from Dinero proves by itself. */
	meet(invoice: InvoiceState): void {
		this.invoice = invoice;
		if (invoice.contactGuid) this.contact = { guid: invoice.contactGuid, name: invoice.contactName };
		this.reached(invoice.booked ? 'booked' : 'draft');
	}

	/**
	 * Hangs what is known so far on whatever breaks the work off, and lets it go on upwards unchanged
	 * otherwise: running again continues from there.
	 */
	async keep<T>(work: Promise<T>): Promise<T> {
		return await work.then(undefined, async (error: unknown) => {
			if (typeof error === 'object' && error !== null) {
				const known: BrokenOff = {
					furthestStep: this.furthestStep,
					created: this.created,
					found: this.found,
					invoiceGuid: this.invoice?.guid,
					contactGuid: this.contact?.guid,
				};
				Object.defineProperty(error, 'transfer', { value: known, configurable: true, enumerable: false });
			}
			return await Promise.reject(error);
		});
	}

	refuse(reason: Refusal): TransferOutcome {
		return this.outcome(reason.kind, reason);
	}

	/** `invoiced` or `credited` when this run wrote anything of the document, else `alreadyTransferred`. */
	arrive(outcome: 'invoiced' | 'credited'): TransferOutcome {
		const wrote = this.created.some((deed) => deed !== 'contact' && !deed.startsWith('product '));
		return this.outcome(wrote ? outcome : 'alreadyTransferred');
	}

	outcome(outcome: TransferOutcome['outcome'], reason?: Refusal): TransferOutcome {
		const { shop, shopKey, orderId, orderNumber, currency } = this.subject;
		const amount = (minor: Minor | undefined) =>
			minor === undefined ? undefined : decimalText(minor, currency);
		const document = this.creditNote ?? this.invoice;
		const orderTotal = decimalText(this.subject.total, currency);
		const documentTotals = document ?? this.totals;
		return {
			outcome,
			shop,
			shopKey,
			orderId,
			orderNumber,
			furthestStep: this.furthestStep,
			created: this.created,
			found: this.found,
			invoiceGuid: this.invoice?.guid,
			invoiceNumber: this.invoice?.number,
			creditNoteGuid: this.creditNote?.guid,
			creditNoteNumber: this.creditNote?.number,
			contactGuid: this.contact?.guid,
			contactName: this.contact?.name,
			orderTotal,
			invoiceTotal: amount(documentTotals?.total),
			invoiceVat: amount(documentTotals?.vat),
			paidAmount: amount(this.paid),
			remaining: amount(this.remaining),
			currency,
			vatCase: this.plan?.vatCase,
			accounts: this.accounts(),
			reasons: this.plan?.reasons ?? [],
			warnings: this.warnings,
			reason,
			calls: this.port.calls(),
			retryable: reason?.retryable ?? false,
			logRow: {
				when: new Date((this.options.now ?? Date.now)()).toISOString(),
				shop: shopKey,
				order: orderNumber,
				outcome,
				number: document?.number === undefined ? '' : String(document.number),
				total: orderTotal,
				currency,
				reason: reason?.message ?? '',
			},
		};
	}

	private accounts(): TransferOutcome['accounts'] {
		const lines = this.plan?.lines ?? (this.creditNote ?? this.invoice)?.lines ?? [];
		const byNumber = new Map<number, string[]>();
		for (const line of lines) {
			if (line.lineType === 'Text') continue;
			byNumber.set(line.accountNumber, [...(byNumber.get(line.accountNumber) ?? []), line.description]);
		}
		return [...byNumber].map(([number, texts]) => ({
			number,
			name: this.accountNames[number],
			lines: texts,
		}));
	}
}
