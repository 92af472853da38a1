import type { EndpointName } from '../../../api/endpoints';
import type { OperationContext } from '../context';

/** Documents that are drafted, booked, sent or paid alike. */
export type Kind =
	| 'invoice'
	| 'creditNote'
	| 'tradeOffer'
	| 'purchaseVoucher'
	| 'purchaseCreditNote'
	| 'manualVoucher';

interface KindDetails {
	/** What people call it. */
	word: string;
	/** The field of the form that picks it. */
	parameter: string;
}

export const kinds: Record<Kind, KindDetails> = {
	invoice: { word: 'invoice', parameter: 'invoiceId' },
	creditNote: { word: 'credit note', parameter: 'creditNoteId' },
	tradeOffer: { word: 'trade offer', parameter: 'tradeOfferId' },
	purchaseVoucher: { word: 'purchase voucher', parameter: 'purchaseVoucherId' },
	purchaseCreditNote: { word: 'purchase credit note', parameter: 'purchaseCreditNoteId' },
	manualVoucher: { word: 'manual voucher', parameter: 'manualVoucherId' },
};

/** What all of them have when they are read, as far as it is looked at for all of them alike. */
export interface AnyDocument {
	Guid: string;
	Number?: number;
	VoucherNumber?: number | null;
	Status?: string | null;
	PaymentStatus?: string | null;
	DeletedAt?: string | null;
	TimeStamp?: string | null;
	Timestamp?: string | null;
	ContactName?: string | null;
	Currency?: string | null;
	CurrencyKey?: string | null;
}

/** The guid that the form picks. */
export function documentId(context: OperationContext, kind: Kind): string {
	return context.id(kinds[kind].parameter);
}

/**
 * Calls an endpoint that several kinds of document have, with the same body and answer in the contract for all of them.
 * Which endpoints a kind has is said where the operation names them.
 */
export async function callFor<Answer = unknown>(
	context: OperationContext,
	kind: Kind,
	verb: string,
	guid: string,
	more: { body?: object; query?: object; path?: object } = {},
): Promise<Answer> {
	const organizationId = await context.organizationId();
	const name = `${kind}.${verb}` as EndpointName;
	const path = { guid, id: guid, ...more.path };
	const input = { ...more, organizationId, path } as never;
	return (await context.dinero.call(name as 'invoice.get', input)) as Answer;
}

/** Reads a document; one that was deleted is refused with what to do. */
export async function readDocument<D extends AnyDocument>(
	context: OperationContext,
	kind: Kind,
	guid: string,
): Promise<D> {
	const document = await callFor<D>(context, kind, 'get', guid);
	if (!document.DeletedAt) return document;
	throw context.unusable(
		kinds[kind].parameter,
		`is a ${kinds[kind].word} that was deleted`,
		'Pick another one, or create a new one.',
	);
}

/** Reads a document that must be booked for what follows. */
export async function readBooked<D extends AnyDocument>(
	context: OperationContext,
	kind: Kind,
	guid: string,
	purpose: string,
): Promise<D> {
	const document = await readDocument<D>(context, kind, guid);
	if (!isDraft(document)) return document;
	throw context.unusable(
		kinds[kind].parameter,
		`is still a draft, and ${purpose} needs a booked ${kinds[kind].word}`,
		"Book it first with the operation 'Book'.",
	);
}

/** Reads a document that must still be a draft for what follows. */
export async function readDraft<D extends AnyDocument>(
	context: OperationContext,
	kind: Kind,
	guid: string,
	purpose: string,
): Promise<D> {
	const document = await readDocument<D>(context, kind, guid);
	if (kind === 'tradeOffer' || isDraft(document)) return document;
	throw context.unusable(
		kinds[kind].parameter,
		`is booked, and a booked ${kinds[kind].word} cannot be ${purpose}`,
		kind === 'invoice' ? 'Make a credit note for it instead.' : 'Correct it with a new document instead.',
	);
}

export function isDraft(document: AnyDocument): boolean {
	return document.Status === 'Draft' || document.Status === 'Editing';
}
