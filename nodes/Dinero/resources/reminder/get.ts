import type { IDataObject } from 'n8n-workflow';

import { invoice, organization, reminder } from '../../fields/locators';
import type { Operation } from '../../operation';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a reminder',
	description: 'Retrieve one reminder of an invoice',
	endpoints: ['reminder.get'],
	fields: [organization, invoice(), reminder()],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const id = context.whole('reminderId', { minimum: 0 });
		const organizationId = await context.organizationId();
		return (await context.dinero.call('reminder.get', {
			organizationId,
			path: { voucherGuid, id },
		})) as unknown as IDataObject;
	},
};
