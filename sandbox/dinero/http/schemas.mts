import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

import { contract, type Schema } from './contract.mts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Dinero's samples carry no zone ("2017-05-19T14:14:47") and its requests may be a plain day, so the strict form of
 * RFC 3339 would refuse what the real one writes itself.
 */
const dateTime =
	/^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** True for a guid in its usual written form. */
export function isGuid(text: string): boolean {
	return uuid.test(text);
}

/** True for a day or a moment in ISO 8601, with or without a zone, that exists in the calendar. */
export function isDateTime(text: string): boolean {
	const match = dateTime.exec(text);
	if (!match) return false;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	const calendar = new Date(Date.UTC(year, month - 1, day));
	return calendar.getUTCMonth() === month - 1 && calendar.getUTCDate() === day;
}

const contractId = 'contract';
let shared: Ajv2020 | undefined;

function compiler(): Ajv2020 {
	if (shared) return shared;
	shared = new Ajv2020({
		strict: false,
		allErrors: true,
		verbose: true,
		validateSchema: false,
		inlineRefs: false,
		addUsedSchema: false,
	});
	shared.addFormat('uuid', isGuid);
	shared.addFormat('date-time', isDateTime);
	shared.addFormat('uri', (text: string) => URL.canParse(text));
	shared.addFormat('binary', true);
	shared.addFormat('double', true);
	shared.addFormat('int32', { type: 'number', validate: (value: number) => Math.abs(value) <= 2 ** 31 });
	shared.addFormat('int64', true);
	shared.addSchema({ $id: contractId, components: contract.components });
	return shared;
}

function absoluteReferences(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(absoluteReferences);
	if (schema === null || typeof schema !== 'object') return schema;
	return Object.fromEntries(
		Object.entries(schema).map(([key, value]) => [
			key,
			key === '$ref' && typeof value === 'string' && value.startsWith('#')
				? contractId + value
				: absoluteReferences(value),
		]),
	);
}

const compiled = new Map<string, ValidateFunction>();
const keptAtMost = 500;

/**
 * A check of a value against a schema of the contract, compiled on first use.
 * @param key names the check, so that it is compiled once
 */
export function validator(key: string, schema: Schema): ValidateFunction {
	const known = compiled.get(key);
	if (known) return known;
	if (compiled.size >= keptAtMost) compiled.delete(compiled.keys().next().value as string);
	const check = compiler().compile(absoluteReferences(schema) as object);
	compiled.set(key, check);
	return check;
}

/** One fault of a value, in a sentence's parts: where it is and what is wrong. */
export interface SchemaFault {
	/** Dotted path such as ProductLines[0].Quantity; empty for the value as a whole. */
	where: string;
	what: string;
	/** The value was null where null is not allowed. */
	isNull?: boolean;
}

/** A JSON pointer (/ProductLines/0/Quantity) in the way Dinero names properties (ProductLines[0].Quantity). */
export function dottedPath(pointer: string): string {
	return pointer
		.split('/')
		.slice(1)
		.map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
		.reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path ? `${path}.${part}` : part), '');
}

/** What a failed check found, as readable faults. */
export function faultsOf(check: ValidateFunction): SchemaFault[] {
	return (check.errors ?? []).map((error) => {
		const where = dottedPath(error.instancePath);
		const below = (name: string) => (where ? `${where}.${name}` : name);
		switch (error.keyword) {
			case 'required':
				return { where: below(error.params.missingProperty as string), what: 'is required' };
			case 'additionalProperties':
				return { where: below(error.params.additionalProperty as string), what: 'is unknown' };
			case 'type':
				return {
					where,
					what: `must be ${[error.params.type].flat().join(' or ')}`,
					isNull: error.data === null,
				};
			case 'enum':
				return { where, what: `must be one of ${(error.params.allowedValues as unknown[]).join(', ')}` };
			case 'maxLength':
				return { where, what: `must have at most ${error.params.limit} characters` };
			case 'minLength':
				return { where, what: `must have at least ${error.params.limit} characters` };
			case 'format':
				return {
					where,
					what: `must be a valid ${error.params.format === 'uuid' ? 'guid' : error.params.format}`,
				};
			default:
				return { where, what: error.message ?? error.keyword };
		}
	});
}
