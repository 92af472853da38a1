import { Workflow } from 'n8n-workflow';
import type { INode, INodeTypes } from 'n8n-workflow';

import { sharedRateLimiter } from '../../api/rateLimit';
import { DineroOAuth2Api } from '../../credentials/DineroOAuth2Api.credentials';
import { runInEngine, secretValue, startServer } from './engine';
import type { Received, Reply } from './engine';

const credential = new DineroOAuth2Api();
const secrets = {
	clientSecret: secretValue('client'),
	access: secretValue('old-access'),
	refresh: secretValue('old-refresh'),
};

const dataFor = (server: string, more: object = {}) => ({
	grantType: 'authorizationCode',
	clientId: 'isv_example',
	clientSecret: secrets.clientSecret,
	authUrl: `${server}/connect/authorize`,
	accessTokenUrl: `${server}/connect/token`,
	scope: 'dineropublicapi:read offline_access',
	authentication: String(credential.properties.find(({ name }) => name === 'authentication')?.default),
	requestsPerMinute: 60,
	oauthTokenData: { access_token: secrets.access, refresh_token: secrets.refresh, token_type: 'Bearer' },
	...more,
});

const organizationId = '352100';
const isToken = ({ path }: Received) => path.startsWith('/connect/token');
const renewed = {
	access_token: secretValue('new-access'),
	refresh_token: secretValue('new-refresh'),
	token_type: 'Bearer',
	expires_in: 3600,
};
const bearer = `Bearer ${renewed.access_token}`;

let closing: Array<() => Promise<void>> = [];

async function serve(reply: (request: Received, index: number) => Reply) {
	const server = await startServer(reply);
	closing.push(server.close);
	return server;
}

afterEach(async () => {
	await Promise.all(closing.map(async (close) => await close()));
	closing = [];
	sharedRateLimiter.clear();
});

function expectNoSecrets(text: string) {
	for (const secret of [...Object.values(secrets), renewed.access_token, renewed.refresh_token])
		expect(text).not.toContain(secret);
}

