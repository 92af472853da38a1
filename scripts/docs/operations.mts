import type { Operation, Resource } from '../../nodes/Dinero/operation.ts';
import { fieldRows } from './fields.mts';

type Endpoints = Readonly<Record<string, { method: string; path: string }>>;

/** Fields that mean the same wherever they stand, told once. */
const everywhere = ['organizationId', 'returnAll', 'limit', 'simplify'];

/** The page about everything that the node can do, in Markdown, made from the operations themselves. */
export function operationsDocs(resources: readonly Resource[], endpoints: Endpoints): string {
	const sorted = byName(resources);
	return [
		'# Operations',
		'',
		"<!-- Made from the node's own code: npm run docs:operations. A test keeps it current. -->",
		'',
		`Everything that the **Dinero** node can do: ${sum(resources)} operations on ${resources.length} kinds of things.`,
		'Choose a **Resource**, then an **Operation**; the fields follow.',
		'',
		'| Resource | Operations |',
		'| --- | --- |',
		...sorted.map((resource) => {
			const names = byName(resource.operations).map(
				(operation) => `[${operation.name}](#${anchor(operation.action)})`,
			);
			return `| [${resource.name}](#${anchor(resource.name)}) | ${names.join(', ')} |`;
		}),
		'',
		'## Fields that many operations have',
		'',
		'They are not repeated below. Where a field stands inside another one, such as **Additional Fields > Currency**, it takes',
		'effect once it is added there, and its default is what it begins with.',
		'',
		...fieldTable(sharedFields(resources)),
		'',
		...sorted.flatMap((resource) => resourcePart(resource, endpoints)),
	]
		.join('\n')
		.trimEnd()
		.concat('\n');
}

function resourcePart(resource: Resource, endpoints: Endpoints): string[] {
	const operations = byName(resource.operations);
	return [
		`## ${resource.name}`,
		'',
		...(resource.description === undefined ? [] : [`${resource.description}.`, '']),
		'| Operation | What it does |',
		'| --- | --- |',
		...operations.map(
			(operation) => `| [${operation.name}](#${anchor(operation.action)}) | ${cell(operation.description)} |`,
		),
		'',
		...operations.flatMap((operation) => operationPart(operation, endpoints)),
	];
}

function operationPart(operation: Operation, endpoints: Endpoints): string[] {
	const own = operation.fields.filter((field) => !everywhere.includes(field.name));
	const common = operation.fields
		.filter((field) => everywhere.includes(field.name))
		.map((field) => field.displayName);
	const calls = new Set(
		operation.endpoints.map((name) => `\`${endpoints[name].method} ${endpoints[name].path}\``),
	);
	return [
		`### ${operation.action}`,
		'',
		`${operation.description}.`,
		'',
		...(own.length === 0 ? [] : [...fieldTable(own), '']),
		...(common.length === 0 ? [] : [`${own.length === 0 ? 'Has' : 'Also has'}: ${common.join(', ')}.`, '']),
		`Calls: ${[...calls].join(', ')}.`,
		'',
	];
}

function fieldTable(fields: Parameters<typeof fieldRows>[0]): string[] {
	return [
		'| Field | Required | Default | What it is |',
		'| --- | --- | --- | --- |',
		...fieldRows(fields).map(
			(row) =>
				`| ${cell(row.name)} | ${row.required ? 'yes' : ''} | ${cell(row.default)} | ${cell(row.text)} |`,
		),
	];
}

function sharedFields(resources: readonly Resource[]) {
	const all = resources.flatMap((resource) => resource.operations.flatMap((operation) => operation.fields));
	return everywhere.flatMap((name) => all.find((field) => field.name === name) ?? []);
}

/** The address within the page that GitHub gives a heading. */
function anchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replace(/ /g, '-');
}

function byName<T extends { name: string }>(named: readonly T[]): T[] {
	return [...named].sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

function sum(resources: readonly Resource[]): number {
	return resources.reduce((total, resource) => total + resource.operations.length, 0);
}

function cell(text: string): string {
	return text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
}
