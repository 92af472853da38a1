import type { EndpointName } from '../../../../api/endpoints';

/** What a look at an order reads: its invoice, contacts, and the organization's settings. */
export const previewEndpoints: readonly EndpointName[] = [
	'invoice.get',
	'contact.getMany',
	'contact.get',
	'invoice.fetchTotals',
	'account.getManyEntry',
	'account.getManyDeposit',
	'vatType.getMany',
	'sale.getSettings',
	'accountingYear.getMany',
	'product.getMany',
];

/** What a transfer reads and writes. */
export const transferEndpoints: readonly EndpointName[] = [
	...previewEndpoints,
	'invoice.getMany',
	'contact.create',
	'product.create',
	'product.delete',
	'invoice.create',
	'invoice.update',
	'invoice.book',
	'invoice.getPayments',
	'invoice.registerPayment',
	'invoice.sendEmail',
	'attachment.getMany',
	'file.uploadAttachment',
	'attachment.bind',
	'attachment.unbind',
	'invoice.sendEInvoice',
];

/** What a credit note reads and writes. */
export const creditNoteEndpoints: readonly EndpointName[] = [
	'invoice.get',
	'invoice.getMany',
	'invoice.getPayments',
	'creditNote.get',
	'creditNote.fetchTotals',
	'creditNote.create',
	'creditNote.book',
	'invoice.registerPayment',
	'account.getManyEntry',
	'account.getManyDeposit',
	'vatType.getMany',
	'sale.getSettings',
	'accountingYear.getMany',
];

/** What a payment reads and writes. */
export const paymentEndpoints: readonly EndpointName[] = [
	'invoice.get',
	'invoice.getMany',
	'invoice.getPayments',
	'invoice.registerPayment',
	'account.getManyEntry',
	'account.getManyDeposit',
	'vatType.getMany',
	'sale.getSettings',
	'accountingYear.getMany',
];

/** What the status of an order reads. */
export const statusEndpoints: readonly EndpointName[] = [
	'invoice.get',
	'invoice.getPayments',
	'creditNote.get',
];

/** What the check of the settings reads. */
export const checkEndpoints: readonly EndpointName[] = [
	'organization.getMany',
	'account.getManyEntry',
	'account.getManyDeposit',
	'vatType.getMany',
	'sale.getSettings',
	'accountingYear.getMany',
	'invoice.getMany',
	'creditNote.getMany',
];

/** What a day's settlement reads and writes. */
export const settlementEndpoints: readonly EndpointName[] = [
	'account.getManyEntry',
	'account.getManyDeposit',
	'vatType.getMany',
	'sale.getSettings',
	'accountingYear.getMany',
	'file.getMany',
	'file.upload',
	'manualVoucher.create',
	'manualVoucher.get',
	'manualVoucher.book',
	'manualVoucher.delete',
];
