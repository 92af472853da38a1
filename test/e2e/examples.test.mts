import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Execution, Item, Workflow } from '../../sandbox/n8n/client.mts';
import { Books } from '../../sandbox/runner/books.mts';
import type { BookCounts, BookedDocument } from '../../sandbox/runner/books.mts';
import { connectedCredential, credentialName, credentialType } from '../../sandbox/runner/credential.mts';
import type { ResultLine } from '../../sandbox/runner/delivery.mts';
import { fitted, readAllExamples, readExample } from '../../sandbox/runner/example.mts';
import type { Example } from '../../sandbox/runner/example.mts';
import { rootFolder } from '../../sandbox/runner/folders.mts';
import { examples } from '../../sandbox/runner/route.mts';
import { Parts, startSandbox } from '../../sandbox/runner/sandbox.mts';
import type { Sandbox } from '../../sandbox/runner/sandbox.mts';
import { organizationId, pickedOrganization, shopOrderParameters } from '../../sandbox/runner/settings.mts';

type Fields = Record<string, unknown>;

interface Call {
	method?: string;
	/** Host and path with query, as asked for. */
	address: string;
	headers: IncomingHttpHeaders;
}

/** The shop and Stripe under their real names: answers what `answer` holds, and keeps what was asked. */
async function playShops() {
	const played = { calls: [] as Call[], status: 200, answer: {} as unknown };
	const server = createServer(({ method, url, headers }, response) => {
		played.calls.push({ method, address: `${headers.host}${decodeURIComponent(url ?? '')}`, headers });
		response.writeHead(played.status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(played.answer));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { played, address, close: async () => await new Promise((closed) => server.close(closed)) };
}

const woo = 'keramik.example.com';
const stripe = 'api.stripe.com';

describe('the examples in a real n8n', () => {
	const parts = new Parts();
	let sandbox: Sandbox;
	let books: Books;
	let played: Awaited<ReturnType<typeof playShops>>['played'];
	const credentials: Record<string, { id: string; name: string }> = {};

	before(async () => {
		const shops = await playShops();
		parts.add(shops.close);
		played = shops.played;
		const extraHosts = { [woo]: shops.address, [stripe]: shops.address };
		sandbox = await startSandbox({ rounding: 'line', extraHosts }, parts, (line) => console.error(line));
		books = new Books(sandbox.dinero.url, organizationId);
		credentials[credentialType] = { id: await connectedCredential(sandbox), name: credentialName };
		const create = async (type: string, data: Fields) => {
			credentials[type] = { id: await sandbox.client.createCredential(type, type, data), name: type };
		};
		await create('wooCommerceApi', {
			url: `https://${woo}`,
			consumerKey: 'ck_sample',
			consumerSecret: 'cs_sample',
			allowedHttpRequestDomains: 'all',
		});
		await create('stripeApi', { secretKey: 'sk_sample', allowedHttpRequestDomains: 'all' });
	});
	after(() => parts.close());

	interface Handed {
		/** What the trigger hands on; absent: its sample. */
		items?: Item[];
		/** Asks the played shop instead of taking the pinned answer. */
		asks?: boolean;
		/** Laid over the example's own. */
		change?: (workflow: Workflow) => void;
	}

	interface Ran {
		example: Example;
		execution: Execution;
		/** What the Dinero node gave on its first output. */
		rows: Fields[];
		/** What a person would have been told. */
		told?: string;
		document?: BookedDocument;
		counts: BookCounts;
	}

	/** The example as an agency sets it up (book, register payments), run once. */
	async function run(file: string, { items, asks, change }: Handed = {}): Promise<Ran> {
		const example = await readExample(file);
		const pins =
			asks || !example.asking ? {} : { [example.asking.name]: example.workflow.pinData?.[example.asking.name] };
		const workflow = fitted(example.workflow, {
			credentials: { [credentialType]: credentials[credentialType] },
			organizationId: pickedOrganization,
			shopOrder: shopOrderParameters({ settings: 'danish' }, false),
			keepPin: items === undefined && !asks,
			...(items === undefined && !asks ? {} : { pinData: pins }),
		});
		for (const node of workflow.nodes) {
			const type = node.parameters.nodeCredentialType as string | undefined;
			if (asks && type) node.credentials = { [type]: credentials[type] };
		}
		change?.(workflow);
		const { client } = sandbox;
		const id = await client.createWorkflow(workflow);
		const execution = await client.finished(await client.run(id, example.trigger.name, items ?? example.sample));
		const output = (name: string, branch: number) =>
			(execution.runs[name]?.at(-1)?.data?.main?.[branch] ?? []).map(({ json }) => json);
		const rows = output(example.dinero.name, 0);
		const guid = (rows[0]?.creditNoteGuid ?? rows[0]?.invoiceGuid) as string | undefined;
		return {
			example,
			execution,
			rows,
			told: output('Tell a person', 0)[0]?.message as string | undefined,
			document: guid ? await books.document(guid) : undefined,
			counts: await books.counts(),
		};
	}

	/** The sample as it is, twice: what the guide promises of the document in the books, and nothing more the second time. */
	async function promises(
		file: string,
		outcome: 'invoiced' | 'credited',
		promised: Partial<BookedDocument>,
	): Promise<Ran> {
		const before = await books.counts();
		const first = await run(file);
		assert.equal(first.execution.status, 'success', first.execution.error?.message);
		assert.equal(first.rows[0]?.outcome, outcome, first.told ?? JSON.stringify(first.rows));
		assert.equal(first.rows[0].furthestStep, 'paid');
		assert.equal(first.told, undefined);
		const fields = Object.keys(promised) as Array<keyof BookedDocument>;
		const inBooks = Object.fromEntries(fields.map((field) => [field, first.document?.[field]]));
		assert.deepEqual(inBooks, promised);
		assert.equal(first.document?.booked, true);
		const kind = outcome === 'invoiced' ? 'invoices' : 'creditNotes';
		assert.equal(first.counts[kind], before[kind] + 1);
		if (outcome === 'credited') assert.equal(first.document.creditNoteFor, first.rows[0].invoiceGuid);
		const second = await run(file);
		assert.equal(second.rows[0]?.outcome, 'alreadyTransferred');
		assert.deepEqual(second.counts, first.counts);
		assert.deepEqual(await books.brokenInvariants(), []);
		return first;
	}

	/** Nothing is written, and a person is told why and what to do. */
	async function refuses(file: string, handed: Handed, ...says: RegExp[]): Promise<void> {
		const before = await books.counts();
		const { told, counts, rows, execution } = await run(file, handed);
		assert.deepEqual(rows, []);
		assert.ok(told, `nobody was told: ${execution.status} ${execution.error?.message}`);
		for (const words of says) assert.match(told, words);
		assert.doesNotMatch(told, /undefined|\[object/);
		assert.deepEqual(counts, before);
	}

	/** Nothing is written, and nobody needs to be told. */
	async function leavesAlone(file: string, handed: Handed): Promise<void> {
		const before = await books.counts();
		const { told, counts, rows, execution } = await run(file, handed);
		assert.equal(execution.status, 'success');
		assert.equal(told, undefined);
		assert.ok(
			rows.every(({ outcome }) => outcome === 'nothingToDo'),
			JSON.stringify(rows),
		);
		assert.deepEqual(counts, before);
	}

	const sampleOf = async (file: string) => structuredClone((await readExample(file)).sample[0].json);
	const item = (json: Fields): Item[] => [{ json }];

	it('uses only nodes that this n8n knows, in their versions', async () => {
		const known = await sandbox.client.nodeTypes();
		const files = readdirSync(join(rootFolder, 'workflows-examples')).filter((name) => name.endsWith('.json'));
		const all = await readAllExamples();
		assert.equal(all.length, files.length);
		for (const { name, nodes } of all) {
			for (const { type, typeVersion } of nodes)
				assert.ok(known.get(type)?.includes(typeVersion), `${name}: ${type} ${typeVersion}`);
		}
	});

	it('refuses every refund whose order is not invoiced', async () => {
		for (const file of ['shopify-refund', 'woocommerce-refund', 'stripe-refund'])
			await refuses(
				`${file}-to-credit-note.json`,
				{},
				/was not transferred/,
				/no invoice for order/,
				/Transfer the order/,
			);
	});

	it('Shopify, paid', async () => {
		const file = 'shopify-paid-order-to-invoice.json';
		await promises(file, 'invoiced', { total: 1306.3, vat: 261.26, paid: 1306.3, contactName: 'Mette Sørensen' });
		const odd = {
			...(await sampleOf(file)),
			id: 7,
			admin_graphql_api_id: 'gid://shopify/Order/7',
			total_price: '1000.00',
		};
		await refuses(file, { items: item(odd) }, /Order #1042 was not transferred/, /1000\.00|306\.30/);
	});

	it('Shopify, fulfilled: dated the day of shipping, and not before all is shipped', async () => {
		const file = 'shopify-fulfilled-order-to-invoice.json';
		await promises(file, 'invoiced', { total: 896, vat: 179.2, paid: 896, date: '2026-11-19' });
		const order = await sampleOf(file);
		const other = { ...order, id: 8, admin_graphql_api_id: 'gid://shopify/Order/8' };
		await leavesAlone(file, { items: item({ ...other, fulfillment_status: 'partial' }) });
		await refuses(file, { items: item({ ...other, line_items: [] }) }, /Order #1057 was not transferred/);
	});

	it('Shopify, refund', async () => {
		const file = 'shopify-refund-to-credit-note.json';
		await promises(file, 'credited', { total: 809.1, vat: 161.82, date: '2026-11-19' });
		const refund = await sampleOf(file);
		const renamed = { ...refund, id: 9, admin_graphql_api_id: 'gid://shopify/Refund/9', order_id: null, order: 1 };
		await refuses(file, { items: item(renamed) }, /order_id/);
	});

	it('WooCommerce, paid: a business with CVR number; unpaid orders wait', async () => {
		const file = 'woocommerce-paid-order-to-invoice.json';
		await promises(file, 'invoiced', { total: 1155, vat: 231, paid: 1155, contactName: 'Fjordlys Café ApS' });
		const order = await sampleOf(file);
		const answer = await fetch(`${sandbox.dinero.url}/_sandbox/organizations/${organizationId}/contacts`);
		const business = ((await answer.json()) as Fields[]).find(({ name }) => name === 'Fjordlys Café ApS');
		assert.deepEqual([business?.vatNumber, business?.eanNumber], ['12345674', '5790000000012']);
		const unpaid = { ...order, id: 5013, number: '5013', status: 'on-hold', date_paid: null, date_paid_gmt: null };
		await leavesAlone(file, { items: item(unpaid) });
		const odd = { ...order, id: 5014, number: '5014', total: '1000.00' };
		await refuses(file, { items: item(odd) }, /Order 5014 was not transferred/);
	});

	it('WooCommerce, refund: the lines are fetched from the shop', async () => {
		const file = 'woocommerce-refund-to-credit-note.json';
		await promises(file, 'credited', { total: 180, vat: 36, date: '2026-11-20' });
		const { workflow, asking } = await readExample(file);
		const [refund] = workflow.pinData?.[asking?.name ?? ''] as Item[];
		await leavesAlone(file, { items: item({ ...(await sampleOf(file)), refunds: [] }) });

		played.calls = [];
		played.answer = [
			{ ...refund.json, id: 5041, amount: '90.00', line_items: [], _links: refund.json._links },
			refund.json,
		];
		const both = await run(file, { asks: true });
		assert.deepEqual(
			both.rows.map(({ outcome }) => outcome),
			['credited', 'alreadyTransferred'],
			both.told,
		);
		assert.equal(both.document?.total, 90);
		assert.deepEqual(
			played.calls.map(({ method, address }) => `${method} ${address}`),
			[`GET ${woo}/wp-json/wc/v3/orders/5012/refunds?per_page=100`],
		);
		const secret = Buffer.from('ck_sample:cs_sample').toString('base64');
		assert.equal(played.calls[0].headers.authorization, `Basic ${secret}`);

		played.status = 503;
		played.answer = { message: 'Closed for maintenance' };
		await refuses(file, { asks: true }, /order 5012 was not transferred/, /503|maintenance|unavailable/i);
		played.status = 200;
	});

	it('Stripe, renewal', async () => {
		const file = 'stripe-subscription-renewal-to-invoice.json';
		await promises(file, 'invoiced', { total: 199, vat: 39.8, paid: 199, contactName: 'Jonas Lind' });
		const event = (await sampleOf(file)) as { data: { object: Fields } };
		const other = { ...event.data.object, id: 'in_other' };
		const [line] = (other as unknown as { lines: { data: Fields[] } }).lines.data;
		await leavesAlone(file, {
			items: item({
				...event,
				data: {
					object: {
						...other,
						total: 0,
						amount_paid: 0,
						total_taxes: [],
						lines: { data: [{ ...line, amount: 0, taxes: [] }] },
					},
				},
			}),
		});
		await refuses(file, { items: item({ ...event, data: { object: { ...other, total: 15000 } } }) }, /NORDLYS-0042/);
	});

	it('Stripe, refund: Stripe is asked for the invoice', async () => {
		const file = 'stripe-refund-to-credit-note.json';
		await promises(file, 'credited', { total: 99.5, vat: 19.9 });
		const { workflow, asking, sample } = await readExample(file);
		const [known] = workflow.pinData?.[asking?.name ?? ''] as Item[];

		played.calls = [];
		played.answer = known.json;
		const again = await run(file, { asks: true });
		assert.equal(again.rows[0]?.outcome, 'alreadyTransferred', again.told);
		const [call] = played.calls;
		const query = 'payment[type]=payment_intent&payment[payment_intent]=pi_3SampleJonas0001';
		assert.equal(`${call.method} ${call.address}`, `GET ${stripe}/v1/invoice_payments?${query}`);
		assert.equal(call.headers.authorization, 'Bearer sk_sample');
		assert.equal(call.headers['stripe-version'], '2025-03-31.basil');

		const charge = structuredClone(sample[0].json) as { data: { object: Fields } };
		charge.data.object.payment_intent = 'pi_unknown';
		played.answer = { object: 'list', data: [] };
		await refuses(file, { asks: true, items: item(charge) }, /no invoice for order pi_unknown/, /Transfer the order/);
		played.status = 401;
		played.answer = { error: { message: 'Invalid API Key provided' } };
		await refuses(file, { asks: true }, /ch_3SampleJonas0001 was not transferred/, /401|API Key|Authorization/i);
		played.status = 200;
	});

	it('any other shop: its fields written as our order', async () => {
		const file = 'any-shop-order-to-invoice.json';
		await promises(file, 'invoiced', { total: 523.5, vat: 104.7, paid: 523.5, contactName: 'Sofie Brandt' });
		const { body, ...request } = (await sampleOf(file)) as { body: Fields };
		const other = { ...body, order_id: 9138, order_reference: 'ABC' };
		const odd = { ...request, body: { ...other, total_paid_tax_incl: '500.00' } };
		await refuses(file, { items: item(odd) }, /Order ABC was not transferred/, /500\.00|23\.50/);
		const renamed = { ...request, body: { ...other, products: undefined, rows: body.products } };
		const nameless = (workflow: Workflow) => {
			const text = JSON.stringify(workflow.nodes).replace('"name":"date"', '"name":"day"');
			workflow.nodes = JSON.parse(text) as Workflow['nodes'];
		};
		await refuses(file, { items: item({ ...request, body: other }), change: nameless }, /date/);
		await refuses(file, { items: item(renamed) }, /Order ABC was not transferred/);
	});

	it('an invoice that is still a draft cannot be credited, and says so', async () => {
		const file = 'woocommerce-paid-order-to-invoice.json';
		const order = { ...(await sampleOf(file)), id: 5015, number: '5015', _links: undefined };
		const toDraft = (workflow: Workflow) => {
			for (const { parameters } of workflow.nodes) if (parameters.resource) parameters.whatToDo = 'draft';
		};
		const { rows, document, told } = await run(file, { items: item(order), change: toDraft });
		assert.equal(rows[0]?.outcome, 'invoiced', told);
		assert.equal(document?.booked, false);
		const { workflow, asking } = await readExample('woocommerce-refund-to-credit-note.json');
		const [refund] = workflow.pinData?.[asking?.name ?? ''] as Item[];
		const links = JSON.parse(JSON.stringify(refund.json._links).replaceAll('5012', '5015')) as Fields;
		played.answer = [{ ...refund.json, id: 5050, parent_id: 5015, _links: links }];
		const changed = { id: 5015, number: '5015', refunds: [{ id: 5050, total: '-180.00' }] };
		await refuses(
			'woocommerce-refund-to-credit-note.json',
			{ items: item(changed), asks: true },
			/order 5015 was not transferred/,
			/still a draft/,
			/book it/i,
		);
	});

	it('nothing was asked of a host that nobody plays', () => assert.deepEqual(sandbox.net.refused, []));
});

describe('the command sends orders and refunds of each shop through its own example', () => {
	const folder = mkdtempSync(join(tmpdir(), 'examples-'));
	after(() => rmSync(folder, { recursive: true, force: true }));

	it('six payloads, twice each', async () => {
		const pins = async (file: string) =>
			Object.values((await readExample(file)).workflow.pinData ?? {}).map((items) =>
				(items as Item[]).map(({ json }) => json),
			);
		const files = Object.values(examples).flatMap(({ order, refund }) => [order, refund]);
		for (const [index, file] of files.entries()) {
			const given = await pins(file);
			const payload = structuredClone(file.startsWith('woocommerce-refund') ? given[1] : given[0][0]);
			if (file.startsWith('stripe-subscription')) {
				// The invoice as Stripe gives it with its payments: only so can its refund be told to belong to it.
				const [, [{ data }]] = await pins(examples.stripe.refund);
				((payload as Fields).data as { object: Fields }).object.payments = { data };
			}
			writeFileSync(join(folder, `${index}-${file}`), JSON.stringify(payload));
		}
		const parameters = ['sandbox/runner/main.mts', '--once', '--json', '--times', '2', '--payload', folder];
		const child = spawn(process.execPath, ['--import', 'tsx', ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
		let said = '';
		child.stdout.on('data', (part) => (said += part));
		assert.equal(await new Promise((ended) => child.on('close', ended)), 0);
		const lines = said
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as ResultLine);
		const summary = lines.map(({ shop, outcome, invoiceTotal }) => `${shop} ${outcome} ${invoiceTotal}`);
		const twice = (shop: string, outcome: string, total: number) => [
			`${shop} ${outcome} ${total}`,
			`${shop} alreadyTransferred ${total}`,
		];
		assert.deepEqual(summary, [
			...twice('shopify', 'invoiced', 1306.3),
			...twice('shopify', 'credited', 809.1),
			...twice('woocommerce', 'invoiced', 1155),
			...twice('woocommerce', 'credited', 180),
			...twice('stripe', 'invoiced', 199),
			...twice('stripe', 'credited', 99.5),
		]);
		assert.ok(lines.every(({ ledgerBalanced, booked }) => ledgerBalanced && booked));
	});
});
