import { accountTable } from './account';
import { accountingYearTable } from './accountingYear';
import { attachmentTable } from './attachment';
import { contactTable } from './contact';
import { contactNoteTable } from './contactNote';
import { contactStatementTable } from './contactStatement';
import { countryTable } from './country';
import { creditNoteTable } from './creditNote';
import { entryTable } from './entry';
import { fileTable } from './file';
import { invoiceTable } from './invoice';
import { ledgerItemTable } from './ledgerItem';
import { manualVoucherTable } from './manualVoucher';
import { organizationTable } from './organization';
import { productTable } from './product';
import { purchaseCreditNoteTable } from './purchaseCreditNote';
import { purchaseVoucherTable } from './purchaseVoucher';
import { reminderTable } from './reminder';
import { reportTable } from './report';
import { saleTable } from './sale';
import { tradeOfferTable } from './tradeOffer';
import { vatTypeTable } from './vatType';
import { webhookTable } from './webhook';
import type { ResourceTable } from './table';

/** The tables of all resources; a test file for each group runs its tables with one engine. */
export const groups = {
	people: [contactTable, contactNoteTable, contactStatementTable, countryTable, organizationTable],
	books: [
		accountTable,
		accountingYearTable,
		entryTable,
		ledgerItemTable,
		manualVoucherTable,
		reportTable,
		vatTypeTable,
		webhookTable,
	],
	purchases: [fileTable, productTable, purchaseCreditNoteTable, purchaseVoucherTable],
	sales: [invoiceTable, creditNoteTable],
	offers: [tradeOfferTable, reminderTable, attachmentTable, saleTable],
} satisfies Record<string, ResourceTable[]>;
