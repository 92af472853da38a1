import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, sampleOf } from './world.mts';

const file = 'woocommerce-paid-order-to-invoice.json';

export function cases(world: () => ExampleWorld): void {
	it('the sample is invoiced to a business with CVR and EAN number', async () => {
		await world().promises(
			file,
			'invoiced',
			{ total: 1155, vat: 231, paid: 1155, contactName: 'Fjordlys Café ApS' },
			{ record: 'WooCommerce order 5012', order: '5012' },
		);
		const contacts = await world().inBooks<Fields>('contacts');
		const business = contacts.find(({ name }) => name === 'Fjordlys Café ApS');
		assert.deepEqual([business?.vatNumber, business?.eanNumber], ['12345674', '5790000000012']);
	});

	it('unpaid orders wait; one that does not add up is refused', async () => {
		const order = await sampleOf(file);
		const unpaid = {
			...order,
			id: 5013,
			number: '5013',
			status: 'on-hold',
			date_paid: null,
			date_paid_gmt: null,
		};
		await world().leavesAlone(file, { items: item(unpaid) });
		const odd = { ...order, id: 5014, number: '5014', total: '1000.00' };
		await world().refuses(file, { items: item(odd) }, /Order 5014 was not transferred/);
	});

	it('published: WooCommerce calls it with its signature', async () => {
		const order = { ...(await sampleOf(file)), id: 5020, number: '5020', _links: undefined };
		const { rows } = await deliveredTwice(world(), file, order);
		assert.equal(rows[0]?.outcome, 'invoiced');
	});
}
