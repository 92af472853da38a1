import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Execution, WorkflowNode } from '../../sandbox/n8n/client.mts';
import { Books } from '../../sandbox/runner/books.mts';
import { dineroNodeType } from '../../sandbox/runner/example.mts';
import { stateFolder } from '../../sandbox/runner/folders.mts';
import { Parts, startSandbox } from '../../sandbox/runner/sandbox.mts';
import type { Sandbox } from '../../sandbox/runner/sandbox.mts';
import { organizationId } from '../../sandbox/runner/settings.mts';
import { resources } from '../../nodes/Dinero/resources/index.ts';
import { connectedCredential } from './connected.mts';
import { Editor, openBrowser, picture } from './editor.mts';
import { stepsFor, thisYear } from './everyResource.mts';
import type { Step } from './everyResource.mts';
import { screensFor } from './screens.mts';

const start = 'Start';
const steps = stepsFor(thisYear());

/** Dinero needs about a second before it lists what was uploaded: the workflow waits for it as a user's would. */
const lastStepWaits = 'Wait for the Files';

/** One node behind the other; each runs once, whatever the one before it gave, and a failed one hands its error on. */
function nodesFor(credentials: WorkflowNode['credentials']): WorkflowNode[] {
	const common = { executeOnce: true, alwaysOutputData: true };
	const place = (index: number) => ({
		position: [220 * (index % 8), 180 * Math.floor(index / 8)],
	});
	const dineroNodes = steps.map(({ name, parameters }, index) => ({
		...{ name, type: dineroNodeType, typeVersion: 1, ...common, parameters, credentials },
		...{ onError: 'continueRegularOutput', ...place(index) },
	}));
	const wait = {
		...{ name: lastStepWaits, type: 'n8n-nodes-base.wait', typeVersion: 1.1, ...common },
		...{ parameters: { amount: 2, unit: 'seconds' }, ...place(steps.length) },
	};
	return [
		{
			name: start,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			parameters: {},
			position: [-220, 0],
		},
		...dineroNodes.slice(0, -1),
		wait,
		...dineroNodes.slice(-1),
	];
}

function connectionsOf(nodes: WorkflowNode[]): Record<string, unknown> {
	const pairs = nodes.slice(1).map(({ name }, index) => [nodes[index].name, name]);
	return Object.fromEntries(
		pairs.map(([left, right]) => [left, { main: [[{ node: right, type: 'main', index: 0 }]] }]),
	);
}

function check({ expected, items = 1 }: Step, rows: Array<Record<string, unknown>>): void {
	assert.ok(!rows.some((row) => 'error' in row), JSON.stringify(rows[0]));
	if (items === 'several') assert.ok(rows.length > 1, JSON.stringify(rows));
	else assert.equal(rows.length, items, JSON.stringify(rows));
	for (const [field, value] of Object.entries(expected)) {
		const actual = rows[0][field];
		if (value instanceof RegExp)
			assert.match(String(actual ?? ''), value, `${field} in ${JSON.stringify(rows[0])}`);
		else assert.deepEqual(actual, value, `${field} in ${JSON.stringify(rows[0])}`);
	}
}

describe('every resource in a real n8n, in one workflow', () => {
	const parts = new Parts();
	let sandbox: Sandbox;
	let execution: Execution;

	before(async () => {
		sandbox = await startSandbox({ rounding: 'line' }, parts, (line) => console.error(line));
		const { client, dinero } = sandbox;
		const nodes = nodesFor(await connectedCredential(client, dinero.url));
		const id = await client.createWorkflow({
			name: 'Every resource',
			nodes,
			connections: connectionsOf(nodes),
			settings: { executionOrder: 'v1' },
		});
		execution = await client.finished(await client.run(id, start, [{ json: {} }]));
	});
	after(() => parts.close());

	/** An empty item is n8n's way of going on behind a node that found nothing. */
	const rowsOf = (name: string) =>
		(execution.runs[name]?.[0].data?.main?.[0] ?? [])
			.map(({ json }) => json)
			.filter((row) => Object.keys(row).length > 0);

	for (const step of steps) {
		it(`${step.resource} ${step.operation}: ${step.name}`, () => {
			assert.ok(execution.runs[step.name], `it did not run: ${JSON.stringify(execution.error)}`);
			check(step, rowsOf(step.name));
		});
	}

	const idOf = (name: string, field: string) => String(rowsOf(name)[0][field]);

	it('has two operations of every resource, where it has as many', () => {
		for (const { value, operations } of resources.filter((resource) => resource.value !== 'shopOrder')) {
			const used = new Set(steps.filter((step) => step.resource === value).map((step) => step.operation));
			assert.ok(used.size >= Math.min(2, operations.length), `${value}: ${[...used].join()}`);
		}
	});

	it('left what it should in the books', async () => {
		const books = new Books(sandbox.dinero.url, organizationId);
		assert.deepEqual(await books.brokenInvariants(), []);
		assert.deepEqual(await books.counts(), {
			contacts: 2,
			invoices: 3,
			creditNotes: 1,
			payments: 2,
		});
		const { booked, total, paid } = (await books.document(String(rowsOf('Create Invoice')[0].Guid))) ?? {};
		assert.deepEqual({ booked, total, paid }, { booked: true, total: 875, paid: 875 });
		const creditNote = await books.document(String(rowsOf('Credit a Line')[0].Guid));
		assert.equal(creditNote?.creditNoteFor, rowsOf('Create Invoice')[0].Guid);
	});

	it('sent nothing that the contract does not allow', () => {
		assert.deepEqual(
			sandbox.dinero.calls.filter((call) => call.contractBreach ?? call.crash),
			[],
		);
		assert.deepEqual(sandbox.net.refused, []);
	});

	it('shows its forms in the editor, where each is filled in and run', async () => {
		const named = {
			contact: idOf('Create Contact', 'ContactGuid'),
			invoice: idOf('Create Overdue Invoice', 'Guid'),
		};
		const screens = screensFor(named, thisYear());
		const [trigger, { typeVersion, credentials }] = nodesFor(
			await connectedCredential(sandbox.client, sandbox.dinero.url),
		);
		const nodes = screens.map(({ node, parameters }, index) => ({
			...{ name: node, type: dineroNodeType, typeVersion, credentials, parameters },
			position: [0, 180 * index],
		}));
		const id = await sandbox.client.createWorkflow({
			name: 'Forms',
			nodes: [trigger, ...nodes],
			connections: { [start]: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] } },
			settings: { executionOrder: 'v1' },
		});
		const browser = await openBrowser(sandbox.net.proxyUrl);
		try {
			const context = await browser.newContext({
				viewport: { width: 1280, height: 800 },
				ignoreHTTPSErrors: true,
			});
			context.setDefaultTimeout(30_000);
			const editor = new Editor(await context.newPage(), sandbox.host.url);
			await editor.signIn();
			for (const screen of screens) {
				await editor.openWorkflow(id);
				await editor.openNode(screen.node);
				assert.match(await editor.executeStep(), /^[1-9]/);
				await editor.listOutputFields();
				await editor.scrollForm(screen.scrolled ?? 0);
				await picture(editor.page, screen.picture);
			}
		} catch (cause) {
			const [page] = browser.contexts().flatMap((context) => context.pages());
			await page?.screenshot({ path: join(stateFolder, 'browser-test.png') });
			throw cause;
		} finally {
			await browser.close();
		}
	});
});
