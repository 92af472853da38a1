import type { INodeProperties } from 'n8n-workflow';

import { fieldNames } from '../../documents/fieldNames';
import { documentFields } from '../../fields/documents';

/** The optional fields of a new credit note. */
export const creditNoteFields: INodeProperties[] = [...fieldNames('creditNote'), 'ownId' as const].map(
	(name) => documentFields[name],
);
