import { listMailouts, mailoutFilters } from '../../documents/sending';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getMailouts: Operation = {
	value: 'getMailouts',
	name: 'Get Mailouts',
	action: 'Get the mailouts of an invoice',
	description: 'List what was sent of one invoice: e-mails and whether they were seen',
	endpoints: ['invoice.getMailouts'],
	fields: [organization, invoice(), mailoutFilters],
	async run(context) {
		return await listMailouts(context, 'invoice');
	},
};
