import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Workflow } from '../../../sandbox/n8n/client.mts';
import { publishedOnce, runFromRealEvent } from './inDinero.mts';
import type { ExampleWorld, Fields, Handed } from './world.mts';
import { item, pinnedOn, sampleOf } from './world.mts';

const file = 'dinero-booked-invoice-to-payment.json';
const invoices = 'woocommerce-paid-order-to-invoice.json';

/** The sample order under another number. */
async function orderOf(number: number): Promise<Fields> {
	return JSON.parse(JSON.stringify(await sampleOf(invoices)).replaceAll('5012', String(number))) as Fields;
}

/** Lets Dinero tell that somebody booked the invoice of that order, while the shop is asked for it. */
async function bookedInvoice(number: number): Promise<Handed> {
	const told = JSON.parse(JSON.stringify(await sampleOf(file)).replaceAll('5012', String(number))) as Fields;
	return { asks: true, items: item(told) };
}

const doing = (whatToDo: 'draft' | 'book') => (workflow: Workflow) => {
	for (const { parameters } of workflow.nodes)
		if (parameters.resource === 'shopOrder') parameters.whatToDo = whatToDo;
};

export function cases(world: () => ExampleWorld): void {
	const shop = () => world().host('keramik.example.com');
	const invoiced = async (number: number, whatToDo: 'draft' | 'book') => {
		const { document, told } = await world().run(invoices, {
			items: item(await orderOf(number)),
			change: doing(whatToDo),
		});
		assert.ok(document, told);
		return document;
	};
	const logged = async (number: number) => await world().logged(`Payment of WooCommerce order ${number}`);

	it('the sample of the shop is the order of the sample of Dinero', async () => {
		const [{ json }] = await pinnedOn(file, 'Fetch the order from the shop');
		const { record } = (await sampleOf(file)) as { record: Fields };
		assert.equal(record.ExternalReference, `woocommerce:keramik.example.com:order:${String(json.id)}`);
		assert.equal(record.TotalInclVat, Number(json.total));
	});

	it('the sample is paid as it is imported, once its order is invoiced', async () => {
		const invoice = await invoiced(5012, 'book');
		const { rows, told, output } = await world().run(file);
		assert.equal(told, undefined);
		assert.equal(rows[0]?.invoiceNumber, invoice.number);
		assert.equal((await world().books.document(invoice.guid))?.paid, 1155);
		assert.equal(output('Write the log row').length, 1);
		assert.equal((await logged(5012))?.outcome, 'invoiced');
	});

	it('can be published', async () => await publishedOnce(world(), file));

	it('what the shop received is registered on the booked invoice, once', async () => {
		const invoice = await invoiced(5112, 'book');
		assert.deepEqual([invoice.booked, invoice.paid], [true, 0]);
		const order = await orderOf(5112);
		shop().answers(/^GET \/wp-json\/wc\/v3\/orders\/5112/, { body: order });
		const { counts, told } = await world().run(file, await bookedInvoice(5112));
		assert.equal(told, undefined);
		assert.deepEqual(shop().asked(), ['GET /wp-json/wc/v3/orders/5112']);
		assert.equal((await world().books.document(invoice.guid))?.paid, 1155);
		const row = await logged(5112);
		assert.deepEqual(
			[row?.outcome, row?.order, row?.number, row?.reason],
			['invoiced', '5112', String(invoice.number), ''],
		);
		const again = await world().run(file, await bookedInvoice(5112));
		assert.equal(again.rows[0]?.outcome, 'alreadyTransferred');
		assert.deepEqual(again.counts, counts);
		assert.equal((await logged(5112))?.outcome, 'alreadyTransferred');
		assert.deepEqual(await world().books.brokenInvariants(), []);
	});

	it('a real event of Dinero leads to the order', async () => {
		const invoice = await invoiced(5113, 'book');
		shop().answers(/orders\/5113/, { body: await orderOf(5113) });
		const { execution } = await runFromRealEvent(world(), file, ({ nodes }) => {
			const { parameters } = nodes.find(({ type }) => type.endsWith('.dineroTrigger'))!;
			parameters.filters = { externalReference: 'woocommerce:keramik.example.com:order:5113', own: 'only' };
		});
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal((await world().books.document(invoice.guid))?.paid, 1155);
	});

	it('an order that the shop says is unpaid has nothing to register', async () => {
		const invoice = await invoiced(5114, 'book');
		const unpaid = { status: 'on-hold', date_paid: null, date_paid_gmt: null, transaction_id: '' };
		shop().answers(/orders\/5114/, { body: { ...(await orderOf(5114)), ...unpaid } });
		await world().leavesAlone(file, await bookedInvoice(5114));
		assert.equal((await world().books.document(invoice.guid))?.paid, 0);
	});

	it('a draft, and a shop that does not answer, are told and logged', async () => {
		await invoiced(5115, 'draft');
		shop().answers(/orders\/5115/, { body: await orderOf(5115) });
		await world().refuses(
			file,
			await bookedInvoice(5115),
			/order 5115 was not registered/,
			/still a draft/,
			/Book the draft/,
		);
		assert.equal((await logged(5115))?.outcome, 'refused');

		shop().answers(/orders\/5116/, { status: 503, body: { message: 'Closed for maintenance' } });
		await world().refuses(
			file,
			await bookedInvoice(5116),
			/order 5116 was not registered/,
			/503|maintenance|unavailable/i,
		);
		const row = await logged(5116);
		assert.deepEqual([row?.outcome, row?.order], ['failed', '5116']);
	});
}
