import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { consentPage, formPostPage, signInErrorPage } from '../page/consent.mts';
import { organizationOfApiKey, redirectAllowed, type RegisteredApp } from './accounts.mts';
import { oauthError, quotaExceeded } from './errors.mts';
import { exchange, type Notes, type WireAnswer } from './exchange.mts';
import type { Frame } from './frame.mts';
import { people, personName } from './people.mts';
import { hideSecrets } from './requestLog.mts';

type Fields = Record<string, string>;

const htmlType = 'text/html; charset=utf-8';

function fieldsOf(values: unknown): Fields {
	if (values === null || typeof values !== 'object' || Buffer.isBuffer(values)) return {};
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]),
	);
}

function page(status: number, body: string): WireAnswer {
	return { status, contentType: htmlType, body, headers: { 'cache-control': 'no-store' } };
}

function basicCredentials(request: FastifyRequest): { id: string; secret: string } | undefined {
	const encoded = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
	if (!encoded) return undefined;
	const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	return { id, secret: secret.join(':') };
}

/** Sends the outcome of an authorize request to its redirect address, in the query or as a form that posts itself. */
function sendBack(frame: Frame, fields: Fields, outcome: Fields): WireAnswer {
	const mode = fields.response_mode || frame.settings.responseModeWhenAbsent;
	const all = fields.state === undefined ? outcome : { ...outcome, state: fields.state };
	if (mode === 'form_post') return page(200, formPostPage(fields.redirect_uri as string, all));
	const address = new URL(fields.redirect_uri as string);
	for (const [name, value] of Object.entries(all)) address.searchParams.set(name, value);
	return { status: 302, contentType: '', body: '', headers: { location: address.toString() } };
}

/** What is wrong with an authorize request: shown as a page when the redirect address cannot be trusted, else sent back. */
function authorizeFault(
	frame: Frame,
	fields: Fields,
	app: RegisteredApp | undefined,
): WireAnswer | undefined {
	if (!app)
		return page(
			400,
			signInErrorPage('unauthorized_client', `Unknown client id '${fields.client_id ?? ''}'.`),
		);
	if (
		!fields.redirect_uri ||
		!URL.canParse(fields.redirect_uri) ||
		!redirectAllowed(app, fields.redirect_uri)
	) {
		const text = `The redirect address '${fields.redirect_uri ?? ''}' is not registered for ${app.name}. It is compared exactly.`;
		return page(400, signInErrorPage('invalid_request: invalid redirect_uri', text));
	}
	if (fields.response_type !== 'code') return sendBack(frame, fields, { error: 'unsupported_response_type' });
	if (fields.response_mode && !['query', 'form_post'].includes(fields.response_mode)) {
		return page(400, signInErrorPage('invalid_request', `Unknown response_mode '${fields.response_mode}'.`));
	}
	if (fields.code_challenge && fields.code_challenge_method !== 'S256') {
		return sendBack(frame, fields, {
			error: 'invalid_request',
			error_description: 'Only S256 is supported.',
		});
	}
	const scopes = (fields.scope ?? '').split(/\s+/).filter(Boolean);
	const unknown = scopes.filter((scope) => !app.scopes.includes(scope));
	if (unknown.length > 0 || !scopes.some((scope) => scope.startsWith('dineropublicapi:'))) {
		return sendBack(frame, fields, {
			error: 'invalid_scope',
			error_description: `Not applied for: ${unknown.join(' ') || 'no scope'}`,
		});
	}
	return undefined;
}

function authorize(frame: Frame, request: FastifyRequest, fields: Fields): WireAnswer {
	const app = frame.apps.find((each) => each.clientId === fields.client_id);
	const fault = authorizeFault(frame, fields, app);
	if (fault || !app) return fault as WireAnswer;
	const scopes = (fields.scope as string).split(/\s+/).filter(Boolean);

	if (request.method === 'GET') {
		const wanted = fields.ui_locales ?? request.headers['accept-language'] ?? 'en';
		return page(
			200,
			consentPage({
				language: /^da/i.test(wanted) ? 'da' : 'en',
				appName: app.name,
				scopes,
				people: people(frame.world),
				fields: Object.fromEntries(
					Object.entries(fields).filter(([name]) => name !== 'person' && name !== 'decision'),
				),
			}),
		);
	}
	if (fields.decision !== 'allow') return sendBack(frame, fields, { error: 'access_denied' });
	const person = people(frame.world).find((each) => each.id === fields.person);
	if (!person)
		return page(400, signInErrorPage('invalid_request', `There is no person '${fields.person ?? ''}'.`));
	const grant = frame.tokens.open({ kind: 'app', clientId: app.clientId, userId: person.id, scopes });
	return sendBack(frame, fields, {
		code: frame.tokens.codeFor(grant, fields.redirect_uri as string, fields.code_challenge),
	});
}

function tokenAnswer(answer: unknown): WireAnswer {
	return {
		status: 200,
		contentType: 'application/json; charset=utf-8',
		body: JSON.stringify(answer),
		headers: { 'cache-control': 'no-store' },
	};
}

