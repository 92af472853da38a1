/** Why nothing is written. `nothingToDo` is no fault: a cancelled order that was never invoiced, an amount of zero. */
export interface Refusal {
	kind: 'refused' | 'nothingToDo';
	/** Stable name of the reason, for workflows that branch on it. */
	code: string;
	/** What is wrong, in a sentence that a shop owner understands. */
	message: string;
	/** What to do about it. */
	advice: string;
	/** Where in the payload ("line_items[2].price") or which parameter ('Deposit Account'). */
	where?: string;
	/** Whether the same payload may succeed later without anybody changing anything. */
	retryable: boolean;
}

export function isRefusal(value: unknown): value is Refusal {
	const kind = (value as Refusal | undefined)?.kind;
	return kind === 'refused' || kind === 'nothingToDo';
}

/** A refusal that somebody must act on. */
export function refused(code: string, message: string, advice: string, where?: string): Refusal {
	return { kind: 'refused', code, message, advice, retryable: false, ...(where ? { where } : {}) };
}

/** A refusal that the same payload may outlive (a payment that is still pending). */
export function refusedForNow(code: string, message: string, advice: string, where?: string): Refusal {
	return { ...refused(code, message, advice, where), retryable: true };
}

/** No fault: there is nothing to write for this payload. */
export function nothingToDo(code: string, message: string, advice: string, where?: string): Refusal {
	return { ...refused(code, message, advice, where), kind: 'nothingToDo' };
}
