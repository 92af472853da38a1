import type { CreditNotePlan, InvoiceFacts, OrganizationFacts } from '../orders/plan';
import { moneyText } from '../orders/money';
import type { Refusal } from '../orders/refusal';
import { isRefusal } from '../orders/refusal';
import { bookDocument } from './bookStep';
import type { JourneyOptions, Subject } from './journey';
import { Journey } from './journey';
import type { TransferOutcome } from './outcome';
import { OwnDocument } from './ownDocument';
import { inDocumentCurrency, registerPayments } from './payStep';
import type { DineroPort, DocumentDraft, InvoiceState, PaymentsState } from './port';
import { afterDeletion, madeAnew, notSettled, refusedByDinero } from './refusals';
import { checkTotals } from './totalsStep';

/** A refund on its way to becoming a credit note. */
export interface CreditNoteRequest {
	subject: Subject;
	/**
	 * The credit note's guid, once the invoice is known: the invoice tells the shop where the refund does not.
	 */
	guidFor(invoice: InvoiceState, time?: number): string;
	/** Makes a new credit note where a person deleted the draft. */
	reissue?: boolean;
	/** Guids under which the order may have been invoiced, best first. */
	invoiceGuids: string[];
	/** Looks for the invoice where no guid leads to it; more than one is a refusal. */
	findByReference(): Promise<string | undefined | Refusal>;
	plan(invoice: InvoiceFacts, facts: OrganizationFacts): CreditNotePlan | Refusal;
}

/**
 * The steps of one refund: the invoice, look, totals, draft, booked, money given back. Re-entrant like
 * `transferInvoice`.
 *
 * The credit note follows the booked invoice: accounts, VAT and currency are read from it. Booked, it is set
 * off against the invoice by Dinero; the money that went back is one negative payment on the invoice, and never
 * one on the credit note as well. Without an invoice nothing is credited: the refund may have come before its
 * order.
 */
export async function transferCreditNote(
	request: CreditNoteRequest,
	port: DineroPort,
	options: JourneyOptions = {},
): Promise<TransferOutcome> {
	const journey = new Journey(request.subject, port, options);
	return await journey.keep(new CreditNoteTransfer(request, port, journey).run());
}

class CreditNoteTransfer {
	private own!: OwnDocument;

	constructor(
		private readonly request: CreditNoteRequest,
		private readonly port: DineroPort,
		private readonly journey: Journey,
	) {}

	async run(): Promise<TransferOutcome> {
		const { journey, port, request } = this;
		const invoice = await this.findInvoice();
		if (isRefusal(invoice)) return journey.refuse(invoice);
		journey.invoice = invoice;
		journey.contact = invoice.contactGuid
			? { guid: invoice.contactGuid, name: invoice.contactName }
			: undefined;
		journey.subject = { ...journey.subject, currency: invoice.currency };
		journey.saw('invoice');
		this.own = new OwnDocument(
			(time) => request.guidFor(invoice, time),
			async (guid) => await port.getCreditNote(guid),
			request.reissue === true,
		);
		const existing = await this.own.find();
		if (existing === 'deleted') return journey.refuse(this.gone());
		const payments = inDocumentCurrency(await port.getPayments(invoice), invoice);
		const facts = await port.facts();
		const planned = request.plan(invoiceFacts(invoice, payments, existing), facts);
		if (isRefusal(planned)) return journey.refuse(planned);
		const plan = { ...planned, guid: this.own.guid };
		journey.subject = { ...journey.subject, shopKey: plan.shopKey, total: plan.expected.total };
		journey.plan = { vatCase: 'as invoiced', reasons: plan.reasons, lines: plan.lines };
		for (const { number, name } of facts.accounts) journey.accountNames[number] = name;
		plan.warnings.forEach((warning) => journey.warn(warning));
		return existing ? await this.resume(existing, plan) : await this.begin(plan);
	}

