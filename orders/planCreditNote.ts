import { depositAccount } from './accounts';
import { creditNoteIdentity, paymentReference } from './identity';
import { invoiceLine, type DraftLine } from './invoiceLines';
import { allocate, decimalsOf, moneyText, sum, taxWithin } from './money';
import type { Minor, OrderPayment, ShopRefund } from './order';
import type { CreditNotePlan, InvoiceFacts, OrganizationFacts, PlannedPayment } from './plan';
import { isRefusal, nothingToDo, refused, refusedForNow, type Refusal } from './refusal';
import { fits, type Settings } from './settings';
import { builtIn, fill, type CREDIT_NOTE_PLACEHOLDERS, type Language } from './texts';

type InvoicedLine = InvoiceFacts['lines'][number];

/**
 * Decides the credit note of one refund. Accounts and VAT come from the invoice's own lines, never from settings that may
 * have changed since. The amount is what was really paid back; where the refunded lines do not explain it, it is shared by
 * the invoice's accounts if they all have the same VAT, else a person must decide.
 *
 * @param invoice The invoice that the refund belongs to, as Dinero has it; `credited` without this refund's own credit note.
 * @returns Lines with positive amounts, and payments with negative ones.
 */
export function planCreditNote(
	refund: ShopRefund,
	invoice: InvoiceFacts,
	settings: Settings,
	facts: OrganizationFacts,
): CreditNotePlan | Refusal {
	const scaled = inCurrencyOf(refund, invoice.currency);
	if (isRefusal(scaled)) return scaled;
	const unfit = checkRefund(scaled, invoice);
	if (unfit) return unfit;
	const language: Language = invoice.language === 'en-GB' ? 'en-GB' : 'da-DK';
	const rates = ratesOf(invoice, facts);
	const found = creditLines(scaled, invoice, rates, language);
	if (isRefusal(found)) return found;
	const payments = moneyBack(scaled, settings, facts);
	if (isRefusal(payments)) return payments;
	const texts = creditTexts(scaled, invoice, settings, language);
	if (isRefusal(texts)) return texts;
	return {
		kind: 'creditNotePlan',
		shopKey: refund.shopKey,
		orderId: refund.orderId,
		refundId: refund.id,
		...creditNoteIdentity(facts.organizationId, refund),
		creditNoteFor: invoice.guid,
		...(invoice.contactGuid ? { contactGuid: invoice.contactGuid } : {}),
		currency: invoice.currency,
		language,
		day: refund.day,
		description: texts.description,
		...(texts.comment === '' ? {} : { comment: texts.comment }),
		linesInclVat: true,
		lines: found.lines.map((line) => invoiceLine(line, invoice.currency, true)),
		expected: {
			total: scaled.amount,
			vat: sum(found.lines.map((line) => line.vat)),
			vatTolerance: Math.max(1, found.lines.length),
		},
		payments: payments.payments,
		book: settings.action !== 'draft',
		reasons: [...found.reasons, ...payments.reasons],
		warnings: payments.warnings,
	};
}

function checkRefund(refund: ShopRefund, invoice: InvoiceFacts): Refusal | undefined {
	if (refund.pending) {
		return refusedForNow(
			'refundPending',
			`The refund ${refund.id} is still pending: the money has not gone back yet.`,
			'Send it again when the shop or its gateway has finished it.',
			'transactions',
		);
	}
	if (!invoice.booked) {
		return refusedForNow(
			'invoiceNotBooked',
			'The invoice of this refund is still a draft, and only a booked invoice can be credited.',
			'Book the invoice first, then send the refund again.',
		);
	}
	if (refund.amount === 0) {
		return nothingToDo(
			'refundOfNothing',
			`The refund ${refund.id} gives nothing back; there is nothing to credit.`,
			'Nothing needs to be done.',
		);
	}
	if (refund.amount < 0) {
		return refused(
			'refundNegative',
			`The refund ${refund.id} comes to ${moneyText(refund.amount, invoice.currency)}: an exchange in which the customer paid more.`,
			'Invoice the difference by hand.',
		);
	}
	if (refund.currency !== '' && refund.currency !== invoice.currency) {
		return refused(
			'currencyMixed',
			`The refund is in ${refund.currency}, but its invoice is in ${invoice.currency}.`,
			'Credit this order by hand.',
			'currency',
		);
	}
	const left = invoice.total - invoice.credited;
	if (refund.amount > left) {
		return refused(
			'refundTooLarge',
			`The refund gives ${moneyText(refund.amount, invoice.currency)} back, but only ${moneyText(left, invoice.currency)} of the invoice are not credited yet.`,
			'Look at the refunds of this order in the shop and at its credit notes in Dinero.',
			'amount',
		);
	}
	return undefined;
}

