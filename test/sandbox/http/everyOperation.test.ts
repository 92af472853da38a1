import {
	contractOperations,
	resolveSchema,
	typesOf,
	type ContractOperation,
	type Schema,
} from '../../../sandbox/dinero/http/contract.mts';
import type { RunningDinero } from '../../../sandbox/dinero/start.mts';
import { organizationWithoutPro, organizationWithPro, send, startQuietly, type HttpAnswer } from './support';

/** One for all operations, so that what one does is there for the next. */
const shared = startQuietly();

const unknownGuid = '00000000-0000-4000-8000-0000000000ff';

/** A value that the contract allows, as small as can be; members beyond the required ones are left out. */
function sample(schema: Schema): unknown {
	const resolved = resolveSchema(schema);
	const [type] = typesOf(resolved).filter((each) => each !== 'null');
	if (resolved.enum) return resolved.enum[0];
	switch (type) {
		case 'object': {
			const required = resolved.required ?? [];
			return Object.fromEntries(required.map((name) => [name, sample(resolved.properties![name]!)]));
		}
		case 'array':
			return resolved.items ? [sample(resolved.items)] : [];
		case 'integer':
		case 'number':
			return 1;
		case 'boolean':
			return false;
		default:
			if (resolved.format === 'uuid') return unknownGuid;
			if (resolved.format === 'date-time') return '2026-01-31T00:00:00Z';
			return resolved.format === 'uri' ? 'http://127.0.0.1:1/' : '2026-01-31';
	}
}

/** A value of another type than the schema allows. */
function wrongTypeFor(schema: Schema): unknown {
	const types = typesOf(resolveSchema(schema));
	return types.includes('object') || types.includes('array') ? 'text' : { an: 'object' };
}

function addressOf(operation: ContractOperation, organization: string): string {
	return operation.template.replace(/\{(\w+)\}/g, (_match, name: string) => {
		if (name === 'organizationId') return organization;
		const schema = operation.pathParameters.find((parameter) => parameter.name === name)!.schema;
		if (schema.format === 'uuid') return unknownGuid;
		if (typesOf(schema).includes('integer')) return '1';
		return name === 'accountingYear' ? '2026' : 'x';
	});
}

function queryOf(operation: ContractOperation): string {
	const required = operation.queryParameters.filter((parameter) => parameter.required);
	return new URLSearchParams(
		Object.fromEntries(required.map(({ name, schema }) => [name, String(sample(schema))])),
	).toString();
}

describe.each(contractOperations.map((operation) => [operation.operationId, operation] as const))(
	'%s',
	(_name, operation) => {
		let dinero: RunningDinero;
		let warnings: string[];
		let token: string;
		beforeAll(async () => {
			({ dinero, warnings } = await shared);
			token = dinero.issueToken();
		});
		afterEach(async () => {
			expect(warnings).toEqual([]);
			const { json } = await send(`${dinero.url}/_sandbox/invariants`);
			expect(json).toEqual({ holds: true, broken: [] });
		});

		const ask = async (
			options: { body?: unknown; query?: string; organization?: string; withToken?: boolean } = {},
		): Promise<HttpAnswer> => {
			const query = [queryOf(operation), options.query].filter(Boolean).join('&');
			const address = addressOf(operation, options.organization ?? organizationWithPro);
			const isJson = options.body !== undefined && !(options.body instanceof FormData);
			return send(`${dinero.url}${address}${query && `?${query}`}`, {
				method: operation.method,
				headers: {
					...(options.withToken !== false && { authorization: `Bearer ${token}` }),
					...(isJson && { 'content-type': 'application/json' }),
				},
				body: isJson ? JSON.stringify(options.body) : (options.body as FormData | undefined),
			});
		};
		const file = () => {
			const form = new FormData();
			form.append('file', new Blob(['%PDF-1.4 small'], { type: 'application/pdf' }), 'small.pdf');
			return form;
		};
		const body = () => {
			if (operation.takesFile) return file();
			return operation.bodySchema && sample(operation.bodySchema);
		};

		it('needs a token, and Pro where it is about an organization', async () => {
			expect((await ask({ body: body(), withToken: false })).status).toBe(401);
			if (!operation.forOrganization) return;
			const refused = await ask({ body: body(), organization: organizationWithoutPro });
			expect([refused.status, refused.json.code]).toEqual([403, 90]);
		});

		it('answers what the contract allows, and never with an error of its own', async () => {
			const { status, json } = await ask({ body: body() });
			expect(status).toBeLessThan(500);
			if (status >= 400 && typeof json !== 'string') {
				expect(json).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
			}
		});

		it('refuses a parameter that the contract does not know', async () => {
			const refused = await ask({ body: body(), query: 'colour=red' });
			expect(refused.status).toBe(400);
			expect(refused.json.validationErrors.colour).toMatch(/Unknown query parameter 'colour'/);
		});

		if (operation.bodySchema) {
			const schema = resolveSchema(operation.bodySchema);
			const model = schema.items ? resolveSchema(schema.items) : schema;
			const wrap = (one: unknown) => (schema.items ? [one] : one);
			const below = (name: string) => (schema.items ? `[0].${name}` : name);
			const valid = () => sample(model) as Record<string, unknown>;

			it('wants its body', async () => {
				const refused = await ask();
				expect([refused.status, refused.json.code]).toEqual([400, 42]);
				expect(refused.json.validationErrors).toEqual({
					'globalErrors[]': 'The following models are missing: model',
				});
			});

			it('refuses a member that the contract does not know, by name', async () => {
				const refused = await ask({ body: wrap({ ...valid(), Colour: 'red' }) });
				expect(refused.status).toBe(400);
				expect(refused.json.validationErrors[below('Colour')]).toMatch(/Unknown field/);
			});

			it('refuses each required member when it is missing, and each member of another type, by name', async () => {
				for (const name of model.required ?? []) {
					const refused = await ask({ body: wrap({ ...valid(), [name]: undefined }) });
					expect([name, refused.status]).toEqual([name, 400]);
					expect(refused.json.validationErrors).toHaveProperty([below(name)]);
				}
				for (const [name, property] of Object.entries(model.properties ?? {})) {
					if (property.readOnly) continue;
					const refused = await ask({ body: wrap({ ...valid(), [name]: wrongTypeFor(property) }) });
					expect([name, refused.status]).toEqual([name, 400]);
					expect(refused.json.validationErrors).toHaveProperty([below(name)]);
				}
			});
		}
	},
);

afterAll(async () => (await shared).dinero.close());
