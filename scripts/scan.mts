import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';

/**
 * The rules that n8n's scanner of published packages applies (@n8n/scan-community-package 0.32.0, scanner.mjs
 * `buildScanConfig`), over the packed tarball and over the sources, with lint exceptions in comments ignored. The
 * scanner itself asks the registry for a published version and its provenance, so it cannot judge what is not out yet.
 */
const root = resolve(import.meta.dirname, '..');

/** The plugin brings no types. */
const nodesBase = createRequire(import.meta.url)('eslint-plugin-n8n-nodes-base') as {
	configs: Record<string, { rules: Record<string, unknown> }>;
};
const rulesOf = (set: string) => nodesBase.configs[set].rules;

const scanConfig = [
	n8nCommunityNodesPlugin.configs.recommended,
	{ rules: { 'no-console': 'error' } },
	{ plugins: { 'n8n-nodes-base': nodesBase } },
	{ files: ['package.json'], rules: rulesOf('community') },
	{
		files: ['**/credentials/**/*.ts'],
		rules: {
			...rulesOf('credentials'),
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['**/nodes/**/*.ts'],
		rules: {
			...rulesOf('nodes'),
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{ files: ['**/*.json', '**/*.ts'], languageOptions: { parser } },
].flat();

/** Lints the files of `folder` that match; the number of files, and what is wrong as text ('' when nothing). */
async function scan(folder: string, patterns: string[]): Promise<{ files: number; faults: string }> {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: scanConfig as ESLint.Options['overrideConfig'],
	});
	const results = await eslint.lintFiles(patterns);
	const errors = ESLint.getErrorResults(results);
	const formatter = await eslint.loadFormatter('stylish');
	return { files: results.length, faults: errors.length > 0 ? await formatter.format(errors) : '' };
}

const unpacked = mkdtempSync(join(tmpdir(), 'scan-'));
let faults = '';
try {
	const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', unpacked];
	const said = execFileSync('npm', packing, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	const [{ filename }] = JSON.parse(said) as Array<{ filename: string }>;
	execFileSync('tar', ['-xzf', join(unpacked, filename), '-C', unpacked]);
	const places = [
		{ name: 'the packed tarball', folder: join(unpacked, 'package'), patterns: ['**/*.js', '**/*.json'] },
		{ name: 'the sources', folder: root, patterns: ['package.json', '{nodes,credentials}/**/*.{ts,json}'] },
	];
	for (const { name, folder, patterns } of places) {
		const result = await scan(folder, patterns);
		console.log(`${name}: ${result.files} files scanned, ${result.faults === '' ? 'no fault' : 'with faults'}`);
		faults += result.faults;
	}
} finally {
	rmSync(unpacked, { recursive: true, force: true });
}
if (faults !== '') {
	console.error(faults);
	process.exitCode = 1;
}
