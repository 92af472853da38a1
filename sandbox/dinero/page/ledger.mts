import type { Entry } from '../books/ledger.mts';
import type { Organization } from '../books/organization.mts';
import type { Frame } from '../http/frame.mts';
import { html, type Html } from './html.mts';
import { bookAddress, count, layout, money, newestFirst, pager, table, tag } from './layout.mts';

const accountsDrawn = 12;
const entriesDrawn = 6;

function tAccount(organization: Organization, accountNumber: number, entries: Entry[]): Html {
	const debit = entries.filter((entry) => entry.amount > 0);
	const credit = entries.filter((entry) => entry.amount < 0);
	const rows = Array.from({ length: Math.max(debit.length, credit.length, 1) }, (_unused, index) => {
		const side = (entry: Entry | undefined) =>
			html`<td class="n">${entry ? html`<small>${entry.date.slice(5)}</small> ${money(Math.abs(entry.amount))}` : ''}</td>`;
		return html`<tr>${side(debit[index])}${side(credit[index])}</tr>`;
	});
	const balance = organization.ledger.balance(accountNumber);
	return html`<section class="t-account scroll"><h3><a href="${bookAddress(organization, 'ledger', String(accountNumber))}">${accountNumber}</a>
${organization.accounts.get(accountNumber)?.name ?? ''}</h3>
<table><thead><tr><th scope="col" class="n">Debit</th><th scope="col" class="n">Credit</th></tr></thead><tbody>${rows}</tbody>
<tfoot><tr><td class="n">${balance > 0 ? money(balance) : ''}</td><td class="n">${balance < 0 ? money(-balance) : ''}</td></tr></tfoot></table></section>`;
}

/** The latest entries of each account, newest first, read from the end of the ledger until every account has enough. */
function latestEntries(organization: Organization, accounts: number[]): Map<number, Entry[]> {
	const latest = new Map<number, Entry[]>(accounts.map((account) => [account, []]));
	const { entries } = organization.ledger;
	let missing = accounts.length;
	for (let index = entries.length - 1; index >= 0 && missing > 0; index--) {
		const entry = entries[index]!;
		const kept = latest.get(entry.accountNumber);
		if (!kept || kept.length >= entriesDrawn) continue;
		kept.push(entry);
		if (kept.length === entriesDrawn) missing -= 1;
	}
	return latest;
}

/** The trial balance over all years and the liveliest accounts drawn as T-accounts. */
export function ledgerPage(frame: Frame, organization: Organization): string {
	const { ledger } = organization;
	const balances = [...ledger.allBalances()].sort(([a], [b]) => a - b);
	const sum = balances.reduce((total, [, amount]) => total + amount, 0);
	const drawn = balances.slice(0, accountsDrawn).map(([account]) => account);
	const latest = latestEntries(organization, drawn);
	return layout({
		frame,
		room: 'ledger',
		organization,
		title: 'Ledger',
		content: html`<p>${count(ledger.entries.length)} entries. ${sum === 0 ? tag('balances', 'good') : tag(`off by ${money(sum)}`, 'bad')}</p>
<h2>Trial balance</h2>
${table(
	[{ number: 'Account' }, 'Name', 'VAT', { number: 'Debit' }, { number: 'Credit' }],
	balances.map(([accountNumber, amount]) => {
		const account = organization.accounts.get(accountNumber);
		return [
			html`<a href="${bookAddress(organization, 'ledger', String(accountNumber))}">${accountNumber}</a>`,
			account?.name ?? '',
			account?.vatCode ?? '',
			amount > 0 ? money(amount) : '',
			amount < 0 ? money(-amount) : '',
		];
	}),
	{
		empty: 'Nothing is booked yet.',
		foot: [
			'',
			'Sum',
			'',
			money(balances.reduce((total, [, amount]) => total + Math.max(amount, 0), 0)),
			money(balances.reduce((total, [, amount]) => total - Math.min(amount, 0), 0)),
		],
	},
)}
<h2>T-accounts</h2>
<div class="t-accounts">${drawn.map((account) => tAccount(organization, account, latest.get(account) ?? []))}</div>
${balances.length > accountsDrawn ? html`<p class="soft">The first ${accountsDrawn} accounts, each with its latest entries.</p>` : ''}`,
	});
}

