import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import {
	callApi,
	organizationWithoutPro,
	organizationWithPro,
	otherOrganization,
	recordingOperation,
	send,
	startQuietly,
	type HttpAnswer,
} from './support';

const answer = recordingOperation({ json: [] });
const vatTypes = (organization: string) => `/v1/${organization}/vatTypes`;

describe('rights', () => {
	let dinero: RunningDinero;
	beforeAll(async () => {
		({ dinero } = await startQuietly({
			operations: {
				get_v1_organizationId_vatTypes: answer.operation,
				post_v1_organizationId_invoices_fetch: recordingOperation({ status: 204 }).operation,
				post_v1_organizationId_invoices: recordingOperation({ status: 204 }).operation,
			},
		}));
	});
	afterAll(() => dinero.close());

	it('answers 401 without a token, with an unknown, an expired or a revoked one', async () => {
		const noToken = await send(dinero.url + vatTypes(organizationWithPro));
		expect(noToken.status).toBe(401);
		expect(noToken.headers.get('www-authenticate')).toMatch(/^Bearer/);
		expect((await callApi(dinero, 'GET', vatTypes(organizationWithPro), { token: 'made-up' })).status).toBe(
			401,
		);

		const token = dinero.issueToken();
		expect((await callApi(dinero, 'GET', vatTypes(organizationWithPro), { token })).status).toBe(200);
		dinero.world.clock.move(3600_000);
		expect((await callApi(dinero, 'GET', vatTypes(organizationWithPro), { token })).status).toBe(401);

		const second = dinero.issueToken();
		dinero.tokens.revoke();
		expect((await callApi(dinero, 'GET', vatTypes(organizationWithPro), { token: second })).status).toBe(401);
	});

	it('answers 403 for an organization that the person may not see, or that there is none of', async () => {
		const token = dinero.issueToken({ userId: 'user-jonas' });
		expect((await callApi(dinero, 'GET', vatTypes(otherOrganization), { token })).status).toBe(200);
		expect((await callApi(dinero, 'GET', vatTypes(organizationWithPro), { token })).status).toBe(403);
		expect((await callApi(dinero, 'GET', vatTypes('1'))).status).toBe(403);
	});

	it('binds an API key to its organization', async () => {
		const token = dinero.issueToken({ organizationId: otherOrganization });
		expect((await callApi(dinero, 'GET', vatTypes(otherOrganization), { token })).status).toBe(200);
		expect((await callApi(dinero, 'GET', vatTypes(organizationWithPro), { token })).status).toBe(403);
	});

	it('answers 403 without Pro, with the code of the switch', async () => {
		expect((await callApi(dinero, 'GET', vatTypes(organizationWithoutPro))).json).toMatchObject({ code: 90 });
		dinero.set({ noProCode: 48 });
		const refused = await callApi(dinero, 'GET', vatTypes(organizationWithoutPro));
		expect([refused.status, refused.json.code]).toEqual([403, 48]);
	});

	it('lets a read-only token read and calculate, but not write', async () => {
		const token = dinero.issueToken({ scopes: ['dineropublicapi:read'] });
		const body = { ProductLines: [] };
		expect((await callApi(dinero, 'GET', vatTypes(organizationWithPro), { token })).status).toBe(200);
		const fetched = await callApi(dinero, 'POST', `/v1/${organizationWithPro}/invoices/fetch`, {
			token,
			body,
		});
		expect(fetched.status).toBe(204);
		expect(
			(await callApi(dinero, 'POST', `/v1/${organizationWithPro}/invoices`, { token, body })).status,
		).toBe(403);
	});
});

describe('the rate limit', () => {
	let dinero: RunningDinero;
	const ask = async (organization = organizationWithPro, token = dinero.issueToken()) =>
		callApi(dinero, 'GET', vatTypes(organization), { token });
	const askTimes = async (times: number): Promise<HttpAnswer[]> => {
		const answers = [];
		for (let time = 0; time < times; time++) answers.push(await ask());
		return answers;
	};

	beforeEach(async () => {
		({ dinero } = await startQuietly({
			rateLimit: 5,
			start: '2026-03-02T10:00:00Z',
			operations: { get_v1_organizationId_vatTypes: answer.operation },
		}));
	});
	afterEach(() => dinero.close());

	it('answers 429 as text when the minute is used up', async () => {
		const answers = await askTimes(6);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
		expect(answers[5]!.text).toMatch(/^API calls quota exceeded!/);
		expect(answers[5]!.json).toBeUndefined();
		expect(answers[5]!.headers.get('retry-after')).toBeNull();
	});

	it('slides: a request is free again a minute after the one that it replaces', async () => {
		await askTimes(3);
		dinero.world.clock.move(30_000);
		await askTimes(2);
		dinero.world.clock.move(29_999);
		expect((await ask()).status).toBe(429);
		dinero.world.clock.move(1);
		expect((await askTimes(4)).map(({ status }) => status)).toEqual([200, 200, 200, 429]);
	});

	it('can start anew with each minute of the clock', async () => {
		dinero.set({ rateLimitWindow: 'fixed' });
		dinero.world.clock.move(59_000);
		await askTimes(5);
		expect((await ask()).status).toBe(429);
		dinero.world.clock.move(1000);
		expect((await ask()).status).toBe(200);
	});

	it('counts by organization and by client', async () => {
		await askTimes(5);
		expect((await ask()).status).toBe(429);
		expect((await ask(otherOrganization)).status).toBe(200);
		expect(
			(await ask(organizationWithPro, dinero.issueToken({ organizationId: organizationWithPro }))).status,
		).toBe(200);
	});

	it('follows the switch of the books unless it was set, and can say when to come back', async () => {
		dinero.set({ requestsPerMinute: -1, rateLimit: 100, retryAfter: true });
		const answers = await askTimes(101);
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
		expect(answers[100]!.headers.get('retry-after')).toBe('60');
	});
});
