import { eDocumentOptions, sendEDocument } from '../../documents/sending';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const sendEInvoice: Operation = {
	value: 'sendEInvoice',
	name: 'Send E-Invoice',
	action: 'Send an e invoice',
	description: 'Send a booked invoice electronically to the EAN, CVR, SE or P number of the contact',
	endpoints: ['invoice.get', 'invoice.sendEInvoice'],
	fields: [organization, invoice({}, 'searchBookedInvoices'), eDocumentOptions],
	async run(context) {
		return await sendEDocument(context, 'invoice', 'sendEInvoice');
	},
};
