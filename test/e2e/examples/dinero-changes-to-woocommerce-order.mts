import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Item } from '../../../sandbox/n8n/client.mts';
import { publishedOnce, runFromRealEvent, someone } from './inDinero.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, pinnedOn, sampleOf } from './world.mts';

const file = 'dinero-changes-to-woocommerce-order.json';
const table = 'Shop orders marked from Dinero';
const orders = '/wp-json/wc/v3/orders';

/** The sample as another event of the same invoice. */
async function told(event: string, more: Fields = {}): Promise<Item[]> {
	const sample = await sampleOf(file);
	return item({ ...sample, event, eventId: `100001:${event}:${JSON.stringify(more)}`, ...more });
}

export function cases(world: () => ExampleWorld): void {
	const shop = () => world().host('keramik.example.com');
	const answers = async () => {
		const [marked] = await pinnedOn(file, 'Mark the order in WooCommerce');
		const [note] = await pinnedOn(file, 'Write a note on the order');
		shop().answers(/^PUT /, { body: marked.json });
		shop().answers(/^POST .*\/notes$/, { status: 201, body: note.json });
	};
	const run = async (items: Item[]) => {
		const ran = await world().run(file, { items, asks: true });
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		return ran;
	};
	const meta = (status: string, invoice = '1042') => ({
		meta_data: [
			{ key: 'dinero_status', value: status },
			{ key: 'dinero_invoice', value: invoice },
		],
	});

	it('the sample runs as it is imported: nobody is asked, and its row is written', async () => {
		const { execution, output } = await world().run(file);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(output('Write the log row').length, 1);
		const [row] = await world().tableRows(table);
		assert.deepEqual([row.order, row.status], ['5012', 'booked']);
	});

	it('can be published', async () => await publishedOnce(world(), file));

	it('a booked invoice is marked and noted on its order, once', async () => {
		await answers();
		const before = await world().books.counts();
		const rowsBefore = await world().tableRows(table);
		const booked = await told('invoice.booked', { occurredAt: '2026-11-18' });
		await run(booked);
		assert.deepEqual(shop().asked(), [`PUT ${orders}/5012`, `POST ${orders}/5012/notes`]);
		const note = 'Dinero: invoice 1042 of 1155 DKK was booked.';
		assert.deepEqual(
			shop().calls.map(({ body }) => body),
			[meta('booked'), { note, customer_note: false }],
		);
		const secret = Buffer.from('ck_sample:cs_sample').toString('base64');
		for (const { headers } of shop().calls) assert.equal(headers.authorization, `Basic ${secret}`);
		const rows = await world().tableRows(table);
		assert.deepEqual(
			rows
				.slice(rowsBefore.length)
				.map(({ order, status, invoice, note: said }) => [order, status, invoice, said]),
			[['5012', 'booked', '1042', note]],
		);
		await run(booked);
		assert.equal(shop().calls.length, 2);
		assert.deepEqual(await world().tableRows(table), rows);
		assert.deepEqual(await world().books.counts(), before);
	});

	it('paid, credited in part or whole, and deleted drafts are told in their own words', async () => {
		await answers();
		const credit = (total: number) => ({ creditNote: { Number: 1050, TotalInclVat: total } });
		const record = { ...((await sampleOf(file)).record as Fields), Number: null };
		const events: Array<[Item[], string, RegExp]> = [
			[await told('invoice.paid'), 'paid', /^Dinero: invoice 1042 is paid\.$/],
			[
				await told('invoice.credited', credit(180)),
				'partly credited',
				/credit note 1050 of 180 DKK .* invoice 1042/,
			],
			[await told('invoice.credited', credit(1155)), 'credited', /credit note 1050 of 1155 DKK/],
			[
				await told('invoice.deleted', { record }),
				'deleted',
				/draft invoice .* was deleted\. .* not in the books/,
			],
		];
		for (const [items, status, says] of events) {
			await run(items);
			const [mark, note] = shop().calls.splice(0);
			assert.deepEqual(mark.body, meta(status, status === 'deleted' ? '' : '1042'));
			assert.match(String((note.body as Fields).note), says);
		}
		assert.deepEqual(world().mails, []);
	});

	it('a real event of Dinero names the order of the shop', async () => {
		const paid = 'woocommerce-paid-order-to-invoice.json';
		const order = JSON.parse(JSON.stringify(await sampleOf(paid)).replaceAll('5012', '5212')) as Fields;
		const { document, told: why } = await world().run(paid, { items: item(order) });
		assert.ok(document, why);
		await someone(world(), 'credit', document.guid);
		await answers();
		const { execution } = await runFromRealEvent(world(), file, ({ nodes }) => {
			const { parameters } = nodes.find(({ type }) => type.endsWith('.dineroTrigger'))!;
			parameters.events = ['invoice.credited'];
			parameters.filters = {
				externalReference: 'woocommerce:keramik.example.com:order:5212',
				own: 'include',
			};
		});
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(shop().asked(), [`PUT ${orders}/5212`, `POST ${orders}/5212/notes`]);
		assert.deepEqual(shop().calls[0].body, meta('credited', String(document.number)));
	});

	it('an order that the shop does not have is told; a note that did not get through is written by the next run', async () => {
		await answers();
		shop().answers(/^PUT /, {
			status: 404,
			body: { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.' },
		});
		const items = await told('invoice.paid', { occurredAt: '2026-11-18' });
		const rows = (await world().tableRows(table)).length;
		const gone = await run(items);
		assert.match(String(gone.told), /invoice 1042 is paid/);
		assert.match(String(gone.told), /could not be written on order 5012/);
		assert.doesNotMatch(String(gone.told), /undefined|\[object/);
		assert.equal(world().mails[0].subject, 'Dinero: order 5012 could not be marked in the shop');

		world().forget();
		await answers();
		shop().answers(/notes$/, { status: 503, body: { message: 'Closed for maintenance' } });
		const closed = await run(items);
		assert.match(String(closed.told), /503|maintenance|unavailable/i);
		assert.equal((await world().tableRows(table)).length, rows);

		world().forget();
		await answers();
		await run(items);
		assert.equal((await world().tableRows(table)).length, rows + 1);
		assert.deepEqual(world().mails, []);
	});
}
