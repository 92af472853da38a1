import { readDigits } from '../../documents/fields';
import { collection } from '../../fields/documents';
import { invoice, organization, reminder } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';

export const sendEReminder: Operation = {
	value: 'sendEReminder',
	name: 'Send E-Reminder',
	action: 'Send an e reminder',
	description: 'Send a booked reminder electronically to the EAN or CVR number of the customer',
	endpoints: ['reminder.get', 'reminder.sendEReminder'],
	fields: [
		organization,
		invoice(),
		reminder(),
		collection('Options', 'options', [
			{
				displayName: 'Attention',
				name: 'attention',
				type: 'string',
				default: '',
				description: "Empty means the contact's",
			},
			{
				displayName: 'EAN Number',
				name: 'eanNumber',
				type: 'string',
				default: '',
				description: "13 digits; empty means the contact's",
			},
			{
				displayName: 'Payment Means',
				name: 'paymentMeans',
				type: 'options',
				options: [
					{ name: 'Domestic Transfer', value: 'Domestic' },
					{ name: 'FIK', value: 'FIK' },
					{ name: 'International Transfer', value: 'International' },
				],
				default: 'Domestic',
			},
		]),
	],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const id = context.whole('reminderId', { minimum: 0 });
		const options = context.group('options');
		const organizationId = await context.organizationId();
		const path = { voucherGuid, id };
		const current = await context.dinero.call('reminder.get', { organizationId, path });
		const body = present({
			AttPerson: options.optionalText('attention'),
			ReceiverEanNumber: readDigits(options, 'eanNumber', 13),
			Timestamp: current.Timestamp,
			PaymentMeanEnum:
				options.optionalChoice('paymentMeans', ['Domestic', 'International', 'FIK']) ?? 'Domestic',
		});
		await context.dinero.call('reminder.sendEReminder', { organizationId, path, body });
		return { sent: true, Id: id, invoiceId: voucherGuid };
	},
};
