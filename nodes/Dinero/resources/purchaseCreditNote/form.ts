import type { INodeProperties } from 'n8n-workflow';

import { readCurrency } from '../../documents/fields';
import { documentFields } from '../../fields/documents';
import { file, guidField } from '../../fields/locators';
import type { Parameters } from '../../parameters';

export const purchaseCreditNoteField: INodeProperties = guidField(
	'Purchase Credit Note ID',
	'purchaseCreditNoteId',
	"The ID that 'Create' gave; Dinero has no list of them",
);

/** The optional fields that creating and updating have in common, besides the currency. */
export const creditNoteFields = {
	date: { ...documentFields.date, description: 'Date of the credit note' },
	file: file({ required: false, description: 'The file of the credit note' }),
	creditNoteFor: {
		displayName: 'Credits Purchase Voucher',
		name: 'creditNoteFor',
		type: 'string',
		default: '',
		description: 'ID of the purchase that it credits',
	},
} satisfies Record<string, INodeProperties>;

/** Reads them, in the contract's names. */
export function readCreditNoteFields(fields: Parameters) {
	const day = fields.optionalDay('date');
	return {
		CreditNoteFor: fields.optionalId('creditNoteFor'),
		FileGuid: fields.optionalText('fileId'),
		Currency: readCurrency(fields),
		Date: day === undefined ? undefined : `${day}T00:00:00Z`,
	};
}
