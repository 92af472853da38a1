import { emailOptions, readEmail } from '../../fields/email';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { overdueInvoice } from './body';

export const sendEmail: Operation = {
	value: 'sendEmail',
	name: 'Send Email',
	action: 'Send a reminder by email',
	description: 'E-mail the newest booked reminder of an invoice to the customer',
	endpoints: ['reminder.sendEmail'],
	fields: [organization, overdueInvoice, emailOptions],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const body = readEmail(context.group('options'));
		const organizationId = await context.organizationId();
		const sent = await context.dinero.call('reminder.sendEmail', {
			organizationId,
			path: { voucherGuid },
			body,
		});
		return {
			sent: true,
			invoiceId: voucherGuid,
			receivers: (sent?.Recipients ?? []).map((recipient) => recipient.Email ?? null),
		};
	},
};
