import type { paths } from './schema';

/**
 * Whether a request may be sent again when it is not known whether the first one took effect.
 *
 * - `safe`: reading, calculating, or a write that is the same however often it is done (replacing a draft, deleting a
 *   known thing, booking: its timestamp is a lock, so a repeat of what took effect is answered as outdated).
 * - `ownGuid`: creating with an id that we chose; a repeat is refused as a duplicate. Without such an id it counts as `never`.
 * - `never`: a repeat could do it twice (payments, products, e-mails, drafts without an own id).
 */
export type Repeat = 'safe' | 'ownGuid' | 'never';

/** `binary` answers are files; `none` answers have no documented body. */
export type AnswerKind = 'json' | 'binary' | 'none';

type LowerMethod = 'get' | 'post' | 'put' | 'delete';

/** Contract paths that have the given method; a misspelt path or a wrong method does not compile. */
type PathWith<M extends LowerMethod> = {
	[P in keyof paths]: paths[P] extends { [K in M]: { responses: unknown } } ? P : never;
}[keyof paths];

interface Details {
	repeat?: Repeat;
	answer?: AnswerKind;
	paged?: boolean;
	/** The body's property that carries our own id; needed for `repeat: 'ownGuid'`. */
	ownGuid?: 'Guid' | 'ContactGuid' | 'Id';
}

type Described<M extends LowerMethod, P, D extends Details> = {
	method: Uppercase<M>;
	path: P;
	repeat: D['repeat'] extends Repeat ? D['repeat'] : M extends 'post' ? 'never' : 'safe';
	answer: D['answer'] extends AnswerKind ? D['answer'] : 'json';
	paged: D['paged'] extends true ? true : false;
	ownGuid?: 'Guid' | 'ContactGuid' | 'Id';
};

function describe<M extends LowerMethod, P, D extends Details>(method: M, path: P, details: D) {
	return {
		method: method.toUpperCase(),
		path,
		repeat: details.repeat ?? (method === 'post' ? 'never' : 'safe'),
		answer: details.answer ?? 'json',
		paged: details.paged ?? false,
		...(details.ownGuid ? { ownGuid: details.ownGuid } : {}),
	} as unknown as Described<M, P, D>;
}

const get = <P extends PathWith<'get'>, const D extends Details = object>(path: P, details?: D) =>
	describe('get', path, details ?? ({} as D));
const post = <P extends PathWith<'post'>, const D extends Details = object>(path: P, details?: D) =>
	describe('post', path, details ?? ({} as D));
const put = <P extends PathWith<'put'>, const D extends Details = object>(path: P, details?: D) =>
	describe('put', path, details ?? ({} as D));
const remove = <P extends PathWith<'delete'>, const D extends Details = object>(path: P, details?: D) =>
	describe('delete', path, details ?? ({} as D));

const paged = { paged: true } as const;
const file = { answer: 'binary' } as const;
const noBody = { answer: 'none' } as const;
/** A POST that only reads or calculates. */
const calculates = { repeat: 'safe' } as const;
/** A POST that is the same however often it is done, with the document's timestamp as a lock where it has one. */
const sameWhenRepeated = { repeat: 'safe' } as const;

/**
 * Every operation of Dinero's contract that is in use, once: path and version, whether it may be repeated, what it answers.
 * The keys are `<resource>.<verb>`. What is not here stands in `superseded`.
 */
