import { DEBTORS, SALES_VAT } from './chart.mts';
import { differenceAccount, settle } from './claims.mts';
import type { Claim, Payment, SalesDocument } from './documents.mts';
import type { Posting } from './ledger.mts';
import type { Organization } from './organization.mts';
import { refuseDeleted, refuseField, refuseRule, requireVersion } from './refusals.mts';
import { addressOf, documentTypes, setDkk, toDkk, totalsOf } from './salesDocuments.mts';

const voucherTypes = { Invoice: 'Sales', CreditNote: 'SalesCreditNote', TradeOffer: 'TradeOffer' } as const;

/**
 * Books an invoice or credit note: takes a number, posts it to the ledger and opens its claim. A credit note for an
 * invoice is set off against it at once, whether or not the invoice was paid (measured by API users).
 *
 * Refuses: deleted (65), already booked (45), outdated version (58), no contact, a date outside the accounting years,
 * a number that is taken.
 */
export function bookSalesDocument(
	organization: Organization,
	document: SalesDocument,
	version: string | null | undefined,
	wantedNumber?: number | null,
): void {
	if (document.deletedAt) refuseDeleted();
	if (document.status === 'Booked') refuseRule('The voucher is already booked.');
	requireVersion(document, version);
	if (!document.contactGuid) refuseField('ContactGuid', 'A contact is required to book.');
	const contact = organization.usableContact(document.contactGuid)!;
	if (!document.lines.some((line) => line.lineType === 'Product'))
		refuseRule('The voucher has no line to book.');
	organization.checkBookingDate(document.date, 'Date');
	const invoice = document.creditNoteFor ? creditedInvoice(organization, document) : undefined;

	document.totals = totalsOf(organization, document.lines, document.showLinesInclVat);
	setDkk(document);
	document.number = organization.takeNumber(organization.salesSeries(document.kind), wantedNumber);
	document.status = 'Booked';
	document.bookedAt = organization.world.clock.stamp();
	document.contactName = contact.name;
	document.address ??= addressOf(contact);
	contact.isDebitor = true;

	const sign = document.kind === 'Invoice' ? 1 : -1;
	const postings = salesPostings(organization, document, sign);
	const totalDkk = -sign * postings.reduce((sum, posting) => sum + posting.amount, 0);
	document.totalDkk = totalDkk;
	const claim: Claim = {
		account: DEBTORS,
		sign,
		total: document.totals.gross,
		totalDkk,
		openDkk: totalDkk,
		payments: [],
	};
	document.claim = claim;
	organization.post(
		{
			guid: document.guid,
			number: document.number,
			date: document.date,
			type: voucherTypes[document.kind],
			description: `${documentTypes[document.kind]['da-DK']} ${document.number}, ${contact.name}`,
			contactGuid: contact.guid,
		},
		[{ accountNumber: DEBTORS, amount: sign * totalDkk }, ...postings],
	);
	organization.touch(document);
	organization.world.log(organization, `${document.kind} booked`, document.guid, String(document.number));
	if (invoice) setOff(organization, invoice, document);
}

function creditedInvoice(organization: Organization, document: SalesDocument): SalesDocument {
	const invoice = organization.invoices.get(document.creditNoteFor!)!;
	if (invoice.currency !== document.currency) {
		refuseField('Currency', `The credit note must be in the invoice's currency, ${invoice.currency}.`);
	}
	return invoice;
}

/** Net by account and VAT by VAT account, in øre, for the side opposite to the debtors. */
function salesPostings(organization: Organization, document: SalesDocument, sign: 1 | -1): Posting[] {
	const net = new Map<string, Posting>();
	const vat = new Map<number, number>();
	document.totals.lines.forEach((amounts, index) => {
		const line = document.lines[index];
		if (line.lineType === 'Text') return;
		const key = `${line.accountNumber} ${amounts.vatCode}`;
		const posting = net.get(key) ?? {
			accountNumber: line.accountNumber,
			amount: 0,
			vatCode: amounts.vatCode,
		};
		posting.amount += amounts.net;
		net.set(key, posting);
		const vatAccount = organization.vatTypes.get(amounts.vatCode ?? '')?.account ?? SALES_VAT;
		if (amounts.vat !== 0) vat.set(vatAccount, (vat.get(vatAccount) ?? 0) + amounts.vat);
	});
	return [
		...net.values(),
		...[...vat].map(([accountNumber, amount]): Posting => ({ accountNumber, amount })),
	].map((posting) => ({ ...posting, amount: -sign * toDkk(posting.amount, document) }));
}

/** Sets a booked credit note off against its invoice, in full; a difference of their rates goes to its account. */
function setOff(organization: Organization, invoice: SalesDocument, creditNote: SalesDocument): void {
	const [claim, credit] = [invoice.claim!, creditNote.claim!];
	const payment = (description: string, paymentClass: string, other: SalesDocument): Payment => ({
		guid: organization.world.random.guid(),
		amount: credit.total,
		fee: 0,
		amountDkk: credit.totalDkk,
		depositAccountNumber: null,
		date: creditNote.date,
		description,
		externalReference: null,
		paymentClass,
		relatedVoucherGuid: other.guid,
		exchangeRate: creditNote.exchangeRate,
		setOffAgainst: null,
		createdAt: organization.world.clock.stamp(),
	});
	const onInvoice = payment(`Kreditnota ${creditNote.number}`, 'CreditNote', creditNote);
	const onCreditNote = payment(`Faktura ${invoice.number}`, 'Invoice', invoice);
	onInvoice.setOffAgainst = { documentGuid: creditNote.guid, paymentGuid: onCreditNote.guid };
	onCreditNote.setOffAgainst = { documentGuid: invoice.guid, paymentGuid: onInvoice.guid };
	claim.payments.push(onInvoice);
	credit.payments.push(onCreditNote);
	const settled = settle(claim, invoice.exchangeRate);
	const settledCredit = settle(credit, creditNote.exchangeRate);
	if (settled !== settledCredit) {
		organization.post(
			{
				guid: creditNote.guid,
				number: creditNote.number,
				date: creditNote.date,
				type: 'SalesCreditNote',
				description: `Valutakursdifference, kreditnota ${creditNote.number}`,
				contactGuid: creditNote.contactGuid,
			},
			[
				{ accountNumber: DEBTORS, amount: settledCredit - settled },
				{ accountNumber: differenceAccount(claim), amount: settled - settledCredit },
			],
		);
	}
	organization.touch(invoice, { movesUpdatedAt: organization.world.switches.updatedAtMovesOnPayment });
	organization.world.log(organization, 'credit note set off', invoice.guid, creditNote.guid);
}
