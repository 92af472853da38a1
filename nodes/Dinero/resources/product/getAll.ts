import type { IDataObject } from 'n8n-workflow';

import { readReference } from '../../documents/fields';
import { collection } from '../../fields/documents';
import { filterFields, readChangeFilters } from '../../fields/filters';
import {
	fieldsChoice,
	limitOf,
	returnAllOrLimit,
	shownFields,
	simplified,
	simplify,
} from '../../fields/lists';
import { organization } from '../../fields/locators';
import { collect, filterBy, pageSizeFor } from '../../fields/query';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { productListFields, simpleProductFields } from './body';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many products',
	description: 'List products with prices; filter by text, number or reference',
	endpoints: ['product.getMany'],
	fields: [
		organization,
		...returnAllOrLimit,
		simplify,
		fieldsChoice(productListFields),
		collection('Filters', 'filters', [
			filterFields.changedSince,
			filterFields.deleted,
			filterFields.externalReference,
			{
				displayName: 'Product Number',
				name: 'productNumber',
				type: 'string',
				default: '',
				description: 'Only the product with exactly this number',
			},
			{
				...filterFields.search,
				placeholder: 'e.g. bike',
				description: 'Text to look for in name and product number',
			},
		]),
	],
	async run(context) {
		const given = context.group('filters');
		const limit = limitOf(context);
		const conditions: Array<[string, string | undefined]> = [
			['ExternalReference', readReference(given)],
			['ProductNumber', given.optionalText('productNumber')],
		];
		const { queryFilter, needed, keep } = filterBy(
			conditions.flatMap(([field, value]) =>
				value === undefined ? [] : [{ field, operator: 'eq' as const, value }],
			),
		);
		const shown = shownFields(context, simpleProductFields, productListFields);
		const query = present({
			fields: [...new Set([...shown, ...needed])].join(','),
			queryFilter,
			...readChangeFilters(given),
			freeTextSearch: given.optionalText('search'),
		});
		const organizationId = await context.organizationId();
		const pages = context.dinero.pages('product.getMany', { organizationId, query }, pageSizeFor(limit));
		return simplified(await collect(pages as unknown as AsyncIterable<IDataObject[]>, limit, keep), shown);
	},
};
