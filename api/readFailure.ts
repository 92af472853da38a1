import { textOf } from './answers';
import { answerTexts, propertyAdvice } from './errorTexts';
import type { AnswerTextId, ErrorText, Recognition } from './errorTexts';
import { DineroError } from './errors';
import type { Violation } from './errors';
import { scrubText, scrubValue } from './scrub';

/** An answer that is not the wished one. */
export interface FailedAnswer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A property whatever its casing: Dinero answers in both. */
function field(object: Fields, name: string): unknown {
	const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
	return key === undefined ? undefined : object[key];
}

function asText(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(' ');
	return value === null || value === undefined || typeof value === 'object' ? '' : String(value);
}

/** Property -> reason pairs of an object, or `{ property, message }` rows of a list. */
function pairs(value: unknown): Violation[] {
	if (isObject(value)) {
		return Object.entries(value).map(([property, reason]) => ({ property, reason: asText(reason) }));
	}
	if (!Array.isArray(value)) return [];
	return value.map((row) =>
		isObject(row)
			? { property: asText(field(row, 'property')), reason: asText(field(row, 'message')) }
			: { property: '', reason: asText(row) },
	);
}

/**
 * Everything that Dinero says is wrong, each thing once. It may stand in `validationErrors` (as name or as text), in
 * `languageSpecificMessages` or in `errorMessageList`; `errors` is how the web framework under it reports.
 */
export function readViolations(body: unknown): Violation[] {
	if (!isObject(body)) return [];
	const message = asText(field(body, 'message'));
	const all = [
		...pairs(field(body, 'validationErrors')),
		...pairs(field(body, 'errors')),
		...pairs(field(body, 'languageSpecificMessages')),
		...pairs(field(body, 'errorMessageList')).filter(({ reason }) => reason !== message),
	];
	const kept: Violation[] = [];
	for (const { property, reason } of all) {
		if (!property && !reason) continue;
		const known = kept.some(
			(other) =>
				other.reason === reason && (!property || other.property.toLowerCase() === property.toLowerCase()),
		);
		if (!known) kept.push({ property, reason });
	}
	return kept;
}

/** Dinero's body as JSON where it is that, else its text. A page or an empty body is nothing to show. */
function readBody(body: unknown): unknown {
	const value = textOf(body);
	if (typeof value !== 'string') return value;
	const trimmed = value.trim();
	try {
		return JSON.parse(trimmed) as unknown;
	} catch {
		return trimmed.startsWith('<') ? '' : trimmed;
	}
}

function fits(when: Recognition, status: number, code: number | undefined, said: string[]): boolean {
	if (when.status && !when.status.includes(status)) return false;
	if (when.code && (code === undefined || !when.code.includes(code))) return false;
	const reason = when.reason;
	return !reason || said.some((words) => reason.test(words));
}

/** Milliseconds that a `Retry-After` header asks for, as seconds or as a date; undefined without one. */
export function retryAfterOf(headers: Record<string, string>, now: number): number | undefined {
	const value = asText(field(headers, 'retry-after'));
	if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
	const moment = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

/** Words of Dinero that say no more than the status does. */
const says = (words: string) => (/^(validation error|bad request|error)?\.?$/i.test(words) ? '' : words);

function lastPart(property: string): string {
	return (
		property
			.replace(/\[\d*\]/g, '')
			.split('.')
			.pop() ?? property
	);
}

function describeViolation({ property, reason }: Violation): string {
	if (/^globalErrors/i.test(property)) return reason;
	if (!property) return reason;
	return reason ? `'${property}': ${reason}` : `'${property}'`;
}

function advice(violations: Violation[]): string[] {
	const wanted = violations.map(({ property }) => lastPart(property).toLowerCase());
	return Object.entries(propertyAdvice)
		.filter(([property]) => wanted.includes(property.toLowerCase()))
		.map(([, words]) => words);
}

function compose(
	row: ErrorText,
	violations: Violation[],
	message: string,
): { message: string; description: string } {
	if (!row.namesViolations) return { message: row.message, description: row.description };
	const named = violations.length > 0 ? violations.map(describeViolation) : [says(message)].filter(Boolean);
	if (named.length === 0) return { message: row.message, description: row.description };
	const more = named.length > 1 ? ` (and ${named.length - 1} more)` : '';
	const all = named.length > 1 ? `Dinero names: ${named.join('; ')}.` : '';
	return {
		message: `${row.message}: ${named[0]}${more}`,
		description: [row.description, ...advice(violations), all].filter(Boolean).join(' '),
	};
}

/**
 * What an answer with a status other than 2xx means. The first row of the text table that fits is taken, so that named
 * reasons and codes weigh more than the status.
 *
 * @param now milliseconds, for a `Retry-After` that is a date
 * @param secrets texts that must not be shown
 */
export function readFailure(answer: FailedAnswer, now: number, secrets: readonly string[] = []): DineroError {
	const body = scrubValue(readBody(answer.body), secrets);
	const codeText = isObject(body) ? asText(field(body, 'code')) : '';
	const dineroCode = /^\d+$/.test(codeText) ? Number(codeText) : undefined;
	const message = isObject(body)
		? asText(field(body, 'message')) || asText(field(body, 'title'))
		: scrubText(asText(body), secrets);
	const violations = readViolations(body);
	const said = [message, ...violations.flatMap(({ property, reason }) => [property, reason])];
	const ids = Object.keys(answerTexts) as AnswerTextId[];
	const textId =
		ids.find((id) => fits(answerTexts[id].when ?? {}, answer.status, dineroCode, said)) ?? 'unexpected';
	const row = answerTexts[textId];
	const retryAfterMs = retryAfterOf(answer.headers, now);
	return new DineroError({
		...compose(row, violations, message),
		kind: row.kind,
		textId,
		httpStatus: answer.status,
		dineroCode,
		violations,
		body,
		retryable: row.retryable,
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
	});
}
