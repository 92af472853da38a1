import type { IDataObject } from 'n8n-workflow';

import { limitOf, returnAllOrLimit } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many VAT types',
	description: 'List VAT codes with names and rates as fractions, such as 0.25',
	endpoints: ['vatType.getMany'],
	fields: [organization, ...returnAllOrLimit],
	async run(context) {
		const limit = limitOf(context);
		const organizationId = await context.organizationId();
		return (await context.dinero.getMany(
			'vatType.getMany',
			{ organizationId },
			{ limit },
		)) as unknown as IDataObject[];
	},
};