export const endpoints = {
	'accountingYear.getMany': get('/v1/{organizationId}/accountingyears'),

	'account.getManyEntry': get('/v1/{organizationId}/accounts/entry'),
	'account.createEntry': post('/v1/{organizationId}/accounts/entry', noBody),
	'account.getManyPurchase': get('/v1/{organizationId}/accounts/purchase'),
	'account.getManyDeposit': get('/v1/{organizationId}/accounts/deposit'),
	'account.createDeposit': post('/v1/{organizationId}/accounts/deposit', noBody),

	'attachment.bindDefault': post(
		'/v1/{organizationId}/attachments/bind/default/{documentGuid}/{documentType}',
		noBody,
	),
	'attachment.getMany': get('/v1/{organizationId}/attachments/{documentGuid}'),
	'attachment.bind': post('/v1/{organizationId}/attachments/{documentGuid}/{fileGuid}/{fileName}', noBody),
	'attachment.unbind': remove('/v1/{organizationId}/attachments/{documentGuid}/{fileGuid}', noBody),

	'contact.getMany': get('/v2/{organizationId}/contacts', paged),
	'contact.create': post('/v1/{organizationId}/contacts', { repeat: 'ownGuid', ownGuid: 'ContactGuid' }),
	'contact.get': get('/v1/{organizationId}/contacts/{guid}'),
	'contact.update': put('/v2/{organizationId}/contacts/{guid}', noBody),
	'contact.delete': remove('/v1/{organizationId}/contacts/{guid}', noBody),
	'contact.restore': post('/v1/{organizationId}/contacts/{guid}/restore', { ...noBody, ...sameWhenRepeated }),

	'contactNote.getMany': get('/v1/{organizationId}/contacts/{contactGuid}/notes', paged),
	'contactNote.create': post('/v1/{organizationId}/contacts/{contactGuid}/notes'),
	'contactNote.get': get('/v1/{organizationId}/contacts/{contactGuid}/notes/{noteGuid}'),
	'contactNote.update': put('/v1/{organizationId}/contacts/{contactGuid}/notes/{noteGuid}', noBody),
	'contactNote.delete': remove('/v1/{organizationId}/contacts/{contactGuid}/notes/{noteGuid}', noBody),

	'stateOfAccount.get': get('/v1/{organizationId}/state-of-account/{guid}'),
	'stateOfAccount.getPdf': get('/v1/{organizationId}/state-of-account/{guid}/pdf', file),
	'stateOfAccount.sendEmail': post('/v1/{organizationId}/state-of-account/{guid}/email', noBody),

	'country.getMany': get('/v1/countries'),

	'entry.getMany': get('/v1/{organizationId}/entries'),
	'entry.getChanges': get('/v1/{organizationId}/entries/changes'),

	'file.upload': post('/v1/{organizationId}/files'),
	'file.getMany': get('/v1/{organizationId}/files', paged),
	'file.uploadAttachment': post('/v1/{organizationId}/files/attachment'),
	'file.download': get('/v1/{organizationId}/files/{fileGuid}', file),

	'invoice.create': post('/v1/{organizationId}/invoices', { repeat: 'ownGuid', ownGuid: 'Guid' }),
	'invoice.getMany': get('/v1/{organizationId}/invoices', paged),
	'invoice.fetchTotals': post('/v1/{organizationId}/invoices/fetch', calculates),
	'invoice.get': get('/v1/{organizationId}/invoices/{guid}'),
	'invoice.getPdf': get('/v1/{organizationId}/invoices/{guid}', file),
	'invoice.update': put('/v1.2/{organizationId}/invoices/{guid}'),
	'invoice.delete': remove('/v1/{organizationId}/invoices/{guid}', noBody),
	'invoice.book': post('/v1/{organizationId}/invoices/{guid}/book', sameWhenRepeated),
	'invoice.sendEmail': post('/v1/{organizationId}/invoices/{guid}/email'),
	'invoice.getEmailTemplate': get('/v2/{organizationId}/invoices/{guid}/email/template'),
	'invoice.getPreReminderTemplate': get('/v1/{organizationId}/invoices/{guid}/email/pre-reminder/template'),
	'invoice.sendPreReminder': post('/v1/{organizationId}/invoices/{guid}/email/pre-reminder', noBody),
	'invoice.sendEInvoice': post('/v3/{organizationId}/invoices/{guid}/e-invoice', noBody),
	'invoice.registerPayment': post('/v1/{organizationId}/invoices/{guid}/payments'),
	'invoice.getPayments': get('/v2/{organizationId}/invoices/{guid}/payments'),
	'invoice.deletePayment': remove('/v1/{organizationId}/invoices/{guid}/payments/{paymentGuid}'),
	'invoice.createCreditNote': post('/v1/{organizationId}/invoices/{guid}/generate-creditnote'),
	'invoice.getTemplates': get('/v1/{organizationId}/invoices/templates'),
	'invoice.getMailouts': get('/v1/{organizationId}/invoices/{guid}/mailouts'),

	'ledgerItem.getMany': post('/v1/{organizationId}/ledgeritems/ledgers', calculates),
	'ledgerItem.create': post('/v1.2/{organizationId}/ledgeritems', { repeat: 'ownGuid', ownGuid: 'Id' }),
	'ledgerItem.update': put('/v1/{organizationId}/ledgeritems'),
	'ledgerItem.book': post('/v1/{organizationId}/ledgeritems/book', noBody),
	'ledgerItem.getStatus': post('/v1/{organizationId}/ledgeritems/status', calculates),
	'ledgerItem.delete': remove('/v1/{organizationId}/ledgeritems/delete', noBody),

	'organization.getMany': get('/v1.1/organizations'),
	'organization.getManyFields': get('/v1/organizations'),

	'manualVoucher.create': post('/v1/{organizationId}/vouchers/manuel'),
	'manualVoucher.get': get('/v1/{organizationId}/vouchers/manuel/{guid}'),
	'manualVoucher.update': put('/v1/{organizationId}/vouchers/manuel/{guid}'),
	'manualVoucher.delete': remove('/v1/{organizationId}/vouchers/manuel/{guid}', noBody),
	'manualVoucher.book': post('/v1/{organizationId}/vouchers/manuel/{guid}/book', sameWhenRepeated),

	'product.get': get('/v1/{organizationId}/products/{guid}'),
	'product.update': put('/v1/{organizationId}/products/{guid}', noBody),
	'product.delete': remove('/v1/{organizationId}/products/{guid}', noBody),
	'product.getMany': get('/v1/{organizationId}/products', paged),
	'product.create': post('/v1/{organizationId}/products'),

	'purchaseCreditNote.create': post('/v1/{organizationId}/vouchers/purchase/creditnotes', {
		repeat: 'ownGuid',
		ownGuid: 'Guid',
	}),
	'purchaseCreditNote.get': get('/v1/{organizationId}/vouchers/purchase/creditnotes/{guid}'),
	'purchaseCreditNote.update': put('/v1/{organizationId}/vouchers/purchase/creditnotes/{guid}'),
	'purchaseCreditNote.delete': remove('/v1/{organizationId}/vouchers/purchase/creditnotes/{guid}', noBody),
	'purchaseCreditNote.book': post(
		'/v1/{organizationId}/vouchers/purchase/creditnotes/{guid}/book',
		sameWhenRepeated,
	),

	'purchaseVoucher.getPayments': get('/v1/{organizationId}/purchase-vouchers/{id}/payments'),
	'purchaseVoucher.registerPayment': post('/v1/{organizationId}/purchase-vouchers/{id}/payments'),
	'purchaseVoucher.deletePayment': remove(
		'/v1/{organizationId}/purchase-vouchers/{id}/payments/{paymentId}/{timestamp}',
	),
	'purchaseVoucher.create': post('/v1.2/{organizationId}/vouchers/purchase'),
	'purchaseVoucher.fetchTotals': post('/v1/{organizationId}/vouchers/purchase/fetch', calculates),
	'purchaseVoucher.findSimilar': post('/v1/{organizationId}/vouchers/purchase/similar', calculates),
	'purchaseVoucher.get': get('/v1/{organizationId}/vouchers/purchase/{guid}'),
	'purchaseVoucher.delete': remove('/v1/{organizationId}/vouchers/purchase/{guid}', noBody),
	'purchaseVoucher.getManyByFile': get('/v1/{organizationId}/vouchers/purchase/fileguid/{fileGuid}'),
	'purchaseVoucher.update': put('/v1.1/{organizationId}/vouchers/purchase/{guid}'),
	'purchaseVoucher.book': post('/v1/{organizationId}/vouchers/purchase/{guid}/book', sameWhenRepeated),
	'purchaseVoucher.createCreditNote': post(
		'/v1/{organizationId}/vouchers/purchase/{guid}/generate-creditnote',
	),

	'reminder.getMany': get('/v1/{organizationId}/invoices/{voucherGuid}/reminders'),
	'reminder.create': post('/v1/{organizationId}/invoices/{voucherGuid}/reminders'),
	'reminder.get': get('/v1/{organizationId}/invoices/{voucherGuid}/reminders/{id}'),
	'reminder.getPdf': get('/v1/{organizationId}/invoices/{voucherGuid}/reminders/{id}', file),
	'reminder.update': put('/v1/{organizationId}/invoices/{voucherGuid}/reminders/{id}'),
	'reminder.delete': remove('/v1/{organizationId}/invoices/{voucherGuid}/reminders/{id}', noBody),
	'reminder.getNext': get('/v1/{organizationId}/invoices/{voucherGuid}/reminders/next'),
	'reminder.fetchTotals': post('/v1/{organizationId}/invoices/{voucherGuid}/reminders/fetch', calculates),
	'reminder.book': post('/v1/{organizationId}/invoices/{voucherGuid}/reminders/{id}/book', sameWhenRepeated),
	'reminder.getEmailTemplate': get('/v1/{organizationId}/invoices/{voucherGuid}/reminders/email/template'),
	'reminder.sendEmail': post('/v1/{organizationId}/invoices/{voucherGuid}/reminders/email'),
	'reminder.sendEReminder': post(
		'/v1/{organizationId}/invoices/{voucherGuid}/reminders/{id}/e-reminder',
		noBody,
	),

	'report.getSaldo': get('/v1/{organizationId}/{accountingYear}/reports/saldo'),
	'report.getResult': get('/v1/{organizationId}/{accountingYear}/reports/result'),
	'report.getPrimo': get('/v1/{organizationId}/{accountingYear}/reports/primo'),
	'report.getBalance': get('/v1/{organizationId}/{accountingYear}/reports/balance'),

	'sale.getMany': get('/v1/{organizationId}/sales', paged),
	'sale.getSettings': get('/v1/{organizationId}/sales/settings'),

	'creditNote.create': post('/v1/{organizationId}/sales/creditnotes', { repeat: 'ownGuid', ownGuid: 'Guid' }),
	'creditNote.getMany': get('/v1/{organizationId}/sales/creditnotes', paged),
	'creditNote.update': put('/v1.2/{organizationId}/sales/creditnotes/{guid}'),
	'creditNote.delete': remove('/v1/{organizationId}/sales/creditnotes/{guid}', noBody),
	'creditNote.get': get('/v1/{organizationId}/sales/creditnotes/{guid}'),
	'creditNote.book': post('/v1/{organizationId}/sales/creditnotes/{guid}/book', sameWhenRepeated),
	'creditNote.fetchTotals': post('/v1/{organizationId}/sales/creditnotes/fetch', calculates),
	'creditNote.getEmailTemplate': get('/v1/{organizationId}/sales/creditnotes/{guid}/email/template'),
	'creditNote.sendEmail': post('/v1/{organizationId}/sales/creditnotes/{guid}/email'),
	'creditNote.getPdf': get('/v1/{organizationId}/sales/creditnotes/{guid}/pdf', file),
	'creditNote.sendECreditNote': post('/v3/{organizationId}/sales/creditnotes/{guid}/e-creditNote', noBody),
	'creditNote.getMailouts': get('/v1/{organizationId}/sales/creditnotes/{guid}/mailouts'),
	'creditNote.registerPayment': post('/v1/{organizationId}/sales/creditnotes/{guid}/payments'),
	'creditNote.getPayments': get('/v1/{organizationId}/sales/creditnotes/{guid}/payments'),
	'creditNote.deletePayment': remove('/v1/{organizationId}/sales/creditnotes/{guid}/payments/{paymentGuid}'),

	'sms.send': post('/v1/{organizationId}/sms/{voucherGuid}/send-sms', noBody),

	'tradeOffer.create': post('/v1/{organizationId}/tradeoffers', { repeat: 'ownGuid', ownGuid: 'Guid' }),
	'tradeOffer.getMany': get('/v1/{organizationId}/tradeoffers', paged),
	'tradeOffer.fetchTotals': post('/v1/{organizationId}/tradeoffers/fetch', calculates),
	'tradeOffer.get': get('/v1/{organizationId}/tradeoffers/{guid}'),
	'tradeOffer.getPdf': get('/v1/{organizationId}/tradeoffers/{guid}', file),
	'tradeOffer.delete': remove('/v1/{organizationId}/tradeoffers/{guid}', noBody),
	'tradeOffer.getEmailTemplate': get('/v1/{organizationId}/tradeoffers/{guid}/email/template'),
	'tradeOffer.sendEmail': post('/v1/{organizationId}/tradeoffers/{guid}/email'),
	'tradeOffer.createInvoice': post('/v1/{organizationId}/tradeoffers/{guid}/generate-invoice'),
	'tradeOffer.update': put('/v1.2/{organizationId}/tradeoffers/{guid}'),
	'tradeOffer.getMailouts': get('/v1/{organizationId}/tradeoffers/{guid}/mailouts'),

	'vatType.getMany': get('/v1/{organizationId}/vatTypes'),

	'webhook.subscribe': post('/v1/{organizationId}/webhooks/subscribe', noBody),
	'webhook.unsubscribe': remove('/v1/{organizationId}/webhooks/unsubscribe', noBody),
	'webhook.getSubscriptions': get('/v1/{organizationId}/webhooks/subscriptions'),
	'webhook.getEvents': get('/v1/{organizationId}/webhooks/events'),
};

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;

/** One row of the table, whichever it is. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	repeat: Repeat;
	answer: AnswerKind;
	paged: boolean;
	ownGuid?: 'Guid' | 'ContactGuid' | 'Id';
}

/** Operations of the contract that are not used, and the endpoint that does the same in a newer version. */
export const superseded: ReadonlyArray<{ method: string; path: keyof paths; by: EndpointName; why: string }> =
	[
		{
			method: 'GET',
			path: '/v1/{organizationId}/contacts',
			by: 'contact.getMany',
			why: 'version 2 of the list takes its place',
		},
		{
			method: 'PUT',
			path: '/v1/{organizationId}/contacts/{guid}',
			by: 'contact.update',
			why: 'deprecated in favour of version 2',
		},
		{
			method: 'POST',
			path: '/v1.1/{organizationId}/vouchers/purchase',
			by: 'purchaseVoucher.create',
			why: 'version 1.2 takes its place',
		},
		{
			method: 'PUT',
			path: '/v1/{organizationId}/vouchers/purchase/{guid}',
			by: 'purchaseVoucher.update',
			why: 'version 1.1 takes its place',
		},
	];
