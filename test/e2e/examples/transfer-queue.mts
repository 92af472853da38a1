import assert from 'node:assert/strict';
import { it } from 'node:test';
import { someone, withFault } from './inDinero.mts';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, sampleOf } from './world.mts';

const file = 'transfer-queue.json';
const schedule = 'Every 15 minutes';

async function order(number: number, more: Fields = {}): Promise<Fields> {
	const text = JSON.stringify(await sampleOf(file));
	const id = `56001234${number}`;
	return {
		...(JSON.parse(text.replaceAll('5600123400112', id).replaceAll('#1112', `#${number}`)) as Fields),
		...more,
	};
}

/** What Dinero answers to everything while the organization has no subscription: it is not the order's fault. */
const noPro = (path: string) => ({
	match: { path, times: 99 },
	effect: 'status',
	status: 403,
	body: { code: 90, message: 'The organization has no active Pro subscription' },
});

export function cases(world: () => ExampleWorld): void {
	const queued = async (number: number) => {
		const rows = await world().tableRows('Dinero waiting orders');
		const own = rows.filter(({ orderNumber }) => orderNumber === `#${number}`);
		assert.ok(own.length <= 1);
		return own[0];
	};
	const arrives = async (json: Fields) => {
		const ran = await world().run(file, { items: item(json) });
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		return ran;
	};
	const aQuarterLater = async () => {
		const ran = await world().run(file, { trigger: schedule });
		assert.equal(ran.execution.status, 'success', ran.execution.error?.message);
		return ran;
	};
	/** In the data table, as a person does it. */
	const setToWaiting = async (number: number) => {
		const table = (await world().client.dataTables()).find(({ name }) => name === 'Dinero waiting orders');
		const filters = [{ columnName: 'orderNumber', condition: 'eq', value: `#${number}` }];
		await world().client.send('PATCH', `/rest/projects/${table?.projectId}/data-tables/${table?.id}/rows`, {
			filter: { type: 'and', filters },
			data: { status: 'waiting' },
		});
	};
	const subjects = () => world().mails.map(({ subject }) => subject);

	it('an order goes through the queue into the books, and its row says so', async () => {
		const { document } = await arrives(await sampleOf(file));
		assert.deepEqual([document?.total, document?.paid, document?.booked], [1306.3, 1306.3, true]);
		const row = await queued(1112);
		assert.deepEqual(
			[row.order, row.status, row.invoice, row.total, row.currency, row.reason, row.payload],
			['Shopify order 5600123400112', 'transferred', String(document?.number), '1306.30', 'DKK', '', ''],
		);
		assert.deepEqual(world().mails, []);

		const before = await world().books.counts();
		await aQuarterLater();
		const again = await arrives(await sampleOf(file));
		assert.equal(again.rows[0]?.outcome, 'alreadyTransferred');
		assert.deepEqual(await world().books.counts(), before);
		assert.equal((await queued(1112)).status, 'transferred');
		assert.deepEqual(world().mails, []);
	});

	it('a stopped transfer is told once, keeps every order, and is told again when it goes on', async () => {
		const before = await world().books.counts();
		await withFault(world(), noPro('*/352100/*'), async () => {
			await arrives(await order(2001));
			await arrives(await order(2002));
			await aQuarterLater();
		});
		assert.deepEqual(subjects(), ['Dinero: the transfer of orders has stopped']);
		const [{ text }] = world().mails;
		assert.match(text, /nothing is lost/);
		assert.match(text, /Dinero Pro/);
		assert.match(text, /beginning with order #2001/);
		assert.doesNotMatch(text, /undefined|\[object/);
		const [first, second] = [await queued(2001), await queued(2002)];
		assert.deepEqual([first.status, first.tries, first.told], ['waiting', 2, true]);
		assert.match(String(first.reason), /Pro/);
		assert.deepEqual([second.status, second.tries], ['waiting', 1]);
		assert.deepEqual(await world().books.counts(), before);

		world().forget();
		await aQuarterLater();
		assert.deepEqual(subjects(), ['Dinero: the transfer of orders goes on']);
		assert.match(world().mails[0].text, /again, beginning with #2001\./);
		const after = await world().books.counts();
		assert.equal(after.invoices, before.invoices + 2);
		assert.equal(after.payments, before.payments + 2);
		for (const number of [2001, 2002]) {
			const row = await queued(number);
			assert.deepEqual([row.status, row.payload, row.reason], ['transferred', '', '']);
		}
		world().forget();
		await aQuarterLater();
		assert.deepEqual(world().mails, []);
		assert.deepEqual(await world().books.brokenInvariants(), []);
	});

	it('a refused order is told once and set aside; the others go on, and it comes again when somebody says so', async () => {
		const odd = await order(2011, { total_price: '1000.00' });
		await arrives(odd);
		assert.deepEqual(subjects(), ['Dinero: order #2011 needs a decision']);
		assert.match(world().mails[0].text, /1000\.00|306\.30/);
		assert.doesNotMatch(world().mails[0].text, /undefined|\[object/);
		const row = await queued(2011);
		assert.equal(row.status, 'refused');
		assert.match(String(row.reason), /1000\.00|306\.30/);
		assert.ok(row.advice);

		world().forget();
		const { rows } = await arrives(await order(2012));
		assert.equal(rows[0]?.outcome, 'invoiced');
		await aQuarterLater();
		assert.deepEqual(world().mails, []);

		// Set to waiting by somebody, it is tried, and told, once more.
		await setToWaiting(2011);
		await aQuarterLater();
		assert.deepEqual(subjects(), ['Dinero: order #2011 needs a decision']);
		assert.deepEqual([(await queued(2011)).status, (await queued(2011)).tries], ['refused', 2]);
		world().forget();

		// Put right in the shop, it arrives anew.
		const { rows: right } = await arrives(await order(2011));
		assert.equal(right[0]?.outcome, 'invoiced');
		assert.equal((await queued(2011)).status, 'transferred');
		assert.deepEqual(world().mails, []);
	});

	it('a refused order among waiting ones does not hold them up', async () => {
		// A draft that somebody deleted: Dinero must be asked to know that this order is refused.
		const draft = await world().run(file, {
			items: item(await order(2021)),
			change: ({ nodes }) => {
				for (const { parameters } of nodes)
					if (parameters.resource === 'shopOrder') parameters.whatToDo = 'draft';
			},
		});
		await someone(world(), 'delete', draft.document!.guid);
		await withFault(world(), noPro('*/352100/*'), async () => {
			await arrives(await order(2021));
			await arrives(await order(2022));
		});
		assert.deepEqual(subjects(), ['Dinero: the transfer of orders has stopped']);
		world().forget();
		await aQuarterLater();
		assert.deepEqual([(await queued(2021)).status, (await queued(2022)).status], ['refused', 'transferred']);
		assert.deepEqual(subjects().sort(), [
			'Dinero: order #2021 needs a decision',
			'Dinero: the transfer of orders goes on',
		]);
		world().forget();
		await aQuarterLater();
		assert.deepEqual(world().mails, []);
	});

	it('a cancelled order has nothing to do, and its row says why', async () => {
		const cancelled = { cancelled_at: '2026-11-18T12:00:00+01:00', financial_status: 'voided' };
		const { counts } = await arrives(await order(2031, cancelled));
		const row = await queued(2031);
		assert.equal(row.status, 'nothing to do');
		assert.match(String(row.reason), /cancel/i);
		assert.deepEqual(world().mails, []);
		assert.deepEqual(await world().books.counts(), counts);
	});

	it('while no mail can be sent a refused order waits, so that it is told later', async () => {
		const data = { host: '127.0.0.1', port: 9, secure: false, disableStartTls: true };
		const id = await world().client.createCredential('No mail server', 'smtp', data);
		const { execution } = await world().run(file, {
			items: item(await order(2041, { total_price: '1000.00' })),
			change: ({ nodes }) => {
				for (const node of nodes)
					if (node.type === 'n8n-nodes-base.emailSend')
						node.credentials = { smtp: { id, name: 'No mail server' } };
			},
		});
		assert.equal(execution.status, 'error');
		assert.equal((await queued(2041)).status, 'waiting');
		await aQuarterLater();
		assert.deepEqual(subjects(), ['Dinero: order #2041 needs a decision']);
		assert.equal((await queued(2041)).status, 'refused');
	});

	it('published: Shopify calls it with its signature', async () => {
		const { document } = await deliveredTwice(world(), file, await order(2051));
		assert.equal(document?.paid, 1306.3);
		assert.equal((await queued(2051)).status, 'transferred');
	});
}
