import { organization, product } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a product',
	description: 'Remove a product; invoices that have it stay as they are',
	endpoints: ['product.delete'],
	fields: [organization, product()],
	async run(context) {
		const guid = context.id('productId');
		const organizationId = await context.organizationId();
		await context.dinero.call('product.delete', { organizationId, path: { guid } });
		return { deleted: true, ProductGuid: guid };
	},
};
