import { isRefusal, planSettlement, type SettlementPlan } from '../../orders';
import { settleDay } from '../../transfer/settleDay';
import type { SettlementPort, VoucherDraft, VoucherState } from '../../transfer/settlementPort';
import { facts, Unavailable } from './memoryDinero';
import { order, settings } from './sampleOrders';
import type { Hooks, World } from './scheduler';
import { exploreOrders } from './scheduler';

const planned = planSettlement([order()], settings(), facts);
if (isRefusal(planned)) throw new Error(planned.message);
const plan: SettlementPlan = planned;

interface Voucher extends VoucherState {
	deleted: boolean;
	draft: VoucherDraft;
}

/** An archive and a shelf of vouchers: links are numbered as they are made, and a file may take a while to show. */
class MemoryArchive {
	readonly files: Array<{ guid: string; name: string; vouchers: Array<{ guid: string; id: number }> }> = [];
	readonly vouchers: Voucher[] = [];
	private links = 0;
	private stamps = 0;

	/** @param effect whether the nth request does not arrive (`before`) or its answer is lost (`after`) */
	port(hooks?: Hooks, fault?: { at: number; kind: 'before' | 'after' }): SettlementPort {
		let requests = 0;
		const request = async <T>(name: string, lost: T | undefined, work: () => T): Promise<T> => {
			await hooks?.gate(name);
			const hit = fault?.at === requests++ ? fault.kind : undefined;
			if (hit === 'before' && lost === undefined) throw new Unavailable();
			if (hit === 'before') return lost as T;
			const answer = work();
			hooks?.answered(name, JSON.parse(JSON.stringify(answer ?? null)));
			if (hit === undefined) return answer;
			if (lost === undefined) throw new Unavailable();
			return lost;
		};
		const state = ({ guid, timestamp, booked: isBooked, number, day, lines }: Voucher): VoucherState => ({
			guid,
			timestamp,
			booked: isBooked,
			number,
			day,
			lines: structuredClone(lines),
		});
		const find = (guid: string) => this.vouchers.find((one) => one.guid === guid && !one.deleted);
		const unknown = { outcome: 'unknown' as const };
		return {
			organizationId: facts.organizationId,
			facts: async () => await Promise.resolve(facts),
			pause: async () => await Promise.resolve(),
			calls: () => ({ order: requests, settings: 0 }),
			findFiles: async (part) =>
				await request('findFiles', undefined, () =>
					structuredClone(this.files.filter((file) => file.name.includes(part))),
				),
			uploadFile: async ({ name }) =>
				await request<Awaited<ReturnType<SettlementPort['uploadFile']>>>('uploadFile', unknown, () => {
					const guid = `file${this.files.length + 1}`;
					this.files.push({ guid, name, vouchers: [] });
					return { outcome: 'uploaded', guid };
				}),
			createVoucher: async (draft) =>
				await request<Awaited<ReturnType<SettlementPort['createVoucher']>>>('createVoucher', unknown, () => {
					const guid = `voucher${this.vouchers.length + 1}`;
					const file = this.files.find((one) => one.guid === draft.fileGuid)!;
					file.vouchers.push({ guid, id: ++this.links });
					const lines = plan.lines.map(({ accountNumber, gross }) => ({ accountNumber, gross }));
					const timestamp = String(++this.stamps);
					const voucher = { guid, timestamp, booked: false, day: draft.day, lines, deleted: false, draft };
					this.vouchers.push(voucher);
					return { outcome: 'created', voucher: state(voucher) };
				}),
			getVoucher: async (guid) =>
				await request('getVoucher', undefined, () => {
					const voucher = find(guid);
					return voucher && state(voucher);
				}),
			bookVoucher: async (guid, timestamp) =>
				await request<Awaited<ReturnType<SettlementPort['bookVoucher']>>>(
					'bookVoucher',
					{ outcome: 'stale' },
					() => {
						const voucher = find(guid);
						if (voucher?.timestamp !== timestamp) return { outcome: 'stale' };
						if (voucher.booked) return { outcome: 'refused', message: 'Booked already.', advice: '' };
						Object.assign(voucher, { booked: true, number: 1, timestamp: String(++this.stamps) });
						return { outcome: 'booked', voucher: state(voucher) };
					},
				),
			deleteDraft: async (guid) =>
				await request('deleteDraft', undefined, () => {
					const voucher = find(guid);
					if (voucher?.booked) throw new Error('A booked voucher was deleted.');
					if (voucher) voucher.deleted = true;
				}),
		};
	}

	/** What is in the books, or could be booked by somebody. */
	left() {
		return this.vouchers.filter((one) => !one.deleted).map(({ booked, day }) => ({ booked, day }));
	}
}

const booked = [{ booked: true, day: '2026-11-20' }];

it('makes one voucher with 6 requests, and finds it with 2', async () => {
	const archive = new MemoryArchive();
	const first = await settleDay(plan, archive.port(), { book: true });
	expect(first).toMatchObject({
		outcome: 'settled',
		created: ['file', 'voucher', 'booking'],
		calls: { order: 6 },
	});
	const second = await settleDay(plan, archive.port(), { book: true });
	expect(second).toMatchObject({ outcome: 'alreadyTransferred', created: [], calls: { order: 2 } });
	expect(archive.left()).toEqual(booked);
});

it('comes to the same books after a fault at any request', async () => {
	for (let at = 0; at < 6; at++) {
		for (const kind of ['before', 'after'] as const) {
			const archive = new MemoryArchive();
			await settleDay(plan, archive.port(undefined, { at, kind }), { book: true }).catch(() => undefined);
			await settleDay(plan, archive.port(), { book: true });
			expect([at, kind, archive.left(), archive.files.length]).toEqual([at, kind, booked, 1]);
		}
	}
});

it('makes one voucher in every order in which the requests of two runs can arrive', async () => {
	const world = (): World => {
		const archive = new MemoryArchive();
		const run = async (hooks: Hooks) =>
			await settleDay(plan, archive.port(hooks), { book: true, now: () => 0 });
		return {
			fingerprint: () => JSON.stringify([archive.files, archive.vouchers]),
			runs: [run, run],
			check: (results) => {
				expect(archive.left()).toEqual(booked);
				for (const result of results) {
					expect((result as { outcome: string }).outcome).toMatch(/^(settled|alreadyTransferred)$/);
				}
			},
		};
	};
	const explored = await exploreOrders(world);
	expect(explored.complete + explored.merged).toBeGreaterThan(50);
});

it('refuses a voucher that somebody changed, with both figures, and books nothing', async () => {
	const archive = new MemoryArchive();
	await settleDay(plan, archive.port(), { book: false });
	archive.vouchers[0].lines[0].gross -= 100;
	const { outcome, reason } = await settleDay(plan, archive.port(), { book: true });
	expect(outcome).toBe('refused');
	expect(reason?.message).toMatch(/account 1000 has -300\.00 DKK, not -299\.00 DKK/);
	expect(archive.left()).toEqual([{ booked: false, day: '2026-11-20' }]);
});
