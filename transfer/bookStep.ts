import type { Refusal } from '../orders/refusal';
import type { Booking, InvoiceState } from './port';
import { notSettled, refusedByDinero } from './refusals';

const attempts = 4;

/** How one kind of document is read and booked. */
export interface Bookable {
	/** 'invoice' or 'credit note', for messages. */
	word: string;
	read(): Promise<InvoiceState | undefined>;
	book(timestamp: string): Promise<Booking>;
	/** Decides anew about a draft that was changed in the meantime. */
	check(state: InvoiceState): Refusal | undefined;
	gone(): Refusal;
	/** The number that was asked for, if any. */
	number?: number;
}

/**
 * Books a draft with its newest timestamp. When the timestamp is outdated, the answer was lost or Dinero
 * refuses, the document is read again and decided again: booked by now counts as booked, a changed draft is
 * checked anew.
 *
 * `byUs` is true only when this very request booked it; then no payment can have been registered yet.
 */
export async function bookDocument(
	timestamp: string,
	bookable: Bookable,
): Promise<{ document: InvoiceState; byUs: boolean } | Refusal> {
	let newest = timestamp;
	for (let attempt = 0; attempt < attempts; attempt++) {
		const answer = await bookable.book(newest);
		if (answer.outcome === 'booked') return { document: answer.document, byUs: true };

		const state = await bookable.read();
		if (!state || state.deleted) return bookable.gone();
		if (state.booked) return { document: state, byUs: false };
		if (answer.outcome === 'numberTaken') return numberTaken(bookable);
		if (answer.outcome === 'refused')
			return refusedByDinero('bookingRefused', `booking the ${bookable.word}`, answer);
		const refusal = bookable.check(state);
		if (refusal) return refusal;
		newest = state.timestamp;
	}
	return notSettled(
		'bookingNotSettled',
		`The ${bookable.word} kept changing in Dinero while it was being booked. It is still a draft.`,
	);
}

function numberTaken(bookable: Bookable): Refusal {
	return {
		kind: 'refused',
		code: 'numberTaken',
		message: `Dinero already has a document with the number ${bookable.number}. The ${bookable.word} stays a draft.`,
		advice:
			'Book the draft in Dinero with a free number, or turn off the setting that makes the invoice number the order number. ' +
			'Credit notes take numbers from the same series.',
		retryable: false,
	};
}
