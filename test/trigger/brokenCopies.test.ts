import fc from 'fast-check';

import { ChangeWindow } from '../../nodes/DineroTrigger/changeWindow';
import type { StoredCursor } from '../../nodes/DineroTrigger/cursor';
import { history, play } from './histories';
import type { Player } from './history';

/** What is found wrong with a broken copy, by the same histories that the real one passes. */
async function findFault(prepare: (player: Player) => void = () => undefined): Promise<string[]> {
	let found: string[] = [];
	await fc.check(
		fc.asyncProperty(history, async (one) => {
			found = await play(one, prepare).catch((error: Error) => [`stopped: ${error.message}`]);
			return found.length === 0;
		}),
		{ numRuns: 300, endOnFailure: true },
	);
	return found;
}

describe('broken copies of the cursor are found out', () => {
	afterEach(() => jest.restoreAllMocks());

	it('without an overlap, changes that show up late are missed', async () => {
		jest.spyOn(ChangeWindow.prototype, 'reach').mockImplementation(function (this: ChangeWindow) {
			return this.now;
		});
		expect((await findFault()).join()).toContain('missed');
	}, 300_000);

	it('without remembering rows, events are told again and again', async () => {
		jest.spyOn(ChangeWindow.prototype, 'remember').mockImplementation(() => undefined);
		// The same few rows, told in every poll: either seen as repeats, or no poll is ever the last one.
		expect((await findFault()).join()).toMatch(/twice|It never ends/);
	}, 300_000);

	it('with the cursor moved first, a poll that fails loses what it should have told', async () => {
		const fault = await findFault((player) => {
			player.afterFailure = (cursor: StoredCursor) => {
				for (const window of Object.values(cursor.windows)) window.since = window.now = player.dinero.now;
			};
		});
		expect(fault.join()).toContain('missed');
	}, 300_000);
});
