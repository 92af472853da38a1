/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import 'reflect-metadata';

import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'dinero-engine-'));

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { Workflow, createRunExecutionData } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { DineroClient } from '../../api/client';
import { toNodeError } from '../../api/errors';
import { clientFor } from '../../api/n8n';
import { DineroApi } from '../../credentials/DineroApi.credentials';

/** A value that stands for a secret in tests. */
export const secretValue = (name: string) => `${name}-${'0123456789'.slice(0, 6)}`;

/** A request as it reached the server. */
export interface Received {
	method: string;
	path: string;
	headers: Record<string, string | string[] | undefined>;
	body: Buffer;
}

export interface Reply {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
	/** Cuts the connection instead of answering. */
	cut?: boolean;
}

/** A server on this machine that answers as it is told, and keeps what it received. */
export async function startServer(reply: (request: Received, index: number) => Reply) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const seen = {
				method: request.method ?? '',
				path: request.url ?? '',
				headers: request.headers,
				body: Buffer.concat(parts),
			};
			received.push(seen);
			const { status, body, headers, cut } = reply(seen, received.length - 1);
			if (cut) {
				request.socket.destroy();
				return;
			}
			const bytes = Buffer.isBuffer(body)
				? body
				: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
			response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
			response.end(body === undefined ? undefined : bytes);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url, received, close };
}

/** The hosts of Dinero, played by the server of the test. */
const toServer = (options: IHttpRequestOptions, server: string): IHttpRequestOptions => ({
	...options,
	...(options.baseURL ? { baseURL: server } : {}),
	url: options.url.replace(/^https:\/\/[^/]+/, server),
});

/** The functions that n8n gives, with requests going to the server of the test. */
function redirected(functions: IExecuteFunctions, server: string): IExecuteFunctions {
	const real = functions.helpers.httpRequestWithAuthentication;
	const helpers = {
		...functions.helpers,
		httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) =>
			await real.call(functions, type, toServer(options, server)),
	};
	return new Proxy(functions, {
		get: (target, name) => (name === 'helpers' ? helpers : (Reflect.get(target, name) as unknown)),
	});
}

/** n8n's treatment of a credential with an expirable hidden field, as its CredentialsHelper does it. */
function credentialsHelper(
	type: string,
	credential: ICredentialDataDecryptedObject,
	server: string,
	saved: unknown[],
) {
	const personal: ICredentialType = new DineroApi();
	return {
		getParentTypes: () => (type === 'dineroOAuth2Api' ? ['oAuth2Api'] : []),
		getDecrypted: async () => await Promise.resolve({ ...credential }),
		getCredentialsProperties: () => [],
		isCredentialUsableByNode: () => true,
		runPreAuthentication: async () => await Promise.resolve(undefined),
		updateCredentialsOauthTokenData: async (
			_: unknown,
			__: unknown,
			data: ICredentialDataDecryptedObject,
		) => {
			credential.oauthTokenData = data.oauthTokenData;
			saved.push(data.oauthTokenData);
			await Promise.resolve();
		},
		authenticate: async (data: ICredentialDataDecryptedObject, _: string, options: IHttpRequestOptions) => {
			const rule = (personal.authenticate as { properties: { headers: Record<string, string> } }).properties
				.headers.Authorization;
			const value = rule
				.replace(/^=/, '')
				.replace('{{$credentials.sessionToken}}', String(data.sessionToken));
			return await Promise.resolve({ ...options, headers: { ...options.headers, Authorization: value } });
		},
		preAuthentication: async (
			{ helpers }: { helpers: { httpRequest: (options: IHttpRequestOptions) => Promise<unknown> } },
			data: ICredentialDataDecryptedObject,
			_: string,
			__: unknown,
			expired: boolean,
		) => {
			if (data.sessionToken !== '' && !expired) return undefined;
			const redirectedHelpers = {
				httpRequest: async (options: IHttpRequestOptions) =>
					await helpers.httpRequest(toServer(options, server)),
			};
			const output = (await personal.preAuthentication?.call(
				{ helpers: redirectedHelpers } as never,
				data,
			)) as object;
			Object.assign(credential, output);
			saved.push(output);
			return Object.assign(data, output);
		},
	};
}

