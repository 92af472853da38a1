import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
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

/** How often a build that changes while it is read is waited for, and how long each time. */
const buildTries = 300;
const betweenTries = 1000;

/** Reads the build with `read`, again while somebody is building it: what was read is then of one build, and whole. */
async function ofOneBuild<Result>(read: (mark: string) => Promise<Result>): Promise<Result> {
	let trouble: unknown;
	for (let tries = 0; tries < buildTries; tries += 1) {
		try {
			const mark = await fingerprint();
			if (manifestFiles().every((file) => existsSync(join(rootFolder, file)))) {
				const result = await read(mark);
				if ((await fingerprint()) === mark) return result;
			}
		} catch (cause) {
			trouble = cause;
		}
		await new Promise((again) => setTimeout(again, betweenTries));
	}
	throw new Error(
		`The build in dist is not whole, or did not come to rest within five minutes. ${String(trouble ?? '')}`,
	);
}

/** The files that package.json names to n8n. */
function manifestFiles(): string[] {
	const { n8n } = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as {
		n8n: { credentials: string[]; nodes: string[] };
	};
	return [...n8n.credentials, ...n8n.nodes];
}

/** Packs the built package as a registry would get it, unless the same build has been packed before; gives the tarball. */
async function pack(mark: string): Promise<string> {
	const folder = join(stateFolder, 'packed');
	const kept = join(folder, `${mark}.tgz`);
	if (existsSync(kept)) return kept;
	await mkdir(folder, { recursive: true });
	// Several packs may run at once, also in one process: each in a folder of its own, and put in place by one rename.
	const aside = await mkdtemp(join(folder, 'packing-'));
	try {
		await command('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', aside], rootFolder);
		const [tarball] = await readdir(aside);
		if ((await fingerprint()) !== mark) throw new Error('The build changed while it was packed.');
		await rename(join(aside, tarball), kept);
	} finally {
		await rm(aside, { recursive: true, force: true });
	}
	await forgetOutdated(folder, kept);
	return kept;
}

/** Removes what earlier builds left; what is younger than an hour another process may be about to unpack. */
async function forgetOutdated(folder: string, kept: string): Promise<void> {
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		const facts = await stat(path).catch(() => undefined);
		const outdated = facts && path !== kept && Date.now() - facts.mtimeMs > 3600_000;
		if (outdated) await rm(path, { recursive: true, force: true });
	}
}

/**
 * Puts the packed nodes where n8n puts community packages of `userFolder`; does nothing when that very build is there.
 *
 * @throws when the package has not been built
 */
export async function installPackedNodes(userFolder: string): Promise<void> {
	// What was built before and is not there now is just being built again.
	if (!existsSync(join(rootFolder, 'dist', 'nodes')) && !existsSync(join(stateFolder, 'built-from')))
		throw new Error('The nodes are not built yet: run "npm run build" first.');
	const target = join(userFolder, '.n8n', 'nodes', 'node_modules', packageName);
	const markFile = join(userFolder, '.n8n', 'nodes', `${packageName}.build`);
	const installed = existsSync(target) && existsSync(markFile) ? await readFile(markFile, 'utf8') : '';
	await ofOneBuild(async (mark) => {
		if (installed === mark) return;
		const tarball = await pack(mark);
		await rm(target, { recursive: true, force: true });
		await mkdir(target, { recursive: true });
		await command('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], rootFolder);
		await writeFile(markFile, mark);
	});
}
