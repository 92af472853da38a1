import { faultEffects } from '../http/faults.mts';
import type { Frame } from '../http/frame.mts';
import { listOfSwitches, type ShownSwitch } from '../http/switchboard.mts';
import { html, type Html } from './html.mts';
import { layout, table } from './layout.mts';

type Said = { text: string; wrong: boolean } | undefined;

function input(row: ShownSwitch): Html {
	const name = `switch-${row.name}`;
	if ('from' in row.values) {
		return html`<input id="${name}" type="number" name="${row.name}" value="${row.value}" min="${row.values.from}" max="${row.values.to}">`;
	}
	return html`<select id="${name}" name="${row.name}">${(row.values as unknown[]).map(
		(value) =>
			html`<option value="${String(value)}"${value === row.value ? html` selected` : ''}>${String(value)}</option>`,
	)}</select>`;
}

/** Every switch with the question that it answers, the clock, and what can be done to the whole. */
export function switchesPage(frame: Frame, said: Said): string {
	const { clock } = frame.world;
	const counts = frame.tokens.counts();
	return layout({
		frame,
		room: 'switches',
		title: 'Switches',
		said,
		content: html`<p>What nobody outside Dinero knows can be played either way. The question's name is that of the list in the documentation.</p>
<form method="post" action="/switches">
${table(
	['Switch', 'Value', 'Question', 'What it does'],
	listOfSwitches(frame).map((row) => [
		html`<label for="switch-${row.name}"><code>${row.name}</code></label>`,
		html`${input(row)}${String(row.value) === String(row.default) ? '' : html` <small>default ${String(row.default)}</small>`}`,
		row.question,
		row.text,
	]),
)}
<p><button class="primary">Save the switches</button></p></form>
<h2>Clock</h2>
<form class="row" method="post" action="/clock"><label>Set to (UTC)
<input type="datetime-local" name="now" value="${clock.now().toISOString().slice(0, 16)}"></label><button name="what" value="set">Set</button>
<button name="what" value="hour">One hour on</button><button name="what" value="day">One day on</button><button name="what" value="month">30 days on</button>
<button name="what" value="stop">Stop it</button><button name="what" value="run">Let it run</button></form>
<p class="soft">${clock.toJSON().stopped ? 'The clock stands still.' : 'The clock runs.'}</p>
<h2>Rates</h2>
<form class="row" method="post" action="/rates"><label>Currency<select name="currency">${frame.world.rates
			.currencies()
			.filter((currency) => currency !== 'DKK')
			.map((currency) => html`<option>${currency}</option>`)}</select></label>
<label>Kroner per 100<input type="number" name="rate" min="0.0001" step="any" required></label>
<label>On one day only<input type="date" name="date"></label><button>Set the rate</button></form>
<h2>Sign-ins</h2>
<form class="row" method="post" action="/tokens"><button name="what" value="expire">End all access tokens</button>
<button name="what" value="expire-refresh">End all refresh tokens</button><button name="what" value="revoke">End all sign-ins</button></form>
<p class="soft">${counts.grants} sign-ins, ${counts.accessTokens} access tokens and ${counts.refreshTokens} refresh tokens were given out.</p>
<h2>State</h2>
<form class="row" method="post" action="/whole"><label>Snapshot<input name="name" value="before"></label>
<button name="what" value="save">Keep it</button><button name="what" value="load">Go back to it</button>
<button name="what" value="reset">Start all over</button></form>`,
	});
}

const presets: Array<[string, Record<string, string>]> = [
	['Next request is cut after it took effect', { effect: 'cutAfter' }],
	['Next request is cut before anything is done', { effect: 'cutBefore' }],
	['Next three requests are too many (429)', { effect: 'tooMany', times: '3' }],
	['Next request is an empty 500', { effect: 'emptyServerError' }],
	['Next token is expired', { effect: 'expiredToken', path: '/v*' }],
	['Next document is changed by someone else', { effect: 'staleTimestamp', path: '/v*' }],
	['Dinero is down until this is removed', { effect: 'status', status: '503', times: '1000000' }],
	['Every tenth request is cut', { effect: 'cutAfter', probability: '0.1' }],
];

/** The faults in force with what they met, and forms to add more. */
export function faultsPage(frame: Frame, said: Said): string {
	const faults = frame.faults.list();
	return layout({
		frame,
		room: 'faults',
		title: 'Faults',
		said,
		content: html`<h2>In force</h2>
${table(
	['Effect', 'Which requests', { number: 'Matched' }, { number: 'Met' }, ''],
	faults.map((fault) => [
		html`<code>${fault.effect}</code>${fault.status ? ` ${fault.status}` : ''}${fault.milliseconds ? ` ${fault.milliseconds} ms` : ''}`,
		html`<code>${
			Object.entries(fault.match ?? {})
				.map(([name, value]) => `${name} ${value}`)
				.join(', ') || 'the next one'
		}</code>`,
		fault.matched,
		fault.consumed,
		html`<form method="post" action="/faults"><button name="remove" value="${fault.id}">Remove</button></form>`,
	]),
	{ empty: 'None: all requests are answered as they should be.' },
)}
<h2>Quick ones</h2>
<div class="figures">${presets.map(
			([text, fields]) =>
				html`<form method="post" action="/faults">${Object.entries(fields).map(
					([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
				)}<button>${text}</button></form>`,
		)}</div>
<h2>Your own</h2>
<form class="row" method="post" action="/faults">
<label>Effect<select name="effect">${Object.keys(faultEffects).map((effect) => html`<option>${effect}</option>`)}</select></label>
<label>Method<select name="method"><option value="">any</option>${['GET', 'POST', 'PUT', 'DELETE'].map((method) => html`<option>${method}</option>`)}</select></label>
<label>Address (* for any text)<input name="path" placeholder="*/payments"></label>
<label>From the nth<input name="nth" type="number" min="1" size="4"></label>
<label>How often<input name="times" type="number" min="1" size="4"></label>
<label>Chance (0 to 1)<input name="probability" type="number" min="0" max="1" step="0.01"></label>
<label>Status<input name="status" type="number" min="200" max="599"></label>
<label>Milliseconds<input name="milliseconds" type="number" min="0"></label>
<button class="primary">Add</button></form>
<h2>What each does</h2>
${table(
	['Effect', 'What it does'],
	Object.entries(faultEffects).map(([effect, text]) => [
		html`<code>${effect}</code>`,
		text.replaceAll('`', ''),
	]),
)}`,
	});
}
