import { deleteDraft } from '../../documents/drafts';
import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a purchase credit note',
	description: 'Remove a draft for good; a booked one cannot be deleted',
	endpoints: ['purchaseCreditNote.get', 'purchaseCreditNote.delete'],
	fields: [
		organization,
		guidField(
			'Purchase Credit Note ID',
			'purchaseCreditNoteId',
			"The ID that 'Create' gave; Dinero has no list of them",
		),
	],
	async run(context) {
		return await deleteDraft(context, 'purchaseCreditNote');
	},
};
