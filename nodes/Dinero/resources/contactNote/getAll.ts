import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { filterFields, readChangeFilters } from '../../fields/filters';
import { limitOf, returnAllOrLimit, simplify } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contact notes',
	description: 'List the notes of a contact, by date',
	endpoints: ['contactNote.getMany'],
	fields: [
		organization,
		contact(),
		...returnAllOrLimit,
		simplify,
		collection('Filters', 'filters', [filterFields.deleted]),
	],
	async run(context) {
		const contactGuid = context.id('contactId');
		const limit = limitOf(context);
		const fields = context.boolean('simplify')
			? 'Id,NoteDate,Text,AuthorName'
			: 'Id,NoteDate,Text,AuthorName,AuthorEmail,CreatedAt,UpdatedAt,DeletedAt';
		const query = { fields, ...readChangeFilters(context.group('filters')) };
		const organizationId = await context.organizationId();
		return (await context.dinero.getMany(
			'contactNote.getMany',
			{ organizationId, path: { contactGuid }, query },
			{ limit },
		)) as unknown as IDataObject[];
	},
};
