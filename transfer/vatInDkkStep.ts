import { decimalText } from '../orders/money';
import type { InvoicePlan } from '../orders/plan';
import type { Refusal } from '../orders/refusal';
import type { Journey } from './journey';
import type { DineroPort, InvoiceState } from './port';
import { notSettled, refusedByDinero } from './refusals';

const attempts = 4;

/**
 * Writes the VAT in DKK into the comment of a draft in another currency, at Dinero's own rate, which Dinero gives a draft
 * as soon as it is there. Whatever else a person changed in the draft stays. A draft that says it already is left alone:
 * four requests otherwise (rate, read, write, read).
 *
 * Dinero gives the day's rate; whether a draft that is booked on a later day gets another one is not known. A payment
 * takes its rate from the booked invoice in any case.
 *
 * @returns the draft as it is now, with its newest timestamp; undefined when it is gone
 */
export async function stateVatInDkk(
	draft: InvoiceState,
	plan: Pick<InvoicePlan, 'vatInDkk'>,
	port: DineroPort,
	journey: Journey,
): Promise<InvoiceState | Refusal | undefined> {
	const words = plan.vatInDkk;
	if (words === undefined || draft.vat === 0) return draft;
	let state: InvoiceState | undefined = draft;
	for (let attempt = 0; attempt < attempts; attempt++) {
		if (state === undefined || state.deleted) return undefined;
		if (state.booked || (state.comment ?? '').includes(words)) return state;
		const rows = await port.findInvoices(draft.externalReference ?? '');
		const vatInDkk = rows.find((row) => row.guid === draft.guid)?.vatInDkk;
		if (!vatInDkk) {
			journey.warn(
				`Dinero gave no rate for ${draft.currency}, so the invoice does not say its VAT in DKK. Write it into the comment of the invoice.`,
			);
			return state;
		}
		const line = `${words}: ${decimalText(vatInDkk, 'DKK')}`;
		const answer = await port.addToComment(draft.guid, state.timestamp, line);
		state = await port.getInvoice(draft.guid);
		if (answer.outcome === 'refused' && state?.booked !== true && state?.deleted !== true) {
			return refusedByDinero('commentRefused', 'the VAT in DKK', answer);
		}
	}
	if (state === undefined || state.deleted) return undefined;
	if (state.booked || (state.comment ?? '').includes(words)) return state;
	return notSettled(
		'vatInDkkNotSettled',
		'The draft kept changing in Dinero while its VAT was written in DKK.',
	);
}
