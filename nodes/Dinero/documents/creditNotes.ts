import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../api/schema';
import { pick } from '../fields/lists';

export type CreditNote = components['schemas']['SalesCreditNoteReadModel'];

const simpleFields = [
	'Guid',
	'Number',
	'Status',
	'Date',
	'ContactName',
	'TotalExclVat',
	'TotalInclVat',
	'Currency',
	'CreditNoteFor',
	'ExternalReference',
] as const;

/** The credit note as the Simplify field asks for it. */
export function shownCreditNote(creditNote: CreditNote, simplify: boolean): IDataObject {
	const row = creditNote as unknown as IDataObject;
	if (!simplify) return row;
	return { ...pick(row, simpleFields), Number: creditNote.Number === 0 ? null : creditNote.Number };
}