	private async begin(plan: CreditNotePlan): Promise<TransferOutcome> {
		const { journey, port } = this;

		const checked = await checkTotals(
			draftOf(plan),
			plan,
			async (draft) => await port.fetchCreditNoteTotals(draft),
		);
		if (isRefusal(checked)) return journey.refuse(checked);
		journey.totals = checked.totals;
		const answer = await port.createCreditNote(checked.draft);
		if (answer.outcome === 'refused')
			return journey.refuse(refusedByDinero('draftRefused', 'the credit note', answer));
		if (answer.outcome === 'exists') {
			const read = await port.getCreditNote(plan.guid);
			const state = !read || read.deleted ? await this.own.findNext() : read;
			if (state === 'deleted') return journey.refuse(this.gone());
			if (state === undefined) return await this.begin({ ...plan, guid: this.own.guid });
			if (answer.maybeByUs) journey.did('creditNote');
			return await this.resume(state, { ...plan, guid: this.own.guid });
		}
		journey.did('creditNote');
		if (this.own.wasDeleted) journey.warn(madeAnew('credit note'));
		journey.creditNote = await this.justCreated(plan, answer.timestamp, checked.totals);
		journey.reached('checked');
		return plan.book ? await this.book(journey.creditNote, plan) : journey.arrive('credited');
	}

	private async findInvoice(): Promise<InvoiceState | Refusal> {
		for (const guid of this.request.invoiceGuids) {
			const invoice = await this.port.getInvoice(guid);
			if (invoice && !invoice.deleted) return invoice.booked ? invoice : this.notBooked();
		}
		const guid = await this.request.findByReference();
		if (isRefusal(guid)) return guid;
		const invoice = guid === undefined ? undefined : await this.port.getInvoice(guid);
		if (!invoice || invoice.deleted) return this.neverInvoiced();
		return invoice.booked ? invoice : this.notBooked();
	}

	private async resume(state: InvoiceState, plan: CreditNotePlan): Promise<TransferOutcome> {
		const { journey } = this;
		if (state.deleted) return journey.refuse(this.gone());
		journey.creditNote = state;
		journey.saw('creditNote');
		journey.reached('draft');
		const refusal = refuseOtherCreditNote(state, plan);
		if (refusal) return journey.refuse(refusal);
		journey.reached('checked');
		if (state.booked) {
			journey.saw('booking');
			return await this.giveBack(state, plan);
		}
		return plan.book ? await this.book(state, plan) : journey.arrive('credited');
	}

	private async book(state: InvoiceState, plan: CreditNotePlan): Promise<TransferOutcome> {
		const { journey, port } = this;
		const booked = await bookDocument(state.timestamp, {
			word: 'credit note',
			read: async () => await port.getCreditNote(plan.guid),
			book: async (timestamp) => await port.bookCreditNote(plan.guid, timestamp),
			check: (changed) => refuseOtherCreditNote(changed, plan),
			gone: () => this.gone(),
		});
		if (isRefusal(booked)) return journey.refuse(booked);
		if (booked.byUs) journey.did('booking');
		else journey.saw('booking');
		journey.creditNote = booked.document;
		return await this.giveBack(booked.document, plan);
	}

	/** Booking the credit note changed the invoice, so it is read anew before its payments are. */
	private async giveBack(creditNote: InvoiceState, plan: CreditNotePlan): Promise<TransferOutcome> {
		const { journey, port } = this;
		journey.creditNote = creditNote;
		journey.reached('booked');
		if (plan.payments.length === 0) return journey.arrive('credited');
		const invoice = await port.getInvoice(plan.creditNoteFor);
		if (!invoice?.booked)
			return journey.refuse(notSettled('invoiceGone', 'The invoice could not be read back from Dinero.'));
		journey.invoice = invoice;
		const paid = await registerPayments(invoice, plan.payments, port, journey, false);
		if (isRefusal(paid)) {
			if (paid.code !== 'overRepayment') return journey.refuse(paid);
			journey.warn(`${paid.message} ${paid.advice}`);
			return journey.arrive('credited');
		}
		journey.reached('paid');
		return journey.arrive('credited');
	}

