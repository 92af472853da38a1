import { simplify } from '../../fields/lists';
import { organization, tradeOffer } from '../../fields/locators';
import type { Operation } from '../../operation';
import { shownTradeOffer } from './shown';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a trade offer',
	description: 'Retrieve one trade offer by ID; without Simplify also its lines',
	endpoints: ['tradeOffer.get'],
	fields: [organization, tradeOffer(), simplify],
	async run(context) {
		const guid = context.id('tradeOfferId');
		const organizationId = await context.organizationId();
		const document = await context.dinero.call('tradeOffer.get', { organizationId, path: { guid } });
		return shownTradeOffer(document, context.boolean('simplify'));
	},
};
