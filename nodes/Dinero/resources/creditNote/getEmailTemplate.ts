import { readTemplate } from '../../documents/sending';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getEmailTemplate: Operation = {
	value: 'getEmailTemplate',
	name: 'Get Email Template',
	action: 'Get the email template of a credit note',
	description: 'Show receiver, subject and text that an e-mail would have now',
	endpoints: ['creditNote.getEmailTemplate'],
	fields: [organization, creditNote()],
	async run(context) {
		return await readTemplate(context, 'creditNote');
	},
};
