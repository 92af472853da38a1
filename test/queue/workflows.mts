import type { HostClient, Workflow, WorkflowNode } from '../../sandbox/n8n/client.mts';
import { packageName } from '../../sandbox/n8n/packedNodes.mts';
import { pickedOrganization, shopOrderParameters } from '../../sandbox/runner/settings.mts';

/** The log table's columns: `step` is how far the order is in Dinero, `execution` n8n's number. */
const columns = ['order', 'execution', 'outcome', 'step', 'invoice', 'reason'] as const;
export type LogLine = Record<(typeof columns)[number], string | null>;

export const webhookPath = 'shop-order';

/** A data table of n8n for the way of each order. */
export async function createLogTable(client: HostClient): Promise<string> {
	const project = await client.send<{ id: string }>('GET', '/rest/projects/personal');
	const table = await client.send<{ id: string }>('POST', `/rest/projects/${project.id}/data-tables`, {
		name: 'Orders on their way to Dinero',
		columns: columns.map((name) => ({ name, type: 'string' })),
	});
	return table.id;
}

/** All lines of the table. */
export async function readLogTable(client: HostClient, tableId: string): Promise<LogLine[]> {
	const project = await client.send<{ id: string }>('GET', '/rest/projects/personal');
	const lines: LogLine[] = [];
	for (;;) {
		const path = `/rest/projects/${project.id}/data-tables/${tableId}/rows?take=250&skip=${lines.length}`;
		const { data } = await client.send<{ data: LogLine[] }>('GET', `${path}&sortBy=id:ASC`);
		lines.push(...data);
		if (data.length < 250) return lines;
	}
}

const at = (column: number, row = 0) => [column * 240, row * 200];

function logNode(name: string, tableId: string, row: number, value: Partial<LogLine>): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1.1,
		position: at(2, row),
		parameters: {
			resource: 'row',
			operation: 'insert',
			dataTableId: { __rl: true, mode: 'id', value: tableId },
			columns: {
				mappingMode: 'defineBelow',
				value: {
					order: "={{ $('An order from the shop').item.json.body.id }}",
					execution: '={{ $execution.id }}',
					...value,
				},
				matchingColumns: [],
				schema: columns.map((id) => ({ id, displayName: id, type: 'string', display: true, canBeUsedToMatch: true })),
			},
			options: {},
		},
		// The database may be away for a moment; the line is what the catch-up goes by.
		retryOnFail: true,
		maxTries: 5,
		waitBetweenTries: 2000,
	};
}

/**
 * The order workflow as somebody would build it: the shop posts an order, it becomes a booked and paid invoice, and the log table
 * gets a line, whether that succeeded or not.
 */
export function orderWorkflow(credentials: WorkflowNode['credentials'], tableId: string): Workflow {
	const webhook: WorkflowNode = {
		name: 'An order from the shop',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: at(0),
		webhookId: 'b0e0b1a4-52a5-4f0b-8a8e-3f6e1e0a7c01',
		parameters: { httpMethod: 'POST', path: webhookPath, responseMode: 'onReceived', options: {} },
	};
	const dinero: WorkflowNode = {
		name: 'Create the invoice in Dinero',
		type: `${packageName}.dinero`,
		typeVersion: 1,
		position: at(1),
		parameters: {
			resource: 'shopOrder',
			operation: 'createInvoice',
			organizationId: pickedOrganization,
			shop: 'other',
			order: '={{ $json.body }}',
			...shopOrderParameters({ settings: 'danish' }, false),
		},
		credentials,
		onError: 'continueErrorOutput',
	};
	const done = logNode('Log what was done', tableId, 0, {
		outcome: '={{ $json.outcome }}',
		step: '={{ $json.furthestStep }}',
		invoice: '={{ String($json.invoiceNumber ?? "") }}',
		reason: '={{ $json.reason ?? "" }}',
	});
	const failed = logNode('Log what went wrong', tableId, 1, {
		outcome: 'failed',
		reason: '={{ $json.error?.message ?? String($json.error) }}',
	});
	const to = ({ name }: WorkflowNode) => [{ node: name, type: 'main', index: 0 }];
	return {
		name: 'Shop order to Dinero invoice, logged',
		nodes: [webhook, dinero, done, failed],
		connections: { [webhook.name]: { main: [to(dinero)] }, [dinero.name]: { main: [to(done), to(failed)] } },
		settings: { executionOrder: 'v1' },
	};
}
