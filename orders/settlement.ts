import { Accounts } from './accounts';
import { normaliseShopKey, uuidV5 } from './identity';
import { moneyText, parseDecimal, sum, taxWithin, timesQuantity } from './money';
import type { Minor, ShopDocument, ShopKind, ShopOrder, ShopRefund } from './order';
import { planCreditNote } from './planCreditNote';
import { planInvoice } from './planInvoice';
import type { InvoiceFacts, InvoiceLine, InvoicePlan, OrganizationFacts, PlannedPayment } from './plan';
import { isRefusal, nothingToDo, refused, type Refusal } from './refusal';
import type { Settings } from './settings';
import { rateOf, voucherLines, type SettlementLine } from './settlementLines';
import { settlementLanguage, settlementTexts } from './settlementTexts';
import type { Language } from './texts';

const CURRENCY = 'DKK';

/** What became of one order or refund. Amounts in øre, VAT included; negative for money given back. */
export interface SettledDocument {
	kind: 'order' | 'refund';
	number: string;
	amount: Minor;
	vat: Minor;
	methods: string[];
}

/** A shop's day as one voucher. The lines' `gross` add up to zero. */
export interface SettlementPlan {
	kind: 'settlementPlan';
	shop: ShopKind;
	shopKey: string;
	/** `YYYY-MM-DD`. */
	day: string;
	/** Names this shop and day wherever they are found again. */
	externalReference: string;
	/** Eight letters and digits that stand in the name of the attached file. */
	mark: string;
	language: Language;
	lines: SettlementLine[];
	documents: SettledDocument[];
	/** What is not in the voucher, and why. */
	leftOut: Array<{ number: string; reason: string }>;
	totals: { sales: Minor; refunds: Minor; vat: Minor; received: Minor; fees: Minor };
	warnings: string[];
}

export interface SettlementChoices {
	/** Which day is settled; without it, the only day that the documents have. */
	day?: string;
	/** Expense account for the acquirers' fees; needed as soon as there is one. */
	feeAccount?: number;
}

/** An amount that was decided for one document: on which accounts, and where the money is. */
interface Part {
	document: SettledDocument;
	day: string;
	sales: Array<{ accountNumber: number; gross: Minor }>;
	payments: PlannedPayment[];
	fee: Minor;
}

/**
 * The voucher of a shop that sends its own invoices: what was sold and given back on one day, by account and VAT code,
 * against the money on each deposit account. Every order and refund is decided like an invoice and a credit note would
 * be; one that cannot be decided refuses the whole day, since a voucher that leaves it out would not add up to the
 * shop's own figures. Orders that are not paid, or were cancelled before they were paid, are left out and named.
 *
 * @param documents orders and refunds in any order; the same one may come twice. An order's own refunds count too.
 */
export function planSettlement(
	documents: ShopDocument[],
	settings: Settings,
	facts: OrganizationFacts,
	choices: SettlementChoices = {},
): SettlementPlan | Refusal {
	const orders = documents.filter((one): one is ShopOrder => one.kind === 'order');
	const shop = shopOf(documents, settings);
	if (isRefusal(shop)) return shop;
	const unique = withoutRepeats(orders);
	if (isRefusal(unique)) return unique;

	const parts: Part[] = [];
	const leftOut: SettlementPlan['leftOut'] = [];
	const plans = new Map<string, InvoicePlan>();
	for (const order of unique) {
		const part = sold(order, settings, facts, plans);
		if (isRefusal(part)) return about(order.number, part);
		if ('reason' in part) leftOut.push(part);
		else parts.push(part);
	}
	for (const { refund, order, before } of refundsOf(documents, unique)) {
		const part = givenBack(refund, order, before, plans, settings, facts);
		if (isRefusal(part)) return about(`${refund.orderId}, refund ${refund.id}`, part);
		if ('reason' in part) leftOut.push(part);
		else parts.push(part);
	}

	const day = dayOf(parts, choices.day);
	if (isRefusal(day)) return day;
	const ofDay = parts.filter((part) => part.day === day);
	if (ofDay.length === 0) {
		return nothingToDo(
			'nothingOnDay',
			`Nothing was sold or given back on ${day}.`,
			'Nothing needs to be done. Check the day if you expected orders.',
			'Day',
		);
	}
	const language = settlementLanguage(settings);
	const lines = voucherLines(
		ofDay.map(({ document, ...part }) => ({ kind: document.kind, ...part })),
		shop.shopKey,
		facts,
		{ feeAccount: choices.feeAccount, texts: settlementTexts(language) },
	);
	if (isRefusal(lines)) return lines;
	const others = parts.length - ofDay.length;
	const name = `${facts.organizationId}|${shop.shop}:${shop.shopKey}|settlement|${day}`;
	return {
		kind: 'settlementPlan',
		...shop,
		day,
		externalReference: `${shop.shop}:${shop.shopKey}`.slice(0, 100) + `:settlement:${day}`,
		mark: uuidV5(name).slice(0, 8),
		language,
		lines,
		documents: ofDay.map((part) => part.document),
		leftOut,
		totals: {
			sales: sum(ofDay.map(({ document }) => Math.max(0, document.amount))),
			refunds: sum(ofDay.map(({ document }) => Math.max(0, -document.amount))),
			vat: sum(ofDay.map(({ document }) => document.vat)),
			received: sum(ofDay.flatMap((part) => part.payments.map((payment) => payment.amount))),
			fees: sum(ofDay.map((part) => part.fee)),
		},
		warnings:
			others === 0 ? [] : [`${others} orders or refunds belong to other days and are not in this voucher.`],
	};
}

