import type { ShopDocument, ShopKind } from '../order';
import { isRecord, Place } from '../reading';
import { refused, type Refusal } from '../refusal';
import type { Settings } from '../settings';
import { defaultCustomerFields, type CustomerFields, type ReadingOptions } from './shared';
import { readOtherOrder, readOtherRefund } from './other';
import { readShopifyOrder } from './shopify';
import { readShopifyRefund } from './shopifyRefund';
import { readStripeInvoice, readStripeSession } from './stripe';
import { readStripeChargeRefund, readStripeCreditNote, readStripeRefund } from './stripeRefund';
import { readWooCommerceOrder } from './woocommerce';
import { readWooCommerceRefund } from './woocommerceRefund';

export interface ReadShopOptions {
	shop: ShopKind | 'auto';
	/** The shop's name, used only where the payload names no shop. */
	shopKey?: string;
	/** Where the shop's extra fields hold VAT number, EAN and purchase order; what is left out has well-known names. */
	fields?: Partial<CustomerFields>;
	/** Which of a Shopify order's two currencies counts: the shop's own one (default) or the one that the customer saw. */
	currency?: 'shop' | 'presentment';
}

/** How the settings want payloads read: the shop's name, and their names of extra fields before the well-known ones. */
export function readingOptions(shop: ReadShopOptions['shop'], settings: Settings): ReadShopOptions {
	const { customer } = settings;
	const names = (own: string[] | undefined, known: string[]) => [...(own ?? []), ...known];
	return {
		shop,
		...(settings.shopKey === undefined ? {} : { shopKey: settings.shopKey }),
		currency: settings.invoiceCurrency,
		fields: {
			vatNumber: names(customer.vatNumberFields, defaultCustomerFields.vatNumber),
			vatNumberValid: names(customer.vatNumberValidFields, defaultCustomerFields.vatNumberValid),
			ean: names(customer.eanFields, defaultCustomerFields.ean),
			purchaseOrder: names(customer.purchaseOrderFields, defaultCustomerFields.purchaseOrder),
		},
	};
}

type Reader = (place: Place, options: ReadingOptions) => ShopDocument | Refusal;

interface Form {
	shop: ShopKind;
	fits: (payload: Record<string, unknown>) => boolean;
	read: Reader;
}

/** What each kind of payload looks like; the first form that fits reads it. */
const FORMS: Form[] = [
	{
		shop: 'stripe',
		fits: (it) => it.object === 'event' || (isRecord(it.data) && isRecord(it.data.object)),
		read: readStripeEvent,
	},
	{ shop: 'stripe', fits: (it) => it.object === 'invoice', read: readStripeInvoice },
	{ shop: 'stripe', fits: (it) => it.object === 'checkout.session', read: readStripeSession },
	{ shop: 'stripe', fits: (it) => it.object === 'refund', read: readStripeRefund },
	{ shop: 'stripe', fits: (it) => it.object === 'credit_note', read: readStripeCreditNote },
	{ shop: 'stripe', fits: (it) => typeof it.object === 'string', read: notASale },
	{
		shop: 'shopify',
		fits: (it) => Array.isArray(it.transactions) && it.transactions.some(isBalanceTransaction),
		read: balanceTransactions,
	},
	{
		shop: 'woocommerce',
		fits: (it) => 'amount' in it && ('refunded_by' in it || 'refunded_payment' in it) && !('order_key' in it),
		read: readWooCommerceRefund,
	},
	{
		shop: 'woocommerce',
		fits: (it) =>
			'line_items' in it && ('order_key' in it || 'total_tax' in it) && 'total' in it && 'status' in it,
		read: readWooCommerceOrder,
	},
	{
		shop: 'shopify',
		fits: (it) => 'line_items' in it && ('total_price' in it || 'financial_status' in it),
		read: readShopifyOrder,
	},
	{
		shop: 'shopify',
		fits: (it) =>
			'refund_line_items' in it || 'order_adjustments' in it || ('order_id' in it && 'restock' in it),
		read: readShopifyRefund,
	},
	{ shop: 'other', fits: (it) => 'refundOf' in it, read: readOtherRefund },
	{ shop: 'other', fits: isOwnShape, read: readOtherOrder },
];

/** Our own shape also where the most important field was forgotten, so that the refusal can name it. */
function isOwnShape(it: Record<string, unknown>): boolean {
	const named = ['lines', 'total', 'currency', 'date', 'id'].filter((key) => key in it);
	return !('line_items' in it) && named.length >= 3 && (named.includes('lines') || named.includes('total'));
}

