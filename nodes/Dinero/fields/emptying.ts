import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters';

/** Texts that an update can take away: our name of each field, and the contract's. */
export type Emptiable = Readonly<Record<string, string>>;

/**
 * The choice of texts that an update takes away. An empty field does not do it, since an expression may have found nothing.
 *
 * @param fields of the same form, for the names that it shows
 */
export function emptyField(emptiable: Emptiable, fields: readonly INodeProperties[]): INodeProperties {
	const options = fields
		.filter(({ name }) => name in emptiable)
		.map(({ displayName, name }) => ({ name: displayName, value: name }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));
	return {
		displayName: 'Empty These Fields',
		name: 'emptyFields',
		type: 'multiOptions',
		options,
		default: [],
		description: 'What is taken away. A field that is only left empty stays as it is in Dinero.',
	};
}

/**
 * The chosen texts as null, in the contract's names.
 *
 * @throws NodeOperationError for a field that is given a value as well
 */
export function readEmptied(fields: Parameters, emptiable: Emptiable): Record<string, null> {
	const chosen = fields.choices('emptyFields', Object.keys(emptiable));
	const given = chosen.find((name) => fields.has(name));
	if (given !== undefined) {
		throw fields.unusable(
			'emptyFields',
			`holds '${fields.label(given)}', which is given a value as well`,
			'Leave out one of them.',
		);
	}
	return Object.fromEntries(chosen.map((name) => [emptiable[name], null]));
}
