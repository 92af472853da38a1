import { listSalesDocuments, salesListForm } from '../../documents/list';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many sales',
	description: 'List invoices and credit notes together; slow for Dinero, so not for every minute',
	endpoints: ['sale.getMany'],
	fields: salesListForm('sale.getMany'),
	async run(context) {
		return await listSalesDocuments(context, 'sale.getMany');
	},
};
