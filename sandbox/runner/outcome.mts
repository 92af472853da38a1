import type { Execution, Item } from '../n8n/client.mts';

/** What n8n's execution says about one payload. */
export interface Outcome {
	outcome: 'invoiced' | 'credited' | 'alreadyTransferred' | 'refused' | 'nothingToDo' | 'failed';
	shop?: string;
	/** In major units of `currency`. */
	orderTotal?: number;
	currency?: string;
	reason?: string;
	/** The node's own name of the reason. */
	reasonCode?: string;
	/** Of the invoice, or of the credit note. */
	documentGuid?: string;
}

/** Worst first: a payload with several items counts as the worst of them. */
const outcomes: Array<Outcome['outcome']> = [
	'failed',
	'refused',
	'credited',
	'invoiced',
	'alreadyTransferred',
	'nothingToDo',
];

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A refusal as the node gives it: a sentence, or what is wrong and what to do about it. */
function reasonIn(value: unknown): string | undefined {
	if (value === null || typeof value !== 'object') return textIn(value);
	const { message, advice, description } = value as Record<string, unknown>;
	const sentences = [textIn(message), textIn(advice) ?? textIn(description)].filter((text) => text !== undefined);
	return sentences.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(' ') || undefined;
}

function itemOutcome({ json }: Item, refunds: boolean): Outcome {
	const said = outcomes.find((outcome) => outcome === json.outcome);
	if (!said)
		return {
			outcome: 'failed',
			reason: reasonIn(json.error) ?? `The node gave no outcome: ${JSON.stringify(json).slice(0, 300)}`,
		};
	return {
		outcome: said,
		shop: textIn(json.shop) ?? textIn((json.details as Item['json'] | undefined)?.shop),
		orderTotal: textIn(json.orderTotal) === undefined ? undefined : Number(json.orderTotal),
		currency: textIn(json.currency),
		reason: reasonIn({ message: json.reason, advice: json.advice }),
		reasonCode: textIn(json.reasonCode),
		documentGuid: textIn(json.creditNoteGuid) ?? (refunds ? undefined : textIn(json.invoiceGuid)),
	};
}

/**
 * What became of the items that the Dinero node was given. `refunds`: it was to make credit notes; the invoice that a refund
 * belongs to is then no result of it.
 */
export function readOutcome(execution: Execution, dineroNodeName: string, refunds = false): Outcome {
	const run = execution.runs[dineroNodeName]?.at(-1);
	const items = (run?.data?.main ?? []).flatMap((branch) => branch ?? []);
	const results = items
		.map((item) => itemOutcome(item, refunds))
		.sort((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome));
	if (results.length > 0) return results[0];
	const reason =
		reasonIn(run?.error) ??
		reasonIn(execution.error) ??
		`The execution ended as "${execution.status}" without an outcome.`;
	return { outcome: 'failed', reason };
}
