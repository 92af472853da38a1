import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../../context';
import { simplify, withOutcome } from '../../fields/lists';
import { organization } from '../../fields/locators';
import { collect, filterBy } from '../../fields/query';
import type { Operation } from '../../operation';
import {
	asProductWrite,
	productFields,
	productName,
	readProduct,
	readProductDetails,
	shownProduct,
	unitPrice,
	type ProductWrite,
} from './body';

const matchFields = { externalReference: 'ExternalReference', productNumber: 'ProductNumber' } as const;

const matchBy: INodeProperties = {
	displayName: 'Match By',
	name: 'matchBy',
	type: 'options',
	options: [
		{ name: 'External Reference', value: 'externalReference' },
		{ name: 'Product Number', value: 'productNumber' },
	],
	default: 'productNumber',
	description: 'By what an existing product is recognised',
};

const matchValue: INodeProperties = {
	displayName: 'Match Value',
	name: 'matchValue',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. BIKE-1',
	description: 'The value to look for; a new product gets it',
};

const priceToSet: INodeProperties = {
	...unitPrice,
	description: 'Price of one, excluding VAT; 0 leaves the price of a product that is there as it is',
};

export const createOrUpdate: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a product',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	endpoints: ['product.getMany', 'product.get', 'product.create', 'product.update', 'sale.getSettings'],
	fields: [organization, matchBy, matchValue, productName, priceToSet, productFields, simplify],
	async run(context) {
		const field = matchFields[context.choice('matchBy', ['externalReference', 'productNumber'])];
		const value = context.text('matchValue').trim();
		const given = { ...(await readProduct(context)), [field]: value };
		const organizationId = await context.organizationId();
		const found = await findProduct(context, field, value);
		const result =
			found === undefined ? await add(context, given) : await bring(context, found, field, value);
		const product = await context.dinero.call('product.get', { organizationId, path: { guid: result.guid } });
		const isSimple = context.boolean('simplify');
		return withOutcome(result.outcome, shownProduct(product, isSimple), isSimple);
	},
};

async function findProduct(
	context: OperationContext,
	field: string,
	value: string,
): Promise<string | undefined> {
	const organizationId = await context.organizationId();
	const { queryFilter, keep } = filterBy([{ field, operator: 'eq', value }]);
	const query = { fields: `ProductGuid,Name,DeletedAt,${field}`, queryFilter };
	const pages = context.dinero.pages('product.getMany', { organizationId, query });
	const found = await collect(pages as unknown as AsyncIterable<IDataObject[]>, undefined, (row) => {
		return !row.DeletedAt && keep(row);
	});
	if (found.length <= 1) return found[0]?.ProductGuid as string | undefined;
	const names = found.map((row) => `${String(row.Name)} (${String(row.ProductGuid)})`).join(', ');
	throw context.refusal(
		`${found.length} products have ${field} '${value}': ${names}`,
		'Nothing was written. Delete one of them in Dinero, or match by something that only one of them has.',
	);
}

async function add(context: OperationContext, body: ProductWrite) {
	const organizationId = await context.organizationId();
	const { ProductGuid } = await context.dinero.call('product.create', { organizationId, body });
	return { guid: ProductGuid, outcome: 'created' };
}

/** Changes what the form gives; what it leaves out keeps its value, and nothing is written when nothing differs. */
async function bring(context: OperationContext, guid: string, field: string, value: string) {
	const organizationId = await context.organizationId();
	const before = asProductWrite(await context.dinero.call('product.get', { organizationId, path: { guid } }));
	const price = context.amount('unitPrice');
	const given: Partial<ProductWrite> = {
		...readProductDetails(context.group('additionalFields')),
		Name: context.text('name'),
		...(price === 0 ? {} : { BaseAmountValue: price }),
		[field]: value,
	};
	const differs = Object.entries(given).some(([key, wanted]) => before[key as keyof ProductWrite] !== wanted);
	if (!differs) return { guid, outcome: 'unchanged' };
	await context.dinero.call('product.update', {
		organizationId,
		path: { guid },
		body: { ...before, ...given },
	});
	return { guid, outcome: 'updated' };
}
