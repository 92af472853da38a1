import type { Refusal } from '../orders/refusal';
import type { Refused } from './port';

/** Dinero's own reason, with what it was about. Final: the same request would be refused again. */
export function refusedByDinero(code: string, what: string, answer: Refused): Refusal {
	return {
		kind: 'refused',
		code,
		message: `Dinero refused ${what}. ${sentence(answer.message)}`,
		advice: answer.advice || 'Correct what is named here, then run again.',
		retryable: false,
	};
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/**
 * Reading and writing crossed each other again and again, or answers kept being lost. Running again later is
 * safe.
 */
export function notSettled(code: string, message: string): Refusal {
	return {
		kind: 'refused',
		code,
		message,
		advice: 'Run the order again in a few minutes: what is already in Dinero is found and not repeated.',
		retryable: true,
	};
}

/** The warning of a document that takes the place of one that a person deleted. */
export function madeAnew(word: string): string {
	return `An earlier draft of this ${word} was deleted in Dinero; a new one was made, as the settings say.`;
}

/** What can be done about a document that a person deleted. */
export const afterDeletion =
	"If it was deleted by mistake, turn on the option 'Reissue After Deletion' and run again: a new one is made. If it is not " +
	'wanted, nothing needs to be done. One that is made by hand in Dinero is not found by later runs.';
