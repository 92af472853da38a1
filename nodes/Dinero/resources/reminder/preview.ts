import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { asReminderWrite, chargeFields, overdueInvoice, readReminder } from './body';

export const preview: Operation = {
	value: 'preview',
	name: 'Preview',
	action: 'Preview a reminder',
	description: 'Have Dinero calculate fee, interest and total without saving anything',
	endpoints: ['reminder.getNext', 'reminder.fetchTotals'],
	fields: [organization, overdueInvoice, chargeFields],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const given = readReminder(context.group('options'));
		const organizationId = await context.organizationId();
		const next = asReminderWrite(
			await context.dinero.call('reminder.getNext', { organizationId, path: { voucherGuid } }),
		);
		const { Date, WithDebtCollectionWarning, WithFee, WithInterestFee, WithCompensationFee } = {
			...next,
			...given,
		};
		const body = { Date, WithDebtCollectionWarning, WithFee, WithInterestFee, WithCompensationFee };
		return (await context.dinero.call('reminder.fetchTotals', {
			organizationId,
			path: { voucherGuid },
			body,
		})) as unknown as IDataObject;
	},
};
