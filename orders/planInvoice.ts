import { DateTime } from 'luxon';
import { Accounts } from './accounts';
import { checkConsistency } from './consistency';
import { addressBlock, customerCountry, eInvoiceFor, planContact } from './contact';
import { invoiceIdentity } from './identity';
import { draftLines, invoiceLine } from './invoiceLines';
import { sum } from './money';
import type { ShopOrder } from './order';
import { planPayments } from './payments';
import type { InvoicePlan, OrganizationFacts } from './plan';
import { isRefusal, nothingToDo, refused, type Refusal } from './refusal';
import { toleranceOf, type Settings } from './settings';
import { builtIn, fill, languageFor, placeholdersOf, type Language } from './texts';
import { treatLines, type TreatedLine } from './vat/lines';
import { readVatNumber, type VatNumber } from './vat/vatNumber';

/** The Copenhagen day of now. */
export function todayInCopenhagen(): string {
	return DateTime.now().setZone('Europe/Copenhagen').toISODate()!;
}

/**
 * Decides everything that one order asks of Dinero before anything is written: contact, lines, accounts, VAT, payments.
 * Nothing is corrected silently; what does not fit is a refusal that says what, where and what to do.
 *
 * @param today The Copenhagen day of today, `YYYY-MM-DD`; only used where the settings or a missing accounting year ask for it.
 */
export function planInvoice(
	order: ShopOrder,
	settings: Settings,
	facts: OrganizationFacts,
	today: string = todayInCopenhagen(),
): InvoicePlan | Refusal {
	const unfit = checkOrder(order);
	if (unfit) return unfit;
	const consistent = checkConsistency(order, toleranceOf(settings, order.currency));
	if (isRefusal(consistent)) return consistent;
	if (order.total === 0) return amountZero(order);
	const notYet = checkReadiness(order, settings);
	if (notYet) return notYet;

	const accounts = new Accounts(facts, settings);
	const country = customerCountry(order, settings);
	const vatNumber = readVatNumber(
		order.customer.vatNumber,
		order.billing?.country ?? order.delivery?.country,
	);
	const treated = treatLines(order, vatNumber, settings, accounts);
	if (isRefusal(treated)) return treated;
	const contact = planContact(facts.organizationId, order, vatNumber, settings);
	if (isRefusal(contact)) return contact;
	const language = languageFor(country, settings);
	const lines = draftLines(order, treated, accounts, language, settings.products);
	if (isRefusal(lines)) return lines;
	const rounding = roundingOf(settings, order, accounts, language);
	if (isRefusal(rounding)) return rounding;
	if (consistent.difference !== 0 && rounding !== undefined) {
		lines.push({
			text: rounding.text,
			comments: [],
			quantity: '1',
			accountNumber: rounding.accountNumber,
			rate: 0,
			gross: consistent.difference,
			vat: 0,
		});
	}
	const payments = planPayments(order, settings, facts);
	if (isRefusal(payments)) return payments;
	const number = lockedNumber(order, settings);
	if (isRefusal(number)) return number;
	const texts = invoiceTexts(order, settings, language, treated, vatNumber);
	if (isRefusal(texts)) return texts;

	const date = invoiceDay(order, settings, facts, today);
	const taxed = lines.filter((line) => line.rate > 0);
	const business = !contact.contact.isPerson;
	const terms = business ? settings.terms.business : settings.terms.private;
	const address = addressBlock(order, language);
	return {
		kind: 'invoicePlan',
		shopKey: order.shopKey,
		orderId: order.id,
		orderNumber: order.number,
		...invoiceIdentity(facts.organizationId, order),
		contact: contact.contact,
		currency: order.currency,
		language,
		day: date.day,
		description: texts.description,
		...(texts.comment === '' ? {} : { comment: texts.comment }),
		...(address === undefined ? {} : { address }),
		linesInclVat: settings.linesInclVat,
		lines: lines.map((line) => invoiceLine(line, order.currency, settings.linesInclVat)),
		...(terms ? { paymentConditionType: terms.type } : {}),
		...(terms?.days === undefined ? {} : { paymentConditionDays: terms.days }),
		expected: {
			total: order.total,
			vat: sum(lines.map((line) => line.vat)),
			vatTolerance: vatTolerance(order, settings, taxed.length),
		},
		...(mustStateDkk(order.currency) && taxed.length > 0 ? { vatInDkk: builtIn('vatInDkk', language) } : {}),
		...(settings.products === 'create' ? { createProducts: true } : {}),
		...(rounding ? { rounding } : {}),
		payments: payments.payments.map((payment) => ({
			...payment,
			// A payment cannot lie in a year that the books do not have.
			day: inBooks(payment.day, facts) ? payment.day : date.day,
		})),
		book: settings.action !== 'draft',
		...(number === undefined ? {} : { number }),
		...(settings.sendByEmail && settings.action !== 'draft'
			? {
					send: {
						by: 'email' as const,
						...(contact.contact.email ? { receiver: contact.contact.email } : {}),
					},
				}
			: {}),
		...(settings.sendEInvoice ? { eInvoice: eInvoiceFor(contact.contact, order) } : {}),
		vatCase: [...new Set(treated.map((one) => one.decision.case))].join(' + '),
		reasons: [...new Set([...treated.map(reasonOf), ...payments.reasons])],
		warnings: [
			...new Set([
				...order.warnings,
				...treated.flatMap((one) => one.decision.warnings),
				...contact.warnings,
				...payments.warnings,
				...texts.warnings,
				...date.warnings,
			]),
		],
	};
}