describe('a connection by OAuth2, in the engine of n8n', () => {
	it('renews its token once on 401 and keeps the new one; the user notices nothing', async () => {
		const server = await serve((request) => {
			if (isToken(request)) return { status: 200, body: renewed };
			return request.headers.authorization === bearer
				? { status: 200, body: [{ vatCode: 'U25' }] }
				: { status: 401 };
		});
		const run = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) => await client.call('vatType.getMany', { organizationId }),
		);
		expect(run.error).toBeUndefined();
		expect(run.result).toEqual([{ VatCode: 'U25' }]);
		expect(run.saved).toMatchObject([{ refresh_token: renewed.refresh_token }]);
		const [, token] = server.received;
		expect(Object.fromEntries(new URLSearchParams(token.body.toString()))).toMatchObject({
			grant_type: 'refresh_token',
			refresh_token: secrets.refresh,
			client_id: 'isv_example',
			client_secret: secrets.clientSecret,
		});
		expect(token.headers.authorization).toBeUndefined();
	});

	it('sends a file again, whole, after the token was renewed', async () => {
		const bytes = Buffer.alloc(200_000, 7);
		const server = await serve((request) => {
			if (isToken(request)) return { status: 200, body: renewed };
			return request.headers.authorization === bearer
				? { status: 200, body: { FileGuid: 'f1' } }
				: { status: 401 };
		});
		const run = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) =>
				await client.call('file.upload', {
					organizationId,
					upload: { bytes, fileName: 'bilag.pdf', mimeType: 'application/pdf' },
				}),
		);
		expect(run.error).toBeUndefined();
		expect(run.result).toEqual({ FileGuid: 'f1' });
		const uploads = server.received.filter((request) => !isToken(request));
		expect(uploads).toHaveLength(2);
		const type = String(uploads[1].headers['content-type']);
		const form = await new Response(new Uint8Array(uploads[1].body), {
			headers: { 'Content-Type': type },
		}).formData();
		expect(Buffer.from(await (form.get('file') as File).arrayBuffer()).equals(bytes)).toBe(true);
	});

	it.each<[string, object, Reply, RegExp]>([
		[
			'access was withdrawn',
			{},
			{ status: 400, body: { error: 'invalid_grant' } },
			/needs to be connected again/,
		],
		[
			'the client secret is wrong',
			{},
			{ status: 400, body: { error: 'invalid_client' } },
			/client ID or client secret/,
		],
		['it was never connected', { oauthTokenData: undefined }, { status: 500 }, /not connected yet/],
	])('says what to do when %s', async (_, more, reply, message) => {
		const server = await serve((request) => (isToken(request) ? reply : { status: 401 }));
		const run = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url, more),
			server.url,
			async (client) => await client.call('vatType.getMany', { organizationId }),
		);
		expect(run.error?.message).toMatch(message);
		expect(run.error?.description).toMatch(/credential/i);
		expect(run.error?.failure).toEqual({ cause: 'credential-invalid' });
		expectNoSecrets(run.kept);
	});

	it('says that Dinero did not accept the sign-in when a new token is refused too', async () => {
		const server = await serve((request) =>
			isToken(request) ? { status: 200, body: renewed } : { status: 401, body: 'nope' },
		);
		const run = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) => await client.call('vatType.getMany', { organizationId }),
		);
		expect(run.error).toMatchObject({ message: 'Dinero did not accept the sign-in', httpCode: '401' });
		expectNoSecrets(run.kept);
	});

	it('reads codes and violations of Dinero, and keeps the body', async () => {
		const body = { code: 42, message: 'Validation Error', validationErrors: { Email: 'is not valid' } };
		const server = await serve(() => ({ status: 400, body }));
		const run = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) =>
				await client.call('contact.create', {
					organizationId,
					body: { Name: 'A', CountryKey: 'DK', IsPerson: true, IsMember: false, UseCvr: false, Email: 'x' },
				}),
		);
		expect(run.error).toMatchObject({
			message: "Dinero did not accept the values: 'Email': is not valid",
			httpCode: '400',
			context: { itemIndex: 0, data: body },
		});
		expect(server.received[0].headers['content-type']).toBe('application/json');
		expect(JSON.parse(server.received[0].body.toString())).toMatchObject({ Name: 'A', Email: 'x' });
	});

	it('waits as long as Dinero asks for, then goes on', async () => {
		const server = await serve((_, index) =>
			index === 0
				? { status: 429, body: 'API calls quota exceeded!', headers: { 'Retry-After': '1' } }
				: { status: 200, body: [] },
		);
		const start = Date.now();
		const run = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) => await client.call('vatType.getMany', { organizationId }),
		);
		expect(run.result).toEqual([]);
		expect(Date.now() - start).toBeGreaterThanOrEqual(1000);
		expect(server.received).toHaveLength(2);
	});

	it('does not send a payment again when the connection is cut', async () => {
		const server = await serve(() => ({ status: 0, cut: true }));
		const run = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) =>
				await client.call('invoice.registerPayment', {
					organizationId,
					path: { guid: 'g' },
					body: {
						Timestamp: '00',
						DepositAccountNumber: 55000,
						Amount: 1,
						Description: 'x',
						RemainderIsFee: false,
					},
				}),
		);
		expect(run.error?.message).toMatch(/not known whether this was done/);
		expect(run.error?.context).toMatchObject({ kind: 'unknownResult' });
		expect(server.received).toHaveLength(1);
	});

	it('sends a reading again when the connection is cut', async () => {
		const server = await serve((_, index) =>
			index === 0 ? { status: 0, cut: true } : { status: 200, body: [] },
		);
		const run = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) => await client.call('vatType.getMany', { organizationId }),
		);
		expect(run.result).toEqual([]);
		expect(server.received).toHaveLength(2);
	});

	it('sends an empty body as a body, also with DELETE', async () => {
		const server = await serve(() => ({ status: 200 }));
		await runInEngine('dineroOAuth2Api', dataFor(server.url), server.url, async (client) => {
			await client.call('invoice.delete', { organizationId, path: { guid: 'g' }, body: {} });
			return 1;
		});
		expect(server.received[0]).toMatchObject({ method: 'DELETE', path: '/v1/352100/invoices/g' });
		expect(server.received[0].body.toString()).toBe('{}');
	});

	it('reads files as they are, and says why there is none', async () => {
		const pdf = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0xff, 0x00, 0xfe]);
		const server = await serve((_, index) =>
			index === 0
				? { status: 200, body: pdf, headers: { 'Content-Type': 'application/octet-stream' } }
				: { status: 400, body: { code: 63, message: 'No result' } },
		);
		const run = await runInEngine('dineroOAuth2Api', dataFor(server.url), server.url, async (client) => {
			const file = await client.download('invoice.getPdf', { organizationId, path: { guid: 'g' } });
			return { hex: file.bytes.toString('hex'), type: file.mimeType };
		});
		expect(run.result).toEqual({ hex: pdf.toString('hex'), type: 'application/pdf' });
		const missing = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) => await client.download('invoice.getPdf', { organizationId, path: { guid: 'g' } }),
		);
		expect(missing.error?.context).toMatchObject({ kind: 'notFound', dineroCode: 63 });
	});

	it('writes query values so that Dinero reads them back', async () => {
		const server = await serve(() => ({ status: 200, body: { Collection: [], Pagination: {} } }));
		const queryFilter = "Email eq 'søren+1@example.com';Name contains 'A & B'";
		await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) =>
				await client.getMany('contact.getMany', {
					organizationId,
					query: { queryFilter, fields: 'Name,ContactGuid' },
				}),
		);
		const query = new URL(server.received[0].path, server.url).searchParams;
		expect(Object.fromEntries(query)).toEqual({
			queryFilter,
			fields: 'Name,ContactGuid',
			page: '0',
			pageSize: '1000',
		});
	});

	it('does not follow a redirected write, and takes no token elsewhere', async () => {
		const other = await serve(() => ({ status: 200, body: [] }));
		const server = await serve(() => ({ status: 302, headers: { Location: `${other.url}/elsewhere` } }));
		const write = await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) =>
				await client.call('webhook.subscribe', {
					organizationId,
					body: { EventId: 'x', Uri: 'https://example.com' },
				}),
		);
		expect(write.error).toBeDefined();
		expect(other.received).toHaveLength(0);
		await runInEngine(
			'dineroOAuth2Api',
			dataFor(server.url),
			server.url,
			async (client) => await client.call('vatType.getMany', { organizationId }),
		);
		expect(other.received.map(({ headers }) => headers.authorization)).toEqual([undefined]);
	});
});

