import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { Item } from '../../sandbox/n8n/client.mts';
import type { ResultLine } from '../../sandbox/runner/delivery.mts';
import { readAllExamples, readExample } from '../../sandbox/runner/example.mts';
import { rootFolder } from '../../sandbox/runner/folders.mts';
import { examples } from '../../sandbox/runner/route.mts';
import { Parts } from '../../sandbox/runner/sandbox.mts';
import { faultsInN8n } from './examples/parameters.mts';
import { ExampleWorld } from './examples/world.mts';
import type { Fields } from './examples/world.mts';

/** The cases of one example, in `examples/` under its name; `EXAMPLE=` with a part of a name, as a regular expression, runs only some of them. */
interface Cases {
	cases(world: () => ExampleWorld): void;
}

const casesOf = (name: string) => join(rootFolder, 'test', 'e2e', 'examples', `${name}.mts`);
const names = readdirSync(join(rootFolder, 'workflows-examples'))
	.filter((name) => name.endsWith('.json'))
	.map((name) => name.replace(/\.json$/, ''));
const part = process.env.EXAMPLE ?? '';
const wanted = names.filter((name) => new RegExp(part).test(name));
if (wanted.length === 0) throw new Error(`There is no example with /${part}/ in its name.`);
const all = await Promise.all(
	wanted
		.filter((name) => existsSync(casesOf(name)))
		.map(async (name) => ({ name, ...((await import(pathToFileURL(casesOf(name)).href)) as Cases) })),
);

describe('the examples in a real n8n', () => {
	const parts = new Parts();
	let world: ExampleWorld;

	before(async () => {
		world = await ExampleWorld.start(parts, (line) => console.error(line));
	});
	after(() => parts.close());
	beforeEach(() => world.forget());
	// Whatever a workflow asks of a service is answered by its case; nothing else is asked.
	afterEach(() => assert.deepEqual(world.unexpected, []));

	it('each has cases', () =>
		assert.deepEqual(
			wanted,
			all.map(({ name }) => name),
		));

	it('uses only nodes and parameters that this n8n knows, in their current versions', async () => {
		const types = await world.client.send<INodeTypeDescription[]>('GET', '/types/nodes.json');
		const workflows = await readAllExamples();
		assert.equal(workflows.length, names.length);
		assert.deepEqual(
			workflows.flatMap((workflow) => faultsInN8n(workflow, types)),
			[],
		);
		const [first] = workflows;
		const spoilt = structuredClone(first);
		for (const { type, parameters } of spoilt.nodes)
			if (type.endsWith('.emailSend')) parameters.recipient = 'nobody';
		assert.deepEqual(faultsInN8n(spoilt, types), [`${first.name}: Tell a person has no recipient`]);
	});

	for (const { name, cases } of all) {
		describe(name, () => {
			before(async () => await world.startOver());
			it('runs as it is imported, before anything but Dinero is connected', async () => {
				const { status, error } = await world.runAsImported(`${name}.json`);
				assert.ok(
					['success', 'waiting'].includes(status),
					`${status}: ${error?.node?.name}: ${error?.message}`,
				);
			});
			cases(() => world);
		});
	}
});

describe(
	'the command sends orders and refunds of each shop through its own example',
	{ skip: part !== '' },
	() => {
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
			const child = spawn(process.execPath, ['--import', 'tsx', ...parameters], {
				stdio: ['ignore', 'pipe', 'inherit'],
			});
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
	},
);
