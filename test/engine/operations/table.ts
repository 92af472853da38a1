import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { CallRecord } from '../../../sandbox/dinero/http/requestLog.mts';
import { operation } from '../given';
import { Engine, organizationId, type Ran } from '../harness';
import { operationNamed, valuesOf } from './fields';

/** What was made before the run, by name: mostly ids. */
export type Given = Record<string, string>;

/** Parameters of an operation besides organization, or how they follow from what was made before. */
export type ParametersOf = object | ((given: Given) => object);

/** What there is to look at after a run. */
export interface Seen {
	engine: Engine;
	/** What the node returned: items, rows (their JSON), the first row. */
	ran: Ran;
	rows: Ran['rows'];
	row: Ran['row'];
	/** The books of the organization that the run was for. */
	books: ReturnType<typeof booksOf>;
	/** What left the house during the run: mails, text messages, e-invoices. */
	outbox: Engine['dinero']['world']['outbox'];
	/** Requests of the run. */
	calls: CallRecord[];
	/**
	 * The last request of the run to an address, written as `POST /invoices/{guid}/book`: without version and organization.
	 * `query` and `body` are empty objects where there was no such request.
	 */
	sent: (address: string) => { query: Record<string, unknown>; body: Record<string, unknown> };
}

/** How a value is read back: what is there, and what should be. */
export type Pair = [actual: unknown, expected: unknown];

/** What every row can have. */
export interface Row {
	/** Replaces what the operation's other rows start from. */
	given?: (engine: Engine) => Promise<Given>;
	/** Items that reach the node, for files. */
	input?: INodeExecutionData[];
	/** HTTP statuses of 400 and more that this row wants from Dinero; none unless given. */
	refused?: number[];
}

/** A run with required fields only. */
export interface RequiredRow extends Row {
	parameters: ParametersOf;
	/** Fields that n8n does not mark as required, but of which something must be given: the fields of an update. */
	needs?: string[];
	/** What the rows hold at least, as `toMatchObject` reads it: one object, or one for each row. */
	gives: object | ((given: Given) => object);
}

/** A run with optional fields, each set to another value than its default. */
export interface FullRow extends Row {
	/** What sets it apart from the operation's other full rows. */
	what?: string;
	parameters: ParametersOf;
	/**
	 * Where each value is found afterwards, by the path of its field (`lines.line.unitPrice`): in the books, the outbox or the
	 * recorded request, and in the output only where the field is about the output. Every field of `parameters` has its pair,
	 * except those that `without` has too. No pair of a field that is left out may hold after the run without it; it would hold
	 * whether or not the node reads the field.
	 */
	reads: (seen: Seen, given: Given) => Record<string, Pair>;
	/** Parameters of that other run, instead of those of the required row. */
	without?: ParametersOf;
}

/** A run with wrong input. */
export interface WrongRow extends Row {
	what: string;
	parameters: ParametersOf;
	/**
	 * The field as the message shows it between quotes, such as `Lines 1 > Unit Price`; what Dinero refuses by a rule of its own
	 * names the thing.
	 */
	names: string;
	/** The whole message. */
	message: RegExp;
	/** What it tells the user to do. */
	advice: RegExp;
}

export interface OperationRows {
	/** What must be there before each row runs. */
	given?: (engine: Engine) => Promise<Given>;
	required: RequiredRow;
	full: FullRow[];
	wrong: WrongRow[];
}

/** A resource of the node with its operations by value: `{ resource: 'contact', operations: { create: ... } }`. */
export interface ResourceTable {
	resource: string;
	operations: Record<string, OperationRows>;
}

export const booksOf = (engine: Engine) => engine.dinero.world.organizations.get(organizationId)!;

/** Runs the rows of these tables, one engine for all of them. */
export function runTables(tables: readonly ResourceTable[]): void {
	let engine: Engine;
	beforeAll(async () => {
		engine = await Engine.start();
	}, 60_000);
	beforeEach(() => engine.reset());
	afterAll(async () => await engine.close());

	for (const { resource, operations } of tables) {
		for (const [value, rows] of Object.entries(operations)) {
			describe(`${resource} ${value}`, () => {
				test('with required fields only', async () => {
					await runRequired(engine, resource, value, rows);
				});
				for (const row of rows.full) {
					test(`with every optional field${row.what === undefined ? '' : `: ${row.what}`}`, async () => {
						await runFull(engine, resource, value, rows, row);
					});
				}
				for (const row of rows.wrong) {
					test(`wrong: ${row.what}`, async () => {
						await runWrong(engine, resource, value, rows, row);
					});
				}
			});
		}
	}
}

