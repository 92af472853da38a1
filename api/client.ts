import { fileNameOf, isEmpty, readBytes, readJson, withContractNames } from './answers';
import { systemClock } from './clock';
import type { Clock } from './clock';
import { endpoints } from './endpoints';
import type { Endpoint, EndpointName } from './endpoints';
import type {
	AnswerOf,
	BinaryEndpoint,
	InputArguments,
	InputOf,
	JsonEndpoint,
	ListEndpoint,
	RowOf,
	Upload,
} from './endpointTypes';
import { DineroError, situation } from './errors';
import { chooseOrganization } from './organizationChoice';
import { sharedRateLimiter } from './rateLimit';
import type { Priority, RateLimiter, Slot } from './rateLimit';
import { readFailure } from './readFailure';
import { isQuota, patience, withRetries } from './retry';
import type { Trouble } from './retry';
import { scrubText } from './scrub';
import type { DineroRequest, Outcome, Send } from './transport';

export type { Send } from './transport';

/** A file that Dinero answered. */
export interface Download {
	bytes: Buffer;
	mimeType: string;
	fileName?: string;
}

export interface ClientOptions {
	/** Sends one request with the credential. */
	send: Send;
	clock?: Clock;
	limiter?: RateLimiter;
	/** A number from 0 up to 1, for waits by chance. */
	random?: () => number;
	/** The organization that the credential names. */
	credentialOrganization?: string;
	/** `editor` for lists that a person waits for. */
	priority?: Priority;
	/** Requests in any 60 seconds for one organization; 60 unless the credential says otherwise. */
	requestsPerMinute?: number;
	/** Tells credentials apart, so that what is remembered for one is never shown to another. */
	identity?: string;
	/** Texts that must appear in no message: tokens, keys, passwords. */
	secrets?: readonly string[];
}

/** Any call, as the inside of the client sees it. */
interface AnyInput {
	organizationId?: string;
	path?: Record<string, unknown>;
	query?: Record<string, unknown>;
	body?: unknown;
	upload?: Upload;
}

const maxPageSize = 1000;
const defaultRequestsPerMinute = 60;

/**
 * Talks to Dinero: one method for JSON, one for files, one for lists. Every call is kept within the rate limit, repeated
 * where that is safe, and fails with a `DineroError` only.
 */
export class DineroClient {
	/** Requests sent so far, tries and repeats included. */
	requests = 0;
	readonly identity: string;
	readonly clock: Clock;
	private readonly limiter: RateLimiter;

	constructor(private readonly options: ClientOptions) {
		this.clock = options.clock ?? systemClock;
		this.limiter = options.limiter ?? sharedRateLimiter;
		this.identity = options.identity ?? 'default';
	}

	/**
	 * Calls an endpoint and gives its answer with the contract's names; `undefined` where the contract documents none.
	 * A write that Dinero answers with success and an empty body gives an empty object.
	 * @throws DineroError
	 */
	async call<N extends JsonEndpoint>(name: N, ...[input]: InputArguments<N>): Promise<AnswerOf<N>> {
		const endpoint = endpoints[name] as Endpoint;
		const answer = await this.send(name, input as AnyInput | undefined, (outcome) => {
			const parsed = readJson(outcome.body);
			if (parsed) return { result: withContractNames(parsed.value) };
			if (endpoint.answer === 'none') return { result: undefined };
			return mayAnswerNothing(endpoint) && isEmpty(outcome.body) ? { result: {} } : undefined;
		});
		return (endpoint.answer === 'none' ? undefined : answer) as AnswerOf<N>;
	}

	/**
	 * Gets a file. Booked documents only, where it is the PDF of a document.
	 * @throws DineroError
	 */
	async download<N extends BinaryEndpoint>(name: N, input: InputOf<N>): Promise<Download> {
		return await this.send(name, input as AnyInput, ({ headers, body }) => {
			const bytes = readBytes(body);
			if (!bytes || bytes.length === 0) return undefined;
			const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
			const sentType = (headers['content-type'] ?? '').split(';')[0].trim();
			const mimeType = isPdf ? 'application/pdf' : sentType || 'application/octet-stream';
			const fileName = fileNameOf(headers['content-disposition']);
			return { result: { bytes, mimeType, ...(fileName ? { fileName } : {}) } };
		});
	}

	/**
	 * All rows of a list, or the first `limit` of them.
	 * @param options `pageSize` at most 1000, which is also the default when more is wanted
	 * @throws DineroError
	 */
	async getMany<N extends ListEndpoint>(
		name: N,
		input: InputOf<N>,
		options: { limit?: number; pageSize?: number } = {},
	): Promise<Array<RowOf<N>>> {
		const limit = options.limit ?? Infinity;
		const rows: Array<RowOf<N>> = [];
		if (limit <= 0) return rows;
		const pageSize = options.pageSize ?? Math.min(limit, maxPageSize);
		for await (const page of this.pages(name, input, { pageSize })) {
			for (const row of page) {
				rows.push(row);
				if (rows.length >= limit) return rows;
			}
		}
		return rows;
	}

