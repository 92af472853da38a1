/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The files that `npm pack` would put into the tarball. */
function packed(): string[] {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' });
	return JSON.parse(output)[0].files.map((file: { path: string }) => file.path);
}

describe('the package', () => {
	test('asks for nothing at run time but its host', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
	});

	test('pins every development dependency', () => {
		const loose = Object.entries(manifest.devDependencies).filter(([, version]) => !/^\d/.test(version as string));
		expect(loose).toEqual([]);
	});

	test('names credentials and nodes that the build makes', () => {
		for (const path of [...manifest.n8n.credentials, ...manifest.n8n.nodes]) {
			expect(existsSync(join(root, path)) ? path : `missing: ${path}`).toBe(path);
		}
	});

	test('packs only what n8n needs', () => {
		const files = packed();
		const foreign = files.filter(
			(path) =>
				!/^(package\.json|README\.md|LICENSE\.md|CHANGELOG\.md)$/.test(path) &&
				!/^dist\/(credentials|nodes|api|orders|transfer)\/.*\.(js|json)$/.test(path) &&
				!/^dist\/icons\/.*\.svg$/.test(path),
		);
		expect(foreign).toEqual([]);
		for (const path of [...manifest.n8n.credentials, ...manifest.n8n.nodes]) expect(files).toContain(path);
		expect(files).toContain('dist/icons/dinero.svg');
		expect(files).toContain('dist/nodes/Dinero/Dinero.node.json');
	});
});
