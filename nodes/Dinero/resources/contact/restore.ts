import { simplify } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { shownContact } from './simple';

export const restore: Operation = {
	value: 'restore',
	name: 'Restore',
	action: 'Restore a contact',
	description: 'Bring a deleted contact back',
	endpoints: ['contact.restore', 'contact.get'],
	fields: [
		organization,
		contact({ description: 'Deleted contacts are not in the list; give the ID' }),
		simplify,
	],
	async run(context) {
		const guid = context.id('contactId');
		const organizationId = await context.organizationId();
		await context.dinero.call('contact.restore', { organizationId, path: { guid } });
		const restored = await context.dinero.call('contact.get', { organizationId, path: { guid } });
		return shownContact(restored, context.boolean('simplify'));
	},
};
