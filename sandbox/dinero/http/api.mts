import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Organization } from '../books/organization.mts';
import { DineroRefusal, type Answer, type Call } from '../operations/call.mts';
import { checkAnswer } from './answerCheck.mts';
import { contractOperations, type ContractOperation } from './contract.mts';
import { dineroError, emptyServerError, quotaExceeded } from './errors.mts';
import { exchange, type Notes, type WireAnswer } from './exchange.mts';
import type { ActiveFault } from './faults.mts';
import type { Frame } from './frame.mts';
import { touchDocument } from './otherWriter.mts';
import { actingUser, hasPro, maySee, personName } from './people.mts';
import { checkRequest, type CheckedRequest } from './requestCheck.mts';
import type { Grant } from './tokens.mts';

const noAccess = 41;

function unauthorized(why: string): WireAnswer {
	const answer = dineroError(401, noAccess, 'Unauthorized');
	return {
		...answer,
		headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${why}"` },
	};
}

function grantOf(
	frame: Frame,
	request: FastifyRequest,
	fault: ActiveFault | undefined,
): { grant: Grant } | { refusal: WireAnswer } {
	const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
	if (!token) return { refusal: unauthorized('There is no token') };
	if (fault?.effect === 'expiredToken') {
		frame.tokens.expireAccess(token);
		return { refusal: unauthorized('The token expired') };
	}
	const access = frame.tokens.access(token);
	return 'refused' in access
		? { refusal: unauthorized(`The token is ${access.refused}`) }
		: { grant: access.grant };
}

function writesAllowed(grant: Grant): boolean {
	return grant.scopes.includes('dineropublicapi:write') || grant.scopes.includes('write');
}

/** The refusal of a request by who sends it and to which organization; undefined when it may go on. */
function refusalByRights(
	frame: Frame,
	operation: ContractOperation,
	grant: Grant,
	organizationId: string | undefined,
): WireAnswer | undefined {
	const { world, settings } = frame;
	if (organizationId !== undefined && !maySee(world, grant, organizationId)) {
		return dineroError(403, noAccess, `No access to the organization ${organizationId}`);
	}
	const perMinute = settings.requestsPerMinute < 0 ? world.switches.rateLimit : settings.requestsPerMinute;
	if (
		!frame.rateLimit.allow(`${organizationId ?? '-'} ${grant.clientId}`, perMinute, settings.rateLimitWindow)
	) {
		const answer = quotaExceeded();
		return world.switches.retryAfter ? { ...answer, headers: { 'retry-after': '60' } } : answer;
	}
	if (organizationId !== undefined && !hasPro(world, organizationId)) {
		return dineroError(403, world.switches.noProCode, 'The organization has no active Pro subscription');
	}
	if (operation.tag === 'Webhooks' && grant.kind === 'personal') {
		return dineroError(403, noAccess, 'A personal integration cannot use webhooks');
	}
	if (!operation.readsOnly && !writesAllowed(grant)) {
		return dineroError(403, noAccess, 'The token may only read: the scope for writing was not asked for');
	}
	return undefined;
}

/** The file of a multipart request; undefined when there is none under the field `file`. */
async function uploadOf(request: FastifyRequest): Promise<Call['upload']> {
	if (!request.isMultipart()) return undefined;
	const file = await request.file();
	if (!file) return undefined;
	const bytes = await file.toBuffer();
	return file.fieldname.toLowerCase() === 'file'
		? { fileName: file.filename, mimeType: file.mimetype, bytes }
		: undefined;
}

function wantsBinary(request: FastifyRequest): boolean {
	return /application\/(octet-stream|pdf)/i.test(request.headers.accept ?? '');
}

function camelCase(value: unknown, keep: ReadonlySet<string>): unknown {
	if (Array.isArray(value)) return value.map((item) => camelCase(item, keep));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [
			keep.has(key) ? key : key.charAt(0).toLowerCase() + key.slice(1),
			camelCase(member, keep),
		]),
	);
}

