import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import { operation } from './given';
import { Engine, organizationId, picked, type Ran } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start({ switches: { fileVisibleAfter: 0 } });
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const organization = () => engine.dinero.world.organizations.get(organizationId)!;
const vouchers = () => [...organization().manualVouchers.values()].filter((one) => !one.deletedAt);
const balance = () =>
	Object.fromEntries([...organization().ledger.allBalances()].filter(([, amount]) => amount !== 0));

// 1793836800 is 2026-11-05 00:00 UTC.
const row = (id: string, type: string, amount: number, fee = 0, change: object = {}) => ({
	...{ id, object: 'balance_transaction', type, amount, fee, net: amount - fee },
	...{ currency: 'dkk', available_on: 1_793_836_800, description: `Row ${id}`, source: `src_${id}` },
	...change,
});
const rows = [
	row('t1', 'payout', -95_000, 0, { source: 'po_1' }),
	row('t2', 'charge', 100_000, 2_500),
	row('t3', 'charge', 10_000, 500),
	row('t4', 'refund', -10_000),
	row('t5', 'stripe_fee', -2_000),
];
const list = (data: object[], more = false) => ({ object: 'list', data, has_more: more });

const settle = async (items: object[], parameters: object = {}): Promise<Ran> =>
	await engine.run(
		operation('shopOrder', 'settlePayout', {
			payout: '={{ $json }}',
			depositAccountNumber: picked('55040'),
			bankAccountNumber: picked('55000'),
			feeAccountNumber: picked('7420'),
			whatToDo: 'book',
			...parameters,
		}),
		{ input: items.map((json) => ({ json: json as never })) },
	);

test('a payout becomes one booked voucher with its fees, once', async () => {
	const { rows: made, error } = await settle([list(rows)]);
	expect(error && `${error.message} ${String(error.description)}`).toBeUndefined();
	expect(made).toHaveLength(1);
	expect(made[0]).toMatchObject({
		outcome: 'settled',
		payoutId: 'po_1',
		day: '2026-11-05',
		booked: true,
		paidOut: '950.00',
		charges: '1100.00',
		refunds: '-100.00',
		disputes: '0.00',
		other: '0.00',
		fees: '50.00',
		transactions: 4,
		currency: 'DKK',
		reason: null,
		warnings: [],
		details: {
			created: ['file', 'voucher', 'booking'],
			calls: { order: 6, settings: 5 },
			logRow: { order: 'po_1', outcome: 'settled', total: '950.00', currency: 'DKK' },
		},
	});
	expect(balance()).toEqual({ 55000: 95_000, 55040: -100_000, 7420: 5_000 });
	expect(vouchers()).toMatchObject([{ status: 'Booked', date: '2026-11-05' }]);
	expect(checkInvariants(engine.dinero.world)).toEqual([]);

	const again = await settle([list([...rows].reverse())]);
	expect(again.row).toMatchObject({
		outcome: 'alreadyTransferred',
		voucherNumber: made[0].voucherNumber,
		details: { calls: { order: 2, settings: 0 } },
	});
	expect(vouchers()).toHaveLength(1);
	const [file] = [...organization().files.values()];
	const text = Buffer.from(file.content, 'base64').toString('latin1');
	expect(file.name).toMatch(/^payout-2026-11-05-po-1-[0-9a-f]{8}\.pdf$/);
	expect(text).toContain('Row t2');
});

test('pages as items, rows as items and the event beside its list make the same voucher', async () => {
	const ways = [
		[list(rows.slice(0, 2), true), list(rows.slice(2))],
		rows,
		[
			{
				object: 'event',
				livemode: true,
				data: {
					object: {
						...{ object: 'payout', id: 'po_1', amount: 95_000, currency: 'dkk', status: 'paid' },
						arrival_date: 1_793_836_800,
					},
				},
			},
			list(rows.slice(1)),
		],
	];
	for (const items of ways) {
		engine.reset();
		const { row: made, error } = await settle(items);
		expect(error?.message).toBeUndefined();
		expect(made).toMatchObject({ outcome: 'settled', paidOut: '950.00', transactions: 4 });
		expect(balance()).toEqual({ 55000: 95_000, 55040: -100_000, 7420: 5_000 });
	}
});

