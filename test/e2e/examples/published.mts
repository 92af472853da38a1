import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { oneCallEach } from '../../../sandbox/n8n/client.mts';
import type { Execution } from '../../../sandbox/n8n/client.mts';
import { accounts } from './credentials.mts';
import type { HostName } from './hosts.mts';
import type { ExampleWorld, Fields, Ran } from './world.mts';

/** A webhook as the shop was asked to call it. */
interface Registered {
	address: string;
	secret: string;
}

/** How a shop takes a webhook and calls it. */
interface Shop {
	host: HostName;
	/** Answers what its trigger asks while the workflow is published and unpublished. */
	play(world: ExampleWorld): void;
	/** Read from what it was asked; undefined while it was not asked yet. */
	registered(world: ExampleWorld): Registered | undefined;
	/** What a call without the right secret is answered, once the webhook is there. */
	refusal: number;
	/** The headers of one delivery. */
	headers(body: string, secret: string, trigger: Fields): Record<string, string>;
}

const hmac = (secret: string, text: string, encoding: 'base64' | 'hex') =>
	createHmac('sha256', secret).update(text).digest(encoding);

/** What the shop was asked when it was to call n8n; undefined while it was not asked yet. */
const creation = (world: ExampleWorld, host: HostName, path: RegExp): Fields | undefined =>
	world.host(host).calls.find((one) => one.method === 'POST' && path.test(one.path))?.body as
		| Fields
		| undefined;

const shops: Record<string, Shop> = {
	'n8n-nodes-base.shopifyTrigger': {
		host: 'nordlys-cykler.myshopify.com',
		play: (world) =>
			void world
				.host('nordlys-cykler.myshopify.com')
				.answers(/^GET .*\/webhooks\b/, { body: { webhooks: [] } })
				.answers(/^POST .*\/webhooks\.json$/, { status: 201, body: { webhook: { id: 901 } } })
				.answers(/^DELETE .*\/webhooks\/901\.json$/, { body: {} }),
		registered: (world) => {
			const asked = creation(world, 'nordlys-cykler.myshopify.com', /webhooks/) as
				| { webhook: Fields }
				| undefined;
			const secret = String(accounts.shopifyAccessTokenApi.appSecretKey);
			return asked && { address: String(asked.webhook.address), secret };
		},
		refusal: 200,
		headers: (body, secret, { topic }) => ({
			'x-shopify-topic': String(topic),
			'x-shopify-shop-domain': 'nordlys-cykler.myshopify.com',
			'x-shopify-api-version': '2024-07',
			'x-shopify-hmac-sha256': hmac(secret, body, 'base64'),
		}),
	},
	'n8n-nodes-base.wooCommerceTrigger': {
		host: 'keramik.example.com',
		play: (world) =>
			void world
				.host('keramik.example.com')
				.answers(/^GET .*\/webhooks\?/, { body: [] })
				.answers(/^POST .*\/webhooks$/, { status: 201, body: { id: 77 } })
				.answers(/^DELETE .*\/webhooks\/77/, { body: { id: 77 } }),
		registered: (world) => {
			const asked = creation(world, 'keramik.example.com', /webhooks$/);
			return asked && { address: String(asked.delivery_url), secret: String(asked.secret) };
		},
		refusal: 401,
		headers: (body, secret, { event }) => ({
			'x-wc-webhook-id': '77',
			'x-wc-webhook-topic': String(event),
			'x-wc-webhook-signature': hmac(secret, body, 'base64'),
		}),
	},
	'n8n-nodes-base.stripeTrigger': {
		host: 'api.stripe.com',
		play: (world) =>
			void world
				.host('api.stripe.com')
				.answers(/^POST \/v1\/webhook_endpoints$/, {
					body: {
						id: 'we_1',
						secret: accounts.stripeApi.signatureSecret,
						status: 'enabled',
						enabled_events: ['*'],
					},
				})
				.answers(/^GET \/v1\/webhook_endpoints\/we_1$/, { body: { id: 'we_1', status: 'enabled' } })
				.answers(/^DELETE \/v1\/webhook_endpoints\/we_1$/, { body: { id: 'we_1', deleted: true } }),
		registered: (world) => {
			const asked = creation(world, 'api.stripe.com', /webhook_endpoints$/);
			return asked && { address: String(asked.url), secret: String(accounts.stripeApi.signatureSecret) };
		},
		refusal: 401,
		headers: (body, secret) => {
			const time = String(Math.floor(Date.now() / 1000));
			return { 'stripe-signature': `t=${time},v1=${hmac(secret, `${time}.${body}`, 'hex')}` };
		},
	},
	'n8n-nodes-base.webhook': {
		host: 'garnhuset.example.com',
		play: () => undefined,
		registered: () => ({ address: '/webhook/shop-order', secret: String(accounts.httpHeaderAuth.value) }),
		refusal: 403,
		headers: (_body, secret) => ({ [String(accounts.httpHeaderAuth.name)]: secret }),
	},
};

