import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { endpoints } from '../../api/endpoints';
import { Dinero } from '../../nodes/Dinero/Dinero.node';
import { describeResources, routerOf } from '../../nodes/Dinero/describe';
import * as listSearch from '../../nodes/Dinero/listSearch';
import type { Operation, Resource } from '../../nodes/Dinero/operation';
import { resources } from '../../nodes/Dinero/resources';

const { description } = new Dinero();
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		resource,
		operation,
		where: `${resource.value}.${operation.value}`,
	})),
);

/** Every field of the node, those inside collections too, with where it stands. */
function everyField(
	fields: readonly INodeProperties[],
	place = '',
): Array<{ field: INodeProperties; place: string }> {
	return fields.flatMap((field) => {
		const here = `${place}${field.name}`;
		const inner = (field.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
		if (field.type === 'collection') {
			return [{ field, place: here }, ...everyField(inner as INodeProperties[], `${here}.`)];
		}
		if (field.type !== 'fixedCollection') return [{ field, place: here }];
		const groups = inner as INodePropertyCollection[];
		return [
			{ field, place: here },
			...groups.flatMap((group) => everyField(group.values, `${here}.${group.name}.`)),
		];
	});
}

const fields = everyField(description.properties);
const optionsOf = (field: INodeProperties) => (field.options ?? []) as INodePropertyOptions[];

/** The fields that a form shows for an operation, in their order. */
function formOf(resource: string, operation: string): INodeProperties[] {
	return description.properties.filter((field) => {
		const show = field.displayOptions?.show ?? {};
		const fits = (name: string, value: string) => !show[name] || show[name].includes(value);
		return show.operation !== undefined && fits('resource', resource) && fits('operation', operation);
	});
}

describe('the description', () => {
	test('says on the button of each list of rows what it adds', () => {
		const lists = fields.filter(({ field }) => field.type === 'fixedCollection');
		expect(lists.length).toBeGreaterThan(0);
		for (const { field, place } of lists) {
			expect([place, field.placeholder]).toEqual([place, expect.stringMatching(/^Add [A-Z]/)]);
		}
	});

	test('names every resource and operation once', () => {
		expect(new Set(resources.map((one) => one.value)).size).toBe(resources.length);
		for (const resource of resources) {
			const values = resource.operations.map((one) => one.value);
			expect([resource.value, new Set(values).size]).toEqual([resource.value, values.length]);
		}
	});

	test.each(operations)(
		'$where shows its own fields, each once and in its order',
		({ resource, operation }) => {
			const shown = formOf(resource.value, operation.value).map((field) => field.name);
			expect(shown).toEqual(operation.fields.map((field) => field.name));
			expect(new Set(shown).size).toBe(shown.length);
		},
	);

	test.each(operations)('$where has texts in the style of n8n', ({ resource, operation }) => {
		const { name, action, description: text } = operation;
		expect(name).toMatch(/^[A-Z]/);
		expect(action).toMatch(/^[A-Z][^.]*$/);
		expect(action.slice(1)).toBe(
			action
				.slice(1)
				.replace(/\b(?!PDF|SMS|VAT|EAN|E\b|OSS|JSON|CVR)[A-Z]/g, (letter) => letter.toLowerCase()),
		);
		expect(text).toMatch(/^[A-Z].*[^.]$/);
		expect(text).not.toBe(name);
		expect(resource.name).not.toMatch(/s$/);
		if (operation.value === 'getAll') expect(name).toBe('Get Many');
	});

	test.each(operations)(
		'$where names endpoints that exist, and the organization first',
		({ operation, where }) => {
			for (const endpoint of operation.endpoints) expect(endpoints).toHaveProperty([endpoint]);
			expect(operation.endpoints.length).toBeGreaterThan(0);
			const atHome = where === 'organization.getAll' || where.startsWith('country.');
			expect(operation.fields[0]?.name === 'organizationId').toBe(!atHome);
		},
	);

	test('lists options and collections in alphabetical order', () => {
		for (const { field, place } of fields) {
			const inner = ['options', 'multiOptions'].includes(field.type)
				? optionsOf(field).map((one) => one.name)
				: [];
			if (inner.length >= 5)
				expect([place, inner]).toEqual([place, [...inner].sort((a, b) => a.localeCompare(b, 'en'))]);
			if (field.type === 'collection') {
				const names = (field.options as INodeProperties[]).map((one) => one.displayName);
				expect([place, names]).toEqual([place, [...names].sort((a, b) => a.localeCompare(b, 'en'))]);
				expect([place, new Set(names).size]).toEqual([place, names.length]);
			}
		}
	});

	test('has defaults that fit their fields', () => {
		for (const { field, place } of fields) {
			const value = field.default as unknown;
			const fits = {
				boolean: typeof value === 'boolean',
				collection: typeof value === 'object',
				fixedCollection: typeof value === 'object',
				dateTime: value === '',
				json: typeof value === 'string',
				multiOptions:
					Array.isArray(value) &&
					value.every((one) => optionsOf(field).some((option) => option.value === one)),
				notice: value === '',
				number: typeof value === 'number',
				options: optionsOf(field).some((option) => option.value === value),
				resourceLocator: typeof value === 'object',
				string: typeof value === 'string',
			}[field.type as 'string'];
			expect([place, fits]).toEqual([place, true]);
		}
	});

	test('shows fields only for values that other fields can have', () => {
		for (const { field, place } of fields) {
			for (const [name, values] of Object.entries(field.displayOptions?.show ?? {})) {
				const targets = description.properties.filter((one) => one.name === name);
				expect([place, name, targets.length > 0]).toEqual([place, name, true]);
				const possible = targets.flatMap((one) =>
					one.type === 'boolean' ? [true, false] : optionsOf(one).map((option) => option.value),
				);
				for (const value of values as string[])
					expect([place, name, possible]).toEqual([place, name, expect.arrayContaining([value])]);
			}
		}
	});

	test('searches lists that exist, and every list is used', () => {
		const used = new Set<string>();
		for (const { field, place } of fields) {
			if (field.type !== 'resourceLocator') continue;
			const [list, ...others] = field.modes ?? [];
			const method = list.typeOptions?.searchListMethod ?? '';
			used.add(method);
			expect([place, list.name, typeof listSearch[method as 'searchContacts']]).toEqual([
				place,
				'list',
				'function',
			]);
			expect([place, others.length]).not.toEqual([place, 0]);
		}
		expect(Object.keys(listSearch).filter((name) => !used.has(name))).toEqual([]);
	});

	test('asks for nothing inside a collection', () => {
		const inside = fields.filter(({ place, field }) => place.includes('.') && field.required);
		expect(inside.map(({ place }) => place).filter((place) => !/^lines\./.test(place))).toEqual([]);
	});

	test('begins booleans with Whether and ends single sentences without a full stop', () => {
		for (const { field, place } of fields) {
			if (field.type === 'boolean')
				expect([place, field.description]).toEqual([place, expect.stringMatching(/^Whether /)]);
			const text = field.description ?? '';
			const sentences = text.split(/[.!?] /).length;
			if (text && sentences === 1) expect([place, text]).toEqual([place, expect.not.stringMatching(/\.$/)]);
			if (text && sentences > 1) expect([place, text]).toEqual([place, expect.stringMatching(/[.\])]$/)]);
			expect([place, field.displayName]).toEqual([place, expect.stringMatching(/^[A-Z0-9]/)]);
		}
	});
});

