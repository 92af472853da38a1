import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Item, Workflow } from '../../../sandbox/n8n/client.mts';
import { readExample } from '../../../sandbox/runner/example.mts';
import { invoiceByHand, publishedOnce, runFromRealEvent, someone } from './inDinero.mts';
import type { ExampleWorld, Fields } from './world.mts';

const file = 'dinero-news-to-slack.json';
const table = 'Dinero news in chat';

const inChannel = (workflow: Workflow) => {
	const slack = workflow.nodes.find(({ name }) => name === 'Post it in Slack');
	slack!.parameters.channelId = { __rl: true, mode: 'id', value: 'C0122KQ70S7E' };
};

/** The sample, told as another event. */
async function sampleAs(part: string): Promise<Item[]> {
	const { sample } = await readExample(file);
	return JSON.parse(JSON.stringify(sample).replaceAll('"eventId":"', `"eventId":"${part}:`)) as Item[];
}

export function cases(world: () => ExampleWorld): void {
	const slack = () => world().host('slack.com');
	const takes = () =>
		slack().answers(/^POST \/api\/chat.postMessage/, { body: { ok: true, ts: '1763456789.000100' } });
	const posted = () => slack().calls.map(({ body }) => (body as Fields).text);
	const run = async (items: Item[]) => await world().run(file, { items, asks: true, change: inChannel });

	it('the sample runs as it is imported: nobody is asked, and its rows are written', async () => {
		const { execution, output } = await world().run(file);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(slack().calls, []);
		assert.deepEqual(
			output('Write the log row').map(({ event }) => event),
			['invoice.booked', 'payment.registered'],
		);
	});

	it('can be published', async () => await publishedOnce(world(), file, inChannel));

	it('an invoice and a payment are each posted once, with a row in the log', async () => {
		takes();
		const before = await world().books.counts();
		const news = await sampleAs('posted');
		const already = (await world().tableRows(table)).length;
		const { execution } = await run(news);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(posted(), [
			'Invoice 1042: 1155.00 DKK to Fjordlys Café ApS.',
			'Payment: 1155.00 DKK from Fjordlys Café ApS on invoice 1042. It is paid.',
		]);
		for (const { path, headers, body } of slack().calls) {
			assert.equal(path, '/api/chat.postMessage');
			assert.equal(headers.authorization, 'Bearer xoxb-sample');
			assert.equal((body as Fields).channel, 'C0122KQ70S7E');
		}
		const rows = await world().tableRows(table);
		assert.deepEqual(
			rows.slice(already).map(({ event, number, customer }) => [event, number, customer]),
			[
				['invoice.booked', '1042', 'Fjordlys Café ApS'],
				['payment.registered', '1042', 'Fjordlys Café ApS'],
			],
		);
		await run(news);
		assert.equal(slack().calls.length, 2);
		assert.deepEqual(await world().tableRows(table), rows);
		assert.deepEqual(world().mails, []);
		assert.deepEqual(await world().books.counts(), before);
	});

	it('a part payment says what is left', async () => {
		takes();
		const [, payment] = await sampleAs('part');
		const of = payment.json as { payment: Fields };
		of.payment = { ...of.payment, Amount: 500, RemainingAmount: 655 };
		await run([payment]);
		assert.deepEqual(posted(), [
			'Payment: 500.00 DKK from Fjordlys Café ApS on invoice 1042. 655.00 DKK left to pay.',
		]);
	});

	it('a real event of Dinero has what the message needs', async () => {
		takes();
		const guid = await invoiceByHand(world(), { name: 'Karen Vinter', date: '2026-11-02' });
		await someone(world(), 'pay', guid);
		const { execution, output } = await runFromRealEvent(world(), file, (workflow) => {
			inChannel(workflow);
			const trigger = workflow.nodes.find(({ type }) => type.endsWith('.dineroTrigger'));
			trigger!.parameters.events = ['payment.registered'];
		});
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(output('Something happened in Dinero')[0]?.event, 'payment.registered');
		assert.match(String(posted()[0]), /^Payment: \d+\.\d\d DKK from .+ on invoice \d+\. It is paid\.$/);
	});

	it('a message that Slack refuses is mailed, and posted when the execution is run again', async () => {
		slack().answers(/./, { body: { ok: false, error: 'channel_not_found' } });
		const [booked] = await sampleAs('refused');
		const { execution, told } = await run([booked]);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.match(
			String(told),
			/^Invoice 1042: 1155\.00 DKK to Fjordlys Café ApS\.\s+This was not posted in Slack: .*channel/i,
		);
		assert.doesNotMatch(String(told), /undefined|\[object/);
		assert.equal(world().mails.length, 1);
		const rows = (await world().tableRows(table)).length;
		world().forget();
		takes();
		await run([booked]);
		assert.equal(posted().length, 1);
		assert.deepEqual(world().mails, []);
		assert.equal((await world().tableRows(table)).length, rows + 1);
	});
}