/** Whose day it is: a voucher holds one shop. */
function shopOf(
	documents: ShopDocument[],
	settings: Settings,
): { shop: ShopKind; shopKey: string } | Refusal {
	const keys = new Map<string, { shop: ShopKind; shopKey: string }>();
	for (const { shop, shopKey } of documents) {
		if (shopKey !== '') keys.set(`${shop}:${shopKey}`, { shop, shopKey });
	}
	const [first, ...others] = keys.values();
	if (others.length > 0) {
		return refused(
			'severalShops',
			`The orders come from different shops: ${[...keys.keys()].join(', ')}.`,
			'Settle each shop by itself: filter the orders before this step.',
			'Orders',
		);
	}
	if (first !== undefined) return first;
	if (documents.length > 0 && settings.shopKey !== undefined) {
		return { shop: documents[0].shop, shopKey: normaliseShopKey(settings.shopKey) };
	}
	return documents.length === 0
		? nothingToDo('noOrders', 'There are no orders and no refunds.', 'Nothing needs to be done.', 'Orders')
		: refused(
				'shopMissing',
				'The refunds do not say which shop they are from.',
				"Fill in 'Shop Key' under Options.",
				'Shop Key',
			);
}

/** An order that comes twice with another total changed in between; nobody knows which one counts. */
function withoutRepeats(orders: ShopOrder[]): ShopOrder[] | Refusal {
	const byId = new Map<string, ShopOrder>();
	for (const order of orders) {
		const known = byId.get(order.id);
		if (known !== undefined && (known.total !== order.total || known.tax !== order.tax)) {
			return refused(
				'orderTwice',
				`Order ${order.number} comes twice, once with ${moneyText(known.total, known.currency)} and once with ${moneyText(order.total, order.currency)}.`,
				'Fetch the orders anew, so that each comes once.',
				'Orders',
			);
		}
		// The later delivery knows of more refunds.
		if (known === undefined || order.refunds.length >= known.refunds.length) byId.set(order.id, order);
	}
	return [...byId.values()];
}

/** What an order sold. The voucher is about the day of the sale, so refunds since then do not matter here. */
function sold(
	order: ShopOrder,
	settings: Settings,
	facts: OrganizationFacts,
	plans: Map<string, InvoicePlan>,
): Part | { number: string; reason: string } | Refusal {
	const out = (reason: string) => ({ number: order.number, reason });
	if (order.currency !== CURRENCY) return foreign(order.currency);
	const paidOnce =
		order.refunds.length > 0 || ['refunded', 'partiallyRefunded'].includes(order.paymentStatus);
	if (order.cancelled && !paidOnce) return out('It was cancelled before it was paid.');
	if (order.test && settings.testOrders === 'refuse') return out('It is a test order.');
	if (order.paymentStatus === 'voided') return out('Its payment was voided.');
	const counted: ShopOrder = { ...order, cancelled: false, ...(paidOnce ? { paymentStatus: 'paid' } : {}) };
	const plan = planInvoice(counted, settlementSettings(settings), facts);
	if (isRefusal(plan)) return plan.kind === 'nothingToDo' ? out(plan.message) : plan;
	plans.set(order.id, plan);
	const fee = plan.payments.some((payment) => payment.remainderIsFee) ? order.total - paid(plan.payments) : 0;
	const received = paid(plan.payments) + fee;
	if (received === 0) return out('It is not paid, or its payment method stays unpaid.');
	if (received !== order.total) {
		return out(`Only ${moneyText(received, CURRENCY)} of ${moneyText(order.total, CURRENCY)} are paid.`);
	}
	return {
		day: plan.day,
		document: {
			kind: 'order',
			number: order.number,
			amount: order.total,
			vat: plan.expected.vat,
			methods: plan.payments.map((payment) => payment.method),
		},
		sales: plan.lines.map((line) => ({ accountNumber: line.accountNumber, gross: grossOf(line) })),
		payments: plan.payments,
		fee,
	};
}