	/**
	 * A list, page by page; one page where Dinero does not page it. Asks for the next page only when it is wanted.
	 * Pages end with the first one that is not full, or with a full one that reaches Dinero's count. The contract does not say
	 * whether that count minds the filters; it is never less than the rows that fit, so reaching it is the end either way.
	 * @throws DineroError also when Dinero gives the same page twice, which would never end
	 */
	async *pages<N extends ListEndpoint>(
		name: N,
		input: InputOf<N>,
		options: { pageSize?: number } = {},
	): AsyncGenerator<Array<RowOf<N>>, void, undefined> {
		const endpoint = endpoints[name] as Endpoint;
		const given = input as AnyInput;
		const pageSize = Math.max(1, Math.min(maxPageSize, options.pageSize ?? maxPageSize));
		const first = Number(given.query?.page ?? 0);
		let previous: unknown[] | undefined;
		for (let page = first; ; page += 1) {
			const query = endpoint.paged ? { ...given.query, page, pageSize } : given.query;
			const answer = await this.call(name as JsonEndpoint, { ...given, query } as never);
			const { rows, size, count } = rowsOf(answer, pageSize);
			if (previous && isSamePage(rows, previous)) throw situation('repeatedPage');
			yield rows as Array<RowOf<N>>;
			const full = endpoint.paged && rows.length >= size && rows.length > 0;
			// On the first page the count could still be that of the page itself.
			if (!full || (page > first && count === page * size + rows.length)) return;
			previous = rows;
		}
	}

	/**
	 * Which organization is meant: the given one, else the credential's, else the only one there is.
	 * @throws DineroError of kind `configuration` that names the organizations, when it is a question
	 */
	async resolveOrganization(given?: string): Promise<string> {
		const known = given?.trim() || this.options.credentialOrganization?.trim();
		return known || (await chooseOrganization(this));
	}

	private async send<Result>(
		name: EndpointName,
		input: AnyInput | undefined,
		read: (answer: Extract<Outcome, { kind: 'answer' }>) => { result: Result } | undefined,
	): Promise<Result> {
		const endpoint = endpoints[name] as Endpoint;
		const organizationId = endpoint.path.includes('{organizationId}')
			? await this.resolveOrganization(input?.organizationId)
			: undefined;
		const request = buildRequest(endpoint, organizationId, input ?? {});
		const key = organizationId ?? `user of ${this.identity}`;
		const priority = this.options.priority ?? 'workflow';
		const perMinute = this.options.requestsPerMinute ?? defaultRequestsPerMinute;
		let refused: Slot | undefined;
		const attempt = async (): Promise<{ result: Result } | { trouble: Trouble }> => {
			const slot = await this.limiter.take(key, perMinute, priority, refused);
			this.requests += 1;
			const outcome = await this.options.send(request).finally(() => slot.finished());
			const judged = this.judge(endpoint, outcome, read);
			if ('trouble' in judged && isQuota(judged.trouble.error)) {
				slot.refused(judged.trouble.error.retryAfterMs);
				refused = slot;
			}
			return judged;
		};
		const repeat =
			endpoint.repeat === 'ownGuid' && !carriesOwnGuid(endpoint, input?.body) ? 'never' : endpoint.repeat;
		const outcome = await withRetries({
			repeat,
			patience: patience[priority],
			clock: this.clock,
			random: this.options.random ?? Math.random,
			attempt,
		});
		if ('error' in outcome) throw isLocked(request) ? refusedRepeat(outcome.error) : outcome.error;
		return outcome.result;
	}

	/** What a try came to. */
	private judge<Result>(
		endpoint: Endpoint,
		outcome: Outcome,
		read: (answer: Extract<Outcome, { kind: 'answer' }>) => { result: Result } | undefined,
	): { result: Result } | { trouble: Trouble } {
		if (outcome.kind === 'refused') {
			const detail = outcome.detail ? `n8n says: ${scrubText(outcome.detail, this.options.secrets)}` : '';
			// What n8n refuses for a reason we know, it did not send.
			const effect = detail ? 'unknown' : 'nothing';
			return { trouble: { error: situation(outcome.reason, detail), effect, timeout: false } };
		}
		if (outcome.kind === 'lost') return { trouble: lostAnswer(endpoint, outcome.reason) };
		if (outcome.status >= 200 && outcome.status < 300) {
			const answer = read(outcome);
			if (answer) return answer;
			// It was done, but what came back cannot be used: for a write the result is not known.
			const error = situation('brokenAnswer', '', { httpStatus: outcome.status });
			return { trouble: { error, effect: 'unknown', timeout: false } };
		}
		const error = readFailure(outcome, this.clock.now(), this.options.secrets);
		const effect = error.kind === 'unavailable' || error.kind === 'brokenAnswer' ? 'unknown' : 'nothing';
		return { trouble: { error, effect, timeout: false } };
	}
}

