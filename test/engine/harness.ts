/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import 'reflect-metadata';

import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteData,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
	type NodeError,
} from 'n8n-workflow';

import { endpoints, type EndpointName } from '../../api/endpoints';
import { forgetOrganizations } from '../../api/organizationChoice';
import { forgetOrganizationSettings } from '../../api/organizationFacts';
import { forgetProductList } from '../../api/productList';
import { Dinero } from '../../nodes/Dinero/Dinero.node.ts';
import { sandboxApp } from '../../sandbox/dinero/http/accounts.mts';
import { resources } from '../../nodes/Dinero/resources';
import { startDinero, type DineroOptions, type RunningDinero } from '../../sandbox/dinero/start.mts';
import { recorded } from '../proof/record';

process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'dinero-engine-'));

// n8n-core comes with its own copies of what it is made of; the same ones must be used here.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const core = require('n8n-core') as typeof import('n8n-core');
const fromCore = createRequire(require.resolve('n8n-core'));
const { Container } = fromCore('@n8n/di') as typeof import('@n8n/di');
const { OutboundHttp } = fromCore('@n8n/backend-network') as { OutboundHttp: new () => Outbound };

interface Requests {
	request(options: IHttpRequestOptions): Promise<unknown>;
}
interface Outbound {
	requests(options?: unknown): Requests;
}

/** The first organization of the local Dinero: a Danish company with VAT and a Pro subscription. */
export const organizationId = '352100';

/** What became of one run of the node. */
export interface Ran {
	/** Items on the node's main output. */
	items: INodeExecutionData[];
	/** Items on its error output, when the node is set to have one. */
	errors: INodeExecutionData[];
	/** What stopped the workflow. */
	error?: NodeError;
	/** The items' JSON, and the first one's. */
	rows: IDataObject[];
	row: IDataObject;
}

export interface RunOptions {
	/** Items that reach the node; one empty item unless given. */
	input?: INodeExecutionData[];
	onError?: INode['onError'];
	/** The value of the node's Authentication field. */
	authentication?: 'oAuth2' | 'personalIntegration';
	/** Replaces the token of the credential. */
	accessToken?: string;
	/** Another node in place of Dinero's, one that `addNodeType` made known. */
	type?: { name: string; version: number };
}

/**
 * n8n's own engine with this package's node, in front of a local Dinero. Requests leave n8n as in a real run and are
 * sent to the local Dinero instead of Dinero's host, at the last step before the network.
 */
export class Engine {
	/** Milliseconds after which a request is given up, instead of the node's own minute. */
	timeout?: number;

	private constructor(
		readonly dinero: RunningDinero,
		/** As n8n keeps it after the consent page; a renewed one takes its place. */
		private oauthTokenData: IDataObject,
		private readonly restore: () => void,
	) {}

	static async start(options: DineroOptions = {}): Promise<Engine> {
		return Engine.over(await startDinero({ rateLimit: 0, ...options }));
	}

	/** The engine in front of a local Dinero that runs already; `close` ends that one too. */
	static over(dinero: RunningDinero): Engine {
		const outbound = Container.get(OutboundHttp as never) as Outbound;
		const original = outbound.requests;
		const engine = new Engine(dinero, signIn(dinero), () => {
			outbound.requests = original;
		});
		outbound.requests = function (this: Outbound, ...given) {
			const client = original.apply(outbound, given);
			return {
				...client,
				request: async (request: IHttpRequestOptions) => {
					const baseURL = request.baseURL === 'https://api.dinero.dk' ? dinero.url : 'http://127.0.0.1:9';
					return await client.request({ ...request, baseURL, timeout: engine.timeout ?? request.timeout });
				},
			};
		};
		return engine;
	}

