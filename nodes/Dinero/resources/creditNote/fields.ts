import type { INodeProperties } from 'n8n-workflow';

import { documentFields } from '../../fields/documents';

/** The optional fields of a credit note. */
export const creditNoteFields: INodeProperties[] = [
	documentFields.address,
	documentFields.comment,
	documentFields.currency,
	documentFields.date,
	documentFields.externalReference,
	documentFields.language,
	documentFields.ownId,
	documentFields.template,
	documentFields.title,
];
