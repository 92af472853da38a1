import { readDocument } from '../../documents/kinds';
import { shownInvoice } from '../../documents/shown';
import { simplify } from '../../fields/lists';
import { organization, tradeOffer } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { TradeOffer } from './shown';

export const createInvoice: Operation = {
	value: 'createInvoice',
	name: 'Create Invoice',
	action: 'Create an invoice from a trade offer',
	description: 'Turn an accepted offer into an invoice draft',
	endpoints: ['tradeOffer.get', 'tradeOffer.createInvoice', 'invoice.get'],
	fields: [organization, tradeOffer(), simplify],
	async run(context) {
		const guid = context.id('tradeOfferId');
		const offer = await readDocument<TradeOffer>(context, 'tradeOffer', guid);
		const organizationId = await context.organizationId();
		const made = await context.dinero.call('tradeOffer.createInvoice', {
			organizationId,
			path: { guid },
			body: { Timestamp: offer.TimeStamp },
		});
		const document = await context.dinero.call('invoice.get', { organizationId, path: { guid: made.Guid } });
		return { ...shownInvoice(document, context.boolean('simplify')), TradeOfferGuid: guid };
	},
};
