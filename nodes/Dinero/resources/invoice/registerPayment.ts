import { paymentForm, registerDocumentPayment } from '../../documents/payments';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const registerPayment: Operation = {
	value: 'registerPayment',
	name: 'Register Payment',
	action: 'Register a payment of an invoice',
	description: 'Record money received for a booked invoice, all of it or a part',
	endpoints: ['invoice.get', 'invoice.getPayments', 'invoice.registerPayment'],
	fields: [organization, invoice({}, 'searchUnpaidInvoices'), ...paymentForm('invoice')],
	async run(context) {
		return await registerDocumentPayment(context, 'invoice');
	},
};
