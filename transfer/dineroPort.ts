import type { DineroClient } from '../api/client';
import type { AnswerOf, RowOf } from '../api/endpointTypes';
import type { DineroError } from '../api/errors';
import type { OrganizationSettings } from '../api/organizationFacts';
import { organizationSettings } from '../api/organizationFacts';
import { parseMinorRounded } from '../orders/money';
import type { OrganizationFacts } from '../orders/plan';
import { contactCondition, sameEmail, sameVatNumber } from './contactMatching';
import { attempt, refusedOr, uploaded, type Attempt } from './dineroAttempt';
import { ClientProductPort } from './dineroProductPort';
import { commentedBody, contactBody, creditNoteBody, invoiceBody, paymentBody } from './documentBodies';
import type {
	AttachedFile,
	Booking,
	ContactCreated,
	ContactDraft,
	ContactState,
	Created,
	DineroPort,
	DocumentDraft,
	DocumentTotals,
	EmailAnswer,
	InvoiceState,
	InvoiceSummary,
	PaymentAnswer,
	PaymentDraft,
	PaymentsState,
	TotalsAnswer,
} from './port';
import { condition } from './queryFilter';

const contactFields =
	'Name,ContactGuid,Email,VatNumber,EanNumber,ExternalReference,Street,ZipCode,City,CountryKey,CreatedAt,UpdatedAt,DeletedAt';
const invoiceFields =
	'Guid,Number,ExternalReference,Currency,Status,TotalInclVat,TotalInclVatInDkk,TotalExclVatInDkk,DeletedAt';

/**
 * The transfer's view of Dinero over the Dinero client. Each method is one call, whatever the client repeats
 * inside; errors that the transfer can decide about become outcomes, all others are thrown as the client gives
 * them.
 */
export function createDineroPort(client: DineroClient, organizationId: string): DineroPort {
	return new ClientPort(client, organizationId);
}

export type { AnswerOf, DineroClient, DineroPort };

/** DineroPort over the client. */
export class ClientPort implements DineroPort {
	private readonly before: number;
	private factRequests = 0;
	readonly products: ClientProductPort;

	constructor(
		private readonly client: DineroClient,
		readonly organizationId: string,
	) {
		this.before = client.requests;
		this.products = new ClientProductPort(client, organizationId);
	}

	calls(): { order: number; settings: number } {
		const settings = this.factRequests + this.products.listRequests;
		return { order: this.client.requests - this.before - settings, settings };
	}

	async facts(): Promise<OrganizationFacts> {
		const before = this.client.requests;
		const settings = await organizationSettings(this.client, this.organizationId);
		this.factRequests += this.client.requests - before;
		return organizationFacts(this.organizationId, settings);
	}

	async getInvoice(guid: string): Promise<InvoiceState | undefined> {
		const answer = await attempt(this.client.call('invoice.get', { ...this.organization, path: { guid } }));
		if (answer.error) return goneOr(answer.error, guid);
		return documentState(answer.value);
	}

	async findInvoices(externalReference: string): Promise<InvoiceSummary[]> {
		const rows = await this.listInvoices(condition('ExternalReference', 'eq', externalReference));
		return rows.filter((row) => row.externalReference === externalReference);
	}

	async searchInvoices(partOfReference: string): Promise<InvoiceSummary[]> {
		const rows = await this.listInvoices(condition('ExternalReference', 'contains', partOfReference));
		return rows.filter((row) => row.externalReference?.includes(partOfReference));
	}

	async fetchInvoiceTotals(draft: DocumentDraft): Promise<TotalsAnswer> {
		const answer = await attempt(
			this.client.call('invoice.fetchTotals', { ...this.organization, body: invoiceBody(draft) }),
		);
		if (answer.error) return refusedOr(answer.error);
		return { outcome: 'computed', totals: documentTotals(answer.value, draft.currency) };
	}

	async createInvoice(draft: DocumentDraft): Promise<Created> {
		const answer = await attempt(
			this.client.call('invoice.create', { ...this.organization, body: invoiceBody(draft) }),
		);
		return created(answer, draft.guid);
	}

	async bookInvoice(guid: string, timestamp: string, number?: number): Promise<Booking> {
		const answer = await attempt(
			this.client.call('invoice.book', {
				...this.organization,
				path: { guid },
				body: { Timestamp: timestamp, Number: number },
			}),
		);
		return booking(answer, number);
	}

	async addToComment(guid: string, timestamp: string, line: string) {
		const path = { guid };
		const read = await this.client.call('invoice.get', { ...this.organization, path });
		if (read.TimeStamp !== timestamp) return { outcome: 'stale' as const };
		const body = commentedBody(read, read.Comment ? `${read.Comment}\n${line}` : line);
		const answer = await attempt(this.client.call('invoice.update', { ...this.organization, path, body }));
		if (!answer.error) return { outcome: 'added' as const };
		const again = ['stale', 'unknownResult', 'deleted', 'notFound'].includes(answer.error.kind);
		return again ? { outcome: 'stale' as const } : refusedOr(answer.error);
	}

