import type { IDataObject } from 'n8n-workflow';

import { tellingDraft } from '../../documents/drafts';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { asReminderWrite, overdueInvoice, readReminder, reminderFields } from './body';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a reminder',
	description:
		'Make a reminder for an overdue invoice, as a draft or booked; Dinero proposes what is left open',
	endpoints: ['reminder.getNext', 'reminder.create', 'reminder.book'],
	fields: [
		organization,
		overdueInvoice,
		{
			displayName: 'Book',
			name: 'book',
			type: 'boolean',
			default: false,
			description: 'Whether to book it at once; only a booked reminder counts and can be sent',
		},
		reminderFields,
	],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const given = readReminder(context.group('options'));
		const organizationId = await context.organizationId();
		const next = await context.dinero.call('reminder.getNext', { organizationId, path: { voucherGuid } });
		const body = { ...asReminderWrite(next), ...given, Timestamp: next.Timestamp };
		const made = await context.dinero.call('reminder.create', {
			organizationId,
			path: { voucherGuid },
			body,
		});
		if (!context.boolean('book')) return made as unknown as IDataObject;
		const id = made.Id ?? 0;
		const path = { voucherGuid, id };
		const { Timestamp } = made;
		const booking = context.dinero.call('reminder.book', { organizationId, path, body: { Timestamp } });
		return (await tellingDraft(booking, id)) as unknown as IDataObject;
	},
};
