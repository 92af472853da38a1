import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { DineroApi } from '../../credentials/DineroApi.credentials';
import { DineroOAuth2Api } from '../../credentials/DineroOAuth2Api.credentials';
import { Dinero } from '../../nodes/Dinero/Dinero.node';
import { resources } from '../../nodes/Dinero/resources';
import { DineroTrigger } from '../../nodes/DineroTrigger/DineroTrigger.node';

const node = new Dinero().description;
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		resource,
		operation,
		where: `${resource.value}.${operation.value}`,
	})),
);

const optionsOf = (field: INodeProperties) => (field.options ?? []) as INodePropertyOptions[];
const isChoice = (field: INodeProperties) => field.type === 'options' || field.type === 'multiOptions';

interface Placed {
	place: string;
	field: INodeProperties;
}

/** Each list of fields that a form shows together: the form itself, each collection, each row of a list. */
function groupsOf(
	fields: readonly INodeProperties[],
	place: string,
): Array<{ place: string; fields: INodeProperties[] }> {
	return [
		{ place, fields: [...fields] },
		...fields.flatMap((field) => {
			const here = `${place} > ${field.name}`;
			if (field.type === 'collection') return groupsOf(field.options as INodeProperties[], here);
			if (field.type !== 'fixedCollection') return [];
			return (field.options as INodePropertyCollection[]).flatMap((group) =>
				groupsOf(group.values, `${here}.${group.name}`),
			);
		}),
	];
}

const forms = operations.map(({ operation, where }) => ({ place: where, fields: operation.fields }));
const groups = [
	...forms.flatMap(({ place, fields }) => groupsOf(fields, place)),
	...groupsOf(new DineroTrigger().description.properties, 'trigger'),
	...groupsOf(new DineroApi().properties, 'dineroApi'),
	...groupsOf(new DineroOAuth2Api().properties, 'dineroOAuth2Api'),
];
const placed: Placed[] = groups.flatMap(({ place, fields }) =>
	fields.map((field) => ({ place: `${place} > ${field.name}`, field })),
);

/** What is wrong, one line each: a failing test then shows all of it. */
const wrong = (found: Placed[]) => found.map(({ place, field }) => `${place}: ${field.displayName}`);

function nodeWith(parameters: INodeParameters): INode {
	return { id: '1', name: 'Dinero', type: node.name, typeVersion: 1, position: [0, 0], parameters };
}

/** All parameters with the defaults of an operation's form, and those of hidden fields too, as the editor keeps them. */
function defaultsOf(resource: string, operation: string, changes: INodeParameters = {}): INodeParameters {
	const given = { resource, operation, ...changes };
	return (
		NodeHelpers.getNodeParameters(
			node.properties,
			given,
			true,
			false,
			nodeWith(given),
			node as INodeTypeDescription,
		) ?? {}
	);
}

function isShown(field: INodeProperties, parameters: INodeParameters): boolean {
	return NodeHelpers.displayParameter(parameters, field, nodeWith(parameters), node as INodeTypeDescription);
}

/** The fields of an operation's form as the node holds them, with display options for resource and operation. */
function ownFields(resource: string, operation: string): INodeProperties[] {
	return node.properties.filter((field) => {
		const show = field.displayOptions?.show;
		return show?.resource?.includes(resource) && show?.operation?.includes(operation);
	});
}

