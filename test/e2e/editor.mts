import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
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
	if (!executablePath) throw new Error(`The browser test needs Chromium at one of ${executables.join(', ')}.`);
	return await chromium.launch({
		executablePath,
		proxy: { server: proxyUrl, bypass: 'localhost,127.0.0.1' },
		args: [
			// Chromium's own calls home end on this machine.
			...['--gaia-url=http://127.0.0.1:9', '--google-apis-url=http://127.0.0.1:9', '--google-url=http://127.0.0.1:9'],
			...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
			...['--disable-background-networking', '--disable-component-update', '--ignore-certificate-errors'],
			'--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter',
		],
	});
}

/** Keeps a picture of the page: among the guides' pictures when UPDATE_PICTURES is set, else with what may be thrown away. */
export async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.UPDATE_PICTURES ? join(rootFolder, 'docs', 'pictures') : join(stateFolder, 'pictures');
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

	/** Runs the open node alone and waits for its items; gives what its output says about their number. */
	async executeStep(): Promise<string> {
		await this.at('node-execute-button').first().click();
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

	/** Shows the output of the open node as a list of its fields, which fits a narrow pane. */
	async listOutputFields(): Promise<void> {
		await this.at('output-panel').getByText('Schema', { exact: true }).click();
	}
}
