import { readTemplate } from '../../documents/sending';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getPreReminderTemplate: Operation = {
	value: 'getPreReminderTemplate',
	name: 'Get Pre-Reminder Template',
	action: 'Get the pre reminder template of an invoice',
	description: 'Show receiver, subject and text that a pre-reminder would have now',
	endpoints: ['invoice.getPreReminderTemplate'],
	fields: [organization, invoice()],
	async run(context) {
		return await readTemplate(context, 'invoice', 'getPreReminderTemplate');
	},
};