/**
 * Updates, and some creates, answer success without a body (Dinero's older documentation). That counts as done, with nothing
 * known about it, where a repeat could harm or would tell nothing; elsewhere a repeat finds out.
 */
function mayAnswerNothing({ method, repeat }: Endpoint): boolean {
	return repeat === 'never' || method === 'PUT' || method === 'DELETE';
}

function lostAnswer(endpoint: Endpoint, reason: Extract<Outcome, { kind: 'lost' }>['reason']): Trouble {
	if (reason === 'neverSent') return { error: situation('unreachable'), effect: 'nothing', timeout: false };
	if (reason === 'untrusted') return { error: situation('untrusted'), effect: 'nothing', timeout: false };
	if (reason === 'stopped') {
		const error = situation(endpoint.repeat === 'safe' ? 'stopped' : 'stoppedWriting');
		return { error, effect: 'nothing', timeout: false };
	}
	const timeout = reason === 'timeout';
	return { error: situation(timeout ? 'timeout' : 'connectionLost'), effect: 'unknown', timeout };
}

/** Whether a document's timestamp guards this request. */
function isLocked({ body }: DineroRequest): boolean {
	return Boolean((body as { Timestamp?: unknown } | null | undefined)?.Timestamp);
}

/**
 * When the answer to the first try was lost and the repeat is refused ("is booked already"), the first one may be the
 * reason: the document has to be read again before anything is said about it.
 */
function refusedRepeat(error: DineroError): DineroError {
	if (!error.earlierTryUnknown || error.kind !== 'validation') return error;
	const { httpStatus, dineroCode, body, violations, message } = error;
	const stale = situation('staleAfterLostAnswer', `To the second try Dinero said: ${message}.`, {
		httpStatus,
		dineroCode,
		body,
		violations,
	});
	stale.earlierTryUnknown = true;
	return stale;
}

/** Whether a body names the id of everything that it creates, so that a repeat cannot create it twice. */
function carriesOwnGuid(endpoint: Endpoint, body: unknown): boolean {
	const { ownGuid } = endpoint;
	if (!ownGuid || body === null || typeof body !== 'object') return false;
	const things = Array.isArray(body) ? body : [body];
	return things.length > 0 && things.every((thing) => Boolean((thing as Record<string, unknown>)[ownGuid]));
}

/** A value as it stands in an address: several ones separated by commas. */
function asParameter(value: unknown): string {
	return Array.isArray(value) ? value.map(String).join(',') : String(value);
}

function isGiven([, value]: [string, unknown]): boolean {
	return value !== undefined && value !== null && value !== '';
}

function buildRequest(
	endpoint: Endpoint,
	organizationId: string | undefined,
	input: AnyInput,
): DineroRequest {
	const values: Record<string, unknown> = { ...input.path, organizationId };
	const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = values[name];
		if (value === undefined || value === null || value === '') throw missingPart(name);
		return encodeURIComponent(asParameter(value));
	});
	const query = Object.fromEntries(
		Object.entries(input.query ?? {})
			.filter(isGiven)
			.map(([name, value]) => [name, asParameter(value)]),
	);
	return {
		method: endpoint.method,
		path,
		query,
		headers: { Accept: endpoint.answer === 'binary' ? 'application/octet-stream' : 'application/json' },
		// What is not set is not sent: JSON has no undefined.
		...(input.body === undefined ? {} : { body: JSON.parse(JSON.stringify(input.body)) as unknown }),
		...(input.upload ? { upload: input.upload } : {}),
		answer: endpoint.answer,
	};
}

function missingPart(name: string): DineroError {
	return new DineroError({
		kind: 'configuration',
		message: `The '${name}' is not given`,
		description:
			'Choose it from the list, or give its ID. If it comes from an expression, check that it gives a value.',
		textId: 'missingPart',
	});
}

/** The rows of a list answer, the page size that Dinero really used, and its count of all rows, where it gives one. */
function rowsOf(answer: unknown, asked: number): { rows: unknown[]; size: number; count?: number } {
	if (Array.isArray(answer)) return { rows: answer, size: asked };
	const list = answer as
		| { Collection?: unknown; Pagination?: { PageSize?: unknown; ResultWithoutFilter?: unknown } }
		| null
		| undefined;
	const rows = Array.isArray(list?.Collection) ? list.Collection : undefined;
	if (!rows && list?.Collection !== null) throw situation('brokenAnswer');
	const used = Number(list?.Pagination?.PageSize);
	const count = Number(list?.Pagination?.ResultWithoutFilter);
	return {
		rows: rows ?? [],
		size: used > 0 ? Math.min(used, asked) : asked,
		...(count > 0 ? { count } : {}),
	};
}

/** Whether two pages hold the same rows; most differ in the first one already. */
function isSamePage(one: unknown[], other: unknown[]): boolean {
	const same = (index: number) => JSON.stringify(one[index]) === JSON.stringify(other[index]);
	return one.length > 0 && one.length === other.length && one.every((_, index) => same(index));
}
