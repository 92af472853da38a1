import type { IDataObject } from 'n8n-workflow';

import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getEmailTemplate: Operation = {
	value: 'getEmailTemplate',
	name: 'Get Email Template',
	action: 'Get the email template of a reminder',
	description: 'Show receiver, subject and text that an e-mail would have now',
	endpoints: ['reminder.getEmailTemplate'],
	fields: [organization, invoice()],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const organizationId = await context.organizationId();
		return (await context.dinero.call('reminder.getEmailTemplate', {
			organizationId,
			path: { voucherGuid },
		})) as unknown as IDataObject;
	},
};
