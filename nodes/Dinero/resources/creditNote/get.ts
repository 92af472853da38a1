import { shownCreditNote } from '../../documents/creditNotes';
import { simplify } from '../../fields/lists';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a credit note',
	description: 'Retrieve one credit note by ID; without Simplify also its lines',
	endpoints: ['creditNote.get'],
	fields: [organization, creditNote(), simplify],
	async run(context) {
		const guid = context.id('creditNoteId');
		const organizationId = await context.organizationId();
		const document = await context.dinero.call('creditNote.get', { organizationId, path: { guid } });
		return shownCreditNote(document, context.boolean('simplify'));
	},
};
