import type { FastifyReply, FastifyRequest } from 'fastify';

import { dineroError, emptyServerError, notFoundPage, quotaExceeded } from './errors.mts';
import type { ActiveFault } from './faults.mts';
import type { Frame } from './frame.mts';
import { hideSecrets, withoutSecrets, type CallRecord } from './requestLog.mts';

/** What goes back over the wire. */
export interface WireAnswer {
	status: number;
	contentType: string;
	body: string | Buffer;
	headers?: Record<string, string>;
}

/** What the address of a request says about it. */
export interface Identity {
	operationId?: string;
	template?: string;
	organizationId?: string;
}

/** The parts of a request's record that are filled in while it is handled. */
export type Notes = Pick<CallRecord, 'who' | 'body' | 'swallowed' | 'contractBreach' | 'crash'>;

/** The address without its query. */
export function pathOf(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] as string;
}

function wait(milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, milliseconds).unref();
	});
}

/** The answer of a fault that prevents the request from being handled; undefined for the others. */
function answerInstead(fault: ActiveFault, path: string): WireAnswer | undefined {
	switch (fault.effect) {
		case 'status': {
			const isText = typeof fault.body === 'string';
			const body =
				fault.body === undefined ? '' : isText ? (fault.body as string) : JSON.stringify(fault.body);
			const contentType = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
			return { status: fault.status as number, contentType: body === '' ? '' : contentType, body };
		}
		case 'emptyServerError':
			return emptyServerError();
		case 'tooMany':
			return quotaExceeded();
		case 'brownout':
			return dineroError(480, 0, 'This endpoint is about to be removed (brownout).');
		case 'html404':
			return notFoundPage(path);
		default:
			return undefined;
	}
}

function readable({ contentType, body }: WireAnswer): unknown {
	if (typeof body !== 'string') return { bytes: body.length, contentType };
	if (!/json/.test(contentType)) return body === '' ? undefined : body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

function half(answer: WireAnswer): WireAnswer {
	return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
}

/**
 * Handles one request from beginning to end: meets it with the fault that is in force for it, lets it be handled,
 * answers (or cuts the connection) and keeps it in the log.
 * @param handle does what was asked; notes what the log should hold; gets the fault that met the request, if any
 */
export async function exchange(
	frame: Frame,
	request: FastifyRequest,
	reply: FastifyReply,
	identity: Identity,
	handle: (notes: Notes, fault: ActiveFault | undefined) => WireAnswer | Promise<WireAnswer>,
): Promise<void> {
	const started = performance.now();
	const path = pathOf(request);
	const time = frame.world.clock.now().toISOString();
	const fault = frame.faults.meet({ method: request.method, path, ...identity });
	const signIn = identity.operationId?.startsWith('signIn.') ?? false;
	const notes: Notes = { who: 'nobody' };

	const keep = (status: number, answer: WireAnswer | undefined) => {
		const record: CallRecord = {
			number: 0,
			time,
			took: Math.round((performance.now() - started) * 100) / 100,
			method: request.method,
			path,
			...identity,
			headers: withoutSecrets(request.headers),
			query: (signIn ? hideSecrets(request.query) : request.query) as Record<string, unknown>,
			status,
			...notes,
			fault: fault?.effect,
		};
		if (answer && answer.body.length > 0) {
			// Parsed only when somebody looks: a list page may be large.
			Object.defineProperty(record, 'answer', {
				enumerable: true,
				get: () => (signIn ? hideSecrets(readable(answer)) : readable(answer)),
			});
		}
		frame.log.add(record);
	};
	const cut = () => {
		reply.hijack();
		request.raw.socket.destroy();
	};
	const send = (answer: WireAnswer) => {
		reply.code(answer.status);
		for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
		if (answer.contentType !== '') reply.header('content-type', answer.contentType);
		reply.send(answer.body.length === 0 ? undefined : answer.body);
	};

	if (fault?.effect === 'cutBefore' || fault?.effect === 'hang') {
		keep(0, undefined);
		reply.hijack();
		if (fault.effect === 'hang') await wait(fault.milliseconds as number);
		cut();
		return;
	}
	const instead = fault && answerInstead(fault, path);
	if (instead) {
		keep(instead.status, instead);
		send(instead);
		return;
	}

	const answer = await handle(notes, fault);
	frame.changed();
	switch (fault?.effect) {
		case 'cutAfter':
			keep(0, answer);
			cut();
			return;
		case 'hangAfter':
			keep(0, answer);
			reply.hijack();
			await wait(fault.milliseconds as number);
			cut();
			return;
		case 'emptyServerErrorAfter':
			keep(500, answer);
			send(emptyServerError());
			return;
		case 'brokenJson':
			keep(answer.status, half(answer));
			send(half(answer));
			return;
		case 'slow':
			await wait(fault.milliseconds as number);
			break;
		default:
	}
	keep(answer.status, answer);
	send(answer);
}