export interface EngineRun {
	/** What the work gave. */
	result?: unknown;
	/** What n8n shows when it did not succeed. */
	error?: {
		message: string;
		description?: string;
		httpCode?: string;
		context: Record<string, unknown>;
		failure?: unknown;
	};
	/** Everything that n8n keeps of the run, as text. */
	kept: string;
	/** Tokens that were stored in the credential. */
	saved: unknown[];
}

/** Runs a workflow with one node in n8n's own engine; the node does `work` with its Dinero client. */
export async function runInEngine(
	type: 'dineroOAuth2Api' | 'dineroApi',
	credential: ICredentialDataDecryptedObject,
	server: string,
	work: (client: DineroClient) => Promise<unknown>,
	parameters: Record<string, string> = {},
): Promise<EngineRun> {
	const probe = {
		description: {
			name: 'probe',
			displayName: 'Probe',
			group: ['output'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type, required: true }],
			properties: [
				{ displayName: 'Authentication', name: 'authentication', type: 'string', default: 'oAuth2' },
			],
		},
		async execute(this: IExecuteFunctions) {
			const outcome = await clientFor(redirected(this, server))
				.then(work)
				.then(
					(result) => ({ result }),
					(error: unknown) => ({ error }),
				);
			if ('error' in outcome) throw toNodeError(this.getNode(), outcome.error, 0);
			return [[{ json: { result: outcome.result as never }, pairedItem: { item: 0 } }]];
		},
	} as unknown as INodeType;
	const manual = {
		description: {
			name: 'manual',
			displayName: 'M',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: async () => await Promise.resolve([[{ json: {} }]]),
	} as unknown as INodeType;
	const types: Record<string, INodeType> = { 'x.manual': manual, 'x.probe': probe };
	const nodeTypes: INodeTypes = {
		getByName: (name) => types[name],
		getByNameAndVersion: (name) => types[name],
		getKnownTypes: () => ({}),
	};
	const authentication = type === 'dineroApi' ? 'personalIntegration' : 'oAuth2';
	const workflow = new Workflow({
		id: 'test',
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
		nodes: [
			{ id: '1', name: 'M', type: 'x.manual', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: '2',
				name: 'Dinero',
				type: 'x.probe',
				typeVersion: 1,
				position: [0, 0],
				parameters: { authentication, ...parameters },
				credentials: { [type]: { id: `credential-${Math.random()}`, name: 'My Dinero' } },
			},
		],
		connections: { M: { main: [[{ node: 'Dinero', type: 'main', index: 0 }]] } },
	});
	const saved: unknown[] = [];
	const local = 'http://localhost';
	const additionalData = {
		hooks: new ExecutionLifecycleHooks('manual', '1', {
			id: 'test',
			name: 'test',
			nodes: [],
			connections: {},
		} as never),
		executionId: '1',
		variables: {},
		restApiUrl: local,
		instanceBaseUrl: local,
		webhookBaseUrl: local,
		formWaitingBaseUrl: local,
		webhookWaitingBaseUrl: local,
		webhookTestBaseUrl: local,
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
		externalSecretsProxy: { hasProvider: () => false },
		credentialsHelper: credentialsHelper(type, credential, server, saved),
	} as unknown as IWorkflowExecuteAdditionalData;
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: workflow.getNode('M') as never, data: { main: [[{ json: {} }]] }, source: null },
			],
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: null,
		},
		resultData: { runData: {} },
	});
	const run = await new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(workflow);
	const { error, runData } = run.data.resultData;
	return {
		result: runData.Dinero?.[0]?.data?.main?.[0]?.[0]?.json.result,
		error: error as unknown as EngineRun['error'],
		kept: JSON.stringify(run.data.resultData),
		saved,
	};
}
