import { isDate, addDays, endOfMonth } from './clock.mts';
import type { Contact, SalesDocument, SalesLine, Totals } from './documents.mts';
import { convert } from './money.mts';
import type { Organization } from './organization.mts';
import { refuseField } from './refusals.mts';
import { salesTotals } from './salesTotals.mts';

/** Units that a line or product can have, by the contract. */
export const units = [
	'hours',
	'parts',
	'km',
	'day',
	'week',
	'month',
	'kilogram',
	'cubicMetre',
	'set',
	'litre',
	'box',
	'case',
	'carton',
	'metre',
	'package',
	'shipment',
	'squareMetre',
	'session',
	'tonne',
];

const paymentConditions = ['Netto', 'NettoCash', 'CurrentMonthOut', 'Paid'];

export const documentTypes = {
	Invoice: { 'da-DK': 'Faktura', 'en-GB': 'Invoice' },
	CreditNote: { 'da-DK': 'Kreditnota', 'en-GB': 'Credit note' },
	TradeOffer: { 'da-DK': 'Tilbud', 'en-GB': 'Offer' },
} as const;

/** The documents of one kind, by guid. */
export function documentsOf(
	organization: Organization,
	kind: SalesDocument['kind'],
): Map<string, SalesDocument> {
	if (kind === 'Invoice') return organization.invoices;
	return kind === 'CreditNote' ? organization.creditNotes : organization.tradeOffers;
}

/** The part of a sales document that its writer decides: everything that a create or an update sends. */
type Content = Pick<
	SalesDocument,
	| 'contactGuid'
	| 'address'
	| 'date'
	| 'currency'
	| 'exchangeRate'
	| 'language'
	| 'externalReference'
	| 'description'
	| 'comment'
	| 'showLinesInclVat'
	| 'invoiceTemplateId'
	| 'lines'
	| 'totals'
	| 'totalDkk'
	| 'netDkk'
	| 'paymentConditionType'
	| 'paymentConditionNumberOfDays'
	| 'dueDate'
	| 'reminderFee'
	| 'reminderInterestRate'
	| 'isMobilePayInvoiceEnabled'
	| 'isPensoPayEnabled'
	| 'creditNoteFor'
>;

