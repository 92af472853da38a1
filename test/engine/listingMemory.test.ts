/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Needed } from '../bench/listNeeded.mts';

/** Lists 100,000 invoices in processes of their own, with a full collection before every tenth request. */
async function listLargeCompany(): Promise<Needed[]> {
	const script = join(__dirname, '../bench/listNeeded.mts');
	const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
	return JSON.parse(stdout) as Needed[];
}

test('listing 100,000 invoices takes 100 requests and holds each row once, simplified or raw', async () => {
	const found = await listLargeCompany();
	expect(found.map(({ rows, requests }) => ({ rows, requests }))).toEqual([
		{ rows: 100_000, requests: 100 },
		{ rows: 100_000, requests: 100 },
	]);
	// A second copy of the rows, or of the texts that they came in, would add another one.
	for (const { needed, returned } of found) expect(needed / returned).toBeLessThan(1.8);
}, 600_000);
