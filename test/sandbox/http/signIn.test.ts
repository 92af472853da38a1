import { createHash } from 'node:crypto';

import { apiKeyOf, sandboxApp, sandboxPersonalClient } from '../../../sandbox/dinero/http/accounts.mts';
import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import {
	callApi,
	organizationWithPro,
	otherOrganization,
	postForm,
	recordingOperation,
	send,
	startQuietly,
	type HttpAnswer,
} from './support';

const callback = 'http://localhost:5678/rest/oauth2-credential/callback';
const everything = 'dineropublicapi:read dineropublicapi:write offline_access';
const request = {
	client_id: sandboxApp.clientId,
	response_type: 'code',
	redirect_uri: callback,
	scope: everything,
	state: 'abc+/=',
};

describe('signing in with a registered app', () => {
	let dinero: RunningDinero;
	beforeEach(async () => {
		({ dinero } = await startQuietly({
			start: '2026-03-02T10:00:00Z',
			operations: { get_v1_organizationId_vatTypes: recordingOperation({ json: [] }).operation },
		}));
	});
	afterEach(() => dinero.close());

	const ask = async (fields: Record<string, string>) =>
		send(`${dinero.url}/connect/authorize?${new URLSearchParams(fields)}`);
	const consent = async (fields: Record<string, string>, decision = 'allow') =>
		postForm(`${dinero.url}/connect/authorize`, { ...fields, person: 'user-mette', decision });
	const codeOf = (answer: HttpAnswer) => new URL(answer.headers.get('location')!).searchParams.get('code')!;
	const token = async (fields: Record<string, string>, headers = {}) =>
		postForm(
			`${dinero.url}/connect/token`,
			{ client_id: sandboxApp.clientId, client_secret: sandboxApp.clientSecret, ...fields },
			headers,
		);
	const exchange = async (code: string, more: Record<string, string> = {}) =>
		token({ grant_type: 'authorization_code', code, redirect_uri: callback, ...more });
	const refresh = async (refreshToken: string) =>
		token({ grant_type: 'refresh_token', refresh_token: refreshToken });
	const signIn = async (fields: Partial<typeof request> = {}) =>
		(await exchange(codeOf(await consent({ ...request, ...fields })))).json;
	const works = async (accessToken: string) =>
		(await callApi(dinero, 'GET', `/v1/${organizationWithPro}/vatTypes`, { token: accessToken })).status ===
		200;

	it('shows who asks for what, in English or Danish, with everybody who may sign in', async () => {
		const english = await ask(request);
		expect(english.status).toBe(200);
		expect(english.text).toContain(sandboxApp.name);
		expect(english.text).toContain('Mette Nordlys');
		expect(english.text).toContain('Nordlys Cykler ApS');
		expect(english.text).toContain('>Allow</button>');
		expect(english.text).toContain('value="abc+/="');
		expect((await ask({ ...request, ui_locales: 'da-DK' })).text).toContain('>Tillad</button>');
	});

	it('makes whatever it was sent safe for the page', async () => {
		const page = await ask({ ...request, state: '"><script>alert(1)</script>' });
		expect(page.text).not.toContain('<script>alert');
	});

	it('sends the code and the state back in the query, and gives tokens for it', async () => {
		const answer = await consent(request);
		expect(answer.status).toBe(302);
		const location = new URL(answer.headers.get('location')!);
		expect(location.origin + location.pathname).toBe(callback);
		expect(location.searchParams.get('state')).toBe('abc+/=');
		const tokens = (await exchange(codeOf(answer))).json;
		expect(tokens).toMatchObject({ expires_in: 3600, token_type: 'Bearer', scope: everything });
		expect(tokens.refresh_token).toMatch(/^[0-9A-F]{64}$/);
		const claims = JSON.parse(Buffer.from(tokens.access_token.split('.')[1], 'base64url').toString());
		expect(claims).toMatchObject({ iss: 'https://connect.visma.com', aud: 'https://api.dinero.dk' });
		expect(await works(tokens.access_token)).toBe(true);
	});

	it('sends the code as a form that posts itself when asked to, or when it is set so', async () => {
		const asked = await consent({ ...request, response_mode: 'form_post' });
		expect(asked.status).toBe(200);
		expect(asked.text).toContain(`action="${callback}"`);
		expect(asked.text).toMatch(/name="code" value="[0-9A-F]{64}"/);
		expect(asked.text).toContain('name="state" value="abc+/="');
		dinero.set({ responseModeWhenAbsent: 'form_post' });
		expect((await consent(request)).text).toContain('name="code"');
	});

	it('tells the app when the person denies', async () => {
		const location = new URL((await consent(request, 'deny')).headers.get('location')!);
		expect(location.searchParams.get('error')).toBe('access_denied');
		expect(location.searchParams.get('code')).toBeNull();
	});

	const pages: Array<[string, Record<string, string>, RegExp]> = [
		['an unknown client', { client_id: 'isv_other' }, /Unknown client id/],
		[
			'an address that is not registered',
			{ redirect_uri: 'https://elsewhere.example/rest/oauth2-credential/callback' },
			/not registered/,
		],
		['an address with another path', { redirect_uri: `${callback}/more` }, /not registered/],
		['an unknown response_mode', { response_mode: 'fragment' }, /response_mode/],
	];
	it.each(pages)('shows %s as a page and sends nobody anywhere', async (_name, fields, text) => {
		for (const answer of [await ask({ ...request, ...fields }), await consent({ ...request, ...fields })]) {
			expect(answer.status).toBe(400);
			expect(answer.headers.get('location')).toBeNull();
			expect(answer.text).toMatch(text);
		}
	});

	const sentBack: Array<[string, Record<string, string>, string]> = [
		['another response_type', { response_type: 'token' }, 'unsupported_response_type'],
		['a scope that was not applied for', { scope: 'dineropublicapi:read openid' }, 'invalid_scope'],
		['no scope', { scope: '' }, 'invalid_scope'],
		['a plain code challenge', { code_challenge: 'x', code_challenge_method: 'plain' }, 'invalid_request'],
	];
	it.each(sentBack)('sends an error back for %s', async (_name, fields, error) => {
		const answer = await ask({ ...request, ...fields });
		expect(answer.status).toBe(302);
		expect(new URL(answer.headers.get('location')!).searchParams.get('error')).toBe(error);
	});

	it('takes an own address once it is registered', async () => {
		const redirectUri = 'https://n8n.example.com/rest/oauth2-credential/callback';
		expect((await ask({ ...request, redirect_uri: redirectUri })).status).toBe(400);
		await send(`${dinero.url}/_sandbox/apps/redirects`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ redirectUri }),
		});
		expect((await ask({ ...request, redirect_uri: redirectUri })).status).toBe(200);
	});

	it('refuses a wrong secret and an unknown client', async () => {
		const code = codeOf(await consent(request));
		const wrongs: Array<Record<string, string>> = [{ client_secret: 'wrong' }, { client_id: 'isv_other' }];
		for (const wrong of wrongs) {
			const answer = await exchange(code, wrong);
			expect([answer.status, answer.json.error]).toEqual([400, 'invalid_client']);
		}
		expect((await exchange(code)).status).toBe(200);
	});

	it('takes the secret from a Basic header only by the switch', async () => {
		const basic = Buffer.from(`${sandboxApp.clientId}:${sandboxApp.clientSecret}`).toString('base64');
		const withHeader = async () =>
			postForm(
				`${dinero.url}/connect/token`,
				{ grant_type: 'authorization_code', code: codeOf(await consent(request)), redirect_uri: callback },
				{ authorization: `Basic ${basic}` },
			);
		expect((await withHeader()).json.error).toBe('invalid_client');
		dinero.set({ clientAuthentication: 'bodyOrBasic' });
		expect((await withHeader()).status).toBe(200);
	});

	it('refuses a code that is used, expired, unknown or meant for another address, and ends what a used one gave', async () => {
		const code = codeOf(await consent(request));
		const tokens = (await exchange(code)).json;
		expect((await exchange(code)).json.error).toBe('invalid_grant');
		expect(await works(tokens.access_token)).toBe(false);
		expect((await exchange('0'.repeat(64))).json.error).toBe('invalid_grant');
		const otherAddress = await exchange(codeOf(await consent(request)), { redirect_uri: `${callback}?x=1` });
		expect(otherAddress.json.error).toBe('invalid_grant');
		const late = codeOf(await consent(request));
		dinero.world.clock.move(5 * 60_000);
		expect((await exchange(late)).json.error).toBe('invalid_grant');
	});

	it('checks the code challenge when there was one', async () => {
		const verifier = 'a'.repeat(43);
		const challenge = createHash('sha256').update(verifier).digest('base64url');
		const fields = { ...request, code_challenge: challenge, code_challenge_method: 'S256' };
		expect((await exchange(codeOf(await consent(fields)), { code_verifier: verifier })).status).toBe(200);
		expect((await exchange(codeOf(await consent(fields)))).json.error).toBe('invalid_grant');
	});

	it('gives no refresh token unless it was asked for', async () => {
		expect(await signIn({ scope: 'dineropublicapi:read' })).not.toHaveProperty('refresh_token');
	});

	it('refreshes again and again with a token that may be used again', async () => {
		dinero.set({ refreshTokens: 'reuse' });
		const first = await signIn();
		dinero.world.clock.move(3600_000);
		expect(await works(first.access_token)).toBe(false);
		for (let time = 0; time < 3; time++) {
			const next = (await refresh(first.refresh_token)).json;
			expect(next.refresh_token).toBe(first.refresh_token);
			expect(await works(next.access_token)).toBe(true);
		}
	});

	it('gives a new one-time token at each refresh and refuses the old one, save within the grace period', async () => {
		dinero.set({ refreshTokens: 'oneTime' });
		const first = await signIn();
		const second = (await refresh(first.refresh_token)).json;
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect((await refresh(first.refresh_token)).json.error).toBe('invalid_grant');
		dinero.set({ refreshGraceSeconds: 30 });
		const third = (await refresh(second.refresh_token)).json;
		dinero.world.clock.move(29_000);
		expect((await refresh(second.refresh_token)).status).toBe(200);
		dinero.world.clock.move(1000);
		expect((await refresh(second.refresh_token)).status).toBe(400);
		expect((await refresh(third.refresh_token)).status).toBe(200);
	});

	it('can end the whole sign-in when a one-time token is used twice', async () => {
		dinero.set({ refreshTokens: 'oneTime', usedRefreshToken: 'endsGrant' });
		const first = await signIn();
		const second = (await refresh(first.refresh_token)).json;
		expect(await works(second.access_token)).toBe(true);
		await refresh(first.refresh_token);
		expect(await works(second.access_token)).toBe(false);
		expect((await refresh(second.refresh_token)).json.error).toBe('invalid_grant');
	});

	it('refuses a refresh token that is expired or revoked, at the lifetime that is set', async () => {
		dinero.set({ refreshTokens: 'reuse', refreshTokenSeconds: 7200 });
		const tokens = await signIn();
		dinero.world.clock.move(7_199_000);
		expect((await refresh(tokens.refresh_token)).status).toBe(200);
		dinero.world.clock.move(1000);
		expect((await refresh(tokens.refresh_token)).json.error).toBe('invalid_grant');
		const others = await signIn();
		dinero.tokens.revoke();
		expect((await refresh(others.refresh_token)).json.error).toBe('invalid_grant');
	});

	it('refuses other grants, and too many token requests when that is set', async () => {
		expect((await token({ grant_type: 'client_credentials' })).json.error).toBe('unsupported_grant_type');
		dinero.set({ tokenRateLimit: 2 });
		await token({ grant_type: 'x' });
		expect((await token({ grant_type: 'x' })).status).toBe(400);
		expect((await token({ grant_type: 'x' })).status).toBe(429);
	});

	it('keeps no secret in the log', async () => {
		const tokens = await signIn();
		await refresh(tokens.refresh_token);
		await works(tokens.access_token);
		const log = JSON.stringify(dinero.calls);
		for (const secret of [sandboxApp.clientSecret, tokens.access_token, tokens.refresh_token])
			expect(log).not.toContain(secret);
		expect(dinero.calls.map((call) => call.operationId)).toContain('signIn.token');
	});
});