/** What needs no look at lines or accounts. */
function checkOrder(order: ShopOrder): Refusal | undefined {
	if (order.cancelled) {
		return nothingToDo(
			'cancelled',
			`Order ${order.number} is cancelled and was not invoiced.`,
			'If an invoice exists already, credit it with "Create Credit Note".',
			'cancelled_at',
		);
	}
	if (order.total === 0 && order.tax === 0 && order.lines.length === 0) return amountZero(order);
	return undefined;
}

function amountZero(order: ShopOrder): Refusal {
	return nothingToDo(
		'amountZero',
		`Order ${order.number} costs 0.00 ${order.currency}; there is nothing to invoice.`,
		'Nothing needs to be done.',
		'total',
	);
}

/** States in which an order is not (or not yet) to be invoiced. */
function checkReadiness(order: ShopOrder, settings: Settings): Refusal | undefined {
	if (order.test && settings.testOrders === 'refuse') {
		return refused(
			'testOrder',
			`Order ${order.number} is a test order.`,
			'Test orders do not belong in the books. To try them out, turn "Allow Test Orders" on.',
			'test',
		);
	}
	if (order.paymentStatus === 'refunded') {
		return nothingToDo(
			'fullyRefunded',
			`Order ${order.number} is refunded in full and was not invoiced; there is nothing to credit.`,
			'Nothing needs to be done.',
			'financial_status',
		);
	}
	if (order.paymentStatus === 'voided') {
		return nothingToDo(
			'paymentVoided',
			`The payment of order ${order.number} was voided; nothing is owed.`,
			'If the customer pays after all, send the order again.',
			'financial_status',
		);
	}
	const later = (code: string, what: string): Refusal => ({
		...nothingToDo(code, `Order ${order.number} is not ${what} yet.`, `Send it again once it is ${what}.`),
		retryable: true,
	});
	if (settings.transferWhen === 'paid' && !['paid', 'partiallyRefunded'].includes(order.paymentStatus)) {
		return later('notPaidYet', 'paid');
	}
	if (settings.transferWhen === 'shipped' && order.fulfilledDay === undefined) {
		return later('notShippedYet', 'shipped');
	}
	return undefined;
}

function reasonOf(one: TreatedLine): string {
	const code = one.account.vatCode ?? 'no VAT';
	return `Account ${one.account.number} ${one.account.name} (${code}): ${one.decision.reason}.`;
}

/**
 * An invoice may be in any currency if its Danish VAT is stated in kroner or in euro (Danish VAT order, BEK 1435 of 29
 * November 2023, § 97, 2).
 */
function mustStateDkk(currency: string): boolean {
	return currency !== 'DKK' && currency !== 'EUR';
}

/** Dinero may round each line, and a converted tax is off by more; the total is never allowed to differ. */
function vatTolerance(order: ShopOrder, settings: Settings, taxedLines: number): number {
	const lines = Math.max(1, order.lines.length, taxedLines);
	const converted = order.taxConverted !== true ? 0 : Math.ceil(order.total / 2000) + 1;
	return lines * Math.max(1, settings.vat.lineTolerance) + converted;
}

