import type { InvoicePlan } from '../orders/plan';
import { refused, type Refusal } from '../orders/refusal';
import type { Journey } from './journey';
import type { ContactState, DineroPort, EmailAnswer, InvoiceState } from './port';
import { refusedByDinero } from './refusals';

const attempts = 3;

/** How an invoice goes out. */
interface Sending {
	deed: 'email' | 'eInvoice';
	/** For messages: 'the e-mail'. */
	word: string;
	send(guid: string, timestamp: string): Promise<EmailAnswer>;
}

/** The ways in which the invoice of a plan goes out, the first one that Dinero takes: e-invoice, e-mail. */
export function sendingsOf({ book, eInvoice, send }: InvoicePlan, port: DineroPort): Sending[] {
	return [
		...(book && eInvoice ? [asEInvoice(port, eInvoice.orderReference)] : []),
		...(send ? [byEmail(port, send.receiver)] : []),
	];
}

/**
 * Dinero sends e-invoices to the number of the contact, and contacts that are there are not changed: an order for another
 * EAN number than the contact's would reach the wrong office, so it is refused before anything is written.
 */
export function refuseOtherEan(
	contact: ContactState,
	{ eInvoice, orderNumber }: InvoicePlan,
): Refusal | undefined {
	if (eInvoice?.ean === undefined || contact.eanNumber === eInvoice.ean) return undefined;
	const own = contact.eanNumber === undefined ? 'no EAN number' : `the EAN number ${contact.eanNumber}`;
	return refused(
		'eanDiffers',
		`Order ${orderNumber} asks for an e-invoice to the EAN number ${eInvoice.ean}, and the contact ${contact.name} has ${own} in Dinero.`,
		'Put the EAN number on the contact in Dinero and run again, or turn "Send as E-Invoice" off and send this one by hand.',
		'customer.ean',
	);
}

/** By e-mail, to the receiver or else to the contact's own address. */
function byEmail(port: DineroPort, receiver: string | undefined): Sending {
	return {
		deed: 'email',
		word: 'the e-mail',
		send: async (guid, timestamp) => await port.emailInvoice(guid, { timestamp, receiver }),
	};
}

/** As an e-invoice to the contact's own number, with the customer's own order number. */
function asEInvoice(port: DineroPort, orderReference: string | undefined): Sending {
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
 * @returns false where Dinero refused, so that another way may be tried
 */
export async function sendInvoice(
	invoice: InvoiceState,
	timestamp: string | undefined,
	sending: Sending,
	port: DineroPort,
	journey: Journey,
): Promise<boolean> {
	let state: InvoiceState | undefined = timestamp === undefined ? undefined : { ...invoice, timestamp };
	let sentByUs = false;
	for (let attempt = 0; attempt < attempts; attempt++) {
		state = state ?? (await port.getInvoice(invoice.guid));
		if (!state) break;
		if (state.sent) {
			if (sentByUs) journey.did(sending.deed);
			else journey.saw(sending.deed);
			journey.reached('sent');
			return true;
		}
		const answer = await sending.send(state.guid, state.timestamp);
		if (answer.outcome === 'sent') {
			journey.did(sending.deed);
			journey.reached('sent');
			return true;
		}
		if (answer.outcome === 'refused') {
			const { message } = refusedByDinero('sendingRefused', sending.word, answer);
			journey.warn(`${message} ${answer.advice}`.trim());
			return false;
		}
		sentByUs = sentByUs || answer.outcome === 'unknown';
		state = undefined;
	}
	journey.warn(
		'Whether the invoice was sent is not known. See under the invoice in Dinero, or run the order again.',
	);
	return true;
}
