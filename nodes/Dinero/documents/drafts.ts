import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isDineroError } from '../../../api/errors';
import { withNewestTimestamp } from '../../../api/timestamps';
import type { OperationContext } from '../context';
import {
	callFor,
	documentId,
	isDraft,
	kinds,
	readDocument,
	readDraft,
	type AnyDocument,
	type Kind,
} from './kinds';

/** An offer is never booked; Dinero sets booked vouchers of these kinds to nothing by opposite entries. */
const deletableWhenBooked: readonly Kind[] = ['tradeOffer', 'manualVoucher', 'purchaseVoucher'];

/** Deletes the draft that the form picks; one that was deleted before counts as done. */
export async function deleteDraft(context: OperationContext, kind: Kind): Promise<IDataObject> {
	const guid = documentId(context, kind);
	await withNewestTimestamp<AnyDocument, void>({
		read: async () => await callFor<AnyDocument>(context, kind, 'get', guid),
		decide: (document) => {
			if (document.DeletedAt) return { done: undefined };
			if (!deletableWhenBooked.includes(kind) && !isDraft(document)) throw bookedAlready(context, kind);
			return {
				act: async (Timestamp) =>
					await ignoreDeleted(callFor(context, kind, 'delete', guid, { body: { Timestamp } })),
			};
		},
	});
	return { deleted: true, Guid: guid };
}

function bookedAlready(context: OperationContext, kind: Kind) {
	return context.unusable(
		kinds[kind].parameter,
		`is booked, and a booked ${kinds[kind].word} cannot be deleted`,
		kind === 'invoice' ? 'Make a credit note for it instead.' : 'Correct it with a new document instead.',
	);
}

async function ignoreDeleted(call: Promise<unknown>): Promise<void> {
	const thrown = await call.then(
		() => undefined,
		(reason: unknown) => ({ reason }),
	);
	if (thrown !== undefined && !(isDineroError(thrown.reason) && thrown.reason.kind === 'deleted'))
		throw thrown.reason;
}

/**
 * Replaces a draft by itself with changes: Dinero's update takes the whole document, so `next` gets the one that is there.
 *
 * @returns the document as it is afterwards
 */
export async function updateDraft<D extends AnyDocument>(
	context: OperationContext,
	kind: Kind,
	guid: string,
	next: (document: D) => Promise<object>,
): Promise<D> {
	await withNewestTimestamp<D, void>({
		read: async () => await readDraft<D>(context, kind, guid, 'changed'),
		decide: async (document) => {
			const body = await next(document);
			return {
				act: async (Timestamp) => {
					await callFor(context, kind, 'update', guid, { body: { ...body, Timestamp } });
				},
			};
		},
	});
	return await callFor<D>(context, kind, 'get', guid);
}

export interface Booking<D> {
	document: D;
	/** Whether this run booked it. */
	outcome: 'booked' | 'alreadyBooked';
}

/**
 * Books the draft with its newest timestamp. One that is booked already, by an earlier run or by a person, is left as it is.
 *
 * @param number the number to give it; Dinero's next one when it is left out
 */
export async function bookDocument<D extends AnyDocument>(
	context: OperationContext,
	kind: Kind,
	guid: string,
	number?: number,
): Promise<Booking<D>> {
	const read = async () => await readDocument<D>(context, kind, guid);
	return await withNewestTimestamp<D, Booking<D>>({
		read,
		decide: (document) => {
			if (!isDraft(document)) return { done: { document, outcome: 'alreadyBooked' } };
			return {
				act: async (Timestamp) => {
					const body = { Timestamp, ...(number === undefined ? {} : { Number: number }) };
					const booked = await callFor<D>(context, kind, 'book', guid, { body });
					// The contract describes an invoice as the answer for credit notes, so those are read again.
					return { document: kind === 'creditNote' ? await read() : booked, outcome: 'booked' };
				},
			};
		},
	});
}

/** Reads the draft that was just made, or books it when the form says so; a refused booking tells that the draft is there. */
export async function bookIfWanted<D extends AnyDocument>(
	context: OperationContext,
	kind: Kind,
	guid: string,
): Promise<D> {
	if (!context.boolean('book')) return await callFor<D>(context, kind, 'get', guid);
	const { document } = await tellingDraft(bookDocument<D>(context, kind, guid), guid);
	return document;
}

/** The booking of a draft that this run made; when it is refused, the message tells that the draft is there. */
export async function tellingDraft<T>(booking: Promise<T>, id: string | number): Promise<T> {
	const booked = await booking.then(
		(value) => ({ value }),
		(reason: unknown) => ({ reason }),
	);
	if ('value' in booked) return booked.value;
	const { reason } = booked;
	if (reason instanceof Error) {
		reason.message = `The draft was made (ID ${id}), but it was not booked: ${reason.message}`;
	}
	throw reason;
}

/** Book at once, for every document that is made as a draft. */
export const bookField: INodeProperties = {
	displayName: 'Book',
	name: 'book',
	type: 'boolean',
	default: false,
	description: 'Whether to book it at once. What is booked has a number and cannot be changed any more.',
};
