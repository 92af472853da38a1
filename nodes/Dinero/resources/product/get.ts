import { simplify } from '../../fields/lists';
import { organization, product } from '../../fields/locators';
import type { Operation } from '../../operation';
import { shownProduct } from './body';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a product',
	description: 'Retrieve one product by ID',
	endpoints: ['product.get'],
	fields: [organization, product(), simplify],
	async run(context) {
		const guid = context.id('productId');
		const organizationId = await context.organizationId();
		const found = await context.dinero.call('product.get', { organizationId, path: { guid } });
		return shownProduct(found, context.boolean('simplify'));
	},
};
