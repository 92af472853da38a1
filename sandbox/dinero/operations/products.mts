import type { Product } from '../books/documents.mts';
import {
	fieldPicker,
	isShown,
	meets,
	pageOf,
	readChangesSince,
	readFreeText,
	readQueryFilter,
} from '../books/lists.mts';
import { fromMinor, lineAmount } from '../books/money.mts';
import type { Organization } from '../books/organization.mts';
import { refuseDeleted, refuseField, refuseNotFound } from '../books/refusals.mts';
import { units } from '../books/salesDocuments.mts';
import { unitPrices } from '../books/salesTotals.mts';
import type { Answer, Call, Operation } from './call.mts';
import { answered } from './found.mts';

function productOf(call: Call): Product {
	const product = call.organization.products.get(call.path.guid.toLowerCase());
	if (!product) refuseNotFound(`The product ${call.path.guid}`);
	return product as Product;
}

function liveProductOf(call: Call): Product {
	const product = productOf(call);
	if (product.deletedAt) refuseDeleted();
	return product;
}

function readContent(
	organization: Organization,
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any,
): Omit<Product, 'guid' | 'createdAt' | 'updatedAt' | 'deletedAt'> {
	organization.account(body.AccountNumber, 'AccountNumber');
	if (!units.includes(body.Unit))
		refuseField('Unit', `Unknown unit '${body.Unit}'. Known: ${units.join(', ')}.`);
	return {
		productNumber: body.ProductNumber ?? null,
		name: body.Name ?? null,
		baseAmountValue: body.BaseAmountValue ?? 0,
		quantity: body.Quantity ?? 0,
		accountNumber: body.AccountNumber,
		unit: body.Unit,
		externalReference: body.ExternalReference ?? null,
		comment: body.Comment ?? null,
	};
}

function productModel(organization: Organization, product: Product) {
	const vatType = organization.vatOf(organization.accounts.get(product.accountNumber));
	const { base, baseInclVat } = unitPrices(
		product.baseAmountValue,
		vatType && !vatType.reverseCharge ? vatType.rate : 0,
		false,
	);
	return {
		CreatedAt: answered(organization.world, product.createdAt),
		UpdatedAt: answered(organization.world, product.updatedAt),
		DeletedAt: answered(organization.world, product.deletedAt),
		ProductGuid: product.guid,
		BaseAmountValueInclVat: baseInclVat,
		TotalAmount: fromMinor(lineAmount(base, product.quantity, 0)),
		TotalAmountInclVat: fromMinor(lineAmount(baseInclVat, product.quantity, 0)),
		ProductNumber: product.productNumber,
		Name: product.name,
		BaseAmountValue: base,
		Quantity: product.quantity,
		AccountNumber: product.accountNumber,
		Unit: product.unit,
		ExternalReference: product.externalReference,
		Comment: product.comment,
	};
}

const listFields = [
	'Name',
	'ProductGuid',
	'ProductNumber',
	'Quantity',
	'Unit',
	'AccountNumber',
	'BaseAmountValue',
	'BaseAmountValueInclVat',
	'TotalAmount',
	'TotalAmountInclVat',
	'ExternalReference',
	'CreatedAt',
	'UpdatedAt',
	'DeletedAt',
] as const;
const filterable = { Name: 'text', ProductNumber: 'text', ExternalReference: 'text' } as const;
const filterValue: Record<string, (product: Product) => string | null> = {
	Name: (product) => product.name,
	ProductNumber: (product) => product.productNumber,
	ExternalReference: (product) => product.externalReference,
};

function list(call: Call): Answer {
	const { organization, query, world } = call;
	const pick = fieldPicker<ReturnType<typeof productModel>>(query.fields, 'Name,ProductGuid', listFields);
	const conditions = readQueryFilter(
		query.queryFilter,
		filterable,
		world.switches.combinedFilter === 'everywhere',
	);
	const since = readChangesSince(query.changesSince);
	const text = readFreeText(query.freeTextSearch);
	const alsoDeleted = since !== undefined && world.switches.deletedRowsInChanges;
	const rows = [...organization.products.values()].filter(
		(product) =>
			(query.deletedOnly ? product.deletedAt !== null : alsoDeleted || product.deletedAt === null) &&
			(since === undefined || product.updatedAt >= since) &&
			isShown(world, product, since) &&
			(text === undefined || `${product.name}\n${product.productNumber}`.toLowerCase().includes(text)) &&
			meets(conditions, (field) => filterValue[field](product)),
	);
	rows.sort((one, other) => (one.updatedAt < other.updatedAt ? -1 : one.updatedAt > other.updatedAt ? 1 : 0));
	const count = world.switches.resultWithoutFilter === 'filtered' ? rows.length : organization.products.size;
	return { json: pageOf(rows, query, (product) => pick(productModel(organization, product)), count) };
}

function create(call: Call): Answer {
	const content = readContent(call.organization, call.body);
	const now = call.world.clock.stamp();
	const product: Product = {
		...content,
		guid: call.world.random.guid(),
		createdAt: now,
		updatedAt: now,
		deletedAt: null,
	};
	call.organization.products.set(product.guid, product);
	call.world.log(call.organization, 'product created', product.guid);
	return { json: { ProductGuid: product.guid } };
}

function update(call: Call): Answer {
	const product = liveProductOf(call);
	Object.assign(product, readContent(call.organization, call.body), { updatedAt: call.world.clock.stamp() });
	call.world.log(call.organization, 'product updated', product.guid);
	return {};
}

function remove(call: Call): Answer {
	const product = liveProductOf(call);
	product.deletedAt = product.updatedAt = call.world.clock.stamp();
	call.world.log(call.organization, 'product deleted', product.guid);
	return {};
}

export const productOperations: Record<string, Operation> = {
	get_v1_organizationId_products: list,
	post_v1_organizationId_products: create,
	get_v1_organizationId_products_guid: (call) => ({ json: productModel(call.organization, productOf(call)) }),
	put_v1_organizationId_products_guid: update,
	delete_v1_organizationId_products_guid: remove,
};
