import assert from 'node:assert/strict';
import type { Item, WorkflowNode } from '../../sandbox/n8n/client.mts';
import { packageName } from '../../sandbox/n8n/packedNodes.mts';
import { organizationId, pickedOrganization } from '../../sandbox/runner/settings.mts';
import { connected, until } from './stage.mts';
import type { Stage } from './stage.mts';

/** What the run was like; one line of the result. */
export interface TriggerResult {
	events: number;
	/** Executions that told them, by the worker that ran them. */
	executionsByWorker: Record<string, number>;
	/** Polls that Dinero saw, and the shortest time between two of them after the first; the trigger asks once a minute. */
	polls: number;
	shortestSecondsBetweenPolls: number;
	seconds: number;
}

const events = ['contact.created', 'invoice.booked', 'invoice.paid'];

function triggerNode(credentials: WorkflowNode['credentials']): WorkflowNode {
	return {
		id: 'a1c1f6de-6f5e-4d1c-9a56-2f6a4bd2c0aa',
		name: 'Dinero Trigger',
		type: `${packageName}.dineroTrigger`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			organizationId: pickedOrganization,
			events,
			pollTimes: { item: [{ mode: 'everyMinute' }] },
		},
		credentials,
	};
}

/** Somebody who works in Dinero while n8n looks on. */
class Bookkeeper {
	private readonly token: string;
	/** Lines `event guid` of what was done. */
	readonly done: string[] = [];

	constructor(private readonly stage: Stage) {
		this.token = stage.dinero.issueToken();
	}

