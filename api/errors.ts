import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Failure, INode, JsonObject } from 'n8n-workflow';

import { situationTexts } from './errorTexts';
import type { ErrorKind, SituationId } from './errorTexts';
import { scrubText } from './scrub';

export type { ErrorKind } from './errorTexts';

/** A value that Dinero did not accept: the contract's property (or a reason's name) and Dinero's own words. */
export interface Violation {
	property: string;
	reason: string;
}

export interface DineroErrorDetails {
	kind: ErrorKind;
	message: string;
	description: string;
	/** Which row of the text table it is. */
	textId?: string;
	httpStatus?: number;
	dineroCode?: number;
	violations?: Violation[];
	body?: unknown;
	retryable?: boolean;
	retryAfterMs?: number;
}

/**
 * What stands in the way of a call, in words for a shop owner and with a kind for programs.
 * It carries no token, key or other secret.
 */
export class DineroError extends Error {
	readonly kind: ErrorKind;
	/** What to do about it. */
	readonly description: string;
	readonly textId?: string;
	/** HTTP status of the answer, where one came. */
	readonly httpStatus?: number;
	/** Dinero's own code in the answer's body. */
	readonly dineroCode?: number;
	readonly violations: Violation[];
	/** The answer's body, without secrets. */
	readonly body?: unknown;
	/** Whether the same may succeed later without anybody changing anything. */
	readonly retryable: boolean;
	/** How long Dinero asked to wait, in milliseconds. */
	readonly retryAfterMs?: number;
	/** Set when an earlier try of the same request got no answer, so that it may have taken effect. */
	earlierTryUnknown = false;

	constructor(details: DineroErrorDetails) {
		super(details.message);
		this.name = 'DineroError';
		this.kind = details.kind;
		this.description = details.description;
		this.textId = details.textId;
		this.httpStatus = details.httpStatus;
		this.dineroCode = details.dineroCode;
		this.violations = details.violations ?? [];
		this.body = details.body;
		this.retryable = details.retryable ?? false;
		this.retryAfterMs = details.retryAfterMs;
	}
}

/** Also true across two copies of this package in one process. */
export function isDineroError(error: unknown): error is DineroError {
	return error instanceof Error && error.name === 'DineroError' && 'kind' in error;
}

/** The error for a situation of the text table; `addition` is put behind its description. */
export function situation(
	id: SituationId,
	addition = '',
	more: Partial<DineroErrorDetails> = {},
): DineroError {
	const { kind, message, description, retryable } = situationTexts[id];
	return new DineroError({
		kind,
		message,
		description: addition ? `${description} ${addition}` : description,
		retryable,
		textId: id,
		...more,
	});
}

/** Why n8n's pollers should wait, or not wait, before they ask again. */
function failureOf(error: DineroError): Failure | undefined {
	switch (error.kind) {
		case 'rateLimited':
			return { cause: 'rate-limited', ...(error.retryAfterMs ? { retryAfterMs: error.retryAfterMs } : {}) };
		case 'unavailable':
		case 'brownout':
		case 'brokenAnswer':
			return {
				cause: 'temporarily-unavailable',
				...(error.retryAfterMs ? { retryAfterMs: error.retryAfterMs } : {}),
			};
		case 'signIn':
		case 'reconnect':
			return { cause: 'credential-invalid' };
		case 'noPro':
		case 'noAccess':
		case 'configuration':
			return { cause: 'configuration-invalid' };
		default:
			return undefined;
	}
}

export interface NodeErrorOptions {
	/** Put in front of the message, to say what was being done: "Order #1001". */
	about?: string;
	/** Put behind the description. */
	advice?: string;
}

/**
 * The n8n form of anything that was thrown: message, description, HTTP code, item, the answer's body in `context.data`,
 * and a cause that n8n's pollers understand. An n8n error comes back as it is, with the item noted.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
	options: NodeErrorOptions = {},
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	const known = isDineroError(error) ? error : undefined;
	const thrown = scrubText(error instanceof Error ? error.message : String(error));
	const message = `${options.about ? `${options.about}: ` : ''}${known?.message ?? thrown}`;
	const description = [known?.description, options.advice].filter(Boolean).join(' ') || undefined;
	const failure = known && failureOf(known);
	const result =
		known?.httpStatus !== undefined
			? new NodeApiError(node, { message } as JsonObject, {
					message,
					httpCode: String(known.httpStatus),
					itemIndex,
				})
			: new NodeOperationError(node, message, { itemIndex });
	// Set afterwards: n8n's constructors replace texts in which they see the name of a network fault.
	result.message = message;
	result.description = description;
	if (failure) result.failure = failure;
	if (known?.body !== undefined && known.body !== '') result.context.data = known.body as JsonObject;
	if (known) {
		result.context.kind = known.kind;
		if (known.dineroCode !== undefined) result.context.dineroCode = known.dineroCode;
	}
	return result;
}
