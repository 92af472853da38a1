import { paid, paymentState, remaining } from '../books/claims.mts';
import type { SalesDocument } from '../books/documents.mts';
import type { Organization } from '../books/organization.mts';
import type { Frame } from '../http/frame.mts';
import { html, type Html } from './html.mts';
import { bookAddress, layout, money, newestFirst, pager, pairs, searchForm, table, tag } from './layout.mts';

type Kind = 'invoices' | 'creditnotes';
const titles: Record<Kind, string> = { invoices: 'Invoices', creditnotes: 'Credit notes' };
const singular: Record<Kind, string> = { invoices: 'Invoice', creditnotes: 'Credit note' };

/** The documents of one kind. */
export function documentsOfKind(organization: Organization, kind: Kind): Map<string, SalesDocument> {
	return kind === 'invoices' ? organization.invoices : organization.creditNotes;
}

function contactName(organization: Organization, document: SalesDocument): string {
	return document.contactName ?? organization.contacts.get(document.contactGuid ?? '')?.name ?? '';
}

/** Draft, Booked, Paid, OverPaid, Overdue or Deleted. */
export function stateOf(organization: Organization, document: SalesDocument): string {
	if (document.deletedAt) return 'Deleted';
	return paymentState(
		document.claim,
		document.kind === 'Invoice' ? document.dueDate : null,
		organization.world.clock.today(),
	);
}

/** The list of invoices or credit notes, newest first, 50 a page. */
export function documentsPage(
	frame: Frame,
	organization: Organization,
	kind: Kind,
	query: Record<string, string | undefined>,
): string {
	const search = query.search?.trim() ?? '';
	const wanted = search.toLowerCase();
	const all = [...documentsOfKind(organization, kind).values()];
	const found = wanted
		? all.filter((document) =>
				[
					String(document.number),
					document.externalReference,
					document.comment,
					contactName(organization, document),
					document.guid,
				].some((text) => text?.toLowerCase().includes(wanted)),
			)
		: all;
	const page = newestFirst(found, Number(query.page) || 0);
	const address = bookAddress(organization, kind);
	return layout({
		frame,
		room: kind,
		organization,
		title: titles[kind],
		content: html`${searchForm(address, search, 'Number, customer or reference')}
${table(
	['Number', 'Date', 'Customer', 'Reference', 'State', { number: 'Total' }, { number: 'Remaining' }],
	page.items.map((document) => [
		html`<a href="${bookAddress(organization, kind, document.guid)}">${document.number || 'Draft'}</a>`,
		document.date,
		contactName(organization, document),
		document.externalReference ?? '',
		tag(stateOf(organization, document)),
		money(document.totals.gross, document.currency),
		document.claim ? money(remaining(document.claim), document.currency) : '',
	]),
	{ empty: wanted ? 'Nothing found.' : 'Nothing yet.' },
)}
${pager(page, address, search ? { search } : {})}`,
	});
}

function lines(document: SalesDocument): Html {
	return table(
		[
			'Description',
			'Account',
			{ number: 'Quantity' },
			{ number: 'Unit price' },
			{ number: 'Discount' },
			{ number: 'Excl. VAT' },
			{ number: 'VAT' },
			{ number: 'Incl. VAT' },
		],
		document.lines.map((line, index) => {
			const amounts = document.totals.lines[index]!;
			if (line.lineType === 'Text')
				return [html`<strong>${line.description}</strong>`, '', '', '', '', '', '', ''];
			return [
				html`${line.description}${line.comments ? html`<br><small>${line.comments}</small>` : ''}`,
				html`${line.accountNumber} <small>${amounts.vatCode ?? 'no VAT'}</small>`,
				html`${line.quantity} <small>${line.unit ?? ''}</small>`,
				html`${money(line.baseAmountValue * 100)} <small>${document.showLinesInclVat ? 'incl.' : 'excl.'}</small>`,
				line.discount ? `${line.discount} %` : '',
				money(amounts.net),
				money(amounts.vat),
				money(amounts.gross),
			];
		}),
		{
			empty: 'No lines.',
			foot: [
				'Total',
				'',
				'',
				'',
				'',
				money(document.totals.net),
				money(document.totals.vat),
				money(document.totals.gross, document.currency),
			],
		},
	);
}

