import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { chromium } from 'playwright-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { owner } from '../../sandbox/n8n/client.mts';
import { rootFolder, stateFolder } from '../../sandbox/runner/folders.mts';

const executables = [
	...(process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []),
	...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
];

/**
 * A headless Chromium that sees the local Dinero under the real host names, as the n8n beside it does.
 *
 * @throws when no Chromium is installed
 */
export async function openBrowser(proxyUrl: string): Promise<Browser> {
	const executablePath = executables.find((path) => existsSync(path));
	if (!executablePath)
		throw new Error(`The browser test needs Chromium at one of ${executables.join(', ')}.`);
	return await chromium.launch({
		executablePath,
		proxy: { server: proxyUrl, bypass: 'localhost,127.0.0.1' },
		args: [
			// Chromium's own calls home end on this machine.
			...[
				'--gaia-url=http://127.0.0.1:9',
				'--google-apis-url=http://127.0.0.1:9',
				'--google-url=http://127.0.0.1:9',
			],
			...[
				'--headless',
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-sync',
			],
			...['--disable-background-networking', '--disable-component-update', '--ignore-certificate-errors'],
			'--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter',
		],
	});
}

/** A page of a size that fits a guide's pictures; nothing waits longer than a busy machine needs. */
export async function newPage(browser: Browser): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		ignoreHTTPSErrors: true,
	});
	context.setDefaultTimeout(60_000);
	return await context.newPage();
}

/**
 * Counts the clicks of a hand (a double click is two) on this page and on every window that opens from it, from now on; what is
 * only typed, and an address that is opened, is none.
 */
export async function countClicks(page: Page): Promise<() => number> {
	let clicks = 0;
	// As texts, since they run in the browser.
	const listen = "addEventListener('click', (event) => { if (event.isTrusted) void handClicked(); }, true)";
	await page.context().exposeFunction('handClicked', () => {
		clicks += 1;
	});
	await page.context().addInitScript({ content: listen });
	await page.evaluate(listen);
	return () => clicks;
}

/**
 * Tests that each need the ones before them: after the first that does not succeed, a picture of the page is kept under `name`
 * and the others are left out.
 */
export function stepsOf(
	page: () => Page,
	name: string,
): (title: string, walk: () => Promise<void> | void) => void {
	let brokenOff = false;
	return (title, walk) =>
		void it(title, async (context) => {
			if (brokenOff) return context.skip('a step before it did not succeed');
			brokenOff = true;
			try {
				await walk();
				brokenOff = false;
			} finally {
				if (brokenOff) await page().screenshot({ path: join(stateFolder, `${name}-test.png`) });
			}
		});
}

