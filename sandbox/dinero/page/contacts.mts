import type { Contact } from '../books/documents.mts';
import type { Organization } from '../books/organization.mts';
import type { Frame } from '../http/frame.mts';
import { stateOf } from './documents.mts';
import { html } from './html.mts';
import { bookAddress, layout, money, newestFirst, pager, pairs, searchForm, table, tag } from './layout.mts';

/** The list of contacts, newest first, 50 a page. */
export function contactsPage(
	frame: Frame,
	organization: Organization,
	query: Record<string, string | undefined>,
): string {
	const search = query.search?.trim() ?? '';
	const wanted = search.toLowerCase();
	const all = [...organization.contacts.values()];
	const found = wanted
		? all.filter((contact) =>
				[contact.name, contact.email, contact.vatNumber, contact.externalReference, contact.guid].some(
					(text) => text?.toLowerCase().includes(wanted),
				),
			)
		: all;
	const page = newestFirst(found, Number(query.page) || 0);
	const address = bookAddress(organization, 'contacts');
	return layout({
		frame,
		room: 'contacts',
		organization,
		title: 'Contacts',
		content: html`${searchForm(address, search, 'Name, e-mail, VAT number or reference')}
${table(
	['Name', 'Kind', 'E-mail', 'VAT number', 'Country', 'Reference', ''],
	page.items.map((contact) => [
		html`<a href="${bookAddress(organization, 'contacts', contact.guid)}">${contact.name}</a>`,
		contact.isPerson ? 'Person' : 'Company',
		contact.email ?? '',
		contact.vatNumber ?? '',
		contact.countryKey,
		contact.externalReference ?? '',
		contact.deletedAt ? tag('Deleted') : '',
	]),
	{ empty: wanted ? 'Nothing found.' : 'Nothing yet.' },
)}
${pager(page, address, search ? { search } : {})}`,
	});
}

/** How many of a contact's documents are shown. */
const documentsShown = 100;

/** One contact with its latest invoices. */
export function contactPage(
	frame: Frame,
	organization: Organization,
	contact: Contact,
	said?: { text: string; wrong: boolean },
): string {
	const invoices = [...organization.invoices.values()].filter(
		(invoice) => invoice.contactGuid === contact.guid,
	);
	return layout({
		frame,
		room: 'contacts',
		organization,
		title: contact.name,
		said,
		content: html`<div class="card">${pairs([
			['Kind', contact.isPerson ? 'Person' : 'Company'],
			[
				'Address',
				[contact.street, `${contact.zipCode ?? ''} ${contact.city ?? ''}`.trim(), contact.countryKey]
					.filter(Boolean)
					.join(', '),
			],
			['E-mail', contact.email],
			['Phone', contact.phone],
			['VAT number', contact.vatNumber],
			['EAN number', contact.eanNumber],
			['Attention', contact.attPerson],
			['Reference', contact.externalReference],
			['Guid', html`<code>${contact.guid}</code>`],
			['Created', contact.createdAt],
			['Updated', contact.updatedAt],
			['Deleted', contact.deletedAt],
		])}</div>
<h2>Invoices</h2>
${table(
	['Number', 'Date', 'Reference', 'State', { number: 'Total' }],
	invoices
		.slice(-documentsShown)
		.reverse()
		.map((invoice) => [
			html`<a href="${bookAddress(organization, 'invoices', invoice.guid)}">${invoice.number || 'Draft'}</a>`,
			invoice.date,
			invoice.externalReference ?? '',
			tag(stateOf(organization, invoice)),
			money(invoice.totals.gross, invoice.currency),
		]),
)}
<h2>Someone in Dinero</h2>
<form class="row" method="post" action="${bookAddress(organization, 'contacts', contact.guid, 'other-writer')}">
<button name="what" value="touch">Change it</button>
${
	contact.deletedAt
		? html`<button name="what" value="restore">Restore it</button>`
		: html`<button name="what" value="delete">Delete it</button>`
}</form>`,
	});
}

/** The list of products, newest first, 50 a page. */
export function productsPage(
	frame: Frame,
	organization: Organization,
	query: Record<string, string | undefined>,
): string {
	const page = newestFirst([...organization.products.values()], Number(query.page) || 0);
	const address = bookAddress(organization, 'products');
	return layout({
		frame,
		room: 'products',
		organization,
		title: 'Products',
		content: html`${table(
			['Number', 'Name', 'Account', 'Unit', 'Reference', { number: 'Price excl. VAT' }, ''],
			page.items.map((product) => [
				product.productNumber ?? '',
				product.name ?? '',
				product.accountNumber,
				product.unit,
				product.externalReference ?? '',
				money(product.baseAmountValue * 100),
				product.deletedAt ? tag('Deleted') : '',
			]),
		)}
${pager(page, address)}`,
	});
}
