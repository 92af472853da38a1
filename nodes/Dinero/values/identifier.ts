import { shown, UnusableValue } from './amount';

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** What a resource locator, an expression or a language model may hand over where an id is asked for. */
export function locatorValue(value: unknown): unknown {
	if (typeof value === 'object' && value !== null && 'value' in value) return value.value;
	return value;
}

/**
 * The id (guid) in a value: the id itself, or an address pasted from the browser, of which the last id counts.
 *
 * @param listed whether the user can pick it from a list, which the advice then says
 * @throws UnusableValue
 */
export function toGuid(value: unknown, listed = true): string {
	const given = locatorValue(value);
	const found = typeof given === 'string' ? given.match(guid) : null;
	if (found) return found[found.length - 1].toLowerCase();
	throw new UnusableValue(
		`is ${shown(given)}, which is not a Dinero ID`,
		`${listed ? 'Pick it from the list, or give' : 'Give'} an ID such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.`,
	);
}

/**
 * A whole number such as an account number; digits in a string count.
 *
 * @throws UnusableValue
 */
export function toWhole(value: unknown): number {
	const given = locatorValue(value);
	const text = typeof given === 'number' ? String(given) : typeof given === 'string' ? given.trim() : '';
	if (/^-?\d{1,15}$/.test(text)) return Number(text);
	throw new UnusableValue(
		`is ${shown(given)}, which is not a whole number`,
		'Write digits only, such as 1000.',
	);
}
