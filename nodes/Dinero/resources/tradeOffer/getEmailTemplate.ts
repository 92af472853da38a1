import { readTemplate } from '../../documents/sending';
import { organization, tradeOffer } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getEmailTemplate: Operation = {
	value: 'getEmailTemplate',
	name: 'Get Email Template',
	action: 'Get the email template of a trade offer',
	description: 'Show receiver, subject and text that an e-mail would have now',
	endpoints: ['tradeOffer.getEmailTemplate'],
	fields: [organization, tradeOffer()],
	async run(context) {
		return await readTemplate(context, 'tradeOffer');
	},
};
