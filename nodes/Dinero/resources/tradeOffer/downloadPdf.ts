import { readDocument } from '../../documents/kinds';
import { outputField, putFile } from '../../fields/files';
import { organization, tradeOffer } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { TradeOffer } from './shown';
import { shownTradeOffer } from './shown';

export const downloadPdf: Operation = {
	value: 'downloadPdf',
	name: 'Download PDF',
	action: 'Download a trade offer as PDF',
	description: 'Get a trade offer as a PDF file',
	endpoints: ['tradeOffer.get', 'tradeOffer.getPdf'],
	fields: [organization, tradeOffer(), outputField],
	async run(context) {
		const guid = context.id('tradeOfferId');
		const field = context.text('outputField');
		const document = await readDocument<TradeOffer>(context, 'tradeOffer', guid);
		const organizationId = await context.organizationId();
		const pdf = await context.dinero.download('tradeOffer.getPdf', { organizationId, path: { guid } });
		const fileName = `trade-offer-${document.Number}.pdf`;
		return await putFile(context, field, { ...pdf, fileName }, shownTradeOffer(document, true));
	},
};
