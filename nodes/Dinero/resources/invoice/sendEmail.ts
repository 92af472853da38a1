import { emailDocument } from '../../documents/sending';
import { emailOptions } from '../../fields/email';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const sendEmail: Operation = {
	value: 'sendEmail',
	name: 'Send Email',
	action: 'Send an invoice by email',
	description: 'E-mail a booked invoice to the customer',
	endpoints: ['invoice.get', 'invoice.sendEmail'],
	fields: [organization, invoice({}, 'searchBookedInvoices'), emailOptions],
	async run(context) {
		return await emailDocument(context, 'invoice');
	},
};
