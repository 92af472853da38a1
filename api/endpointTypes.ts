import type { EndpointName, Endpoints } from './endpoints';
import type { paths } from './schema';

/** The contract's description of an endpoint: parameters, body, answers. */
export type OperationOf<N extends EndpointName> = N extends EndpointName
	? Endpoints[N] extends { path: infer P extends keyof paths; method: infer M extends string }
		? Lowercase<M> extends infer L extends keyof paths[P]
			? paths[P][L]
			: never
		: never
	: never;

type Part<Operation, Name extends 'query' | 'path'> = Operation extends { parameters: infer Parameters }
	? Name extends keyof Parameters
		? NonNullable<Parameters[Name]>
		: never
	: never;

type Content<Operation> = Operation extends { requestBody?: infer Body }
	? [NonNullable<Body>] extends [never]
		? never
		: NonNullable<Body> extends { content: infer C }
			? C
			: never
	: never;

/** Query parameters of an endpoint, all optional ones included. */
export type QueryOf<N extends EndpointName> = Part<OperationOf<N>, 'query'>;

/** Path parameters of an endpoint besides the organization. */
export type PathOf<N extends EndpointName> =
	Part<OperationOf<N>, 'path'> extends infer P
		? [P] extends [never]
			? never
			: Omit<P, 'organizationId'>
		: never;

/** The JSON body of an endpoint; `never` where it has none. */
export type BodyOf<N extends EndpointName> = [Content<OperationOf<N>>] extends [never]
	? never
	: Content<OperationOf<N>> extends { 'application/json': infer Body }
		? Body
		: never;

type JsonAnswer<Operation> = Operation extends {
	responses: { 200: { content: { 'application/json': infer A } } };
}
	? A
	: unknown;

/** What an endpoint answers with 200; `undefined` where it answers nothing. */
export type AnswerOf<N extends EndpointName> = N extends EndpointName
	? Endpoints[N]['answer'] extends 'json'
		? JsonAnswer<OperationOf<N>>
		: undefined
	: never;

/** One row of a list, whether the list is paged (`Collection`) or a plain array. */
export type RowOf<N extends EndpointName> = N extends EndpointName
	? AnswerOf<N> extends { Collection?: infer C }
		? NonNullable<C> extends Array<infer R>
			? R
			: never
		: AnswerOf<N> extends Array<infer R>
			? R
			: never
	: never;

/** Endpoints that answer a list. */
export type ListEndpoint = { [N in EndpointName]: [RowOf<N>] extends [never] ? never : N }[EndpointName];
/** Endpoints that answer a file. */
export type BinaryEndpoint = {
	[N in EndpointName]: Endpoints[N]['answer'] extends 'binary' ? N : never;
}[EndpointName];
/** Endpoints that answer JSON or nothing. */
export type JsonEndpoint = Exclude<EndpointName, BinaryEndpoint>;

type HasKeys<T> = [T] extends [never] ? false : [keyof T] extends [never] ? false : true;

/** A file to send; `fileName` is what Dinero shows in its archive. */
export interface Upload {
	bytes: Uint8Array;
	fileName: string;
	mimeType: string;
}

interface Common {
	/** Which organization; needed where the path has one and the client knows no other. */
	organizationId?: string;
}

type PathPart<N extends EndpointName> =
	HasKeys<PathOf<N>> extends true ? { path: PathOf<N> } : { path?: undefined };
type QueryPart<N extends EndpointName> = [QueryOf<N>] extends [never]
	? { query?: undefined }
	: object extends QueryOf<N>
		? { query?: QueryOf<N> }
		: { query: QueryOf<N> };
type BodyPart<N extends EndpointName> = [BodyOf<N>] extends [never]
	? { body?: undefined }
	: // Always sent where there is one, empty if need be: Dinero refuses a missing body with code 42.
		{ body: BodyOf<N> };
type UploadPart<N extends EndpointName> = [Content<OperationOf<N>>] extends [never]
	? { upload?: undefined }
	: Content<OperationOf<N>> extends { 'multipart/form-data': unknown }
		? { upload: Upload }
		: { upload?: undefined };

/** Everything that a call of an endpoint may and must carry. */
export type InputOf<N extends EndpointName> = Common &
	PathPart<N> &
	QueryPart<N> &
	BodyPart<N> &
	UploadPart<N>;

/** The input, left out altogether where nothing in it is required. */
export type InputArguments<N extends EndpointName> =
	object extends InputOf<N> ? [input?: InputOf<N>] : [input: InputOf<N>];
