import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readExample } from '../../../sandbox/runner/example.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, pinnedOn, sampleOf } from './world.mts';

const file = 'daily-reconciliation.json';
const invoices = 'woocommerce-paid-order-to-invoice.json';
const fetching = 'Fetch the orders of yesterday';

async function order(number: number, more: Fields = {}): Promise<Fields> {
	const text = JSON.stringify(await sampleOf(invoices)).replaceAll('5012', String(number));
	return { ...(JSON.parse(text) as Fields), date_created: '2026-11-19T10:00:00', ...more };
}

export function cases(world: () => ExampleWorld): void {
	const shop = () => world().host('keramik.example.com');
	const shopHas = (...orders: Fields[]) =>
		shop().answers(/^GET /, {
			headers: { link: '<https://keramik.example.com/wp-json/>; rel="https://api.w.org/"' },
			body: orders,
		});
	const invoiced = async (json: Fields, whatToDo = 'bookAndPay') => {
		const { document, told } = await world().run(invoices, {
			items: item(json),
			change: ({ nodes }) => {
				for (const { parameters } of nodes)
					if (parameters.resource === 'shopOrder') parameters.whatToDo = whatToDo;
			},
		});
		assert.ok(document, told);
		return document;
	};
	const compare = async () => {
		const before = await world().books.counts();
		const ran = await world().run(file, { asks: true });
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		assert.deepEqual(ran.counts, before);
		return ran;
	};
	const noted = async (number: number) => {
		const rows = (await world().tableRows('Daily reconciliation')).filter(
			(row) => row.order === String(number),
		);
		assert.equal(rows.length, 1);
		return rows[0];
	};

	it('the sample orders are told as missing while they are not in Dinero', async () => {
		const sample = await pinnedOn(file, fetching);
		const { told, execution } = await world().run(file);
		assert.equal(execution.status, 'success', execution.error?.message);
		for (const { json } of sample)
			assert.match(String(told), new RegExp(`Order ${String(json.number)} of 2026-11-19 is not in Dinero`));
		assert.equal(world().mails[0].subject, 'Dinero: 3 of 3 orders differ from the shop');
		assert.match(String(told), /3375\.00 in the shop, 0\.00 in Dinero/);
		assert.match(String(told), /Order 5022 .*: 1065\.00 in the shop/);
	});

	it('asks the shop for yesterday, in Danish days', async () => {
		shopHas();
		await compare();
		const [asked] = shop().asked();
		const { searchParams, pathname } = new URL(asked.replace('GET ', 'https://keramik.example.com'));
		assert.equal(pathname, '/wp-json/wc/v3/orders');
		const [after, before] = [searchParams.get('after') ?? '', searchParams.get('before') ?? ''];
		assert.match(`${after} ${before}`, /^\d{4}-\d\d-\d\dT00:00:00 \d{4}-\d\d-\d\dT00:00:00$/);
		assert.equal(Date.parse(`${before}Z`) - Date.parse(`${after}Z`), 86_400_000);
		assert.deepEqual(world().mails, []);
	});

	it('what differs is listed with both figures; unpaid orders and what agrees are not', async () => {
		await invoiced(await order(5120));
		await invoiced(await order(5121), 'draft');
		await invoiced(await order(5122), 'book');
		await invoiced(await order(5123));
		await invoiced(await order(5127));
		const refunds = [{ id: 5999, reason: '', total: '-180.00' }];
		shopHas(
			await order(5120),
			await order(5121),
			await order(5122),
			await order(5123, { refunds }),
			await order(5124),
			await order(5127, { total: '1150.00' }),
			await order(5125, { status: 'on-hold', date_paid: null, date_paid_gmt: null }),
		);
		const { told } = await compare();
		const lines = String(told)
			.split(/\r?\n/)
			.filter((line) => line.startsWith('Order '));
		assert.deepEqual(lines, [
			'Order 5121 of 2026-11-19 is a draft in Dinero: 1155.00 in the shop, 0.00 in Dinero.',
			'Order 5122 of 2026-11-19 is not paid in Dinero: 1155.00 in the shop, 1155.00 in Dinero, 1155.00 open.',
			'Order 5123 of 2026-11-19 has other refunds in Dinero: 975.00 in the shop, 1155.00 in Dinero.',
			'Order 5124 of 2026-11-19 is not in Dinero: 1155.00 in the shop, 0.00 in Dinero.',
			'Order 5127 of 2026-11-19 has other content in Dinero (the total is 1155.00 DKK, not 1150.00 DKK): 1150.00 in the shop, 1155.00 in Dinero.',
		]);
		assert.match(String(told), /All 6 paid orders of the day: 6745\.00 in the shop, 4620\.00 in Dinero/);
		assert.doesNotMatch(String(told), /undefined|\[object|NaN/);
		assert.equal(world().mails.length, 1);
		assert.deepEqual([(await noted(5120)).what, (await noted(5120)).difference], ['agrees', 0]);
		assert.deepEqual([(await noted(5124)).difference, (await noted(5124)).invoice], [1155, '']);

		world().forget();
		await invoiced(await order(5124));
		shopHas(await order(5120), await order(5124));
		await compare();
		assert.deepEqual(world().mails, []);
		assert.deepEqual([(await noted(5124)).what, (await noted(5124)).difference], ['agrees', 0]);
	});

	it('a shop that does not answer, and an order that cannot be read, are told', async () => {
		shop().answers(/./, { status: 503, body: { message: 'Closed for maintenance' } });
		const { told } = await compare();
		assert.match(String(told), /orders of yesterday could not be fetched/);
		assert.match(String(told), /503|maintenance|unavailable/i);
		world().forget();
		shopHas(await order(5126, { line_items: undefined, currency: undefined }));
		const odd = await compare();
		assert.match(String(odd.told), /^Order 5126 could not be compared with Dinero/);
		assert.doesNotMatch(String(odd.told), /undefined|\[object/);
	});

	it('begins with the schedule and writes nowhere but in its table', async () => {
		const { workflow, trigger } = await readExample(file);
		assert.equal(trigger.type, 'n8n-nodes-base.scheduleTrigger');
		const dinero = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-dinero.dinero');
		assert.deepEqual(
			dinero.map(({ parameters }) => parameters.operation),
			['getStatus'],
		);
	});
}