/** Refunds that stand alone and those inside their orders, each once, the order beside it where it is known. */
function refundsOf(
	documents: ShopDocument[],
	orders: ShopOrder[],
): Array<{ refund: ShopRefund; order?: ShopOrder; before: Minor }> {
	const byOrder = new Map(
		orders.flatMap((order) => [order.id, ...order.aliases].map((id) => [id, order] as const)),
	);
	const all = new Map<string, { refund: ShopRefund; order?: ShopOrder }>();
	const alone = documents.filter((one): one is ShopRefund => one.kind === 'refund');
	for (const refund of [...orders.flatMap((order) => order.refunds), ...alone]) {
		const order = [refund.orderId, ...refund.orderAliases]
			.map((id) => byOrder.get(id))
			.find((one) => one !== undefined);
		all.set(`${order?.id ?? refund.orderId}|${refund.id}`, { refund, order });
	}
	const credited = new Map<string, Minor>();
	return [...all.values()]
		.sort((a, b) => (a.refund.day < b.refund.day ? -1 : a.refund.day > b.refund.day ? 1 : 0))
		.map((one) => {
			const key = one.order?.id ?? one.refund.orderId;
			const before = credited.get(key) ?? 0;
			credited.set(key, before + one.refund.amount);
			return { ...one, before };
		});
}

/** What a refund gave back, on the accounts that its order was sold on. */
function givenBack(
	refund: ShopRefund,
	order: ShopOrder | undefined,
	before: Minor,
	plans: Map<string, InvoicePlan>,
	settings: Settings,
	facts: OrganizationFacts,
): Part | { number: string; reason: string } | Refusal {
	const number = `${order?.number ?? refund.orderId} (refund ${refund.id})`;
	if (refund.currency !== '' && refund.currency !== CURRENCY) return foreign(refund.currency);
	if (refund.pending) return { number, reason: 'The money has not gone back yet.' };
	if (refund.test && settings.testOrders === 'refuse') return { number, reason: 'It is a test.' };
	const invoice = order === undefined ? soldAtHome(refund, settings, facts) : asInvoiced(order, plans, facts);
	if (invoice === undefined)
		return { number, reason: 'Its order is not in the books: it is left out as well.' };
	if (isRefusal(invoice)) return invoice;
	const plan = planCreditNote(refund, { ...invoice, credited: before }, settlementSettings(settings), facts);
	if (isRefusal(plan)) return plan.kind === 'nothingToDo' ? { number, reason: plan.message } : plan;
	if (-paid(plan.payments) !== refund.amount) {
		return refused(
			'refundNotPaid',
			`The refund gives ${moneyText(refund.amount, CURRENCY)} back, but names ${moneyText(-paid(plan.payments), CURRENCY)} of money that is registered.`,
			'Fetch the refund with its transactions; a payment method that stays unpaid cannot be settled.',
			'transactions',
		);
	}
	return {
		day: refund.day,
		document: {
			kind: 'refund',
			number,
			amount: -refund.amount,
			vat: -plan.expected.vat,
			methods: plan.payments.map((payment) => payment.method),
		},
		sales: plan.lines.map((line) => ({ accountNumber: line.accountNumber, gross: -grossOf(line) })),
		payments: plan.payments,
		fee: 0,
	};
}