/** A refund that names no currency was read with two decimals; the invoice knows the right number. */
function inCurrencyOf(refund: ShopRefund, currency: string): ShopRefund | Refusal {
	const places = decimalsOf(currency);
	if (refund.currency !== '' || places === 2) return refund;
	const convert = (amount: Minor): Minor => (places === 3 ? amount * 10 : Math.round(amount / 100));
	if (places === 0 && refund.amount % 100 !== 0) {
		return refused(
			'amountTooFine',
			`The refund has decimals, but ${currency} has none.`,
			'Look at the refund in the shop.',
			'amount',
		);
	}
	return {
		...refund,
		currency,
		amount: convert(refund.amount),
		...(refund.linesTotal === undefined ? {} : { linesTotal: convert(refund.linesTotal) }),
		lines: refund.lines.map((line) => ({ ...line, gross: convert(line.gross), tax: convert(line.tax) })),
		payments: refund.payments.map((payment) => ({ ...payment, amount: convert(payment.amount) })),
	};
}

/**
 * VAT rate in basis points of each account on the invoice: what its booked lines show, since the account's VAT code may
 * have been changed since. Where the account's rate explains the lines (within an øre each), it is the more exact figure.
 */
function ratesOf(invoice: InvoiceFacts, facts: OrganizationFacts): Map<number, number> {
	const rates = new Map<number, number>();
	for (const number of new Set(invoice.lines.map((line) => line.accountNumber))) {
		const lines = invoice.lines.filter((line) => line.accountNumber === number);
		const gross = sum(lines.map((line) => line.gross));
		const net = sum(lines.map((line) => line.net));
		const code = facts.accounts.find((one) => one.number === number)?.vatCode;
		const known = code === undefined ? 0 : (facts.vatRates[code] ?? 0);
		const explains = Math.abs(taxWithin(gross, known) - (gross - net)) <= lines.length;
		rates.set(number, explains || net === 0 ? known : Math.round(((gross - net) / net) * 100) * 100);
	}
	return rates;
}

function creditLines(
	refund: ShopRefund,
	invoice: InvoiceFacts,
	rates: Map<number, number>,
	language: Language,
): { lines: DraftLine[]; reasons: string[] } | Refusal {
	const whole = refund.amount === invoice.total && invoice.credited === 0;
	if (whole) {
		return {
			lines: invoice.lines
				.filter((line) => line.gross !== 0)
				.map((line) => draft(line.description, String(line.quantity), line.accountNumber, line.gross, rates)),
			reasons: ['The whole invoice is credited, on its own accounts.'],
		};
	}
	const shippingFits = fitsShipping(refund, invoice);
	if (isRefusal(shippingFits)) return shippingFits;
	const matched = refund.lines
		.filter((line) => line.gross !== 0)
		.map((line) => ({ line, invoiced: matching(line, invoice.lines) }));
	const explained =
		matched.length > 0 &&
		shippingFits &&
		matched.every((pair) => pair.invoiced !== undefined && pair.line.gross > 0) &&
		sum(matched.map((pair) => pair.line.gross)) === refund.amount &&
		matched.every((pair) => taxOnOwnAccount(pair.line, pair.invoiced!, rates));
	if (explained) {
		return {
			lines: matched.map(({ line, invoiced }) =>
				draft(line.text, line.quantity, invoiced!.accountNumber, line.gross, rates),
			),
			reasons: ['The refunded lines are credited on the accounts that the invoice used for them.'],
		};
	}
	return shared(refund, invoice, rates, language);
}