	private async justCreated(
		plan: CreditNotePlan,
		timestamp: string,
		totals: { total: number; vat: number },
	): Promise<InvoiceState> {
		return {
			guid: plan.guid,
			timestamp,
			booked: false,
			deleted: false,
			paymentStatus: 'Draft',
			contactGuid: plan.contactGuid,
			externalReference: plan.externalReference,
			currency: plan.currency,
			total: totals.total,
			vat: totals.vat,
			day: plan.day,
			sent: false,
			lines: [],
			creditNoteFor: plan.creditNoteFor,
		};
	}

	private neverInvoiced(): Refusal {
		return {
			kind: 'refused',
			code: 'invoiceMissing',
			message: `Dinero has no invoice for order ${this.request.subject.orderNumber}, so there is nothing to credit.`,
			advice:
				'Transfer the order first, then run the refund again. If the order was never invoiced and is refunded in full, nothing ' +
				'needs to be done.',
			retryable: true,
		};
	}

	private notBooked(): Refusal {
		return {
			kind: 'refused',
			code: 'invoiceNotBooked',
			message: `The invoice of order ${this.request.subject.orderNumber} is still a draft in Dinero. Only a booked invoice can be credited.`,
			advice: 'Correct the draft in Dinero, or book it and run the refund again.',
			retryable: true,
		};
	}

	private gone(): Refusal {
		return {
			kind: 'refused',
			code: 'draftDeleted',
			message: `A credit note for this refund of order ${this.request.subject.orderNumber} was made and then deleted by a person.`,
			advice: afterDeletion,
			retryable: false,
		};
	}
}

/**
 * What the plan needs of the invoice. This refund's own credit note is not counted in what was credited before.
 */
function invoiceFacts(
	invoice: InvoiceState,
	payments: PaymentsState,
	own: InvoiceState | undefined,
): InvoiceFacts {
	const setOff = payments.payments.reduce((sum, row) => sum + (row.byCreditNote ? row.amount : 0), 0);
	return {
		guid: invoice.guid,
		number: invoice.number,
		booked: invoice.booked,
		contactGuid: invoice.contactGuid,
		currency: invoice.currency,
		total: invoice.total,
		vat: invoice.vat,
		credited: Math.max(0, setOff - (own?.booked ? own.total : 0)),
		externalReference: invoice.externalReference,
		language: invoice.language,
		lines: invoice.lines.filter((line) => line.lineType !== 'Text'),
	};
}

function draftOf(plan: CreditNotePlan): DocumentDraft {
	const {
		guid,
		externalReference,
		contactGuid,
		currency,
		language,
		day,
		description,
		comment,
		linesInclVat,
		lines,
	} = plan;
	return {
		guid,
		externalReference,
		contactGuid,
		currency,
		language,
		day,
		description,
		comment,
		linesInclVat,
		lines,
		creditNoteFor: plan.creditNoteFor,
	};
}

/** A booked credit note is never changed, and a draft that somebody changed is not booked. */
function refuseOtherCreditNote(state: InvoiceState, plan: CreditNotePlan): Refusal | undefined {
	const differences: string[] = [];
	if (state.currency !== plan.currency || state.total !== plan.expected.total) {
		const wanted = moneyText(plan.expected.total, plan.currency);
		differences.push(`the total is ${moneyText(state.total, state.currency)}, not ${wanted}`);
	}
	if (state.creditNoteFor !== undefined && state.creditNoteFor !== plan.creditNoteFor) {
		differences.push('it belongs to another invoice');
	}
	if (differences.length === 0) return undefined;
	return {
		kind: 'refused',
		code: 'otherContent',
		message: `This refund is already in Dinero ${state.booked ? `as credit note ${state.number}` : 'as a draft'} with other content: ${differences.join('; ')}.`,
		advice: 'Correct it in Dinero by hand: what is booked is never changed here.',
		retryable: false,
	};
}
