import type { IDataObject } from 'n8n-workflow';

import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

const idsField = guidField(
	'Ledger Item IDs',
	'ledgerItemIds',
	'One ID, or several with commas between; Dinero has no list of them',
);

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many ledger items',
	description: 'Read unbooked ledger items by their IDs',
	endpoints: ['ledgerItem.getMany'],
	fields: [organization, idsField],
	async run(context) {
		const ids = context
			.text('ledgerItemIds')
			.split(',')
			.map((one) => context.nested({ ledgerItemIds: one.trim() }, [idsField]).id('ledgerItemIds'));
		const organizationId = await context.organizationId();
		const items = await context.dinero.call('ledgerItem.getMany', {
			organizationId,
			body: ids.map((Id) => ({ Id })),
		});
		return items as unknown as IDataObject[];
	},
};
