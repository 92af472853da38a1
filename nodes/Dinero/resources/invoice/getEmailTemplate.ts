import { readTemplate } from '../../documents/sending';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getEmailTemplate: Operation = {
	value: 'getEmailTemplate',
	name: 'Get Email Template',
	action: 'Get the email template of an invoice',
	description: 'Show receiver, subject and text that an e-mail would have now',
	endpoints: ['invoice.getEmailTemplate'],
	fields: [organization, invoice()],
	async run(context) {
		return await readTemplate(context, 'invoice');
	},
};
