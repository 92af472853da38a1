import { decimalNumber, moneyText } from '../orders/money';
import type { InvoiceLine, InvoicePlan } from '../orders/plan';
import type { Refusal } from '../orders/refusal';
import type { DocumentDraft, DocumentTotals, TotalsAnswer } from './port';
import { refusedByDinero } from './refusals';

type Expectation = Pick<InvoicePlan, 'currency' | 'expected' | 'rounding'>;

/**
 * Asks Dinero what the document would come to and compares it with the order, before anything is written: the
 * total to the smallest unit, the VAT within the plan's tolerance. A difference within the user's tolerance
 * becomes a rounding line and is asked again; any other difference is refused with both figures. Nobody outside
 * knows how Dinero rounds, so it is asked.
 */
export async function checkTotals(
	draft: DocumentDraft,
	plan: Expectation,
	fetchTotals: (draft: DocumentDraft) => Promise<TotalsAnswer>,
): Promise<{ draft: DocumentDraft; totals: DocumentTotals } | Refusal> {
	const first = await fetchTotals(draft);
	if (first.outcome === 'refused') return refusedByDinero('draftRefused', 'the document', first);
	const difference = plan.expected.total - first.totals.total;
	if (difference === 0) return withVatChecked(draft, first.totals, plan);
	if (!plan.rounding || Math.abs(difference) > plan.rounding.tolerance)
		return totalsDiffer(first.totals, plan);

	const rounded = {
		...draft,
		lines: [...draft.lines, roundingLine(difference, plan.rounding, plan.currency)],
	};
	const second = await fetchTotals(rounded);
	if (second.outcome === 'refused') return refusedByDinero('roundingRefused', 'the rounding line', second);
	if (second.totals.total !== plan.expected.total) return totalsDiffer(second.totals, plan);
	return withVatChecked(rounded, second.totals, plan);
}

/** Whether the VAT is what the shop charged, within the plan's tolerance. */
export function vatFits(vat: number, plan: Expectation): boolean {
	return Math.abs(vat - plan.expected.vat) <= plan.expected.vatTolerance;
}

/** The refusal of a VAT amount, with both figures. */
export function vatDiffers(vat: number, plan: Expectation): Refusal {
	const shop = moneyText(plan.expected.vat, plan.currency);
	const dinero = moneyText(vat, plan.currency);
	return {
		kind: 'refused',
		code: 'vatDiffers',
		message: `The shop charged ${shop} VAT, but with the chosen accounts Dinero makes it ${dinero}.`,
		advice: 'Check the accounts and their VAT codes: in Dinero the account of a line decides its VAT.',
		retryable: false,
	};
}

function withVatChecked(
	draft: DocumentDraft,
	totals: DocumentTotals,
	plan: Expectation,
): { draft: DocumentDraft; totals: DocumentTotals } | Refusal {
	return vatFits(totals.vat, plan) ? { draft, totals } : vatDiffers(totals.vat, plan);
}

function totalsDiffer(totals: DocumentTotals, plan: Expectation): Refusal {
	const shop = moneyText(plan.expected.total, plan.currency);
	const dinero = moneyText(totals.total, plan.currency);
	return {
		kind: 'refused',
		code: 'totalsDiffer',
		message: `The shop's total is ${shop}, but Dinero makes it ${dinero}. Nothing was written.`,
		advice:
			'Allow a rounding line in the settings if the difference is a matter of rounding; otherwise check the accounts.',
		retryable: false,
	};
}

function roundingLine(
	difference: number,
	rounding: NonNullable<InvoicePlan['rounding']>,
	currency: string,
): InvoiceLine {
	return {
		description: rounding.text,
		quantity: 1,
		unit: 'parts',
		baseAmountValue: decimalNumber(difference, currency),
		accountNumber: rounding.accountNumber,
		lineType: 'Product',
	};
}
