import type { InvoicePlan, OrganizationFacts } from '../orders/plan';
import type { Refusal } from '../orders/refusal';
import { isRefusal } from '../orders/refusal';
import { attachFile } from './attachStep';
import { bookDocument } from './bookStep';
import type { SeveralContacts } from './contactStep';
import { createContact, findContacts } from './contactStep';
import { draftDeleted, invoiceDraft, refuseOtherContent, refuseOtherDraft } from './draftStep';
import type { JourneyOptions, Subject } from './journey';
import { Journey } from './journey';
import type { TransferOutcome } from './outcome';
import { OwnDocument } from './ownDocument';
import { registerPayments } from './payStep';
import type { AttachedFile, DineroPort, DocumentDraft, DocumentTotals, InvoiceState } from './port';
import { wantsProducts, withKnownProducts, withNewProducts } from './productStep';
import { madeAnew, refusedByDinero } from './refusals';
import { refuseOtherEan, sendingsOf, sendInvoice } from './sendStep';
import { checkTotals } from './totalsStep';
import { stateVatInDkk } from './vatInDkkStep';

/** An order on its way to becoming an invoice. */
export interface InvoiceRequest {
	/** The invoice's guid, derived from organization, shop and order. */
	guid: string;
	/** The guid of the document that follows `time - 1` deleted ones; `guid` itself for the first. */
	guidOf?(time: number): string;
	/** Makes a new invoice where a person deleted the draft. */
	reissue?: boolean;
	subject: Subject;
	/** The shop has cancelled or refunded the order by now. */
	gone: boolean;
	/**
	 * The shop gave money back. A credit note then may have settled the invoice beside payments that are not
	 * registered yet, so that Dinero's word that it is paid does not end the matter.
	 */
	refunded: boolean;
	/** Attached before the invoice is booked. */
	attachment?: AttachedFile;
	/** Whether an e-mail or e-invoice may be wanted, so that a paid but unsent invoice is not yet done. */
	sends: boolean;
	severalContacts: SeveralContacts;
	/** Decides everything before the first write; only asked when Dinero does not have it all already. */
	plan(facts: OrganizationFacts): InvoicePlan | Refusal;
}

/**
 * The steps of one order: look, contact, totals, draft, booked, paid, sent. It may be run again at any time,
 * also beside another run of the same order: every step first finds what is there and continues from it.
 * Nothing is written before the whole plan is made and Dinero has calculated the same total.
 *
 * Requests: 1 when all is there; 6 for a new paid order of a known customer (look, contact, totals, create,
 * book, pay), one more for a new customer, one more in a foreign currency (Dinero's rate). Three more for each
 * product that is made, and four where the VAT must be stated in DKK.
 */
export async function transferInvoice(
	request: InvoiceRequest,
	port: DineroPort,
	options: JourneyOptions = {},
): Promise<TransferOutcome> {
	const journey = new Journey(request.subject, port, options);
	return await journey.keep(new InvoiceTransfer(request, port, journey).run());
}

class InvoiceTransfer {
	private readonly own: OwnDocument;

	constructor(
		private readonly request: InvoiceRequest,
		private readonly port: DineroPort,
		private readonly journey: Journey,
	) {
		this.own = new OwnDocument(
			(time) => (time === 1 ? request.guid : (request.guidOf?.(time) ?? request.guid)),
			async (guid) => await port.getInvoice(guid),
			request.reissue === true && request.guidOf !== undefined,
		);
	}

	async run(): Promise<TransferOutcome> {
		const { journey, request } = this;
		const existing = await this.own.find();
		if (existing === 'deleted') return journey.refuse(draftDeleted(request.subject.orderNumber));
		if (existing) {
			const refusal = this.meet(existing);
			if (refusal) return journey.refuse(refusal);
			if (this.isSettled(existing) && (existing.sent || !request.sends)) return this.allThere(existing);
		}
		const facts = await this.port.facts();
		const plan = request.plan(facts);
		if (isRefusal(plan))
			return existing && plan.kind === 'nothingToDo' ? this.overtaken(existing, plan) : journey.refuse(plan);
		journey.plan = plan;
		for (const { number, name } of facts.accounts) journey.accountNames[number] = name;
		plan.warnings.forEach((warning) => journey.warn(warning));
		return existing ? await this.resume(existing, plan) : await this.begin(plan);
	}

	/**
	 * The order would not be invoiced today (cancelled, refunded, not paid yet), but it was invoiced before.
	 */
	private overtaken(existing: InvoiceState, why: Pick<Refusal, 'retryable'>): TransferOutcome {
		if (!why.retryable) {
			const document = existing.booked ? `Invoice ${existing.number}` : 'Its draft in Dinero';
			const advice = existing.booked
				? 'Make a credit note for what was given back, if there is none yet.'
				: 'Delete the draft if it is not needed.';
			this.journey.warn(
				`The order was cancelled or refunded in the shop after it was transferred. ${document} stays. ${advice}`,
			);
		}
		return this.journey.arrive('invoiced');
	}

