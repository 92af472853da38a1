import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Upwards from where the program was started: its own address is not known in every way it can be loaded. */
function findRoot(from: string): string {
	const manifest = join(from, 'package.json');
	if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'n8n-nodes-dinero') return from;
	if (dirname(from) === from) throw new Error('Start this inside the folder of n8n-nodes-dinero.');
	return findRoot(dirname(from));
}

/** The repository. */
export const rootFolder = findRoot(process.cwd());

/** What may be thrown away and is made again: certificate authority, n8n's database, the packed nodes. */
export const stateFolder = join(rootFolder, 'sandbox', '.state');

/** The pinned n8n with its own Node. */
export const hostFolder = join(rootFolder, 'sandbox', 'n8n', '.host');