	async getPayments({ guid, currency }: { guid: string; currency: string }): Promise<PaymentsState> {
		const answer = await this.client.call('invoice.getPayments', { ...this.organization, path: { guid } });
		return {
			payments: (answer.Payments ?? []).map((row) => ({
				guid: row.Guid,
				externalReference: row.ExternalReference ?? undefined,
				amount: minor(row.Amount, row.Currency ?? currency),
				depositAccountNumber: row.DepositAccountNumber ?? undefined,
				day: row.PaymentDate ?? undefined,
				byCreditNote: !row.DepositAccountNumber && /credit/i.test(row.PaymentClass ?? ''),
				relatedVoucherGuid: row.RelatedVoucherId ?? undefined,
			})),
			remaining: minor(answer.RemainingAmount, currency),
			paid: minor(answer.PaidAmount, currency),
			total: minor(answer.InvoiceTotalIncludingReminderExpenses, currency),
		};
	}

	async registerPayment(guid: string, payment: PaymentDraft): Promise<PaymentAnswer> {
		const answer = await attempt(
			this.client.call('invoice.registerPayment', {
				...this.organization,
				path: { guid },
				body: paymentBody(payment),
			}),
		);
		if (!answer.error) {
			return {
				outcome: 'registered',
				guid: answer.value.Guid,
				timestamp: answer.value.TimeStamp ?? undefined,
			};
		}
		if (answer.error.kind === 'unknownResult') return { outcome: 'unknown' };
		if (answer.error.kind === 'stale') return { outcome: 'stale' };
		return refusedOr(answer.error);
	}

	async emailInvoice(guid: string, mail: { timestamp?: string; receiver?: string }): Promise<EmailAnswer> {
		const body = { Timestamp: mail.timestamp, Receiver: mail.receiver, ShouldAddTrustPilotEmailAsBcc: false };
		return sending(
			await attempt(this.client.call('invoice.sendEmail', { ...this.organization, path: { guid }, body })),
		);
	}

	async sendEInvoice(
		guid: string,
		{ timestamp, orderReference }: { timestamp?: string; orderReference?: string },
	): Promise<EmailAnswer> {
		const body = {
			Timestamp: timestamp,
			OrderReference: orderReference,
			PaymentMeanEnum: 'Domestic' as const,
		};
		return sending(
			await attempt(this.client.call('invoice.sendEInvoice', { ...this.organization, path: { guid }, body })),
		);
	}

	async attachments(documentGuid: string): Promise<Array<{ guid: string; name: string }>> {
		const rows = await this.client.call('attachment.getMany', {
			...this.organization,
			path: { documentGuid },
		});
		return rows.map((row) => ({ guid: row.FileGuid ?? '', name: row.FileName ?? '' }));
	}

	async uploadAttachment({ name, mimeType, bytes }: AttachedFile) {
		const upload = { fileName: name, mimeType, bytes };
		return uploaded(
			await attempt(this.client.call('file.uploadAttachment', { ...this.organization, upload })),
		);
	}

	async attach(documentGuid: string, fileGuid: string, fileName: string) {
		const path = { documentGuid, fileGuid, fileName };
		const answer = await attempt(this.client.call('attachment.bind', { ...this.organization, path }));
		if (!answer.error) return { outcome: 'attached' as const };
		if (answer.error.kind === 'unknownResult') return { outcome: 'unknown' as const };
		return refusedOr(answer.error);
	}

	async detach(documentGuid: string, fileGuid: string): Promise<void> {
		const path = { documentGuid, fileGuid };
		const { error } = await attempt(this.client.call('attachment.unbind', { ...this.organization, path }));
		if (error && error.kind !== 'notFound' && error.kind !== 'deleted') throw error;
	}

	async findContacts(
		by: 'vatNumber' | 'email' | 'externalReference',
		value: string,
	): Promise<ContactState[]> {
		const queryFilter = contactCondition(by, value);
		if (!queryFilter) return [];
		const rows = await this.client.getMany('contact.getMany', {
			...this.organization,
			query: { fields: contactFields, queryFilter },
		});
		return rows.map(contactState).filter((row) => {
			if (by === 'vatNumber') return sameVatNumber(row.vatNumber, value, { one: row.countryKey });
			return by === 'email' ? sameEmail(row.email, value) : row.externalReference === value;
		});
	}

