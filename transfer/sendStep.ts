import type { Journey } from './journey';
import type { DineroPort, EmailAnswer, InvoiceState } from './port';
import { refusedByDinero } from './refusals';

const attempts = 3;

/** How an invoice goes out. */
export interface Sending {
	deed: 'email' | 'eInvoice';
	/** For messages: 'the e-mail'. */
	word: string;
	send(guid: string, timestamp: string): Promise<EmailAnswer>;
}

/** By e-mail, to the receiver or else to the contact's own address. */
export function byEmail(port: DineroPort, receiver: string | undefined): Sending {
	return {
		deed: 'email',
		word: 'the e-mail',
		send: async (guid, timestamp) => await port.emailInvoice(guid, { timestamp, receiver }),
	};
}

/** As an e-invoice to the contact's EAN number, with the customer's own order number. */
export function asEInvoice(port: DineroPort, orderReference: string | undefined): Sending {
	return {
		deed: 'eInvoice',
		word: 'the e-invoice',
		send: async (guid, timestamp) => await port.sendEInvoice(guid, { timestamp, orderReference }),
	};
}

/**
 * Sends a booked invoice, unless anything was sent from Dinero with it already. What is sent has no guid: after
 * a lost answer or an outdated timestamp the invoice is read again before anything is repeated. The money is in
 * the books by now, so what keeps the invoice from going out is a warning and not a refusal.
 *
 * @param timestamp the newest one; without it the invoice is read first
 */
export async function sendInvoice(
	invoice: InvoiceState,
	timestamp: string | undefined,
	sending: Sending,
	port: DineroPort,
	journey: Journey,
): Promise<void> {
	let state: InvoiceState | undefined = timestamp === undefined ? undefined : { ...invoice, timestamp };
	let sentByUs = false;
	for (let attempt = 0; attempt < attempts; attempt++) {
		state = state ?? (await port.getInvoice(invoice.guid));
		if (!state) break;
		if (state.sent) {
			if (sentByUs) journey.did(sending.deed);
			else journey.saw(sending.deed);
			journey.reached('sent');
			return;
		}
		const answer = await sending.send(state.guid, state.timestamp);
		if (answer.outcome === 'sent') {
			journey.did(sending.deed);
			journey.reached('sent');
			return;
		}
		if (answer.outcome === 'refused') {
			const { message } = refusedByDinero('sendingRefused', sending.word, answer);
			journey.warn(`${message} ${answer.advice}`.trim());
			return;
		}
		sentByUs = sentByUs || answer.outcome === 'unknown';
		state = undefined;
	}
	journey.warn(
		'Whether the invoice was sent is not known. See under the invoice in Dinero, or run the order again.',
	);
}