/** An example that listens, as it does for its users: its shop calls it. */
export interface Published {
	workflowId: string;
	/** Calls it as the shop does, with `secret` in place of the right one where given; the status of the answer. */
	deliver(body: Fields, secret?: string): Promise<number>;
	/** The ended executions in which the trigger handed something on, at least `count` of them, oldest first. */
	executions(count: number): Promise<Execution[]>;
}

/**
 * Publishes an example while its shop is played, lets `use` call it, and unpublishes it: the shop is asked to forget the webhook.
 */
export async function whilePublished(
	world: ExampleWorld,
	file: string,
	use: (published: Published) => Promise<void>,
): Promise<void> {
	const { example, workflow } = await world.ready(file, { asks: true });
	const { type, parameters } = example.trigger;
	const shop = shops[type];
	shop.play(world);
	const id = await world.client.createWorkflow(workflow);
	await world.client.publish(id);
	// n8n asks the shop for the webhook, and begins to listen, after it has answered that the workflow is published.
	const { address, secret } = await world.until(() => shop.registered(world), `a webhook at ${shop.host}`);
	const target = new URL(address, world.client.url);
	target.hostname = '127.0.0.1';
	const deliver = async (json: Fields, given = secret) => {
		const body = JSON.stringify(json);
		const signed = shop.headers(body, given, parameters);
		const headers = { 'content-type': 'application/json', ...oneCallEach, ...signed };
		const answer = await fetch(target, { method: 'POST', headers, body });
		await answer.text();
		return answer.status;
	};
	// A call that comes before WooCommerce's trigger knows its secret is an execution too, which hands on nothing.
	const handedOn = ({ runs }: Execution) => runs[example.trigger.name]?.at(-1)?.data?.main?.[0]?.length;
	const listens = async () => (await deliver({}, 'not the secret')) === shop.refusal;
	await world.until(listens, 'n8n to refuse a wrong secret');
	try {
		await use({
			workflowId: id,
			deliver,
			executions: async (count) =>
				await world.until(async () => {
					const heard = (await world.client.executionsOf(id, 'webhook')).filter(handedOn);
					return heard.length >= count ? heard : undefined;
				}, `${count} executions`),
		});
	} finally {
		await world.client.unpublish(id);
	}
	const forgets = type !== 'n8n-nodes-base.webhook';
	const isForgotten = () =>
		world
			.host(shop.host)
			.asked()
			.some((call) => call.startsWith('DELETE'));
	if (forgets) await world.until(isForgotten, `${shop.host} to be told that nobody listens`);
}

/**
 * The shop delivers `body` twice, and somebody else tries with a wrong secret before: only what the shop itself sent is taken, and
 * the second delivery writes nothing.
 *
 * @returns what the first delivery brought about
 */
export async function deliveredTwice(world: ExampleWorld, file: string, body: Fields): Promise<Ran> {
	let first: Ran | undefined;
	await whilePublished(world, file, async ({ deliver, executions }) => {
		const before = await world.books.counts();
		await deliver(body, 'not the secret');
		assert.deepEqual(await world.books.counts(), before);
		assert.equal(await deliver(body), 200);
		const { example } = await world.ready(file);
		const [execution, ...more] = await executions(1);
		assert.equal(more.length, 0, 'somebody without the secret was heard');
		first = await world.after(example, execution);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(await deliver(body), 200);
		const [, again] = await executions(2);
		const second = await world.after(example, again);
		assert.equal(second.rows[0]?.outcome, 'alreadyTransferred', JSON.stringify(second.rows));
		assert.deepEqual(second.counts, first.counts);
	});
	assert.ok(first);
	return first;
}
