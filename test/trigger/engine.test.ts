import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeTypes,
	type NodeError,
} from 'n8n-workflow';

import { DineroTrigger } from '../../nodes/DineroTrigger/DineroTrigger.node';
import { Engine, organizationId } from '../engine/harness';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const core = require('n8n-core') as typeof import('n8n-core');

const trigger = new DineroTrigger();
const nodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(trigger),
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

function workflowWith(parameters: INodeParameters, name = 'Dinero Trigger', staticData = {}): Workflow {
	const node: INode = {
		id: 'trigger',
		name,
		type: 'n8n-nodes-dinero.dineroTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { dineroOAuth2Api: { id: 'credential', name: 'Dinero' } },
	};
	return new Workflow({
		id: 'w1',
		active: true,
		nodeTypes,
		nodes: [node],
		connections: {},
		staticData,
	} as never);
}

describe("the trigger in n8n's own engine, in front of the local Dinero", () => {
	let engine: Engine;

	beforeAll(async () => {
		engine = await Engine.start();
	});
	afterAll(async () => await engine.close());

	const locator = { __rl: true, mode: 'list', value: organizationId };
	const parameters = { events: ['contact.created'], organizationId: locator };

	async function poll(workflow: Workflow, mode: 'trigger' | 'manual' = 'trigger') {
		const node = Object.values(workflow.nodes)[0];
		const context = new core.PollContext(workflow, node, engine['additionalData']({}), mode, 'activate');
		const items = await trigger.poll.call(context);
		return items?.[0].map(({ json }) => json) ?? null;
	}

	async function addContact(Name: string): Promise<void> {
		const response = await fetch(`${engine.dinero.url}/v1/${organizationId}/contacts`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${engine.dinero.issueToken()}`, 'Content-Type': 'application/json' },
			body: JSON.stringify({ Name, CountryKey: 'DK', IsPerson: true, IsMember: false, UseCvr: false }),
		});
		expect(response.status).toBe(200);
	}

	it('keeps its cursor in the static data of its node, which n8n notices', async () => {
		const workflow = workflowWith(parameters);
		expect(await poll(workflow)).toBeNull();
		expect((workflow.staticData as { __dataChanged?: boolean }).__dataChanged).toBe(true);
		await addContact('Nathan Smith');
		const items = await poll(workflow);
		expect(items).toHaveLength(1);
		expect(items![0]).toMatchObject({
			event: 'contact.created',
			organizationId,
			record: { Name: 'Nathan Smith' },
		});
		const stored = JSON.parse(JSON.stringify(workflow.staticData)) as Record<string, unknown>;
		expect(Object.keys(stored)).toEqual(['node:Dinero Trigger']);
		// After a restart of n8n it goes on from there; renamed, it begins from now.
		expect(await poll(workflowWith(parameters, 'Dinero Trigger', stored))).toBeNull();
		expect(await poll(workflowWith(parameters, 'Another Name', stored))).toBeNull();
	});

	it('gives one example in the test step, and remembers nothing', async () => {
		await addContact('Example');
		const workflow = workflowWith(parameters);
		const items = await poll(workflow, 'manual');
		expect(items).toHaveLength(1);
		expect((workflow.staticData as { __dataChanged?: boolean }).__dataChanged).not.toBe(true);
	});

	it.each([
		[
			'an organization that the user does not have',
			{ organizationId: { __rl: true, mode: 'id', value: '999999' } },
			'configuration-invalid',
		],
	])('fails with words and a cause for %s', async (_, change, cause) => {
		const error = await poll(workflowWith({ ...parameters, ...change })).then(
			() => undefined,
			(reason: unknown) => reason as NodeError & { failure?: { cause: string } },
		);
		expect(error?.failure?.cause).toBe(cause);
		expect(error?.description).toBeTruthy();
	});

	it('fails publishing with words when the connection was withdrawn', async () => {
		engine.dinero.tokens.revoke();
		const error = await poll(workflowWith(parameters)).then(
			() => undefined,
			(reason: unknown) => reason as NodeError & { failure?: { cause: string } },
		);
		expect(error?.failure?.cause).toBe('credential-invalid');
		expect(error?.message).toMatch(/[a-z]/);
	});
});
