import type { ErrorObject, ValidateFunction } from 'ajv';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import contract from '../../contract/openapi.json';

/** One request as it went over the wire. `path` starts with the version and has no query. */
export interface SentRequest {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body?: unknown;
}

interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema: Record<string, unknown>;
	'x-allowedValues'?: string[];
}

/** An operation as the contract's JSON holds it, as far as it is read here. */
interface RawOperation {
	operationId: string;
	parameters?: Parameter[];
	requestBody?: { content?: Record<string, { schema?: object }> };
}

interface ContractOperation {
	operationId: string;
	method: string;
	template: string;
	pattern: RegExp;
	parameters: Parameter[];
	bodySchema?: object;
	multipart: boolean;
}

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats(ajv);
for (const format of ['int32', 'int64', 'double', 'float', 'binary']) ajv.addFormat(format, true);
ajv.addSchema({ ...(contract as object), $id: 'contract' });

function readOperations(): ContractOperation[] {
	return Object.entries(contract.paths as unknown as Record<string, Record<string, RawOperation>>).flatMap(([template, methods]) =>
		Object.entries(methods)
			.filter(([method]) => ['get', 'post', 'put', 'delete', 'patch'].includes(method))
			.map(([method, operation]) => {
				const content = operation.requestBody?.content ?? {};
				return {
					operationId: operation.operationId,
					method: method.toUpperCase(),
					template,
					pattern: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '([^/]+)')}$`),
					parameters: operation.parameters ?? [],
					bodySchema: content['application/json']?.schema,
					multipart: 'multipart/form-data' in content,
				};
			}),
	);
}

export const contractOperations = readOperations();

/** The contract's operation that a request means; a path without placeholders in a place wins over one with. */
export function operationOf(request: Pick<SentRequest, 'method' | 'path'>): ContractOperation | undefined {
	return contractOperations
		.filter((operation) => operation.method === request.method.toUpperCase() && operation.pattern.test(request.path))
		.sort((a, b) => (a.template.match(/\{/g) ?? []).length - (b.template.match(/\{/g) ?? []).length)[0];
}

const compiled = new Map<string, ValidateFunction>();

function validatorFor(operation: ContractOperation): ValidateFunction {
	const known = compiled.get(operation.operationId);
	if (known) return known;
	const text = JSON.stringify(operation.bodySchema).replace(/"#\/components/g, '"contract#/components');
	const validator = ajv.compile(JSON.parse(text));
	compiled.set(operation.operationId, validator);
	return validator;
}

function describeBodyFault(fault: ErrorObject): string {
	const name = fault.keyword === 'additionalProperties' ? ` '${fault.params.additionalProperty}'` : '';
	return `body${fault.instancePath}: ${fault.message}${name}`;
}

/** Everything in which a request departs from the contract, in words; empty when nothing does. */
export function departures(request: SentRequest): string[] {
	const operation = operationOf(request);
	if (!operation) return [`${request.method} ${request.path}: not in the contract`];
	const found: string[] = [];
	const known = operation.parameters.filter((parameter) => parameter.in === 'query');
	for (const [name, value] of Object.entries(request.query)) {
		const parameter = known.find((candidate) => candidate.name === name);
		if (!parameter) found.push(`query: unknown parameter '${name}'`);
		else if (parameter.schema.type === 'integer' && !/^-?\d+$/.test(String(value))) found.push(`query: '${name}' is no integer`);
		else if (parameter.schema.type === 'boolean' && !/^(true|false)$/i.test(String(value))) found.push(`query: '${name}' is no boolean`);
	}
	for (const parameter of known) {
		if (parameter.required && !(parameter.name in request.query)) found.push(`query: '${parameter.name}' is missing`);
	}
	const values = operation.pattern.exec(request.path) ?? [];
	[...operation.template.matchAll(/\{([^}]+)\}/g)].forEach(([, name], index) => {
		const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
		const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
		if (parameter?.schema.format === 'uuid' && !guid.test(values[index + 1])) found.push(`path: '${name}' is no guid`);
	});
	const hasBody = request.body !== undefined && request.body !== null && request.body !== '';
	if (operation.bodySchema) {
		if (!hasBody) found.push('body: missing');
		else {
			const validate = validatorFor(operation);
			if (!validate(request.body)) found.push(...(validate.errors ?? []).map(describeBodyFault));
		}
	} else if (hasBody && !operation.multipart) found.push('body: the contract knows none');
	return found.map((fault) => `${operation.method} ${operation.template} ${fault}`);
}