/**
 * What a create, update or fetch body comes to: defaults filled in, checked, with its totals.
 * Refuses what Dinero's contract forbids, with the property's name.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function readContent(organization: Organization, kind: SalesDocument['kind'], body: any): Content {
	const contact = organization.usableContact(body.ContactGuid);
	const date = body.Date || organization.world.clock.today();
	if (!isDate(date)) refuseField('Date', `'${date}' is not a date of the form YYYY-MM-DD.`);
	const currency = (body.Currency || 'DKK').toUpperCase();
	const exchangeRate = organization.world.rates.rate(currency, date);
	if (exchangeRate === undefined) refuseField('Currency', `Unknown currency '${body.Currency}'.`);
	const language = body.Language || 'da-DK';
	if (language !== 'da-DK' && language !== 'en-GB')
		refuseField('Language', `The language must be da-DK or en-GB, not '${language}'.`);
	const template = body.InvoiceTemplateId?.toLowerCase() ?? null;
	if (template && !organization.templates.some(({ id }) => id === template)) {
		refuseField('InvoiceTemplateId', `Unknown invoice template '${template}'.`);
	}
	const showLinesInclVat = body.ShowLinesInclVat ?? false;
	const lines = readLines(organization, body.ProductLines);
	const conditions = readPaymentConditions(organization, contact, body, date);
	const content: Content = {
		contactGuid: contact?.guid ?? null,
		address: body.Address || null,
		date,
		currency,
		exchangeRate: exchangeRate as number,
		language,
		externalReference: body.ExternalReference ?? null,
		description: body.Description || documentTypes[kind][language as 'da-DK'],
		comment: body.Comment ?? null,
		showLinesInclVat,
		invoiceTemplateId: template ?? organization.templates.find((each) => each.isDefault)?.id ?? null,
		lines,
		totals: totalsOf(organization, lines, showLinesInclVat),
		totalDkk: 0,
		netDkk: 0,
		paymentConditionType: conditions.paymentConditionType,
		paymentConditionNumberOfDays: conditions.paymentConditionNumberOfDays,
		dueDate: conditions.dueDate,
		reminderFee: percent(body.ReminderFee, 'ReminderFee') ?? organization.settings.reminderFee / 100,
		reminderInterestRate:
			percent(body.ReminderInterestRate, 'ReminderInterestRate') ??
			organization.settings.reminderInterestRate,
		isMobilePayInvoiceEnabled: body.IsMobilePayInvoiceEnabled ?? false,
		isPensoPayEnabled: body.IsPensoPayEnabled ?? false,
		creditNoteFor: kind === 'CreditNote' ? readCreditNoteFor(organization, body.CreditNoteFor) : null,
	};
	setDkk(content);
	return content;
}

function readCreditNoteFor(organization: Organization, guid: string | null | undefined): string | null {
	if (!guid) return null;
	const invoice = organization.invoices.get(guid.toLowerCase());
	if (!invoice || invoice.deletedAt)
		refuseField('CreditNoteFor', `There is no invoice with the guid ${guid}.`);
	if (invoice?.status !== 'Booked') refuseField('CreditNoteFor', 'Only a booked invoice can be credited.');
	return guid.toLowerCase();
}

function percent(value: number | null | undefined, field: string): number | undefined {
	if (value === null || value === undefined) return undefined;
	if (value < 0 || value > 100) refuseField(field, 'The value must be from 0 to 100.');
	return value;
}

function readPaymentConditions(
	organization: Organization,
	contact: Contact | undefined,
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any,
	date: string,
) {
	const nothingGiven = !body.PaymentConditionType && (body.PaymentConditionNumberOfDays ?? null) === null;
	const fallback = nothingGiven && contact?.paymentConditionType ? contact : organization.settings;
	const paymentConditionType: string = body.PaymentConditionType || fallback.paymentConditionType;
	if (!paymentConditions.includes(paymentConditionType)) {
		refuseField(
			'PaymentConditionType',
			`'${paymentConditionType}' must be one of ${paymentConditions.join(', ')}.`,
		);
	}
	const days: number | null = body.PaymentConditionNumberOfDays ?? null;
	const withoutDays = paymentConditionType === 'NettoCash' || paymentConditionType === 'Paid';
	if (withoutDays && days && organization.world.switches.softRules === 'refused') {
		refuseField(
			'PaymentConditionNumberOfDays',
			`The number of days must be empty with ${paymentConditionType}.`,
		);
	}
	if (days !== null && days < 0)
		refuseField('PaymentConditionNumberOfDays', 'The number of days must not be negative.');
	const paymentConditionNumberOfDays = withoutDays
		? 0
		: (days ?? fallback.paymentConditionNumberOfDays ?? organization.settings.paymentConditionNumberOfDays);
	const from = paymentConditionType === 'CurrentMonthOut' ? endOfMonth(date) : date;
	return {
		paymentConditionType,
		paymentConditionNumberOfDays,
		dueDate: addDays(from, paymentConditionNumberOfDays),
	};
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function readLines(organization: Organization, given: any[]): SalesLine[] {
	if (!given?.length) refuseField('ProductLines', 'There must be at least one line.');
	const { switches } = organization.world;
	return given.map((line, index): SalesLine => {
		const field = (name: string) => `ProductLines[${index}].${name}`;
		const lineType = line.LineType || 'Product';
		if (lineType !== 'Product' && lineType !== 'Text')
			refuseField(field('LineType'), `'${lineType}' must be Product or Text.`);
		const product = line.ProductGuid ? organization.products.get(line.ProductGuid.toLowerCase()) : undefined;
		if (line.ProductGuid && (!product || product.deletedAt))
			refuseField(field('ProductGuid'), 'The product does not exist.');
		if (product && line.Description && switches.softRules === 'refused') {
			refuseField(field('Description'), 'The description must be empty when a product is given.');
		}
		const description = line.Description || product?.name;
		if (!description)
			refuseField(field('Description'), 'A description is required when no product is given.');
		if (lineType === 'Text') {
			return {
				productGuid: product?.guid ?? null,
				description,
				comments: line.Comments ?? null,
				quantity: line.Quantity ?? 0,
				accountNumber: line.AccountNumber ?? 0,
				unit: line.Unit ?? null,
				discount: line.Discount ?? 0,
				lineType,
				baseAmountValue: line.BaseAmountValue ?? 0,
			};
		}
		if (!line.Unit) refuseField(field('Unit'), 'The unit is required on a line of the type Product.');
		if (!units.includes(line.Unit))
			refuseField(field('Unit'), `Unknown unit '${line.Unit}'. Known: ${units.join(', ')}.`);
		organization.account(line.AccountNumber, field('AccountNumber'));
		const discount = line.Discount ?? 0;
		if (discount < 0 || discount > 100)
			refuseField(field('Discount'), 'The discount is a percentage from 0 to 100.');
		if (switches.negativeLines === 'refused') {
			if (line.BaseAmountValue < 0) refuseField(field('BaseAmountValue'), 'The amount must not be negative.');
			if (line.Quantity < 0) refuseField(field('Quantity'), 'The quantity must not be negative.');
		}
		return {
			productGuid: product?.guid ?? null,
			description,
			comments: line.Comments ?? product?.comment ?? null,
			quantity: line.Quantity ?? 0,
			accountNumber: line.AccountNumber,
			unit: line.Unit,
			discount,
			lineType,
			baseAmountValue: line.BaseAmountValue ?? 0,
		};
	});
}

/** The totals of lines under the world's rounding. VAT follows the line's account; a reverse-charge code adds none to a sale. */
export function totalsOf(organization: Organization, lines: SalesLine[], inclVat: boolean): Totals {
	return salesTotals(lines, inclVat, organization.world.switches.rounding, (number) => {
		const vatType = organization.vatOf(organization.accounts.get(number));
		return { code: vatType?.code ?? null, rate: !vatType || vatType.reverseCharge ? 0 : vatType.rate };
	});
}

