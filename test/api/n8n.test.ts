import type { IHttpRequestOptions } from 'n8n-workflow';

import { clientFor, credentialTypeOf } from '../../api/n8n';
import type { DineroFunctions } from '../../api/n8n';
import { sharedRateLimiter } from '../../api/rateLimit';

const organizationId = '352100';

/** The functions of an execution, a list in the editor, or a poll, as far as they differ. */
function functionsOf(
	kind: 'execute' | 'loadOptions' | 'poll',
	options: {
		authentication?: string;
		credential?: object | Error;
		answer?: (request: IHttpRequestOptions, index: number) => object;
	} = {},
) {
	const sent: Array<{ type: string; options: IHttpRequestOptions }> = [];
	const parameters: unknown[][] = [];
	const credentials: unknown[][] = [];
	const functions = {
		getNode: () => ({ name: 'Dinero', credentials: { dineroOAuth2Api: { id: '7', name: 'x' } } }),
		getNodeParameter: (...given: unknown[]) => {
			parameters.push(given);
			return options.authentication ?? given[given.length - 1];
		},
		getCredentials: async (...given: unknown[]) => {
			credentials.push(given);
			const { credential = {} } = options;
			return await (credential instanceof Error ? Promise.reject(credential) : Promise.resolve(credential));
		},
		helpers: {
			httpRequestWithAuthentication: async (type: string, request: IHttpRequestOptions) => {
				sent.push({ type, options: request });
				const answer = options.answer?.(request, sent.length - 1) ?? {
					statusCode: 200,
					headers: {},
					body: '[]',
				};
				return await (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer));
			},
		},
		...(kind === 'execute' ? { getInputData: () => [] } : {}),
		...(kind === 'loadOptions' ? { getCurrentNodeParameters: () => ({}) } : {}),
	};
	return { functions: functions as unknown as DineroFunctions, sent, parameters, credentials };
}

/** Lets everything run that need not wait. */
async function settle() {
	for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}

describe('the client for n8n', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		sharedRateLimiter.clear();
		jest.useRealTimers();
	});

	it('uses the credential that the node chose, OAuth2 unless it says otherwise', () => {
		expect(credentialTypeOf(functionsOf('poll').functions)).toBe('dineroOAuth2Api');
		expect(credentialTypeOf(functionsOf('poll', { authentication: 'oAuth2' }).functions)).toBe(
			'dineroOAuth2Api',
		);
		expect(
			credentialTypeOf(functionsOf('execute', { authentication: 'personalIntegration' }).functions),
		).toBe('dineroApi');
	});

	it('asks for parameter and credential of its item in an execution, without an item elsewhere', async () => {
		const execution = functionsOf('execute');
		await clientFor(execution.functions, { itemIndex: 4 });
		expect(execution.parameters).toEqual([['authentication', 4, 'oAuth2']]);
		expect(execution.credentials).toEqual([['dineroOAuth2Api', 4]]);
		const poll = functionsOf('poll');
		await clientFor(poll.functions);
		expect(poll.parameters).toEqual([['authentication', 'oAuth2']]);
		expect(poll.credentials).toEqual([['dineroOAuth2Api']]);
	});

	it('sends to Dinero and nowhere else, with the chosen credential', async () => {
		const { functions, sent } = functionsOf('execute', { authentication: 'personalIntegration' });
		const client = await clientFor(functions);
		await client.call('entry.getMany', {
			organizationId,
			query: { fromDate: '2026-01-01', toDate: '2026-01-31' },
		});
		expect(sent).toMatchObject([
			{
				type: 'dineroApi',
				options: {
					method: 'GET',
					baseURL: 'https://api.dinero.dk',
					url: '/v1/352100/entries',
					qs: { fromDate: '2026-01-01', toDate: '2026-01-31' },
					timeout: 60_000,
				},
			},
		]);
	});

	it('keeps to the organization and the pace of the credential', async () => {
		const credential = { organizationId: ' 77 ', requestsPerMinute: 2 };
		const { functions, sent } = functionsOf('execute', { credential });
		const client = await clientFor(functions);
		await client.call('vatType.getMany');
		expect(sent[0].options.url).toBe('/v1/77/vatTypes');
		await client.call('vatType.getMany');
		const third = client.call('vatType.getMany');
		await settle();
		expect(sent).toHaveLength(2);
		await jest.advanceTimersByTimeAsync(60_000);
		await third;
		expect(sent).toHaveLength(3);
	});

	it('lets people in the editor go before workflows', async () => {
		const credential = { requestsPerMinute: 8 };
		const execution = functionsOf('execute', { credential });
		const workflow = await clientFor(execution.functions);
		const all = Array.from(
			{ length: 8 },
			async () => await workflow.call('vatType.getMany', { organizationId }),
		);
		await settle();
		expect(execution.sent).toHaveLength(6);
		const editor = functionsOf('loadOptions', { credential });
		await (await clientFor(editor.functions)).call('vatType.getMany', { organizationId });
		expect(editor.sent).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(120_000);
		await Promise.all(all);
	});

	it('sends a file once more when n8n has renewed the token but not sent it again', async () => {
		const refused = Object.assign(new Error('401'), { response: { status: 401, headers: {}, data: '' } });
		const upload = { bytes: Buffer.from('x'), fileName: 'a.pdf', mimeType: 'application/pdf' };
		const { functions, sent } = functionsOf('execute', {
			answer: (_, index) =>
				index === 0 ? refused : { statusCode: 200, headers: {}, body: '{"FileGuid":"f"}' },
		});
		const client = await clientFor(functions);
		await expect(client.call('file.upload', { organizationId, upload })).resolves.toEqual({ FileGuid: 'f' });
		expect(sent).toHaveLength(2);
		expect(sent[1].options.headers?.['Content-Type']).not.toBe(sent[0].options.headers?.['Content-Type']);
		const other = functionsOf('execute', { answer: () => refused });
		await expect(
			(await clientFor(other.functions)).call('file.upload', { organizationId, upload }),
		).rejects.toMatchObject({ kind: 'signIn' });
		expect(other.sent).toHaveLength(2);
	});

	it('says so when there is no credential', async () => {
		const { functions } = functionsOf('execute', {
			credential: new Error('Node does not have any credentials set'),
		});
		await expect(clientFor(functions)).rejects.toMatchObject({
			kind: 'configuration',
			textId: 'noCredential',
		});
	});

	it('hides what the credential holds, wherever Dinero repeats it', async () => {
		const credential = {
			apiKey: ['key', '123456'].join('-'),
			oauthTokenData: { access_token: ['at', '1234567'].join('-') },
		};
		const body = JSON.stringify({
			message: `${credential.apiKey} and ${credential.oauthTokenData.access_token}`,
		});
		const { functions } = functionsOf('execute', {
			credential,
			answer: () => ({ statusCode: 400, headers: {}, body }),
		});
		const error: Error = await (await clientFor(functions))
			.call('vatType.getMany', { organizationId })
			.catch((reason) => reason);
		expect(JSON.stringify([error, error.message])).not.toMatch(/123456/);
	});
});
