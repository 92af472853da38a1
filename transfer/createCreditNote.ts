import type { Refusal, Settings, ShopRefund } from '../orders';
import {
	belongsToRefund,
	creditNoteIdentity,
	planCreditNote,
	refundedInvoiceIdentities,
	refundedInvoiceSearches,
} from '../orders';

import { numbered } from './createInvoice';
import type { JourneyOptions } from './journey';
import type { TransferOutcome } from './outcome';
import type { DineroPort } from './port';
import { transferCreditNote } from './transferCreditNote';

/**
 * Brings a refund into Dinero as a credit note of the order's invoice, and registers the money that went back,
 * as the settings say. Running it again continues where it stands. Without a booked invoice nothing is written;
 * a refund may come before its order, so that refusal is `retryable`.
 *
 * @throws what the port throws when Dinero cannot be asked; `brokenOff(error)` tells how far it came, and
 * running again is safe
 */
export async function createCreditNote(
	refund: ShopRefund,
	settings: Settings,
	port: DineroPort,
	options: JourneyOptions = {},
): Promise<TransferOutcome> {
	const { organizationId } = port;
	const identities = refundedInvoiceIdentities(organizationId, refund);
	const soldIn = (invoice: { externalReference?: string }): ShopRefund => ({
		...refund,
		shopKey: shopKeyOf(invoice.externalReference) ?? refund.shopKey,
	});
	return await transferCreditNote(
		{
			subject: {
				shop: refund.shop,
				shopKey: refund.shopKey,
				orderId: refund.orderId,
				orderNumber: refund.orderId,
				total: refund.amount,
				currency: refund.currency || 'DKK',
			},
			guidFor: (invoice, time = 1) =>
				creditNoteIdentity(organizationId, numbered(soldIn(invoice), time)).guid,
			reissue: options.reissue === true,
			invoiceGuids: identities.map((identity) => identity.guid),
			findByReference: async () => await invoiceByReference(refund, port),
			plan: (invoice, facts) => planCreditNote(soldIn(invoice), invoice, settings, facts),
		},
		port,
		options,
	);
}

/**
 * The one invoice whose reference names the refund's order, whatever the shop. Order ids of two shops can be
 * the same, so several are a question for a person.
 */
async function invoiceByReference(
	refund: ShopRefund,
	port: DineroPort,
): Promise<string | undefined | Refusal> {
	for (const part of refundedInvoiceSearches(refund)) {
		const rows = (await port.searchInvoices(part)).filter((row) =>
			belongsToRefund(row.externalReference, refund),
		);
		if (rows.length === 1) return rows[0].guid;
		if (rows.length > 1) {
			return {
				kind: 'refused',
				code: 'severalInvoices',
				message: `Dinero has ${rows.length} invoices for an order ${refund.orderId}, from different shops.`,
				advice: "Name the refund's shop in the settings ('shopKey'), so that the right invoice is credited.",
				retryable: false,
			};
		}
	}
	return undefined;
}

/** The shop as the invoice's reference names it, so that a refund has one identity however it was delivered. */
function shopKeyOf(externalReference: string | undefined): string | undefined {
	return /^[a-z]+:(.+):order:/.exec(externalReference ?? '')?.[1];
}
