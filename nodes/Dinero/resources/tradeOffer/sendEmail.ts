import { emailDocument } from '../../documents/sending';
import { emailOptions } from '../../fields/email';
import { organization, tradeOffer } from '../../fields/locators';
import type { Operation } from '../../operation';

export const sendEmail: Operation = {
	value: 'sendEmail',
	name: 'Send Email',
	action: 'Send a trade offer by email',
	description: 'E-mail a trade offer to the customer',
	endpoints: ['tradeOffer.get', 'tradeOffer.sendEmail'],
	fields: [organization, tradeOffer(), emailOptions],
	async run(context) {
		return await emailDocument(context, 'tradeOffer');
	},
};
