import { planInvoice } from '../orders';
import { decimalText, parseMinorRounded } from '../orders/money';
import type { ShopOrder } from '../orders/order';
import { isRefusal } from '../orders/refusal';
import type { Settings } from '../orders/settings';
import { findContacts } from './contactStep';
import { findInvoice, invoiceRequest } from './createInvoice';
import { draftDeleted, invoiceDraft, refuseOtherContent } from './draftStep';
import type { JourneyOptions } from './journey';
import { Journey } from './journey';
import type { TransferOutcome } from './outcome';
import type { DineroPort } from './port';
import { refuseOtherEan } from './sendStep';
import { missingProducts, withKnownProducts } from './productStep';
import { checkTotals } from './totalsStep';

/**
 * What Create Invoice would do with an order, with the totals that Dinero itself calculates. Writes nothing.
 * Test orders are shown too, whatever the settings say about them; a warning tells when they would be refused.
 *
 * The outcome is `previewed`, `alreadyTransferred` when the invoice is there, or the refusal that Create
 * Invoice would give.
 */
export async function previewInvoice(
	order: ShopOrder,
	settings: Settings,
	port: DineroPort,
	options: JourneyOptions = {},
): Promise<TransferOutcome> {
	const request = invoiceRequest(order, settings, port.organizationId);
	const journey = new Journey(request.subject, port, options);
	return await journey.keep(preview(order, settings, port, journey, findInvoice(request, port, options)));
}

async function preview(
	order: ShopOrder,
	settings: Settings,
	port: DineroPort,
	journey: Journey,
	found: ReturnType<typeof findInvoice>,
): Promise<TransferOutcome> {
	const existing = await found;
	if (existing === 'deleted') return journey.refuse(draftDeleted(order.number));
	if (existing) {
		const refusal = refuseOtherContent(existing, order);
		journey.meet(existing);
		journey.saw('invoice');
		return refusal ? journey.refuse(refusal) : journey.outcome('alreadyTransferred');
	}
	if (order.test && settings.testOrders === 'refuse') {
		journey.warn('This is a test order. Create Invoice refuses it unless the settings allow test orders.');
	}
	const facts = await port.facts();
	const plan = planInvoice(order, { ...settings, testOrders: 'allow' }, facts);
	if (isRefusal(plan)) return journey.refuse(plan);
	journey.plan = plan;
	for (const { number, name } of facts.accounts) journey.accountNames[number] = name;
	plan.warnings.forEach((warning) => journey.warn(warning));

	const contacts = await findContacts(plan.contact, port, settings.customer.severalContacts);
	if (isRefusal(contacts)) return journey.refuse(contacts);
	const [contact] = contacts;
	const elsewhere = contact && refuseOtherEan(contact, plan);
	if (elsewhere) return journey.refuse(elsewhere);
	if (contact) {
		journey.saw('contact');
		journey.contact = { guid: contact.guid, name: contact.name };
	} else {
		journey.contact = { guid: plan.contact.guid, name: plan.contact.name };
		journey.warn(`No contact of ${plan.contact.name} was found in Dinero. It would be created.`);
	}
	const draft = await withKnownProducts(invoiceDraft(plan, contact?.guid), port);
	const missing = plan.createProducts === true ? missingProducts(draft.lines) : [];
	for (const { number } of missing) {
		journey.warn(`No product ${number} was found in Dinero. It would be created.`);
	}
	const checked = await checkTotals(draft, plan, async (one) => await port.fetchInvoiceTotals(one));
	if (isRefusal(checked)) return journey.refuse(checked);
	journey.totals = checked.totals;
	return {
		...journey.outcome('previewed'),
		lines: checked.draft.lines.map((line) => ({
			text: line.description,
			quantity: line.quantity,
			price: decimalText(parseMinorRounded(line.baseAmountValue, plan.currency) ?? 0, plan.currency),
			account: line.accountNumber,
		})),
	};
}
