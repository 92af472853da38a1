import { listSalesDocuments, salesListForm } from '../../documents/list';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many invoices',
	description:
		'List invoices with status, dates, contact and totals; filter by status, period, contact or text',
	endpoints: ['invoice.getMany'],
	fields: salesListForm('invoice.getMany'),
	async run(context) {
		return await listSalesDocuments(context, 'invoice.getMany');
	},
};
