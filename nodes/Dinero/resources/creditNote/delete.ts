import { deleteDraft } from '../../documents/drafts';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a credit note',
	description: 'Remove a draft for good; a booked one cannot be deleted',
	endpoints: ['creditNote.get', 'creditNote.delete'],
	fields: [organization, creditNote({}, 'searchCreditNoteDrafts')],
	async run(context) {
		return await deleteDraft(context, 'creditNote');
	},
};
