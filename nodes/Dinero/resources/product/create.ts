import { simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { productFields, productName, readProduct, shownProduct, unitPrice } from './body';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a product',
	description: 'Add a product with its price excluding VAT',
	endpoints: ['product.create', 'product.get', 'sale.getSettings'],
	fields: [organization, productName, unitPrice, productFields, simplify],
	async run(context) {
		const body = await readProduct(context);
		const organizationId = await context.organizationId();
		const { ProductGuid } = await context.dinero.call('product.create', { organizationId, body });
		const made = await context.dinero.call('product.get', { organizationId, path: { guid: ProductGuid } });
		return shownProduct(made, context.boolean('simplify'));
	},
};