	async getContact(guid: string): Promise<ContactState | undefined> {
		const answer = await attempt(this.client.call('contact.get', { ...this.organization, path: { guid } }));
		if (!answer.error) return contactState(answer.value);
		if (answer.error.kind === 'notFound' || answer.error.kind === 'deleted') return undefined;
		throw answer.error;
	}

	async createContact(contact: ContactDraft): Promise<ContactCreated> {
		const answer = await attempt(
			this.client.call('contact.create', { ...this.organization, body: contactBody(contact) }),
		);
		if (!answer.error) return { outcome: 'created', guid: answer.value.ContactGuid };
		if (answer.error.kind === 'duplicate')
			return { outcome: 'exists', maybeByUs: answer.error.earlierTryUnknown };
		return refusedOr(answer.error);
	}

	async getCreditNote(guid: string): Promise<InvoiceState | undefined> {
		const answer = await attempt(
			this.client.call('creditNote.get', { ...this.organization, path: { guid } }),
		);
		if (answer.error) return goneOr(answer.error, guid);
		return documentState(answer.value);
	}

	async fetchCreditNoteTotals(draft: DocumentDraft): Promise<TotalsAnswer> {
		const answer = await attempt(
			this.client.call('creditNote.fetchTotals', { ...this.organization, body: creditNoteBody(draft) }),
		);
		if (answer.error) return refusedOr(answer.error);
		return { outcome: 'computed', totals: documentTotals(answer.value, draft.currency) };
	}

	async createCreditNote(draft: DocumentDraft): Promise<Created> {
		const answer = await attempt(
			this.client.call('creditNote.create', { ...this.organization, body: creditNoteBody(draft) }),
		);
		return created(answer, draft.guid);
	}

	async bookCreditNote(guid: string, timestamp: string): Promise<Booking> {
		const answer = await attempt(
			this.client.call('creditNote.book', {
				...this.organization,
				path: { guid },
				body: { Timestamp: timestamp },
			}),
		);
		return booking(answer, undefined);
	}

	private get organization(): { organizationId: string } {
		return { organizationId: this.organizationId };
	}

	private async listInvoices(queryFilter: string | undefined): Promise<InvoiceSummary[]> {
		if (!queryFilter) return [];
		const rows = await this.client.getMany('invoice.getMany', {
			...this.organization,
			query: { fields: invoiceFields, queryFilter },
		});
		return rows.filter((row) => !row.DeletedAt).map(invoiceSummary);
	}
}

/**
 * An organization's settings in the words of the orders. VAT rates become basis points; an account without VAT
 * may be said by leaving the code out or by the text `none`.
 */
export function organizationFacts(organizationId: string, settings: OrganizationSettings): OrganizationFacts {
	const { sales } = settings;
	return {
		organizationId,
		accounts: settings.entryAccounts.map((account) => ({
			number: account.AccountNumber,
			name: account.Name ?? '',
			vatCode: !account.VatCode || account.VatCode === 'none' ? undefined : account.VatCode,
			hidden: account.IsHidden ?? false,
			isDefaultSales: account.IsDefaultSalesAccount ?? false,
		})),
		depositAccounts: settings.depositAccounts.map((account) => ({
			number: account.AccountNumber,
			name: account.Name ?? '',
			hidden: account.IsHidden ?? false,
			isDefault: account.IsDefault ?? false,
		})),
		vatRates: Object.fromEntries(
			settings.vatTypes.map((type) => [type.VatCode ?? '', Math.round(type.VatRate * 10_000)]),
		),
		sales: {
			defaultAccount: sales.DefaultAccountNumber,
			linesInclVat: sales.LinesInclVat,
			paymentConditionType: sales.PaymentConditionType ?? undefined,
			paymentConditionDays: sales.PaymentConditionNumberOfDays ?? undefined,
		},
		accountingYears: settings.accountingYears.map((year) => ({
			name: year.Name ?? '',
			from: year.FromDate ?? '',
			to: year.ToDate ?? '',
		})),
	};
}

/** Drafts that were deleted can usually still be read; where they cannot, Dinero says that they are deleted. */
function goneOr(error: DineroError, guid: string): InvoiceState | undefined {
	if (error.kind === 'notFound') return undefined;
	if (error.kind !== 'deleted') throw error;
	return {
		guid,
		timestamp: '',
		booked: false,
		deleted: true,
		paymentStatus: 'Draft',
		currency: 'DKK',
		total: 0,
		vat: 0,
		day: '',
		sent: false,
		lines: [],
	};
}

function created(answer: Attempt<{ Guid: string; TimeStamp?: string | null }>, guid: string): Created {
	if (!answer.error)
		return { outcome: 'created', guid: answer.value.Guid ?? guid, timestamp: answer.value.TimeStamp ?? '' };
	if (answer.error.kind === 'duplicate')
		return { outcome: 'exists', maybeByUs: answer.error.earlierTryUnknown };
	return refusedOr(answer.error);
}