describe('the token of a personal integration', () => {
	let dinero: RunningDinero;
	beforeAll(async () => {
		({ dinero } = await startQuietly({
			operations: { get_v1_organizationId_vatTypes: recordingOperation({ json: [] }).operation },
		}));
	});
	afterAll(() => dinero.close());

	const key = apiKeyOf(organizationWithPro);
	const form = { grant_type: 'password', scope: 'read write', username: key, password: key };
	const basic = (id: string, secret: string) => ({
		authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
	});
	const own = basic(sandboxPersonalClient.clientId, sandboxPersonalClient.clientSecret);
	const ask = async (fields: Record<string, string> = form, headers: Record<string, string> = own) =>
		postForm(`${dinero.url}/dineroapi/oauth/token`, fields, headers);

	it('comes for an API key, without a refresh token, and opens one organization', async () => {
		const { json } = await ask();
		expect(json).toMatchObject({ expires_in: 3600, token_type: 'Bearer' });
		expect(json).not.toHaveProperty('refresh_token');
		const status = async (organization: string) =>
			(await callApi(dinero, 'GET', `/v1/${organization}/vatTypes`, { token: json.access_token })).status;
		expect(await status(organizationWithPro)).toBe(200);
		expect(await status(otherOrganization)).toBe(403);
	});

	const refusals: Array<[string, Record<string, string>, Record<string, string>, number, string]> = [
		['a wrong key', { ...form, username: 'x', password: 'x' }, own, 400, 'invalid_grant'],
		[
			'a key of no organization',
			{ ...form, username: apiKeyOf(1), password: apiKeyOf(1) },
			own,
			400,
			'invalid_grant',
		],
		['a password that is not the key', { ...form, password: 'x' }, own, 400, 'invalid_grant'],
		['a wrong secret', form, basic(sandboxPersonalClient.clientId, 'x'), 400, 'invalid_client'],
		['an unknown client', form, basic('x', sandboxPersonalClient.clientSecret), 400, 'invalid_client'],
		[
			'the client in the body',
			{
				...form,
				client_id: sandboxPersonalClient.clientId,
				client_secret: sandboxPersonalClient.clientSecret,
			},
			{},
			400,
			'invalid_client',
		],
		['another grant', { ...form, grant_type: 'client_credentials' }, own, 400, 'unsupported_grant_type'],
		[
			'the scopes of the other kind of sign-in',
			{ ...form, scope: 'openid email' },
			own,
			400,
			'invalid_scope',
		],
	];
	it.each(refusals)('is refused for %s', async (_name, fields, headers, status, error) => {
		const answer = await ask(fields, headers);
		expect([answer.status, answer.json.error]).toEqual([status, error]);
	});

	it('answers a wrong key with 401 by a setting', async () => {
		dinero.set({ wrongApiKeyStatus: '401' });
		const answer = await ask({ ...form, username: 'x', password: 'x' });
		expect([answer.status, answer.json.error]).toEqual([401, 'invalid_grant']);
	});

	it('reads only when only reading was asked for', async () => {
		const { json } = await ask({ ...form, scope: 'read' });
		const post = await callApi(dinero, 'POST', `/v1/${organizationWithPro}/invoices`, {
			token: json.access_token,
			body: { ProductLines: [] },
		});
		expect(post.status).toBe(403);
	});
});