function readStripeEvent(event: Place, options: ReadingOptions): ShopDocument | Refusal {
	const data = event.at('data');
	const object = data.at('object');
	const type = event.text('type');
	if (type === 'charge.refunded') return readStripeChargeRefund(event);
	const form = FORMS.find((one) => one.shop === 'stripe' && isRecord(object.value) && one.fits(object.value));
	const document =
		form === undefined || form.read === readStripeEvent ? notASale(object) : form.read(object, options);
	// The event knows for certain whether it is a test; some objects do not say.
	return 'test' in document && event.at('livemode').value === false ? { ...document, test: true } : document;
}

function notASale(object: Place): Refusal {
	switch (object.text('object')) {
		case 'charge':
		case 'payment_intent':
			return refused(
				'linesMissing',
				'A charge or payment of Stripe carries no lines, so it cannot become an invoice.',
				'Use the event "invoice.paid", or "checkout.session.completed" with its line items fetched.',
				'type',
			);
		case 'payout':
		case 'balance_transaction':
			return refused(
				'notAnOrder',
				'A payout or balance transaction of Stripe is no order.',
				'Payouts and fees are for "Settle Payout"; use the event "invoice.paid" for invoices.',
				'type',
			);
		default:
			return refused(
				'notAnOrder',
				`Stripe's "${object.text('object') ?? 'event'}" is no order.`,
				'Use the event "invoice.paid", "checkout.session.completed" or "charge.refunded".',
				'type',
			);
	}
}

/** Only rows of a payout know their fee and what is left of the amount; payments of orders and refunds do not. */
function isBalanceTransaction(row: unknown): boolean {
	return (
		isRecord(row) &&
		['fee', 'net'].every((key) => key in row) &&
		['payout_id', 'source_order_transaction_id', 'processed_at'].some((key) => key in row)
	);
}

function balanceTransactions(): Refusal {
	return refused(
		'notAnOrder',
		'These are balance transactions of Shopify Payments, not an order.',
		'Payouts and fees are for "Settle Payout"; send orders and refunds here.',
		'transactions',
	);
}

/**
 * Reads an order or refund of any shop: as the native trigger emits it, wrapped in `body`, in an array of one, or as
 * `{order: …}`. Amounts in the result are minor units of the order's currency.
 */
export function readShopDocument(payload: unknown, options: ReadShopOptions): ShopDocument | Refusal {
	const documents = readShopDocuments(payload, options);
	if (documents.length === 1) return documents[0];
	return documents.length === 0
		? noOrder()
		: refused(
				'severalDocuments',
				`There are ${documents.length} orders or refunds in one item.`,
				'Split the list, so that each item holds one.',
			);
}

/** Like `readShopDocument` for a list: one answer for each element. */
export function readShopDocuments(payload: unknown, options: ReadShopOptions): Array<ShopDocument | Refusal> {
	const unwrapped = unwrap(payload);
	return (Array.isArray(unwrapped) ? unwrapped.map(unwrap) : [unwrapped]).map((one) => readOne(one, options));
}

/** Takes off the wrappers that webhooks and API answers put around an order. */
function unwrap(payload: unknown): unknown {
	let value = payload;
	for (let depth = 0; depth < 5; depth += 1) {
		if (typeof value === 'string') {
			try {
				value = JSON.parse(value) as unknown;
			} catch {
				return value;
			}
		} else if (Array.isArray(value) && value.length === 1) value = value[0];
		else if (isRecord(value)) {
			const keys = Object.keys(value);
			const inner = ['body', 'order', 'refund', 'json'].find(
				(key) => isRecord(value) && isWrapper(value[key]),
			);
			if (inner === undefined || (inner !== 'body' && keys.length > 2)) return value;
			value = value[inner];
		} else return value;
	}
	return value;
}

function isWrapper(value: unknown): boolean {
	return isRecord(value) || Array.isArray(value);
}

function readOne(payload: unknown, options: ReadShopOptions): ShopDocument | Refusal {
	if (!isRecord(payload)) return noOrder();
	const forms = FORMS.filter((form) => options.shop === 'auto' || form.shop === options.shop);
	// Whoever says that it is our own shape hears what is missing from it.
	const own = options.shop === 'other' ? forms.at(-1) : undefined;
	const form = forms.find((one) => one.fits(payload)) ?? own;
	const reading: ReadingOptions = {
		...(options.shopKey === undefined ? {} : { shopKey: options.shopKey }),
		...(options.currency === undefined ? {} : { currency: options.currency }),
		fields: { ...defaultCustomerFields, ...options.fields },
	};
	return form === undefined ? noOrder() : form.read(Place.root(payload), reading);
}

function noOrder(): Refusal {
	return refused(
		'notAnOrder',
		'This is no order of a shop that is known here.',
		'Send the order as the shop gives it; for other shops choose "Other Shop".',
	);
}