function roundingOf(
	settings: Settings,
	order: ShopOrder,
	accounts: Accounts,
	language: Language,
): InvoicePlan['rounding'] | Refusal {
	const tolerance = toleranceOf(settings, order.currency);
	if (tolerance === 0) return undefined;
	const account = accounts.for('rounding');
	if (isRefusal(account)) return account;
	if (account.rate !== 0) {
		return refused(
			'accountWithVat',
			`Account ${account.number} ${account.name} adds VAT; a rounding line needs an account without VAT.`,
			'Choose another account under "Accounts", "Rounding".',
			account.setting,
		);
	}
	return {
		accountNumber: account.number,
		tolerance,
		text: settings.texts.rounding ?? builtIn('rounding', language),
	};
}

function lockedNumber(order: ShopOrder, settings: Settings): number | undefined | Refusal {
	if (!settings.numberFromOrder) return undefined;
	const digits = /^#?\s*(\d{1,15})$/.exec(order.number)?.[1];
	if (digits !== undefined && Number(digits) > 0) return Number(digits);
	return refused(
		'orderNumberNotNumeric',
		`The order number "${order.number}" cannot be an invoice number: only digits can.`,
		'Turn "Use Order Number as Invoice Number" off, or use order numbers of digits only.',
		'Use Order Number as Invoice Number',
	);
}

function invoiceTexts(
	order: ShopOrder,
	settings: Settings,
	language: Language,
	treated: TreatedLine[],
	vatNumber: VatNumber | undefined,
): { description: string; comment: string; warnings: string[] } | Refusal {
	const values = placeholdersOf(order);
	const description = fill(
		settings.texts.description ?? builtIn('description', language),
		values,
		'texts.description',
	);
	if (isRefusal(description)) return description;
	const comment = fill(settings.texts.comment ?? builtIn('comment', language), values, 'texts.comment');
	if (isRefusal(comment)) return comment;
	const parts = [comment];
	const warnings: string[] = [];
	if (order.customer.purchaseOrder !== undefined) {
		parts.push(`${builtIn('purchaseOrder', language)}: ${order.customer.purchaseOrder}`);
	}
	if (treated.some((one) => one.decision.reverseCharge) && vatNumber) {
		parts.push(settings.texts.reverseCharge ?? builtIn('reverseCharge', language));
		parts.push(`${builtIn('buyerNumber', language)}: ${vatNumber.full}`);
		if (settings.vat.sellerVatNumber === undefined) {
			warnings.push(
				'A reverse-charge invoice must show both VAT numbers: Dinero prints your own on the invoice; "VAT: Seller VAT Number" can repeat it in the text.',
			);
		} else parts.push(`${builtIn('sellerNumber', language)}: ${settings.vat.sellerVatNumber}`);
	}
	parts.push(
		...new Set(treated.map((one) => one.ruleText).filter((text): text is string => text !== undefined)),
	);
	return { description, comment: parts.filter((part) => part !== '').join('\n'), warnings };
}

/** The invoice's day by the settings. A day that lies in none of the organization's accounting years cannot be booked: today then. */
function invoiceDay(
	order: ShopOrder,
	settings: Settings,
	facts: OrganizationFacts,
	today: string,
): { day: string; warnings: string[] } {
	const wanted = {
		paymentDay: order.paidDay ?? order.day,
		orderDay: order.day,
		shippingDay: order.fulfilledDay ?? order.paidDay ?? order.day,
		today,
	}[settings.invoiceDate];
	if (wanted === today || inBooks(wanted, facts)) return { day: wanted, warnings: [] };
	return {
		day: today,
		warnings: [`The books have no accounting year for ${wanted}; the invoice is dated today, ${today}.`],
	};
}

/** Whether a day lies in one of the organization's accounting years; always, where none are known. */
function inBooks(day: string, facts: OrganizationFacts): boolean {
	const years = facts.accountingYears;
	return (
		years.length === 0 || years.some((year) => day >= year.from.slice(0, 10) && day <= year.to.slice(0, 10))
	);
}
