import { updateSalesDocument } from '../../documents/salesDocuments';
import { updateForm } from '../../documents/updateForm';
import { linesOrKeep } from '../../fields/lines';
import { simplify } from '../../fields/lists';
import { organization, tradeOffer } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { TradeOffer } from './shown';
import { shownTradeOffer } from './shown';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a trade offer',
	description: 'Change a draft; fields and lines that are not given stay as they are',
	endpoints: ['tradeOffer.get', 'tradeOffer.update', 'sale.getSettings', 'product.get'],
	fields: [organization, tradeOffer(), ...linesOrKeep, updateForm('tradeOffer'), simplify],
	async run(context) {
		const document = await updateSalesDocument<TradeOffer>(context, 'tradeOffer');
		return shownTradeOffer(document, context.boolean('simplify'));
	},
};
