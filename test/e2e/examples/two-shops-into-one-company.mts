import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { readExample } from '../../../sandbox/runner/example.mts';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item } from './world.mts';

const file = 'two-shops-into-one-company.json';
const [bikes, pottery] = ['A paid order in the bike shop', 'An order was changed in the pottery shop'];

/** Each shop has its own clearing account. */
const accounts = (workflow: Workflow) => {
	const own = {
		'Invoice the order of the bike shop': '55120',
		'Invoice the order of the pottery shop': '55000',
	};
	for (const [name, value] of Object.entries(own)) {
		const node = workflow.nodes.find((one) => one.name === name);
		node!.parameters.depositAccountNumber = { __rl: true, mode: 'id', value };
	}
};

async function sample(trigger: string): Promise<Fields> {
	const { workflow } = await readExample(file);
	const [first] = workflow.pinData?.[trigger] as Array<{ json: Fields }>;
	return structuredClone(first.json);
}

interface Figures {
	externalReference: string;
	description: string;
	comment: string;
	total: number;
	contactGuid: string;
	booked: boolean;
	payments: Array<{ depositAccountNumber: number; amount: number }>;
}

export function cases(world: () => ExampleWorld): void {
	const run = async (trigger: string, json: Fields) =>
		await world().run(file, { trigger, items: item(json), change: accounts });
	const invoices = async (order: string) =>
		(await world().inBooks<Figures>('invoices')).filter(({ externalReference }) =>
			externalReference?.endsWith(`:order:${order}`),
		);

	it('two orders with one number are two invoices, each with its shop and its clearing account', async () => {
		for (const trigger of [bikes, pottery]) {
			const { execution, told } = await run(trigger, await sample(trigger));
			assert.equal(execution.status, 'success', execution.error?.message);
			assert.equal(told, undefined);
		}
		const [bike, ...moreBikes] = await invoices('5600123400142');
		const [pot, ...morePots] = await invoices('6012');
		assert.deepEqual([moreBikes, morePots], [[], []]);
		assert.deepEqual([bike.total, pot.total], [1306.3, 1155]);
		assert.deepEqual(
			[bike.description, pot.description],
			['Nordlys Cykler, order #1042', 'Havblik Keramik, order 1042'],
		);
		assert.match(bike.externalReference, /^shopify:nordlys-cykler\.example\.com:/);
		assert.match(pot.externalReference, /^woocommerce:keramik\.example\.com:/);
		assert.match(bike.comment, /Nordlys Cykler \(nordlys-cykler\.example\.com\)/);
		assert.match(pot.comment, /Havblik Keramik \(keramik\.example\.com\)/);
		assert.deepEqual(
			[bike, pot].map(({ payments }) => payments.map(({ depositAccountNumber }) => depositAccountNumber)),
			[[55120], [55000]],
		);
		const rows = [
			await world().logged('Shopify order 5600123400142'),
			await world().logged('WooCommerce order 6012'),
		];
		assert.deepEqual(
			rows.map((row) => [row?.shop, row?.order, row?.outcome, Number(row?.total)]),
			[
				['nordlys-cykler.example.com', '#1042', 'invoiced', 1306.3],
				['keramik.example.com', '1042', 'invoiced', 1155],
			],
		);

		const before = await world().books.counts();
		for (const trigger of [bikes, pottery]) {
			const { execution } = await run(trigger, await sample(trigger));
			assert.equal(execution.status, 'success');
		}
		assert.deepEqual(await world().books.counts(), before);
		assert.equal((await world().logged('WooCommerce order 6012'))?.outcome, 'alreadyTransferred');
	});

	it('a customer of both shops is one contact', async () => {
		const bike = {
			...(await sample(bikes)),
			id: 5600123400143,
			admin_graphql_api_id: 'gid://shopify/Order/5600123400143',
		};
		await run(bikes, bike);
		const text = JSON.stringify(await sample(pottery)).replaceAll('6012', '6013');
		const { customer, billing_address: address } = bike as unknown as Record<string, Record<string, string>>;
		const billing = {
			first_name: 'Mette',
			last_name: 'Sørensen',
			company: '',
			email: customer.email,
			country: 'DK',
		};
		const home = { address_1: address.address1, city: address.city, postcode: address.zip };
		const order = { ...(JSON.parse(text) as Fields), billing: { ...billing, ...home }, meta_data: [] };
		const { told } = await run(pottery, { ...order, shipping: { ...billing, ...home } });
		assert.equal(told, undefined);
		const [[one], [other]] = [await invoices('5600123400143'), await invoices('6013')];
		assert.equal(one.contactGuid, other.contactGuid);
	});

	it('a refused order is told with its shop; the other shop goes on', async () => {
		const before = await world().books.counts();
		const odd = { ...(await sample(pottery)), id: 6014, number: '6014', total: '1000.00', _links: undefined };
		const { told, execution } = await run(pottery, { ...odd, _links: (await sample(pottery))._links });
		assert.equal(execution.status, 'success');
		assert.match(String(told), /^Order 6014 of the pottery shop was not transferred/);
		assert.doesNotMatch(String(told), /undefined|\[object/);
		const bike = { ...(await sample(bikes)), id: 5600123400144, name: '#1044', total_price: '1000.00' };
		const other = await run(bikes, { ...bike, admin_graphql_api_id: 'gid://shopify/Order/5600123400144' });
		assert.match(String(other.told), /^Order #1044 of the bike shop was not transferred/);
		assert.deepEqual(await world().books.counts(), before);
		const rows = [
			await world().logged('WooCommerce order 6014'),
			await world().logged('Shopify order 5600123400144'),
		];
		assert.deepEqual(
			rows.map((row) => [row?.outcome, row?.order]),
			[
				['refused', '6014'],
				['refused', '#1044'],
			],
		);
	});

	it('published: Shopify calls it with its signature, and the other shop is listened to as well', async () => {
		world()
			.host('keramik.example.com')
			.answers(/^GET .*\/webhooks\?/, { body: [] })
			.answers(/^POST .*\/webhooks$/, { status: 201, body: { id: 77 } })
			.answers(/^DELETE .*\/webhooks\/77/, { body: { id: 77 } });
		const bike = { ...(await sample(bikes)), id: 5600123400145, name: '#1045' };
		const order = { ...bike, admin_graphql_api_id: 'gid://shopify/Order/5600123400145' };
		const { rows } = await deliveredTwice(world(), file, order);
		assert.equal(rows[0]?.outcome, 'invoiced');
		const asked = world().host('keramik.example.com').asked();
		assert.ok(asked.some((call) => /^POST .*\/webhooks$/.test(call)));
		assert.equal((await world().logged('Shopify order 5600123400145'))?.outcome, 'alreadyTransferred');
	});
}
