import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Item } from '../../../sandbox/n8n/client.mts';
import { organizationId } from '../../../sandbox/runner/settings.mts';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, pinnedOn, sampleOf } from './world.mts';

const file = 'stripe-payout-to-settlement.json';
const stripe = 'api.stripe.com';
const fetching = 'Fetch what the payout is made of';
const record = 'Stripe payout po_1SamplePayout0001';

interface List {
	object: string;
	data: Fields[];
	has_more: boolean;
}

/** The sample payout with changes. */
async function payout(changes: Fields): Promise<Item[]> {
	const event = (await sampleOf(file)) as { data: { object: Fields } };
	return item({ ...event, data: { object: { ...event.data.object, ...changes } } });
}

export function cases(world: () => ExampleWorld): void {
	const vouchers = () => [
		...world().sandbox.dinero.world.organizations.get(organizationId)!.manualVouchers.values(),
	];
	const list = async () => (await pinnedOn(file, fetching))[0].json as unknown as List;
	const asks = { asks: true };

	it('transactions that do not add up to the payout: nothing is written, told and logged', async () => {
		const { data, ...rest } = await list();
		world()
			.host(stripe)
			.answers(/balance_transactions/, { body: { ...rest, data: data.slice(0, -1) } });
		await world().refuses(
			file,
			asks,
			/payout po_1SamplePayout0001 of 889\.25 DKK did not become a voucher/,
			/889[.,]25/,
		);
		assert.equal(
			world().mails[0].subject,
			'Dinero: the payout po_1SamplePayout0001 of Stripe is not settled',
		);
		assert.deepEqual(vouchers(), []);
		assert.equal((await world().logged(record))?.outcome, 'refused');
	});

	it('the sample payout is one booked voucher from the clearing account to the bank, once', async () => {
		const { execution, rows, told } = await world().run(file);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(told, undefined);
		const { outcome, booked, paidOut, charges, refunds, fees, transactions } = rows[0];
		assert.deepEqual(
			[outcome, booked, paidOut, charges, refunds, fees, transactions],
			['settled', true, '889.25', '1005.25', '-99.50', '16.50', 4],
		);
		const [voucher, ...more] = vouchers();
		assert.deepEqual([more.length, voucher.guid], [0, rows[0].voucherGuid]);
		const entries = await world().inBooks<{ accountNumber: number; amount: number }>('entries');
		const on = (number: number) =>
			entries.filter((one) => one.accountNumber === number).reduce((sum, { amount }) => sum + amount, 0);
		assert.deepEqual([on(55120), on(55000), on(7420)], [-90575, 88925, 1650]);
		const row = await world().logged(record);
		assert.deepEqual(
			[row?.outcome, row?.order, row?.number, row?.reason],
			['settled', 'po_1SamplePayout0001', String(rows[0].voucherNumber), ''],
		);

		const again = await world().run(file);
		assert.equal(again.rows[0].outcome, 'alreadyTransferred');
		assert.equal(vouchers().length, 1);
		assert.deepEqual(await world().books.brokenInvariants(), []);
	});

	it('asks Stripe for every page of the transactions of this payout', async () => {
		const { data, ...rest } = await list();
		const [, second] = [data.slice(0, 3), data.slice(3)];
		world()
			.host(stripe)
			.answers(/balance_transactions/, { body: { ...rest, data: data.slice(0, 3), has_more: true } })
			.answers(/starting_after/, { body: { ...rest, data: second, has_more: false } });
		const { rows, told } = await world().run(file, asks);
		assert.equal(rows[0]?.outcome, 'alreadyTransferred', told);
		const calls = world()
			.host(stripe)
			.calls.map(({ path }) => new URL(path, `https://${stripe}`))
			.map(({ pathname, searchParams }) => [pathname, Object.fromEntries(searchParams)]);
		const query = { payout: 'po_1SamplePayout0001', limit: '100' };
		assert.deepEqual(calls, [
			['/v1/balance_transactions', query],
			['/v1/balance_transactions', { ...query, starting_after: data[2].id }],
		]);
		assert.ok(
			world()
				.host(stripe)
				.calls.every(({ headers }) => headers.authorization === 'Bearer sk_sample'),
		);
	});

	it('a payout made by hand, one in euros, and a Stripe that does not answer are told', async () => {
		const empty = { ...(await list()), data: [] };
		world()
			.host(stripe)
			.answers(/balance_transactions/, { body: empty });
		const items = await payout({ id: 'po_byHand', automatic: false });
		await world().refuses(file, { ...asks, items }, /po_byHand/, /by hand/);

		world().forget();
		world()
			.host(stripe)
			.answers(/balance_transactions/, { body: empty });
		await world().refuses(
			file,
			{ ...asks, items: await payout({ id: 'po_euro', currency: 'eur' }) },
			/889\.25 EUR/,
			/kroner/,
		);

		world().forget();
		world()
			.host(stripe)
			.answers(/balance_transactions/, {
				status: 401,
				body: { error: { message: 'Invalid API Key provided' } },
			});
		await world().refuses(file, asks, /did not become a voucher/, /401|API Key|Authorization/i);
		assert.equal(vouchers().length, 1);
	});
	it('published: Stripe calls it with its signature', async () => {
		const event = (await sampleOf(file)) as { data: { object: Fields } };
		const { data, ...rest } = await list();
		const asOther = JSON.parse(JSON.stringify(data).replaceAll('SamplePayout', 'OtherPayout')) as Fields[];
		world()
			.host(stripe)
			.answers(/balance_transactions/, { body: { ...rest, data: asOther } });
		const other = { ...event.data.object, id: 'po_1OtherPayout0001' };
		const { rows } = await deliveredTwice(world(), file, {
			...event,
			id: 'evt_other',
			data: { object: other },
		});
		assert.equal(rows[0].outcome, 'settled');
		assert.equal(vouchers().length, 2);
	});
}
