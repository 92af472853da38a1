import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser } from 'playwright-core';
import { sandboxApp } from '../../sandbox/dinero/http/accounts.mts';
import { Books } from '../../sandbox/runner/books.mts';
import { exampleFile, fitted, readExample } from '../../sandbox/runner/example.mts';
import { Parts, startSandbox } from '../../sandbox/runner/sandbox.mts';
import type { Sandbox } from '../../sandbox/runner/sandbox.mts';
import { organizationId, pickedOrganization, shopOrderParameters } from '../../sandbox/runner/settings.mts';
import { Editor, newPage, openBrowser, picture, stepsOf } from './editor.mts';

const credentialType = 'dineroOAuth2Api';
const dineroNode = 'Create the invoice in Dinero';

describe('a shop owner in the browser', () => {
	const parts = new Parts();
	let sandbox: Sandbox;
	let browser: Browser;
	let editor: Editor;
	let books: Books;

	const step = stepsOf(() => editor.page, 'browser');

	before(async () => {
		sandbox = await startSandbox({ rounding: 'line' }, parts, (line) => console.error(line));
		books = new Books(sandbox.dinero.url, organizationId);
		browser = await openBrowser(sandbox.net.proxyUrl);
		editor = new Editor(await newPage(browser), sandbox.host.url);
	});
	after(async () => {
		await browser?.close();
		await parts.close();
	});

	step('signs in to n8n', async () => {
		await editor.signIn();
	});

	step('connects the credential through the consent page', async () => {
		await editor.newCredential('Dinero OAuth2 API');
		await editor.fillCredential('clientId', sandboxApp.clientId);
		await editor.fillCredential('clientSecret', sandboxApp.clientSecret);
		const consent = await editor.connectAccount();
		assert.equal(new URL(consent.url()).host, 'connect.visma.com');
		await consent.setViewportSize({ width: 720, height: 720 });
		await picture(consent, 'consent');
		await editor.allow(consent);
		await editor.accountIsConnected();
		await editor.page.waitForTimeout(500);
		await picture(editor.page, 'credential-connected');
	});

	step('sees the connection tested', async () => {
		const saved = (await sandbox.client.credentials()).find(({ type }) => type === credentialType);
		assert.ok(saved);
		const { status, message } = await sandbox.client.testCredential(saved.id, saved.type, saved.name);
		assert.equal(status, 'OK', message);
	});

	step('imports the example and picks organization and account from their lists', async () => {
		await editor.importWorkflow(exampleFile);
		await editor.openNode(dineroNode);
		assert.equal(await editor.chosenCredential(), 'Dinero account');
		const organizations = await editor.listOf('organizationId');
		assert.ok(
			organizations.some((text) => text.includes('Havblik Keramik')),
			organizations.join(),
		);
		await editor.chooseFromList('Nordlys Cykler ApS');
		await editor.chooseOption('whatToDo', 'Create, Book and Register Payment');
		const accounts = await editor.listOf('depositAccountNumber');
		assert.ok(
			accounts.some((text) => text.includes('55000')),
			accounts.join(),
		);
		await editor.page.waitForTimeout(500);
		await picture(editor.page, 'node-pickers');
		await editor.chooseFromList('55120');
		await editor.closeNode();
	});

	step('runs the example and has one booked and paid invoice', async () => {
		await editor.execute();
		await editor.page.waitForTimeout(1000);
		await picture(editor.page, 'editor-example-run');
		assert.deepEqual(await books.counts(), { contacts: 1, invoices: 1, creditNotes: 0, payments: 1 });
		assert.deepEqual(await books.brokenInvariants(), []);
	});

	step('runs it again and still has one', async () => {
		await editor.page.reload();
		await editor.execute();
		assert.deepEqual(await books.counts(), { contacts: 1, invoices: 1, creditNotes: 0, payments: 1 });
	});

	step("sees the invoice on the local Dinero's page", async () => {
		const { page } = editor;
		await page.goto(`${sandbox.dinero.url}/books/${organizationId}/invoices`);
		await page.getByRole('row').filter({ hasText: 'Mette Sørensen' }).getByRole('link').first().click();
		await page.waitForURL(/\/invoices\/[0-9a-f-]{36}/);
		const text = await page.locator('main').innerText();
		for (const shown of [
			'Mette Sørensen',
			'Cykellygtesæt',
			'Regnjakke Storm',
			'1,306.30',
			'261.26',
			'Paid',
		]) {
			assert.ok(text.includes(shown), `${shown} is not in ${text}`);
		}
		await picture(page, 'sandbox-invoice');
	});

	step('is told about a refused order, and nothing is written', async () => {
		const example = await readExample();
		const [saved] = await sandbox.client.credentials();
		const credentials = { [credentialType]: { id: saved.id, name: saved.name } };
		const id = await sandbox.client.createWorkflow(
			fitted(example.workflow, {
				credentials,
				organizationId: pickedOrganization,
				shopOrder: shopOrderParameters({ settings: 'danish' }, false),
				keepPin: false,
			}),
		);
		const spoiled = {
			...example.sample[0].json,
			id: 7,
			admin_graphql_api_id: 'gid://shopify/Order/7',
			name: '#1043',
			total_price: '1000.00',
		};
		const execution = await sandbox.client.finished(
			await sandbox.client.run(id, example.trigger.name, [{ json: spoiled }]),
		);
		assert.equal(execution.status, 'success');
		const [[message]] = execution.runs['Write the message'][0].data?.main as Array<
			Array<{ json: Record<string, string> }>
		>;
		assert.match(message.json.subject, /#1043/);
		assert.match(message.json.message, /1,?000\.00/);
		assert.deepEqual(await books.counts(), { contacts: 1, invoices: 1, creditNotes: 0, payments: 1 });
	});

	step('reached nothing outside this machine', () => {
		assert.deepEqual(
			sandbox.net.refused.filter((what) => !/google|gstatic/.test(what)),
			[],
		);
	});
});