	/** Runs the node once with these parameters and gives what it returned. Time passes as it does in a real run. */
	async run(parameters: INodeParameters, options: RunOptions = {}): Promise<Ran> {
		const callsBefore = this.dinero.calls.length;
		const workflow = this.workflow(parameters, options);
		const input = options.input ?? [{ json: {} }];
		const start = workflow.getNode('Start') as INode;
		const stack: IExecuteData[] = [{ node: start, data: { main: [input] }, source: null }];
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: stack,
				contextData: {},
				metadata: {},
				waitingExecution: {},
				waitingExecutionSource: null,
			},
			resultData: { runData: {} },
		} as never);
		const execution = new core.WorkflowExecute(this.additionalData(options), 'manual', data);
		const use = { resource: String(parameters.resource), operation: String(parameters.operation) };
		const result = await recorded(
			this.dinero,
			use,
			async () => await execution.processRunExecutionData(workflow),
		);
		const ran = result.data.resultData.runData.Dinero?.[0];
		const items = ran?.data?.main?.[0] ?? [];
		const rows = items.map((item) => item.json);
		this.checkClaims(parameters, callsBefore);
		return {
			items,
			errors: ran?.data?.main?.[1] ?? [],
			error: (ran?.error ?? result.data.resultData.error) as NodeError | undefined,
			rows,
			row: rows[0] ?? {},
		};
	}

	/** An operation calls nothing but the endpoints that its file names; finding the organization is everybody's right. */
	private checkClaims(parameters: INodeParameters, callsBefore: number): void {
		const resource = resources.find((one) => one.value === parameters.resource);
		const operation = resource?.operations.find((one) => one.value === parameters.operation);
		const allowed: readonly EndpointName[] = ['organization.getManyFields', ...(operation?.endpoints ?? [])];
		const routes = allowed.map((name) => `${endpoints[name].method} ${endpoints[name].path}`);
		const called = this.dinero.calls
			.slice(callsBefore)
			// n8n itself renews tokens.
			.filter((call) => !call.operationId?.startsWith('signIn.'))
			.map((call) => `${call.method} ${call.template ?? call.path}`);
		const unnamed = called.filter((route) => !routes.includes(route));
		if (unnamed.length > 0) {
			throw new Error(
				`${resource?.value}.${operation?.value} calls what its file does not name: ${unnamed.join(', ')}`,
			);
		}
	}

	/**
	 * Asks one of the node's lists, as the editor does while a person types.
	 *
	 * @param path where the list's field stands, as the editor says it: 'parameters.options.accounts.account[0].accountNumber'
	 */
	async search(
		method: string,
		parameters: INodeParameters = {},
		filter?: string,
		paginationToken?: string,
		path = '',
	) {
		const workflow = this.workflow(parameters, {});
		const node = workflow.getNode('Dinero') as INode;
		const data = { ...this.additionalData({}), currentNodeParameters: node.parameters };
		const context = new core.LoadOptionsContext(workflow, node, data, path);
		const search = new Dinero().methods.listSearch[method as 'searchContacts'];
		return await recorded(
			this.dinero,
			{ internal: `list: ${method}` },
			async () => await search.call(context as never, filter, paginationToken),
		);
	}

	/** Forgets everything: books, requests, and what was remembered of settings. */
	reset(): void {
		this.dinero.reset({ keepTokens: true });
		forgetOrganizations();
		forgetOrganizationSettings();
		forgetProductList();
	}

	async close(): Promise<void> {
		this.restore();
		await this.dinero.close();
	}

	/** Requests of the local Dinero that changed something, or tried to. */
	writes() {
		return this.dinero.calls.filter(
			(call) => call.method !== 'GET' && !/fetch|similar|status|ledgers$/.test(call.path ?? ''),
		);
	}

	private workflow(parameters: INodeParameters, options: RunOptions): Workflow {
		const authentication = options.authentication ?? 'oAuth2';
		const credential = authentication === 'oAuth2' ? 'dineroOAuth2Api' : 'dineroApi';
		const node: INode = {
			id: 'node',
			name: 'Dinero',
			type: options.type?.name ?? 'n8n-nodes-dinero.dinero',
			typeVersion: options.type?.version ?? 1,
			position: [0, 0],
			parameters: { authentication, ...parameters },
			credentials: { [credential]: { id: 'credential', name: 'Dinero' } },
			...(options.onError === undefined ? {} : { onError: options.onError }),
		};
		const start: INode = {
			...node,
			id: 'start',
			name: 'Start',
			type: 'start',
			parameters: {},
			credentials: {},
		};
		delete start.onError;
		return new Workflow({
			id: 'workflow',
			active: false,
			nodeTypes,
			settings: { executionOrder: 'v1' },
			nodes: [start, node],
			connections: { Start: { main: [[{ node: 'Dinero', type: 'main', index: 0 }]] } },
		} as never);
	}

	private additionalData(options: RunOptions): IWorkflowExecuteAdditionalData {
		const url = 'http://localhost';
		const credential: ICredentialDataDecryptedObject = {
			grantType: 'authorizationCode',
			clientId: 'isv_n8n_sandbox',
			clientSecret: sandboxApp.clientSecret,
			accessTokenUrl: `${this.dinero.url}/connect/token`,
			authUrl: 'https://connect.visma.com/connect/authorize',
			scope: 'dineropublicapi:read dineropublicapi:write offline_access',
			authentication: 'body',
			requestsPerMinute: 100_000,
			oauthTokenData:
				options.accessToken === undefined
					? this.oauthTokenData
					: { access_token: options.accessToken, token_type: 'Bearer' },
		};
		return {
			hooks: new core.ExecutionLifecycleHooks('manual', '1', {
				id: 'workflow',
				name: 'workflow',
				nodes: [],
				connections: {},
			} as never),
			executionId: '1',
			variables: {},
			restApiUrl: url,
			instanceBaseUrl: url,
			webhookBaseUrl: url,
			formWaitingBaseUrl: url,
			webhookWaitingBaseUrl: url,
			webhookTestBaseUrl: url,
			setExecutionStatus() {},
			sendDataToUI() {},
			logAiEvent() {},
			externalSecretsProxy: { hasProvider: () => false },
			credentialsHelper: {
				getParentTypes: () => ['oAuth2Api'],
				getDecrypted: async () => await Promise.resolve(credential),
				getCredentialsProperties: () => [],
				isCredentialUsableByNode: () => true,
				authenticate: async (_data: unknown, _type: unknown, request: unknown) =>
					await Promise.resolve(request),
				preAuthentication: async () => await Promise.resolve(undefined),
				runPreAuthentication: async () => await Promise.resolve(undefined),
				updateCredentialsOauthTokenData: async (
					_node: unknown,
					_type: unknown,
					data: ICredentialDataDecryptedObject,
				) => {
					this.oauthTokenData = data.oauthTokenData as IDataObject;
					await Promise.resolve();
				},
			},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

/** The tokens that the consent page of the local Dinero leads to. */
function signIn(dinero: RunningDinero): IDataObject {
	const grant = dinero.tokens.open({
		kind: 'app',
		clientId: sandboxApp.clientId,
		userId: dinero.world.users[0]?.id,
		scopes: sandboxApp.scopes,
	});
	const redirect = 'http://localhost:5678/rest/oauth2-credential/callback';
	const tokens = dinero.tokens.exchangeCode(
		dinero.tokens.codeFor(grant, redirect),
		sandboxApp.clientId,
		redirect,
	);
	return { ...tokens };
}

const start: INodeType = {
	description: {
		name: 'start',
		displayName: 'Start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return await Promise.resolve([this.getInputData()]);
	},
};

const types: Record<string, INodeType | IVersionedNodeType> = {
	start,
	'n8n-nodes-dinero.dinero': new Dinero(),
};

const nodeTypes: INodeTypes = {
	getByName: (type) => types[type],
	getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(types[type], version),
	getKnownTypes: () => ({}),
};

/** Makes another node known, to be run beside Dinero's. */
export function addNodeType(name: string, type: INodeType | IVersionedNodeType): void {
	types[name] = type;
}

/** A resource locator's value as the form stores it when something is picked. */
export function picked(value: string): INodeParameters {
	return { __rl: true, mode: 'list', value } as unknown as INodeParameters;
}
