import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { sandboxApp } from '../../sandbox/dinero/http/accounts.mts';
import { Books } from '../../sandbox/runner/books.mts';
import { exampleFile } from '../../sandbox/runner/example.mts';
import { Parts, startSandbox } from '../../sandbox/runner/sandbox.mts';
import type { Sandbox } from '../../sandbox/runner/sandbox.mts';
import { organizationId } from '../../sandbox/runner/settings.mts';
import { countClicks, Editor, newPage, openBrowser, picture, stepsOf } from './editor.mts';

const dineroNode = 'Create the invoice in Dinero';

/** From the page after the sign-in to the invoice in Dinero. */
const mostClicks = 12;

/**
 * Somebody who has never seen the package, in an n8n that holds nothing but it. The package lies where n8n puts an installed one:
 * the clicks of installing it (Settings, Community nodes, Install, the name, Install) are not counted, since n8n asks a place
 * outside this machine for it. The example's text is in the clipboard, as after "copy" on the page where it was found.
 */
describe('a stranger gets from an empty n8n to the first invoice', () => {
	const parts = new Parts();
	let sandbox: Sandbox;
	let browser: Browser;
	let editor: Editor;
	let books: Books;
	let clicks: () => number;
	const step = stepsOf(() => editor.page, 'stranger');

	before(async () => {
		sandbox = await startSandbox({ rounding: 'line' }, parts, (line) => console.error(line));
		books = new Books(sandbox.dinero.url, organizationId);
		browser = await openBrowser(sandbox.net.proxyUrl);
		const page = await newPage(browser);
		editor = new Editor(page, sandbox.host.url);
		await editor.signIn();
		clicks = await countClicks(page);
	});
	after(async () => {
		await browser?.close();
		await parts.close();
	});

	step('finds an n8n without workflow and account', async () => {
		assert.deepEqual(await sandbox.client.credentials(), []);
		await editor.firstWorkflow();
		assert.equal(clicks(), 1);
	});

	step('pastes the example', async () => {
		await editor.paste(await readFile(exampleFile, 'utf8'));
		await picture(editor.page, 'stranger-example');
	});

	step('connects Dinero from the node', async () => {
		await editor.openNode(dineroNode);
		await editor.connectFromNode();
		await editor.pasteCredential('clientId', sandboxApp.clientId);
		await editor.pasteCredential('clientSecret', sandboxApp.clientSecret);
		await editor.connectIsOffered();
		await picture(editor.page, 'stranger-credential');
		const consent = await editor.connectAccount();
		await editor.allow(consent);
		await editor.backInNode();
		assert.equal(await editor.chosenCredential(), 'Dinero account');
	});

	step('chooses the company and runs it', async () => {
		await editor.listOf('organizationId');
		await editor.chooseFromList('Nordlys Cykler ApS');
		await editor.runStep();
		const text = await editor.outputText();
		await editor.putAwayNotices();
		await picture(editor.page, 'stranger-run');
		for (const said of ['invoiced', '#1042', '1306.30', 'Mette Sørensen'])
			assert.ok(text.includes(said), `${said} is not in ${text}`);
		assert.deepEqual(await books.counts(), { contacts: 1, invoices: 1, creditNotes: 0, payments: 0 });
	});

	step('sees the invoice in Dinero', async () => {
		const { page } = editor;
		await page.goto(`${sandbox.dinero.url}/books/${organizationId}/invoices`);
		await page.getByRole('row').filter({ hasText: 'Mette Sørensen' }).getByRole('link').first().click();
		await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/);
		const text = await page.locator('main').innerText();
		for (const shown of ['Mette Sørensen', 'Regnjakke Storm', '1,306.30', '261.26', 'Draft'])
			assert.ok(text.includes(shown), `${shown} is not in ${text}`);
		await picture(page, 'stranger-invoice');
	});

	step(`needed at most ${mostClicks} clicks`, () => {
		// One on the consent page in a window of its own, two for each double click: none is left out.
		assert.ok(clicks() >= 11, `${clicks()} clicks are too few to be all of them`);
		assert.ok(clicks() <= mostClicks, `${clicks()} clicks`);
	});

	it('reached nothing outside this machine', () => {
		assert.deepEqual(
			sandbox.net.refused.filter((what) => !/google|gstatic/.test(what)),
			[],
		);
	});
});
