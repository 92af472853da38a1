import { contact, contactNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact note',
	description: 'Remove a note from a contact',
	endpoints: ['contactNote.delete'],
	fields: [organization, contact(), contactNote()],
	async run(context) {
		const contactGuid = context.id('contactId');
		const noteGuid = context.id('noteId');
		const organizationId = await context.organizationId();
		await context.dinero.call('contactNote.delete', { organizationId, path: { contactGuid, noteGuid } });
		return { deleted: true, Id: noteGuid };
	},
};
