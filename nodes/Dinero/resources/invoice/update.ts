import { updateSalesDocument } from '../../documents/salesDocuments';
import type { Invoice } from '../../documents/shown';
import { shownInvoice } from '../../documents/shown';
import { updateForm } from '../../documents/updateForm';
import { linesOrKeep } from '../../fields/lines';
import { simplify } from '../../fields/lists';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an invoice',
	description: 'Change a draft; fields and lines that are not given stay as they are',
	endpoints: ['invoice.get', 'invoice.update', 'sale.getSettings', 'product.get'],
	fields: [organization, invoice({}, 'searchInvoiceDrafts'), ...linesOrKeep, updateForm('invoice'), simplify],
	async run(context) {
		const document = await updateSalesDocument<Invoice>(context, 'invoice');
		return shownInvoice(document, context.boolean('simplify'));
	},
};
