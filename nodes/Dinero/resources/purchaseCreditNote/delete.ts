import { deleteDraft } from '../../documents/drafts';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseCreditNoteField } from './form';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a purchase credit note',
	description: 'Remove a draft for good; a booked one cannot be deleted',
	endpoints: ['purchaseCreditNote.get', 'purchaseCreditNote.delete'],
	fields: [organization, purchaseCreditNoteField],
	async run(context) {
		return await deleteDraft(context, 'purchaseCreditNote');
	},
};
