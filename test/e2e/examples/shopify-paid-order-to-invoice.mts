import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld } from './world.mts';
import { item, sampleOf } from './world.mts';

const file = 'shopify-paid-order-to-invoice.json';

export function cases(world: () => ExampleWorld): void {
	it('the sample is invoiced, booked and paid, once, with one row in the log', async () => {
		await world().promises(
			file,
			'invoiced',
			{ total: 1306.3, vat: 261.26, paid: 1306.3, contactName: 'Mette Sørensen' },
			{ record: 'Shopify order 5600123400017', order: '#1042' },
		);
	});

	it('an order that does not add up is refused, told and logged; the same order put right changes its row', async () => {
		const sample = await sampleOf(file);
		const order = { ...sample, id: 7, name: '#7', admin_graphql_api_id: 'gid://shopify/Order/7' };
		const odd = { ...order, total_price: '1000.00' };
		await world().refuses(file, { items: item(odd) }, /Order #7 was not transferred/, /1000\.00|306\.30/);
		const refused = await world().logged('Shopify order 7');
		assert.deepEqual([refused?.outcome, refused?.order, refused?.number], ['refused', '#7', '']);
		assert.match(String(refused?.reason), /1000\.00|306\.30/);
		const [mail] = world().mails;
		assert.deepEqual(
			[mail.subject, mail.to],
			['Dinero: order #7 needs a decision', ['bookkeeping@example.com']],
		);

		const { rows } = await world().run(file, { items: item(order) });
		const done = await world().logged('Shopify order 7');
		assert.deepEqual([rows[0]?.outcome, done?.outcome, done?.reason], ['invoiced', 'invoiced', '']);
	});

	it('several orders at once: each is transferred or refused by itself, each has its row', async () => {
		const sample = await sampleOf(file);
		const order = (id: number, total = sample.total_price) => ({
			json: {
				...sample,
				id,
				name: `#${id}`,
				admin_graphql_api_id: `gid://shopify/Order/${id}`,
				total_price: total,
			},
		});
		const { rows } = await world().run(file, { items: [order(21), order(22, '1.00'), order(23)] });
		assert.deepEqual(
			rows.map(({ outcome }) => outcome),
			['invoiced', 'invoiced'],
		);
		const outcomes = await Promise.all([21, 22, 23].map((id) => world().logged(`Shopify order ${id}`)));
		assert.deepEqual(
			outcomes.map((row) => [row?.outcome, row?.order]),
			[
				['invoiced', '#21'],
				['refused', '#22'],
				['invoiced', '#23'],
			],
		);
		assert.deepEqual(
			world().mails.map(({ subject }) => subject),
			['Dinero: order #22 needs a decision'],
		);
	});

	it('published: Shopify calls it with its signature', async () => {
		const order = {
			...(await sampleOf(file)),
			id: 31,
			name: '#31',
			admin_graphql_api_id: 'gid://shopify/Order/31',
		};
		const { rows } = await deliveredTwice(world(), file, order);
		assert.equal(rows[0]?.outcome, 'invoiced');
		assert.equal((await world().logged('Shopify order 31'))?.outcome, 'alreadyTransferred');
	});
}
