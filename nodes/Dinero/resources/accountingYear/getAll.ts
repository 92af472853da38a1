import type { IDataObject } from 'n8n-workflow';

import { limitOf, returnAllOrLimit } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many accounting years',
	description: 'List the accounting years with their first and last day',
	endpoints: ['accountingYear.getMany'],
	fields: [organization, ...returnAllOrLimit],
	async run(context) {
		const limit = limitOf(context);
		const organizationId = await context.organizationId();
		return (await context.dinero.getMany(
			'accountingYear.getMany',
			{ organizationId },
			{ limit },
		)) as unknown as IDataObject[];
	},
};