	private async begin(plan: InvoicePlan): Promise<TransferOutcome> {
		const { journey, port } = this;
		const contacts = await findContacts(plan.contact, port, this.request.severalContacts);
		if (isRefusal(contacts)) return journey.refuse(contacts);
		const [known] = contacts;
		const elsewhere = known && refuseOtherEan(known, plan);
		if (elsewhere) return journey.refuse(elsewhere);
		if (contacts.length > 1) {
			journey.warn(
				`${contacts.length} contacts in Dinero fit ${plan.contact.name}. The invoice is on ${known.name}, always the same one.`,
			);
		}
		const checked = await this.check(plan, known?.guid);
		if (isRefusal(checked)) return journey.refuse(checked);
		journey.totals = checked.totals;

		const complete = await withNewProducts(checked.draft, plan, port, journey);
		if (isRefusal(complete)) return journey.refuse(complete);
		let draft = complete;
		if (known) {
			journey.saw('contact');
			journey.contact = { guid: known.guid, name: known.name };
		} else {
			const contact = await createContact(plan.contact, port, journey);
			if (isRefusal(contact)) return journey.refuse(contact);
			journey.contact = { guid: contact.guid, name: contact.contact?.name ?? plan.contact.name };
			draft = { ...draft, contactGuid: contact.guid };
		}
		journey.reached('contact');

		draft = { ...draft, guid: this.own.guid };
		const answer = await port.createInvoice(draft);
		if (answer.outcome === 'refused')
			return journey.refuse(refusedByDinero('draftRefused', 'the invoice', answer));
		if (answer.outcome === 'exists') {
			const read = await port.getInvoice(this.own.guid);
			const state = !read || read.deleted ? await this.own.findNext() : read;
			if (state === 'deleted') return journey.refuse(draftDeleted(plan.orderNumber));
			if (state === undefined) return await this.begin(plan);
			if (answer.maybeByUs) journey.did('invoice');
			const refusal = this.meet(state);
			if (refusal) return journey.refuse(refusal);
			return await this.resume(state, plan, [
				...contacts.map((contact) => contact.guid),
				draft.contactGuid as string,
			]);
		}
		journey.did('invoice');
		if (this.own.wasDeleted) journey.warn(madeAnew('invoice'));
		journey.invoice = draftState(draft, checked.totals, answer.timestamp, journey.contact?.name);
		journey.reached('checked');
		const notAttached = await this.attach();
		if (notAttached) return journey.refuse(notAttached);
		const stated = await this.stateVat(journey.invoice, plan);
		if (isRefusal(stated)) return journey.refuse(stated);
		if (stated.booked) return await this.finish(stated, plan, false);
		if (!plan.book) return journey.arrive('invoiced');
		return await this.book(stated, plan);
	}

	/** With the products that Dinero has. One that was deleted since the list was read makes Dinero refuse: it is read anew. */
	private async check(plan: InvoicePlan, contactGuid: string | undefined) {
		const { port } = this;
		const check = async (anew: boolean) => {
			const draft = await withKnownProducts(invoiceDraft(plan, contactGuid), port, anew);
			return await checkTotals(draft, plan, async (one) => await port.fetchInvoiceTotals(one));
		};
		const checked = await check(false);
		const again = isRefusal(checked) && checked.code === 'draftRefused' && wantsProducts(plan.lines);
		return again ? await check(true) : checked;
	}

	/**
	 * From a document that is in Dinero already, made by an earlier or a parallel run, perhaps touched by a
	 * person.
	 */
	private async resume(
		state: InvoiceState,
		plan: InvoicePlan,
		contactGuids?: string[],
	): Promise<TransferOutcome> {
		const { journey } = this;
		if (state.booked) return await this.finish(state, plan, false);
		const notAttached = await this.attach();
		if (notAttached) return journey.refuse(notAttached);
		const stated = await this.stateVat(state, plan);
		if (isRefusal(stated)) return journey.refuse(stated);
		if (stated.booked) return await this.finish(stated, plan, false);
		if (!plan.book) {
			journey.reached('checked');
			return journey.arrive('invoiced');
		}
		const possible = contactGuids ?? (await this.possibleContacts(plan));
		const refusal = refuseOtherDraft(stated, plan, [...possible, plan.contact.guid]);
		if (refusal) return journey.refuse(refusal);
		journey.reached('checked');
		return await this.book(stated, plan);
	}

