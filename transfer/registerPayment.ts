import type { Settings, ShopOrder } from '../orders';
import { isRefusal, planInvoice } from '../orders';
import { findInvoice, invoiceRequest } from './createInvoice';
import { draftDeleted, refuseOtherContent } from './draftStep';
import type { JourneyOptions } from './journey';
import { Journey } from './journey';
import type { TransferOutcome } from './outcome';
import { registerPayments } from './payStep';
import type { DineroPort } from './port';

/**
 * Registers an order's payments on its invoice, for an invoice that a person booked in Dinero, or an order that
 * was paid after it was invoiced. Payments that are there already are found and left alone. Creates and books
 * nothing.
 *
 * @throws what the port throws when Dinero cannot be asked; running again is safe
 */
export async function registerPayment(
	order: ShopOrder,
	settings: Settings,
	port: DineroPort,
	options: JourneyOptions = {},
): Promise<TransferOutcome> {
	const request = invoiceRequest(order, { ...settings, action: 'bookAndPay' }, port.organizationId);
	const journey = new Journey(request.subject, port, options);
	return await journey.keep(register(order, settings, port, journey, findInvoice(request, port, options)));
}

async function register(
	order: ShopOrder,
	settings: Settings,
	port: DineroPort,
	journey: Journey,
	found: ReturnType<typeof findInvoice>,
): Promise<TransferOutcome> {
	const invoice = await found;
	if (invoice === 'deleted') return journey.refuse(draftDeleted(order.number));
	if (!invoice) {
		return journey.refuse({
			kind: 'refused',
			code: 'invoiceMissing',
			message: `Dinero has no invoice for order ${order.number}.`,
			advice: 'Create the invoice first.',
			retryable: true,
		});
	}
	const other = refuseOtherContent(invoice, order);
	if (other) return journey.refuse(other);
	journey.meet(invoice);
	journey.saw('invoice');
	if (!invoice.booked) {
		return journey.refuse({
			kind: 'refused',
			code: 'invoiceNotBooked',
			message: `The invoice of order ${order.number} is still a draft in Dinero. Only a booked invoice can be paid.`,
			advice: 'Book the draft in Dinero, then run again.',
			retryable: true,
		});
	}
	const facts = await port.facts();
	for (const { number, name } of facts.accounts) journey.accountNames[number] = name;
	const plan = planInvoice(order, { ...settings, action: 'bookAndPay' }, facts);
	if (isRefusal(plan)) return journey.refuse(plan);
	plan.warnings.forEach((warning) => journey.warn(warning));
	if (plan.payments.length === 0) {
		return journey.refuse({
			kind: 'nothingToDo',
			code: 'noPayments',
			message: `The shop has received nothing for order ${order.number} that is to be registered.`,
			advice: 'Nothing needs to be done until the order is paid.',
			retryable: false,
		});
	}
	const paid = await registerPayments(invoice, plan.payments, port, journey, false);
	if (isRefusal(paid)) return journey.refuse(paid);
	journey.reached('paid');
	return journey.arrive('invoiced');
}
