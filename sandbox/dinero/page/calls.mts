import type { Frame } from '../http/frame.mts';
import type { CallRecord } from '../http/requestLog.mts';
import { html, type Html } from './html.mts';
import { bookAddress, layout, newestFirst, pager, pairs, searchForm, table, tag } from './layout.mts';

function statusTag(call: CallRecord): Html {
	if (call.status === 0) return tag('cut', 'bad');
	return tag(
		String(call.status),
		call.status < 300 ? 'good' : call.status < 400 ? '' : call.status < 500 ? 'warn' : 'bad',
	);
}

function remarks(call: CallRecord): Html {
	return html`${call.fault ? tag(call.fault, 'warn') : ''} ${call.swallowed ? tag('swallowed', 'warn') : ''} ${
		call.contractBreach ? tag('against the contract', 'bad') : ''
	} ${call.crash ? tag('broke', 'bad') : ''}`;
}

/** The latest requests, newest first; with `live` the page loads itself anew every two seconds. */
export function callsPage(frame: Frame, query: Record<string, string | undefined>): string {
	const search = query.search?.trim() ?? '';
	const wanted = search.toLowerCase();
	const found = wanted
		? frame.log.calls.filter((call) =>
				`${call.method} ${call.path} ${call.operationId ?? ''} ${call.status} ${call.who}`
					.toLowerCase()
					.includes(wanted),
			)
		: frame.log.calls;
	const page = newestFirst(found, Number(query.page) || 0);
	const live = query.live !== undefined;
	return layout({
		frame,
		room: 'calls',
		title: 'Calls',
		refresh: live ? 2 : undefined,
		content: html`${searchForm('/calls', search, 'Method, address, operation, status or client')}
<p>${live ? html`<a href="/calls">Stop following</a>` : html`<a href="/calls?live=1">Follow live</a>`}</p>
${table(
	[{ number: 'No.' }, 'Time', 'Request', 'Who', 'Status', { number: 'ms' }, ''],
	page.items.map((call) => [
		html`<a href="/calls/${call.number}">${call.number}</a>`,
		call.time.slice(11, 23),
		`${call.method} ${call.path}`,
		call.who,
		statusTag(call),
		call.took,
		remarks(call),
	]),
	{ empty: wanted ? 'Nothing found.' : 'No call yet.' },
)}
${pager(page, '/calls', search ? { search } : {})}`,
	});
}

function shown(value: unknown): Html {
	if (value === undefined) return html`<p class="soft">Empty.</p>`;
	return html`<pre tabindex="0">${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>`;
}

/** One request with its answer. */
export function callPage(frame: Frame, call: CallRecord): string {
	return layout({
		frame,
		room: 'calls',
		title: `Call ${call.number}`,
		content: html`<div class="card">${pairs([
			['Request', html`<code>${call.method} ${call.path}</code>`],
			['Operation', call.operationId],
			['Time', call.time],
			['Who', call.who],
			['Organization', call.organizationId],
			['Status', statusTag(call)],
			['Took', `${call.took} ms`],
			['Fault', call.fault],
			['Swallowed', call.swallowed?.join(', ')],
			['Against the contract', call.contractBreach?.join('; ')],
			['Broke', call.crash],
		])}</div>
<div class="columns"><section><h2>Query</h2>${shown(Object.keys(call.query).length > 0 ? call.query : undefined)}
<h2>Body</h2>${shown(call.body)}<h2>Headers</h2>${shown(call.headers)}</section>
<section><h2>Answer</h2>${shown(call.answer)}</section></div>`,
	});
}

/** Everything that left the house: mails, text messages and e-invoices, newest first. */
export function outboxPage(frame: Frame, query: Record<string, string | undefined>): string {
	const page = newestFirst(frame.world.outbox, Number(query.page) || 0, 20);
	return layout({
		frame,
		room: 'outbox',
		title: 'Outbox',
		content: html`${
			page.items.length === 0
				? html`<p class="card soft">Nothing was sent. Nothing ever leaves this machine: mails, text messages and e-invoices end here.</p>`
				: page.items.map((sent) => {
						const organization = frame.world.organizations.get(sent.organizationId);
						const isInvoice = sent.documentGuid !== null && organization?.invoices.has(sent.documentGuid);
						return html`<article class="card"><h2>${sent.subject || sent.kind}</h2>${pairs([
							['Kind', sent.kind],
							['Sent', sent.at],
							['From', sent.from],
							['To', sent.to],
							['Copy to', sent.copyTo],
							[
								'About',
								organization && isInvoice
									? html`<a href="${bookAddress(organization, 'invoices', sent.documentGuid!)}">${sent.documentType}</a>`
									: sent.documentType,
							],
							['Attached', sent.attachments.join(', ')],
						])}<pre tabindex="0">${sent.text}</pre></article>`;
					})
		}
${pager(page, '/outbox')}
<h2>Webhooks</h2>
${table(
	['Time', 'Organization', 'Event', 'Address', 'Outcome'],
	frame.webhooks.deliveries
		.slice(-20)
		.reverse()
		.map((delivery) => [
			delivery.at,
			delivery.organizationId,
			delivery.eventId,
			delivery.uri,
			delivery.outcome,
		]),
	{ empty: 'Nobody was told about new entries.' },
)}`,
	});
}
