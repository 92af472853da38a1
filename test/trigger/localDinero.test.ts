/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

import { events, type EventName } from '../../nodes/DineroTrigger/events';
import type { RunningDinero } from '../../sandbox/dinero/start.mts';
import { fault } from './histories';
import { Player } from './history';
import { LocalDinero, organizationId, writeKinds } from './localDinero';
import { beginningOf, expectedOf, toldKeys } from './localOracle';

const writing = { which: fc.nat(writeKinds - 1), pick: fc.nat(1000) };

const step = fc.oneof(
	{ weight: 9, arbitrary: fc.record({ kind: fc.constant('write' as const), ...writing }) },
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('wait' as const),
			seconds: fc.constantFrom(1, 60, 1200, 90_000),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('poll' as const),
			fault,
			meanwhile: fc.array(fc.record(writing), { maxLength: 2 }),
			budgetMs: fc.constantFrom(600_000, 600_000, 1_000),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('clock' as const), seconds: fc.constantFrom(-3600, 0, 3600) }),
	},
);

const names = events.map(({ value }) => value);

const history = fc.record({
	switches: fc.record({
		updatedAtMovesOnPayment: fc.boolean(),
		updatedAtMovesOnMail: fc.boolean(),
		deletedRowsInChanges: fc.boolean(),
		listOrder: fc.constantFrom('documented', 'created', 'shuffled'),
		zoneMark: fc.constantFrom('none', 'Z'),
		resultWithoutFilter: fc.constantFrom('filtered', 'unfiltered'),
	}),
	chosen: fc.oneof(
		fc.constant(names),
		fc.subarray(names, { minLength: 1, maxLength: 3 }),
		fc.subarray(names, { minLength: 1, maxLength: 3 }),
	),
	pageSize: fc.constantFrom(1000, 1000, 3),
	maximumItems: fc.constantFrom(10_000, 10_000, 3),
	before: fc.array(fc.record(writing), { maxLength: 5 }),
	steps: fc.array(step, { minLength: 4, maxLength: 18 }),
});

type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

async function play(running: RunningDinero, one: History): Promise<string[]> {
	const dinero = LocalDinero.renew(running, one.switches);
	const chosen = new Set<EventName>(one.chosen);
	const { pageSize, maximumItems } = one;
	const player = new Player(dinero, {
		organizationId,
		events: chosen,
		filters: { own: 'include' },
		maximumItems,
		simplify: false,
		fullDetails: false,
		pageSize,
	});
	for (const { which, pick } of one.before) await dinero.write(which, pick);
	dinero.now += 7200;
	await player.begin();
	const beginning = beginningOf(dinero);
	for (const each of one.steps) {
		if (each.kind === 'wait') dinero.now += each.seconds;
		if (each.kind === 'clock') player.clockOffset = each.seconds;
		if (each.kind === 'write') await dinero.write(each.which, each.pick);
		if (each.kind === 'poll') {
			dinero.now += 60;
			const waiting = [...each.meanwhile];
			dinero.meanwhile = async () => {
				dinero.now += 1;
				const next = waiting.shift();
				if (next) await dinero.write(next.which, next.pick);
			};
			await player.pollWith(each.fault, each.budgetMs);
			dinero.meanwhile = () => undefined;
		}
	}
	await player.settle(2);
	const told = toldKeys(player.told);
	const expected = [...expectedOf(dinero, beginning)].filter((each) =>
		chosen.has(each.split(' ')[0] as EventName),
	);
	return [
		...expected.filter((each) => !told.has(each)).map((each) => `missed: ${each}`),
		...player.wrongRepeats.map((each) => `told twice without a fault: ${each}`),
		...(player.largestCursor > 60_000 ? [`the cursor has ${player.largestCursor} characters`] : []),
	];
}

describe('random histories against the local Dinero', () => {
	const runs = Number(process.env.LOCAL_HISTORIES ?? 300);
	const seed = process.env.SEED ? Number(process.env.SEED) : undefined;
	let running: RunningDinero;

	beforeAll(async () => {
		running = await LocalDinero.start();
	});
	afterAll(async () => await running.close());

	it(`misses nothing and repeats nothing in ${runs} histories, by Dinero's own change log`, async () => {
		await fc.assert(
			fc.asyncProperty(history, async (one) => {
				expect(await play(running, one)).toEqual([]);
			}),
			{ numRuns: runs, seed },
		);
	}, 3_600_000);
});
