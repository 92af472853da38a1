import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, sampleOf } from './world.mts';

const file = 'any-shop-order-to-invoice.json';

export function cases(world: () => ExampleWorld): void {
	it('the sample is invoiced: its fields written as our order', async () => {
		await world().promises(
			file,
			'invoiced',
			{ total: 523.5, vat: 104.7, paid: 523.5, contactName: 'Sofie Brandt' },
			{ record: 'Order 9137', order: 'XKBKNABJK' },
		);
	});

	it('an order that does not add up, and fields that are named otherwise, are refused', async () => {
		const { body, ...request } = (await sampleOf(file)) as { body: Fields };
		const other = { ...body, order_id: 9138, order_reference: 'ABC' };
		const odd = { ...request, body: { ...other, total_paid_tax_incl: '500.00' } };
		await world().refuses(file, { items: item(odd) }, /Order ABC was not transferred/, /500\.00|23\.50/);
		const renamed = { ...request, body: { ...other, products: undefined, rows: body.products } };
		const nameless = (workflow: Workflow) => {
			const text = JSON.stringify(workflow.nodes).replace('"name":"date"', '"name":"day"');
			workflow.nodes = JSON.parse(text) as Workflow['nodes'];
		};
		await world().refuses(file, { items: item({ ...request, body: other }), change: nameless }, /date/);
		await world().refuses(file, { items: item(renamed) }, /Order ABC was not transferred/);
	});

	it('published: the shop calls it with its secret', async () => {
		const { body } = (await sampleOf(file)) as { body: Fields };
		const { rows } = await deliveredTwice(world(), file, { ...body, order_id: 9140, order_reference: 'DEF' });
		assert.equal(rows[0]?.outcome, 'invoiced');
	});
}