/** Keeps a picture of the page: among the guides' pictures when UPDATE_PICTURES is set, else with what may be thrown away. */
export async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.UPDATE_PICTURES
		? join(rootFolder, 'docs', 'pictures')
		: join(stateFolder, 'pictures');
	await mkdir(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** What a person does in n8n's editor, in its own words; the test ids are n8n's. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	private at(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[type=email], input[name=emailOrLdapLoginId]').fill(owner.email);
		await this.page.locator('input[type=password]').fill(owner.password);
		await this.page.keyboard.press('Enter');
		await this.page.waitForURL((address) => !address.pathname.startsWith('/signin'));
	}

	/** Begins the first workflow of an empty n8n. */
	async firstWorkflow(): Promise<void> {
		await this.page.getByText('Build a workflow', { exact: true }).click();
		await this.at('canvas-plus-button').waitFor();
	}

	/** Pastes a workflow's text on the canvas. */
	async paste(text: string): Promise<void> {
		await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: this.url });
		await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
		await this.page.keyboard.press('Control+v');
		await this.at('canvas-node').first().waitFor();
	}

	/** Opens the form of a new credential from the open node, which has none. */
	async connectFromNode(): Promise<void> {
		await this.at('node-credentials-empty-state').getByRole('button').click();
		await this.at('editCredential-modal').waitFor();
	}

	/**
	 * Clicks into a field of the credential's form and puts in the text at once, as from the clipboard; `fillCredential` needs no
	 * click. Typed letter by letter, n8n could still hold half of it when "Connect" is pressed.
	 */
	async pasteCredential(field: string, text: string): Promise<void> {
		const input = this.at(`parameter-input-${field}`).locator('input');
		await input.click();
		await input.fill(text);
	}

	/** Allows the connection in the window that `connectAccount` has opened, and waits until n8n has closed it. */
	async allow(consent: Page): Promise<void> {
		const closed = consent.waitForEvent('close');
		await consent.getByRole('button', { name: 'Allow' }).click();
		await closed.catch(async (cause: Error) => {
			throw new Error(`The window stayed open and says: ${await consent.locator('body').innerText()}`, {
				cause,
			});
		});
	}

	/** n8n puts the credential's form away by itself where it was opened from a node. */
	async backInNode(): Promise<void> {
		await this.at('editCredential-modal').waitFor({ state: 'hidden' });
		await this.at('node-credentials-select').waitFor();
	}

	/** Puts away what n8n says in the corner, without a click of the hand. */
	async putAwayNotices(): Promise<void> {
		const notices = this.page.locator('.el-notification');
		for (const close of await notices.locator('.el-notification__closeBtn').all())
			await close.dispatchEvent('click');
		await notices.first().waitFor({ state: 'hidden' });
	}

	/** Opens the form of a new credential of the named kind. */
	async newCredential(kind: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		await this.page
			.locator('[data-test-id="add-resource-credential"], [data-test-id="empty-resources-list"] button')
			.first()
			.click();
		await this.at('new-credential-type-select').locator('input').fill(kind);
		await this.at('new-credential-type-select-option').filter({ hasText: kind }).first().click();
		await this.at('new-credential-type-button').click();
		await this.at('credential-edit-dialog').waitFor();
	}

	async fillCredential(field: string, value: string): Promise<void> {
		await this.at(`parameter-input-${field}`).locator('input').fill(value);
	}

	/** n8n offers the connection as soon as the form's required fields are filled in. */
	async connectIsOffered(): Promise<void> {
		await this.at('quick-connect-button').first().waitFor();
	}

	/** Presses "Connect" and gives the window that opens. */
	async connectAccount(): Promise<Page> {
		const opened = this.page.waitForEvent('popup');
		await this.at('quick-connect-button').first().click();
		const popup = await opened;
		await popup.waitForURL((address) => address.protocol === 'https:');
		return popup;
	}

	async accountIsConnected(): Promise<void> {
		await this.at('oauth-connect-success-banner').waitFor();
	}

	/** Imports a workflow file into a new workflow, as "Import, From file" does. */
	async importWorkflow(file: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.at('canvas-plus-button').waitFor();
		await this.at('workflow-import-input').setInputFiles(file);
		await this.at('canvas-node').first().waitFor();
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.at('node-parameters').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.at('ndv-close-button').click();
		await this.at('ndv').waitFor({ state: 'hidden' });
	}

	/** What the credential field of the open node shows. */
	async chosenCredential(): Promise<string> {
		return await this.at('node-credentials-select').locator('input').inputValue();
	}

	/** Opens the list of a locator field of the open node and gives what it offers. */
	async listOf(field: string): Promise<string[]> {
		await this.at(`parameter-input-${field}`).locator('[data-test-id="rlc-input"]').first().click();
		const offered = this.page.locator('[data-test-id="rlc-item"]:visible');
		await offered.first().waitFor();
		return (await offered.allInnerTexts()).map((text) => text.trim());
	}

	/** Chooses from the list that `listOf` has opened. */
	async chooseFromList(text: string): Promise<void> {
		await this.page.locator('[data-test-id="rlc-item"]:visible').filter({ hasText: text }).first().click();
	}

	async chooseOption(field: string, option: string): Promise<void> {
		await this.at(`parameter-input-${field}`).click();
		await this.page
			.locator('[data-test-id="parameter-input-item"]:visible')
			.filter({ hasText: option })
			.first()
			.click();
	}

	/** Runs the workflow and waits until n8n says that it succeeded. */
	async execute(): Promise<void> {
		await this.at('execute-workflow-button').click();
		await this.page.getByText('Workflow executed successfully').waitFor({ timeout: 60_000 });
	}

	/** Opens a saved workflow. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.at('canvas-node').first().waitFor();
	}

	/** Brings the whole workflow into view. */
	async fitCanvas(): Promise<void> {
		await this.at('zoom-to-fit').click();
		// The view glides there; it has arrived when it no longer moves.
		const place = async () => JSON.stringify(await this.at('canvas-node').first().boundingBox());
		for (let [before, now] = ['', await place()]; before !== now; ) {
			await this.page.waitForTimeout(200);
			[before, now] = [now, await place()];
		}
	}

	/** Opens the list of nodes behind the first node without a follower, looks for one, and opens the list of its actions. */
	async searchNode(name: string): Promise<void> {
		await this.at('canvas-handle-plus').first().click();
		await this.at('node-creator-search-bar').fill(name);
		await this.at('node-creator-item-name')
			.filter({ hasText: new RegExp(`^${name}`) })
			.first()
			.click();
		await this.at('node-creator')
			.getByText(/^Actions \(/)
			.waitFor();
	}

	/** Chooses from the actions that `searchNode` has opened, as long as the list may be; n8n then opens the new node's form. */
	async chooseAction(action: string): Promise<void> {
		await this.at('node-creator-item-name').getByText(action, { exact: true }).click();
		await this.at('node-parameters').waitFor();
	}

	/** What the fields of the open node are called, those of its collections that are open too. */
	async fieldNames(): Promise<string[]> {
		const labels = await this.at('node-parameters').locator('label').allInnerTexts();
		return labels.map((text) => text.split('\n')[0].trim()).filter((text) => text !== '');
	}

	/** Adds an option of the open node, one that holds rows, and its first row. */
	async addOptionWithRow(option: string, row: string): Promise<void> {
		await this.at('collection-parameter-add').click();
		await this.page.getByRole('option', { name: option, exact: true }).click();
		await this.at('node-parameters').getByText(row, { exact: true }).click();
	}

	/** What a list of options of the open node shows as chosen. */
	async chosenOption(field: string): Promise<string> {
		return await this.at(`parameter-input-${field}`).locator('input').first().inputValue();
	}

	/** What the output of the open node shows: every item in a row of a table. */
	async outputText(): Promise<string> {
		const panel = this.at('output-panel');
		await panel.locator('table').first().waitFor();
		return await panel.innerText();
	}

	/** Runs the open node alone and waits until it has ended. */
	async runStep(): Promise<void> {
		const button = this.at('node-execute-button').first();
		const started = this.page.waitForResponse((answer) => /\/rest\/workflows\/[^/]+\/run/.test(answer.url()));
		await button.click();
		await started;
		// What an earlier run left stays on the screen until this one has ended.
		const busy = '[data-test-id="node-execute-button"][aria-busy="true"]';
		await this.page.waitForFunction(`!document.querySelector('${busy}')`);
	}

	/** Runs the open node alone and waits for its items; gives what its output says about their number. */
	async executeStep(): Promise<string> {
		await this.runStep();
		const count = this.at('output-panel').locator('[data-test-id="ndv-items-count"]').first();
		await count.waitFor({ timeout: 60_000 });
		return await count.innerText();
	}

	/** Scrolls the form of the open node down by so many pixels, and puts away what n8n says in the corner. */
	async scrollForm(pixels: number): Promise<void> {
		await this.at('node-parameters').hover({ position: { x: 8, y: 8 } });
		await this.page.mouse.wheel(0, pixels);
		await this.page.mouse.move(640, 20);
		for (const close of await this.page.locator('.el-notification__closeBtn').all()) await close.click();
		await this.page.waitForTimeout(800);
	}

	/** Shows the output of the open node as a table, an item in each row. */
	async tableOfOutput(): Promise<void> {
		await this.at('output-panel').getByText('Table', { exact: true }).click();
	}

	/** Shows the output of the open node as a list of its fields, which fits a narrow pane. */
	async listOutputFields(): Promise<void> {
		await this.at('output-panel').getByText('Schema', { exact: true }).click();
	}
}
