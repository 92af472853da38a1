import { readEmptied } from '../../fields/emptying';
import { simplify } from '../../fields/lists';
import { organization, product } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import {
	asProductWrite,
	emptiableDetails,
	productUpdateFields,
	readProductDetails,
	shownProduct,
} from './body';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a product',
	description: 'Change fields of a product; fields that are not given stay as they are',
	endpoints: ['product.get', 'product.update'],
	fields: [organization, product(), productUpdateFields, simplify],
	async run(context) {
		const guid = context.id('productId');
		const fields = context.group('updateFields');
		const changed = present({
			...readProductDetails(fields),
			...readEmptied(fields, emptiableDetails),
			Name: fields.optionalText('name'),
			BaseAmountValue: fields.optionalAmount('unitPrice'),
		});
		const given = context.changes('updateFields', changed);
		const organizationId = await context.organizationId();
		const before = await context.dinero.call('product.get', { organizationId, path: { guid } });
		await context.dinero.call('product.update', {
			organizationId,
			path: { guid },
			body: { ...asProductWrite(before), ...given },
		});
		const after = await context.dinero.call('product.get', { organizationId, path: { guid } });
		return shownProduct(after, context.boolean('simplify'));
	},
};
