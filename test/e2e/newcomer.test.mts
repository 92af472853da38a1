import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { Books } from '../../sandbox/runner/books.mts';
import { readExample } from '../../sandbox/runner/example.mts';
import { Parts, startSandbox } from '../../sandbox/runner/sandbox.mts';
import type { Sandbox } from '../../sandbox/runner/sandbox.mts';
import { organizationId } from '../../sandbox/runner/settings.mts';
import { connectedCredential } from './connected.mts';
import { Editor, newPage, openBrowser, picture, stepsOf } from './editor.mts';

const dinero = 'Create an invoice from a shop order';

/** What a newcomer cannot know: ids, addresses inside a record, and code. */
const unknowable = /\b(guid|uuid|json|path|expression|id)\b/i;

describe('a newcomer makes the first invoice', () => {
	const parts = new Parts();
	let sandbox: Sandbox;
	let browser: Browser;
	let editor: Editor;
	let books: Books;
	/** Every field that was on the screen on the way, and what had to be typed. */
	const seen = new Set<string>();
	const step = stepsOf(() => editor.page, 'newcomer');
	const look = async () => (await editor.fieldNames()).forEach((name) => seen.add(name));

	before(async () => {
		sandbox = await startSandbox({ rounding: 'line' }, parts, (line) => console.error(line));
		books = new Books(sandbox.dinero.url, organizationId);
		await connectedCredential(sandbox.client, sandbox.dinero.url);
		browser = await openBrowser(sandbox.net.proxyUrl);
		editor = new Editor(await newPage(browser), sandbox.host.url);
	});
	after(async () => {
		await browser?.close();
		await parts.close();
	});

	step('has a shop trigger that received an order', async () => {
		const { trigger, sample } = await readExample();
		const id = await sandbox.client.createWorkflow({
			name: 'My web shop',
			nodes: [{ ...trigger, position: [0, 0] }],
			connections: {},
			settings: { executionOrder: 'v1' },
			pinData: { [trigger.name]: sample },
		});
		await editor.signIn();
		await editor.openWorkflow(id);
	});

	step('finds the node by the name of the service, and the action by what it does', async () => {
		await editor.searchNode('Dinero');
		await editor.chooseAction(dinero);
		assert.equal(await editor.chosenCredential(), 'Local Dinero');
		await look();
	});

	step('chooses operation, organization, account and action from lists, and shop', async () => {
		await editor.chooseOption('operation', 'Check Settings');
		await editor.listOf('organizationId');
		await editor.chooseFromList('Nordlys Cykler ApS');
		const accounts = await editor.listOf('depositAccountNumber');
		assert.match(accounts[0], /^55000 Bank/);
		await editor.chooseFromList('55120');
		await editor.chooseOption('whatToDo', 'Create, Book and Register Payment');
		await look();
		await picture(editor.page, 'newcomer-panel');
	});

	step('lets the settings be checked', async () => {
		const found = await editor.executeStep();
		assert.match(found, /items/);
		const text = await editor.outputText();
		for (const said of ['Connected to Nordlys Cykler ApS', 'Deposit account 55120'])
			assert.ok(text.includes(said), `${said} is not in ${text}`);
		await editor.putAwayNotices();
		await picture(editor.page, 'newcomer-check-settings');
		assert.deepEqual(await books.counts(), { contacts: 0, invoices: 0, creditNotes: 0, payments: 0 });
	});

	step('sees the invoice before it is made', async () => {
		await editor.chooseOption('operation', 'Preview');
		await editor.chooseOption('shop', 'Shopify');
		await look();
		assert.equal(await editor.executeStep(), '1 item');
		const text = await editor.outputText();
		for (const said of ['previewed', '#1042', '1306.30', 'Mette Sørensen'])
			assert.ok(text.includes(said), `${said} is not in ${text}`);
		await editor.listOutputFields();
		await editor.putAwayNotices();
		await picture(editor.page, 'newcomer-preview');
		await editor.tableOfOutput();
		assert.deepEqual(await books.counts(), { contacts: 0, invoices: 0, creditNotes: 0, payments: 0 });
	});

	step('makes it, with all that was chosen before', async () => {
		await editor.chooseOption('operation', 'Create Invoice');
		assert.equal(await editor.chosenOption('shop'), 'Shopify');
		assert.equal(await editor.chosenOption('whatToDo'), 'Create, Book and Register Payment');
		await look();
		assert.equal(await editor.executeStep(), '1 item');
		const text = await editor.outputText();
		for (const said of ['invoiced', '1306.30', 'Mette Sørensen'])
			assert.ok(text.includes(said), `${said} is not in ${text}`);
		await editor.listOutputFields();
		await editor.putAwayNotices();
		await picture(editor.page, 'newcomer-created');
		assert.deepEqual(await books.counts(), { contacts: 1, invoices: 1, creditNotes: 0, payments: 1 });
		assert.deepEqual(await books.brokenInvariants(), []);
	});

	step('is offered the accounts whose VAT code fits, where one is wanted', async () => {
		await editor.addOptionWithRow('Accounts', 'Add Account');
		await editor.chooseOption('case', 'Outside the EU: Goods');
		const accounts = await editor.listOf('accountNumber');
		assert.deepEqual(accounts, ['1255 Salg af varer til udlandet (rubrik C) (UVV)']);
		await look();
	});

	step('was asked for no id, no path and no JSON', () => {
		assert.ok(seen.size >= 7, [...seen].join());
		assert.deepEqual(
			[...seen].filter((name) => unknowable.test(name)),
			[],
		);
	});

	it('reached nothing outside this machine', () => {
		assert.deepEqual(
			// Chromium's own calls home, and n8n's look-up of how often a package was downloaded.
			sandbox.net.refused.filter((what) => !/google|gstatic|\bregistry\./.test(what)),
			[],
		);
	});
});
