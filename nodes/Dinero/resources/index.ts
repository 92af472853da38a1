import type { Resource } from '../operation';
import { accountResource } from './account';
import { accountingYearResource } from './accountingYear';
import { attachmentResource } from './attachment';
import { contactResource } from './contact';
import { contactNoteResource } from './contactNote';
import { contactStatementResource } from './contactStatement';
import { countryResource } from './country';
import { creditNoteResource } from './creditNote';
import { entryResource } from './entry';
import { fileResource } from './file';
import { invoiceResource } from './invoice';
import { ledgerItemResource } from './ledgerItem';
import { manualVoucherResource } from './manualVoucher';
import { organizationResource } from './organization';
import { productResource } from './product';
import { purchaseCreditNoteResource } from './purchaseCreditNote';
import { purchaseVoucherResource } from './purchaseVoucher';
import { reminderResource } from './reminder';
import { reportResource } from './report';
import { saleResource } from './sale';
import { shopOrderResource } from './shopOrder';
import { tradeOfferResource } from './tradeOffer';
import { vatTypeResource } from './vatType';
import { webhookResource } from './webhook';

/** Everything that the node can do. Menus, forms, router, coverage list and documentation are derived from this list. */
export const resources: readonly Resource[] = [
	accountResource,
	accountingYearResource,
	attachmentResource,
	contactResource,
	contactNoteResource,
	contactStatementResource,
	countryResource,
	creditNoteResource,
	entryResource,
	fileResource,
	invoiceResource,
	ledgerItemResource,
	manualVoucherResource,
	organizationResource,
	productResource,
	purchaseCreditNoteResource,
	purchaseVoucherResource,
	reminderResource,
	reportResource,
	saleResource,
	shopOrderResource,
	tradeOfferResource,
	vatTypeResource,
	webhookResource,
];
