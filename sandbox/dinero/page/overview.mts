import { paymentState, remaining } from '../books/claims.mts';
import { DEBTORS, SALES_VAT } from '../books/chart.mts';
import { checkInvariants } from '../books/invariants.mts';
import type { Organization } from '../books/organization.mts';
import type { Frame } from '../http/frame.mts';
import { html, type Html } from './html.mts';
import { bookAddress, count, layout, money, table, tag } from './layout.mts';

/** Above this many invoices the rules of the books are only checked when somebody asks, so that the page opens at once. */
const checkedAlways = 2000;

interface Standing {
	drafts: number;
	open: number;
	overdue: number;
	openDkk: number;
}

function standingOf(organization: Organization): Standing {
	const today = organization.world.clock.today();
	const standing: Standing = { drafts: 0, open: 0, overdue: 0, openDkk: 0 };
	for (const invoice of organization.invoices.values()) {
		if (invoice.deletedAt) continue;
		if (!invoice.claim) {
			standing.drafts += 1;
			continue;
		}
		if (remaining(invoice.claim) === 0) continue;
		standing.open += 1;
		standing.openDkk += invoice.claim.openDkk;
		if (paymentState(invoice.claim, invoice.dueDate, today) === 'Overdue') standing.overdue += 1;
	}
	return standing;
}

function card(organization: Organization): Html {
	const { details, ledger } = organization;
	const standing = standingOf(organization);
	const deposits = [...organization.accounts.values()].filter(
		(account) => account.isDeposit && ledger.balance(account.number) !== 0,
	);
	const turnover = [...ledger.allBalances()]
		.filter(([number]) => number < 2000)
		.reduce((sum, [, amount]) => sum - amount, 0);
	const heading = html`<h2 id="organization-${organization.id}"><a href="${bookAddress(organization, 'invoices')}">${details.name}</a>
<small>${organization.id}${details.vatNumber ? `, ${details.vatNumber}` : ''}</small> ${details.isPro ? '' : tag('no Pro', 'warn')}</h2>`;
	if (organization.invoices.size + organization.contacts.size + ledger.entries.length === 0) {
		return html`<section aria-labelledby="organization-${organization.id}">${heading}<p class="card soft">Its books are empty.</p></section>`;
	}
	const figure = (name: string, value: string, note = '') =>
		html`<div><dt>${name}</dt><dd>${value}</dd>${note ? html`<small>${note}</small>` : ''}</div>`;
	return html`<section aria-labelledby="organization-${organization.id}">${heading}
<dl class="figures">
${figure('Invoices', count(organization.invoices.size), `${count(standing.drafts)} drafts`)}
${figure('Open', money(standing.openDkk), `${count(standing.open)} invoices, ${count(standing.overdue)} overdue`)}
${figure('Credit notes', count(organization.creditNotes.size))}
${figure('Contacts', count(organization.contacts.size))}
${figure('Turnover', money(turnover), 'excluding VAT, all years')}
${figure('Sales VAT owed', money(-ledger.balance(SALES_VAT)), `account ${SALES_VAT}`)}
${figure('Debtors', money(ledger.balance(DEBTORS)), `account ${DEBTORS}`)}
${deposits.map((account) => figure(account.name, money(ledger.balance(account.number)), `account ${account.number}`))}
</dl></section>`;
}

/** The first page: every organization's figures, whether the rules of the books hold, and the latest calls. */
export function overviewPage(
	frame: Frame,
	query: Record<string, string | undefined>,
	said?: { text: string; wrong: boolean },
): string {
	const organizations = [...frame.world.organizations.values()];
	const size = organizations.reduce((sum, organization) => sum + organization.invoices.size, 0);
	const check = size <= checkedAlways || query.check !== undefined;
	const broken = check ? checkInvariants(frame.world) : [];
	const rules = check
		? broken.length === 0
			? html`<p>${tag('holds', 'good')} Every voucher sums to zero, and what is open on the documents equals the debtor and creditor accounts.</p>`
			: html`<p>${tag('broken', 'bad')}</p><ul>${broken.slice(0, 50).map((sentence) => html`<li>${sentence}</li>`)}</ul>`
		: html`<p><a href="/?check=1">Check the rules of the books now</a> (takes a moment with ${count(size)} invoices)</p>`;
	const calls = frame.log.calls.slice(-8).reverse();
	return layout({
		frame,
		room: 'overview',
		title: 'Overview',
		said,
		content: html`${organizations.map(card)}
<h2>The books</h2><div class="card">${rules}</div>
<h2>Latest calls</h2>
${table(
	['', 'Time', 'Request', { number: 'Status' }],
	calls.map((call) => [
		html`<a href="/calls/${call.number}">${call.number}</a>`,
		call.time.slice(11, 19),
		`${call.method} ${call.path}`,
		call.status === 0 ? 'cut' : call.status,
	]),
	{ empty: 'No call yet. Point something at this address and look again.' },
)}`,
	});
}
