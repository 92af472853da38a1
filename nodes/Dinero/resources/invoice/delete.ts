import { deleteDraft } from '../../documents/drafts';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an invoice',
	description: 'Remove a draft for good; a booked one cannot be deleted',
	endpoints: ['invoice.get', 'invoice.delete'],
	fields: [organization, invoice({}, 'searchInvoiceDrafts')],
	async run(context) {
		return await deleteDraft(context, 'invoice');
	},
};
