import { emailDocument } from '../../documents/sending';
import { emailOptions } from '../../fields/email';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const sendPreReminder: Operation = {
	value: 'sendPreReminder',
	name: 'Send Pre-Reminder',
	action: 'Send a pre reminder of an invoice',
	description: 'E-mail a friendly note that an invoice is overdue, without a fee',
	endpoints: ['invoice.get', 'invoice.sendPreReminder'],
	fields: [
		organization,
		invoice({ description: 'The invoice that is overdue' }, 'searchOverdueInvoices'),
		emailOptions,
	],
	async run(context) {
		return await emailDocument(context, 'invoice', 'sendPreReminder');
	},
};
