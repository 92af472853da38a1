import type { IDataObject, INode, IPollFunctions } from 'n8n-workflow';

export interface Host {
	functions: IPollFunctions;
	data: IDataObject;
	warnings: string[];
	requests: string[];
	node: INode;
}

export interface HostOptions {
	parameters?: IDataObject;
	mode?: 'trigger' | 'manual';
	/** Answers a request, by path and query; status 200 unless it is an answer with another one. */
	answer: (path: string, query: Record<string, string>) => unknown;
	budgetMs?: number | 'old host';
	workflowId?: string;
	nodeId?: string;
	data?: IDataObject;
}

/** An answer that is not 200. */
export class Answered {
	constructor(
		readonly status: number,
		readonly body: unknown = '',
	) {}
}

/** What n8n gives a polling node, as far as this one uses it, over answers of a test. */
export function hostFor(options: HostOptions): Host {
	const node: INode = {
		id: options.nodeId ?? 'node-1',
		name: 'Dinero Trigger',
		type: 'n8n-nodes-dinero.dineroTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { dineroOAuth2Api: { id: 'c1', name: 'Dinero' } },
	};
	const parameters: IDataObject = {
		organizationId: '352100',
		events: ['invoice.created'],
		...options.parameters,
	};
	const data = options.data ?? {};
	const warnings: string[] = [];
	const requests: string[] = [];
	const functions = {
		getMode: () => options.mode ?? 'trigger',
		getActivationMode: () => 'activate',
		getNode: () => node,
		getWorkflow: () => ({ id: options.workflowId ?? 'workflow-1', active: true }),
		getWorkflowStaticData: () => data,
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getCredentials: async () => await Promise.resolve({}),
		logger: { warn: (text: string) => warnings.push(text) },
		...(options.budgetMs === 'old host' ? {} : { getPollBudgetMs: () => options.budgetMs ?? 300_000 }),
		helpers: {
			returnJsonArray: (rows: IDataObject[]) => rows.map((json) => ({ json })),
			httpRequestWithAuthentication: async (
				_type: string,
				request: { url: string; qs: Record<string, string> },
			) => {
				requests.push(`${request.url} ${JSON.stringify(request.qs)}`);
				await Promise.resolve();
				const answer = options.answer(request.url, request.qs);
				if (answer instanceof Answered) return { statusCode: answer.status, headers: {}, body: answer.body };
				return { statusCode: 200, headers: {}, body: JSON.stringify(answer) };
			},
		},
	};
	return { functions: functions as unknown as IPollFunctions, data, warnings, requests, node };
}

/** A list's answer with these rows. */
export function listOf(rows: IDataObject[]): IDataObject {
	return {
		Collection: rows,
		Pagination: {
			MaxPageSizeAllowed: 1000,
			PageSize: 1000,
			Result: rows.length,
			ResultWithoutFilter: rows.length,
			Page: 0,
		},
	};
}