/** The order as the invoice that a credit note needs. */
function asInvoiced(
	order: ShopOrder,
	plans: Map<string, InvoicePlan>,
	facts: OrganizationFacts,
): InvoiceFacts | undefined {
	const plan = plans.get(order.id);
	if (plan === undefined) return undefined;
	return {
		guid: plan.guid,
		booked: true,
		currency: plan.currency,
		total: plan.expected.total,
		vat: plan.expected.vat,
		credited: 0,
		language: plan.language,
		lines: plan.lines.map((line) => {
			const gross = grossOf(line);
			const net = gross - taxWithin(gross, rateOf(line.accountNumber, facts));
			const { description, accountNumber, quantity, unit } = line;
			return { description, accountNumber, quantity, unit, gross, net };
		}),
	};
}

/**
 * A refund without its order does not say where the goods went. Where its lines carry Danish VAT, they were sold at home;
 * anything else is a question.
 */
function soldAtHome(
	refund: ShopRefund,
	settings: Settings,
	facts: OrganizationFacts,
): InvoiceFacts | Refusal {
	const accounts = new Accounts(facts, settings);
	const goods = accounts.for('domestic');
	if (isRefusal(goods)) return goods;
	const shipping = accounts.for('domesticShipping');
	if (isRefusal(shipping)) return shipping;
	const rows = refund.lines.filter((line) => line.gross !== 0);
	const fitting = rows.every((line) => {
		const { rate } = line.kind === 'shipping' ? shipping : goods;
		return line.gross > 0 && rate > 0 && Math.abs(taxWithin(line.gross, rate) - line.tax) <= 1;
	});
	if (rows.length === 0 || !fitting || sum(rows.map((line) => line.gross)) !== refund.amount) {
		return refused(
			'refundWithoutOrder',
			`Refund ${refund.id} comes without its order, and its lines do not tell which account and VAT it belongs to.`,
			`Send order ${refund.orderId} along with the refund; an order of another day is only used for its accounts.`,
			'Orders',
		);
	}
	return {
		guid: '',
		booked: true,
		currency: CURRENCY,
		total: refund.amount,
		vat: sum(rows.map((line) => line.tax)),
		credited: 0,
		lines: rows.map((line) => ({
			description: line.text,
			accountNumber: (line.kind === 'shipping' ? shipping : goods).number,
			quantity: Number(line.quantity) || 1,
			unit: line.kind === 'shipping' ? 'shipment' : 'parts',
			gross: line.gross,
			net: line.gross - line.tax,
		})),
	};
}

function dayOf(parts: Part[], wanted: string | undefined): string | Refusal {
	if (wanted !== undefined) return wanted;
	const days = [...new Set(parts.map((part) => part.day))].sort();
	if (days.length === 1) return days[0];
	if (days.length === 0) {
		return nothingToDo(
			'noOrders',
			'No order is paid and no money went back.',
			'Nothing needs to be done.',
			'Orders',
		);
	}
	return refused(
		'severalDays',
		`The orders and refunds belong to ${days.length} days, from ${days[0]} to ${days[days.length - 1]}.`,
		"Fill in 'Day': one voucher holds one day.",
		'Day',
	);
}

/** Invoices are not made: what only matters to them must not refuse the day. */
function settlementSettings(settings: Settings): Settings {
	return {
		...settings,
		action: 'bookAndPay',
		customer: { ...settings.customer, guests: 'collective' },
		invoiceDate: settings.invoiceDate === 'today' ? 'orderDay' : settings.invoiceDate,
		linesInclVat: true,
		numberFromOrder: false,
		sendByEmail: false,
		transferWhen: 'always',
	};
}

function paid(payments: PlannedPayment[]): Minor {
	return sum(payments.map((payment) => payment.amount));
}

/** What a planned line comes to, VAT included; lines are planned so that this is exact. */
function grossOf(line: InvoiceLine): Minor {
	const price = parseDecimal(line.baseAmountValue);
	const quantity = parseDecimal(line.quantity);
	return (price && quantity && timesQuantity(price, quantity, CURRENCY)?.amount) ?? 0;
}

function foreign(currency: string): Refusal {
	return refused(
		'currencyForeign',
		`It is in ${currency}, and a voucher holds Danish kroner only.`,
		'Invoice such orders with "Create Invoice", and leave them out here.',
		'currency',
	);
}

function about(number: string, refusal: Refusal): Refusal {
	return { ...refusal, message: `Order ${number}: ${refusal.message}` };
}
