import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getSettings: Operation = {
	value: 'getSettings',
	name: 'Get Settings',
	action: 'Get the sales settings',
	description: 'Show the defaults of sales: account, payment terms, VAT on lines, reminders',
	endpoints: ['sale.getSettings'],
	fields: [organization],
	async run(context) {
		const organizationId = await context.organizationId();
		return (await context.dinero.call('sale.getSettings', { organizationId })) as unknown as IDataObject;
	},
};
