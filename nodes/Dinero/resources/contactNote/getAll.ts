import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { filterFields, readChangeFilters } from '../../fields/filters';
import { fieldsChoice, limitOf, returnAllOrLimit, shownFields, simplify } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

const simpleFields = ['Id', 'NoteDate', 'Text', 'AuthorName'];
/** Every field that the list of notes can give, as Dinero's contract lists them. */
export const noteListFields = [...simpleFields, 'AuthorEmail', 'CreatedAt', 'UpdatedAt', 'DeletedAt'];

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
		fieldsChoice(noteListFields),
		collection('Filters', 'filters', [filterFields.deleted]),
	],
	async run(context) {
		const contactGuid = context.id('contactId');
		const limit = limitOf(context);
		const fields = shownFields(context, simpleFields, noteListFields).join(',');
		const query = { fields, ...readChangeFilters(context.group('filters')) };
		const organizationId = await context.organizationId();
		return (await context.dinero.getMany(
			'contactNote.getMany',
			{ organizationId, path: { contactGuid }, query },
			{ limit },
		)) as unknown as IDataObject[];
	},
};
