import { isRefusal, planPayout, planSettlement, type PayoutPlan, type SettlementPlan } from '../../orders';
import { settleDay } from '../../transfer/settleDay';
import { settlePayout } from '../../transfer/settlePayout';
import type { SettlementPort } from '../../transfer/settlementPort';
import type { VoucherOutcome } from '../../transfer/voucherOutcome';
import { MemoryArchive } from './memoryArchive';
import { facts } from './memoryDinero';
import { order, settings } from './sampleOrders';
import type { Hooks, World } from './scheduler';
import { exploreOrders } from './scheduler';

const planned = planSettlement([order()], settings(), facts);
if (isRefusal(planned)) throw new Error(planned.message);
const plan: SettlementPlan = planned;

/** 399.00 paid, 10.00 of them kept by the gateway. */
function payoutPlan(feeCode?: string): PayoutPlan {
	const fees = { number: 7420, name: 'Fees', vatCode: feeCode, hidden: false, isDefaultSales: false };
	const made = planPayout(
		{
			kind: 'payout',
			...{ shop: 'stripe', shopKey: 'stripe.com', id: 'po_1' },
			...{ amount: 38900, currency: 'DKK', day: '2026-11-20', test: false },
			rows: [{ id: 't1', kind: 'charge', text: 'ch_1', amount: 39900, fee: 1000, where: 'data[0]' }],
		},
		{ clearingAccount: 55010, bankAccount: 55000, feeAccount: 7420, language: 'da-DK' },
		{ ...facts, accounts: [...facts.accounts, fees] },
	);
	if (isRefusal(made)) throw new Error(made.message);
	return made;
}
const paidOut = payoutPlan();

type Settle = (port: SettlementPort, book?: boolean) => Promise<VoucherOutcome>;
const kinds: Array<[string, Settle]> = [
	['a day', async (port, book = true) => await settleDay(plan, port, { book, now: () => 0 })],
	['a payout', async (port, book = true) => await settlePayout(paidOut, port, { book, now: () => 0 })],
];
const booked = [{ booked: true, day: '2026-11-20' }];
const done = /^(settled|alreadyTransferred)$/;

describe.each(kinds)('%s', (_kind, settle) => {
	it('makes one voucher with 6 requests, and finds it with 2', async () => {
		const archive = new MemoryArchive();
		const first = await settle(archive.port());
		expect(first).toMatchObject({
			outcome: 'settled',
			created: ['file', 'voucher', 'booking'],
			calls: { order: 6 },
		});
		const second = await settle(archive.port());
		expect(second).toMatchObject({ outcome: 'alreadyTransferred', created: [], calls: { order: 2 } });
		expect(archive.left()).toEqual(booked);
	});

	it('comes to the same books after a fault at any request', async () => {
		const requests = new MemoryArchive().port();
		await settle(requests);
		for (let at = 0; at < requests.log.length; at++) {
			for (const kind of ['before', 'after'] as const) {
				const archive = new MemoryArchive();
				const port = archive.port(undefined, { at, kind });
				await settle(port).catch(() => undefined);
				expect(port.log.length).toBeGreaterThan(at);
				const again = await settle(archive.port());
				expect([at, kind, again.outcome]).toEqual([at, kind, expect.stringMatching(done)]);
				expect([at, kind, archive.left(), archive.files.length]).toEqual([at, kind, booked, 1]);
			}
		}
	});

	it('makes one voucher in every order in which the requests of two runs can arrive', async () => {
		const world = (): World => {
			const archive = new MemoryArchive();
			const run = async (hooks: Hooks) => await settle(archive.port(hooks));
			return {
				fingerprint: () => archive.fingerprint(),
				runs: [run, run],
				check: (results) => {
					expect(archive.left()).toEqual(booked);
					for (const result of results) expect((result as VoucherOutcome).outcome).toMatch(done);
				},
			};
		};
		const explored = await exploreOrders(world);
		expect(explored.complete + explored.merged).toBeGreaterThan(50);
	});
});

