import type { Settings, ShopOrder } from '../orders';
import { creditNoteIdentity, decimalText } from '../orders';
import type { Minor } from '../orders/order';
import { findInvoice, invoiceRequest } from './createInvoice';
import { refuseOtherContent } from './draftStep';
import { inDocumentCurrency } from './payStep';
import type { DineroPort, InvoiceState, PaymentsState } from './port';

/** What Dinero has of an order; amounts are decimal strings of the document's currency, VAT included. */
export interface OrderStatus {
	/**
	 * `deleted`: a person deleted the draft. `partlyPaid` and `partlyCredited`: something is left to pay, or to
	 * credit. `credited`: the whole invoice is taken back by credit notes.
	 */
	status:
		| 'nothing'
		| 'deleted'
		| 'draft'
		| 'booked'
		| 'partlyPaid'
		| 'paid'
		| 'overpaid'
		| 'partlyCredited'
		| 'credited';
	shop: string;
	shopKey: string;
	orderId: string;
	orderNumber: string;
	invoiceGuid?: string;
	invoiceNumber?: number;
	invoiceDate?: string;
	contactName?: string;
	orderTotal: string;
	invoiceTotal?: string;
	/** What customers paid, money given back taken off. */
	paidAmount?: string;
	creditedAmount?: string;
	/** What is left to pay; minus when there is too much. */
	remaining?: string;
	currency: string;
	/** Whether an e-mail or e-invoice was sent from Dinero with it. */
	sent: boolean;
	creditNotes: Array<{ guid: string; number?: number; total: string; booked: boolean }>;
	/** How the invoice differs from the order as the shop says it now. */
	difference?: string;
	calls: { order: number; settings: number };
}

/**
 * What Dinero has of an order: its invoice under the derived guid, its payments, and its
 * credit notes, those set off against the invoice and the drafts of refunds that the payload carries. Reads only:
 * one request where there is nothing or a draft, two for a booked invoice, one more for each credit note.
 *
 * @throws what the port throws when Dinero cannot be asked
 */
export async function orderStatus(
	order: ShopOrder,
	settings: Settings,
	port: DineroPort,
): Promise<OrderStatus> {
	const request = invoiceRequest(order, settings, port.organizationId);
	const invoice = await findInvoice(request, port, {});
	const status = {
		shop: order.shop,
		shopKey: order.shopKey,
		orderId: order.id,
		orderNumber: order.number,
		orderTotal: decimalText(order.total, order.currency),
		currency: order.currency,
		sent: false,
		creditNotes: [],
	};
	if (invoice === undefined || invoice === 'deleted') {
		return { ...status, status: invoice ?? 'nothing', calls: port.calls() };
	}
	const payments = invoice.booked ? inDocumentCurrency(await port.getPayments(invoice), invoice) : undefined;
	const creditNotes = await creditNotesOf(order, payments, port);
	const text = (amount: Minor) => decimalText(amount, invoice.currency);
	const setOff = (payments?.payments ?? []).filter((row) => row.byCreditNote);
	const credited = setOff.reduce((sum, row) => sum + row.amount, 0);
	return {
		...status,
		status: wordFor(invoice, payments, credited),
		invoiceGuid: invoice.guid,
		invoiceNumber: invoice.number,
		invoiceDate: invoice.day,
		contactName: invoice.contactName,
		invoiceTotal: text(invoice.total),
		...(payments === undefined
			? {}
			: {
					paidAmount: text(payments.total - payments.remaining - credited),
					creditedAmount: text(credited),
					remaining: text(payments.remaining),
				}),
		currency: invoice.currency,
		sent: invoice.sent,
		creditNotes: creditNotes.map(({ guid, number, total, booked }) => ({
			guid,
			number,
			total: text(total),
			booked,
		})),
		difference: refuseOtherContent(invoice, order)?.message,
		calls: port.calls(),
	};
}

function wordFor(
	invoice: InvoiceState,
	payments: PaymentsState | undefined,
	credited: Minor,
): OrderStatus['status'] {
	if (payments === undefined) return 'draft';
	if (credited > 0) return credited >= invoice.total ? 'credited' : 'partlyCredited';
	if (payments.remaining < 0) return 'overpaid';
	if (payments.remaining === 0) return 'paid';
	return payments.remaining < payments.total ? 'partlyPaid' : 'booked';
}

/** Credit notes that Dinero has set off against the invoice, then those of the payload's refunds that are drafts still. */
async function creditNotesOf(
	order: ShopOrder,
	payments: PaymentsState | undefined,
	port: DineroPort,
): Promise<InvoiceState[]> {
	if (payments === undefined) return [];
	const setOff = payments.payments.flatMap((row) =>
		row.byCreditNote && row.relatedVoucherGuid ? [row.relatedVoucherGuid] : [],
	);
	const derived = order.refunds.map(
		(refund) => creditNoteIdentity(port.organizationId, { ...refund, shopKey: order.shopKey }).guid,
	);
	const found: InvoiceState[] = [];
	for (const guid of new Set([...setOff, ...derived])) {
		const creditNote = await port.getCreditNote(guid);
		if (creditNote !== undefined && !creditNote.deleted) found.push(creditNote);
	}
	return found;
}
