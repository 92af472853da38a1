/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Operation } from '../../../nodes/Dinero/operation';
import { resources } from '../../../nodes/Dinero/resources';
import { fieldsOf } from './fields';
import { pathsOf, type Given, type OperationRows, type ResourceTable } from './table';
import { groups } from './tables';

/** Shop orders have tests of their own: what they do depends on payloads and settings more than on single fields. */
const elsewhere = ['shopOrder'];
const tables: ResourceTable[] = Object.values(groups).flat();

/** Anything that could have been made before, since here only the names of fields matter. */
const anything = new Proxy<Given>({}, { get: (_target, name) => `the ${String(name)}` });

/** The fields of an operation that no full row reads back. The organization of every request is compared by the runner. */
function forgotten(resource: string, operation: Operation, rows: OperationRows): string[] {
	const read = rows.full.flatMap((row) => pathsOf(resource, operation.value, rows, row, anything).read);
	const all = fieldsOf(operation.fields).map(({ path }) => path);
	return all.filter((path) => path !== 'organizationId' && !read.includes(path));
}

const wanted = resources
	.filter(({ value }) => !elsewhere.includes(value))
	.flatMap((resource) => resource.operations.map((operation) => [resource.value, operation] as const));
const rowsOf = (resource: string, value: string) =>
	tables.find((table) => table.resource === resource)?.operations[value];

test.each(wanted.map(([resource, operation]) => [resource, operation.value, operation] as const))(
	'%s %s has rows for every field and for wrong input',
	(resource, value, operation) => {
		const rows = rowsOf(resource, value);
		if (rows === undefined) throw new Error(`There is no row for ${resource}.${value}.`);
		expect({ 'read back by no full row': forgotten(resource, operation, rows) }).toEqual({
			'read back by no full row': [],
		});
		expect({ 'wrong rows': rows.wrong.length > 0 || !takesInput(operation) }).toEqual({ 'wrong rows': true });
	},
);

/** Whether a person can get anything wrong: an operation without fields has no wrong input. */
function takesInput(operation: Operation): boolean {
	return operation.fields.length > 0;
}

test.each(wanted.map(([resource, operation]) => [resource, operation.value, operation] as const))(
	'the required row of %s %s gives required fields only',
	(resource, value, operation) => {
		const { parameters = {}, needs = [] } = rowsOf(resource, value)?.required ?? {};
		const given =
			typeof parameters === 'function' ? (parameters as (given: Given) => object)(anything) : parameters;
		const required = operation.fields.filter((field) => field.required).map((field) => field.name);
		expect(Object.keys(given).filter((name) => ![...required, ...needs].includes(name))).toEqual([]);
	},
);

test('every row belongs to an operation of the node', () => {
	const known = wanted.map(([resource, operation]) => `${resource}.${operation.value}`);
	const there = tables.flatMap(({ resource, operations }) =>
		Object.keys(operations).map((value) => `${resource}.${value}`),
	);
	expect(there.filter((name) => !known.includes(name))).toEqual([]);
	expect(new Set(there).size).toBe(there.length);
});

test('every group of tables is run by a test file', () => {
	for (const group of Object.keys(groups))
		expect([group, existsSync(join(__dirname, `${group}.test.ts`))]).toEqual([group, true]);
});

describe('what is forgotten is told', () => {
	const [resource, operation] = wanted.find(([one, { value }]) => one === 'contact' && value === 'create')!;
	const rows = rowsOf(resource, 'create')!;
	const wave = { displayName: 'Wave', name: 'wave', type: 'string' as const, default: '' };

	test('a new field', () => {
		const more = { ...operation, fields: [...operation.fields, wave] };
		expect(forgotten(resource, more, rows)).toEqual(['wave']);
	});

	test('a new field inside a collection, or in the rows of a list', () => {
		const inside = (type: 'collection' | 'fixedCollection', options: object[]) => ({
			...operation,
			fields: [...operation.fields, { ...wave, name: 'more', type, options: options as never }],
		});
		expect(forgotten(resource, inside('collection', [wave]), rows)).toEqual(['more.wave']);
		const group = { displayName: 'Line', name: 'line', values: [wave] };
		expect(forgotten(resource, inside('fixedCollection', [group]), rows)).toEqual(['more.line.wave']);
	});

	test('a field whose row was taken away', () => {
		const [, person] = rows.full;
		expect(forgotten(resource, operation, { ...rows, full: [person] })).toContain('additionalFields.city');
	});
});
