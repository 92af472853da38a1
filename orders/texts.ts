import type { ShopOrder } from './order';
import { refused, type Refusal } from './refusal';
import type { Settings } from './settings';

export type Language = 'da-DK' | 'en-GB';

const DEFAULTS = {
	'da-DK': {
		description: 'Ordre {orderNumber}',
		comment: 'Ordre {orderNumber} fra {shop}',
		creditNoteDescription: 'Kreditnota til faktura {invoiceNumber}',
		creditNoteComment: 'Ordre {orderId}, retur {refundId}',
		rounding: 'Øreafrunding',
		reverseCharge: 'Omvendt betalingspligt.',
		buyerNumber: 'Købers momsnummer',
		sellerNumber: 'Sælgers momsnummer',
		purchaseOrder: 'Rekvisition',
		discount: 'Rabat',
		refund: 'Tilbagebetaling',
		vatInDkk: 'Moms i danske kroner',
	},
	'en-GB': {
		description: 'Order {orderNumber}',
		comment: 'Order {orderNumber} from {shop}',
		creditNoteDescription: 'Credit note for invoice {invoiceNumber}',
		creditNoteComment: 'Order {orderId}, refund {refundId}',
		rounding: 'Rounding',
		reverseCharge: 'Reverse charge.',
		buyerNumber: "Buyer's VAT number",
		sellerNumber: "Seller's VAT number",
		purchaseOrder: 'Purchase order',
		discount: 'Discount',
		refund: 'Refund',
		vatInDkk: 'VAT in Danish kroner',
	},
} satisfies Record<Language, Record<string, string>>;

export type TextName = keyof (typeof DEFAULTS)['da-DK'];

/** The built-in text in a language. */
export function builtIn(name: TextName, language: Language): string {
	return DEFAULTS[language][name];
}

/** Danish for Denmark, Greenland and the Faroe Islands, English elsewhere, unless the settings say otherwise. */
export function languageFor(country: string | undefined, settings: Settings): Language {
	if (settings.language !== 'byCountry') return settings.language;
	const code = country ?? 'DK';
	return settings.languageByCountry[code] ?? (['DK', 'GL', 'FO'].includes(code) ? 'da-DK' : 'en-GB');
}

/** What may stand in braces in the texts of an invoice. */
export const INVOICE_PLACEHOLDERS = [
	'orderNumber',
	'orderId',
	'shop',
	'paymentMethods',
	'customerName',
	'purchaseOrder',
	'note',
	'day',
] as const;

/** What may stand in braces in the texts of a credit note. */
export const CREDIT_NOTE_PLACEHOLDERS = [
	'orderId',
	'refundId',
	'shop',
	'invoiceNumber',
	'reason',
	'day',
] as const;

/** The values of an order for its texts. */
export function placeholdersOf(order: ShopOrder): Record<(typeof INVOICE_PLACEHOLDERS)[number], string> {
	return {
		orderNumber: order.number,
		orderId: order.id,
		shop: order.shopKey,
		paymentMethods: order.paymentMethods.join(', '),
		customerName: order.customer.company ?? order.customer.name ?? '',
		purchaseOrder: order.customer.purchaseOrder ?? '',
		note: order.note ?? '',
		day: order.day,
	};
}

/** Replaces `{placeholders}`; one that nobody knows is refused, since it would be printed on the invoice. */
export function fill(template: string, values: Record<string, string>, setting: string): string | Refusal {
	const unknown = [...template.matchAll(/\{([A-Za-z]+)\}/g)]
		.map((match) => match[1])
		.find((name) => !(name in values));
	if (unknown !== undefined) {
		return refused(
			'placeholderUnknown',
			`The text under "${setting}" has the unknown placeholder {${unknown}}.`,
			`Use one of: ${Object.keys(values)
				.map((name) => `{${name}}`)
				.join(' ')}.`,
			setting,
		);
	}
	return template.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => values[name]).trim();
}
