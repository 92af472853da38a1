import type { Organization } from '../books/organization.mts';
import type { Frame } from '../http/frame.mts';
import { html, type Html } from './html.mts';
import { styles } from './styles.mts';

/** The parts of the house that a page can belong to. */
export type Room =
	| 'overview'
	| 'invoices'
	| 'creditnotes'
	| 'contacts'
	| 'products'
	| 'ledger'
	| 'vat'
	| 'outbox'
	| 'calls'
	| 'switches'
	| 'faults';

const roomsOfBooks: Array<[Room, string]> = [
	['invoices', 'Invoices'],
	['creditnotes', 'Credit notes'],
	['contacts', 'Contacts'],
	['products', 'Products'],
	['ledger', 'Ledger'],
	['vat', 'VAT'],
];

const roomsOfHouse: Array<[Room, string]> = [
	['outbox', 'Outbox'],
	['calls', 'Calls'],
	['switches', 'Switches'],
	['faults', 'Faults'],
];

/** The address of a page of one organization's books. */
export function bookAddress(organization: Organization, ...rest: string[]): string {
	return ['/books', organization.id, ...rest]
		.map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
		.join('/');
}

/** A whole page. */
export function layout(options: {
	frame: Frame;
	room: Room;
	title: string;
	content: Html;
	organization?: Organization;
	/** Seconds after which the page loads itself anew. */
	refresh?: number;
	/** A sentence about what was just done, or why it was not. */
	said?: { text: string; wrong: boolean };
}): string {
	const { frame, room, organization, refresh, said } = options;
	const shown = organization ?? frame.world.organizations.values().next().value;
	const link = (target: string, name: Room, text: string) =>
		html`<a href="${target}"${name === room ? html` aria-current="page"` : ''}>${text}</a>`;
	const organizations = [...frame.world.organizations.values()].map((each) =>
		each === shown && organization
			? html`<strong>${each.details.name}</strong> `
			: html`<a href="${bookAddress(each, 'invoices')}">${each.details.name}</a> `,
	);
	return html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${refresh ? html`<meta http-equiv="refresh" content="${refresh}">` : ''}<title>${options.title} – local Dinero</title>
<style>${styles}</style></head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top"><div>
<div class="name"><strong>Local Dinero</strong> <span class="soft">for trying things out: no real books</span>
<span class="soft">${frame.world.clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC</span></div>
<div class="name">${organizations}</div>
<nav class="rooms" aria-label="Rooms">${link('/', 'overview', 'Overview')}${
		shown ? roomsOfBooks.map(([name, text]) => link(bookAddress(shown, name), name, text)) : ''
	}${roomsOfHouse.map(([name, text]) => link(`/${name}`, name, text))}</nav>
</div></header>
<main id="content">
${said ? html`<p class="card flash${said.wrong ? ' bad' : ''}" role="status">${said.text}</p>` : ''}<h1>${options.title}</h1>
${options.content}
</main>
</body>
</html>`.text;
}

const numbers = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const counts = new Intl.NumberFormat('en-GB');

/** An amount of minor units with two decimals; the currency is named unless it is kroner. */
export function money(minor: number, currency = 'DKK'): string {
	// Adding zero turns minus zero into zero.
	const amount = numbers.format(minor / 100 + 0).replace('-', '−');
	return currency === 'DKK' ? amount : `${amount} ${currency}`;
}

/** A count with separators. */
export function count(value: number): string {
	return counts.format(value);
}

const moods: Record<string, 'good' | 'warn' | 'bad' | ''> = {
	Paid: 'good',
	Booked: 'warn',
	OverPaid: 'bad',
	Overdue: 'bad',
	Draft: '',
	Deleted: 'bad',
};

/** A state as a small label. */
export function tag(text: string, mood = moods[text] ?? ''): Html {
	return html`<span class="tag ${mood}">${text}</span>`;
}

/** A column of a table; numbers stand to the right. */
export type Column = string | { number: string };

/** A table that scrolls by itself where the window is narrow. */
export function table(
	columns: Column[],
	rows: Array<unknown[]>,
	options: { empty?: string; foot?: unknown[] } = {},
): Html {
	const isNumber = (index: number) => typeof columns[index] === 'object';
	const cells = (row: unknown[]) =>
		row.map((cell, index) => html`<td${isNumber(index) ? html` class="n"` : ''}>${cell}</td>`);
	if (rows.length === 0) return html`<p class="card soft">${options.empty ?? 'Nothing yet.'}</p>`;
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${columns.map(
		(column) =>
			typeof column === 'object'
				? html`<th scope="col" class="n">${column.number}</th>`
				: html`<th scope="col">${column}</th>`,
	)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</tbody>${
		options.foot ? html`<tfoot><tr>${cells(options.foot)}</tr></tfoot>` : ''
	}</table></div>`;
}

/** One page of a list, and links to the others. */
export interface Page<Item> {
	items: Item[];
	total: number;
	number: number;
	size: number;
}

export const pageSize = 50;

/** One page of a list, newest first. */
export function newestFirst<Item>(items: Item[], number: number, size = pageSize): Page<Item> {
	const end = items.length - number * size;
	return {
		items: items.slice(Math.max(0, end - size), Math.max(0, end)).reverse(),
		total: items.length,
		number,
		size,
	};
}

/** Links to the pages before and after. */
export function pager(page: Page<unknown>, address: string, query: Record<string, string> = {}): Html {
	const last = Math.max(0, Math.ceil(page.total / page.size) - 1);
	const to = (number: number) => `${address}?${new URLSearchParams({ ...query, page: String(number) })}`;
	if (last === 0) return html``;
	return html`<nav class="pager" aria-label="Pages">${page.number > 0 ? html`<a href="${to(page.number - 1)}" rel="prev">Newer</a>` : ''}
<span class="pages">Page ${page.number + 1} of ${count(last + 1)}, ${count(page.total)} in all</span>
${page.number < last ? html`<a href="${to(page.number + 1)}" rel="next">Older</a> <a href="${to(last)}">Oldest</a>` : ''}</nav>`;
}

/** Names and values side by side; what has no value is left out. */
export function pairs(entries: Array<[string, unknown]>): Html {
	const shown = entries.filter(([, value]) => value !== null && value !== undefined && value !== '');
	return html`<dl class="pairs">${shown.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** A search field above a list. */
export function searchForm(address: string, text: string, label: string): Html {
	return html`<form class="row" method="get" action="${address}" role="search"><label>${label}
<input type="search" name="search" value="${text}"></label><button>Search</button></form>`;
}