describe('the forms, as the editor of n8n shows them', () => {
	test.each(operations)(
		'$where: every field can be reached, and none of another operation is shown',
		({ resource, operation }) => {
			const own = ownFields(resource.value, operation.value);
			for (const field of own) {
				const choice = Object.fromEntries(
					Object.entries(field.displayOptions?.show ?? {})
						.filter(([name]) => name !== 'resource' && name !== 'operation')
						.map(([name, values]) => [name, (values as string[])[0]]),
				);
				const parameters = defaultsOf(resource.value, operation.value, choice as INodeParameters);
				expect([field.name, isShown(field, parameters)]).toEqual([field.name, true]);
			}
			const parameters = defaultsOf(resource.value, operation.value);
			const shown = node.properties.filter((field) => field.displayOptions && isShown(field, parameters));
			expect(
				shown
					.filter((field) => field.name !== 'operation' && !own.includes(field))
					.map((field) => field.name),
			).toEqual([]);
		},
	);

	test('a field that decides over another stands before it, in the same group', () => {
		for (const { place, fields } of groups) {
			fields.forEach((field, index) => {
				const { show = {}, hide = {} } = field.displayOptions ?? {};
				for (const name of [...Object.keys(show), ...Object.keys(hide)]) {
					if (name.startsWith('@') || name.startsWith('/') || name === 'resource' || name === 'operation')
						continue;
					const before = fields.slice(0, index).some((other) => other.name === name);
					expect([`${place} > ${field.name} by ${name}`, before]).toEqual([
						`${place} > ${field.name} by ${name}`,
						true,
					]);
				}
			});
		}
	});

	test.each(operations)(
		'$where: untouched, the form lacks nothing but what is marked as required',
		({ resource, operation }) => {
			const parameters = defaultsOf(resource.value, operation.value);
			const issues = NodeHelpers.getNodeParametersIssues(
				node.properties,
				nodeWith(parameters),
				node as INodeTypeDescription,
			);
			const required = operation.fields.filter((field) => field.required).map((field) => field.name);
			expect(Object.keys(issues?.parameters ?? {}).filter((name) => !required.includes(name))).toEqual([]);
		},
	);

	test('fields that must be filled in stand before those that may be', () => {
		const late = forms.flatMap(({ place, fields }) => {
			const firstCollection = fields.findIndex((field) => field.type === 'collection');
			return fields
				.filter((field, index) => field.required && firstCollection >= 0 && index > firstCollection)
				.map((field) => `${place} > ${field.name}`);
		});
		expect(late).toEqual([]);
	});

	test('Return All stands right before Limit', () => {
		for (const { place, fields } of forms) {
			const names = fields.map((field) => field.name);
			if (!names.includes('returnAll') && !names.includes('limit')) continue;
			expect([place, names.indexOf('limit') - names.indexOf('returnAll')]).toEqual([place, 1]);
		}
	});
});

describe('names', () => {
	test('no two fields of a group have the same name or the same label', () => {
		for (const { place, fields } of groups) {
			const names = fields.map((field) => field.name);
			expect([place, names.filter((name, index) => names.indexOf(name) !== index)]).toEqual([place, []]);
			const labels = fields.filter((field) => !field.displayOptions).map((field) => field.displayName);
			expect([place, labels.filter((label, index) => labels.indexOf(label) !== index)]).toEqual([place, []]);
		}
	});

	test('no two choices of a field have the same name or the same value', () => {
		for (const { place, field } of placed.filter((one) => isChoice(one.field))) {
			const values = optionsOf(field).map((option) => String(option.value));
			const names = optionsOf(field).map((option) => option.name);
			expect([place, new Set(values).size, new Set(names).size]).toEqual([
				place,
				values.length,
				names.length,
			]);
		}
	});

	test('the same name means the same kind of field in every operation of a resource', () => {
		for (const resource of resources) {
			const kinds = new Map<string, string>();
			for (const field of resource.operations.flatMap((operation) => operation.fields)) {
				const known = kinds.get(field.name) ?? field.type;
				expect([resource.value, field.name, field.type]).toEqual([resource.value, field.name, known]);
				kinds.set(field.name, field.type);
			}
		}
	});

	test('action texts are told apart in the list of the node panel', () => {
		const actions = operations.map(({ operation }) => operation.action);
		expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
		const names = resources.map((resource) => resource.name);
		expect(new Set(names).size).toBe(names.length);
	});

	test('are written in lower camel case, as n8n stores them', () => {
		expect(wrong(placed.filter(({ field }) => !/^[a-z][A-Za-z0-9]*$/.test(field.name)))).toEqual([]);
	});
});

describe('defaults', () => {
	test('of numbers lie within their limits', () => {
		const outside = placed.filter(({ field }) => {
			const { minValue, maxValue } = field.typeOptions ?? {};
			if (field.type !== 'number') return false;
			const value = Number(field.default);
			return (minValue !== undefined && value < minValue) || (maxValue !== undefined && value > maxValue);
		});
		expect(wrong(outside)).toEqual([]);
	});

	test('of JSON fields can be parsed, or are expressions', () => {
		for (const { place, field } of placed.filter((one) => one.field.type === 'json')) {
			const value = String(field.default);
			if (value === '' || value.startsWith('=')) continue;
			expect([place, typeof (JSON.parse(value) as unknown)]).toEqual([place, 'object']);
		}
	});

	test('of locators begin with the list', () => {
		const others = placed.filter(
			({ field }) =>
				field.type === 'resourceLocator' &&
				(field.default as { mode?: string; value?: string }).mode !== 'list',
		);
		expect(wrong(others)).toEqual([]);
	});
});

/** Words that stay small inside a title, as n8n writes them. */
const smallWords = new Set(
	'a an and as at but by for from if in into is it its nor of off on onto or out over per the to up via vs when with without'.split(
		' ',
	),
);

