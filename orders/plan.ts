import type { Minor } from './order';

/** What Dinero's organization has, as far as a plan needs it; read once and cached by the caller. */
export interface OrganizationFacts {
	organizationId: string;
	/** `/accounts/entry`: number, name, VAT code (undefined = none), hidden. */
	accounts: Array<{
		number: number;
		name: string;
		vatCode?: string;
		hidden: boolean;
		isDefaultSales: boolean;
	}>;
	depositAccounts: Array<{ number: number; name: string; hidden: boolean; isDefault: boolean }>;
	/** `/vatTypes`: code -> rate in basis points (2500 = 25 %). */
	vatRates: Record<string, number>;
	/** `/sales/settings`. */
	sales: {
		defaultAccount: number;
		linesInclVat: boolean;
		paymentConditionType?: string;
		paymentConditionDays?: number;
	};
	accountingYears: Array<{ name: string; from: string; to: string }>;
}

/** The Dinero product of a line, found by its number; the rest is for making it where there is none. */
export interface ProductPlan {
	/** The shop's SKU. */
	number: string;
	name: string;
	/** At most 128 characters; tells products made here from those that a person made. */
	externalReference: string;
	accountNumber: number;
	/** Price of one piece without VAT in DKK, as a decimal number; 0 where the shop sells in another currency. */
	price: number;
}

export interface InvoiceLine {
	description: string;
	comments?: string;
	quantity: number;
	unit: string;
	/** A decimal number of the document's currency, incl. or excl. VAT as the document says. */
	baseAmountValue: number;
	accountNumber: number;
	lineType: 'Product' | 'Text';
	/** Dinero prints the product's name then, and not the description. */
	productGuid?: string;
	/** Set where the settings want products and the line has a SKU. */
	product?: ProductPlan;
}

export interface ContactPlan {
	/** Ways to find an existing contact, best first. */
	match: Array<{ by: 'guid' | 'vatNumber' | 'email' | 'externalReference'; value: string }>;
	guid: string;
	externalReference: string;
	name: string;
	isPerson: boolean;
	countryKey: string;
	street?: string;
	zipCode?: string;
	city?: string;
	phone?: string;
	email?: string;
	attPerson?: string;
	vatNumber?: string;
	eanNumber?: string;
}

export interface PlannedPayment {
	depositAccountNumber: number;
	/** In the document's currency; negative for money given back. */
	amount: Minor;
	day: string;
	/** At most 128 characters; how the payment is found again. */
	externalReference: string;
	description: string;
	method: string;
	/** The part that is missing up to the invoice's remaining amount is the acquirer's fee. */
	remainderIsFee?: boolean;
}

/** Everything that one order asks of Dinero, decided before the first write. */
export interface InvoicePlan {
	kind: 'invoicePlan';
	shopKey: string;
	orderId: string;
	orderNumber: string;
	guid: string;
	externalReference: string;
	contact: ContactPlan;
	currency: string;
	/** 'da-DK' or 'en-GB'. */
	language: string;
	day: string;
	description: string;
	comment?: string;
	/** Set when the document's address differs from the contact's. */
	address?: string;
	linesInclVat: boolean;
	lines: InvoiceLine[];
	paymentConditionType?: string;
	paymentConditionDays?: number;
	/** What Dinero must answer to `invoices/fetch`: the total to the øre, the VAT within one øre a line. */
	expected: { total: Minor; vat: Minor; vatTolerance: Minor };
	/** What stands before the VAT in DKK in the comment, where the law wants it there. */
	vatInDkk?: string;
	/** Make the products that are missing; without it they stay text. */
	createProducts?: boolean;
	/** A line that makes up for a difference within the user's tolerance. */
	rounding?: { accountNumber: number; tolerance: Minor; text: string };
	payments: PlannedPayment[];
	book: boolean;
	/** Ask for this invoice number when booking (the lock "invoice number = shop number"). */
	number?: number;
	send?: { by: 'email'; receiver?: string };
	/**
	 * Sent as an e-invoice once it is booked, and by e-mail only where Dinero refuses that: to this EAN number, else to the
	 * CVR number.
	 */
	eInvoice?: { ean?: string; orderReference?: string };
	/** Why this VAT and these accounts, for people. */
	vatCase: string;
	reasons: string[];
	warnings: string[];
}

/** What the transfer read of the booked invoice that a refund belongs to. Amounts in minor units of its currency. */
export interface InvoiceFacts {
	guid: string;
	number?: number;
	booked: boolean;
	contactGuid?: string;
	currency: string;
	/** Including VAT. */
	total: Minor;
	vat: Minor;
	/** What earlier credit notes of this invoice add up to, including VAT; this refund's own one not counted. */
	credited: Minor;
	externalReference?: string;
	language?: string;
	lines: Array<{
		description: string;
		accountNumber: number;
		quantity: number;
		/** As on the planned line: "shipment" marks shipping, so that a refund of shipping finds it. */
		unit?: string;
		/** Where the line has a product, the order's own text may stand in the first of these lines. */
		comments?: string;
		gross: Minor;
		net: Minor;
	}>;
}

/** The credit note of one refund, decided before the first write. */
export interface CreditNotePlan {
	kind: 'creditNotePlan';
	shopKey: string;
	orderId: string;
	refundId: string;
	guid: string;
	externalReference: string;
	/** The invoice's guid. */
	creditNoteFor: string;
	contactGuid?: string;
	currency: string;
	language: string;
	day: string;
	description: string;
	comment?: string;
	linesInclVat: boolean;
	lines: InvoiceLine[];
	expected: { total: Minor; vat: Minor; vatTolerance: Minor };
	/** Money given back: negative amounts, to be registered once, on the invoice. */
	payments: PlannedPayment[];
	book: boolean;
	reasons: string[];
	warnings: string[];
}