/**
 * Shipping can only be given back as far as it was invoiced, and free shipping not at all; asked only where the invoice
 * tells which line is shipping. Beside goods, too much shipping means that the lines do not explain the refund.
 */
function fitsShipping(refund: ShopRefund, invoice: InvoiceFacts): boolean | Refusal {
	const shipping = refund.lines.filter((line) => line.kind === 'shipping');
	if (shipping.length === 0 || invoice.lines.some((line) => line.unit === undefined)) return true;
	const invoiced = sum(invoice.lines.filter((line) => line.unit === 'shipment').map((line) => line.gross));
	const given = sum(shipping.map((line) => line.gross));
	if (given <= invoiced) return true;
	if (shipping.length < refund.lines.length) return false;
	return refused(
		'shippingNotInvoiced',
		`The refund gives ${moneyText(given, invoice.currency)} of shipping back, but the invoice has ${moneyText(invoiced, invoice.currency)} of shipping.`,
		'Look at the refund in the shop, and credit it by hand if it is right.',
		shipping[0].where,
	);
}

/** Whether the line's tax is part of what its account carries (and not on a line of its own). */
function taxOnOwnAccount(
	line: ShopRefund['lines'][number],
	invoiced: InvoicedLine,
	rates: Map<number, number>,
): boolean {
	const due = taxWithin(line.gross, rates.get(invoiced.accountNumber) ?? 0);
	return Math.abs(due - line.tax) <= 2;
}

/** The invoice's line for a refunded one: by its text (with or without "3 × "), and where texts repeat, by the unit price. */
function matching(line: ShopRefund['lines'][number], lines: InvoicedLine[]): InvoicedLine | undefined {
	const plain = (text: string) =>
		text
			.replace(/^\d+(\.\d+)? × /, '')
			.trim()
			.toLowerCase();
	// A line with a product prints the product's name; the order's own text then is its first comment.
	const names = (one: InvoicedLine) => [one.description, one.comments?.split('\n')[0] ?? ''].map(plain);
	const named = lines.filter((one) => one.gross > 0 && names(one).includes(plain(line.text)));
	const quantity = Number(line.quantity) || 1;
	const priced = named.find((one) => Math.abs(one.gross / (one.quantity || 1) - line.gross / quantity) < 1);
	if (priced) return priced;
	if (new Set(named.map((one) => one.accountNumber)).size === 1) return named[0];
	if (named.length > 0 || line.kind !== 'shipping') return undefined;
	// A refund of shipping does not say what the shipping was called: its unit tells, else that very amount, if only one has it.
	const shipped = lines.filter((one) => one.unit === 'shipment' && one.gross > 0);
	if (new Set(shipped.map((one) => one.accountNumber)).size === 1) return shipped[0];
	const sameAmount = lines.filter((one) => one.gross === line.gross);
	return sameAmount.length === 1 ? sameAmount[0] : undefined;
}

