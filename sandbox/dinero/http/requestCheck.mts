import { resolveSchema, typesOf, type ContractOperation, type Parameter, type Schema } from './contract.mts';
import { dineroError, modelMissing, validationError, type ErrorAnswer } from './errors.mts';
import { faultsOf, isDateTime, isGuid, validator } from './schemas.mts';

/** What a request held, in the contract's names and types. */
export interface CheckedRequest {
	path: Record<string, string>;
	query: Record<string, string | number | boolean | undefined>;
	body: unknown;
	/** Fields and parameters that the contract does not know and that were dropped (only when they are not refused). */
	swallowed: string[];
}

/** What arrived, before it is checked. */
export interface ArrivedRequest {
	path: Record<string, string>;
	query: Record<string, string | string[]>;
	/** The body's text; undefined when there was none. */
	bodyText?: string;
	contentType?: string;
}

/** Either a checked request or the answer that refuses it. */
export type CheckResult = { ok: true; request: CheckedRequest } | { ok: false; refusal: ErrorAnswer };

/** What happens to names that the contract does not know: the real Dinero swallows them. */
export type UnknownNames = 'refused' | 'swallowed';

/** How strictly a request is read. */
export interface CheckOptions {
	/** 'refused' answers 400 with a text that names them; 'swallowed' drops them and lists them. */
	unknownNames: UnknownNames;
	/** Whether the members that live clients were seen to leave out are filled in. */
	omittedMembers: 'refused' | 'defaulted';
}

/** Required members that public clients leave out of requests that the real Dinero was seen to accept. */
const seenOmitted: Record<string, unknown> = { Discount: 0, IsMember: false, UseCvr: false };
const seenOmittedInTextLine: Record<string, unknown> = {
	...seenOmitted,
	AccountNumber: 0,
	BaseAmountValue: 0,
	Quantity: 0,
};

/** Fills in what live clients leave out, in every object of a value that has its keys in the contract's casing. */
function withOmitted(value: unknown, schema: Schema): unknown {
	const resolved = resolveSchema(schema);
	const { items, properties } = resolved;
	if (Array.isArray(value)) return items ? value.map((item) => withOmitted(item, items)) : value;
	if (value === null || typeof value !== 'object' || !properties) return value;
	const given = Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, withOmitted(member, properties[name] ?? {})]),
	);
	const fillable = given.LineType === 'Text' ? seenOmittedInTextLine : seenOmitted;
	const missing = (resolved.required ?? []).filter((name) => given[name] === undefined && name in fillable);
	return { ...given, ...Object.fromEntries(missing.map((name) => [name, fillable[name]])) };
}

const unknownField = (name: string, known: string[]) =>
	`Unknown field '${name}'. The contract knows here: ${known.join(', ') || 'nothing'}. The real Dinero ignores it silently.`;

const unknownParameter = (name: string, known: string[]) =>
	`Unknown query parameter '${name}'. The contract knows here: ${known.join(', ') || 'none'}. The real Dinero ignores it silently.`;

function coerce(
	parameter: Parameter,
	text: string,
): { value: string | number | boolean } | { wrong: string } {
	const schema = resolveSchema(parameter.schema);
	const types = typesOf(schema);
	if (schema.enum) {
		const match = schema.enum.find((value) => String(value).toLowerCase() === text.toLowerCase());
		return match === undefined
			? { wrong: `must be one of ${schema.enum.join(', ')}` }
			: { value: String(match) };
	}
	if (types.includes('integer')) {
		if (!/^-?\d{1,15}$/.test(text)) return { wrong: 'must be a whole number' };
		if (schema.format === 'int32' && Math.abs(Number(text)) > 2147483647) return { wrong: 'is too large' };
		return { value: Number(text) };
	}
	if (types.includes('number')) {
		return text.trim() === '' || !Number.isFinite(Number(text))
			? { wrong: 'must be a number' }
			: { value: Number(text) };
	}
	if (types.includes('boolean')) {
		const lower = text.toLowerCase();
		return lower === 'true' || lower === 'false'
			? { value: lower === 'true' }
			: { wrong: 'must be true or false' };
	}
	if (schema.format === 'date-time' && !isDateTime(text))
		return { wrong: 'must be a date or time such as 2026-01-31' };
	if (schema.format === 'uuid' && !isGuid(text)) return { wrong: 'must be a guid' };
	const allowed = parameter['x-allowedValues'];
	if (allowed) {
		const known = new Set(allowed.map((value) => value.toLowerCase()));
		const wrong = text.split(',').find((part) => part.trim() !== '' && !known.has(part.trim().toLowerCase()));
		if (wrong !== undefined) return { wrong: `'${wrong.trim()}' is not one of ${allowed.join(', ')}` };
	}
	return { value: text };
}

function checkPath(operation: ContractOperation, path: Record<string, string>): ErrorAnswer | undefined {
	for (const parameter of operation.pathParameters) {
		const outcome = coerce(parameter, path[parameter.name] ?? '');
		if ('wrong' in outcome) {
			const isId = parameter.schema.format === 'uuid';
			return isId
				? dineroError(400, 63, `Invalid guid: '${path[parameter.name]}'`, { [parameter.name]: outcome.wrong })
				: validationError({ [parameter.name]: outcome.wrong });
		}
	}
	return undefined;
}

