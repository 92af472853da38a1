import assert from 'node:assert/strict';
import { it } from 'node:test';
import { oneCallEach } from '../../../sandbox/n8n/client.mts';
import type { Execution } from '../../../sandbox/n8n/client.mts';
import { accounts } from './credentials.mts';
import type { Ran, ExampleWorld, Fields } from './world.mts';
import { item, pinnedOn } from './world.mts';

const file = 'shopify-selected-orders-to-invoices.json';
const shop = 'nordlys-cykler.example.com';
const page = 'Show the result';

interface Shown {
	title: string;
	lines: string[];
	ran: Ran;
}

export function cases(world: () => ExampleWorld): void {
	const sampleOrders = async () => {
		const [{ json }] = await pinnedOn(file, 'Find the order in Shopify');
		return (json as { orders: Fields[] }).orders;
	};

	/** What the person at the form gets to see, once everything is done. */
	async function shown(executionId: string): Promise<Shown> {
		const paused = await world().client.paused(executionId);
		assert.equal(paused.status, 'waiting', paused.error?.message);
		const html = await world().client.visit(addressOfPage(paused));
		const text = (name: string) =>
			new RegExp(`<${name}[^>]*>([\\s\\S]*?)</${name}>`).exec(html)?.[1].trim() ?? html;
		const { example } = await world().ready(file);
		const ran = await world().after(example, paused);
		return { title: text('h1'), lines: text('p').split(/<br ?\/?>/), ran };
	}

	function addressOfPage(paused: Execution): string {
		const metadata = paused.runs[page].at(-1)?.metadata as { resumeFormUrl: string };
		return metadata.resumeFormUrl;
	}

	async function ask(numbers: string): Promise<Shown> {
		const { workflow, example } = await world().ready(file, { asks: true, items: item({ numbers }) });
		const id = await world().client.createWorkflow(workflow);
		return await shown(await world().client.run(id, example.trigger.name, item({ numbers })));
	}

	it('the sample: two orders are invoiced, the third is none, and the page says so', async () => {
		const { workflow, example } = await world().ready(file);
		const id = await world().client.createWorkflow(workflow);
		const first = await shown(await world().client.run(id, example.trigger.name, example.sample));
		assert.equal(first.title, '2 of 3 orders are in Dinero');
		assert.deepEqual(first.lines, [
			'Order #1042: transferred, invoice 1, 1306.30 DKK',
			'Order #1057: transferred, invoice 2, 896.00 DKK',
			'Order #1063: NOT transferred. Shopify has no order 1063. Check the number.',
		]);
		assert.equal(first.ran.counts.invoices, 2);
		assert.match(world().mails[0].text, /Shopify has no order 1063/);
		assert.equal(world().mails[0].subject, 'Dinero: 1 of 3 selected orders were not transferred');
		assert.equal((await world().logged('Shopify order 5600123400017'))?.outcome, 'invoiced');
		assert.equal((await world().logged('Shopify order number 1063'))?.outcome, 'refused');

		const again = await shown(await world().client.run(id, example.trigger.name, example.sample));
		assert.deepEqual(again.lines.slice(0, 2), [
			'Order #1042: was in Dinero already, invoice 1',
			'Order #1057: was in Dinero already, invoice 2',
		]);
		assert.deepEqual(again.ran.counts, first.ran.counts);
	});

	it('asks Shopify for each number once; a refused order and one that Shopify does not give do not stop the others', async () => {
		const [order] = await sampleOrders();
		const numbered = (number: number, changes: Fields = {}) => ({
			...order,
			id: number,
			name: `#${number}`,
			admin_graphql_api_id: `gid://shopify/Order/${number}`,
			...changes,
		});
		world()
			.host(shop)
			.answers(/name=61\b/, { body: { orders: [numbered(611), numbered(61)] } })
			.answers(/name=62\b/, { body: { orders: [numbered(62, { total_price: '1.00' })] } })
			.answers(/name=63\b/, { status: 503, body: { errors: 'Service unavailable' } })
			.answers(/name=64\b/, { body: { orders: [numbered(64)] } });
		const { title, lines, ran } = await ask('61 #62, 63;64 61');
		assert.equal(title, '2 of 4 orders are in Dinero');
		assert.match(lines[0], /^Order #61: transferred, invoice 3/);
		assert.match(lines[1], /^Order #62: NOT transferred\. .*1\.00/);
		assert.match(lines[2], /^Order #63: NOT transferred\. .*(503|unavailable)/i);
		assert.match(lines[3], /^Order #64: transferred, invoice 4/);
		assert.equal(ran.counts.invoices, 4);
		const asked = world().host(shop).asked();
		assert.deepEqual(
			[...new Set(asked)],
			['61', '62', '63', '64'].map((name) => `GET /admin/api/2024-07/orders.json?name=${name}&status=any`),
		);
		assert.equal(world().mails.length, 1);
	});

	it('published: the bookkeeper fills the form in, and nobody without the password does', async () => {
		world()
			.host(shop)
			.answers(/name=1042\b/, { body: { orders: await sampleOrders() } });
		const { workflow } = await world().ready(file, { asks: true });
		const id = await world().client.createWorkflow(workflow);
		await world().client.publish(id);
		const { user, password } = accounts.httpBasicAuth;
		const secret = Buffer.from(`${String(user)}:${String(password)}`).toString('base64');
		const submit = async (headers: Record<string, string>) => {
			const form = new FormData();
			form.set('field-0', '1042');
			const address = new URL('/form/dinero-orders', world().client.url);
			address.hostname = '127.0.0.1';
			return await fetch(address, { method: 'POST', headers: { ...oneCallEach, ...headers }, body: form });
		};
		try {
			await world().until(async () => (await submit({})).status === 401, 'the form to ask for a password');
			const answer = await submit({ authorization: `Basic ${secret}` });
			assert.equal(answer.status, 200);
			const { formWaitingUrl } = (await answer.json()) as { formWaitingUrl: string };
			const executionId = /form-waiting\/(\d+)/.exec(formWaitingUrl)?.[1] ?? '';
			const paused = await world().client.paused(executionId);
			const html = await world().client.visit(addressOfPage(paused));
			assert.match(html, /1 of 1 orders are in Dinero/);
		} finally {
			await world().client.unpublish(id);
		}
	});
}
