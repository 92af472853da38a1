import { remaining } from './claims.mts';
import type { SalesDocument, SalesLine } from './documents.mts';
import { fikCode } from './identifiers.mts';
import { fromMinor, toMinor } from './money.mts';
import type { Organization } from './organization.mts';
import { renderPdf, type PrintedDocument } from './pdf.mts';
import { addressOf, contactNameOf, documentTypes } from './salesDocuments.mts';

const danishUnits: Record<string, string> = {
	hours: 'timer',
	parts: 'stk.',
	km: 'km',
	day: 'dage',
	week: 'uger',
	month: 'mdr.',
	kilogram: 'kg',
	cubicMetre: 'm³',
	set: 'sæt',
	litre: 'liter',
	box: 'kasser',
	case: 'æsker',
	carton: 'kartoner',
	metre: 'm',
	package: 'pakker',
	shipment: 'fragt',
	squareMetre: 'm²',
	session: 'gange',
	tonne: 'tons',
};

const words = {
	'da-DK': {
		number: 'Nummer',
		date: 'Dato',
		due: 'Betalingsfrist',
		currency: 'Valuta',
		reference: 'Reference',
		net: 'Subtotal',
		vat: 'Moms',
		total: 'Total',
		left: 'Rest at betale',
		fik: 'FIK',
		vatNumber: 'CVR-nr.',
		discount: 'Rabat',
	},
	'en-GB': {
		number: 'Number',
		date: 'Date',
		due: 'Due date',
		currency: 'Currency',
		reference: 'Reference',
		net: 'Subtotal',
		vat: 'VAT',
		total: 'Total',
		left: 'Left to pay',
		fik: 'FIK',
		vatNumber: 'VAT no.',
		discount: 'Discount',
	},
} as const;

/** An invoice, credit note or trade offer as a PDF. */
export function printSalesDocument(organization: Organization, document: SalesDocument): Buffer {
	const language = document.language as 'da-DK' | 'en-GB';
	const word = words[language];
	const { details, settings } = organization;
	const contact = document.contactGuid ? organization.contacts.get(document.contactGuid) : undefined;
	const amount = (minor: number) => formatAmount(minor, language);
	const left = document.claim ? remaining(document.claim) : document.totals.gross;
	const facts: Array<[string, string]> = [
		[word.number, String(document.number || '–')],
		[word.date, formatDate(document.date)],
	];
	if (document.kind === 'Invoice') facts.push([word.due, formatDate(document.dueDate)]);
	facts.push([word.currency, document.currency]);
	if (document.externalReference) facts.push([word.reference, document.externalReference.slice(0, 24)]);
	const printed: PrintedDocument = {
		title: documentTypes[document.kind][language],
		number: document.number,
		language,
		currency: document.currency,
		sender: {
			name: details.name,
			lines: [
				details.street,
				`${details.zipCode} ${details.city}`,
				details.vatNumber && `${word.vatNumber} ${details.vatNumber}`,
				details.email,
			].filter((line): line is string => Boolean(line)),
		},
		receiver: {
			name: contactNameOf(organization, document) ?? '',
			lines: [
				...(document.address ?? addressOf(contact) ?? '').split('\n'),
				contact && contact.countryKey !== 'DK' ? contact.countryKey : '',
				contact?.vatNumber ? `${word.vatNumber} ${contact.vatNumber}` : '',
			].filter((line) => line !== ''),
		},
		facts,
		headings:
			language === 'en-GB'
				? ['Description', 'Quantity', 'Price', 'Amount']
				: ['Beskrivelse', 'Antal', 'Pris', 'Beløb'],
		lines: document.lines.map((line, index) => {
			const amounts = document.totals.lines[index];
			return {
				text: line.description,
				comment: commentOf(line, word.discount, language),
				bold: line.lineType === 'Text',
				quantity: formatNumber(line.quantity, language),
				unit: language === 'da-DK' ? (danishUnits[line.unit ?? ''] ?? '') : (line.unit ?? ''),
				price: amount(toMinor(document.showLinesInclVat ? amounts.baseInclVat : amounts.base)),
				amount: amount(document.showLinesInclVat ? amounts.gross : amounts.net),
			};
		}),
		totals: [
			[word.net, amount(document.totals.net)],
			...vatRows(document, word.vat, amount),
			[`${word.total} ${document.currency}`, amount(document.totals.gross)],
		],
		comment: document.comment,
		footer:
			document.kind === 'Invoice' && settings.useFikCode && document.number > 0
				? `${word.fik} ${fikCode(document.number, settings.fikCreditor)}   ${left !== document.totals.gross ? `${word.left}: ${amount(left)}` : ''}`
				: details.website,
	};
	return renderPdf(printed, organization.world.clock.now());
}

function commentOf(line: SalesLine, word: string, language: string): string | null {
	const discount = line.discount > 0 ? `${word} ${formatNumber(line.discount, language)} %` : '';
	return [line.comments, discount].filter(Boolean).join(' · ') || null;
}

function vatRows(
	document: SalesDocument,
	word: string,
	amount: (minor: number) => string,
): Array<[string, string]> {
	const byRate = new Map<number, number>();
	for (const line of document.totals.lines)
		if (line.rate > 0) byRate.set(line.rate, (byRate.get(line.rate) ?? 0) + line.vat);
	return [...byRate].map(([rate, vat]) => [`${word} ${rate / 100} %`, amount(vat)]);
}

/** Minor units as people read them: 1.234,50 or 1,234.50. */
export function formatAmount(minor: number, language: string): string {
	return fromMinor(minor).toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function formatNumber(value: number, language: string): string {
	return value.toLocaleString(language, { maximumFractionDigits: 6 });
}

/** A date as people read it: 15-06-2026. */
export function formatDate(date: string): string {
	const [year, month, day] = date.split('-');
	return `${day}-${month}-${year}`;
}