describe('the fields of the OAuth2 credential', () => {
	const property = (name: string) => credential.properties.find((one) => one.name === name);

	it('ask for no more access than was chosen', () => {
		const scope = String(property('scope')?.default);
		const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes: {} as INodeTypes });
		const node: INode = { id: '1', name: 'x', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
		const evaluate = (access: string) =>
			String(workflow.expression.getSimpleParameterValue(node, scope, 'internal', { $self: { access } }));
		expect(evaluate('readOnly').split(' ')).toEqual(['dineropublicapi:read', 'offline_access']);
		expect(evaluate('readWrite').split(' ')).toEqual([
			'dineropublicapi:read',
			'dineropublicapi:write',
			'offline_access',
		]);
		expect(property('access')?.default).toBe('readWrite');
	});

	it('let the code come in the address, as n8n takes it, and the secret in the body', () => {
		expect(property('authQueryParameters')?.default).toBe('');
		expect(property('authentication')?.default).toBe('body');
		expect(property('grantType')?.default).toBe('authorizationCode');
		expect(credential.extends).toEqual(['oAuth2Api']);
	});

	it('are tested by a call that works without Pro', () => {
		expect(credential.test?.request).toEqual({
			baseURL: 'https://api.dinero.dk',
			url: '/v1/organizations',
			qs: { fields: 'Name,Id,IsPro' },
		});
	});
});
