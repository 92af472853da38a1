import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld } from './world.mts';
import { item, sampleOf } from './world.mts';

const file = 'shopify-fulfilled-order-to-invoice.json';

export function cases(world: () => ExampleWorld): void {
	it('the sample is invoiced, dated the day of shipping', async () => {
		await world().promises(
			file,
			'invoiced',
			{ total: 896, vat: 179.2, paid: 896, date: '2026-11-19' },
			{ record: 'Shopify order 5600123400057', order: '#1057' },
		);
	});

	it('not before all is shipped; what is no order is refused', async () => {
		const order = await sampleOf(file);
		const other = { ...order, id: 8, admin_graphql_api_id: 'gid://shopify/Order/8' };
		await world().leavesAlone(file, { items: item({ ...other, fulfillment_status: 'partial' }) });
		await world().refuses(
			file,
			{ items: item({ ...other, line_items: [] }) },
			/Order #1057 was not transferred/,
		);
	});

	it('published: Shopify calls it with its signature', async () => {
		const order = {
			...(await sampleOf(file)),
			id: 32,
			name: '#32',
			admin_graphql_api_id: 'gid://shopify/Order/32',
		};
		const { rows, document } = await deliveredTwice(world(), file, order);
		assert.deepEqual([rows[0]?.outcome, document?.date], ['invoiced', '2026-11-19']);
	});
}
