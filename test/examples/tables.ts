import type { Example, ExampleNode } from './check';

/** A node of n8n's data tables; `table` is the table that it makes. */
interface TableNode {
	node: ExampleNode;
	operation: string;
	table?: string;
}

const isTableNode = ({ type }: ExampleNode) => type === 'n8n-nodes-base.dataTable';

function tableNodes(example: Example): TableNode[] {
	return example.nodes.filter(isTableNode).map((node) => {
		const { resource = 'row', operation, tableName } = node.parameters as Record<string, string>;
		const isTable = resource === 'table';
		return { node, operation: `${resource}.${operation}`, ...(isTable ? { table: tableName } : {}) };
	});
}

/** Names of the data tables that a workflow makes. */
export const tablesOf = (example: Example): string[] =>
	tableNodes(example).flatMap(({ table }) => (table === undefined ? [] : [table]));

interface Columns {
	column?: Array<{ name: string }>;
	value?: Record<string, unknown> | null;
	mappingMode?: string;
}

/** Columns that a node of rows names: those that it fills, and those that it looks for. */
function columnsNamed({ parameters }: ExampleNode): string[] {
	const { value } = (parameters.columns ?? {}) as Columns;
	const conditions = (parameters.filters as { conditions?: Array<{ keyName: string }> })?.conditions ?? [];
	const ordered = parameters.orderBy ? [String(parameters.orderByColumn)] : [];
	return [...Object.keys(value ?? {}), ...conditions.map(({ keyName }) => keyName), ...ordered];
}

const ownColumns = ['id', 'createdAt', 'updatedAt'];
const writing = ['row.insert', 'row.upsert', 'row.update'];

/**
 * Data tables as an imported workflow needs them: each is made when missing, rows go to it by the id or the name that its
 * making gave (an id of somebody's table is a leftover), and only columns that it has are named.
 */
export function tableFaults(example: Example): string[] {
	const nodes = tableNodes(example);
	const made = nodes.filter(({ operation }) => operation === 'table.create');
	const reusing = made.filter(
		({ node }) => (node.parameters.options as { createIfNotExists?: boolean })?.createIfNotExists === true,
	);
	const known = made.flatMap(({ node }) =>
		((node.parameters.columns as Columns).column ?? []).map(({ name }) => name),
	);
	const rows = nodes.filter(({ operation }) => operation.startsWith('row.'));
	return [
		...(rows.some(({ operation }) => writing.includes(operation))
			? []
			: ['no row is written to a data table']),
		...made
			.filter((one) => !reusing.includes(one))
			.map(({ node }) => `${node.name} does not reuse the table that is there`),
		...rows
			.filter(({ node }) => !namesTable(node, tablesOf(example)))
			.map(({ node }) => `${node.name}: table`),
		...rows.flatMap(({ node }) =>
			columnsNamed(node)
				.filter((name) => !known.includes(name) && !ownColumns.includes(name))
				.map((name) => `${node.name}: no column ${name}`),
		),
	];
}

function namesTable({ parameters }: ExampleNode, tables: string[]): boolean {
	const { mode, value } = (parameters.dataTableId ?? {}) as { mode?: string; value?: string };
	if (mode === 'id') return /^=\{\{.*\.id \}\}$/.test(value ?? '');
	return mode === 'name' && tables.includes(value ?? '');
}
