import type { IDataObject } from 'n8n-workflow';

import { contact, contactNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a contact note',
	description: 'Replace the text of a note, or write below it',
	endpoints: ['contactNote.get', 'contactNote.update'],
	fields: [
		organization,
		contact(),
		contactNote(),
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Prefers to be called in the morning',
		},
		{
			displayName: 'Keep the Old Text',
			name: 'keep',
			type: 'boolean',
			default: false,
			description: 'Whether the new text is written below the old one instead of in its place',
		},
	],
	async run(context) {
		const contactGuid = context.id('contactId');
		const noteGuid = context.id('noteId');
		const text = context.text('text');
		const organizationId = await context.organizationId();
		const path = { contactGuid, noteGuid };
		const before = context.boolean('keep')
			? await context.dinero.call('contactNote.get', { organizationId, path })
			: undefined;
		const Text = before === undefined ? text : `${before.Text}\n${text}`;
		await context.dinero.call('contactNote.update', { organizationId, path, body: { Text } });
		return (await context.dinero.call('contactNote.get', { organizationId, path })) as unknown as IDataObject;
	},
};