	private async book(state: InvoiceState, plan: InvoicePlan): Promise<TransferOutcome> {
		const { journey, port } = this;
		const booked = await bookDocument(state.timestamp, {
			word: 'invoice',
			read: async () => await port.getInvoice(this.own.guid),
			book: async (timestamp) => await port.bookInvoice(this.own.guid, timestamp, plan.number),
			check: (changed) =>
				refuseOtherContent(changed, this.order()) ??
				refuseOtherDraft(changed, plan, [state.contactGuid as string]),
			gone: () => draftDeleted(plan.orderNumber),
			number: plan.number,
		});
		if (isRefusal(booked)) return journey.refuse(booked);
		if (booked.byUs) journey.did('booking');
		return await this.finish(booked.document, plan, booked.byUs);
	}

	private async finish(invoice: InvoiceState, plan: InvoicePlan, fresh: boolean): Promise<TransferOutcome> {
		const { journey, port } = this;
		const refusal = this.meet(invoice);
		if (refusal) return journey.refuse(refusal);
		if (plan.number !== undefined && invoice.number !== plan.number) {
			journey.warn(`The invoice has the number ${invoice.number}, not ${plan.number} as asked for.`);
		}
		let newest: { invoice: InvoiceState; timestamp?: string } = { invoice, timestamp: invoice.timestamp };
		if (this.isSettled(invoice)) {
			this.readAsPaid(invoice);
		} else {
			const paid = await registerPayments(invoice, plan.payments, port, journey, fresh);
			if (isRefusal(paid)) return journey.refuse(paid);
			newest = paid;
			if (plan.payments.length > 0) journey.reached('paid');
		}
		const sendings = sendingsOf(plan, port);
		for (const sending of sendings) {
			if (await sendInvoice(newest.invoice, newest.timestamp, sending, port, journey)) break;
		}
		if (sendings.length === 0 && newest.invoice.sent) journey.reached('sent');
		return journey.arrive('invoiced');
	}

	/** A draft that was changed to say its VAT in DKK is looked at anew, since it was written as a whole. */
	private async stateVat(draft: InvoiceState, plan: InvoicePlan): Promise<InvoiceState | Refusal> {
		const stated = await stateVatInDkk(draft, plan, this.port, this.journey);
		if (stated === undefined) return draftDeleted(plan.orderNumber);
		if (isRefusal(stated) || stated === draft) return stated;
		this.journey.invoice = stated;
		return refuseOtherContent(stated, this.order()) ?? stated;
	}

	private async attach(): Promise<Refusal | undefined> {
		const { attachment } = this.request;
		return attachment && (await attachFile(this.own.guid, attachment, this.port, this.journey));
	}

	private allThere(invoice: InvoiceState): TransferOutcome {
		this.readAsPaid(invoice);
		if (invoice.sent) this.journey.reached('sent');
		if (this.request.gone) return this.overtaken(invoice, { retryable: false });
		return this.journey.arrive('invoiced');
	}

	private isSettled(invoice: InvoiceState): boolean {
		return invoice.booked && ['Paid', 'OverPaid'].includes(invoice.paymentStatus) && !this.request.refunded;
	}

	/**
	 * Dinero's word that nothing is left to pay; what was overpaid is not known without reading the payments.
	 */
	private readAsPaid(invoice: InvoiceState): void {
		this.journey.reached('paid');
		if (invoice.paymentStatus !== 'Paid') return;
		this.journey.paid = invoice.total;
		this.journey.remaining = 0;
	}

	/** Notes what a document read from Dinero shows, and refuses it when it is not this order's. */
	private meet(state: InvoiceState): Refusal | undefined {
		const refusal = refuseOtherContent(state, this.order());
		if (state.deleted) return refusal;
		this.journey.meet(state);
		this.journey.saw('invoice');
		if (state.contactGuid) this.journey.saw('contact');
		if (state.booked) this.journey.saw('booking');
		return refusal;
	}

	private order(): { number: string; total: number; currency: string } {
		const { orderNumber, total, currency } = this.request.subject;
		return { number: orderNumber, total, currency };
	}

	/** An existing draft has its customer already, so several that fit are no reason to stop. */
	private async possibleContacts(plan: InvoicePlan): Promise<string[]> {
		const contacts = await findContacts(plan.contact, this.port, 'take');
		return isRefusal(contacts) ? [] : contacts.map((contact) => contact.guid);
	}
}

/** What a draft that was just created must look like, from what was sent and what Dinero calculated. */
function draftState(
	draft: DocumentDraft,
	totals: DocumentTotals,
	timestamp: string,
	contactName: string | undefined,
): InvoiceState {
	return {
		guid: draft.guid,
		timestamp,
		booked: false,
		deleted: false,
		paymentStatus: 'Draft',
		contactGuid: draft.contactGuid,
		contactName,
		externalReference: draft.externalReference,
		currency: draft.currency,
		total: totals.total,
		vat: totals.vat,
		day: draft.day,
		sent: false,
		lines: [],
		comment: draft.comment,
	};
}