/** An amount that the lines do not explain, shared by the invoice's accounts; only where they all have the same VAT. */
function shared(
	refund: ShopRefund,
	invoice: InvoiceFacts,
	rates: Map<number, number>,
	language: Language,
): { lines: DraftLine[]; reasons: string[] } | Refusal {
	const byAccount = new Map<number, Minor>();
	for (const line of invoice.lines) {
		byAccount.set(line.accountNumber, (byAccount.get(line.accountNumber) ?? 0) + line.gross);
	}
	const used = [...byAccount].filter(([, gross]) => gross > 0);
	if (used.length === 0 || new Set(used.map(([account]) => rates.get(account) ?? 0)).size > 1) {
		return refused(
			'refundNotExplained',
			`The refund gives ${moneyText(refund.amount, invoice.currency)} back, which its lines do not explain, and the invoice has lines with different VAT.`,
			'Decide which lines are credited, and make this credit note by hand in Dinero.',
			'refund_line_items',
		);
	}
	const shares = allocate(
		refund.amount,
		used.map(([, gross]) => gross),
	);
	const lines = used
		.map(([account], index) => draft(builtIn('refund', language), '1', account, shares[index], rates))
		.filter((line) => line.gross !== 0);
	return {
		lines,
		reasons: [
			'The refunded lines do not add up to the money given back; the amount is shared by the accounts of the invoice.',
		],
	};
}

function draft(
	text: string,
	quantity: string,
	accountNumber: number,
	gross: Minor,
	rates: Map<number, number>,
): DraftLine {
	const rate = rates.get(accountNumber) ?? 0;
	return { text, comments: [], quantity, accountNumber, rate, gross, vat: taxWithin(gross, rate) };
}

/** Money that went back, one payment a gateway, on the deposit account of its method. */
function moneyBack(
	refund: ShopRefund,
	settings: Settings,
	facts: OrganizationFacts,
): { payments: PlannedPayment[]; reasons: string[]; warnings: string[] } | Refusal {
	const payments: PlannedPayment[] = [];
	const reasons: string[] = [];
	if (settings.action !== 'bookAndPay') return { payments, reasons, warnings: [] };
	for (const payment of refund.payments) {
		if (payment.amount <= 0 || isUnregistered(payment, settings)) continue;
		const rule = settings.paymentRules.find((one) => fits(one.method, payment.method));
		const account = depositAccount(facts, rule?.depositAccount ?? settings.depositAccount, 'Deposit Account');
		if (isRefusal(account)) return account;
		payments.push({
			depositAccountNumber: account.number,
			amount: -payment.amount,
			day: payment.day || refund.day,
			externalReference: paymentReference(
				{ shop: refund.shop, id: `${refund.orderId}:${refund.id}` },
				payment,
				'refund',
			),
			description: `${refund.orderId} ${payment.method}`.slice(0, 120),
			method: payment.method,
		});
		reasons.push(`Paid back by ${payment.method}: deposit account ${account.number} ${account.name}.`);
	}
	const warnings =
		refund.payments.length === 0 ? ['The shop names no money given back; only the credit note is made.'] : [];
	return { payments, reasons, warnings };
}

function isUnregistered(payment: OrderPayment, settings: Settings): boolean {
	const rule = settings.paymentRules.find((one) => fits(one.method, payment.method));
	return rule?.paid === 'never' || settings.unpaidMethods.some((name) => fits(name, payment.method));
}

function creditTexts(
	refund: ShopRefund,
	invoice: InvoiceFacts,
	settings: Settings,
	language: Language,
): { description: string; comment: string } | Refusal {
	const values: Record<(typeof CREDIT_NOTE_PLACEHOLDERS)[number], string> = {
		orderId: refund.orderId,
		refundId: refund.id,
		shop: refund.shopKey,
		invoiceNumber: invoice.number === undefined ? '' : String(invoice.number),
		reason: refund.reason ?? '',
		day: refund.day,
	};
	const description = fill(
		settings.texts.creditNoteDescription ?? builtIn('creditNoteDescription', language),
		values,
		'texts.creditNoteDescription',
	);
	if (isRefusal(description)) return description;
	const comment = fill(
		settings.texts.creditNoteComment ?? builtIn('creditNoteComment', language),
		values,
		'texts.creditNoteComment',
	);
	if (isRefusal(comment)) return comment;
	return { description, comment: [comment, refund.reason ?? ''].filter((part) => part !== '').join('\n') };
}
