import { isDineroError, type DineroError } from '../api/errors';
import type { Refused } from './port';

/** A call's answer or its error, as a value to decide about. Errors that are not Dinero's go on upwards. */
export type Attempt<T> = { value: T; error?: undefined } | { error: DineroError };

export async function attempt<T>(call: Promise<T>): Promise<Attempt<T>> {
	return await call.then(
		(value): Attempt<T> => ({ value }),
		async (error: unknown): Promise<Attempt<T>> =>
			isDineroError(error) ? { error } : await Promise.reject(error),
	);
}

/**
 * What Dinero would refuse again is an outcome; what may go better next time, or needs somebody's hand, is
 * thrown.
 */
export function refusedOr(error: DineroError): Refused {
	if (error.kind !== 'validation' && error.kind !== 'deleted' && error.kind !== 'notFound') throw error;
	return { outcome: 'refused', message: error.message, advice: error.description };
}

/** What became of a file that was sent. */
export function uploaded(
	answer: Attempt<{ FileGuid?: string | null }>,
): { outcome: 'uploaded'; guid: string } | { outcome: 'unknown' } | Refused {
	if (!answer.error) {
		const guid = answer.value.FileGuid;
		return guid ? { outcome: 'uploaded', guid } : { outcome: 'unknown' };
	}
	return answer.error.kind === 'unknownResult' ? { outcome: 'unknown' } : refusedOr(answer.error);
}
