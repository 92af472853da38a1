import { previewInvoice } from '../../../../transfer';
import type { Operation } from '../../operation';
import { previewEndpoints } from './endpoints';
import { orderForm } from './form';
import { transferOrder } from './transfer';

export const preview: Operation = {
	value: 'preview',
	name: 'Preview',
	action: 'Preview the invoice of a shop order',
	description:
		'Show the invoice that an order would become, with totals calculated by Dinero; nothing is written',
	endpoints: previewEndpoints,
	fields: orderForm,
	async run(context) {
		return await transferOrder(
			context,
			async (order, settings, port, options) => await previewInvoice(order, settings, port, options),
		);
	},
};
