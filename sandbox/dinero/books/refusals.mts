import { DineroRefusal } from '../operations/call.mts';

/** Dinero's error codes, as far as public sources show them. */
export const errorCode = {
	notFound: 40,
	validation: 42,
	businessRule: 45,
	staleTimestamp: 58,
	noResult: 63,
	deleted: 65,
	duplicate: 72,
} as const;

/** Refuses a request because of one property: 400, code 42. */
export function refuseField(field: string, reason: string): never {
	throw new DineroRefusal(400, errorCode.validation, 'Validation Error', { [field]: reason });
}

/** Refuses a request that the state of the books forbids: 400, code 45. */
export function refuseRule(message: string): never {
	throw new DineroRefusal(400, errorCode.businessRule, message);
}

/** Unknown contact or product: 404. */
export function refuseNotFound(what: string): never {
	throw new DineroRefusal(404, errorCode.notFound, `${what} was not found.`);
}

/** Unknown voucher: 400 with code 63, as measured on invoices and credit notes. */
export function refuseNoResult(what: string): never {
	throw new DineroRefusal(400, errorCode.noResult, `The guid is invalid or gave no result: ${what}.`);
}

/** A write to something deleted: 400 with code 65. */
export function refuseDeleted(): never {
	throw new DineroRefusal(400, errorCode.deleted, 'Item is deleted');
}

/** Checks a version that the caller gave; a missing one passes. Refuses an outdated one: 400, code 58. */
export function checkVersion(document: { timeStamp: string }, given: string | null | undefined): void {
	if (given && given !== document.timeStamp) {
		throw new DineroRefusal(
			400,
			errorCode.staleTimestamp,
			'The timestamp is outdated. Fetch the newest version and try again.',
		);
	}
}

/** As `checkVersion`, but a version must be given. */
export function requireVersion(document: { timeStamp: string }, given: string | null | undefined): void {
	if (!given) refuseField('Timestamp', 'The Timestamp field is required.');
	checkVersion(document, given);
}
