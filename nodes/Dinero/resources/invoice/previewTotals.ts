import { previewTotals as preview, totalsForm } from '../../documents/totals';
import type { Operation } from '../../operation';

export const previewTotals: Operation = {
	value: 'previewTotals',
	name: 'Preview Totals',
	action: 'Preview the totals of an invoice',
	description: 'Have Dinero calculate totals and VAT without saving anything',
	endpoints: ['invoice.fetchTotals', 'sale.getSettings', 'product.get'],
	fields: totalsForm('invoice'),
	async run(context) {
		return await preview(context, 'invoice');
	},
};