function checkQuery(
	operation: ContractOperation,
	query: Record<string, string | string[]>,
	unknownNames: UnknownNames,
	swallowed: string[],
): { values: CheckedRequest['query']; faults: Record<string, string> } {
	const values: CheckedRequest['query'] = {};
	const faults: Record<string, string> = {};
	const known = new Map(
		operation.queryParameters.map((parameter) => [parameter.name.toLowerCase(), parameter]),
	);
	for (const [name, given] of Object.entries(query)) {
		const parameter = known.get(name.toLowerCase());
		if (!parameter) {
			swallowed.push(`?${name}`);
			if (unknownNames === 'refused') {
				faults[name] = unknownParameter(
					name,
					operation.queryParameters.map((each) => each.name),
				);
			}
			continue;
		}
		const isList = typesOf(parameter.schema).includes('array');
		if (Array.isArray(given) && given.length > 1 && !isList) {
			faults[parameter.name] = 'is given more than once';
			continue;
		}
		const text = Array.isArray(given) ? given.join(',') : given;
		// The contract describes an empty value as "no filter" throughout.
		if (text === '') continue;
		const outcome = coerce(parameter, text);
		if ('wrong' in outcome) faults[parameter.name] = `${parameter.name} ${outcome.wrong}`;
		else values[parameter.name] = outcome.value;
	}
	for (const parameter of operation.queryParameters) {
		if (parameter.required && values[parameter.name] === undefined) {
			faults[parameter.name] ??= `The ${parameter.name} field is required.`;
		}
	}
	return { values, faults };
}

/**
 * A value with its keys in the contract's casing (Dinero reads keys case-insensitively), and the keys that the
 * contract does not know or that are only given by Dinero.
 */
function inContractCasing(
	value: unknown,
	schema: Schema,
	where: string,
	unknown: Array<{ where: string; known: string[] }>,
	repeated: string[],
): unknown {
	const resolved = resolveSchema(schema);
	if (Array.isArray(value)) {
		const items = resolved.items;
		return items
			? value.map((item, index) => inContractCasing(item, items, `${where}[${index}]`, unknown, repeated))
			: value;
	}
	if (value === null || typeof value !== 'object' || !resolved.properties) return value;
	// One property of the contract is required and read-only at once: what is asked for may be sent.
	const writable = Object.entries(resolved.properties).filter(
		([name, property]) => !property.readOnly || resolved.required?.includes(name),
	);
	const names = new Map(writable.map(([name]) => [name.toLowerCase(), name]));
	const result: Record<string, unknown> = {};
	for (const [key, member] of Object.entries(value)) {
		const name = names.get(key.toLowerCase());
		const below = where ? `${where}.${name ?? key}` : (name ?? key);
		if (name === undefined) {
			unknown.push({ where: below, known: writable.map(([each]) => each) });
			continue;
		}
		if (name in result) repeated.push(below);
		result[name] = inContractCasing(member, resolved.properties[name] as Schema, below, unknown, repeated);
	}
	return result;
}

function parseJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

function checkBody(
	operation: ContractOperation,
	arrived: ArrivedRequest,
	{ unknownNames, omittedMembers }: CheckOptions,
	swallowed: string[],
): { body: unknown; faults: Record<string, string> } | { refusal: ErrorAnswer } {
	const text = arrived.bodyText?.trim() ?? '';
	const schema = operation.bodySchema;
	if (!schema) {
		const empty = text === '' || /^\{\s*\}$/.test(text);
		if (empty || operation.takesFile) return { body: undefined, faults: {} };
		swallowed.push('body');
		const faults =
			unknownNames === 'refused' ? { body: `${operation.method} ${operation.template} takes no body.` } : {};
		return { body: undefined, faults: faults as Record<string, string> };
	}
	const isJson = /json/i.test(arrived.contentType ?? '');
	const parsed = isJson ? parseJson(text) : undefined;
	if (!parsed || parsed.value === null) return { refusal: modelMissing() };

	const unknown: Array<{ where: string; known: string[] }> = [];
	const repeated: string[] = [];
	const given = inContractCasing(parsed.value, schema, '', unknown, repeated);
	const body = omittedMembers === 'defaulted' ? withOmitted(given, schema) : given;
	const faults: Record<string, string> = {};
	for (const field of unknown) {
		swallowed.push(field.where);
		if (unknownNames === 'refused') faults[field.where] = unknownField(field.where, field.known);
	}
	for (const where of repeated) faults[where] = `'${where}' is given more than once in different casing`;
	const check = validator(`body ${operation.operationId}`, schema);
	if (!check(body)) {
		for (const fault of faultsOf(check)) {
			faults[fault.where || 'model'] ??=
				fault.what === 'is required' || fault.isNull
					? `The ${fault.where} field is required.`
					: `${fault.where || 'The model'} ${fault.what}`;
		}
	}
	return { body, faults };
}

/**
 * Checks one request against the contract: path, query and body with their types and required members. Keys and
 * parameters may come in any casing and leave in the contract's.
 * @returns the request in the contract's terms, or the 400 that refuses it (code 42; 63 for a malformed guid in the path)
 */
export function checkRequest(
	operation: ContractOperation,
	arrived: ArrivedRequest,
	options: CheckOptions,
): CheckResult {
	const pathRefusal = checkPath(operation, arrived.path);
	if (pathRefusal) return { ok: false, refusal: pathRefusal };
	const swallowed: string[] = [];
	const query = checkQuery(operation, arrived.query, options.unknownNames, swallowed);
	const body = checkBody(operation, arrived, options, swallowed);
	if ('refusal' in body) return { ok: false, refusal: body.refusal };
	const faults = { ...query.faults, ...body.faults };
	if (Object.keys(faults).length > 0) return { ok: false, refusal: validationError(faults) };
	return { ok: true, request: { path: arrived.path, query: query.values, body: body.body, swallowed } };
}
