import { sharedRateLimiter } from '../../api/rateLimit';
import { DineroApi } from '../../credentials/DineroApi.credentials';
import { runInEngine, secretValue, startServer } from './engine';
import type { Received, Reply } from './engine';

const secrets = { clientSecret: secretValue('client'), apiKey: secretValue('api-key') };
const dataWith = (more: object = {}) => ({
	clientId: 'pcc_1',
	...secrets,
	access: 'readWrite',
	organizationId: '',
	sessionToken: '',
	...more,
});
const isToken = ({ path }: Received) => path === '/dineroapi/oauth/token';
const token = (value: string): Reply => ({
	status: 200,
	body: { access_token: value, token_type: 'bearer', expires_in: 3600 },
});

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

describe('a personal integration, in the engine of n8n', () => {
	it('gets its token as Dinero documents it, and the organization of its key', async () => {
		const server = await serve((request) => {
			if (isToken(request)) return token('session-token-1');
			return {
				status: 200,
				body: request.path.includes('/organizations')
					? [{ Name: 'Cykler', Id: 352100 }]
					: [{ VatCode: 'U25' }],
			};
		});
		const run = await runInEngine(
			'dineroApi',
			dataWith(),
			server.url,
			async (client) => await client.call('vatType.getMany'),
		);
		expect(run.error).toBeUndefined();
		expect(run.result).toEqual([{ VatCode: 'U25' }]);
		const [asked, ...calls] = server.received;
		expect(asked.headers.authorization).toBe(
			`Basic ${Buffer.from(`pcc_1:${secrets.clientSecret}`).toString('base64')}`,
		);
		expect(asked.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(Object.fromEntries(new URLSearchParams(asked.body.toString()))).toEqual({
			grant_type: 'password',
			scope: 'read write',
			username: secrets.apiKey,
			password: secrets.apiKey,
		});
		expect(calls.map(({ path }) => path)).toEqual([
			'/v1/organizations?fields=Name%2CId%2CIsPro',
			'/v1/352100/vatTypes',
		]);
		expect(calls[1].headers.authorization).toBe('Bearer session-token-1');
	});

	it('renews its token by itself when it has run out', async () => {
		const server = await serve((request) => {
			if (isToken(request)) return token('session-token-2');
			return request.headers.authorization === 'Bearer session-token-2'
				? { status: 200, body: [] }
				: { status: 401 };
		});
		const run = await runInEngine(
			'dineroApi',
			dataWith({ sessionToken: 'run-out', organizationId: '7' }),
			server.url,
			async (client) => await client.call('vatType.getMany'),
		);
		expect(run.error).toBeUndefined();
		expect(run.saved).toEqual([{ sessionToken: 'session-token-2' }]);
		expect(server.received).toHaveLength(3);
	});

	it('asks for reading only where that is chosen', async () => {
		const server = await serve((request) => (isToken(request) ? token('t') : { status: 200, body: [] }));
		await runInEngine(
			'dineroApi',
			dataWith({ access: 'readOnly', organizationId: '7' }),
			server.url,
			async (client) => await client.call('vatType.getMany'),
		);
		expect(new URLSearchParams(server.received[0].body.toString()).get('scope')).toBe('read');
	});

	it.each<[string, Reply, RegExp, string]>([
		[
			'the API key is wrong',
			{ status: 400, body: { error: 'invalid_grant' } },
			/did not accept the API key/,
			'credential-invalid',
		],
		[
			'the client secret is wrong',
			{ status: 401, body: { error: 'invalid_client' } },
			/client ID or client secret/,
			'credential-invalid',
		],
		[
			'it is refused otherwise',
			{ status: 400, body: '<html/>' },
			/did not give access/,
			'credential-invalid',
		],
	])('says what to do when %s', async (_, reply, message, cause) => {
		const server = await serve((request) => (isToken(request) ? reply : { status: 200, body: [] }));
		const run = await runInEngine(
			'dineroApi',
			dataWith({ organizationId: '7' }),
			server.url,
			async (client) => await client.call('vatType.getMany'),
		);
		expect(run.error?.message).toMatch(message);
		expect(run.error?.failure).toEqual({ cause });
		for (const secret of Object.values(secrets)) expect(run.kept).not.toContain(secret);
		expect(server.received.filter((request) => !isToken(request))).toHaveLength(0);
	});

	it.each<[string, Reply, RegExp]>([
		['without Pro', { status: 403, body: { code: 90, message: 'No pro' } }, /no active Dinero Pro/],
		[
			'without access to the organization',
			{ status: 403 },
			/does not let this connection into the organization/,
		],
	])('says what is in the way %s', async (_, reply, message) => {
		const server = await serve((request) => (isToken(request) ? token('t') : reply));
		const run = await runInEngine(
			'dineroApi',
			dataWith({ organizationId: '7' }),
			server.url,
			async (client) => await client.call('vatType.getMany'),
		);
		expect(run.error?.message).toMatch(message);
		expect(run.error?.httpCode).toBe('403');
	});
});

describe('what the test of the credential says', () => {
	const credential = new DineroApi();
	const preAuthenticate = async (reply: object | Error) =>
		await credential.preAuthentication.call(
			{
				helpers: {
					httpRequest: async () =>
						await (reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply)),
				},
			} as never,
			dataWith(),
		);

	it('is a sentence for each sign-in that is refused', async () => {
		await expect(preAuthenticate({ statusCode: 400, body: { error: 'invalid_grant' } })).rejects.toThrow(
			/did not accept the API key.*\. Copy/s,
		);
		await expect(preAuthenticate({ statusCode: 401, body: '' })).rejects.toThrow(
			/client ID or client secret/,
		);
		await expect(preAuthenticate({ statusCode: 503, body: '' })).rejects.toThrow(/could not answer just now/);
		await expect(preAuthenticate({ statusCode: 200, body: '<html/>' })).rejects.toThrow(
			/could not answer just now/,
		);
		await expect(preAuthenticate(new Error(`connect ECONNREFUSED ${secrets.apiKey}`))).rejects.toThrow(
			/^(?!.*api-key).*could not answer/s,
		);
	});

	it('is a sentence for each answer of the API', () => {
		const said = (credential.test.rules ?? []).map(({ properties }) => properties.message);
		expect(said.length).toBeGreaterThanOrEqual(6);
		for (const sentence of said) expect(sentence).toMatch(/\. .*\.$/);
	});

	it('names every secret field as one', () => {
		for (const { name, typeOptions } of credential.properties) {
			if (/secret|key|token/i.test(name)) expect([name, typeOptions?.password]).toEqual([name, true]);
		}
		expect(credential.properties.find(({ name }) => name === 'sessionToken')).toMatchObject({
			type: 'hidden',
			typeOptions: { expirable: true },
		});
	});
});
