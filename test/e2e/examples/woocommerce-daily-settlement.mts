import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { readExample } from '../../../sandbox/runner/example.mts';
import { organizationId } from '../../../sandbox/runner/settings.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { pinnedOn } from './world.mts';

const file = 'woocommerce-daily-settlement.json';
const shop = 'keramik.example.com';
const { sample: night } = await readExample(file);

export function cases(world: () => ExampleWorld): void {
	const vouchers = () => [
		...world().sandbox.dinero.world.organizations.get(organizationId)!.manualVouchers.values(),
	];
	const orders = async () => (await pinnedOn(file, 'Fetch the orders of the day')).map(({ json }) => json);
	const refunds = async () => (await pinnedOn(file, 'Fetch their refunds')).map(({ json }) => json);
	/** The shop answers with these orders and refunds. */
	const plays = async (given?: Fields[]) => {
		world()
			.host(shop)
			.answers(/\/orders\?/, { body: given ?? (await orders()) })
			.answers(/\/orders\/\d+\/refunds\?/, { body: await refunds() });
	};

	/** The night of the sample, whatever the clock says, with the shop's answers as played. */
	const asks = {
		asks: true,
		change: (workflow: Workflow) => {
			workflow.pinData = { 'Every night at two': night };
		},
	};

	it('an order that does not add up: the day is refused as a whole, told and logged', async () => {
		const given = await orders();
		given[1].total = '1000.00';
		await plays(given);
		await world().refuses(file, asks, /18 did not become a voucher/, /5102/, /1000\.00|50\.00/);
		assert.equal(world().mails[0].subject, 'Dinero: 2026-11-18 of the shop is not settled');
		assert.deepEqual(vouchers(), []);
		const row = await world().logged('WooCommerce day 2026-11-18');
		assert.equal(row?.outcome, 'refused');
		assert.match(String(row?.reason), /5102/);
	});

	it('refunds that the shop does not give: nothing is settled without them', async () => {
		await plays();
		world()
			.host(shop)
			.answers(/\/orders\/5102\/refunds\?/, { status: 503, body: { message: 'Closed for maintenance' } });
		await world().refuses(file, asks, /did not become a voucher/, /503|maintenance|unavailable/i);
		assert.equal(world().mails.length, 1);
		assert.deepEqual(vouchers(), []);
		assert.equal((await world().logged('WooCommerce day 2026-11-18'))?.outcome, 'failed');
	});

	it('the sample day is one balanced voucher with its list, once', async () => {
		const { execution, rows, told } = await world().run(file);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(told, undefined);
		assert.deepEqual(
			[rows[0].outcome, rows[0].orders, rows[0].sales, rows[0].refunds, rows[0].vat, rows[0].received],
			['settled', 2, '1500.00', '100.00', '280.00', '1400.00'],
		);
		assert.deepEqual(
			(rows[0].leftOut as Fields[]).map(({ number }) => number),
			['5103'],
		);
		const [voucher, ...more] = vouchers();
		assert.deepEqual([more.length, voucher.guid, rows[0].booked], [0, rows[0].voucherGuid, true]);
		const entries = await world().inBooks<{ accountNumber: number; amount: number }>('entries');
		const on = (number: number) =>
			entries.filter((one) => one.accountNumber === number).reduce((sum, { amount }) => sum + amount, 0);
		assert.deepEqual([on(55120), on(64000), on(1000) + on(1350)], [140000, -28000, -112000]);
		const row = await world().logged('WooCommerce day 2026-11-18');
		assert.deepEqual([row?.outcome, row?.shop, row?.total, row?.reason], ['settled', shop, '1400.00', '']);

		const again = await world().run(file);
		assert.equal(again.rows[0].outcome, 'alreadyTransferred');
		assert.equal(vouchers().length, 1);
		assert.deepEqual(await world().books.brokenInvariants(), []);
	});

	it('asks the shop for everything that changed since the day began, page by page, and for refunds', async () => {
		const [order] = await orders();
		const unpaid = (id: number) => ({
			...order,
			id,
			number: String(id),
			status: 'pending',
			date_paid: null,
			date_paid_gmt: null,
		});
		await plays();
		const first = Array.from({ length: 100 }, (_, index) => unpaid(6000 + index));
		world()
			.host(shop)
			.answers(/\/orders\?.*page=1$/, { body: first })
			.answers(/\/orders\?.*page=2$/, { body: await orders() });
		const { rows } = await world().run(file, asks);
		assert.equal(rows[0]?.outcome, 'alreadyTransferred');
		const list =
			'GET /wp-json/wc/v3/orders?modified_after=2026-11-17T23:00:00&dates_are_gmt=true&orderby=id&order=asc&per_page=100';
		assert.deepEqual(world().host(shop).asked(), [
			`${list}&page=1`,
			`${list}&page=2`,
			'GET /wp-json/wc/v3/orders/5102/refunds?per_page=100',
		]);
		const secret = Buffer.from('ck_sample:cs_sample').toString('base64');
		assert.ok(
			world()
				.host(shop)
				.calls.every(({ headers }) => headers.authorization === `Basic ${secret}`),
		);
	});

	it('a day without orders ends quietly', async () => {
		await plays([]);
		await world().leavesAlone(file, asks);
		assert.equal(vouchers().length, 1);
	});
}
