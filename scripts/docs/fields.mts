import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** One line of a table of fields. */
export interface FieldRow {
	/** As the form shows it; fields inside a collection or a list come after its name. */
	name: string;
	required: boolean;
	default: string;
	text: string;
}

const kinds: Record<string, string> = {
	boolean: 'On or off',
	dateTime: 'Date',
	json: 'JSON',
	number: 'Number',
	string: 'Text',
};

/** Every field of a form, those inside collections and lists too, in the order of the form. Notices are left out. */
export function fieldRows(fields: readonly INodeProperties[], before = ''): FieldRow[] {
	return fields
		.filter((field) => field.type !== 'notice')
		.flatMap((field) => [
			{
				name: `${before}${field.displayName}`,
				required: field.required === true,
				default: shownDefault(field),
				text: [sentence(field.description), condition(field, fields), choices(field)]
					.filter((part) => part !== '')
					.join(' '),
			},
			...innerRows(field, `${before}${field.displayName} > `),
		]);
}

function innerRows(field: INodeProperties, before: string): FieldRow[] {
	if (field.type === 'collection') return fieldRows(field.options as INodeProperties[], before);
	if (field.type !== 'fixedCollection') return [];
	const groups = field.options as INodePropertyCollection[];
	return groups.flatMap((group) =>
		fieldRows(group.values, groups.length === 1 ? before : `${before}${group.displayName} > `),
	);
}

const choicesOf = (field: INodeProperties) => (field.options ?? []) as INodePropertyOptions[];
const isChoice = (field: INodeProperties) => field.type === 'options' || field.type === 'multiOptions';

function nameOfChoice(field: INodeProperties, value: unknown): string {
	return choicesOf(field).find((choice) => choice.value === value)?.name ?? String(value);
}

function shownDefault(field: INodeProperties): string {
	const value = field.default as unknown;
	if (field.type === 'options') return nameOfChoice(field, value);
	if (field.type === 'multiOptions')
		return (value as unknown[]).map((one) => nameOfChoice(field, one)).join(', ');
	if (field.type === 'boolean') return value ? 'on' : 'off';
	if (field.type === 'number') return String(value);
	if (field.type === 'json') return String(value).startsWith('=') ? `\`${String(value).slice(1)}\`` : '';
	return typeof value === 'string' && value !== '' ? `\`${value.replace(/^=/, '')}\`` : '';
}

function choices(field: INodeProperties): string {
	if (field.type === 'resourceLocator') {
		const [first, ...others] = (field.modes ?? []).map((mode) => mode.displayName);
		return `${[first, ...others.map((mode) => mode.replace(/^By/, 'by'))].join(', ')}.`;
	}
	if (!isChoice(field))
		return field.description === undefined && kinds[field.type] ? `${kinds[field.type]}.` : '';
	const some = field.type === 'multiOptions' ? 'Any of' : 'One of';
	const named = choicesOf(field).map(({ name, description }) =>
		description === undefined ? name : `${name} (${description})`,
	);
	return `${some}: ${named.join(', ')}.`;
}

/** "Shown when Specify Lines is Using JSON." */
function condition(field: INodeProperties, siblings: readonly INodeProperties[]): string {
	const parts = Object.entries(field.displayOptions?.show ?? {}).flatMap(([name, values]) => {
		const other = siblings.find((sibling) => sibling.name === name.replace(/^\//, ''));
		if (!other) return [];
		const named = (values as unknown[]).map((value) =>
			typeof value === 'boolean' ? (value ? 'on' : 'off') : nameOfChoice(other, value),
		);
		return [`${other.displayName} is ${named.join(' or ')}`];
	});
	return parts.length === 0 ? '' : `Shown when ${parts.join(' and ')}.`;
}

function sentence(text = ''): string {
	return text === '' || /[.!?)\]]$/.test(text) ? text : `${text}.`;
}
