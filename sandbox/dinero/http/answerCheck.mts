import { resolveSchema, type ContractOperation, type Schema } from './contract.mts';
import { faultsOf, validator } from './schemas.mts';

/** The asked-for fields of a list as a set of names in the asked casing; undefined where nothing can be asked for. */
function askedFields(operation: ContractOperation, query: Record<string, unknown>): string[] | undefined {
	const parameter = operation.queryParameters.find((each) => each.name === 'fields');
	if (!parameter) return undefined;
	const given = query.fields ?? parameter.schema.default;
	if (typeof given !== 'string' || given === '') return undefined;
	return [
		...new Set(
			given
				.split(',')
				.map((field) => field.trim())
				.filter((field) => field !== ''),
		),
	];
}

interface ListShape {
	item: Schema;
	/** The answer is `{ Collection, Pagination }` and not a plain array. */
	paged: boolean;
}

function listShape(schema: Schema): ListShape | undefined {
	const resolved = resolveSchema(schema);
	if (resolved.items) return { item: resolveSchema(resolved.items), paged: false };
	const collection = resolved.properties?.Collection;
	const items = collection && resolveSchema(collection).items;
	return items ? { item: resolveSchema(items), paged: true } : undefined;
}

/** The schema of a list whose items hold exactly the asked fields, under the asked names. */
function selectedSchema(schema: Schema, shape: ListShape, fields: string[]): Schema {
	const properties = shape.item.properties ?? {};
	const names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
	const selected: Record<string, Schema> = {};
	for (const field of fields) {
		const name = names.get(field.toLowerCase());
		if (name !== undefined) selected[field] = properties[name] as Schema;
	}
	const item: Schema = {
		type: 'object',
		properties: selected,
		required: Object.keys(selected),
		additionalProperties: false,
	};
	if (!shape.paged) return { type: 'array', items: item };
	const whole = resolveSchema(schema);
	return { ...whole, properties: { ...whole.properties, Collection: { type: 'array', items: item } } };
}

/**
 * Checks one answer of the sandbox itself against the contract. A list asked for with `fields` must hold exactly
 * those, in the asked casing.
 * @returns what is wrong, as sentences; empty when the answer is right or the contract gives no schema for it
 */
export function checkAnswer(
	operation: ContractOperation,
	status: number,
	json: unknown,
	query: Record<string, unknown>,
): string[] {
	const schema = operation.answerSchemas[String(status)];
	if (!schema || status >= 400) return [];
	const fields = askedFields(operation, query);
	const shape = fields && listShape(schema);
	const asked = fields && shape ? fields.join(',') : '';
	const check = validator(
		`answer ${operation.operationId} ${status} ${asked}`,
		fields && shape ? selectedSchema(schema, shape, fields) : schema,
	);
	if (check(json)) return [];
	return faultsOf(check)
		.slice(0, 20)
		.map((fault) => `${fault.where || 'the answer'} ${fault.what}`);
}
