import fc from 'fast-check';

import { events, type EventName } from '../../nodes/DineroTrigger/events';
import { Player, type Fault, type Step } from './history';
import { MemoryDinero, type Doubts } from './memoryDinero';
import { missed, tooOld } from './oracle';
import { write, writeKinds } from './writes';

const doubts: fc.Arbitrary<Doubts> = fc.record({
	stamps: fc.constantFrom('none', 'none', 'Z', 'danish'),
	updatedAtMovesOnPayment: fc.boolean(),
	updatedAtMovesOnMail: fc.boolean(),
	updatedAtMovesOnInvoicing: fc.boolean(),
	deletedRowsInChanges: fc.boolean(),
	listOrder: fc.constantFrom('number', 'created', 'updatedUp', 'updatedDown'),
	total: fc.constantFrom('filtered', 'unfiltered', 'none'),
	paymentNamesVoucher: fc.boolean(),
	entryPeriodIsDanish: fc.boolean(),
});

const writing = { which: fc.nat(writeKinds - 1), pick: fc.nat(1000) };

export const fault: fc.Arbitrary<Fault> = fc.oneof(
	{ weight: 8, arbitrary: fc.constant({ kind: 'none' } as const) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('request' as const), after: fc.nat(8) }) },
	{ weight: 1, arbitrary: fc.constant({ kind: 'crash' } as const) },
	{ weight: 1, arbitrary: fc.constant({ kind: 'restart' } as const) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('rollback' as const), by: fc.nat(6) }) },
	{ weight: 1, arbitrary: fc.constant({ kind: 'double' } as const) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({
			kind: fc.constant('write' as const),
			...writing,
			late: fc.constantFrom(0, 0, 0, 7, 240, 600),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('wait' as const),
			seconds: fc.constantFrom(0, 1, 45, 60, 300, 1200, 90_000),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('poll' as const),
			fault,
			meanwhile: fc.array(fc.record(writing), { maxLength: 4 }),
			budgetMs: fc.constantFrom(600_000, 600_000, 5_000, 1_000),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('clock' as const), seconds: fc.constantFrom(-3600, 0, 3600) }),
	},
);

/** Summer, winter, and shortly before each change of the clocks. */
const starts = [
	Date.UTC(2026, 5, 10, 9, 0, 0),
	Date.UTC(2026, 0, 10, 9, 0, 0),
	Date.UTC(2026, 2, 29, 0, 30, 0),
	Date.UTC(2026, 9, 25, 0, 30, 0),
].map((time) => time / 1000);

export const history = fc.record({
	doubts,
	start: fc.constantFrom(...starts),
	chosen: fc.oneof(
		fc.constant(events.map(({ value }) => value)),
		fc.subarray(
			events.map(({ value }) => value),
			{ minLength: 1, maxLength: 4 },
		),
	),
	pageSize: fc.constantFrom(1000, 1000, 3, 2),
	maximumItems: fc.constantFrom(10_000, 10_000, 5, 2),
	latency: fc.constantFrom(0, 1),
	before: fc.array(fc.record(writing), { maxLength: 12 }),
	steps: fc.array(step, { minLength: 5, maxLength: 45 }),
});

export type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

/** Plays a history and gives what went wrong; empty when nothing did. */
export async function play(
	one: History,
	prepare: (player: Player) => void = () => undefined,
): Promise<string[]> {
	const dinero = new MemoryDinero(one.start - 7200, one.doubts);
	const chosen = new Set<EventName>(one.chosen);
	const player = new Player(dinero, {
		organizationId: '352100',
		events: chosen,
		filters: { own: 'include' },
		maximumItems: one.maximumItems,
		simplify: false,
		fullDetails: false,
		pageSize: one.pageSize,
	});
	prepare(player);
	for (const { which, pick } of one.before) {
		write(dinero, which, pick);
		dinero.now += 500;
	}
	dinero.now = Math.max(dinero.now, one.start);
	await player.begin();
	for (const each of one.steps) {
		if (each.kind === 'wait') dinero.now += each.seconds;
		if (each.kind === 'clock') player.clockOffset = each.seconds;
		if (each.kind === 'write') {
			dinero.late = each.late;
			write(dinero, each.which, each.pick);
			dinero.late = 0;
		}
		if (each.kind === 'poll') {
			dinero.now += 60;
			const waiting = [...each.meanwhile];
			dinero.meanwhile = () => {
				dinero.now += one.latency;
				const next = waiting.shift();
				if (next) write(dinero, next.which, next.pick);
			};
			await player.pollWith(each.fault, each.budgetMs);
			dinero.meanwhile = () => undefined;
		}
	}
	dinero.now += 700;
	await player.settle();
	const show = (what: string) => (entry: unknown) => `${what}: ${JSON.stringify(entry)}`;
	return [
		...missed(dinero, player.startedAt, player.told, chosen).map(show('missed')),
		...tooOld(dinero, player.beganAt, player.told).map(show('told although it is older than the trigger')),
		...player.wrongRepeats.map(show('told twice without a fault')),
		...(player.largestCursor > 100_000 ? [`the cursor has ${player.largestCursor} characters`] : []),
	];
}
