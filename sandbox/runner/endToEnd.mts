import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootFolder } from './folders.mts';

/**
 * Runs the end-to-end tests one after the other (each starts a real n8n), or only the files whose name contains one of the given
 * words. What they say goes to stderr; the last line on stdout is `N passed, N failed`, and the exit code is 0 when none failed.
 */
const words = process.argv.slice(2);
const folder = join(rootFolder, 'test', 'e2e');
const files = readdirSync(folder)
	.filter((name) => name.endsWith('.test.mts') && (words.length === 0 || words.some((word) => name.includes(word))))
	.map((name) => join(folder, name));
const aside = mkdtempSync(join(tmpdir(), 'n8n-nodes-dinero-e2e-'));
const report = join(aside, 'report.tap');

const tests = spawn(
	process.execPath,
	[
		...['--import', 'tsx', '--test', '--test-concurrency=1'],
		...['--test-reporter=spec', '--test-reporter-destination=stderr'],
		...['--test-reporter=tap', `--test-reporter-destination=${report}`],
		...files,
	],
	{ cwd: rootFolder, stdio: ['ignore', 2, 2] },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tests.kill('SIGTERM'));
tests.on('exit', (code) => {
	const said = code === null ? '' : readFileSync(report, 'utf8');
	rmSync(aside, { recursive: true, force: true });
	const count = (name: string) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(said)?.[1] ?? 0);
	const failed = count('fail') + count('cancelled');
	console.log(`${count('pass')} passed, ${failed} failed`);
	process.exitCode = code === 0 && failed === 0 && count('pass') > 0 ? 0 : 1;
});
