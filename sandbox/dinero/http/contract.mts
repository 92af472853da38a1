import contractDocument from '../../../contract/openapi.json' with { type: 'json' };

/** A JSON schema of the contract, as far as the frame reads it. */
export interface Schema {
	$ref?: string;
	type?: string | string[];
	format?: string;
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	enum?: unknown[];
	additionalProperties?: boolean | Schema;
	default?: unknown;
	readOnly?: boolean;
	minLength?: number;
	maxLength?: number;
}

/** A path or query parameter of one operation. */
export interface Parameter {
	name: string;
	in: 'path' | 'query';
	required?: boolean;
	description?: string;
	schema: Schema;
	'x-allowedValues'?: string[];
}

/** One operation of the contract: method, path template, parameters and schemas. */
export interface ContractOperation {
	operationId: string;
	method: string;
	template: string;
	tag: string;
	summary: string;
	pathParameters: Parameter[];
	queryParameters: Parameter[];
	/** Schema of the JSON body; absent when the operation takes none or takes a file. */
	bodySchema?: Schema;
	/** True when the body is a file sent as multipart/form-data. */
	takesFile: boolean;
	/** Schema of the JSON answer by status; only statuses that have one. */
	answerSchemas: Record<string, Schema>;
	/** True when the contract answers this operation for one organization. */
	forOrganization: boolean;
	/** True when it changes nothing: GET, and the calculations that only look. */
	readsOnly: boolean;
}

interface RawOperation {
	operationId: string;
	tags: string[];
	summary: string;
	parameters: Parameter[];
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

/** The whole contract as parsed JSON: the same facts as contract/openapi.json. */
export const contract = contractDocument as unknown as {
	info: { version: string };
	paths: Record<string, Record<string, RawOperation>>;
	components: { schemas: Record<string, Schema> };
};

/** Operations that are sent by POST but only calculate; a read-only token may use them. */
const calculations = /\/(fetch|similar|ledgeritems\/status|ledgeritems\/ledgers)$/;

function toOperation(template: string, method: string, raw: RawOperation): ContractOperation {
	const content = raw.requestBody?.content ?? {};
	const answerSchemas: Record<string, Schema> = {};
	for (const [status, response] of Object.entries(raw.responses)) {
		const schema = response.content?.['application/json']?.schema;
		if (schema) answerSchemas[status] = schema;
	}
	return {
		operationId: raw.operationId,
		method: method.toUpperCase(),
		template,
		tag: raw.tags[0] ?? '',
		summary: raw.summary,
		pathParameters: raw.parameters.filter((parameter) => parameter.in === 'path'),
		queryParameters: raw.parameters.filter((parameter) => parameter.in === 'query'),
		bodySchema: content['application/json']?.schema,
		takesFile: 'multipart/form-data' in content,
		answerSchemas,
		forOrganization: template.includes('{organizationId}'),
		readsOnly: method === 'get' || calculations.test(template),
	};
}

/** Every operation of the contract, in the contract's order. */
export const contractOperations: ContractOperation[] = Object.entries(contract.paths).flatMap(
	([template, methods]) => Object.entries(methods).map(([method, raw]) => toOperation(template, method, raw)),
);

/** The schema that a reference names, or the schema itself. */
export function resolveSchema(schema: Schema): Schema {
	let resolved = schema;
	while (resolved.$ref) {
		const name = resolved.$ref.replace('#/components/schemas/', '');
		const target = contract.components.schemas[name];
		if (!target) throw new Error(`The contract has no schema named ${name}`);
		resolved = target;
	}
	return resolved;
}

/** Types of a schema as a list: 'integer', 'null' and so on. */
export function typesOf(schema: Schema): string[] {
	if (schema.type === undefined) return [];
	return Array.isArray(schema.type) ? schema.type : [schema.type];
}
