import { collection } from '../../fields/documents';
import { readAddresses } from '../../fields/email';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { periodFields, readStatementPeriod } from './period';

export const sendEmail: Operation = {
	value: 'sendEmail',
	name: 'Send Email',
	action: 'Send a contact statement by email',
	description: 'E-mail the statement of a contact to the contact',
	endpoints: ['stateOfAccount.sendEmail'],
	fields: [
		organization,
		contact(),
		collection('Options', 'options', [
			...periodFields,
			{
				displayName: 'Copy to Sender',
				name: 'copyToSender',
				type: 'boolean',
				default: false,
				description: 'Whether the sender gets a copy',
			},
			{ displayName: 'Message', name: 'message', type: 'string', typeOptions: { rows: 5 }, default: '' },
			{
				displayName: 'Receiver',
				name: 'receiver',
				type: 'string',
				default: '',
				placeholder: 'e.g. nathan@example.com',
				description: "Empty means the contact's e-mail address",
			},
			{
				displayName: 'Sender',
				name: 'sender',
				type: 'string',
				default: '',
				placeholder: 'e.g. shop@example.com',
				description: "Empty means the organization's e-mail address",
			},
			{ displayName: 'Subject', name: 'subject', type: 'string', default: '' },
		]),
	],
	async run(context) {
		const guid = context.id('contactId');
		const options = context.group('options');
		const { from, to, hideClosed = false } = readStatementPeriod(options);
		const body = present({
			CCToSender: options.boolean('copyToSender'),
			From: from,
			HideClosed: hideClosed,
			Message: options.optionalText('message'),
			Receiver: readAddresses(options, 'receiver', 20),
			Sender: readAddresses(options, 'sender', 1),
			Subject: options.optionalText('subject'),
			To: to,
		});
		const organizationId = await context.organizationId();
		await context.dinero.call('stateOfAccount.sendEmail', { organizationId, path: { guid }, body });
		return { sent: true, ContactGuid: guid };
	},
};
