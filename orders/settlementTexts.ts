import type { Settings } from './settings';
import type { Language } from './texts';

/** What stands on vouchers of a day or a payout and in the lists that are filed with them. */
const TEXTS = {
	'da-DK': {
		day: 'Dagsafregning',
		sale: 'Salg',
		returned: 'Retur',
		payments: 'Betalinger',
		fees: 'Gebyrer',
		order: 'Ordre',
		amount: 'Beløb',
		vatIncluded: 'Heraf moms',
		paidBy: 'Betaling',
		salesTotal: 'Salg i alt',
		returnsTotal: 'Retur i alt',
		received: 'Modtaget',
		payout: 'Udbetaling',
		charges: 'Betalinger',
		refunds: 'Tilbagebetalinger',
		disputes: 'Indsigelser',
		other: 'Øvrige bevægelser',
		transaction: 'Transaktion',
		fee: 'Gebyr',
		net: 'Netto',
		paidOut: 'Udbetalt',
	},
	'en-GB': {
		day: 'Daily settlement',
		sale: 'Sales',
		returned: 'Returns',
		payments: 'Payments',
		fees: 'Fees',
		order: 'Order',
		amount: 'Amount',
		vatIncluded: 'VAT included',
		paidBy: 'Paid by',
		salesTotal: 'Sales in total',
		returnsTotal: 'Returns in total',
		received: 'Received',
		payout: 'Payout',
		charges: 'Payments',
		refunds: 'Refunds',
		disputes: 'Disputes',
		other: 'Other movements',
		transaction: 'Transaction',
		fee: 'Fee',
		net: 'Net',
		paidOut: 'Paid out',
	},
} satisfies Record<Language, Record<string, string>>;

export type SettlementTexts = Record<keyof (typeof TEXTS)['da-DK'], string>;

/** The texts of vouchers in a language. */
export function settlementTexts(language: Language): SettlementTexts {
	return TEXTS[language];
}

/** Vouchers are read by the company itself, so they are Danish unless the settings choose a language for all. */
export function settlementLanguage(settings: Pick<Settings, 'language'>): Language {
	return settings.language === 'byCountry' ? 'da-DK' : settings.language;
}
