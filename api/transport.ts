import type { AnswerKind } from './endpoints';
import type { Upload } from './endpointTypes';

/** A request, ready to be sent: nothing in it is secret, the credential is added by who sends it. */
export interface DineroRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** With version, filled in and encoded: "/v1/352100/invoices". */
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	body?: unknown;
	upload?: Upload;
	answer: AnswerKind;
}

/** Why a credential gave no access, before or instead of an answer of the API. */
export type Refusal =
	| 'notConnected'
	| 'reconnect'
	| 'wrongClient'
	| 'wrongApiKey'
	| 'signInUnavailable'
	| 'signInRefused'
	| 'noCredential';

/** What became of a request. */
export type Outcome =
	| {
			kind: 'answer';
			status: number;
			headers: Record<string, string>;
			/** Text or parsed JSON for JSON answers, bytes for files. */
			body: unknown;
	  }
	| {
			/** No answer came. `neverSent`, `untrusted`: no connection was made, so nothing can have happened. */
			kind: 'lost';
			reason: 'timeout' | 'connection' | 'neverSent' | 'untrusted' | 'stopped';
	  }
	| {
			kind: 'refused';
			reason: Refusal;
			/** What n8n says about it, where that helps. */
			detail?: string;
	  };

/** Sends one request and says what became of it; it does not reject. */
export type Send = (request: DineroRequest) => Promise<Outcome>;
