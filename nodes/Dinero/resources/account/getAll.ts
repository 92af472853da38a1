import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { limitOf, returnAllOrLimit } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';

/** Dinero's own names of the categories, as the contract lists them for the filter. */
const categories = [
	'Administration Expenses',
	'Analysis',
	'Charge',
	'Depreciation',
	'Equity',
	'Financial Assets',
	'IntangibleProperty',
	'Interest Expenses',
	'Interest Income',
	'Liquid Assets',
	'Long Term Debt',
	'Not Set',
	'Property',
	'Property Expenses',
	'Receivables',
	'Salary',
	'Salary Due',
	'Sales Expenses',
	'Short Term Debt',
	'Tax',
	'Travel Expenses',
	'Turnover',
	'Turnover Assets',
	'Variable Expenses',
	'Vat Due',
] as const;
const categoryNames: Partial<Record<(typeof categories)[number], string>> = {
	IntangibleProperty: 'Intangible Property',
	'Vat Due': 'VAT Due',
};

const kinds = {
	deposit: { endpoint: 'account.getManyDeposit', fields: ['AccountNumber', 'Name', 'IsDefault', 'IsHidden'] },
	entry: {
		endpoint: 'account.getManyEntry',
		fields: ['AccountNumber', 'Name', 'VatCode', 'Category', 'IsHidden'],
	},
	purchase: {
		endpoint: 'account.getManyPurchase',
		fields: ['AccountNumber', 'Name', 'VatCode', 'Category', 'CategoryName', 'IsHidden'],
	},
} as const;

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many accounts',
	description:
		'List accounts with number, name and VAT code: all, those for purchases, or bank and clearing accounts',
	endpoints: ['account.getManyEntry', 'account.getManyPurchase', 'account.getManyDeposit'],
	fields: [
		organization,
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'Deposit Accounts', value: 'deposit', description: 'Bank and clearing accounts' },
				{ name: 'Entry Accounts', value: 'entry', description: 'All accounts' },
				{ name: 'Purchase Accounts', value: 'purchase', description: 'Accounts for what is bought' },
			],
			default: 'entry',
		},
		...returnAllOrLimit,
		collection('Filters', 'filters', [
			{
				displayName: 'Category',
				name: 'category',
				type: 'options',
				options: categories.map((value) => ({ name: categoryNames[value] ?? value, value })),
				default: 'Turnover',
				description: 'Only entry accounts of this category',
			},
			{
				displayName: 'Include Hidden',
				name: 'includeHidden',
				type: 'boolean',
				default: false,
				description: 'Whether accounts that are hidden in Dinero are listed too',
			},
		]),
	],
	async run(context) {
		const { endpoint, fields } = kinds[context.choice('kind', ['deposit', 'entry', 'purchase'])];
		const filters = context.group('filters');
		const category = filters.optionalChoice('category', categories);
		if (category !== undefined && endpoint !== 'account.getManyEntry') {
			throw filters.unusable(
				'category',
				'is for entry accounts',
				"Choose 'Entry Accounts' as kind, or remove the filter.",
			);
		}
		const query = present({ fields: fields.join(','), categoryFilter: category });
		const limit = limitOf(context);
		const organizationId = await context.organizationId();
		const accounts = (await context.dinero.getMany(endpoint, {
			organizationId,
			query,
		})) as unknown as IDataObject[];
		const hidden = filters.boolean('includeHidden');
		return accounts.filter((account) => hidden || !account.IsHidden).slice(0, limit);
	},
};
