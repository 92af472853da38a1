/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { Faults } from '../../../sandbox/dinero/http/faults.mts';
import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import { callApi, organizationWithPro, postForm, recordingOperation, send, startQuietly } from './support';

const created = { Guid: '11111111-2222-4333-8444-555555555555', TimeStamp: '00000000020A5EA8' };
const create = recordingOperation({ json: created });
const invoices = `/v1/${organizationWithPro}/invoices`;

describe('a fault', () => {
	let dinero: RunningDinero;
	beforeAll(async () => {
		({ dinero } = await startQuietly({ operations: { post_v1_organizationId_invoices: create.operation } }));
	});
	afterAll(() => dinero.close());
	beforeEach(() => {
		dinero.reset();
		create.seen.length = 0;
	});
	const post = async (token?: string) =>
		callApi(dinero, 'POST', invoices, { body: { ProductLines: [] }, token });

	const answered: Array<[string, Record<string, unknown>, number, string | RegExp, boolean]> = [
		['status', { status: 503, body: 'Down for repair' }, 503, 'Down for repair', false],
		['status', { status: 418, body: { tea: true } }, 418, '{"tea":true}', false],
		['status', { status: 502 }, 502, '', false],
		['emptyServerError', {}, 500, '', false],
		['emptyServerErrorAfter', {}, 500, '', true],
		['tooMany', {}, 429, /^API calls quota exceeded!/, false],
		['brownout', {}, 480, /brownout/, false],
		['html404', {}, 404, /^<!DOCTYPE html>/, false],
		['expiredToken', {}, 401, /Unauthorized/, false],
		['brokenJson', {}, 200, /^\{"Guid":"[^"]*"?,?[^}]*$/, true],
	];
	it.each(answered)('%s answers %j as %i', async (effect, fields, status, text, done) => {
		const rule = dinero.addFault({ effect: effect as 'status', ...fields });
		const answer = await post();
		expect(answer.status).toBe(status);
		expect(answer.text).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
		expect(create.seen).toHaveLength(done ? 1 : 0);
		expect(rule.consumed).toBe(1);
		expect(dinero.calls.at(-1)).toMatchObject({ fault: effect, status });
		expect((await post()).status).toBe(200);
		expect(rule.consumed).toBe(1);
	});

	const cuts: Array<[string, Record<string, unknown>, boolean, number]> = [
		['cutBefore', {}, false, 0],
		['cutAfter', {}, true, 0],
		['hang', { milliseconds: 120 }, false, 120],
		['hangAfter', { milliseconds: 120 }, true, 120],
	];
	it.each(cuts)('%s %j leaves the caller without an answer', async (effect, fields, done, atLeast) => {
		dinero.addFault({ effect: effect as 'cutBefore', ...fields });
		const started = performance.now();
		await expect(post()).rejects.toThrow('fetch failed');
		expect(performance.now() - started).toBeGreaterThanOrEqual(atLeast - 1);
		expect(create.seen).toHaveLength(done ? 1 : 0);
		expect(dinero.calls.at(-1)).toMatchObject({ fault: effect, status: 0 });
		expect((await post()).status).toBe(200);
	});

	it('slow answers late, but rightly', async () => {
		dinero.addFault({ effect: 'slow', milliseconds: 100 });
		const started = performance.now();
		expect((await post()).json).toEqual(created);
		expect(performance.now() - started).toBeGreaterThanOrEqual(99);
	});

	it('expiredToken ends the token for good', async () => {
		dinero.addFault({ effect: 'expiredToken' });
		const token = dinero.issueToken();
		expect((await post(token)).status).toBe(401);
		expect((await post(token)).status).toBe(401);
		expect((await post()).status).toBe(200);
	});

	it('meets the sign-in as well', async () => {
		dinero.addFault({ match: { operationId: 'signIn.token' }, effect: 'tooMany' });
		expect((await postForm(`${dinero.url}/connect/token`, {})).status).toBe(429);
		expect((await postForm(`${dinero.url}/connect/token`, {})).status).toBe(400);
	});

	it('does not hold up the end of the server', async () => {
		const { dinero: other } = await startQuietly();
		other.addFault({ effect: 'hang', milliseconds: 60_000 });
		const hanging = callApi(other, 'GET', '/v1/organizations').catch((error: Error) => error.message);
		while (other.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
		await other.close();
		expect(await hanging).toBe('fetch failed');
	});

	it('can be steered by another process', async () => {
		const control = async (method: string, path: string, body?: unknown) =>
			send(`${dinero.url}/_sandbox${path}`, {
				method,
				headers: body === undefined ? {} : { 'content-type': 'application/json' },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
		const added = await control('POST', '/faults', {
			match: { path: '*/invoices', method: 'post' },
			effect: 'emptyServerError',
		});
		expect(added.json).toMatchObject({ id: 1, consumed: 0 });
		expect((await post()).status).toBe(500);
		expect((await control('GET', '/faults')).json[0]).toMatchObject({ matched: 1, consumed: 1 });
		expect((await control('DELETE', '/faults?id=1')).json).toEqual([]);
		const wrong = await control('POST', '/faults', { effect: 'earthquake' });
		expect([wrong.status, wrong.json.error]).toEqual([400, expect.stringContaining('Unknown effect')]);
	});
});

describe('which requests a fault meets', () => {
	const target = { method: 'POST', path: '/v1/1/invoices', operationId: 'create', organizationId: '1' };
	const met = (match: object, times: number, target_ = target) => {
		const faults = new Faults(7);
		const rule = faults.add({ match, effect: 'cutBefore' });
		const hits = Array.from({ length: times }, () => faults.meet(target_) !== undefined);
		expect(rule.consumed).toBe(hits.filter(Boolean).length);
		return hits;
	};

	it('is the first one, once, unless told otherwise', () => {
		expect(met({}, 3)).toEqual([true, false, false]);
		expect(met({ times: 2 }, 3)).toEqual([true, true, false]);
		expect(met({ nth: 2 }, 4)).toEqual([false, true, false, false]);
		expect(met({ nth: 2, times: 2 }, 4)).toEqual([false, true, true, false]);
	});

	it('follows method, operation, path and organization, all of them', () => {
		expect(
			met({ method: 'post', operationId: 'create', path: '/v1/*/invoices', organizationId: '1' }, 1),
		).toEqual([true]);
		expect(met({ path: '/V1/1/INVOICES' }, 1)).toEqual([true]);
		for (const other of [
			{ method: 'GET' },
			{ operationId: 'other' },
			{ path: '/v1/1/invoice' },
			{ organizationId: '2' },
		]) {
			expect(met({ method: 'POST', ...other }, 1)).toEqual([false]);
		}
	});

	it('takes a chance that is the same for the same seed', () => {
		const hits = met({ probability: 0.3 }, 1000);
		expect(hits).toEqual(met({ probability: 0.3 }, 1000));
		const share = hits.filter(Boolean).length;
		expect(share).toBeGreaterThan(240);
		expect(share).toBeLessThan(360);
	});

	it('takes only one fault a request, the first that was added', () => {
		const faults = new Faults(1);
		const [first, second] = [faults.add({ effect: 'cutBefore' }), faults.add({ effect: 'cutAfter' })];
		expect([faults.meet(target)!.effect, faults.meet(target)!.effect]).toEqual(['cutBefore', 'cutAfter']);
		expect([first.consumed, second.consumed]).toEqual([1, 1]);
	});

	it('refuses a rule that lacks what it needs', () => {
		const faults = new Faults(1);
		expect(() => faults.add({ effect: 'status' })).toThrow('needs a status');
		expect(() => faults.add({ effect: 'hang' })).toThrow('needs milliseconds');
		expect(() => faults.add({ effect: 'nothing' as 'hang' })).toThrow('Unknown effect');
	});
});
