import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../../api/schema';
import { pick } from '../../fields/lists';

export type TradeOffer = components['schemas']['TradeOfferReadModel'];

export const simpleTradeOfferFields = [
	'Guid',
	'Number',
	'Status',
	'Date',
	'ContactName',
	'TotalExclVat',
	'TotalInclVat',
	'Currency',
	'ExternalReference',
	'Description',
] as const;

/** Every field that the list of trade offers can give, as Dinero's contract lists them. */
export const tradeOfferListFields = [
	...simpleTradeOfferFields,
	'TimeStamp',
	'ContactGuid',
	'Address',
	'Comment',
	'Language',
	'TotalVatableAmount',
	'TotalNonVatableAmount',
	'TotalVat',
	'HasGeneratedAnyVouchers',
	'MailOutStatus',
	'LatestMailOutType',
	'CreatedAt',
	'UpdatedAt',
	'DeletedAt',
];

/** The trade offer as the Simplify field asks for it. */
export function shownTradeOffer(offer: TradeOffer, simplify: boolean): IDataObject {
	const row = offer as unknown as IDataObject;
	return simplify ? pick(row, simpleTradeOfferFields) : row;
}
