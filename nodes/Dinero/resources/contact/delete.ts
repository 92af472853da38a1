import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact',
	description: 'Remove a contact; it can be restored',
	endpoints: ['contact.delete', 'contact.get'],
	fields: [organization, contact()],
	async run(context) {
		const guid = context.id('contactId');
		const organizationId = await context.organizationId();
		const before = await context.dinero.call('contact.get', { organizationId, path: { guid } });
		if (!before.DeletedAt) await context.dinero.call('contact.delete', { organizationId, path: { guid } });
		return { deleted: true, ContactGuid: guid };
	},
};
