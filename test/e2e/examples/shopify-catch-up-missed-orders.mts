import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ExampleWorld, Fields } from './world.mts';
import { item, pinnedOn } from './world.mts';

const file = 'shopify-catch-up-missed-orders.json';
const orders = 'shopify-paid-order-to-invoice.json';
const shop = 'nordlys-cykler.example.com';

export function cases(world: () => ExampleWorld): void {
	const sampleOrder = async (id: number, changes: Fields = {}) => {
		const [{ json }] = await pinnedOn(file, 'Fetch the orders of those days');
		const [order] = (json as { orders: Fields[] }).orders;
		return { ...order, id, name: `#${id}`, admin_graphql_api_id: `gid://shopify/Order/${id}`, ...changes };
	};
	const schedule = item({ timestamp: '2026-11-20T06:15:00.012+01:00' });

	it('the sample was missing: transferred, told and logged; the next morning nothing is missing', async () => {
		const { document, told } = await world().run(file);
		assert.deepEqual([document?.total, document?.paid, document?.booked], [1306.3, 1306.3, true]);
		assert.match(told ?? '', /Order #1042 is transferred now: invoice 1, 1306\.30 DKK/);
		assert.equal(world().mails[0].subject, 'Dinero: 1 Shopify order had not arrived');
		assert.equal((await world().logged('Shopify order 5600123400017'))?.outcome, 'invoiced');
		const before = await world().books.counts();
		world().forget();
		const { counts, execution } = await world().run(file);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(counts, before);
		assert.deepEqual(world().mails, []);
		assert.equal((await world().logged('Shopify order 5600123400017'))?.outcome, 'invoiced');
	});

	it('asks for every page; what arrived is found, what is missing is transferred, what is odd is told', async () => {
		const arrived = await sampleOrder(41);
		await world().run(orders, { items: item(arrived) });
		const pages: Fields[][] = [
			[arrived, await sampleOrder(42)],
			[await sampleOrder(43, { total_price: '1.00' })],
			[await sampleOrder(44, { financial_status: 'pending' }), await sampleOrder(45)],
		];
		const link = (page: number, rel: string) =>
			`<https://${shop}/admin/api/2024-07/orders.json?limit=250&page_info=p${page}>; rel="${rel}"`;
		world()
			.host(shop)
			.answers(/^GET/, ({ path }) => {
				const page = Number(/page_info=p(\d)/.exec(path)?.[1] ?? 0);
				const links = [page > 0 && link(page - 1, 'previous'), page < 2 && link(page + 1, 'next')].filter(
					Boolean,
				);
				return { body: { orders: pages[page] }, headers: { link: links.join(', ') } };
			});
		const before = await world().books.counts();
		const { counts, told, execution } = await world().run(file, { items: schedule, asks: true });
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(counts.invoices, before.invoices + 2);
		const lines = (told ?? '').split('\n').filter((line) => line.startsWith('Order #'));
		assert.deepEqual(
			lines.map((line) => line.split(' ').slice(0, 4).join(' ')),
			['Order #42 is transferred', 'Order #43 was not', 'Order #45 is transferred'],
		);
		assert.match(lines[1], /1\.00/);
		const calls = world().host(shop).calls;
		assert.deepEqual(
			calls.map(({ path }) => /page_info=(p\d)/.exec(path)?.[1] ?? 'first'),
			['first', 'p1', 'p2'],
		);
		const since = /updated_at_min=([^&]+)/.exec(calls[0].path)?.[1] ?? '';
		const days = (Date.now() - Date.parse(since)) / 86_400_000;
		assert.ok(days > 6.9 && days < 7.1, `asked since ${since}`);
		assert.equal(calls[0].headers['x-shopify-access-token'], 'shpat_sample');
		assert.equal((await world().logged('Shopify order 43'))?.outcome, 'refused');
		assert.equal(await world().logged('Shopify order 44'), undefined);
	});

	it('a Shopify that does not answer is told', async () => {
		world()
			.host(shop)
			.answers(/^GET/, { status: 401, body: { errors: '[API] Invalid API key or access token' } });
		await world().refuses(
			file,
			{ items: schedule, asks: true },
			/orders of the last 7 days/,
			/401|Authorization/i,
		);
	});
}
