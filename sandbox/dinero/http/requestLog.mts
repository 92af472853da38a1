import { closeSync, openSync, writeSync } from 'node:fs';

/** One request and what it was answered, without secrets. */
export interface CallRecord {
	number: number;
	/** UTC, on the world's clock. */
	time: string;
	/** Milliseconds of real time that the answer took. */
	took: number;
	method: string;
	/** The address as it was asked for, without query. */
	path: string;
	/** The contract's path template; undefined for an unknown address. */
	template?: string;
	/** The contract's operationId, or signIn.authorize, signIn.token, signIn.personalToken. */
	operationId?: string;
	organizationId?: string;
	/** Client id, and the person where there is one; 'nobody' without a valid token. */
	who: string;
	headers: Record<string, string>;
	query: Record<string, unknown>;
	/** The parsed JSON body, the form's fields, or a description of a file; undefined when there was none. */
	body?: unknown;
	/** HTTP status; 0 when the connection was cut instead of answered. */
	status: number;
	/** Parsed JSON, text, or a description of a file. */
	answer?: unknown;
	/** Names that the contract does not know and that were dropped. */
	swallowed?: string[];
	/** How the sandbox's own answer breaks the contract: a fault of the sandbox. */
	contractBreach?: string[];
	/** What broke inside the sandbox: a fault of the sandbox. */
	crash?: string;
	/** The effect of the fault that met this request. */
	fault?: string;
}

const secretHeaders = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization']);
const secretFields = new Set([
	'client_secret',
	'code',
	'code_verifier',
	'refresh_token',
	'access_token',
	'password',
	'username',
	'id_token',
]);

/** Headers as they may be kept: without tokens and cookies. */
export function withoutSecrets(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			secretHeaders.has(name.toLowerCase()) ? '(hidden)' : String(value),
		]),
	);
}

/** Form or token fields as they may be kept: codes, tokens and secrets hidden. */
export function hideSecrets(fields: unknown): unknown {
	if (fields === null || typeof fields !== 'object' || Array.isArray(fields)) return fields;
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [
			name,
			secretFields.has(name.toLowerCase()) ? '(hidden)' : (value as unknown),
		]),
	);
}

/** The latest requests in memory and, if asked for, all of them in a file with one JSON object a line. */
export class RequestLog {
	/** The latest requests, oldest first; entries are never replaced, only dropped from the front. */
	readonly calls: CallRecord[] = [];
	private readonly file: number | undefined;
	private lastNumber = 0;

	constructor(
		private readonly keepAtMost: number,
		filePath?: string,
	) {
		this.file = filePath === undefined ? undefined : openSync(filePath, 'a');
	}

	/** Keeps one request; gives it its number. The record is kept as it is, since its answer may be read lazily. */
	add(record: CallRecord): CallRecord {
		this.lastNumber += 1;
		record.number = this.lastNumber;
		this.calls.push(record);
		if (this.calls.length > this.keepAtMost) this.calls.splice(0, Math.ceil(this.keepAtMost / 10));
		if (this.file !== undefined) writeSync(this.file, `${JSON.stringify(record)}\n`);
		return record;
	}

	/** Forgets the requests in memory; the file keeps them. */
	clear(): void {
		this.calls.length = 0;
	}

	close(): void {
		if (this.file !== undefined) closeSync(this.file);
	}
}
