import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many ledger items',
	description: 'Read unbooked ledger items by their IDs',
	endpoints: ['ledgerItem.getMany'],
	fields: [
		organization,
		{
			displayName: 'Ledger Item IDs',
			name: 'ledgerItemIds',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
			description: 'One ID, or several with commas between; Dinero has no list of them',
		},
	],
	async run(context) {
		const ids = context
			.text('ledgerItemIds')
			.split(',')
			.map((one) => context.nested({ ledgerItemIds: one }).id('ledgerItemIds'));
		const organizationId = await context.organizationId();
		const items = await context.dinero.call('ledgerItem.getMany', {
			organizationId,
			body: ids.map((Id) => ({ Id })),
		});
		return items as unknown as IDataObject[];
	},
};
