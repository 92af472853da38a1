import { runBackgroundWork } from '../books/ledgerItems.mts';
import { accountOperations } from './accounts.mts';
import { basicOperations } from './basics.mts';
import type { Operation } from './call.mts';
import { contactNoteOperations } from './contactNotes.mts';
import { contactOperations } from './contacts.mts';
import { countryOperations } from './countries.mts';
import { creditNoteOperations } from './creditNotes.mts';
import { eInvoiceOperations } from './eInvoices.mts';
import { entryOperations } from './entries.mts';
import { fileOperations } from './files.mts';
import { invoiceOperations } from './invoices.mts';
import { ledgerItemOperations } from './ledgerItems.mts';
import { manualVoucherOperations } from './manualVouchers.mts';
import { organizationOperations } from './organizations.mts';
import { productOperations } from './products.mts';
import { purchaseCreditNoteOperations } from './purchaseCreditNotes.mts';
import { purchaseOperations } from './purchases.mts';
import { reminderOperations } from './reminders.mts';
import { reportOperations } from './reports.mts';
import { salesOperations } from './sales.mts';
import { stateOfAccountOperations } from './stateOfAccount.mts';
import { tradeOfferOperations } from './tradeOffers.mts';
import { webhookOperations } from './webhooks.mts';

/** Before an operation runs, background work whose time has come is done. */
function afterBackgroundWork(operation: Operation): Operation {
	return (call) => {
		runBackgroundWork(call.world);
		return operation(call);
	};
}

const all: Record<string, Operation> = {
	...organizationOperations,
	...countryOperations,
	...basicOperations,
	...accountOperations,
	...contactOperations,
	...contactNoteOperations,
	...stateOfAccountOperations,
	...invoiceOperations,
	...creditNoteOperations,
	...salesOperations,
	...eInvoiceOperations,
	...reminderOperations,
	...tradeOfferOperations,
	...productOperations,
	...purchaseOperations,
	...purchaseCreditNoteOperations,
	...manualVoucherOperations,
	...ledgerItemOperations,
	...fileOperations,
	...entryOperations,
	...reportOperations,
	...webhookOperations,
};

/** Every operation of the contract that the books can do, by the contract's operationId. */
export const operations: Record<string, Operation> = Object.fromEntries(
	Object.entries(all).map(([operationId, operation]) => [operationId, afterBackgroundWork(operation)]),
);
