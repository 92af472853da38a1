import { shownInvoice } from '../../documents/shown';
import { simplify } from '../../fields/lists';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an invoice',
	description: 'Retrieve one invoice by ID; without Simplify also its lines',
	endpoints: ['invoice.get'],
	fields: [organization, invoice(), simplify],
	async run(context) {
		const guid = context.id('invoiceId');
		const organizationId = await context.organizationId();
		const found = await context.dinero.call('invoice.get', { organizationId, path: { guid } });
		return shownInvoice(found, context.boolean('simplify'));
	},
};