/** One account's entries, newest first, 50 a page. */
export function accountPage(
	frame: Frame,
	organization: Organization,
	accountNumber: number,
	query: Record<string, string | undefined>,
): string {
	const entries = organization.ledger.entries.filter((entry) => entry.accountNumber === accountNumber);
	const page = newestFirst(entries, Number(query.page) || 0);
	const account = organization.accounts.get(accountNumber);
	const address = bookAddress(organization, 'ledger', String(accountNumber));
	return layout({
		frame,
		room: 'ledger',
		organization,
		title: `${accountNumber} ${account?.name ?? ''}`,
		content: html`<p>Balance ${money(organization.ledger.balance(accountNumber))}${account?.vatCode ? html`, VAT code ${account.vatCode}` : ''}</p>
${table(
	['Date', 'Voucher', 'Description', 'VAT', { number: 'Debit' }, { number: 'Credit' }],
	page.items.map((entry) => [
		entry.date,
		voucherLink(organization, entry),
		entry.description,
		entry.vatCode ?? '',
		entry.amount > 0 ? money(entry.amount) : '',
		entry.amount < 0 ? money(-entry.amount) : '',
	]),
)}
${pager(page, address)}`,
	});
}

function voucherLink(organization: Organization, entry: Entry): Html {
	const room = organization.invoices.has(entry.voucherGuid)
		? 'invoices'
		: organization.creditNotes.has(entry.voucherGuid)
			? 'creditnotes'
			: undefined;
	const text = html`${entry.voucherNumber} <small>${entry.voucherType}</small>`;
	return room ? html`<a href="${bookAddress(organization, room, entry.voucherGuid)}">${text}</a>` : text;
}

/** What was booked on each VAT code, and what stands on the VAT accounts. */
export function vatPage(frame: Frame, organization: Organization): string {
	const bases = new Map<string, { amount: number; entries: number }>();
	for (const entry of organization.ledger.entries) {
		if (!entry.vatCode) continue;
		const base = bases.get(entry.vatCode) ?? { amount: 0, entries: 0 };
		base.amount += entry.amount;
		base.entries += 1;
		bases.set(entry.vatCode, base);
	}
	const accounts = [...organization.accounts.values()].filter(
		(account) =>
			account.number >= 64000 && account.number < 65000 && organization.ledger.balance(account.number) !== 0,
	);
	return layout({
		frame,
		room: 'vat',
		organization,
		title: 'VAT',
		content: html`<h2>By VAT code</h2>
${table(
	['Code', 'Name', { number: 'Rate' }, { number: 'Entries' }, { number: 'Amount excl. VAT' }],
	[...bases].sort().map(([code, base]) => {
		const type = organization.vatTypes.get(code);
		const shown = type?.kind === 'sale' ? -base.amount : base.amount;
		return [code, type?.name ?? '', `${(type?.rate ?? 0) / 100} %`, count(base.entries), money(shown)];
	}),
	{ empty: 'Nothing with a VAT code is booked yet.' },
)}
<h2>VAT accounts</h2>
${table(
	[{ number: 'Account' }, 'Name', { number: 'Owed' }],
	accounts.map((account) => [
		html`<a href="${bookAddress(organization, 'ledger', String(account.number))}">${account.number}</a>`,
		account.name,
		money(-organization.ledger.balance(account.number)),
	]),
	{
		empty: 'Nothing is booked on the VAT accounts.',
		foot: [
			'',
			'To be paid',
			money(-accounts.reduce((sum, account) => sum + organization.ledger.balance(account.number), 0)),
		],
	},
)}`,
	});
}