function tooManyTokens(frame: Frame, clientId: string): boolean {
	return !frame.rateLimit.allow(
		`token ${clientId}`,
		frame.settings.tokenRateLimit,
		frame.settings.rateLimitWindow,
	);
}

function appToken(frame: Frame, request: FastifyRequest, fields: Fields, notes: Notes): WireAnswer {
	const basic =
		frame.world.switches.clientAuthentication === 'bodyOrBasic' ? basicCredentials(request) : undefined;
	const clientId = fields.client_id ?? basic?.id;
	const secret = fields.client_secret ?? basic?.secret;
	const app = frame.apps.find((each) => each.clientId === clientId);
	if (!app || app.clientSecret !== secret)
		return oauthError(400, 'invalid_client', 'Unknown client or wrong secret.');
	notes.who = app.clientId;
	if (tooManyTokens(frame, app.clientId)) return quotaExceeded();
	if (fields.grant_type === 'authorization_code') {
		const answer = frame.tokens.exchangeCode(
			fields.code ?? '',
			app.clientId,
			fields.redirect_uri ?? '',
			fields.code_verifier,
		);
		return answer
			? tokenAnswer(answer)
			: oauthError(
					400,
					'invalid_grant',
					'The code is unknown, used, expired, or was given for another client, address or verifier.',
				);
	}
	if (fields.grant_type === 'refresh_token') {
		const answer = frame.tokens.refresh(fields.refresh_token ?? '', app.clientId);
		return answer
			? tokenAnswer(answer)
			: oauthError(400, 'invalid_grant', 'The refresh token is unknown, used, expired or revoked.');
	}
	return oauthError(
		400,
		'unsupported_grant_type',
		`The grant '${fields.grant_type ?? ''}' is not supported.`,
	);
}

function personalToken(frame: Frame, request: FastifyRequest, fields: Fields, notes: Notes): WireAnswer {
	const status = Number(frame.settings.wrongApiKeyStatus);
	const basic = basicCredentials(request);
	if (!basic || 'client_id' in fields || 'client_secret' in fields) {
		return oauthError(
			400,
			'invalid_client',
			'Client id and secret belong in the Authorization header (Basic).',
		);
	}
	const client = frame.personalClients.find(
		(each) => each.clientId === basic.id && each.clientSecret === basic.secret,
	);
	if (!client) return oauthError(status, 'invalid_client', 'Unknown client or wrong secret.');
	notes.who = client.clientId;
	if (tooManyTokens(frame, client.clientId)) return quotaExceeded();
	if (fields.grant_type !== 'password')
		return oauthError(400, 'unsupported_grant_type', 'Only the grant password is supported.');
	const scopes = (fields.scope ?? '').split(/\s+/).filter(Boolean);
	if (scopes.length === 0 || scopes.some((scope) => scope !== 'read' && scope !== 'write')) {
		return oauthError(400, 'invalid_scope', 'The scope must be read, write, or both.');
	}
	const organizationId = organizationOfApiKey(fields.username ?? '');
	const known = organizationId !== undefined && frame.world.organizations.has(organizationId);
	if (!known || fields.password !== fields.username)
		return oauthError(status, 'invalid_grant', 'The API key is wrong.');
	const grant = frame.tokens.open({ kind: 'personal', clientId: client.clientId, organizationId, scopes });
	return tokenAnswer(frame.tokens.accessOnly(grant));
}

/**
 * Registers the sign-in of both kinds: `/connect/authorize` and `/connect/token` of a registered app, and
 * `/dineroapi/oauth/token` of a personal integration. Behind the proxy these are connect.visma.com and authz.dinero.dk.
 */
export function registerSignIn(app: FastifyInstance, frame: Frame): void {
	const authorizeIdentity = { operationId: 'signIn.authorize', template: '/connect/authorize' };
	const serve = async (
		request: FastifyRequest,
		reply: FastifyReply,
		identity: { operationId: string; template: string },
		fields: Fields,
		answer: (notes: Notes) => WireAnswer,
	) => {
		await exchange(frame, request, reply, identity, (notes) => {
			if (request.method === 'POST') notes.body = hideSecrets(fields);
			return answer(notes);
		});
		return reply;
	};
	app.get('/connect/authorize', async (request, reply) => {
		const fields = fieldsOf(request.query);
		return serve(request, reply, authorizeIdentity, fields, () => authorize(frame, request, fields));
	});
	app.post('/connect/authorize', async (request, reply) => {
		const fields = fieldsOf(request.body);
		return serve(request, reply, authorizeIdentity, fields, (notes) => {
			notes.who = fields.person ? personName(frame.world, fields.person) : 'nobody';
			return authorize(frame, request, fields);
		});
	});
	app.post('/connect/token', async (request, reply) => {
		const fields = fieldsOf(request.body);
		const identity = { operationId: 'signIn.token', template: '/connect/token' };
		return serve(request, reply, identity, fields, (notes) => appToken(frame, request, fields, notes));
	});
	app.post('/dineroapi/oauth/token', async (request, reply) => {
		const fields = fieldsOf(request.body);
		const identity = { operationId: 'signIn.personalToken', template: '/dineroapi/oauth/token' };
		return serve(request, reply, identity, fields, (notes) => personalToken(frame, request, fields, notes));
	});
}
