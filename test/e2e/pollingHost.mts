import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDinero } from '../../sandbox/dinero/start.mts';
import type { RunningDinero } from '../../sandbox/dinero/start.mts';
import { HostClient } from '../../sandbox/n8n/client.mts';
import type { Item, WorkflowNode } from '../../sandbox/n8n/client.mts';
import { startHost } from '../../sandbox/n8n/host.mts';
import type { RunningHost } from '../../sandbox/n8n/host.mts';
import { installPackedNodes, packageName } from '../../sandbox/n8n/packedNodes.mts';
import { prepareUserFolder } from '../../sandbox/n8n/userFolder.mts';
import { startNet } from '../../sandbox/net/start.mts';
import type { RunningNet } from '../../sandbox/net/start.mts';
import type { Parts } from '../../sandbox/runner/sandbox.mts';
import { organizationId, pickedOrganization } from '../../sandbox/runner/settings.mts';
import { connectedCredential } from './connected.mts';

/** An item of the trigger. */
export interface Told {
	event: string;
	eventId: string;
	occurredAt: string;
	organizationId: string;
	record: Record<string, unknown>;
	payment?: Record<string, unknown>;
	creditNote?: Record<string, unknown>;
}

/** A real n8n with a local Dinero of its own, which can be killed and started again with what it kept. */
export class PollingHost {
	private host!: RunningHost;
	private folder!: string;
	private token!: string;
	client!: HostClient;
	dinero!: RunningDinero;
	net!: RunningNet;
	credentials: WorkflowNode['credentials'];

	constructor(
		readonly name: string,
		/** Further settings of n8n. */
		private readonly settings: Record<string, string>,
	) {}

	/** Starts everything; it ends with `parts`. */
	async begin(parts: Parts): Promise<void> {
		this.folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-dinero-'));
		parts.add(() => rm(this.folder, { recursive: true, force: true, maxRetries: 5 }));
		this.dinero = await startDinero({ rateLimit: 0 });
		parts.add(() => this.dinero.close());
		this.net = await startNet({ dineroUrl: this.dinero.url, tell: (line) => console.error(line) });
		parts.add(() => this.net.close());
		const userFolder = join(this.folder, 'n8n');
		await prepareUserFolder(userFolder, () => {});
		await installPackedNodes(userFolder);
		await this.start();
		parts.add(() => this.host.stop());
		this.credentials = await connectedCredential(this.client, this.dinero.url);
		this.token = this.dinero.issueToken();
	}

	private async start(): Promise<void> {
		const { net, settings } = this;
		const userFolder = join(this.folder, 'n8n');
		this.host = await startHost({ userFolder, net, settings, logFile: join(this.folder, 'n8n.log') });
		this.client = new HostClient(this.host.url);
		await this.client.signIn();
	}

	get url(): string {
		return this.host.url;
	}

	/** Ends n8n as a crash would. */
	async kill(): Promise<void> {
		await this.host.kill();
	}

	/** Starts n8n again with what it kept. */
	async again(): Promise<void> {
		await this.start();
	}

	/** A new workflow in which the trigger is followed by nothing of importance; its id. */
	async workflow(name: string, triggerName: string, events: string[]): Promise<string> {
		return await this.client.createWorkflow({ name, ...this.nodes(triggerName, events) });
	}

	/**
	 * The nodes and connections of such a workflow. The trigger's id is the same in each, as it is in a copy or an import.
	 */
	nodes(triggerName: string, events: string[]) {
		const trigger: WorkflowNode = {
			...{
				id: 'a1c1f6de-6f5e-4d1c-9a56-2f6a4bd2c001',
				name: triggerName,
				type: `${packageName}.dineroTrigger`,
				typeVersion: 1,
				position: [0, 0],
			},
			parameters: { organizationId: pickedOrganization, events, pollTimes: { item: [{ mode: 'everyMinute' }] } },
			credentials: this.credentials,
		};
		const next = {
			name: 'What Follows',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [220, 0],
			parameters: {},
		};
		return {
			nodes: [trigger, next],
			connections: { [triggerName]: { main: [[{ node: next.name, type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		};
	}

	/** Everything that a published workflow was told, execution by execution. */
	async told(workflowId: string): Promise<Told[]> {
		const executions = await this.client.executionsOf(workflowId);
		const items = executions.flatMap(({ runs }) => (runs['What Follows']?.[0].data?.main?.[0] ?? []) as Item[]);
		return items.map(({ json }) => json as unknown as Told);
	}

	/** Waits until polls have asked for this list `times` times since the request with that number, and then nothing for two seconds. */
	async polled(list: 'contacts' | 'invoices', since: number, times: number): Promise<void> {
		const deadline = Date.now() + 150_000;
		for (;;) {
			const calls = this.dinero.calls.slice(since);
			const asked = calls.filter(({ method, path }) => method === 'GET' && path?.endsWith(`/${list}`)).length;
			const last = this.dinero.calls.length;
			await new Promise((later) => setTimeout(later, 2000));
			if (asked >= times && this.dinero.calls.length === last) return;
			if (Date.now() > deadline) throw new Error(`${this.name} asked for ${list} ${asked} times, not ${times}`);
		}
	}

	/** A request to the local Dinero's API, as another program would make it. */
	private async write(path: string, body: unknown): Promise<Record<string, unknown>> {
		const answer = await fetch(`${this.dinero.url}/v1/${organizationId}${path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`The local Dinero answered ${answer.status}: ${await answer.text()}`);
		return (await answer.json()) as Record<string, unknown>;
	}

	/** A new contact's guid. */
	async contact(Name: string): Promise<string> {
		const flags = { IsPerson: true, IsMember: false, UseCvr: false };
		return String((await this.write('/contacts', { Name, CountryKey: 'DK', ...flags })).ContactGuid);
	}

	/** A new draft's guid: 100.00 without VAT. */
	async draft(ContactGuid: string): Promise<string> {
		const line = { Description: 'Tube', BaseAmountValue: 100, Quantity: 1, AccountNumber: 1000, Discount: 0 };
		const terms = { PaymentConditionType: 'Netto', PaymentConditionNumberOfDays: 8 };
		const body = { ContactGuid, ...terms, ProductLines: [{ ...line, Unit: 'parts' }] };
		return String((await this.write('/invoices', body)).Guid);
	}

	/** Someone in Dinero does something to a document, as on its page. */
	async someone(deed: 'book' | 'pay' | 'credit', guid: string): Promise<void> {
		const answer = await fetch(
			`${this.dinero.url}/_sandbox/organizations/${organizationId}/documents/${guid}/other-writer`,
			{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ deed }) },
		);
		if (!answer.ok) throw new Error(`Nobody could ${deed}: ${await answer.text()}`);
	}
}

/** What was told, as sorted lines `event guid`. */
export function linesOf(told: Told[]): string[] {
	return told.map(({ event, record }) => `${event} ${String(record.Guid ?? record.ContactGuid)}`).sort();
}