	private async write(path: string, body: unknown): Promise<Record<string, unknown>> {
		const answer = await fetch(`${this.stage.dinero.url}/v1/${organizationId}${path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		assert(answer.ok, `The local Dinero answered ${answer.status}: ${await answer.clone().text()}`);
		return (await answer.json()) as Record<string, unknown>;
	}

	private async act(deed: 'book' | 'pay', guid: string): Promise<void> {
		const path = `/_sandbox/organizations/${organizationId}/documents/${guid}/other-writer`;
		const headers = { 'content-type': 'application/json' };
		const answer = await fetch(`${this.stage.dinero.url}${path}`, {
			...{ method: 'POST', headers, body: JSON.stringify({ deed }) },
		});
		assert(answer.ok, `Nobody could ${deed}: ${await answer.text()}`);
	}

	/** A new customer, whose invoice is booked and paid. */
	async sells(name: string): Promise<void> {
		const flags = { IsPerson: true, IsMember: false, UseCvr: false };
		const { ContactGuid } = await this.write('/contacts', { Name: name, CountryKey: 'DK', ...flags });
		const line = { Description: 'Tube', BaseAmountValue: 100, Quantity: 1, AccountNumber: 1000, Discount: 0 };
		const { Guid } = await this.write('/invoices', {
			...{ ContactGuid, PaymentConditionType: 'Netto', PaymentConditionNumberOfDays: 8 },
			ProductLines: [{ ...line, Unit: 'parts' }],
		});
		await this.act('book', String(Guid));
		await this.act('pay', String(Guid));
		const [contact, invoice] = [String(ContactGuid), String(Guid)];
		this.done.push(`contact.created ${contact}`, `invoice.booked ${invoice}`, `invoice.paid ${invoice}`);
	}
}

/**
 * The trigger is published on the main; things happen in Dinero, also while the main is killed and started again. Only the main
 * polls, the workers run the executions, and every event is told once.
 *
 * @throws when an event is missing or told twice, or when more than one process polls
 */
export async function playTrigger(stage: Stage): Promise<TriggerResult> {
	const { hosts, dinero, tell } = stage;
	const from = Date.now();
	const nodes = [
		triggerNode(await connected(stage, 1000)),
		{ name: 'What Follows', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [220, 0], parameters: {} },
	];
	const workflowId = await stage.client.createWorkflow({
		...{ name: 'News from Dinero', nodes, settings: { executionOrder: 'v1' } },
		connections: { 'Dinero Trigger': { main: [[{ node: 'What Follows', type: 'main', index: 0 }]] } },
	});
	const start = dinero.calls.length;
	/** When the list of contacts was asked for; the trigger asks for it once in each poll. */
	const polls = () =>
		dinero.calls
			.slice(start)
			.filter(({ method, path, who }) => method === 'GET' && path.endsWith('/contacts') && who.includes('isv_'))
			.map(({ time }) => Date.parse(time));
	await stage.client.publish(workflowId);
	// What the first poll finds was there before; it is over once n8n has kept the trigger's place.
	await until('The first poll', 120, async () => {
		const [row] = await stage.services.query<{ staticData: unknown }>(
			`select "staticData" from workflow_entity where id = '${workflowId}'`,
		);
		return JSON.stringify(row.staticData ?? '').includes('fingerprint');
	});

	const executions = async () =>
		await stage.services.query<{ id: string; status: string }>(
			`select id, status from execution_entity where "workflowId" = '${workflowId}' and mode = 'trigger' order by id`,
		);
	const told = async () => {
		const all = await Promise.all((await executions()).map(async ({ id }) => await stage.client.finished(id)));
		return all
			.flatMap(({ runs }) => (runs['What Follows']?.[0].data?.main?.[0] ?? []) as Item[])
			.map(({ json }) => json);
	};
	const lines = async () =>
		(await told()).map(({ event, record }) => {
			const { Guid, ContactGuid } = record as { Guid?: string; ContactGuid?: string };
			return `${String(event)} ${Guid ?? ContactGuid}`;
		});
	const keeper = new Bookkeeper(stage);
	const toldAll = async () => {
		let now: string[] = [];
		const all = async () => (now = await lines()).length >= keeper.done.length;
		const missing = () => keeper.done.filter((line) => !now.includes(line));
		await until('Everything that happened is told', 150, all, missing);
		assert.deepEqual([...now].sort(), [...keeper.done].sort(), 'every event once');
	};

	for (const round of ['first', 'second']) {
		for (let sale = 1; sale <= 5; sale += 1) await keeper.sells(`Customer ${sale} of the ${round} round`);
		await toldAll();
		tell(`${keeper.done.length} events told, each once`);
	}
	const steady = polls();
	tell('The main is killed; things happen; it is started again');
	await hosts.main.kill();
	await keeper.sells('While the main was away');
	await hosts.main.start();
	stage.client = await hosts.client();
	await toldAll();

	// A poll more: nothing may be told again.
	const before = polls().length;
	await until('One poll more', 150, () => polls().length > before);
	await new Promise((later) => setTimeout(later, 3000));
	const items = await told();
	assert.equal(items.length, keeper.done.length, 'nothing is told again');
	assert.equal(new Set(items.map(({ eventId }) => eventId)).size, items.length, 'every event has an id of its own');

	// The first poll comes with publishing, at any second; those after it by the clock, and each from one process only.
	const gaps = steady.slice(2).map((at, index) => at - steady[index + 1]);
	assert.deepEqual(
		gaps.filter((gap) => gap < 30_000),
		[],
		'one process polls',
	);
	const ids = (await executions()).map(({ id }) => String(id));
	const begun = await hosts.begunBy();
	const executionsByWorker = Object.fromEntries(
		[...begun].map(([name, own]) => [name, ids.filter((id) => own.has(id)).length]),
	);
	const onWorkers = Object.values(executionsByWorker).reduce((sum, count) => sum + count, 0);
	assert.equal(onWorkers, ids.length, 'every execution ran on one worker');
	await stage.client.send('POST', `/rest/workflows/${workflowId}/deactivate`);
	return {
		events: items.length,
		executionsByWorker,
		polls: polls().length,
		shortestSecondsBetweenPolls: Math.round(Math.min(...gaps) / 100) / 10,
		seconds: Math.round((Date.now() - from) / 1000),
	};
}
