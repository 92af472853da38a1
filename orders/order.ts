/**
 * What a shop order means, once it has been read: the same shape for every shop.
 *
 * All amounts are integer minor units of the order's currency (øre for DKK, cents for EUR, whole yen for JPY).
 * Ids are text, since shops use numbers beyond 2^53. Days are Copenhagen days as `YYYY-MM-DD`.
 */
export type Minor = number;

export type ShopKind = 'shopify' | 'woocommerce' | 'stripe' | 'other';

export interface PostalAddress {
	name?: string;
	company?: string;
	street?: string;
	postcode?: string;
	city?: string;
	/** ISO 3166-1 alpha-2, upper case. */
	country?: string;
	phone?: string;
}

export interface Customer {
	/** The shop's own id of the customer. */
	id?: string;
	name?: string;
	company?: string;
	email?: string;
	phone?: string;
	/** As the shop gave it; the VAT decision normalises it. */
	vatNumber?: string;
	/** EAN / GLN for e-invoices, without spaces and dashes; the contact gets it when it has 13 digits. */
	ean?: string;
	/** The customer's own order or requisition number. */
	purchaseOrder?: string;
	/** Whether the shop says that this customer is exempt from tax. */
	taxExempt?: boolean;
	/** The result of a VIES look-up, where the workflow or the shop supplies one. */
	vatNumberValid?: boolean;
}

export type OrderLineKind = 'product' | 'shipping' | 'fee' | 'tip' | 'duty' | 'giftCardSold' | 'rounding';

export interface OrderLine {
	kind: OrderLineKind;
	/** The shop's id of the line; refunds point to it. */
	id: string;
	text: string;
	/** A decimal as text ("1", "1.5"). */
	quantity: string;
	/** What the customer pays for the whole line: after discounts, including tax. `gross = net + tax`. */
	gross: Minor;
	net: Minor;
	tax: Minor;
	/** What discounts took off the whole line, including tax where the shop's prices do. */
	discount: Minor;
	discountText?: string;
	sku?: string;
	vendor?: string;
	productType?: string;
	tags?: string[];
	/** Names of the taxes that the shop charged ("DK Moms", "DE MwSt"). */
	taxNames: string[];
	/** Goods or a service, where the shop says so. */
	requiresShipping?: boolean;
	/** The marketplace pays the tax of this line, not the seller. */
	taxPaidByMarketplace?: boolean;
	/** Where it stands in the payload, for messages: "line_items[2]". */
	where: string;
}

export interface OrderPayment {
	/** The gateway's name as the shop gives it ("shopify_payments", "bacs", "gift_card"). */
	method: string;
	amount: Minor;
	/** Copenhagen day on which it was received. */
	day: string;
	/** The transaction's id, where there is one. */
	transactionId?: string;
	giftCard: boolean;
	/** The acquirer's fee, where the payload proves it. */
	fee?: Minor;
	/** Set when several methods share this amount and the payload does not say how much each paid. */
	methods?: string[];
}

export interface ShopRefund {
	kind: 'refund';
	shop: ShopKind;
	/** Empty when the payload names no shop and nobody typed one: a Shopify refund carries only the order's id. */
	shopKey: string;
	id: string;
	/** Id of the refunded order (for Stripe: of its invoice, or of its charge). */
	orderId: string;
	/** Other ids under which the order may have been invoiced. */
	orderAliases: string[];
	/** Empty when the payload does not say; the invoice's currency is meant then, and amounts have two decimals. */
	currency: string;
	day: string;
	/** Refunded lines as the shop lists them; empty when only an amount was given back. */
	lines: Array<{
		orderLineId?: string;
		kind: OrderLineKind;
		text: string;
		quantity: string;
		gross: Minor;
		tax: Minor;
		where: string;
	}>;
	/** What the lines and adjustments add up to; absent when the refund has none. */
	linesTotal?: Minor;
	/** Money that really went back, one row a gateway. */
	payments: OrderPayment[];
	/** The amount that the credit note must have. */
	amount: Minor;
	/** Some refund transaction is still pending. */
	pending: boolean;
	reason?: string;
	test: boolean;
}

export interface ShopOrder {
	kind: 'order';
	shop: ShopKind;
	/** Tells shops apart: the normalised domain in the payload, else what the user typed. */
	shopKey: string;
	id: string;
	/** Other ids of the same sale (a Stripe session's invoice). */
	aliases: string[];
	/** What people call it: "#1001". */
	number: string;
	/** Copenhagen day of the order. */
	day: string;
	/** Copenhagen day of the payment, when paid. */
	paidDay?: string;
	fulfilledDay?: string;
	currency: string;
	pricesIncludeTax: boolean;
	customer: Customer;
	billing?: PostalAddress;
	delivery?: PostalAddress;
	lines: OrderLine[];
	/** The shop converted the prices into the customer's currency; taxes are then off their rates by some minor units. */
	taxConverted?: boolean;
	/** What the order costs the customer before gift cards are used as payment, including tax. */
	total: Minor;
	tax: Minor;
	paymentStatus:
		| 'unpaid'
		| 'authorized'
		| 'partiallyPaid'
		| 'paid'
		| 'partiallyRefunded'
		| 'refunded'
		| 'voided';
	/** Names of the payment methods in the payload, also where no amounts are given. */
	paymentMethods: string[];
	payments: OrderPayment[];
	test: boolean;
	cancelled: boolean;
	/** Refunds that the payload carries inside the order. */
	refunds: ShopRefund[];
	/** What was odd but readable; goes into the plan's warnings. */
	warnings: string[];
	note?: string;
	tags: string[];
	language?: string;
}

export type ShopDocument = ShopOrder | ShopRefund;
