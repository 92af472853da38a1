import type { INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../../context';
import { creditNote, invoice, tradeOffer } from '../../fields/locators';

const kinds = ['invoice', 'creditNote', 'tradeOffer'] as const;

/** The document that files are attached to. */
export const documentFields: INodeProperties[] = [
	{
		displayName: 'Document',
		name: 'documentKind',
		type: 'options',
		options: [
			{ name: 'Credit Note', value: 'creditNote' },
			{ name: 'Invoice', value: 'invoice' },
			{ name: 'Trade Offer', value: 'tradeOffer' },
		],
		default: 'invoice',
	},
	{ ...invoice(), displayOptions: { show: { documentKind: ['invoice'] } } },
	{ ...creditNote(), displayOptions: { show: { documentKind: ['creditNote'] } } },
	{ ...tradeOffer(), displayOptions: { show: { documentKind: ['tradeOffer'] } } },
];

/** The guid of the chosen document, and the name that Dinero has for its kind. */
export function readChosenDocument(context: OperationContext): {
	documentGuid: string;
	documentType: string;
} {
	const kind = context.choice('documentKind', kinds);
	const documentType = { invoice: 'Invoice', creditNote: 'CreditNote', tradeOffer: 'TradeOffer' }[kind];
	return { documentGuid: context.id(`${kind}Id`), documentType };
}
