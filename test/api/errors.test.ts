import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { answerTexts, propertyAdvice, situationTexts } from '../../api/errorTexts';
import type { AnswerTextId, ErrorKind } from '../../api/errorTexts';
import { DineroError, situation, toNodeError } from '../../api/errors';
import { readFailure, readViolations, retryAfterOf } from '../../api/readFailure';

const node: INode = {
	id: '1',
	name: 'Dinero',
	type: 'n8n-nodes-dinero.dinero',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const now = Date.parse('2026-11-20T10:00:00Z');
const answer = (status: number, body: unknown = '', headers: Record<string, string> = {}) => ({
	status,
	body,
	headers,
});
const read = (status: number, body: unknown = '', headers: Record<string, string> = {}) =>
	readFailure(answer(status, body, headers), now);
const dinero = (code: number, message: string, validationErrors: unknown = null) => ({
	code,
	message,
	validationErrors,
});

/** An answer for each row of the table, in the forms that API users reported. */
const examples: Record<AnswerTextId, Array<[ErrorKind, ReturnType<typeof answer>]>> = {
	guidTaken: [
		['duplicate', answer(400, dinero(42, 'Validation Error', { ContactGuid: 'guidMustBeUnique' }))],
		[
			'duplicate',
			answer(400, dinero(42, 'Validation Error', { guidMustBeUnique: 'The guid must be unique' })),
		],
		[
			'duplicate',
			answer(400, {
				code: 42,
				message: 'Validation Error',
				errorMessageList: [{ Code: 42, Message: 'guidMustBeUnique' }],
			}),
		],
	],
	contactGone: [
		[
			'validation',
			answer(400, dinero(42, 'Validation Error', { invalidContactId: 'The contact does not exist' })),
		],
	],
	ledgerItemMissing: [
		['notFound', answer(400, dinero(42, 'Validation Error', { Id: 'ledgerItemNotFound' }))],
	],
	timestampMissing: [
		['stale', answer(400, dinero(42, 'Validation Error', { Timestamp: 'The Timestamp field is required.' }))],
		[
			'stale',
			answer(400, {
				title: 'One or more validation errors occurred.',
				errors: { Timestamp: ['The Timestamp field is required.'] },
			}),
		],
	],
	nothingSent: [
		[
			'validation',
			answer(
				400,
				dinero(42, 'Validation Error', { 'globalErrors[]': 'The following models are missing: model' }),
			),
		],
	],
	fileTooLarge: [['tooLarge', answer(413)]],
	fileTooLargeAsText: [['tooLarge', answer(400, 'The file is larger than 6 MB')]],
	quota: [['rateLimited', answer(429, 'API calls quota exceeded! Maximum admitted calls per minute is 60.')]],
	limitExceeded: [['rateLimited', answer(400, dinero(43, 'Limit exceeded'))]],
	brownout: [['brownout', answer(480)]],
	signIn: [['signIn', answer(401)]],
	noPro: [
		['noPro', answer(403, dinero(90, 'No active subscription'))],
		['noPro', answer(403, dinero(48, 'No access'))],
	],
	noProAsText: [['noPro', answer(403, 'The organization has no active Pro subscription')]],
	noRights: [['noAccess', answer(403, dinero(41, 'Unauthorized'))]],
	noAccess: [['noAccess', answer(403)]],
	stale: [['stale', answer(400, dinero(58, 'The timestamp is outdated'))]],
	deleted: [['deleted', answer(400, dinero(65, 'Item is deleted'))]],
	duplicate: [['duplicate', answer(409, dinero(72, 'Duplicated entity'))]],
	duplicateByStatus: [['duplicate', answer(409)]],
	notFound: [
		['notFound', answer(400, dinero(63, 'Invalid guid or no result'))],
		['notFound', answer(404, dinero(40, 'Not found'))],
	],
	notFoundByStatus: [['notFound', answer(404, '<!DOCTYPE html><html><body>Not Found</body></html>')]],
	rule: [['validation', answer(400, dinero(45, 'The invoice has no lines'))]],
	validation: [
		[
			'validation',
			answer(400, dinero(42, 'Validation Error', { Email: 'The value is not an e-mail address' })),
		],
		['validation', answer(422, 'Bad Request')],
	],
	unavailable: [
		['unavailable', answer(500)],
		['unavailable', answer(503, '<html><body>Service Unavailable</body></html>')],
	],
	unexpected: [
		['brokenAnswer', answer(418, 'I am a teapot')],
		['brokenAnswer', answer(302)],
	],
};

describe('the table of texts', () => {
	it.each(Object.keys(answerTexts) as AnswerTextId[])('%s is reached by an answer', (id) => {
		expect(examples[id].length).toBeGreaterThan(0);
		for (const [kind, example] of examples[id]) {
			expect(readFailure(example, now)).toMatchObject({ textId: id, kind, httpStatus: example.status });
		}
	});

	it('speaks to people', () => {
		const rows = [...Object.values(answerTexts), ...Object.values(situationTexts)];
		for (const { message, description } of rows) {
			expect(`${message} ${description}`).not.toMatch(
				/\b(errors?|problems?|fail\w*|mistakes?|JSON|GUID|HTTP|null|undefined)\b/i,
			);
			expect(message).not.toMatch(/[.!]$/);
			expect(description).toMatch(/\.$/);
			expect(message.length).toBeLessThan(110);
		}
		for (const words of Object.values(propertyAdvice)) expect(words).toMatch(/\.$/);
	});

	it.each(Object.keys(propertyAdvice))('says what to do about %s', (property) => {
		const error = read(400, dinero(42, 'Validation Error', { [`ProductLines[0].${property}`]: 'not valid' }));
		expect(error.description).toContain(propertyAdvice[property]);
		expect(read(400, dinero(42, 'Validation Error', { Name: 'x' })).description).not.toContain(
			propertyAdvice[property],
		);
	});
});

describe('what Dinero names', () => {
	it('stands in the message, and all of it in the description', () => {
		const error = read(400, dinero(42, 'Validation Error', { Email: 'is not valid', Name: 'is required' }));
		expect(error.message).toBe("Dinero did not accept the values: 'Email': is not valid (and 1 more)");
		expect(error.description).toContain("Dinero names: 'Email': is not valid; 'Name': is required.");
		expect(error.violations).toEqual([
			{ property: 'Email', reason: 'is not valid' },
			{ property: 'Name', reason: 'is required' },
		]);
	});

	it('is read from every place where it may stand, each thing once', () => {
		expect(
			readViolations({
				message: 'Validation Error',
				validationErrors: { Email: 'is not valid' },
				languageSpecificMessages: [
					{ property: 'email', message: 'is not valid' },
					{ property: 'Name', message: 'skal udfyldes' },
				],
				errorMessageList: [
					{ Code: 42, Message: 'Validation Error' },
					{ Code: 42, Message: 'is not valid' },
					{ Code: 7, Message: 'kun her' },
				],
			}),
		).toEqual([
			{ property: 'Email', reason: 'is not valid' },
			{ property: 'Name', reason: 'skal udfyldes' },
			{ property: '', reason: 'kun her' },
		]);
		for (const nothing of [null, undefined, 'text', [], {}, { validationErrors: null, errors: 5 }]) {
			expect(readViolations(nothing)).toEqual([]);
		}
	});

	it('is Dinero’s own sentence when no value is named', () => {
		expect(read(400, dinero(45, 'The invoice has no lines')).message).toBe(
			"Dinero's bookkeeping rules do not allow this: The invoice has no lines",
		);
		expect(read(400, dinero(42, 'Validation Error')).message).toBe('Dinero did not accept the values');
	});

	it('decides by what is told first: a reason weighs more than a code, a code more than a status', () => {
		expect(read(409, dinero(58, 'x')).kind).toBe('stale');
		expect(read(400, dinero(45, 'x', { Guid: 'guidMustBeUnique' })).kind).toBe('duplicate');
		expect(read(400, { Code: 65, Message: 'Item is deleted' })).toMatchObject({
			kind: 'deleted',
			dineroCode: 65,
		});
		expect(read(400, JSON.stringify(dinero(63, 'No result')))).toMatchObject({
			kind: 'notFound',
			dineroCode: 63,
		});
	});

	it('survives bodies of every kind', () => {
		for (const body of [
			undefined,
			null,
			'',
			'{"a":',
			'text',
			7,
			[],
			[1],
			{ code: 'x' },
			{ validationErrors: [null, 1, 'a'] },
		]) {
			expect(read(400, body)).toBeInstanceOf(DineroError);
		}
	});
});

describe('how long to wait', () => {
	it('is read from Retry-After in seconds or as a date', () => {
		expect(retryAfterOf({ 'retry-after': '30' }, now)).toBe(30_000);
		expect(retryAfterOf({ 'Retry-After': 'Fri, 20 Nov 2026 10:01:00 GMT' }, now)).toBe(60_000);
		expect(retryAfterOf({ 'retry-after': 'Fri, 20 Nov 2026 09:00:00 GMT' }, now)).toBe(0);
		expect(retryAfterOf({ 'retry-after': 'soon' }, now)).toBeUndefined();
		expect(retryAfterOf({ 'retry-after': '-5' }, now)).toBeUndefined();
		expect(retryAfterOf({}, now)).toBeUndefined();
		expect(read(429, '', { 'retry-after': '12' }).retryAfterMs).toBe(12_000);
	});
});

describe('secrets', () => {
	const hidden = ['a3f9c0de77', '12345678'].join('');
	const jwt = ['eyJhbGciOiJSUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'c2lnbmF0dXJl'].join('.');

	it('appear nowhere, wherever Dinero repeats them', () => {
		const body = {
			code: 42,
			message: `Token ${jwt} for ${hidden}`,
			validationErrors: { [hidden]: `Bearer ${hidden}`, Email: `client_secret=${hidden}` },
			access_token: 'short1',
			nested: [{ apiKey: 12345, note: `"refresh_token":"${hidden}"` }],
			headers: { Authorization: 'Basic abcdefghijkl' },
		};
		const error = readFailure(answer(400, JSON.stringify(body)), now, [hidden]);
		const all = JSON.stringify([
			error.message,
			error.description,
			error.violations,
			error.body,
			toNodeError(node, error, 0),
		]);
		for (const part of [hidden, jwt, 'short1', '12345', 'abcdefghijkl']) expect(all).not.toContain(part);
	});

	it('that look like one are hidden though nobody named them', () => {
		const all = JSON.stringify(read(400, `password: hunter2222 Authorization: Bearer ${hidden} ${jwt}`));
		for (const part of [hidden, jwt, 'hunter2222']) expect(all).not.toContain(part);
	});

	it('leave ordinary words alone', () => {
		expect(read(400, dinero(45, 'Basic bookkeeping rules: bearer of bad news'), {}).message).toContain(
			'bearer of bad news',
		);
	});
});

describe('errors for n8n', () => {
	it('carry message, description, code, item and the body', () => {
		const body = dinero(42, 'Validation Error', { Email: 'is not valid' });
		const error = toNodeError(node, read(400, body), 3);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe("Dinero did not accept the values: 'Email': is not valid");
		expect(error.description).toContain('name@example.com');
		expect((error as NodeApiError).httpCode).toBe('400');
		expect(error.context).toMatchObject({ itemIndex: 3, data: body, kind: 'validation', dineroCode: 42 });
	});

	it('keep texts in which n8n would see a network fault', () => {
		const error = toNodeError(
			node,
			new DineroError({
				kind: 'validation',
				message: 'Preexisting ENOENT',
				description: 'EACCES',
				httpStatus: 400,
			}),
		);
		expect([error.message, error.description]).toEqual(['Preexisting ENOENT', 'EACCES']);
	});

	it('say what was being done, and what else to do', () => {
		const error = toNodeError(node, situation('whichOrganization', 'They are: A (1).'), 0, {
			about: 'Order #1001',
			advice: 'See the guide.',
		});
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(
			'Order #1001: Which organization is meant? The connected Dinero user has several',
		);
		expect(error.description).toBe("Pick one under 'Organization'. They are: A (1). See the guide.");
	});

	it.each<[ErrorKind, string | undefined]>([
		['rateLimited', 'rate-limited'],
		['unavailable', 'temporarily-unavailable'],
		['brownout', 'temporarily-unavailable'],
		['brokenAnswer', 'temporarily-unavailable'],
		['signIn', 'credential-invalid'],
		['reconnect', 'credential-invalid'],
		['noPro', 'configuration-invalid'],
		['noAccess', 'configuration-invalid'],
		['configuration', 'configuration-invalid'],
		['validation', undefined],
		['unknownResult', undefined],
		['stale', undefined],
	])('tell pollers why: %s', (kind, cause) => {
		const error = toNodeError(
			node,
			new DineroError({ kind, message: 'm', description: 'd', retryAfterMs: 5000 }),
		);
		expect(error.failure?.cause).toBe(cause);
		if (kind === 'rateLimited') expect(error.failure).toEqual({ cause, retryAfterMs: 5000 });
	});

	it('are passed on when they are n8n’s own, with the item noted', () => {
		const own = new NodeOperationError(node, 'Wrong');
		expect(toNodeError(node, own, 2)).toBe(own);
		expect(own.context.itemIndex).toBe(2);
		const placed = new NodeOperationError(node, 'Wrong', { itemIndex: 5 });
		toNodeError(node, placed, 2);
		expect(placed.context.itemIndex).toBe(5);
	});

	it('are made of anything that was thrown', () => {
		expect(toNodeError(node, new TypeError('x is not a function'), 1).message).toBe('x is not a function');
		expect(toNodeError(node, 'Bearer abcdefghijklm').message).toBe('Bearer ***');
	});
});
