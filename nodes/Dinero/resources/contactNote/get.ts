import type { IDataObject } from 'n8n-workflow';

import { contact, contactNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a contact note',
	description: 'Retrieve one note of a contact',
	endpoints: ['contactNote.get'],
	fields: [organization, contact(), contactNote()],
	async run(context) {
		const contactGuid = context.id('contactId');
		const noteGuid = context.id('noteId');
		const organizationId = await context.organizationId();
		return (await context.dinero.call('contactNote.get', {
			organizationId,
			path: { contactGuid, noteGuid },
		})) as unknown as IDataObject;
	},
};
