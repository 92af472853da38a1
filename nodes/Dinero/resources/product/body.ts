import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { organizationPart } from '../../../../api/organizationFacts';
import type { components } from '../../../../api/schema';
import type { OperationContext } from '../../context';
import { readReference } from '../../documents/fields';
import { collection, documentFields } from '../../fields/documents';
import { emptyField, type Emptiable } from '../../fields/emptying';
import { pick } from '../../fields/lists';
import { account } from '../../fields/locators';
import { unitOf, unitOptions, units } from '../../fields/units';
import type { Parameters } from '../../parameters';
import { present } from '../../values/present';

export type Product = components['schemas']['ProductReadModel'];
export type ProductWrite = components['schemas']['ProductCreateModel'];

export const productName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Cargo bike with hood',
};

export const unitPrice: INodeProperties = {
	displayName: 'Unit Price',
	name: 'unitPrice',
	type: 'number',
	default: 0,
	description: 'Price of one, excluding VAT',
};

const details: INodeProperties[] = [
	account({ description: "Empty means the organization's default sales account" }, 'searchSalesAccounts'),
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description: 'At most 128 characters; shown on invoices with the product',
	},
	documentFields.externalReference,
	{
		displayName: 'Product Number',
		name: 'productNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. BIKE-1',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		default: 1,
		description: 'How many a new line begins with',
	},
	{ displayName: 'Unit', name: 'unit', type: 'options', options: unitOptions, default: 'parts' },
];

export const productFields = collection('Additional Fields', 'additionalFields', details);
/** What an update can take away from a product. */
export const emptiableDetails: Emptiable = {
	comment: 'Comment',
	externalReference: 'ExternalReference',
	productNumber: 'ProductNumber',
};

export const productUpdateFields = collection('Update Fields', 'updateFields', [
	...details,
	productName,
	unitPrice,
	emptyField(emptiableDetails, details),
]);

/** The optional fields of a product that the user filled in. */
export function readProductDetails(fields: Parameters) {
	const comment = fields.optionalText('comment');
	if (comment !== undefined && comment.length > 128) {
		throw fields.unusable('comment', `has ${comment.length} characters`, 'Shorten it to 128 characters.');
	}
	const unit = fields.optionalText('unit');
	if (unit !== undefined && unitOf(unit) === undefined) {
		throw fields.unusable(
			'unit',
			`is '${unit}', which Dinero does not have`,
			`Use one of: ${units.join(', ')}.`,
		);
	}
	return present({
		AccountNumber: fields.optionalWhole('accountNumber', { minimum: 1 }),
		Comment: comment,
		ExternalReference: readReference(fields),
		ProductNumber: fields.optionalText('productNumber'),
		Quantity: fields.optionalNumber('quantity'),
		Unit: unit === undefined ? undefined : unitOf(unit),
	});
}

/** A new product from the form; the account is the organization's default one unless it is given. */
export async function readProduct(context: OperationContext): Promise<ProductWrite> {
	const name = context.text('name');
	const price = context.amount('unitPrice');
	const given = readProductDetails(context.group('additionalFields'));
	const organizationId = await context.organizationId();
	const account =
		given.AccountNumber ??
		(await organizationPart(context.dinero, organizationId, 'sales')).DefaultAccountNumber;
	const { Quantity = 1, Unit = 'parts' } = given;
	return { ...given, Quantity, Unit, Name: name, BaseAmountValue: price, AccountNumber: account };
}

/** Everything of a product that an update may carry: an update replaces the whole product. */
export function asProductWrite(product: Product): ProductWrite {
	return {
		ProductNumber: product.ProductNumber ?? null,
		Name: product.Name ?? null,
		BaseAmountValue: product.BaseAmountValue,
		Quantity: product.Quantity,
		AccountNumber: product.AccountNumber,
		Unit: product.Unit,
		ExternalReference: product.ExternalReference ?? null,
		Comment: product.Comment ?? null,
	};
}

export const simpleProductFields = [
	'ProductGuid',
	'ProductNumber',
	'Name',
	'BaseAmountValue',
	'BaseAmountValueInclVat',
	'Unit',
	'Quantity',
	'AccountNumber',
	'ExternalReference',
	'UpdatedAt',
] as const;

/** Every field that the list of products can give, as Dinero's contract lists them; it forgets to list ProductGuid. */
export const productListFields = [
	...simpleProductFields,
	'TotalAmount',
	'TotalAmountInclVat',
	'CreatedAt',
	'DeletedAt',
] as const;

export function shownProduct(product: Product, simplify: boolean): IDataObject {
	const row = product as unknown as IDataObject;
	return simplify ? pick(row, simpleProductFields) : row;
}
