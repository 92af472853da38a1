import { createInvoice as transferInvoice } from '../../../../transfer';
import type { Operation } from '../../operation';
import { readAttachment } from './attachment';
import { transferEndpoints } from './endpoints';
import { orderForm } from './form';
import { transferOrder } from './transfer';

export const createInvoice: Operation = {
	value: 'createInvoice',
	name: 'Create Invoice',
	action: 'Create an invoice from a shop order',
	description:
		'Turn an order of a web shop into an invoice with the right contact, VAT and total, once, however often it is run',
	endpoints: transferEndpoints,
	fields: orderForm,
	async run(context) {
		return await transferOrder(
			context,
			async (order, settings, port, options) =>
				await transferInvoice(order, settings, port, {
					...options,
					attachment: await readAttachment(context, settings),
				}),
		);
	},
};
