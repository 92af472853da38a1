import { creditNoteMailoutFilters, listMailouts } from '../../documents/sending';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getMailouts: Operation = {
	value: 'getMailouts',
	name: 'Get Mailouts',
	action: 'Get the mailouts of a credit note',
	description: 'List what was sent of one credit note: e-mails and whether they were seen',
	endpoints: ['creditNote.getMailouts'],
	fields: [organization, creditNote(), creditNoteMailoutFilters],
	async run(context) {
		return await listMailouts(context, 'creditNote');
	},
};
