import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from '../runner/command.mts';
import { rootFolder, stateFolder } from '../runner/folders.mts';

export const packageName = 'n8n-nodes-dinero';

/** Changes whenever a file that would be packed changes. */
async function fingerprint(): Promise<string> {
	const hash = createHash('sha256').update(await readFile(join(rootFolder, 'package.json')));
	const files = await readdir(join(rootFolder, 'dist'), { recursive: true });
	for (const file of files.sort()) {
		const facts = await stat(join(rootFolder, 'dist', file));
		if (facts.isFile()) hash.update(`${file}\0${facts.size}\0${facts.mtimeMs}\0`);
	}
	return hash.digest('hex').slice(0, 16);
}

/** Packs the built package as a registry would get it, unless the same build has been packed before; gives the tarball. */
async function pack(mark: string): Promise<string> {
	const folder = join(stateFolder, 'packed');
	const kept = join(folder, `${mark}.tgz`);
	if (existsSync(kept)) return kept;
	const aside = join(folder, `${mark}.${process.pid}`);
	await mkdir(aside, { recursive: true });
	await command('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', aside], rootFolder);
	const [tarball] = await readdir(aside);
	await rename(join(aside, tarball), kept);
	await rm(aside, { recursive: true, force: true });
	const outdated = (await readdir(folder)).filter((file) => file.endsWith('.tgz') && file !== `${mark}.tgz`);
	for (const file of outdated) await rm(join(folder, file), { force: true });
	return kept;
}

/**
 * Puts the packed nodes where n8n puts community packages of `userFolder`; does nothing when that very build is there.
 *
 * @throws when the package has not been built
 */
export async function installPackedNodes(userFolder: string): Promise<void> {
	if (!existsSync(join(rootFolder, 'dist', 'nodes')))
		throw new Error('The nodes are not built yet: run "npm run build" first.');
	const mark = await fingerprint();
	const target = join(userFolder, '.n8n', 'nodes', 'node_modules', packageName);
	const markFile = join(userFolder, '.n8n', 'nodes', `${packageName}.build`);
	const installed = existsSync(target) && existsSync(markFile) ? await readFile(markFile, 'utf8') : '';
	if (installed === mark) return;
	const tarball = await pack(mark);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await command('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], rootFolder);
	await writeFile(markFile, mark);
}
