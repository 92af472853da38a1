import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';

/** A field together with the operations of its resource that show it. */
interface Placed {
	field: INodeProperties;
	operations: string[];
}

/**
 * The parameters of the node: the Resource menu, an Operation menu for each resource, and each operation's fields
 * with the display options that its file leaves out. Fields with which several operations begin alike stand once.
 */
export function describeResources(resources: readonly Resource[]): INodeProperties[] {
	return [
		resourceMenu(resources),
		...resources.map(operationMenu),
		...resources.flatMap((resource) => placeFields(resource).map((placed) => display(placed, resource))),
	];
}

function resourceMenu(resources: readonly Resource[]): INodeProperties {
	const first = (resources.find((one) => one.value === 'shopOrder') ?? resources[0]).value;
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(resources).map(({ name, value, description }) =>
			description === undefined ? { name, value } : { name, value, description },
		),
		default: first,
	};
}

function operationMenu(resource: Resource): INodeProperties {
	const first = resource.operations[0].value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: byName(resource.operations).map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: first,
	};
}

/** Shares a field only while all fields before it are shared as well, so that every operation keeps its own order. */
function placeFields(resource: Resource): Placed[] {
	const placed: Placed[] = [];
	const starts = new Map<string, Placed>();
	for (const operation of resource.operations) {
		let path = '';
		for (const field of operation.fields) {
			path += `\n${JSON.stringify(field)}`;
			const shared = starts.get(path);
			if (shared) {
				shared.operations.push(operation.value);
				continue;
			}
			const own: Placed = { field, operations: [operation.value] };
			starts.set(path, own);
			placed.push(own);
		}
	}
	return placed;
}

function display({ field, operations }: Placed, resource: Resource): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource.value], operation: operations, ...field.displayOptions?.show },
		},
	};
}

function byName<T extends { name: string }>(named: readonly T[]): T[] {
	return [...named].sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** Finds the operation for the values of the two menus. */
export function routerOf(
	resources: readonly Resource[],
): (resource: string, operation: string) => Operation | undefined {
	const table = new Map(
		resources.flatMap((resource) =>
			resource.operations.map((operation) => [`${resource.value}.${operation.value}`, operation] as const),
		),
	);
	return (resource, operation) => table.get(`${resource}.${operation}`);
}
