import { listPayments } from '../../documents/payments';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getPayments: Operation = {
	value: 'getPayments',
	name: 'Get Payments',
	action: 'Get the payments of an invoice',
	description: 'List the payments of one invoice and what is left to pay',
	endpoints: ['invoice.getPayments'],
	fields: [organization, invoice({}, 'searchBookedInvoices')],
	async run(context) {
		return await listPayments(context, 'invoice');
	},
};