export async function runRequired(engine: Engine, resource: string, value: string, rows: OperationRows) {
	const { required } = rows;
	const given = await prepare(engine, rows, required);
	const seen = await run(engine, resource, value, parametersOf(required.parameters, given), required);
	expectNothingMalformed(seen, required);
	expect(problemOf(seen)).toBeUndefined();
	const gives =
		typeof required.gives === 'function'
			? (required.gives as (given: Given) => object)(given)
			: required.gives;
	expect(Array.isArray(gives) ? seen.rows : seen.row).toMatchObject(gives as object);
	const simplifies = operationNamed(resource, value).fields.some(({ name }) => name === 'simplify');
	for (const row of simplifies ? seen.rows : []) {
		const nested = Object.keys(row).filter((name) => typeof row[name] === 'object' && row[name] !== null);
		expect({ fields: Object.keys(row).length <= 10, nested }).toEqual({ fields: true, nested: [] });
	}
}

export async function runFull(
	engine: Engine,
	resource: string,
	value: string,
	rows: OperationRows,
	row: FullRow,
) {
	// First without the optional fields: a pair that holds even so shows nothing.
	const bareGiven = await prepare(engine, rows, row);
	const bare = parametersOf(row.without ?? rows.required.parameters, bareGiven);
	const { optional, read, atDefault, alike, booleans } = pathsOf(resource, value, rows, row, bareGiven);
	expect({ 'set to the default': atDefault, alike }).toEqual({ 'set to the default': [], alike: [] });
	const bareSeen = await run(engine, resource, value, bare, row);
	const bareReads = pairsOf(() => row.reads(bareSeen, bareGiven));
	const holding = optional.filter((path) => bareReads[path] !== undefined && holds(bareReads[path]));
	expect({ 'read back even when it is left out': holding }).toEqual({
		'read back even when it is left out': [],
	});

	engine.reset();
	const given = await prepare(engine, rows, row);
	const parameters = parametersOf(row.parameters, given);
	const seen = await run(engine, resource, value, parameters, row);
	expectNothingMalformed(seen, row);
	expect(problemOf(seen)).toBeUndefined();
	const reads = row.reads(seen, given);
	expect(Object.keys(reads).sort()).toEqual([...read].sort());
	const column = (index: 0 | 1) =>
		Object.fromEntries(Object.entries(reads).map(([path, pair]) => [path, pair[index]]));
	expect(column(0)).toEqual(column(1));
	expectOrganization(seen);
	for (const path of booleans) await expectOwn(engine, resource, value, rows, row, path);
}

/** Two switches of a row that are both on could stand for each other, so each is left out once: its pair alone may change. */
async function expectOwn(
	engine: Engine,
	resource: string,
	value: string,
	rows: OperationRows,
	row: FullRow,
	path: string,
) {
	engine.reset();
	const given = await prepare(engine, rows, row);
	const parameters = without(parametersOf(row.parameters, given), path.split('.'));
	const seen = await run(engine, resource, value, parameters, row);
	expect(problemOf(seen)).toBeUndefined();
	const reads = row.reads(seen, given);
	const changed = Object.keys(reads).filter((one) => !holds(reads[one]));
	expect({ [`changed without ${path}`]: changed }).toEqual({ [`changed without ${path}`]: [path] });
}

function without(parameters: object, [name, ...inner]: string[]): object {
	const { [name]: value, ...others } = parameters as Record<string, object>;
	return inner.length === 0 ? others : { ...others, [name]: without(value, inner) };
}

