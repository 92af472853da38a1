import { z } from 'zod/v3';
import { parseMinor } from './money';
import { refused, type Refusal } from './refusal';

/** Text to compare: case does not matter, `*` stands for anything. Several texts mean "any of these". */
const pattern = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const account = z.number().int().min(1).max(999_999);
const country = z
	.string()
	.regex(/^[A-Za-z]{2}$/, 'two letters such as DK')
	.transform((text) => text.toUpperCase());
const language = z.enum(['da-DK', 'en-GB']);

const terms = z
	.object({
		type: z.enum(['Netto', 'NettoCash', 'CurrentMonthOut', 'Paid']),
		days: z.number().int().min(0).max(365).optional(),
	})
	.strict();

/** How payments of one method are handled; the first rule whose method fits counts. */
const paymentRule = z
	.object({
		/** The gateway's name as the shop gives it ("shopify_payments", "bacs", "gift_card"); `*` stands for anything. */
		method: pattern,
		/** Deposit account (likvid konto) on which this method's money arrives. */
		depositAccount: account.optional(),
		/** `asShopSays`: registered when the shop says paid. `never`: the invoice stays open. `always`: also when the shop says unpaid. */
		paid: z.enum(['asShopSays', 'never', 'always']).default('asShopSays'),
		/** `ignore`: the whole amount is registered. `deduct`: the amount less the acquirer's fee, and Dinero books the rest as the fee. */
		fee: z.enum(['ignore', 'deduct']).default('ignore'),
	})
	.strict();

/** Sends lines to an account of their own; the first rule whose every condition fits counts. */
const accountRule = z
	.object({
		when: z
			.object({
				sku: pattern.optional(),
				name: pattern.optional(),
				/** A tag of the product or of the order. */
				tag: pattern.optional(),
				productType: pattern.optional(),
				vendor: pattern.optional(),
				/** Name of a tax that the shop charged ("DK Moms"). */
				taxName: pattern.optional(),
				/** Country of delivery, two letters. */
				country: pattern.optional(),
				/** A payment method of the order. */
				paymentMethod: pattern.optional(),
				kind: z.enum(['product', 'shipping', 'fee', 'tip', 'duty', 'giftCardSold']).optional(),
			})
			.strict()
			.refine((when) => Object.values(when).some((value) => value !== undefined), 'at least one condition'),
		/** The account decides the VAT: choose one whose VAT code fits these goods. */
		account: account.optional(),
		/** Whether these lines are goods or services, for the VAT of sales abroad. */
		supply: z.enum(['goods', 'services']).optional(),
		/** A text that the law wants on the invoice (second-hand margin scheme). */
		text: z.string().max(500).optional(),
	})
	.strict();

/** An entry account for each VAT case. What is left out is taken from the organization where only one account fits. */
const accounts = z
	.object({
		/** Sales with Danish VAT. Default: the organization's default sales account. */
		domestic: account.optional(),
		/** Shipping with Danish VAT. Default: the same as `domestic`. */
		domesticShipping: account.optional(),
		/** Goods to a business in another EU country (rubrik B, goods, reported). */
		euBusinessGoods: account.optional(),
		/** Services to a business in another EU country (rubrik B, services). */
		euBusinessServices: account.optional(),
		/** Private customers in the EU with Danish VAT. Default: the same as `domestic`. */
		euPrivate: account.optional(),
		/** Private customers in the EU under OSS: the amount without the foreign VAT. */
		oss: account.optional(),
		/** Goods to countries outside the EU (rubrik C). */
		export: account.optional(),
		/** Services to businesses outside the EU (rubrik C). */
		exportServices: account.optional(),
		/** Sales without VAT in Denmark, and all sales when the shop decides the VAT. */
		exempt: account.optional(),
		/** Shipping on sales without Danish VAT. Default: the account of the goods. */
		shipping: account.optional(),
		/** Fees that the customer paid. Default: the account of the goods. */
		fee: account.optional(),
		/** Gift cards sold (a liability, without VAT). */
		giftCard: account.optional(),
		/** Tips. */
		tip: account.optional(),
		/** Duties that the shop collected. */
		duty: account.optional(),
		/** The rounding line within the tolerance; an account without VAT. */
		rounding: account.optional(),
		/** VAT of other countries that the shop collected (OSS, VOEC); an account without VAT. */
		foreignTax: account.optional(),
	})
	.strict();

