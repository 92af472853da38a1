import { isDineroError, situation } from './errors';

/** Dinero's code for a rule of bookkeeping that stands against a request. */
const ruleCode = 45;

/** What was decided after reading: do it with the newest timestamp, or take what is there as the result. */
export type Decision<Result> = { act: (timestamp: string) => Promise<Result> } | { done: Result };

/**
 * Does something that Dinero only allows with a document's newest timestamp. The timestamp is a lock: when Dinero answers
 * that it is outdated (code 58), somebody else was there in between, so the document is read again and decided again.
 * What is sent twice is therefore always decided twice; a lost answer (`unknownResult`) is not repeated here. A rule that
 * stands against it (code 45, "is booked already") is looked at once more in the same way, if the document did change.
 *
 * @param read reads the document, with its timestamp
 * @param decide looks at what was read; says what to do, or that nothing is left to do
 * @param attempts how often it is read at most
 * @throws DineroError what `read` and `act` throw; kind `stale` when the document keeps being changed
 */
export async function withNewestTimestamp<State, Result>(options: {
	read: () => Promise<State>;
	decide: (state: State, attempt: number) => Decision<Result> | Promise<Decision<Result>>;
	timestampOf?: (state: State) => string | null | undefined;
	attempts?: number;
}): Promise<Result> {
	const attempts = options.attempts ?? 3;
	let refusal: { error: unknown; timestamp: string } | undefined;
	for (let attempt = 1; attempt <= attempts; attempt += 1) {
		const state = await options.read();
		const timestamp = (options.timestampOf ?? timestampOf)(state);
		if (refusal && timestamp === refusal.timestamp) throw refusal.error;
		const decision = await options.decide(state, attempt);
		if ('done' in decision) return decision.done;
		if (!timestamp) throw situation('brokenAnswer');
		const outcome = await decision.act(timestamp).then(
			(result) => ({ result }),
			(error: unknown) => ({ error }),
		);
		if ('result' in outcome) return outcome.result;
		if (!isDineroError(outcome.error)) throw outcome.error;
		const isRule = outcome.error.dineroCode === ruleCode;
		if (outcome.error.kind !== 'stale' && !isRule) throw outcome.error;
		refusal = outcome.error.kind === 'stale' ? undefined : { error: outcome.error, timestamp };
	}
	throw refusal ? refusal.error : situation('stillStale');
}

/** The timestamp of a document as read: invoices and credit notes spell it `TimeStamp`, purchase vouchers `Timestamp`. */
export function timestampOf(state: unknown): string | undefined {
	const document = state as { TimeStamp?: unknown; Timestamp?: unknown } | null | undefined;
	const value = document?.TimeStamp ?? document?.Timestamp;
	return typeof value === 'string' && value !== '' ? value : undefined;
}