export async function runWrong(
	engine: Engine,
	resource: string,
	value: string,
	rows: OperationRows,
	row: WrongRow,
) {
	const given = await prepare(engine, rows, row);
	const parameters = parametersOf(row.parameters, given);
	const before = stateOf(engine);
	const seen = await run(engine, resource, value, parameters, row);
	const { error, rows: returned } = seen.ran;
	expect(returned).toEqual([]);
	expect(error?.message).toMatch(row.message);
	const text = `${error?.message} ${error?.description}`;
	expect(text).toContain(row.refused === undefined ? `'${row.names}'` : row.names);
	expect(error?.description).toMatch(row.advice);
	expect(text).not.toMatch(/\bundefined\b|\[object|\bnull\b|\bNaN\b/);
	expect(error?.context.itemIndex).toBe(0);
	expect(stateOf(engine)).toBe(before);
	expectNothingMalformed(seen, row);
	if (row.refused === undefined) expect(writesOf(seen)).toEqual([]);

	// The second of two items is told apart from the first.
	const two = {
		onError: 'continueErrorOutput' as const,
		input: [0, 1].flatMap(() => row.input ?? [{ json: {} }]),
	};
	const both = await engine.run(operation(resource, value, parameters), two);
	expect(both.errors.map(({ pairedItem, json }) => [pairedItem, json.error])).toEqual(
		[0, 1].map((item) => [{ item }, expect.stringMatching(row.message)]),
	);
	expect(stateOf(engine)).toBe(before);
}

/** The fields of a full row, by path. */
export function pathsOf(resource: string, value: string, rows: OperationRows, row: FullRow, given: Given) {
	const { fields } = operationNamed(resource, value);
	const filled = (parameters: ParametersOf) =>
		valuesOf(parametersOf(parameters, given) as INodeParameters, fields);
	const before = filled(row.without ?? rows.required.parameters);
	const after = filled(row.parameters);
	const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
	const optional = [...after.keys()].filter((path) => !same(after.get(path), before.get(path)));
	// A field of a collection is there because the user added it, so its default says something too.
	const defaults = new Map(fields.map(({ name, default: value }) => [name, value]));
	const isBoolean = (path: string) => typeof after.get(path)?.[0] === 'boolean';
	const values = optional.filter((path) => !isBoolean(path)).map((path) => JSON.stringify(after.get(path)));
	const switches = optional.filter((path) => isBoolean(path) && !/\..*\./.test(path));
	return {
		/** Fields that the row sets and the run without them does not, or sets to something else. */
		optional,
		/** Fields that have to be read back. */
		read: row.without === undefined ? [...after.keys()] : optional,
		/** Values that more than one field has, so that the fields could be swapped. */
		alike: values.filter((one, index) => values.indexOf(one) !== index),
		/** Switches of which there are several. */
		booleans: switches.length > 1 ? switches : [],
		/** Fields whose value says nothing. */
		atDefault: optional.filter(
			(path) => defaults.has(path) && after.get(path)?.every((one) => same(one, defaults.get(path))),
		),
	};
}

async function prepare(engine: Engine, rows: OperationRows, row: Row): Promise<Given> {
	return (await (row.given ?? rows.given)?.(engine)) ?? {};
}

export function parametersOf(parameters: ParametersOf, given: Given): object {
	return typeof parameters === 'function' ? (parameters as (given: Given) => object)(given) : parameters;
}

async function run(
	engine: Engine,
	resource: string,
	value: string,
	parameters: object,
	row: Row,
): Promise<Seen> {
	const callsBefore = engine.dinero.calls.at(-1)?.number ?? 0;
	const mailsBefore = engine.dinero.world.outbox.length;
	const ran = await engine.run(operation(resource, value, parameters), { input: row.input });
	const calls = engine.dinero.calls.filter((call) => call.number > callsBefore);
	return {
		engine,
		ran,
		rows: ran.rows,
		row: ran.row,
		books: booksOf(engine),
		outbox: engine.dinero.world.outbox.slice(mailsBefore),
		calls,
		sent: (address) => {
			const call = calls.filter((one) => addressOf(one) === address).at(-1);
			return { query: call?.query ?? {}, body: (call?.body ?? {}) as Record<string, unknown> };
		},
	};
}

/** Method and address as the contract writes it, without version and organization. */
function addressOf({ method, template, path }: CallRecord): string {
	return `${method} ${(template ?? path).replace(/^\/[^/]+/, '').replace(/^\/\{organizationId\}/, '')}`;
}

/** Everything that a run can change. */
function stateOf(engine: Engine): string {
	const { organizations, outbox, changeLog } = engine.dinero.world;
	return JSON.stringify([[...organizations.values()], outbox, changeLog]);
}

function writesOf(seen: Seen): string[] {
	return seen.calls
		.filter((call) => call.method !== 'GET' && !/fetch|similar|status|ledgers$/.test(call.path))
		.map((call) => `${call.method} ${call.path}: ${call.status}`);
}

/** No request is refused that the row does not want refused, none is wrong by the contract, and the local Dinero is well. */
function expectNothingMalformed(seen: Seen, row: Row): void {
	const strange = seen.calls.filter(
		(call) =>
			(call.status >= 400 && row.refused?.includes(call.status) !== true) ||
			call.template === undefined ||
			call.swallowed !== undefined ||
			call.contractBreach !== undefined ||
			call.crash !== undefined,
	);
	const shown = strange.map(({ method, path, query, body, status, answer }) =>
		JSON.stringify({ method, path, query, body, status, answer }),
	);
	expect(shown).toEqual([]);
}

/** Every request that is about an organization is about the picked one. */
function expectOrganization(seen: Seen): void {
	const others = seen.calls.filter((call) => (call.organizationId ?? organizationId) !== organizationId);
	expect(others.map(({ path }) => path)).toEqual([]);
}

function problemOf({ ran }: Seen): string | undefined {
	return ran.error && `${ran.error.message} ${String(ran.error.description)}`;
}

/** What cannot even be looked for was not written. */
function pairsOf(read: () => Record<string, Pair>): Record<string, Pair | undefined> {
	try {
		return read();
	} catch {
		return {};
	}
}

function holds([actual, expected]: Pair): boolean {
	try {
		expect(actual).toEqual(expected);
		return true;
	} catch {
		return false;
	}
}
