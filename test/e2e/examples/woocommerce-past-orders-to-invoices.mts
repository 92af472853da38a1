import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, pinnedOn } from './world.mts';

const file = 'woocommerce-past-orders-to-invoices.json';
const shop = 'keramik.example.com';
const bookmarks = 'Dinero bookmarks';

export function cases(world: () => ExampleWorld): void {
	const order = async (id: number, changes: Fields = {}) => {
		const [{ json }] = await pinnedOn(file, 'Fetch a page of orders');
		return { ...json, id, number: String(id), _links: undefined, ...changes };
	};

	/** The shop has these orders, two to a page. */
	function sells(all: Fields[]): void {
		world()
			.host(shop)
			.answers(/^GET \/wp-json\/wc\/v3\/orders\?/, ({ path }) => {
				const page = Number(/[?&]page=(\d+)/.exec(path)?.[1]);
				return { body: all.slice(2 * page - 2, 2 * page) };
			});
	}
	const pagesAsked = () =>
		world()
			.host(shop)
			.asked()
			.map((call) => Number(/[?&]page=(\d+)/.exec(call)?.[1]));
	/** Two orders to a page, in a period of their own. */
	const period = (from: string, to: string) => (workflow: Workflow) => {
		const { parameters } = workflow.nodes.find(({ name }) => name === 'The period')!;
		const values: Fields = { from, to, pageSize: 2 };
		const { assignments } = parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		for (const row of assignments) row.value = values[row.name];
	};

	it('the sample is invoiced, once, and the end is told', async () => {
		const { document, told, execution } = await world().run(file);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual([document?.total, document?.booked, document?.paid], [1155, true, 1155]);
		assert.match(told ?? '', /from 2026-07-01 to 2026-12-31 have been looked at\.\s+None was refused/);
		assert.equal((await world().logged('WooCommerce order 5012'))?.outcome, 'invoiced');
		const [bookmark] = await world().tableRows<Fields>(bookmarks);
		assert.deepEqual(
			[bookmark.period, bookmark.page, bookmark.orders],
			['WooCommerce 2026-07-01 to 2026-12-31', 1, 1],
		);
	});

	it('a period without orders is through at once', async () => {
		await world().startOver();
		sells([]);
		const handed = { asks: true, items: item({}), change: period('2020-01-01', '2020-01-31') };
		const { told, execution } = await world().run(file, handed);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.match(told ?? '', /have been looked at\.\s+None was refused/);
		assert.deepEqual(await world().tableRows(bookmarks), []);
	});

	it('takes page after page, the oldest first; refused orders do not stop it and are in the report', async () => {
		const before = await world().books.counts();
		const all = [
			await order(101),
			await order(102, { status: 'on-hold', date_paid: null, date_paid_gmt: null }),
			await order(103, { total: '1.00' }),
			await order(104),
		];
		sells(all);
		const change = period('2026-01-01', '2026-03-31');
		const { counts, told, execution } = await world().run(file, { asks: true, items: item({}), change });
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(counts.invoices, before.invoices + 2);
		assert.deepEqual(pagesAsked(), [1, 2, 3]);
		const [first] = world().host(shop).asked();
		const query =
			'after=2025-12-31T23:59:59&before=2026-04-01T00:00:00&status=any&orderby=id&order=asc&per_page=2&page=1';
		assert.equal(first, `GET /wp-json/wc/v3/orders?${query}`);
		assert.match(told ?? '', /Order 103 was not transferred\. .*1\.00/);
		assert.doesNotMatch(told ?? '', /Order 10[124]|None was refused/);
		const outcomes = await Promise.all(
			all.map(async ({ id }) => (await world().logged(`WooCommerce order ${id}`))?.outcome),
		);
		assert.deepEqual(outcomes, ['invoiced', 'nothingToDo', 'refused', 'invoiced']);
		assert.equal(world().mails.length, 1);
	});

	it('a shop that does not answer, and a Dinero that does not, stop it there; run again, it goes on with that page', async () => {
		const before = await world().books.counts();
		const all = [await order(201), await order(202), await order(203), await order(204), await order(205)];
		sells(all);
		world()
			.host(shop)
			.answers(/[?&]page=2/, { status: 503, body: { message: 'Closed for maintenance' } });
		const handed = { asks: true, items: item({}), change: period('2026-04-01', '2026-04-30') };
		const stopped = await world().run(file, handed);
		assert.match(stopped.told ?? '', /stopped at page 2\.\s+.*(503|maintenance|unavailable)/i);
		assert.equal(stopped.counts.invoices, before.invoices + 2);

		world().forget();
		sells(all);
		const withoutAccount = (workflow: Workflow) => {
			handed.change(workflow);
			for (const { parameters } of workflow.nodes)
				if (parameters.resource === 'shopOrder')
					parameters.organizationId = { __rl: true, mode: 'id', value: '999999' };
		};
		const refused = await world().run(file, { ...handed, change: withoutAccount });
		assert.deepEqual(pagesAsked(), [2]);
		assert.match(refused.told ?? '', /stopped at page 2\.\s+Order 203: /);
		assert.equal(refused.counts.invoices, before.invoices + 2);
		assert.equal((await world().logged('WooCommerce order 203'))?.outcome, 'failed');

		world().forget();
		sells(all);
		const through = await world().run(file, handed);
		assert.deepEqual(pagesAsked(), [2, 3]);
		assert.equal(through.counts.invoices, before.invoices + 5);
		assert.match(through.told ?? '', /have been looked at/);
		const kept = await world().tableRows<Fields>(bookmarks);
		assert.deepEqual(
			kept
				.filter(({ period: name }) => String(name).includes('2026-04-01'))
				.map(({ page, orders }) => [page, orders]),
			[[3, 5]],
		);

		world().forget();
		sells(all);
		const again = await world().run(file, handed);
		assert.deepEqual(pagesAsked(), [4]);
		assert.deepEqual(again.counts, through.counts);
	});
}
