import type { HostClient } from '../n8n/client.mts';
import type { BookCounts, Books } from './books.mts';
import { readOutcome } from './outcome.mts';
import type { Outcome } from './outcome.mts';
import type { Payload } from './payloads.mts';

/** One line of `--json`. The first part comes from n8n's execution, the second is read from the local Dinero's books afterwards. */
export interface ResultLine {
	payload: string;
	shop: string | null;
	outcome: Outcome['outcome'];
	/** What the shop says that the order costs, in `currency`. */
	orderTotal: number | null;
	currency: string | null;
	/** Why nothing was transferred. */
	reason: string | null;
	executionId: string | null;

	invoiceGuid: string | null;
	invoiceNumber: number | null;
	/** Including VAT. */
	invoiceTotal: number | null;
	booked: boolean;
	paidAmount: number | null;
	ledgerBalanced: boolean;
	/** What the books hold after this delivery, over all payloads so far. */
	books: BookCounts;
}

export interface Delivery {
	client: HostClient;
	books: Books;
	workflowId: string;
	triggerName: string;
	/** The node whose outcome counts. */
	dineroNodeName: string;
	/** It makes credit notes from refunds, not invoices. */
	refunds?: boolean;
}

interface Run {
	executionId: string | null;
	outcome: Outcome;
}

async function run(delivery: Delivery, payload: Payload): Promise<Run> {
	let executionId: string | null = null;
	try {
		executionId = await delivery.client.run(delivery.workflowId, delivery.triggerName, payload.items);
		const execution = await delivery.client.finished(executionId);
		return { executionId, outcome: readOutcome(execution, delivery.dineroNodeName, delivery.refunds) };
	} catch (cause) {
		return { executionId, outcome: { outcome: 'failed', reason: (cause as Error).message } };
	}
}

/**
 * Hands one payload to the workflow's trigger in the real n8n, waits for the execution, and looks into the local Dinero's books.
 * Books that changed although the order was said not to be transferred make the outcome `failed`.
 */
export async function deliver(delivery: Delivery, payload: Payload): Promise<ResultLine> {
	const before = await delivery.books.counts();
	const { executionId, outcome } = await run(delivery, payload);
	const after = await delivery.books.counts();
	const broken = await delivery.books.brokenInvariants();
	const document = outcome.documentGuid ? await delivery.books.document(outcome.documentGuid) : undefined;

	const silent =
		outcome.outcome === 'refused' || outcome.outcome === 'nothingToDo' || outcome.outcome === 'alreadyTransferred';
	const wrote = JSON.stringify(before) !== JSON.stringify(after);
	const contradiction =
		silent && wrote
			? `Said to be "${outcome.outcome}", but the books changed from ${JSON.stringify(before)} to ${JSON.stringify(after)}.`
			: undefined;
	return {
		payload: payload.name,
		shop: outcome.shop ?? null,
		outcome: contradiction ? 'failed' : outcome.outcome,
		orderTotal: outcome.orderTotal ?? null,
		currency: outcome.currency ?? document?.currency ?? null,
		reason:
			contradiction ??
			outcome.reason ??
			(broken.length > 0 ? `The ledger does not balance: ${broken.join('; ')}` : null),
		executionId,
		invoiceGuid: document?.guid ?? null,
		invoiceNumber: document && document.number > 0 ? document.number : null,
		invoiceTotal: document?.total ?? null,
		booked: document?.booked ?? false,
		paidAmount: document?.paid ?? null,
		ledgerBalanced: broken.length === 0,
		books: after,
	};
}
