/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { send } from './support';

const launcher = join(__dirname, '..', '..', '..', 'sandbox', 'dinero.mjs');

interface Started {
	child: ChildProcess;
	/** Resolves with all that was written when the process ends. */
	ended: Promise<{ code: number | null; text: string }>;
	/** Resolves with the address once it is printed. */
	address: Promise<string>;
}

function start(folder: string, ...options: string[]): Started {
	const child = spawn(process.execPath, [launcher, ...options], { cwd: folder });
	let text = '';
	let found: (address: string) => void;
	const address = new Promise<string>((resolve) => (found = resolve));
	const read = (part: Buffer) => {
		text += part.toString();
		const match = /runs at (\S+)[\s\S]*Ctrl-C ends it/.exec(text);
		if (match) found(match[1]!);
	};
	child.stdout.on('data', read);
	child.stderr.on('data', read);
	const ended = new Promise<{ code: number | null; text: string }>((resolve) => {
		child.on('close', (code) => resolve({ code, text }));
	});
	return { child, ended, address };
}

describe('npm run dinero', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'local-dinero-'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	it('prints where it is and how to sign in, writes its log where it was started, and ends when told to', async () => {
		const { child, ended, address } = start(
			folder,
			'--log',
			'calls.jsonl',
			'--rounding',
			'net',
			'--rate-limit',
			'3',
			'--faithful',
		);
		const url = await address;
		const { json } = await send(`${url}/_sandbox/switches`);
		const value = (name: string) => json.find((row: { name: string }) => row.name === name).value;
		expect([value('rounding'), value('requestsPerMinute'), value('unknownFields')]).toEqual([
			'net',
			3,
			'swallowed',
		]);
		expect((await send(`${url}/v1/organizations`)).status).toBe(401);
		child.kill('SIGTERM');
		const { code, text } = await ended;
		expect(code).toBe(0);
		expect(text).toContain('isv_n8n_sandbox');
		expect(text).toContain('sandbox-api-key-352100');
		expect(JSON.parse(readFileSync(join(folder, 'calls.jsonl'), 'utf8'))).toMatchObject({
			path: '/v1/organizations',
			status: 401,
		});
	});

	it('starts the proxy that plays the real host names', async () => {
		const { child, ended, address } = start(folder, '--proxy', '0');
		await address;
		child.kill('SIGTERM');
		const { code, text } = await ended;
		expect(code).toBe(0);
		expect(text).toMatch(/HTTPS_PROXY=http:\/\/127\.0\.0\.1:\d+/);
		expect(text).toMatch(/NODE_EXTRA_CA_CERTS=\S+/);
	});

	it('explains itself, and refuses what it does not understand with a sentence', async () => {
		const cases: Array<[string[], number, string]> = [
			[['--help'], 0, 'npm run dinero'],
			[['--colour', 'red'], 2, '--colour'],
			[['--rounding', 'up'], 2, '--rounding must be line, document or net'],
		];
		const outcomes = await Promise.all(cases.map(async ([options]) => start(folder, ...options).ended));
		cases.forEach(([, code, sentence], index) => {
			expect(outcomes[index]).toEqual({ code, text: expect.stringContaining(sentence) });
		});
	});
});
