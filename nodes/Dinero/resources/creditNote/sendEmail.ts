import { emailDocument } from '../../documents/sending';
import { emailOptions } from '../../fields/email';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const sendEmail: Operation = {
	value: 'sendEmail',
	name: 'Send Email',
	action: 'Send a credit note by email',
	description: 'E-mail a booked credit note to the customer',
	endpoints: ['creditNote.get', 'creditNote.sendEmail'],
	fields: [organization, creditNote({}, 'searchBookedCreditNotes'), emailOptions],
	async run(context) {
		return await emailDocument(context, 'creditNote');
	},
};
