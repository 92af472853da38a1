import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hostFolder, stateFolder } from '../runner/folders.mts';
import { HostClient } from './client.mts';
import { startHost } from './host.mts';

/**
 * A folder with an n8n database in which all migrations are done and the owner exists: made once for each
 * version of n8n, then copied, which saves several seconds a start.
 */
async function template(tell: (line: string) => void): Promise<string> {
	const { version } = JSON.parse(await readFile(join(hostFolder, 'node_modules', 'n8n', 'package.json'), 'utf8')) as {
		version: string;
	};
	const kept = join(stateFolder, 'n8n-template', version);
	if (existsSync(kept)) return kept;
	tell('Setting up the n8n database (once) ...');
	await mkdir(dirname(kept), { recursive: true });
	const aside = await mkdtemp(`${kept}.`);
	const host = await startHost({ userFolder: aside, logFile: join(aside, 'n8n.log') });
	try {
		await new HostClient(host.url).signIn();
	} finally {
		await host.stop();
	}
	await rename(aside, kept).catch(async () => await rm(aside, { recursive: true, force: true }));
	return kept;
}

/** Makes `folder` an n8n user folder of its own, ready to start, with the owner in it; one that is there already is kept. */
export async function prepareUserFolder(folder: string, tell: (line: string) => void): Promise<void> {
	if (existsSync(join(folder, 'ready'))) return;
	await rm(folder, { recursive: true, force: true });
	await mkdir(dirname(folder), { recursive: true });
	await cp(await template(tell), folder, { recursive: true });
	await writeFile(join(folder, 'ready'), '');
}
