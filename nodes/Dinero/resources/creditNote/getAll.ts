import { listSalesDocuments, salesListForm } from '../../documents/list';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many credit notes',
	description: 'List credit notes with status, dates, contact and totals',
	endpoints: ['creditNote.getMany'],
	fields: salesListForm('creditNote.getMany'),
	async run(context) {
		return await listSalesDocuments(context, 'creditNote.getMany');
	},
};
