import type { IDataObject } from 'n8n-workflow';

import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact note',
	description:
		"Write an internal note on a contact; Dinero's answer carries no sure note ID, so use Get Many to find it",
	endpoints: ['contactNote.create'],
	fields: [
		organization,
		contact(),
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Prefers to be called in the morning',
		},
	],
	async run(context) {
		const contactGuid = context.id('contactId');
		const Text = context.text('text');
		const organizationId = await context.organizationId();
		const made = await context.dinero.call('contactNote.create', {
			organizationId,
			path: { contactGuid },
			body: { Text },
		});
		return { ...(made as unknown as IDataObject), Text };
	},
};