it('makes one voucher in every order of two runs when the second file takes a while to show', async () => {
	const world = (): World => {
		const archive = new MemoryArchive();
		archive.slow = true;
		const run = async (hooks: Hooks) => await settleDay(plan, archive.port(hooks), { book: true });
		const archivist = async (hooks: Hooks) => {
			await hooks.gate('show');
			archive.show();
			hooks.answered('show', true);
		};
		return {
			fingerprint: () => archive.fingerprint(),
			runs: [run, run, archivist],
			check: async (results, played) => {
				for (const result of results.slice(0, 2) as VoucherOutcome[]) {
					if (done.test(result.outcome)) continue;
					// Nobody can see the file yet: nothing was made on it, and running again later is the advice.
					expect(result.reason).toMatchObject({ code: 'fileNotSettled', retryable: true });
				}
				archive.show();
				const again = await settleDay(plan, archive.port(), { book: true });
				expect({ played, outcome: again.outcome, left: archive.left() }).toEqual({
					played,
					outcome: expect.stringMatching(done),
					left: booked,
				});
			},
		};
	};
	const explored = await exploreOrders(world);
	expect(explored.complete).toBeGreaterThan(100);
}, 120_000);

it('one of two runs is hit by a fault at any request, then both are run again: one voucher, and no draft is left', async () => {
	for (let at = 0; at < 6; at++) {
		for (const kind of ['before', 'after'] as const) {
			const world = (): World => {
				const archive = new MemoryArchive();
				const ports = [{ at, kind }, undefined];
				return {
					fingerprint: () => archive.fingerprint(),
					runs: ports.map((fault) => async (hooks: Hooks) => {
						const port = archive.port(hooks, fault);
						return await settleDay(plan, port, { book: true }).catch((error: unknown) => error);
					}),
					check: async (_results, played) => {
						await settleDay(plan, archive.port(), { book: true });
						expect({ at, kind, played, left: archive.left() }).toEqual({
							...{ at, kind, played },
							left: booked,
						});
					},
				};
			};
			await exploreOrders(world);
		}
	}
}, 120_000);

it('refuses a voucher that somebody changed, with both figures, and books nothing', async () => {
	const archive = new MemoryArchive();
	await settleDay(plan, archive.port(), { book: false });
	archive.vouchers[0].lines[0].gross -= 100;
	const { outcome, reason } = await settleDay(plan, archive.port(), { book: true });
	expect(outcome).toBe('refused');
	expect(reason?.message).toMatch(/account 1000 has -300\.00 DKK, not -299\.00 DKK/);
	expect(archive.left()).toEqual([{ booked: false, day: '2026-11-20' }]);
});

it("a person's own voucher with our list attached is neither taken for ours nor deleted", async () => {
	const archive = new MemoryArchive();
	await settleDay(plan, archive.port(), { book: true });
	const own = { day: '2026-11-20', fileGuid: archive.files[0].guid, externalReference: 'mine', lines: [] };
	archive.add(own);
	const again = await settleDay(plan, archive.port(), { book: true });
	expect(again).toMatchObject({ outcome: 'alreadyTransferred', warnings: [] });
	expect(archive.left()).toEqual([...booked, { booked: false, day: '2026-11-20' }]);
	Object.assign(archive.vouchers[0], { deleted: true });
	expect(await settleDay(plan, archive.port(), { book: true })).toMatchObject({ outcome: 'settled' });
	expect(archive.vouchers).toHaveLength(3);
});

it('a second booked voucher of the same day is reported', async () => {
	const archive = new MemoryArchive();
	await settleDay(plan, archive.port(), { book: true });
	const twin = archive.add(archive.vouchers[0].draft);
	Object.assign(twin, { booked: true, number: 7 });
	const again = await settleDay(plan, archive.port(), { book: true });
	expect(again.warnings).toEqual(['Voucher 7 is a second one of 2026-11-20. Delete it in Dinero.']);
});

it.each([undefined, 'I25', 'IVY'])(
	'fees go to their account with its own VAT code (%s), however Dinero counts it',
	async (code) => {
		for (const reverseChargeCounts of [false, true]) {
			const archive = new MemoryArchive();
			archive.reverseChargeCounts = reverseChargeCounts;
			const outcome = await settlePayout(payoutPlan(code), archive.port(), { book: true });
			expect(outcome).toMatchObject({ outcome: 'settled', fees: '10.00', paidOut: '389.00' });
			const [{ draft }] = archive.vouchers;
			expect(draft.lines).toContainEqual({
				...{ text: 'Gebyrer po_1', accountNumber: 7420, gross: 1000 },
				...{ vatCode: code ?? 'none', amount: 1000 },
			});
			const again = await settlePayout(payoutPlan(code), archive.port(), { book: true });
			expect(again).toMatchObject({ outcome: 'alreadyTransferred' });
		}
	},
);