function sending(answer: Attempt<unknown>): EmailAnswer {
	if (!answer.error) return { outcome: 'sent' };
	if (answer.error.kind === 'unknownResult') return { outcome: 'unknown' };
	if (answer.error.kind === 'stale') return { outcome: 'stale' };
	return refusedOr(answer.error);
}

function booking(answer: Attempt<AnswerOf<'invoice.get'>>, number: number | undefined): Booking {
	if (!answer.error) return { outcome: 'booked', document: documentState(answer.value) };
	const { error } = answer;
	// A lost answer is read again like an outdated timestamp; so is a draft that is gone.
	if (['stale', 'unknownResult', 'deleted', 'notFound'].includes(error.kind)) return { outcome: 'stale' };
	if (number !== undefined && speaksOfNumber(error, number)) return { outcome: 'numberTaken' };
	return refusedOr(error);
}

/**
 * The contract says that a taken number makes booking fail, not how; Dinero's own words tell it from other
 * reasons.
 */
function speaksOfNumber(error: DineroError, number: number): boolean {
	if (error.kind === 'duplicate') return true;
	if (error.kind !== 'validation') return false;
	return error.violations.some(
		({ property, reason }) =>
			/^number$/i.test(property) || (/number|nummer/i.test(reason) && reason.includes(String(number))),
	);
}

function contactState(row: RowOf<'contact.getMany'>): ContactState {
	return {
		guid: row.ContactGuid,
		name: row.Name,
		email: row.Email ?? undefined,
		vatNumber: row.VatNumber ?? undefined,
		eanNumber: row.EanNumber ?? undefined,
		externalReference: row.ExternalReference ?? undefined,
		street: row.Street ?? undefined,
		zipCode: row.ZipCode ?? undefined,
		city: row.City ?? undefined,
		countryKey: row.CountryKey ?? undefined,
		deleted: Boolean(row.DeletedAt),
		createdAt: row.CreatedAt ?? undefined,
		updatedAt: row.UpdatedAt ?? undefined,
	};
}

function invoiceSummary(row: RowOf<'invoice.getMany'>): InvoiceSummary {
	const currency = row.Currency ?? 'DKK';
	const booked = row.Status !== 'Draft';
	return {
		guid: row.Guid,
		number: booked ? row.Number : undefined,
		currency,
		total: minor(row.TotalInclVat, currency),
		totalInDkk: minor(row.TotalInclVatInDkk, 'DKK'),
		vatInDkk: minor(row.TotalInclVatInDkk, 'DKK') - minor(row.TotalExclVatInDkk, 'DKK'),
		booked,
		externalReference: row.ExternalReference ?? undefined,
	};
}

/** An invoice or credit note as it is read or as booking answers it. */
function documentState(read: AnswerOf<'invoice.get'> | AnswerOf<'creditNote.get'>): InvoiceState {
	const currency = read.Currency ?? 'DKK';
	const booked = read.Status === 'Booked';
	return {
		guid: read.Guid,
		timestamp: read.TimeStamp ?? '',
		number: booked ? read.Number : undefined,
		booked,
		deleted: Boolean(read.DeletedAt),
		paymentStatus: read.PaymentStatus ?? read.Status ?? '',
		contactGuid: read.ContactGuid ?? undefined,
		contactName: read.ContactName ?? undefined,
		externalReference: read.ExternalReference ?? undefined,
		currency,
		...documentTotals(read, currency),
		day: read.Date ?? '',
		sent: !['NotSent', undefined, null, ''].includes(read.MailOutStatus),
		language: read.Language ?? undefined,
		comment: read.Comment ?? undefined,
		creditNoteFor: 'CreditNoteFor' in read ? (read.CreditNoteFor ?? undefined) : undefined,
		lines: (read.ProductLines ?? []).map((line) => ({
			description: line.Description ?? '',
			accountNumber: line.AccountNumber,
			quantity: line.Quantity,
			gross: minor(line.TotalAmountInclVat, currency),
			net: minor(line.TotalAmount, currency),
			lineType: line.LineType ?? 'Product',
			unit: line.Unit ?? undefined,
			comments: (line.ProductGuid && line.Comments) || undefined,
		})),
	};
}

function documentTotals(
	read: { TotalInclVat: number; TotalVat: number; TotalExclVat: number },
	currency: string,
): DocumentTotals {
	return {
		total: minor(read.TotalInclVat, currency),
		vat: minor(read.TotalVat, currency),
		net: minor(read.TotalExclVat, currency),
	};
}

/**
 * Dinero's JSON numbers in minor units; anything finer than the currency's coin is rounded half away from zero.
 */
export function minor(amount: number | null | undefined, currency: string): number {
	return parseMinorRounded(amount ?? 0, currency) ?? 0;
}
