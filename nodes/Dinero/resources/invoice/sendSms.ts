import { timestampOf } from '../../../../api/timestamps';
import { readBooked } from '../../documents/kinds';
import type { Invoice } from '../../documents/shown';
import { collection } from '../../fields/documents';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';

export const sendSms: Operation = {
	value: 'sendSms',
	name: 'Send SMS',
	action: 'Send an invoice by SMS',
	description: 'Send a link to a booked invoice as a text message; Dinero charges for each message',
	endpoints: ['invoice.get', 'contact.get', 'sms.send'],
	fields: [
		organization,
		invoice({}, 'searchBookedInvoices'),
		{
			displayName: 'Dinero charges for each text message',
			name: 'smsNotice',
			type: 'notice',
			default: '',
		},
		collection('Options', 'options', [
			{
				displayName: 'Is Reminder',
				name: 'isReminder',
				type: 'boolean',
				default: false,
				description: 'Whether the message reminds of a payment that is due',
			},
			{
				displayName: 'Message',
				name: 'message',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				description: "[link-to-pdf] stands for the link. Empty means Dinero's own text.",
			},
			{
				displayName: 'Phone Number',
				name: 'phone',
				type: 'string',
				default: '',
				placeholder: 'e.g. 20123456',
				description: "Empty means the contact's",
			},
			{
				displayName: 'Receiver Name',
				name: 'receiverName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Nathan Smith',
				description: "Empty means the contact's",
			},
		]),
	],
	async run(context) {
		const guid = context.id('invoiceId');
		const options = context.group('options');
		const found = await readBooked<Invoice>(context, 'invoice', guid, 'a text message');
		const organizationId = await context.organizationId();
		const contact =
			found.ContactGuid == null
				? undefined
				: await context.dinero.call('contact.get', { organizationId, path: { guid: found.ContactGuid } });
		const phone = options.optionalText('phone') ?? contact?.Phone ?? undefined;
		if (phone === undefined) {
			throw options.unusable(
				'phone',
				'is empty, and the contact has none',
				'Give the phone number under Options.',
			);
		}
		const body = present({
			ReceiverPhoneNumber: phone,
			ReceiverName: options.optionalText('receiverName') ?? contact?.Name ?? found.ContactName ?? phone,
			Timestamp: timestampOf(found) ?? '',
			IsReminder: options.boolean('isReminder'),
			Message: options.optionalText('message'),
		});
		await context.dinero.call('sms.send', { organizationId, path: { voucherGuid: guid }, body });
		return { sent: true, Guid: guid, Number: found.Number, phone };
	},
};
