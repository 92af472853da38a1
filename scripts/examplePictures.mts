import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { rootFolder } from '../sandbox/runner/folders.mts';
import { readExample } from '../sandbox/runner/example.mts';
import { Parts, startSandbox } from '../sandbox/runner/sandbox.mts';
import { Editor, newPage, openBrowser } from '../test/e2e/editor.mts';

// Takes a picture of each example in the real editor, for the index of the examples: docs/pictures/examples.
const folder = join(rootFolder, 'docs', 'pictures', 'examples');
const files = (await readdir(join(rootFolder, 'workflows-examples'))).filter((name) => name.endsWith('.json'));
const parts = new Parts();
try {
	await mkdir(folder, { recursive: true });
	const { client, host, net } = await startSandbox({ rounding: 'line' }, parts, (line) => console.error(line));
	const browser = await openBrowser(net.proxyUrl);
	parts.add(async () => await browser.close());
	const page = await newPage(browser);
	await page.setViewportSize({ width: 1600, height: 900 });
	const editor = new Editor(page, host.url);
	await editor.signIn();
	for (const file of files) {
		const { workflow } = await readExample(file);
		await editor.openWorkflow(await client.createWorkflow(workflow));
		await editor.fitCanvas();
		const canvas = page.locator('[data-test-id="canvas"]');
		await canvas.screenshot({ path: join(folder, file.replace('.json', '.png')), animations: 'disabled' });
		console.error(file);
	}
} finally {
	await parts.close();
}
process.exit(0);
