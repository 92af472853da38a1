import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { ledgerItemField } from './items';

export const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a ledger item',
	description: 'Tell whether a ledger item is a draft, waits for booking, or is booked',
	endpoints: ['ledgerItem.getStatus'],
	fields: [organization, ledgerItemField],
	async run(context) {
		const Id = context.id('ledgerItemId');
		const organizationId = await context.organizationId();
		const states = await context.dinero.call('ledgerItem.getStatus', { organizationId, body: [{ Id }] });
		return states as unknown as IDataObject[];
	},
};