function payments(document: SalesDocument): Html {
	return table(
		['Date', 'Description', 'Reference', 'Account', { number: 'Amount' }, { number: 'Fee' }],
		(document.claim?.payments ?? []).map((payment) => [
			payment.date,
			payment.description,
			payment.externalReference ?? '',
			payment.depositAccountNumber ?? payment.paymentClass,
			money(payment.amount, document.currency),
			payment.fee ? money(payment.fee, document.currency) : '',
		]),
		{ empty: 'No payments.' },
	);
}

function entriesOf(organization: Organization, document: SalesDocument): Html {
	const vouchers = [
		document.guid,
		...(document.claim?.payments ?? []).map((payment) => payment.relatedVoucherGuid),
	];
	const entries = [...new Set(vouchers)].flatMap((guid) => organization.ledger.ofVoucher(guid));
	return table(
		['Date', 'Account', 'Description', 'VAT', { number: 'Debit' }, { number: 'Credit' }],
		entries.map((entry) => [
			entry.date,
			html`<a href="${bookAddress(organization, 'ledger', String(entry.accountNumber))}">${entry.accountNumber}</a>
${organization.accounts.get(entry.accountNumber)?.name ?? ''}`,
			entry.description,
			entry.vatCode ?? '',
			entry.amount > 0 ? money(entry.amount) : '',
			entry.amount < 0 ? money(-entry.amount) : '',
		]),
		{ empty: 'A draft has no entries.' },
	);
}

function otherWriterForm(organization: Organization, document: SalesDocument, kind: Kind): Html {
	const booked = document.status === 'Booked';
	const buttons: Array<[string, string, boolean]> = [
		['touch', 'Change it', true],
		['book', 'Book it', !booked],
		['delete', 'Delete it', !booked],
		['pay', 'Pay what remains', booked && document.claim !== null && remaining(document.claim) !== 0],
		['unpay', 'Delete the last payment', booked && (document.claim?.payments.length ?? 0) > 0],
		['credit', 'Credit it', booked && kind === 'invoices'],
	];
	return html`<h2>Someone in Dinero</h2>
<form class="row" method="post" action="${bookAddress(organization, kind, document.guid, 'other-writer')}">
${buttons.filter(([, , possible]) => possible && !document.deletedAt).map(([what, text]) => html`<button name="what" value="${what}">${text}</button>`)}
</form><p class="soft">Does it behind the back of whoever holds an older version of the document.</p>`;
}

/** One invoice or credit note: what it says, what was paid, its entries, and what someone else could do to it. */
export function documentPage(
	frame: Frame,
	organization: Organization,
	kind: Kind,
	document: SalesDocument,
	said?: { text: string; wrong: boolean },
): string {
	const { claim } = document;
	const state = stateOf(organization, document);
	const credited = document.creditNoteFor ? organization.invoices.get(document.creditNoteFor) : undefined;
	return layout({
		frame,
		room: kind,
		organization,
		said,
		title: document.number ? `${singular[kind]} ${document.number}` : `${singular[kind]} (draft)`,
		content: html`<p>${tag(state)} ${tag(document.mailOutStatus, '')} ${
			document.status === 'Booked'
				? html`<a href="${bookAddress(organization, kind, document.guid, 'pdf')}">PDF</a>`
				: html`<span class="soft">A draft has no PDF.</span>`
		}</p>
<div class="columns"><div class="card">${pairs([
			[
				'Customer',
				document.contactGuid
					? html`<a href="${bookAddress(organization, 'contacts', document.contactGuid)}">${contactName(organization, document)}</a>`
					: 'none yet',
			],
			['Address', document.address],
			['Title', document.description],
			['Comment', document.comment],
			['Reference', document.externalReference],
			[
				'Credits invoice',
				credited &&
					html`<a href="${bookAddress(organization, 'invoices', credited.guid)}">${credited.number}</a>`,
			],
		])}</div>
<div class="card">${pairs([
			['Date', document.date],
			['Due', document.kind === 'Invoice' ? document.dueDate : null],
			[
				'Currency',
				document.currency === 'DKK'
					? 'DKK'
					: `${document.currency} at ${document.exchangeRate} kroner per 100`,
			],
			['Total', money(document.totals.gross, document.currency)],
			['Paid', claim && money(paid(claim), document.currency)],
			['Remaining', claim && money(remaining(claim), document.currency)],
			['Guid', html`<code>${document.guid}</code>`],
			['Version', html`<code>${document.timeStamp}</code>`],
		])}</div></div>
<h2>Lines</h2>${lines(document)}
<h2>Payments</h2>${payments(document)}
<h2>Entries</h2>${entriesOf(organization, document)}
${otherWriterForm(organization, document, kind)}`,
	});
}
