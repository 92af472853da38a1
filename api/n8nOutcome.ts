import { refusalOf } from './signIn';
import type { Outcome, Refusal } from './transport';

/** What n8n, its HTTP client or its OAuth client may have thrown: anything. */
interface Thrown {
	name?: unknown;
	message?: unknown;
	code?: unknown;
	cause?: unknown;
	status?: unknown;
	body?: unknown;
	httpCode?: unknown;
	refusal?: unknown;
	failure?: { cause?: unknown };
	config?: { url?: unknown; baseURL?: unknown };
	response?: { status?: unknown; headers?: unknown; data?: unknown };
	context?: { data?: unknown };
}

/** No connection was made under these names, so Dinero cannot have done anything. */
const neverSent = new Set('ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH EPROTO'.split(' '));
/** Whoever answered could not show to be Dinero, so nothing was sent. */
const untrusted = new Set(
	`CERT_HAS_EXPIRED CERT_NOT_YET_VALID DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE
	UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY ERR_TLS_CERT_ALTNAME_INVALID`.split(/\s+/),
);
const timedOut = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT']);

/** The thrown thing and what caused it, outermost first. */
function chainOf(error: unknown): Thrown[] {
	const chain: Thrown[] = [];
	let current: unknown = error;
	while (current !== null && typeof current === 'object' && chain.length < 6 && !chain.includes(current)) {
		chain.push(current);
		current = (current as Thrown).cause;
	}
	return chain;
}

/** Header names in lower case, values as text. */
export function plainHeaders(headers: unknown): Record<string, string> {
	if (headers === null || typeof headers !== 'object') return {};
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined && value !== null && typeof value !== 'function')
			.map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function isStream(data: unknown): boolean {
	return typeof (data as { pipe?: unknown } | null | undefined)?.pipe === 'function';
}

function isTokenAddress(thrown: Thrown): boolean {
	return /\/token(\?|$)/.test(String(thrown.config?.url ?? ''));
}

function signInTrouble(chain: Thrown[]): Refusal | undefined {
	for (const thrown of chain) {
		const message = String(thrown.message ?? '');
		if (typeof thrown.refusal === 'string') return thrown.refusal as Refusal;
		if (/credentials not connected|without access token/i.test(message)) return 'notConnected';
		if (/does not have any credentials|no credentials (of type|set)|credentials were returned/i.test(message))
			return 'noCredential';
		// n8n's OAuth client: refused with a reason, or with a status alone.
		if (thrown.code === 'EAUTH') return refusalOf(400, thrown.body, 'connection');
		if (thrown.code === 'ESTATUS') return refusalOf(Number(thrown.status), thrown.body, 'connection');
		if (thrown.failure?.cause === 'credential-invalid' || /needs to be reconnected/i.test(message))
			return 'reconnect';
		if (isTokenAddress(thrown)) {
			const status = Number(thrown.response?.status);
			return status ? refusalOf(status, thrown.response?.data, 'connection') : 'signInUnavailable';
		}
	}
	return undefined;
}

/**
 * What a request came to whose promise was rejected. Answers are let through by the request itself, 401 excepted (n8n
 * renews the token on it), so that what arrives here is a sign-in that was refused, or a connection that gave no answer.
 */
export function outcomeOfThrown(error: unknown): Outcome {
	const chain = chainOf(error);
	const reason = signInTrouble(chain);
	if (reason) return { kind: 'refused', reason };
	const answered = chain.find((thrown) => Number(thrown.response?.status) > 0);
	if (answered?.response) {
		const { headers, data } = answered.response;
		const status = Number(answered.response.status);
		// Nobody throws a success: its connection was cut while its body was read, which is then no body but a stream.
		if (status >= 200 && status < 300) return { kind: 'lost', reason: 'connection' };
		return { kind: 'answer', status, headers: plainHeaders(headers), body: isStream(data) ? '' : data };
	}
	const httpCode = chain.map((thrown) => Number(thrown.httpCode)).find((code) => code >= 300 && code <= 599);
	if (httpCode) {
		const data = chain.find((thrown) => thrown.context?.data !== undefined)?.context?.data;
		return { kind: 'answer', status: httpCode, headers: {}, body: data };
	}
	const codes = chain.flatMap(({ code, httpCode: other }) => [String(code ?? ''), String(other ?? '')]);
	const says = (pattern: RegExp) => chain.some(({ message }) => pattern.test(String(message ?? '')));
	if (codes.includes('ERR_CANCELED') || says(/\b(execution was cancelled|aborted by user|canceled)\b/i)) {
		return { kind: 'lost', reason: 'stopped' };
	}
	if (codes.some((code) => untrusted.has(code))) return { kind: 'lost', reason: 'untrusted' };
	if (codes.some((code) => neverSent.has(code))) return { kind: 'lost', reason: 'neverSent' };
	if (
		codes.some((code) => timedOut.has(code) || /TIMEOUT$/.test(code)) ||
		says(/timeout of \d+ ?ms exceeded|timed out/i)
	) {
		return { kind: 'lost', reason: 'timeout' };
	}
	// Whatever else an HTTP client reports: the request may have been on its way.
	const ofHttpClient =
		codes.some((code) => /^[A-Z][A-Z_]{3,}$/.test(code)) || chain.some(({ config }) => config !== undefined);
	if (ofHttpClient || says(/socket hang up|fetch failed|connection (was )?(reset|closed)|premature close/i)) {
		return { kind: 'lost', reason: 'connection' };
	}
	return { kind: 'refused', reason: 'signInRefused', detail: String(chain[0]?.message ?? error) };
}
