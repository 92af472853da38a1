import { simplify } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { shownContact } from './simple';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a contact',
	description: 'Retrieve one customer or supplier by ID',
	endpoints: ['contact.get'],
	fields: [organization, contact(), simplify],
	async run(context) {
		const guid = context.id('contactId');
		const organizationId = await context.organizationId();
		const found = await context.dinero.call('contact.get', { organizationId, path: { guid } });
		return shownContact(found, context.boolean('simplify'));
	},
};
