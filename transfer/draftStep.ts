import { moneyText } from '../orders/money';
import type { InvoicePlan } from '../orders/plan';
import type { Refusal } from '../orders/refusal';
import type { DocumentDraft, InvoiceState } from './port';
import { afterDeletion } from './refusals';
import { vatDiffers, vatFits } from './totalsStep';

/** The plan as the document that Dinero gets; lines that round are added by `checkTotals`. */
export function invoiceDraft(plan: InvoicePlan, contactGuid: string | undefined): DocumentDraft {
	return {
		guid: plan.guid,
		externalReference: plan.externalReference,
		contactGuid,
		currency: plan.currency,
		language: plan.language,
		day: plan.day,
		description: plan.description,
		comment: plan.comment,
		address: plan.address,
		linesInclVat: plan.linesInclVat,
		lines: plan.lines,
		paymentConditionType: plan.paymentConditionType,
		paymentConditionDays: plan.paymentConditionDays,
	};
}

/**
 * What stands in Dinero under the order's guid, compared with the order alone, before any plan is made. A
 * booked document keeps its content whatever happens to the order, so a difference is reported and nothing is
 * rewritten.
 *
 * @param order total in minor units and currency, as the shop says them now
 */
export function refuseOtherContent(
	state: InvoiceState,
	order: { number: string; total: number; currency: string },
): Refusal | undefined {
	if (state.deleted) return draftDeleted(order.number);
	const differences: string[] = [];
	if (state.currency !== order.currency)
		differences.push(`the currency is ${state.currency}, not ${order.currency}`);
	else if (state.total !== order.total) {
		const dinero = moneyText(state.total, state.currency);
		differences.push(`the total is ${dinero}, not ${moneyText(order.total, order.currency)}`);
	}
	return differences.length > 0 ? otherContent(state, order.number, differences) : undefined;
}

/**
 * A draft found under the order's guid, compared with the plan before it is booked: contact, number of lines,
 * VAT. Somebody may have changed it, and booking cannot be undone.
 *
 * @param contactGuids the contacts that the order's customer may be
 */
export function refuseOtherDraft(
	state: InvoiceState,
	plan: InvoicePlan,
	contactGuids: string[],
): Refusal | undefined {
	const differences: string[] = [];
	if (!state.contactGuid) differences.push('it has no customer');
	else if (!contactGuids.includes(state.contactGuid)) {
		differences.push(`the customer is ${state.contactName ?? state.contactGuid}, not ${plan.contact.name}`);
	}
	const expectedLines = plan.lines.length;
	const possible = plan.rounding ? [expectedLines, expectedLines + 1] : [expectedLines];
	if (!possible.includes(state.lines.length)) {
		differences.push(`it has ${state.lines.length} lines, not ${expectedLines}`);
	}
	if (differences.length > 0) return otherContent(state, plan.orderNumber, differences);
	return vatFits(state.vat, plan) ? undefined : vatDiffers(state.vat, plan);
}

/** The guid is taken, but Dinero shows no document under it: a draft was made and deleted. */
export function draftDeleted(orderNumber: string): Refusal {
	return {
		kind: 'refused',
		code: 'draftDeleted',
		message: `A draft for order ${orderNumber} was made in Dinero and then deleted by a person.`,
		advice: afterDeletion,
		retryable: false,
	};
}

function otherContent(state: InvoiceState, orderNumber: string, differences: string[]): Refusal {
	const what = state.booked ? `as invoice ${state.number}` : 'as a draft';
	return {
		kind: 'refused',
		code: 'otherContent',
		message: `Order ${orderNumber} is already in Dinero ${what} with other content: ${differences.join('; ')}.`,
		advice: state.booked
			? 'A booked invoice is never changed. Correct the difference in Dinero with a credit note or a further invoice.'
			: 'Correct or book the draft in Dinero by hand.',
		retryable: false,
	};
}
