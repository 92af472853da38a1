/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';

import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

import { multipartBody } from '../../api/multipart';
import { outcomeOfThrown } from '../../api/n8nOutcome';
import { SignInError, refusalOf } from '../../api/signIn';

const node: INode = { id: '1', name: 'Dinero', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };

/** As n8n throws it: its own error around what its HTTP or OAuth client threw. */
const wrapped = (message: string, more: object) =>
	new NodeApiError(node, Object.assign(new Error(message), more) as unknown as JsonObject);

const api = { config: { url: '/v1/1/invoices', baseURL: 'https://api.dinero.dk' } };
const token = { config: { url: 'https://connect.visma.com/connect/token' } };

describe('what n8n throws', () => {
	it.each([
		['ECONNREFUSED', 'neverSent'],
		['ENOTFOUND', 'neverSent'],
		['EAI_AGAIN', 'neverSent'],
		['CERT_HAS_EXPIRED', 'untrusted'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted'],
		['ECONNABORTED', 'timeout'],
		['ETIMEDOUT', 'timeout'],
		['ECONNRESET', 'connection'],
		['EPIPE', 'connection'],
		['ERR_BAD_RESPONSE', 'connection'],
		['UND_ERR_SOCKET', 'connection'],
		['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
		['SOMETHING_NEW', 'connection'],
		['ERR_CANCELED', 'stopped'],
	])('%s is %s', (code, reason) => {
		expect(outcomeOfThrown(wrapped('x', { code, ...api }))).toEqual({ kind: 'lost', reason });
		expect(outcomeOfThrown(Object.assign(new Error('x'), { code }))).toEqual({ kind: 'lost', reason });
	});

	it.each([
		['timeout of 60000ms exceeded', 'timeout'],
		['socket hang up', 'connection'],
	])('"%s" is %s', (message, reason) => {
		expect(outcomeOfThrown(wrapped(message, {}))).toEqual({ kind: 'lost', reason });
	});

	it('an answer whose body was cut on the way is no answer, whatever its status promised', () => {
		const body = Readable.from([]);
		const cut = (status: number) => ({
			...{ code: 'ERR_BAD_RESPONSE', ...api, response: { status, headers: {}, data: body } },
		});
		expect(outcomeOfThrown(wrapped('stream has been aborted', cut(201)))).toEqual({
			kind: 'lost',
			reason: 'connection',
		});
		const refused = outcomeOfThrown(Object.assign(new Error('stream has been aborted'), cut(400)));
		expect(refused).toMatchObject({ kind: 'answer', status: 400, body: '' });
	});

	it('an answer that n8n took for a fault is an answer', () => {
		const response = { status: 401, headers: { 'Retry-After': 5 }, data: 'no' };
		expect(
			outcomeOfThrown(
				wrapped('Request failed with status code 401', { code: 'ERR_BAD_REQUEST', response, ...api }),
			),
		).toEqual({
			kind: 'answer',
			status: 401,
			headers: { 'retry-after': '5' },
			body: 'no',
		});
		expect(outcomeOfThrown({ httpCode: '403', context: { data: { code: 90 } } })).toMatchObject({
			kind: 'answer',
			status: 403,
			body: { code: 90 },
		});
	});

	it.each<[string, object, string]>([
		['OAuth credentials not connected', {}, 'notConnected'],
		['Unable to sign without access token', {}, 'notConnected'],
		['Node "Dinero" does not have any credentials of type "dineroApi" set', {}, 'noCredential'],
		['Client authentication failed', { code: 'EAUTH', body: { error: 'invalid_client' } }, 'wrongClient'],
		['x', { code: 'EAUTH', body: { error: 'invalid_grant' } }, 'reconnect'],
		['x', { code: 'EAUTH', body: { error: 'invalid_scope' } }, 'signInRefused'],
		['HTTP status 401', { code: 'ESTATUS', status: 401, body: '' }, 'wrongClient'],
		['HTTP status 503', { code: 'ESTATUS', status: 503, body: '<html/>' }, 'signInUnavailable'],
		['x', { code: 'ERR_BAD_RESPONSE', response: { status: 502, data: '' }, ...token }, 'signInUnavailable'],
		['x', { code: 'ECONNRESET', ...token }, 'signInUnavailable'],
		['The credential "Dinero" needs to be reconnected.', {}, 'reconnect'],
	])('"%s" %j is %s', (message, more, reason) => {
		expect(outcomeOfThrown(wrapped(message, more))).toEqual({ kind: 'refused', reason });
	});

	it('our own sign-in keeps its reason through n8n', () => {
		expect(
			outcomeOfThrown(new NodeApiError(node, new SignInError('wrongApiKey') as unknown as JsonObject)),
		).toEqual({
			kind: 'refused',
			reason: 'wrongApiKey',
		});
	});

	it('what nobody knows is told with n8n’s words', () => {
		expect(outcomeOfThrown(new Error('Domain not allowed'))).toEqual({
			kind: 'refused',
			reason: 'signInRefused',
			detail: 'Domain not allowed',
		});
		expect(outcomeOfThrown('odd')).toMatchObject({ kind: 'refused', detail: 'odd' });
	});
});

describe('what a token address means', () => {
	it.each([
		[400, '{"error":"invalid_grant"}', 'apiKey', 'wrongApiKey'],
		[400, { error: 'invalid_grant' }, 'connection', 'reconnect'],
		[401, '', 'apiKey', 'wrongClient'],
		[400, { error: 'invalid_client' }, 'apiKey', 'wrongClient'],
		[400, '<html>', 'apiKey', 'signInRefused'],
		[403, null, 'apiKey', 'signInRefused'],
		[429, '', 'apiKey', 'signInUnavailable'],
		[500, '', 'connection', 'signInUnavailable'],
	] as const)('%d %j of the %s: %s', (status, body, grant, refusal) => {
		expect(refusalOf(status, body, grant)).toBe(refusal);
	});
});

describe('a file to send', () => {
	it('stands whole between its boundaries, with a name that cannot break out', async () => {
		const bytes = Buffer.from([0, 255, 13, 10, 45, 45]);
		const { contentType, body } = multipartBody({
			bytes,
			fileName: 'Bilag "1"\r\nX: y æ.pdf',
			mimeType: 'application/pdf\r\nX-Evil: 1',
		});
		const form = await new Response(new Uint8Array(body), {
			headers: { 'Content-Type': contentType },
		}).formData();
		expect([...form.keys()]).toEqual(['file']);
		const file = form.get('file') as File;
		expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
		expect(file.name).toContain('æ.pdf');
		expect(body.toString('latin1')).not.toContain('\r\nX');
	});

	it('is never cut by a boundary that happens to be inside it', () => {
		let calls = 0;
		const random = () => ((calls += 1) <= 2 ? 0.5 : 0.25);
		const inside = multipartBody(
			{ bytes: Buffer.from(''), fileName: 'a', mimeType: 'text/plain' },
			() => 0.5,
		).contentType.split('=')[1];
		const { contentType } = multipartBody(
			{ bytes: Buffer.from(`x--${inside}--`), fileName: 'a', mimeType: 'text/plain' },
			random,
		);
		expect(contentType).not.toContain(inside);
	});
});
