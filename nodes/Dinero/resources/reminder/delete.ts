import type { IDataObject } from 'n8n-workflow';

import { withNewestTimestamp } from '../../../../api/timestamps';
import { invoice, organization, reminder } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { Reminder } from './body';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a reminder',
	description: 'Remove a reminder; a booked one is set to nothing by opposite entries',
	endpoints: ['reminder.get', 'reminder.delete'],
	fields: [organization, invoice(), reminder()],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const id = context.whole('reminderId', { minimum: 0 });
		const organizationId = await context.organizationId();
		const path = { voucherGuid, id };
		return await withNewestTimestamp<Reminder, IDataObject>({
			read: async () => await context.dinero.call('reminder.get', { organizationId, path }),
			decide: (current) =>
				current.IsDeleted
					? { done: { deleted: true, Id: id } }
					: {
							act: async (Timestamp) => {
								await context.dinero.call('reminder.delete', { organizationId, path, body: { Timestamp } });
								return { deleted: true, Id: id };
							},
						},
		});
	},
};
