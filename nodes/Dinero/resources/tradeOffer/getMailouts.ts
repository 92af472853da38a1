import { listMailouts, mailoutFilters } from '../../documents/sending';
import { organization, tradeOffer } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getMailouts: Operation = {
	value: 'getMailouts',
	name: 'Get Mailouts',
	action: 'Get the mailouts of a trade offer',
	description: 'List what was sent of one trade offer: e-mails and whether they were seen',
	endpoints: ['tradeOffer.getMailouts'],
	fields: [organization, tradeOffer(), mailoutFilters],
	async run(context) {
		return await listMailouts(context, 'tradeOffer');
	},
};
