/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import type { CallRecord } from '../../sandbox/dinero/http/requestLog.mts';

const root = resolve(__dirname, '../..');

/** Where test runs leave what they sent, one file for each test file; not part of the repository. */
export const recordFolder = join(root, '.state/recorded');

/** What a request came from: an operation of the node, or what else of it ran, such as `list: searchContacts`. */
export type Use = { resource: string; operation: string } | { internal: string };

/** One request of a test run, as the local Dinero saw it. */
export interface RecordedRequest {
	use: Use;
	/** Test file, from the project's folder, and the name of the test. */
	file: string;
	test: string;
	method: string;
	path: string;
	query: Record<string, unknown>;
	body?: unknown;
	/** The Accept header: some addresses answer with a document or with its PDF. */
	accept?: string;
	/** 0 when the connection was cut. */
	status: number;
	/** The effect of a fault that the test had asked for. */
	fault?: string;
}

interface Seen {
	calls: readonly CallRecord[];
}

let running = 0;
let overlapped = false;
let started = false;

/**
 * Does `work` and keeps the requests that the local Dinero saw meanwhile, as those of `use`. Outside a test, and while several
 * uses run at once, so that nobody can tell whose a request is, nothing is kept.
 */
export async function recorded<Result>(dinero: Seen, use: Use, work: () => Promise<Result>): Promise<Result> {
	const file = testFile();
	if (file === undefined) return await work();
	if (running > 0) overlapped = true;
	running += 1;
	const before = dinero.calls.at(-1)?.number ?? 0;
	try {
		return await work();
	} finally {
		if (!overlapped)
			keep(
				file,
				use,
				dinero.calls.filter((call) => call.number > before),
			);
		running -= 1;
		if (running === 0) overlapped = false;
	}
}

function testFile(): string | undefined {
	const path = typeof expect === 'undefined' ? undefined : expect.getState().testPath;
	return path === undefined ? undefined : relative(root, path);
}

/** The first requests of a test file take the place of those of its last run. */
function keep(file: string, use: Use, calls: readonly CallRecord[]): void {
	const path = join(recordFolder, `${file.replace(/\W+/g, '-')}.jsonl`);
	if (!started) {
		started = true;
		rmSync(path, { force: true });
		mkdirSync(recordFolder, { recursive: true });
	}
	const test = expect.getState().currentTestName ?? 'before the tests';
	const lines = calls
		.filter((call) => !call.path.startsWith('/connect/'))
		.map(({ method, path: address, query, body, headers: { accept }, status, fault }) => {
			const sent = { method, path: address, query, body, accept };
			const request: RecordedRequest = { use, file, test, ...sent, status, fault };
			return `${JSON.stringify(request)}\n`;
		});
	if (lines.length > 0) appendFileSync(path, lines.join(''));
}
