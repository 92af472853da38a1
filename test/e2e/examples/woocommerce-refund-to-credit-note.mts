import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, pinnedOn, sampleOf } from './world.mts';

const file = 'woocommerce-refund-to-credit-note.json';
const orders = 'woocommerce-paid-order-to-invoice.json';
const shop = 'keramik.example.com';

export function cases(world: () => ExampleWorld): void {
	const pinned = async () => (await pinnedOn(file, 'Fetch the refunds of the order'))[0].json;

	it('is refused while its order is not invoiced, then credited', async () => {
		await world().refusesUninvoiced(file);
		await world().run(orders);
		await world().promises(
			file,
			'credited',
			{ total: 180, vat: 36, date: '2026-11-20' },
			{ record: 'WooCommerce refund 5040', order: '5012' },
		);
		await world().leavesAlone(file, { items: item({ ...(await sampleOf(file)), refunds: [] }) });
	});

	it('the lines are fetched from the shop', async () => {
		const refund = await pinned();
		world()
			.host(shop)
			.answers(/^GET/, {
				body: [{ ...refund, id: 5041, amount: '90.00', line_items: [], _links: refund._links }, refund],
			});
		const both = await world().run(file, { asks: true });
		assert.deepEqual(
			both.rows.map(({ outcome }) => outcome),
			['credited', 'alreadyTransferred'],
			both.told,
		);
		assert.equal(both.document?.total, 90);
		assert.deepEqual(world().host(shop).asked(), ['GET /wp-json/wc/v3/orders/5012/refunds?per_page=100']);
		const secret = Buffer.from('ck_sample:cs_sample').toString('base64');
		assert.equal(world().host(shop).calls[0].headers.authorization, `Basic ${secret}`);
		for (const [record, outcome] of [
			['WooCommerce refund 5041', 'credited'],
			['WooCommerce refund 5040', 'alreadyTransferred'],
		])
			assert.equal((await world().logged(record))?.outcome, outcome);
	});

	it('a shop that does not answer is told', async () => {
		world()
			.host(shop)
			.answers(/^GET/, { status: 503, body: { message: 'Closed for maintenance' } });
		await world().refuses(
			file,
			{ asks: true },
			/order 5012 was not transferred/,
			/503|maintenance|unavailable/i,
		);
		const row = await world().logged('WooCommerce refunds of order 5012');
		assert.deepEqual([row?.outcome, row?.order], ['failed', '5012']);
	});

	it('an invoice that is still a draft cannot be credited, and says so', async () => {
		const order = { ...(await sampleOf(orders)), id: 5015, number: '5015', _links: undefined };
		const toDraft = (workflow: Workflow) => {
			for (const { parameters } of workflow.nodes)
				if (parameters.resource === 'shopOrder') parameters.whatToDo = 'draft';
		};
		const { rows, document, told } = await world().run(orders, { items: item(order), change: toDraft });
		assert.equal(rows[0]?.outcome, 'invoiced', told);
		assert.equal(document?.booked, false);
		world().forget();
		const refund = await pinned();
		const links = JSON.parse(JSON.stringify(refund._links).replaceAll('5012', '5015')) as Fields;
		world()
			.host(shop)
			.answers(/^GET/, { body: [{ ...refund, id: 5050, parent_id: 5015, _links: links }] });
		const changed = { id: 5015, number: '5015', refunds: [{ id: 5050, total: '-180.00' }] };
		await world().refuses(
			file,
			{ items: item(changed), asks: true },
			/order 5015 was not transferred/,
			/still a draft/,
			/book it/i,
		);
	});

	it('published: WooCommerce calls it with its signature', async () => {
		await world().startOver();
		await world().run(orders);
		world()
			.host(shop)
			.answers(/^GET .*\/refunds/, { body: [await pinned()] });
		const { rows } = await deliveredTwice(world(), file, await sampleOf(file));
		assert.equal(rows[0]?.outcome, 'credited');
	});
}
