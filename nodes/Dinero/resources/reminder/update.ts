import type { IDataObject } from 'n8n-workflow';

import { withNewestTimestamp } from '../../../../api/timestamps';
import { invoice, organization, reminder } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { Reminder } from './body';
import { asReminderWrite, readReminder, reminderFields } from './body';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a reminder',
	description: 'Change a reminder that is not booked; what is not given stays as it is',
	endpoints: ['reminder.get', 'reminder.update'],
	fields: [organization, invoice(), reminder(), reminderFields],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const id = context.whole('reminderId', { minimum: 0 });
		const given = context.changes('options', readReminder(context.group('options')));
		const organizationId = await context.organizationId();
		const path = { voucherGuid, id };
		return await withNewestTimestamp<Reminder, IDataObject>({
			read: async () => await context.dinero.call('reminder.get', { organizationId, path }),
			decide: (current) => ({
				act: async (Timestamp) => {
					const body = { ...asReminderWrite(current), ...given, Timestamp };
					return (await context.dinero.call('reminder.update', {
						organizationId,
						path,
						body,
					})) as unknown as IDataObject;
				},
			}),
		});
	},
};
