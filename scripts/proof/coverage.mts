import type { Resource } from '../../nodes/Dinero/operation.ts';
import type { RecordedRequest } from '../../test/proof/record.ts';
import { departures, operationOf } from '../../test/contract/validator.ts';
import type { ContractOperation } from './contract.mts';

/** A request that a test run sent and the local Dinero answered with success. */
export interface Proof {
	method: string;
	path: string;
	status: number;
	/** Test file and name of the test. */
	test: string;
}

/** An operation of the node that says it calls an endpoint, and the request that shows that it does. */
export interface Claim {
	resource: string;
	operation: string;
	endpoint: string;
	/** Null while no test has recorded one. */
	proof: Proof | null;
}

/** How one operation of the contract is reached. */
export interface CoverageRow {
	operationId: string;
	method: string;
	path: string;
	summary: string;
	/** The names under which the client calls it; two where it answers with a document or with its PDF. */
	endpoints: string[];
	/** Operations of the node. */
	reachedBy: Claim[];
	/** What else of the node calls it: lists of the editor, looking up the organization, the trigger. */
	usedInside: Array<{ use: string; proof: Proof }>;
	/** The endpoint that takes its place, with its path, why, and whether the contract flags the old one as deprecated. */
	supersededBy?: {
		endpoint: string;
		method: string;
		path: string;
		why: string;
		flaggedAsDeprecated: boolean;
	};
}

type Endpoints = Readonly<Record<string, { method: string; path: string; answer: string }>>;

/** What the coverage is made from. */
export interface CoverageInput {
	contract: readonly ContractOperation[];
	endpoints: Endpoints;
	superseded: ReadonlyArray<{ method: string; path: string; by: string; why: string }>;
	resources: readonly Resource[];
	requests: readonly RecordedRequest[];
}

/** The rows, and in sentences everything that keeps the promise from being kept; none when it is. */
export interface Coverage {
	rows: CoverageRow[];
	/** Operations of the contract that nothing reaches. */
	missing: string[];
	/** Endpoints that an operation names and no recorded request of it backs. */
	unproven: string[];
	/** Endpoints that an operation called without naming them. */
	unnamed: string[];
	/** Requests that the contract does not know or allow. */
	outside: string[];
	/** Operations of the node that no test ran. */
	untested: string[];
}

/** Asked before any operation when the form names no organization; no operation names it as its own. */
const beforeAnyOperation = 'organization.getManyFields';

/**
 * Puts side by side what the contract has, what each operation of the node says that it calls, and what test runs sent.
 * A claim counts only with a request that this very operation sent and that was answered with success.
 */
export function coverageOf(input: CoverageInput): Coverage {
	const { proofs, outside } = readRequests(input.requests, input.endpoints);
	const claims = claimsOf(input.resources);
	const rows = input.contract.map((operation) => rowOf(operation, input, claims, proofs));
	const claimed = new Set(claims.map(({ where, endpoint }) => `${where} ${endpoint}`));
	const ran = new Set(input.requests.map(({ use }) => useName(use)));
	return {
		rows,
		missing: rows
			.filter((row) => !row.supersededBy && row.reachedBy.length + row.usedInside.length === 0)
			.map((row) => `${row.method} ${row.path}: nothing reaches it`),
		unproven: claims
			.filter(({ where, endpoint }) => !proofs.has(`${where} ${endpoint}`))
			.map(({ where, endpoint }) => `${where} says it calls ${endpoint}; no recorded request shows it`),
		unnamed: [...proofs.values()]
			.filter(
				({ where, endpoint, inside }) =>
					!inside && endpoint !== beforeAnyOperation && !claimed.has(`${where} ${endpoint}`),
			)
			.map(({ where, endpoint, proof }) => `${where} called ${endpoint} without naming it (${proof.test})`),
		outside,
		untested: input.resources.flatMap((resource) =>
			resource.operations
				.map((operation) => `${resource.value}.${operation.value}`)
				.filter((where) => !ran.has(where)),
		),
	};
}

