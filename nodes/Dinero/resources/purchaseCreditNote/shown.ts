import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../../api/schema';
import type { AnyDocument } from '../../documents/kinds';
import { pick } from '../../fields/lists';

export type PurchaseCreditNote = components['schemas']['PurchaseCreditNoteReadModel'] & AnyDocument;

const simpleFields = [
	'Guid',
	'CreditNoteNumber',
	'Status',
	'Date',
	'Currency',
	'ContactGuid',
	'CreditNoteFor',
	'FileGuid',
];

/** The purchase credit note as the Simplify field asks for it. */
export function shownPurchaseCreditNote(creditNote: PurchaseCreditNote, simplify: boolean): IDataObject {
	const row = creditNote as unknown as IDataObject;
	return simplify ? pick(row, simpleFields) : row;
}
