import type { IDataObject } from 'n8n-workflow';

import { limitOf, returnAllOrLimit, simplified, simplify } from '../../fields/lists';
import type { Operation } from '../../operation';

const simpleFields = [
	'Id',
	'Name',
	'IsPro',
	'VatNumber',
	'Email',
	'Phone',
	'City',
	'CountryKey',
	'IsVatFree',
];

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many organizations',
	description: 'List the companies that this connection reaches, with their IDs',
	endpoints: ['organization.getMany'],
	fields: [...returnAllOrLimit, simplify],
	async run(context) {
		const limit = limitOf(context);
		const organizations = await context.dinero.getMany('organization.getMany', {}, { limit });
		if (!context.boolean('simplify')) return organizations as unknown as IDataObject[];
		const rows = organizations.map(({ Subscription, ...row }) => ({
			...row,
			IsPro: Subscription?.HasPro ?? null,
		}));
		return simplified(rows as unknown as IDataObject[], simpleFields);
	},
};
