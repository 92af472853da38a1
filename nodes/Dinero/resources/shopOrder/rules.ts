import type { INodeProperties } from 'n8n-workflow';

import { account, depositAccount } from '../../fields/locators';
import { text } from './text';

/** The VAT cases and kinds of line that can have an account of their own, as the settings name them. */
export const accountCases = [
	{ name: 'Denmark: Sales With VAT', value: 'domestic' },
	{ name: 'Denmark: Sales Without VAT', value: 'exempt' },
	{ name: 'Denmark: Shipping', value: 'domesticShipping' },
	{ name: 'Duties', value: 'duty' },
	{ name: 'EU Businesses: Goods', value: 'euBusinessGoods' },
	{ name: 'EU Businesses: Services', value: 'euBusinessServices' },
	{ name: 'EU Private Customers', value: 'euPrivate' },
	{ name: 'EU Private Customers Under OSS', value: 'oss' },
	{ name: 'Fees', value: 'fee' },
	{ name: 'Foreign VAT Collected', value: 'foreignTax' },
	{ name: 'Gift Cards Sold', value: 'giftCard' },
	{ name: 'Outside the EU: Goods', value: 'export' },
	{ name: 'Outside the EU: Services', value: 'exportServices' },
	{ name: 'Rounding', value: 'rounding' },
	{ name: 'Shipping Without Danish VAT', value: 'shipping' },
	{ name: 'Tips', value: 'tip' },
] as const;

export const accounts: INodeProperties = {
	displayName: 'Accounts',
	name: 'accounts',
	type: 'fixedCollection',
	placeholder: 'Add Account',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Account' },
	default: {},
	description: 'Accounts for VAT cases; those left out are taken from the organization where only one fits',
	options: [
		{
			displayName: 'Account',
			name: 'account',
			values: [
				{
					displayName: 'For',
					name: 'case',
					type: 'options',
					options: [...accountCases],
					default: 'domestic',
				},
				account(
					{
						required: false,
						description: 'The list shows the accounts whose VAT code fits; any other one goes by its number',
					},
					'searchPurposeAccounts',
				),
			],
		},
	],
};

export const accountRules: INodeProperties = {
	displayName: 'Account Rules',
	name: 'accountRules',
	type: 'fixedCollection',
	placeholder: 'Add Rule',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Rule', sortable: true },
	default: {},
	description:
		'Lines with an account of their own. The first rule whose every condition fits counts; * stands for anything, commas separate alternatives.',
	options: [
		{
			displayName: 'Rule',
			name: 'rule',
			values: [
				account(
					{ required: false, description: 'The account decides the VAT of these lines' },
					'searchPurposeAccounts',
				),
				text('If Country Is', 'country', 'Country of delivery, two letters', 'e.g. NO'),
				{
					displayName: 'If Kind Is',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'Any', value: '' },
						{ name: 'Duty', value: 'duty' },
						{ name: 'Fee', value: 'fee' },
						{ name: 'Gift Card Sold', value: 'giftCardSold' },
						{ name: 'Product', value: 'product' },
						{ name: 'Shipping', value: 'shipping' },
						{ name: 'Tip', value: 'tip' },
					],
					default: '',
				},
				text('If Name Is', 'name', 'Name of the product', 'e.g. Used *'),
				text(
					'If Payment Method Is',
					'paymentMethod',
					"The gateway's name as the shop gives it",
					'e.g. klarna',
				),
				text('If Product Type Is', 'productType', 'Product type in the shop'),
				text('If SKU Is', 'sku', 'Stock keeping unit', 'e.g. USED-*'),
				text('If Tag Is', 'tag', 'A tag of the product or of the order', 'e.g. second-hand'),
				text('If Tax Name Is', 'taxName', 'Name of a tax that the shop charged', 'e.g. DK Moms'),
				text('If Vendor Is', 'vendor', 'Vendor in the shop'),
				{
					displayName: 'Supply',
					name: 'supply',
					type: 'options',
					options: [
						{ name: 'As for the Other Lines', value: '' },
						{ name: 'Goods', value: 'goods' },
						{ name: 'Services', value: 'services' },
					],
					default: '',
					description: 'What these lines are, for the VAT of sales abroad',
				},
				text('Text on the Invoice', 'text', 'A text that the law wants, such as for second-hand goods'),
			],
		},
	],
};

export const paymentRules: INodeProperties = {
	displayName: 'Payment Rules',
	name: 'paymentRules',
	type: 'fixedCollection',
	placeholder: 'Add Rule',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Rule', sortable: true },
	default: {},
	description: 'How payments of one method are handled. The first rule whose method fits counts.',
	options: [
		{
			displayName: 'Rule',
			name: 'rule',
			values: [
				text(
					'Payment Method',
					'method',
					'As the shop gives it; * stands for anything',
					'e.g. shopify_payments',
				),
				depositAccount({ required: false }),
				{
					displayName: 'Fee',
					name: 'fee',
					type: 'options',
					options: [
						{
							name: 'Deduct',
							value: 'deduct',
							description: 'The amount less the fee; Dinero books the rest as the fee',
						},
						{ name: 'Ignore', value: 'ignore', description: 'The whole amount is registered' },
					],
					default: 'ignore',
				},
				{
					displayName: 'Register as Paid',
					name: 'paid',
					type: 'options',
					options: [
						{ name: 'Always', value: 'always' },
						{ name: 'As the Shop Says', value: 'asShopSays' },
						{ name: 'Never', value: 'never', description: 'The invoice stays open' },
					],
					default: 'asShopSays',
				},
			],
		},
	],
};

export const languageByCountry: INodeProperties = {
	displayName: 'Languages by Country',
	name: 'languageByCountry',
	type: 'fixedCollection',
	placeholder: 'Add Country',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Country' },
	default: {},
	options: [
		{
			displayName: 'Country',
			name: 'country',
			values: [
				text('Country', 'country', 'Two letters', 'e.g. SE'),
				{
					displayName: 'Language',
					name: 'language',
					type: 'options',
					options: [
						{ name: 'Danish', value: 'da-DK' },
						{ name: 'English', value: 'en-GB' },
					],
					default: 'en-GB',
				},
			],
		},
	],
};
