import { shownCreditNote } from '../../documents/creditNotes';
import type { CreditNote } from '../../documents/creditNotes';
import { updateSalesDocument } from '../../documents/salesDocuments';
import { updateForm } from '../../documents/updateForm';
import { linesOrKeep } from '../../fields/lines';
import { simplify } from '../../fields/lists';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a credit note',
	description: 'Change a draft; fields and lines that are not given stay as they are',
	endpoints: ['creditNote.get', 'creditNote.update', 'sale.getSettings', 'product.get'],
	fields: [
		organization,
		creditNote({}, 'searchCreditNoteDrafts'),
		...linesOrKeep,
		updateForm('creditNote'),
		simplify,
	],
	async run(context) {
		const document = await updateSalesDocument<CreditNote>(context, 'creditNote');
		return shownCreditNote(document, context.boolean('simplify'));
	},
};