describe('an operation that is added', () => {
	const wave: Operation = {
		value: 'wave',
		name: 'Wave',
		action: 'Wave at a planet',
		description: 'Say hello from afar',
		endpoints: ['country.getMany'],
		fields: [{ displayName: 'Hands', name: 'hands', type: 'number', default: 1 }],
		run: async () => await Promise.resolve({ waved: true }),
	};
	const planet: Resource = { value: 'planet', name: 'Planet', operations: [wave] };
	const more = [...resources, planet];

	test('stands in the menus, with its fields shown for it alone', () => {
		const properties = describeResources(more);
		const menu = properties.find(
			(one) => one.name === 'operation' && one.displayOptions?.show?.resource?.[0] === 'planet',
		);
		expect(menu?.options).toEqual([expect.objectContaining({ name: 'Wave', action: 'Wave at a planet' })]);
		expect(properties[0].options).toContainEqual({ name: 'Planet', value: 'planet' });
		const hands = properties.find((one) => one.name === 'hands');
		expect(hands?.displayOptions?.show).toEqual({ resource: ['planet'], operation: ['wave'] });
	});

	test('is found by the router', () => {
		expect(routerOf(more)('planet', 'wave')).toBe(wave);
		expect(routerOf(resources)('planet', 'wave')).toBeUndefined();
	});
});