const vat = z
	.object({
		/** `byCountry`: the decision table, checked against what the shop charged. `shop`: the shop decides; tax becomes a line of its own. */
		decide: z.enum(['byCountry', 'shop']).default('byCountry'),
		/** What the shop sells, for sales abroad. `asShopSays`: a line that needs no shipping is a service. */
		supply: z.enum(['goods', 'services', 'asShopSays']).default('goods'),
		/** Registered for OSS: private customers in the EU pay their own country's VAT. */
		oss: z.boolean().default(false),
		/** Registered for VOEC in Norway. */
		norwayRegistered: z.boolean().default(false),
		/** Registered for VAT in the United Kingdom. */
		ukRegistered: z.boolean().default(false),
		/** `refuse`: a Danish sale without tax is refused. `exempt`: it goes to the account for sales without VAT. */
		untaxedDomestic: z.enum(['refuse', 'exempt']).default('refuse'),
		/** Reverse charge only when a VIES result says that the VAT number is valid. */
		requireVies: z.boolean().default(false),
		/** The country of orders that name none (sales in the shop itself). */
		defaultCountry: country.optional(),
		/** By how many minor units (øre) a line's tax may differ from the account's rate. */
		lineTolerance: z.number().int().min(0).max(100).default(1),
		/** The seller's own VAT number, printed on reverse-charge invoices. */
		sellerVatNumber: z.string().max(20).optional(),
	})
	.strict();

const customer = z
	.object({
		/** How an existing contact is found, best first. */
		matchBy: z.array(z.enum(['vatNumber', 'email', 'externalReference'])).default(['vatNumber', 'email']),
		/** When several contacts fit: `take` the oldest, always the same one, or `refuse` the order and name them. */
		severalContacts: z.enum(['take', 'refuse']).default('take'),
		/** Orders that name no customer: refused, or on one collective contact a country. */
		guests: z.enum(['refuse', 'collective']).default('refuse'),
		/** The collective contact's name; `{country}` is its country. */
		guestName: z.string().min(1).max(100).default('Webshop {country}'),
		/** Where the shop's extra fields hold these; names are compared without case, spaces and leading underscores. */
		vatNumberFields: z.array(z.string().min(1)).optional(),
		vatNumberValidFields: z.array(z.string().min(1)).optional(),
		eanFields: z.array(z.string().min(1)).optional(),
		purchaseOrderFields: z.array(z.string().min(1)).optional(),
	})
	.strict();

/**
 * Texts on the invoice. Placeholders: {orderNumber} {orderId} {shop} {paymentMethods} {customerName} {purchaseOrder}
 * {note} {day}; on credit notes {invoiceNumber} {orderId} {refundId} {shop} {reason} {day}. An unknown one is refused.
 */
const texts = z
	.object({
		description: z.string().max(200).optional(),
		comment: z.string().max(1000).optional(),
		creditNoteDescription: z.string().max(200).optional(),
		creditNoteComment: z.string().max(1000).optional(),
		rounding: z.string().min(1).max(100).optional(),
		reverseCharge: z.string().max(500).optional(),
	})
	.strict();

const minorOrDecimal = z.union([
	z.number().int().min(0).max(10_000),
	z.string().regex(/^\d{1,3}(\.\d{1,2})?$/),
]);