/** Fills in the kroner figures by the document's rate: net and VAT each rounded, so that they add up. */
export function setDkk(
	content: Pick<SalesDocument, 'currency' | 'exchangeRate' | 'totals' | 'totalDkk' | 'netDkk'>,
): void {
	content.netDkk = toDkk(content.totals.net, content);
	content.totalDkk = content.netDkk + toDkk(content.totals.vat, content);
}

/** Minor units of the document's currency to øre. */
export function toDkk(minor: number, document: { currency: string; exchangeRate: number }): number {
	if (document.currency === 'DKK') return minor;
	return convert(minor, document.exchangeRate);
}

/** A new draft of the content; it is not kept yet. */
export function newDraft(
	organization: Organization,
	kind: SalesDocument['kind'],
	guid: string,
	content: Content,
): SalesDocument {
	const now = organization.world.clock.stamp();
	// Written out: the engine keeps documents that are spread into each other in shapes of their own, which makes lists
	// of many slow and large.
	return {
		contactGuid: content.contactGuid,
		address: content.address,
		date: content.date,
		currency: content.currency,
		exchangeRate: content.exchangeRate,
		language: content.language,
		externalReference: content.externalReference,
		description: content.description,
		comment: content.comment,
		showLinesInclVat: content.showLinesInclVat,
		invoiceTemplateId: content.invoiceTemplateId,
		lines: content.lines,
		totals: content.totals,
		totalDkk: content.totalDkk,
		netDkk: content.netDkk,
		paymentConditionType: content.paymentConditionType,
		paymentConditionNumberOfDays: content.paymentConditionNumberOfDays,
		dueDate: content.dueDate,
		reminderFee: content.reminderFee,
		reminderInterestRate: content.reminderInterestRate,
		isMobilePayInvoiceEnabled: content.isMobilePayInvoiceEnabled,
		isPensoPayEnabled: content.isPensoPayEnabled,
		creditNoteFor: content.creditNoteFor,
		kind,
		guid,
		timeStamp: organization.nextTimeStamp(),
		createdAt: now,
		updatedAt: now,
		deletedAt: null,
		number: 0,
		status: 'Draft',
		bookedAt: null,
		contactName: null,
		claim: null,
		mailouts: [],
		mailOutStatus: 'NotSent',
		latestMailOutType: 'None',
		attachments: [],
		reminders: [],
		offerStatus: 'Draft',
		generatedVouchers: [],
		history: [],
	};
}

/** Keeps a new draft under its own guid or the wanted one. Refuses a guid in use: 409, code 72. */
export function createDraft(
	organization: Organization,
	kind: SalesDocument['kind'],
	wantedGuid: string | null | undefined,
	content: Content,
): SalesDocument {
	const documents = documentsOf(organization, kind);
	const guid = organization.newGuid(wantedGuid, documents);
	const draft = newDraft(organization, kind, guid, content);
	documents.set(guid, draft);
	organization.world.log(organization, `${kind} created`, guid);
	return draft;
}

/** The contact's name on a document: as booked, or as the contact is called now. */
export function contactNameOf(organization: Organization, document: SalesDocument): string | null {
	if (document.contactName !== null) return document.contactName;
	return document.contactGuid ? (organization.contacts.get(document.contactGuid)?.name ?? null) : null;
}

/** A contact's address as it is printed. */
export function addressOf(contact: Contact | undefined): string | null {
	if (!contact) return null;
	const lines = [contact.street, [contact.zipCode, contact.city].filter(Boolean).join(' ')].filter(Boolean);
	return lines.length > 0 ? lines.join('\n') : null;
}
