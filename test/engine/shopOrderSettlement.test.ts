import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import { operation } from './given';
import { Engine, organizationId, picked, type Ran } from './harness';
import { shopifyOrder } from './shopifyOrder';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start({ switches: { fileVisibleAfter: 0 } });
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const organization = () => engine.dinero.world.organizations.get(organizationId)!;
const vouchers = () => [...organization().manualVouchers.values()].filter((one) => !one.deletedAt);
const balance = () =>
	Object.fromEntries(
		[...organization().ledger.allBalances()]
			.filter(([, amount]) => amount !== 0)
			.map(([account, amount]) => [account, amount]),
	);

/** One helmet, VAT included, paid by a gateway. */
function small(id: number, price: string, tax: string, gateway = 'shopify_payments', changes: object = {}) {
	return shopifyOrder({
		id,
		admin_graphql_api_id: `gid://shopify/Order/${id}`,
		name: `#${id}`,
		order_number: id,
		payment_gateway_names: [gateway],
		total_line_items_price: price,
		total_discounts: '0.00',
		subtotal_price: price,
		total_tax: tax,
		total_price: price,
		discount_applications: [],
		line_items: [
			{
				id: id * 10,
				title: 'Helmet',
				name: 'Helmet',
				price,
				quantity: 1,
				current_quantity: 1,
				sku: 'H',
				requires_shipping: true,
				taxable: true,
				gift_card: false,
				total_discount: '0.00',
				discount_allocations: [],
				tax_lines: [{ title: 'DK Moms', rate: 0.25, price: tax }],
			},
		],
		shipping_lines: [],
		tax_lines: [{ title: 'DK Moms', rate: 0.25, price: tax }],
		...changes,
	});
}

/** The whole helmet given back. */
function back(id: number, price: string, tax: string, created = '2026-11-03T15:00:00+01:00') {
	const order = small(id, price, tax);
	const [line] = order.line_items as object[];
	return {
		id: id + 7000,
		admin_graphql_api_id: `gid://shopify/Refund/${id + 7000}`,
		order_id: id,
		created_at: created,
		processed_at: created,
		note: '',
		order_adjustments: [],
		refund_line_items: [
			{
				id: 1,
				line_item_id: id * 10,
				quantity: 1,
				subtotal: Number(price),
				total_tax: Number(tax),
				line_item: line,
			},
		],
		transactions: [
			{
				id: id + 9000,
				order_id: id,
				kind: 'refund',
				gateway: 'shopify_payments',
				status: 'success',
				amount: price,
				currency: 'DKK',
				processed_at: created,
			},
		],
	};
}

const accounts = { account: [{ case: 'domesticShipping', accountNumber: picked('1350') }] };
const settle = async (items: object[], parameters: object = {}): Promise<Ran> =>
	await engine.run(
		operation('shopOrder', 'dailySettlement', {
			orders: '={{ $json }}',
			depositAccountNumber: picked('55000'),
			whatToDo: 'book',
			options: { accounts },
			...parameters,
		}),
		{ input: items.map((json) => ({ json: json as never })) },
	);

const day = [
	shopifyOrder(),
	small(6001, '100.02', '20.00', 'mobilepay'),
	small(6002, '33.37', '6.67'),
	back(6002, '33.37', '6.67'),
];
const byMethod = {
	options: {
		accounts,
		paymentRules: { rule: [{ method: 'mobilepay', depositAccountNumber: picked('55040') }] },
	},
};

test('a day becomes one booked voucher with sales, VAT and the money on each deposit account, once', async () => {
	const { rows, error } = await settle(day, byMethod);
	expect(error && `${error.message} ${String(error.description)}`).toBeUndefined();
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatchObject({
		outcome: 'settled',
		day: '2026-11-03',
		booked: true,
		orders: 3,
		sales: '1168.39',
		refunds: '33.37',
		received: '1135.02',
		fees: '0.00',
		reason: null,
		details: { created: ['file', 'voucher', 'booking'], calls: { order: 6, settings: 5 } },
	});
	expect(vouchers()).toHaveLength(1);
	expect(vouchers()[0]).toMatchObject({ status: 'Booked', date: '2026-11-03' });
	const books = balance();
	expect(books).toMatchObject({ 55000: 103500, 55040: 10002, 1350: -3920 });
	// VAT as the shop charged it, within an øre a line of the voucher.
	const vatAccount = organization().vatTypes.get('U25')!.account;
	expect(Math.abs(books[vatAccount] + 22700)).toBeLessThanOrEqual(4);
	expect(Object.values(books).reduce((sum, amount) => sum + amount, 0)).toBe(0);
	expect(checkInvariants(engine.dinero.world)).toEqual([]);

	const again = await settle([...day].reverse(), byMethod);
	expect(again.row).toMatchObject({ outcome: 'alreadyTransferred', voucherNumber: rows[0].voucherNumber });
	expect(again.row).toMatchObject({ details: { calls: { order: 2, settings: 0 } } });
	expect(vouchers()).toHaveLength(1);
	const [file] = [...organization().files.values()];
	const text = Buffer.from(file.content, 'base64').toString('latin1');
	expect(text).toMatch(/^%PDF-1\.4/);
	expect(text).toContain('#1001');
	expect(file.links).toMatchObject([{ voucherGuid: vouchers()[0].guid }]);
});

