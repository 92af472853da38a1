import assert from 'node:assert/strict';
import type { Workflow, WorkflowNode } from '../../sandbox/n8n/client.mts';
import { packageName } from '../../sandbox/n8n/packedNodes.mts';
import { organizationId, pickedOrganization } from '../../sandbox/runner/settings.mts';
import { connected, until } from './stage.mts';
import type { Stage } from './stage.mts';

/** What the run was like; one line of the result. */
export interface LimitResult {
	/** Requests a minute that Dinero takes of all processes together. */
	limit: number;
	items: number;
	failedItems: number;
	requestsTaken: number;
	requestsRefused: number;
	/** From the second minute on, while both workers had work: taken requests of all that Dinero would have taken. */
	shareOfTheCeiling: number;
	executionsByWorker: Record<string, number>;
	seconds: number;
}

const limit = 60;
const executions = 16;
const itemsEach = 13;

const webhookPath = 'read-settings';

/** A delivery that becomes some items, each of which is one request to Dinero. */
function readingWorkflow(credentials: WorkflowNode['credentials']): Workflow {
	const webhook: WorkflowNode = {
		name: 'A delivery',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0],
		webhookId: 'b0e0b1a4-52a5-4f0b-8a8e-3f6e1e0a7c02',
		parameters: { httpMethod: 'POST', path: webhookPath, responseMode: 'onReceived', options: {} },
	};
	const split: WorkflowNode = {
		name: 'Its items',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [240, 0],
		parameters: { fieldToSplitOut: 'body.items', options: {} },
	};
	const dinero: WorkflowNode = {
		name: 'Ask Dinero',
		type: `${packageName}.dinero`,
		typeVersion: 1,
		position: [480, 0],
		parameters: { resource: 'vatType', operation: 'getAll', organizationId: pickedOrganization },
		credentials,
	};
	const to = ({ name }: WorkflowNode) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: 'Many questions to Dinero',
		nodes: [webhook, split, dinero],
		connections: { [webhook.name]: to(split), [split.name]: to(dinero) },
		settings: { executionOrder: 'v1' },
	};
}

/**
 * Both workers have more to ask than Dinero takes in a minute, and neither knows of the other: no item fails, and what Dinero takes
 * is used. How that goes on over ten minutes is simulated in test/api/sharedLimit.test.ts.
 *
 * @throws when an item fails, an execution does not end
 */
export async function playLimit(stage: Stage): Promise<LimitResult> {
	const { dinero, client, hosts, tell, services } = stage;
	const workflowId = await client.createWorkflow(readingWorkflow(await connected(stage, limit)));
	await client.publish(workflowId);
	const start = dinero.calls.length;
	const from = Date.now();
	dinero.set({ requestsPerMinute: limit });
	try {
		tell(`${executions} executions ask ${executions * itemsEach} times; Dinero takes ${limit} a minute ...`);
		const address = `${hosts.main.url.replace('//localhost:', '//127.0.0.1:')}/webhook/${webhookPath}`;
		const body = JSON.stringify({ items: Array.from({ length: itemsEach }, (_, index) => ({ index })) });
		const delivered = async () =>
			(await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).ok;
		// n8n listens a moment after it was told to.
		for (let delivery = 0; delivery < executions; delivery += 1) await until('A delivery is taken', 60, delivered);
		const calls = () => dinero.calls.slice(start).filter(({ path }) => path.includes(`/${organizationId}/`));
		const taken = () => calls().filter(({ status }) => status === 200);
		const found = async () =>
			await services.query<{ id: string; status: string }>(
				`select id, status from execution_entity where "workflowId" = '${workflowId}'`,
			);
		let rows: Array<{ id: string; status: string }> = [];
		const ended = async () => {
			rows = await found();
			return rows.length >= executions && rows.every(({ status }) => status === 'success' || status === 'error');
		};
		await until('Every execution has ended', 200, ended, () => taken().length);
		const refused = calls().filter(({ status }) => status === 429).length;
		const moments = taken().map(({ time }) => Date.parse(time) - from);
		// The first minute is over at once: both workers send what they believe to be theirs.
		const [second, third] = [60_000, 180_000];
		const within = moments.filter((moment) => moment >= second && moment < third).length;
		const failedItems = rows.filter(({ status }) => status !== 'success').length;
		assert.equal(failedItems, 0, 'failed executions');
		const begun = await hosts.begunBy();
		const shareOfTheCeiling = Math.round((100 * within) / (((third - second) / 60_000) * limit)) / 100;
		return {
			limit,
			items: executions * itemsEach,
			failedItems,
			requestsTaken: moments.length,
			requestsRefused: refused,
			shareOfTheCeiling,
			executionsByWorker: Object.fromEntries(
				[...begun].map(([name, ids]) => [name, rows.filter(({ id }) => ids.has(String(id))).length]),
			),
			seconds: Math.round((Date.now() - from) / 1000),
		};
	} finally {
		dinero.set({ requestsPerMinute: 0 });
	}
}
