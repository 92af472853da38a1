import type { Answer, Call, Operation } from '../../../sandbox/dinero/operations/call.mts';
import { startDinero, type DineroOptions, type RunningDinero } from '../../../sandbox/dinero/start.mts';

/** The organizations that exist from the start. */
export const organizationWithPro = '352100';
export const otherOrganization = '352200';
export const organizationWithoutPro = '352300';

/** What an HTTP answer held. */
export interface HttpAnswer {
	status: number;
	headers: Headers;
	text: string;
	// The tests look into answers of many shapes.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	json: any;
}

/** Sends one request and reads the whole answer; JSON is parsed where it is JSON. */
export async function send(url: string, init: RequestInit = {}): Promise<HttpAnswer> {
	const response = await fetch(url, { redirect: 'manual', ...init });
	const text = await response.text();
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		json = undefined;
	}
	return { status: response.status, headers: response.headers, text, json };
}

/** Sends a request to the API with a token; a body that is not text is sent as JSON. */
export async function callApi(
	dinero: RunningDinero,
	method: string,
	path: string,
	options: { body?: unknown; token?: string; headers?: Record<string, string> } = {},
): Promise<HttpAnswer> {
	const hasBody = options.body !== undefined;
	return send(dinero.url + path, {
		method,
		headers: {
			authorization: `Bearer ${options.token ?? dinero.issueToken()}`,
			...(hasBody && { 'content-type': 'application/json' }),
			...options.headers,
		},
		body: hasBody
			? typeof options.body === 'string'
				? options.body
				: JSON.stringify(options.body)
			: undefined,
	});
}

/** Posts a form. */
export async function postForm(
	url: string,
	fields: Record<string, string>,
	headers: Record<string, string> = {},
): Promise<HttpAnswer> {
	return send(url, { method: 'POST', body: new URLSearchParams(fields), headers });
}

/** An operation that only remembers what it was asked, so that the frame can be tested without the books. */
export function recordingOperation(answer: Answer | ((call: Call) => Answer)): {
	operation: Operation;
	seen: Call[];
} {
	const seen: Call[] = [];
	const operation: Operation = (call) => {
		seen.push(call);
		return typeof answer === 'function' ? answer(call) : answer;
	};
	return { operation, seen };
}

/** Starts a local Dinero without a rate limit that keeps its warnings in a list. */
export async function startQuietly(
	options: DineroOptions = {},
): Promise<{ dinero: RunningDinero; warnings: string[] }> {
	const warnings: string[] = [];
	const dinero = await startDinero({ rateLimit: 0, warn: (sentence) => warnings.push(sentence), ...options });
	return { dinero, warnings };
}
