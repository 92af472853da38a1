import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { RecordedRequest } from '../../test/proof/record.ts';

/** The project's folder. */
export const projectFolder = resolve(fileURLToPath(import.meta.url), '../../..');
const recordFolder = join(projectFolder, '.state/recorded');

/**
 * The requests of the latest run of each test file. What a test file recorded before it was last changed, or a file that is
 * gone, counts no more.
 */
export function readRecorded(folder = recordFolder): RecordedRequest[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.jsonl'))
		.flatMap((name) => {
			const path = join(folder, name);
			const requests = readFileSync(path, 'utf8')
				.split('\n')
				.filter((line) => line !== '')
				.map((line) => JSON.parse(line) as RecordedRequest);
			const test = join(projectFolder, requests[0]?.file ?? '');
			const current =
				requests.length > 0 && existsSync(test) && statSync(test).mtimeMs <= statSync(path).mtimeMs;
			return current ? requests : [];
		});
}
