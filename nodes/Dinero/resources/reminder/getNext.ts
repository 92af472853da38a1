import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { overdueInvoice } from './body';

export const getNext: Operation = {
	value: 'getNext',
	name: 'Get Next',
	action: 'Get the next reminder',
	description: 'Show the reminder that Dinero would make next for an invoice; nothing is saved',
	endpoints: ['reminder.getNext'],
	fields: [organization, overdueInvoice],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const organizationId = await context.organizationId();
		return (await context.dinero.call('reminder.getNext', {
			organizationId,
			path: { voucherGuid },
		})) as unknown as IDataObject;
	},
};
