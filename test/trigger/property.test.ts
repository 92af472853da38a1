/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

import { history, play } from './histories';

describe('random histories against a small Dinero', () => {
	const runs = Number(process.env.HISTORIES ?? 300);
	const seed = process.env.SEED ? Number(process.env.SEED) : undefined;

	it(`misses nothing, repeats nothing and stays small in ${runs} histories`, async () => {
		await fc.assert(
			fc.asyncProperty(history, async (one) => {
				expect(await play(one)).toEqual([]);
			}),
			{ numRuns: runs, seed },
		);
	}, 3_600_000);
});
