import type { IDataObject } from 'n8n-workflow';

import { limitOf, returnAllOrLimit } from '../../fields/lists';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many countries',
	description: 'List the countries that Dinero knows, with their two-letter keys',
	endpoints: ['country.getMany'],
	fields: [...returnAllOrLimit],
	async run(context) {
		const limit = limitOf(context);
		return (await context.dinero.getMany('country.getMany', {}, { limit })) as unknown as IDataObject[];
	},
};