test('fees follow the VAT code of their account', async () => {
	const { row: made } = await settle([list(rows)], { feeAccountNumber: picked('7400') });
	expect(made).toMatchObject({ outcome: 'settled', fees: '50.00' });
	const books = balance();
	expect(books).toMatchObject({ 55000: 95_000, 55040: -100_000, 7400: 4_000 });
	expect(Object.values(books).reduce((sum, amount) => sum + amount, 0)).toBe(0);
	expect((await settle([list(rows)], { feeAccountNumber: picked('7400') })).row).toMatchObject({
		outcome: 'alreadyTransferred',
	});
});

test('a draft is the default, and the texts are Danish unless English is chosen', async () => {
	const options = { language: 'en-GB' };
	const draft = await settle([list(rows)], { whatToDo: 'draft', options });
	expect(draft.row).toMatchObject({ outcome: 'settled', booked: false, voucherNumber: null });
	expect(balance()).toEqual({});
	expect(vouchers()[0].lines.map((line) => line.description)).toContain('Payout po_1');
	const booked = await settle([list(rows)]);
	expect(booked.row).toMatchObject({ outcome: 'settled', booked: true, details: { created: ['booking'] } });
	expect(vouchers()).toHaveLength(1);
});

describe('what does not add up is refused, and nothing is written', () => {
	const wrong: Array<[string, object[], object, RegExp]> = [
		['a row is missing', [list(rows.slice(0, 3))], {}, /po_1 is 950\.00 DKK, but its transactions come to/],
		['the first page alone', [list(rows, true)], {}, /goes on/],
		['something else', [{ hello: 'world' }], {}, /no payout and no balance transaction/],
		['two payouts', [list([...rows, row('t9', 'payout', -1, 0, { source: 'po_2' })])], {}, /2 payouts/],
		['one account for both', [list(rows)], { bankAccountNumber: picked('55040') }, /both as clearing/],
		['a fee account of sales', [list(rows)], { feeAccountNumber: picked('1000') }, /sales VAT code/],
		['an account that is not there', [list(rows)], { bankAccountNumber: picked('55999') }, /55999/],
	];
	test.each(wrong)('%s', async (_what, items, parameters, message) => {
		const { error, rows: made } = await settle(items, parameters);
		expect(made).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/\w/);
		expect(engine.writes()).toEqual([]);
		const asItem = await settle(items, { ...parameters, options: { whenRefused: 'item' } });
		expect(asItem.row).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(message) });
	});

	test('a test of the gateway, unless tests are allowed', async () => {
		const test = { object: 'event', livemode: false, data: { object: { object: 'nothing' } } };
		expect((await settle([list(rows), test])).error?.message).toMatch(/test mode/);
		expect(engine.writes()).toEqual([]);
		const allowed = await settle([list(rows), test], { options: { testOrders: true } });
		expect(allowed.row).toMatchObject({ outcome: 'settled' });
	});
});

test('two runs at once make one voucher', async () => {
	for (let round = 0; round < 3; round++) {
		engine.reset();
		const both = await Promise.all([settle([list(rows)]), settle([list(rows)])]);
		for (const { row: made, error } of both) {
			expect(error?.message).toBeUndefined();
			expect(made.outcome).toMatch(/settled|alreadyTransferred/);
		}
		expect(vouchers()).toHaveLength(1);
		expect(balance()).toEqual({ 55000: 95_000, 55040: -100_000, 7420: 5_000 });
	}
}, 60_000);

test('two runs that both found nothing: the later one takes its own draft away again', async () => {
	const match = { operationId: 'get_v1_organizationId_files', times: 2 };
	// Both lists are read before either run goes on.
	const rule = engine.dinero.addFault({ match, effect: 'slow', milliseconds: 1500 });
	const both = await Promise.all([settle([list(rows)]), settle([list(rows)])]);
	expect(both.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
	expect(rule.consumed).toBe(2);
	expect(engine.dinero.calls.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
	expect(vouchers()).toHaveLength(1);
	expect(balance()).toEqual({ 55000: 95_000, 55040: -100_000, 7420: 5_000 });
}, 60_000);
