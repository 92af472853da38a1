import { deleteDocumentPayment } from '../../documents/payments';
import { invoice, organization, payment } from '../../fields/locators';
import type { Operation } from '../../operation';

export const deletePayment: Operation = {
	value: 'deletePayment',
	name: 'Delete Payment',
	action: 'Delete a payment of an invoice',
	description: 'Take a registered payment back; the document is open again',
	endpoints: ['invoice.get', 'invoice.getPayments', 'invoice.deletePayment'],
	fields: [organization, invoice({}, 'searchBookedInvoices'), payment('searchInvoicePayments')],
	async run(context) {
		return await deleteDocumentPayment(context, 'invoice');
	},
};
