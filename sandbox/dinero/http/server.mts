import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { registerPages } from '../page/pages.mts';
import { registerApi } from './api.mts';
import { registerControl } from './control.mts';
import { dineroError, notFoundPage } from './errors.mts';
import { exchange, pathOf } from './exchange.mts';
import type { Frame } from './frame.mts';
import { registerSignIn } from './signIn.mts';

/** Larger than any file that Dinero takes, so that the operation and not the frame refuses a large one. */
const bodyLimit = 32 * 1024 * 1024;

/** Names under which the sandbox plays the real services; its own pages and control are not reachable under these. */
const realHosts = new Set(['api.dinero.dk', 'connect.visma.com', 'authz.dinero.dk']);

/** True when a request was sent to the sandbox as such, from this machine, and not from another site's page. */
function isForSandboxItself(request: FastifyRequest): boolean {
	const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
	const from = request.socket.remoteAddress ?? '';
	const isLocal = from === '::1' || from.startsWith('127.') || from.startsWith('::ffff:127.');
	const { origin } = request.headers;
	const sameOrigin = origin === undefined || origin === `http://${request.headers.host}`;
	return isLocal && !realHosts.has(host) && sameOrigin;
}

/** The HTTP server of one local Dinero: operations of the contract, sign-in, control for other processes, and pages for people. */
export async function createServer(frame: Frame): Promise<FastifyInstance> {
	const app = fastify({
		bodyLimit,
		forceCloseConnections: true,
		routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 2000 },
	});
	app.removeAllContentTypeParsers();
	await app.register(formbody);
	await app.register(multipart, { limits: { fileSize: bodyLimit, files: 1 } });
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

	registerApi(app, frame);
	registerSignIn(app, frame);
	await app.register(async (own) => {
		own.addHook('onRequest', async (request, reply) => {
			if (!isForSandboxItself(request)) await answerUnknown(frame, request, reply);
		});
		registerControl(own, frame);
		registerPages(own, frame);
	});

	app.setNotFoundHandler(async (request, reply) => answerUnknown(frame, request, reply));
	app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		const status = error.statusCode ?? 500;
		if (status >= 500) frame.warn(error.stack ?? error.message);
		const answer =
			status === 413
				? dineroError(413, 43, 'The request is too large')
				: dineroError(status, 42, error.message);
		return reply.code(answer.status).header('content-type', answer.contentType).send(answer.body);
	});
	return app;
}

async function answerUnknown(
	frame: Frame,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const path = pathOf(request);
	await exchange(frame, request, reply, {}, () =>
		frame.settings.unknownAddress === 'json'
			? dineroError(404, 40, `Not found: ${path}`)
			: notFoundPage(path),
	);
	return reply;
}