function toWire(
	frame: Frame,
	operation: ContractOperation,
	answer: Answer,
	request: CheckedRequest,
	notes: Notes,
): WireAnswer {
	const status = answer.status ?? 200;
	if (answer.bytes) {
		const headers: Record<string, string> = answer.fileName
			? { 'content-disposition': `attachment; filename="${answer.fileName.replace(/["\r\n]/g, '')}"` }
			: {};
		return {
			status,
			contentType: answer.mimeType ?? 'application/octet-stream',
			body: answer.bytes,
			headers,
		};
	}
	if (answer.text !== undefined) {
		return { status, contentType: answer.mimeType ?? 'text/plain; charset=utf-8', body: answer.text };
	}
	const breaches = checkAnswer(operation, status, answer.json, request.query);
	if (breaches.length > 0) {
		notes.contractBreach = breaches;
		frame.warn(`${operation.operationId} answered against the contract: ${breaches.join('; ')}`);
		return {
			status: 500,
			contentType: 'text/plain; charset=utf-8',
			body: `The sandbox answered against the contract (${operation.operationId}): ${breaches.join('; ')}`,
		};
	}
	if (answer.json === undefined) return { status, contentType: '', body: '' };
	const asked = new Set(
		String(request.query.fields ?? '')
			.split(',')
			.map((field) => field.trim()),
	);
	const json = frame.settings.keyCasing === 'camel' ? camelCase(answer.json, asked) : answer.json;
	return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(json) };
}

function refusalToWire(refusal: DineroRefusal): WireAnswer {
	// 500 is only ever seen with an empty body.
	if (refusal.status === 500) return emptyServerError();
	return dineroError(refusal.status, refusal.code, refusal.message, refusal.validationErrors);
}

async function handle(
	frame: Frame,
	operation: ContractOperation,
	request: FastifyRequest,
	organizationId: string | undefined,
	notes: Notes,
	fault: ActiveFault | undefined,
): Promise<WireAnswer> {
	const { world } = frame;
	const bodyText = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : undefined;
	notes.body = readableBody(bodyText);

	const access = grantOf(frame, request, fault);
	if ('refusal' in access) return access.refusal;
	const { grant } = access;
	notes.who = grant.userId ? `${grant.clientId} for ${personName(world, grant.userId)}` : grant.clientId;
	const byRights = refusalByRights(frame, operation, grant, organizationId);
	if (byRights) return byRights;

	const checked = checkRequest(
		operation,
		{
			path: request.params as Record<string, string>,
			query: request.query as Record<string, string | string[]>,
			bodyText,
			contentType: request.headers['content-type'],
		},
		{ unknownNames: world.switches.unknownFields, omittedMembers: frame.settings.omittedMembers },
	);
	if (!checked.ok) return checked.refusal;
	if (checked.request.swallowed.length > 0) notes.swallowed = checked.request.swallowed;

	const upload = operation.takesFile ? await uploadOf(request) : undefined;
	if (upload) notes.body = { file: upload.fileName, mimeType: upload.mimeType, bytes: upload.bytes.length };
	if (operation.takesFile && !upload) {
		return {
			status: 400,
			contentType: 'application/json; charset=utf-8',
			body: JSON.stringify('The file is missing'),
		};
	}
	const operate = frame.operations[operation.operationId];
	if (!operate) {
		const body = `The sandbox does not play ${operation.operationId} yet.`;
		return { status: 501, contentType: 'text/plain; charset=utf-8', body };
	}
	if (fault?.effect === 'staleTimestamp') touchDocument(world, organizationId, checked.request.path);

	try {
		const answer = operate({
			operationId: operation.operationId,
			organization: world.organizations.get(organizationId ?? '') as Organization,
			world,
			path: checked.request.path,
			query: checked.request.query,
			body: checked.request.body,
			accept: wantsBinary(request) ? 'binary' : 'json',
			upload,
			user: actingUser(world, grant),
		});
		return toWire(frame, operation, answer, checked.request, notes);
	} catch (error) {
		if (error instanceof DineroRefusal) return refusalToWire(error);
		notes.crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
		frame.warn(`${operation.operationId} broke: ${notes.crash}`);
		return emptyServerError();
	}
}

function readableBody(text: string | undefined): unknown {
	if (text === undefined || text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** Registers every operation of the contract; those that the books do not play yet answer 501. */
export function registerApi(app: FastifyInstance, frame: Frame): void {
	for (const operation of contractOperations) {
		app.route({
			method: operation.method as 'GET',
			url: operation.template.replace(/\{(\w+)\}/g, ':$1'),
			handler: async (request: FastifyRequest, reply: FastifyReply) => {
				const organizationId = (request.params as Record<string, string>).organizationId;
				const identity = { operationId: operation.operationId, template: operation.template, organizationId };
				await exchange(frame, request, reply, identity, async (notes, fault) =>
					handle(frame, operation, request, organizationId, notes, fault),
				);
				return reply;
			},
		});
	}
}