interface Found {
	where: string;
	inside: boolean;
	endpoint: string;
	proof: Proof;
}

function useName(use: RecordedRequest['use']): string {
	return 'internal' in use ? use.internal : `${use.resource}.${use.operation}`;
}

/** The first successful request of each use to each endpoint, and what is outside the contract. */
function readRequests(requests: readonly RecordedRequest[], endpoints: Endpoints) {
	const proofs = new Map<string, Found>();
	const outside = new Set<string>();
	for (const request of requests) {
		const { use, method, path, accept, status, file, test } = request;
		const where = useName(use);
		const operation = operationOf(request);
		const endpoint = operation && endpointFor(endpoints, method, operation.template, accept);
		for (const departure of departuresOf(request)) outside.add(`${where}: ${departure} (${file}: ${test})`);
		if (operation && !endpoint)
			outside.add(`${where}: ${method} ${operation.template} is superseded (${file}: ${test})`);
		const key = `${where} ${endpoint}`;
		if (!endpoint || status < 200 || status > 299 || proofs.has(key)) continue;
		const proof = { method, path, status, test: `${file}: ${test}` };
		proofs.set(key, { where, inside: 'internal' in use, endpoint, proof });
	}
	return { proofs, outside: [...outside].sort() };
}

/** A connection that a test cut before the body arrived shows no body. */
function departuresOf(request: RecordedRequest): string[] {
	const cut = request.fault !== undefined && request.body === undefined;
	return departures(request).filter((departure) => !(cut && departure.endsWith('body: missing')));
}

function namesOf(endpoints: Endpoints, method: string, path: string): string[] {
	return Object.keys(endpoints).filter(
		(name) => endpoints[name].method === method && endpoints[name].path === path,
	);
}

/** Where an address answers with a document or with its PDF, the Accept header tells which one was meant. */
function endpointFor(endpoints: Endpoints, method: string, path: string, accept = ''): string | undefined {
	const [first, ...others] = namesOf(endpoints, method, path);
	if (others.length === 0) return first;
	const asFile = !accept.includes('json');
	return [first, ...others].find((name) => (endpoints[name].answer === 'binary') === asFile);
}

function claimsOf(resources: readonly Resource[]) {
	return resources.flatMap((resource) =>
		resource.operations.flatMap((operation) =>
			operation.endpoints.map((endpoint) => ({
				resource: resource.value,
				operation: operation.value,
				where: `${resource.value}.${operation.value}`,
				endpoint: endpoint as string,
			})),
		),
	);
}

function rowOf(
	{ operationId, method, path, summary, deprecated }: ContractOperation,
	{ superseded, endpoints }: CoverageInput,
	claims: ReturnType<typeof claimsOf>,
	proofs: ReadonlyMap<string, Found>,
): CoverageRow {
	const names = namesOf(endpoints, method, path);
	const old = superseded.find((one) => one.method === method && one.path === path);
	const successor = old && endpoints[old.by];
	const reachedBy = claims
		.filter((claim) => names.includes(claim.endpoint))
		.map(({ resource, operation, where, endpoint }) => ({
			resource,
			operation,
			endpoint,
			proof: proofs.get(`${where} ${endpoint}`)?.proof ?? null,
		}));
	const usedInside = [...proofs.values()]
		.filter(({ endpoint, inside }) => names.includes(endpoint) && (inside || endpoint === beforeAnyOperation))
		.map(({ where, inside, proof }) => ({ use: inside ? where : `${where}: which organization`, proof }));
	const supersededBy =
		old && successor
			? {
					endpoint: old.by,
					method: successor.method,
					path: successor.path,
					why: old.why,
					flaggedAsDeprecated: deprecated,
				}
			: undefined;
	return {
		operationId,
		method,
		path,
		summary,
		endpoints: names,
		reachedBy,
		usedInside,
		...(supersededBy === undefined ? {} : { supersededBy }),
	};
}