const settingsShape = z
	.object({
		/** Names the shop where the payload does not; tells several shops in one company apart. */
		shopKey: z.string().min(1).max(100).optional(),
		/** `draft` (the safe default), `book`, or `bookAndPay`: book and register the payment. */
		action: z.enum(['draft', 'book', 'bookAndPay']).default('draft'),
		/** Deposit account (likvid konto) on which payments are registered; rules may name others. */
		depositAccount: account.optional(),
		paymentRules: z.array(paymentRule).default([]),
		/** Methods whose invoices stay open even when the shop says paid. */
		unpaidMethods: z.array(z.string().min(1)).default([]),
		accounts: accounts.default({}),
		accountRules: z.array(accountRule).default([]),
		vat: vat.default({}),
		customer: customer.default({}),
		/**
		 * Lines with a SKU: plain `text`, or with the Dinero product of that number. `use` takes it where it exists, `create`
		 * makes it where it does not. Text, account, price and VAT are the order's own in every case.
		 */
		products: z.enum(['text', 'use', 'create']).default('text'),
		/** Gift cards sold: `liability` without VAT, or `withVat` when they can only buy goods with Danish VAT. */
		giftCardsSold: z.enum(['liability', 'withVat']).default('liability'),
		/** Orders that the shop marks as tests. */
		testOrders: z.enum(['refuse', 'allow']).default('refuse'),
		/** Which orders become invoices: all, paid ones, or shipped ones. */
		transferWhen: z.enum(['always', 'paid', 'shipped']).default('always'),
		/** How much the order's parts and Dinero's total may differ: minor units, or a decimal such as "0.10". */
		tolerance: minorOrDecimal.default(0),
		/** Shopify shops with several currencies: invoices in the shop's own one, or in the one that the customer saw. */
		invoiceCurrency: z.enum(['shop', 'presentment']).default('shop'),
		/** The invoice's date. `paymentDay`: the day of payment, else of the order. */
		invoiceDate: z.enum(['paymentDay', 'orderDay', 'shippingDay', 'today']).default('paymentDay'),
		/** `byCountry`: Danish for DK, GL and FO, English elsewhere, with the exceptions of `languageByCountry`. */
		language: z.union([z.literal('byCountry'), language]).default('byCountry'),
		languageByCountry: z.record(country, language).default({}),
		/** Payment terms; what is left out follows the contact and the organization. */
		terms: z.object({ business: terms.optional(), private: terms.optional() }).strict().default({}),
		texts: texts.default({}),
		/** The invoice gets the order's number; a taken number stops the transfer. */
		numberFromOrder: z.boolean().default(false),
		sendByEmail: z.boolean().default(false),
		/** Businesses with an EAN or a Danish CVR number get the booked invoice as an e-invoice instead of an e-mail. */
		sendEInvoice: z.boolean().default(false),
		/** The input binary field with the shop's own PDF, which is attached to the invoice. */
		attachmentField: z.string().min(1).max(100).optional(),
		/** An order whose draft was deleted in Dinero gets a new one; without it, such an order is refused. */
		reissue: z.boolean().default(false),
		/** `error`: a refused order stops the workflow or goes to the error output. `item`: it is an item like others. */
		whenRefused: z.enum(['error', 'item']).default('error'),
		/** Where a settlement books the acquirers' fees. */
		feeAccount: account.optional(),
		/** Lines are printed including VAT. Without it, a total can be missed by an øre. */
		linesInclVat: z.boolean().default(true),
	})
	.strict();

export type Settings = z.output<typeof settingsShape>;
export type SettingsInput = z.input<typeof settingsShape>;
export type PaymentRule = z.output<typeof paymentRule>;
export type AccountRule = z.output<typeof accountRule>;
export type AccountName = keyof z.output<typeof accounts>;

/**
 * Checks and completes the settings of a shop. Everything may be left out; account numbers left out are taken from the
 * organization when an invoice is planned. A JSON text is read as JSON. An unknown or misspelt setting is refused by name.
 */
export function readSettings(value: unknown): Settings | Refusal {
	let input: unknown = value ?? {};
	if (typeof input === 'string') {
		try {
			input = input.trim() === '' ? {} : (JSON.parse(input) as unknown);
		} catch {
			return settingsRefusal('The settings are not valid JSON.', 'Settings');
		}
	}
	const parsed = settingsShape.safeParse(input);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : [];
	const where = [...issue.path, ...unknownKeys.slice(0, 1)].join('.') || 'Settings';
	return settingsRefusal(
		unknownKeys.length > 0
			? `There is no setting called "${where}".`
			: `The setting "${where}" does not fit: ${issue.message}.`,
		where,
	);
}

function settingsRefusal(message: string, where: string): Refusal {
	return refused('settingsInvalid', message, 'Correct this setting; nothing was written.', where);
}

/** The tolerance in minor units of the order's currency; none where the currency has no such small coin (0.10 of a yen). */
export function toleranceOf(settings: Settings, currency: string): number {
	if (typeof settings.tolerance === 'number') return settings.tolerance;
	return parseMinor(settings.tolerance, currency) ?? 0;
}

/** Whether a text fits a pattern: any of several, without case, `*` for anything. */
export function fits(patterns: string | string[], text: string | undefined): boolean {
	if (text === undefined) return false;
	return (Array.isArray(patterns) ? patterns : [patterns]).some((one) => {
		const source = one
			.trim()
			.split('*')
			.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*');
		return new RegExp(`^${source}$`, 'isu').test(text.trim());
	});
}
