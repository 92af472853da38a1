import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld } from './world.mts';
import { item, sampleOf } from './world.mts';

const file = 'shopify-refund-to-credit-note.json';

export function cases(world: () => ExampleWorld): void {
	it('is refused while its order is not invoiced, then credited', async () => {
		await world().refusesUninvoiced(file);
		await world().run('shopify-paid-order-to-invoice.json');
		await world().promises(
			file,
			'credited',
			{ total: 809.1, vat: 161.82, date: '2026-11-19' },
			{ record: 'Shopify refund 890100123400021', order: '5600123400017' },
		);
	});

	it('a refund that names no order is refused', async () => {
		const refund = await sampleOf(file);
		const renamed = {
			...refund,
			id: 9,
			admin_graphql_api_id: 'gid://shopify/Refund/9',
			order_id: null,
			order: 1,
		};
		await world().refuses(file, { items: item(renamed) }, /order_id/);
	});

	it('published: Shopify calls it with its signature', async () => {
		await world().startOver();
		await world().run('shopify-paid-order-to-invoice.json');
		const { rows } = await deliveredTwice(world(), file, await sampleOf(file));
		assert.equal(rows[0]?.outcome, 'credited');
	});
}
