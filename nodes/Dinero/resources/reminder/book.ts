import type { IDataObject } from 'n8n-workflow';

import { withNewestTimestamp } from '../../../../api/timestamps';
import { invoice, organization, reminder } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { Reminder } from './body';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book a reminder',
	description: 'Let a reminder count in the books, with fee and interest; this cannot be undone',
	endpoints: ['reminder.get', 'reminder.book'],
	fields: [organization, invoice(), reminder()],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const id = context.whole('reminderId', { minimum: 0 });
		const organizationId = await context.organizationId();
		const path = { voucherGuid, id };
		return await withNewestTimestamp<Reminder, IDataObject>({
			read: async () => await context.dinero.call('reminder.get', { organizationId, path }),
			decide: (current) =>
				current.IsDraft
					? {
							act: async (Timestamp) =>
								(await context.dinero.call('reminder.book', {
									organizationId,
									path,
									body: { Timestamp },
								})) as unknown as IDataObject,
						}
					: { done: current as unknown as IDataObject },
		});
	},
};