/** The words of a title that should begin with a capital letter and do not. */
function uncapitalised(title: string): string[] {
	const words = title
		.replace(/[()",:%]/g, ' ')
		.split(/[\s/]+/)
		.filter((word) => /^\p{L}/u.test(word));
	return words.filter((word, index) => {
		if (/^\p{Lu}/u.test(word)) return false;
		return index === 0 || index === words.length - 1 || !smallWords.has(word);
	});
}

describe('texts in the style of n8n', () => {
	test('labels, menus and choices are in title case', () => {
		const titles = [
			...resources.map((resource) => [resource.value, resource.name]),
			...operations.map(({ where, operation }) => [where, operation.name]),
			...placed
				.filter(({ field }) => field.type !== 'notice')
				.map(({ place, field }) => [place, field.displayName]),
			...placed
				.filter(({ field }) => isChoice(field))
				.flatMap(({ place, field }) => optionsOf(field).map((option) => [place, option.name])),
		];
		const found = titles.filter(([, title]) => uncapitalised(title).length > 0).map((one) => one.join(': '));
		expect([...new Set(found)]).toEqual([]);
		expect(uncapitalised('Send an Email as PDF')).toEqual([]);
		expect(uncapitalised('Send an email as PDF')).toEqual(['email']);
	});

	/** Every text that explains: of fields, of choices, of operations. */
	const explanations = [
		...operations.map(({ where, operation }) => ({ place: where, text: operation.description })),
		...placed.map(({ place, field }) => ({ place, text: field.description ?? '' })),
		...placed.map(({ place, field }) => ({ place, text: field.hint ?? '' })),
		...placed
			.filter(({ field }) => isChoice(field))
			.flatMap(({ place, field }) =>
				optionsOf(field).map((option) => ({
					place: `${place} = ${option.name}`,
					text: option.description ?? '',
				})),
			),
	].filter(({ text }) => text !== '');

	test('explanations are sentences: a capital first, no full stop after a single one, no blanks around', () => {
		const found = explanations.filter(({ text }) => {
			const sentences = text.replace(/\b(e\.g|i\.e|etc)\./g, '').split(/[.!?] (?=\p{Lu})/u).length;
			const first = /^[\p{Lu}'"{[0-9]/u.test(text);
			return !first || text !== text.trim() || (sentences === 1 && /[^.]\.$/.test(text)) || / {2}/.test(text);
		});
		expect(found).toEqual([]);
	});

	test('explanations say more than the label', () => {
		const plain = (text: string) =>
			text
				.toLowerCase()
				.replace(/^(the|a|an) /, '')
				.replace(/\W/g, '');
		const found = placed.filter(
			({ field }) => field.description && plain(field.description) === plain(field.displayName),
		);
		expect(wrong(found)).toEqual([]);
	});

	test("speak of no technical things, and of nobody's fault", () => {
		const found = explanations.filter(({ text }) =>
			/\b(guid|endpoint|boolean|null|undefined|HTTP|payload|query ?string|mistake|failure|invalid)\b/i.test(
				text,
			),
		);
		expect(found).toEqual([]);
	});

	test('what is named in single quotes stands on the same form, or is an operation of the resource', () => {
		const missing = operations.flatMap(({ resource, operation: { fields }, where: place }) => {
			const inForm = groupsOf(fields, place).flatMap((group) => group.fields);
			const known = new Set([
				...resource.operations.map((operation) => operation.name),
				...inForm.map((field) => field.displayName),
				...inForm.filter(isChoice).flatMap((field) => optionsOf(field).map((option) => option.name)),
			]);
			return inForm.flatMap((field) =>
				[...(field.description ?? '').matchAll(/(?:^|[\s(])'([A-Z][^']{2,}?)'(?=[\s.,;)]|$)/g)]
					.map(([, name]) => name)
					.filter((name) => !known.has(name))
					.map((name) => `${place} > ${field.name}: '${name}'`),
			);
		});
		expect(missing).toEqual([]);
	});

	test('placeholders are examples, buttons say Add', () => {
		const examples = placed.flatMap(({ place, field }) => [
			...(['string', 'number', 'json', 'dateTime'].includes(field.type) && field.placeholder
				? [[place, field.placeholder]]
				: []),
			...(field.modes ?? []).flatMap((mode) =>
				mode.placeholder ? [[`${place}.${mode.name}`, mode.placeholder]] : [],
			),
		]);
		expect(examples.length).toBeGreaterThan(20);
		expect(examples.filter(([, text]) => !text.startsWith('e.g. '))).toEqual([]);
		const buttons = placed.filter(
			({ field }) => ['collection', 'fixedCollection'].includes(field.type) && field.placeholder,
		);
		expect(wrong(buttons.filter(({ field }) => !/^Add \p{L}/u.test(field.placeholder ?? '')))).toEqual([]);
	});
});
