import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { resources } from '../../../nodes/Dinero/resources';
import type { Operation } from '../../../nodes/Dinero/operation';

/** The operation of the node with this name, such as `contact.create`. Throws for a name that there is not. */
export function operationNamed(resource: string, value: string): Operation {
	const found = resources
		.find((one) => one.value === resource)
		?.operations.find((one) => one.value === value);
	if (found === undefined) throw new Error(`The node has no operation ${resource}.${value}.`);
	return found;
}

/** A field that holds a value, with where it stands: `name`, `options.receiver`, `lines.line.unitPrice`. */
export interface PlacedField {
	path: string;
	field: INodeProperties;
}

/** Every field of a form that can hold a value, those inside collections too. */
export function fieldsOf(fields: readonly INodeProperties[], place = ''): PlacedField[] {
	return fields.flatMap((field) => {
		const path = `${place}${field.name}`;
		if (field.type === 'notice') return [];
		if (field.type === 'collection') return fieldsOf(field.options as INodeProperties[], `${path}.`);
		if (field.type !== 'fixedCollection') return [{ path, field }];
		const groups = field.options as INodePropertyCollection[];
		return groups.flatMap((group) => fieldsOf(group.values, `${path}.${group.name}.`));
	});
}

/** The values of parameters by the path of their field; a field in several rows of a list has a value for each. */
export function valuesOf(parameters: INodeParameters, fields: readonly INodeProperties[], place = '') {
	const values = new Map<string, unknown[]>();
	const add = (path: string, value: unknown) => values.set(path, [...(values.get(path) ?? []), value]);
	for (const [name, value] of Object.entries(parameters)) {
		const path = `${place}${name}`;
		const field = fields.find((one) => one.name === name);
		if (field?.type === 'collection') {
			const inner = valuesOf(value as INodeParameters, field.options as INodeProperties[], `${path}.`);
			inner.forEach((list, at) => list.forEach((one) => add(at, one)));
		} else if (field?.type === 'fixedCollection') {
			for (const group of field.options as INodePropertyCollection[]) {
				const given = (value as INodeParameters)[group.name] ?? [];
				for (const row of [given].flat() as INodeParameters[]) {
					const inner = valuesOf(row, group.values, `${path}.${group.name}.`);
					inner.forEach((list, at) => list.forEach((one) => add(at, one)));
				}
			}
		} else add(path, value);
	}
	return values;
}