test('a draft is the default; booking it is the next step of the same voucher', async () => {
	const draft = await settle(day, { whatToDo: 'draft' });
	expect(draft.row).toMatchObject({ outcome: 'settled', booked: false, voucherNumber: null });
	expect(balance()).toEqual({});
	const booked = await settle(day);
	expect(booked.row).toMatchObject({ outcome: 'settled', booked: true, details: { created: ['booking'] } });
	expect(vouchers()).toHaveLength(1);
});

test('a late order is reported, and nothing is rewritten', async () => {
	await settle(day.slice(1));
	const before = balance();
	const { error } = await settle(day);
	expect(error?.message).toMatch(
		/2026-11-03 is already in Dinero as voucher \d+ with other amounts: .*55000/,
	);
	expect(balance()).toEqual(before);
});

test('a voucher that a person deleted is made anew', async () => {
	await settle(day, { whatToDo: 'draft' });
	const [draft] = vouchers();
	await engine.run(operation('manualVoucher', 'delete', { manualVoucherId: draft.guid }));
	expect(vouchers()).toHaveLength(0);
	expect((await settle(day)).row).toMatchObject({ outcome: 'settled', booked: true });
	expect(vouchers()).toHaveLength(1);
	expect(organization().files.size).toBe(1);
});

describe('what does not add up is refused, and nothing is written', () => {
	const unpaid = small(6003, '50.00', '10.00', 'bank', {
		financial_status: 'pending',
		total_outstanding: '50.00',
	});
	const later = small(6004, '80.00', '16.00', 'shopify_payments', {
		created_at: '2026-11-04T10:00:00+01:00',
		processed_at: '2026-11-04T10:00:00+01:00',
	});
	const wrong: Array<[string, object[], RegExp]> = [
		[
			'a total that its lines do not explain',
			[small(6005, '80.00', '16.00', 'x', { total_price: '81.00' })],
			/#6005/,
		],
		['several days', [small(6006, '80.00', '16.00'), later], /2 days/],
		[
			'another currency',
			[small(6007, '80.00', '16.00', 'x', { currency: 'EUR', presentment_currency: 'EUR' })],
			/EUR/,
		],
		[
			'two shops',
			[
				small(6008, '80.00', '16.00'),
				small(6009, '80.00', '16.00', 'x', { order_status_url: 'https://havblik.example/1' }),
			],
			/different shops/,
		],
		['something else', [small(6010, '80.00', '16.00'), { hello: 'world' }], /Item 2/],
		[
			'an order that changed in between',
			[small(6011, '80.00', '16.00'), small(6011, '90.00', '18.00')],
			/comes twice/,
		],
	];
	test.each(wrong)('%s', async (_what, items, message) => {
		const { error, rows } = await settle(items);
		expect(rows).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/\w/);
		expect(engine.writes()).toEqual([]);
	});

	test('an unpaid order is left out and named; another day is left out when the day is given', async () => {
		const { row, error } = await settle([small(6012, '80.00', '16.00'), unpaid, later], {
			day: '2026-11-03',
		});
		expect(error?.message).toBeUndefined();
		expect(row).toMatchObject({
			outcome: 'settled',
			sales: '80.00',
			leftOut: [{ number: '#6003', reason: expect.stringMatching(/not paid/) }],
			warnings: [expect.stringMatching(/1 orders? or refunds? belong/)],
		});
	});

	test('a day on which nothing happened has nothing to do', async () => {
		const { row } = await settle([small(6013, '80.00', '16.00')], { day: '2026-11-09' });
		expect(row).toMatchObject({ outcome: 'nothingToDo', reasonCode: 'nothingOnDay' });
		expect(engine.writes()).toEqual([]);
	});
});

test('a file that takes a second to show is waited for', async () => {
	engine.dinero.set({ fileVisibleAfter: 1 });
	const { row } = await settle(day);
	expect(row).toMatchObject({ outcome: 'settled', details: { created: ['file', 'voucher', 'booking'] } });
	expect((await settle(day)).row).toMatchObject({ outcome: 'alreadyTransferred' });
	engine.dinero.set({ fileVisibleAfter: 0 });
});

test('fees that a payment rule deducts go to the fee account', async () => {
	const withFee = small(6020, '100.00', '20.00');
	const rule = { method: '*', depositAccountNumber: picked('55000'), fee: 'deduct' };
	const { error } = await settle([withFee], { options: { accounts, paymentRules: { rule: [rule] } } });
	expect(error?.message).toBeUndefined();
	expect(balance()).toMatchObject({ 55000: 10000 });
});

test('two runs at once make one voucher', async () => {
	for (let round = 0; round < 5; round++) {
		engine.reset();
		const both = await Promise.all([settle(day), settle(day)]);
		for (const { row, error } of both) {
			expect(error?.message).toBeUndefined();
			expect(row.outcome).toMatch(/settled|alreadyTransferred/);
		}
		expect(vouchers()).toHaveLength(1);
		expect(balance()).toMatchObject({ 55000: 113502 });
	}
}, 60_000);

test('two runs that both found nothing: the later one takes its own draft away again', async () => {
	const match = { operationId: 'get_v1_organizationId_files', times: 2 };
	// Both lists are read before either run goes on.
	const rule = engine.dinero.addFault({ match, effect: 'slow', milliseconds: 1500 });
	const both = await Promise.all([settle(day), settle(day)]);
	expect(both.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
	expect(rule.consumed).toBe(2);
	expect(engine.dinero.calls.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
	expect(vouchers()).toHaveLength(1);
	expect(balance()).toMatchObject({ 55000: 113502 });
}, 60_000);
