import type { INodeProperties } from 'n8n-workflow';

import { linesForm } from '../documents/rows';
import { account, product } from './locators';
import { unitOptions } from './units';

/** The columns of one line of an invoice, credit note or trade offer; alphabetical after the first three. */
export const lineFields: INodeProperties[] = [
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cargo bike with hood',
		description: 'What is sold. May be left empty when a product is chosen.',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		default: 1,
	},
	{
		displayName: 'Unit Price',
		name: 'unitPrice',
		type: 'number',
		default: 0,
		description:
			"Price of one, with or without VAT as 'Prices Include VAT' says. Leave 0 to take a product's price.",
	},
	account(
		{
			required: false,
			description:
				"The sales account decides the line's VAT. Empty means the product's account, else the organization's default sales account.",
		},
		'searchSalesAccounts',
	),
	{
		displayName: 'Comments',
		name: 'comments',
		type: 'string',
		default: '',
		description: 'Smaller text under the line',
	},
	{
		displayName: 'Discount (%)',
		name: 'discount',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 0,
	},
	{
		displayName: 'Line Type',
		name: 'lineType',
		type: 'options',
		options: [
			{ name: 'Product', value: 'Product', description: 'A line with an amount' },
			{ name: 'Text', value: 'Text', description: 'A bold line of text without an amount' },
		],
		default: 'Product',
	},
	product({
		required: false,
		description: "Fills in the product's text, price, unit and account where they are empty",
	}),
	{
		displayName: 'Unit',
		name: 'unit',
		type: 'options',
		options: unitOptions,
		default: 'parts',
	},
];

const pricesIncludeVat: INodeProperties = {
	displayName: 'Prices Include VAT',
	name: 'pricesIncludeVat',
	type: 'options',
	options: [
		{ name: 'As the Organization Is Set Up', value: 'organization' },
		{ name: 'Yes', value: 'yes' },
		{ name: 'No', value: 'no' },
	],
	default: 'organization',
};

const example = { description: 'Cargo bike with hood', quantity: 1, unitPrice: 18999, accountNumber: 1000 };

/** The lines of a new document, and whether their prices include VAT. */
export const lines: INodeProperties[] = [...linesForm(lineFields, example), pricesIncludeVat];

/** The lines of a draft that is changed: kept unless new ones are given. */
export const linesOrKeep: INodeProperties[] = [
	...linesForm(lineFields, example, { keep: true }),
	{ ...pricesIncludeVat, displayOptions: { show: { specifyLines: ['fields', 'json'] } } },
];
