import { NodeOperationError, type INode, type INodeProperties } from 'n8n-workflow';

import { shown, toAmount, toMoney, UnusableValue } from './values/amount';
import { locatorValue, toGuid, toWhole } from './values/identifier';
import { toDay, toMoment } from './values/time';

/** Where the values of one group of fields come from: the form, a collection, or a row of a list. */
export interface ParameterSource {
	read(name: string): unknown;
	/** Field definitions of this group, for the names that messages show. */
	fields: readonly INodeProperties[];
	/** What stands before the field's name in messages: "Lines 2 > ". */
	prefix: string;
	/** Asked only for a message: n8n copies its node for each asking. */
	node: () => INode;
	itemIndex: number;
}

export interface NumberLimits {
	minimum?: number;
	maximum?: number;
}

/**
 * Reads the fields of an operation. Every reader names the field in its message as the form shows it, says what is
 * wrong and what to write, and throws a NodeOperationError with the item's index before anything is sent.
 * The `optional` readers give undefined for a field that is absent or empty.
 */
export class Parameters {
	constructor(private readonly source: ParameterSource) {}

	/** Whether the field holds anything. */
	has(name: string): boolean {
		return !isEmpty(locatorValue(this.source.read(name)));
	}

	/** The value as it stands. */
	raw(name: string): unknown {
		return this.source.read(name);
	}

	text(name: string): string {
		return this.required(name, this.optionalText(name));
	}

	optionalText(name: string): string | undefined {
		return this.convert(name, (value) => {
			if (typeof value === 'string') return value.trim() === '' ? undefined : value;
			if (typeof value === 'number' || typeof value === 'boolean') return String(value);
			throw new UnusableValue(`is ${shown(value)}, which is not a text`, 'Give a text.');
		});
	}

	/** A number without a unit, such as a percentage or a quantity; decimal strings count. */
	number(name: string, limits?: NumberLimits): number {
		return this.required(name, this.optionalNumber(name, limits));
	}

	optionalNumber(name: string, limits: NumberLimits = {}): number | undefined {
		return this.convert(name, (value) => within(toAmount(value), limits));
	}

	/** A whole number, such as an account number or a number of days. */
	whole(name: string, limits?: NumberLimits): number {
		return this.required(name, this.optionalWhole(name, limits));
	}

	optionalWhole(name: string, limits: NumberLimits = {}): number | undefined {
		return this.convert(name, (value) => within(toWhole(value), limits));
	}

	/** A price: a number or decimal string with any number of decimals, in the currency of the document. */
	amount(name: string): number {
		return this.required(name, this.optionalAmount(name));
	}

	optionalAmount(name: string): number | undefined {
		return this.convert(name, toAmount);
	}

	/** Money with at most two decimals, in the currency of the document. */
	money(name: string): number {
		return this.required(name, this.optionalMoney(name));
	}

	optionalMoney(name: string): number | undefined {
		return this.convert(name, toMoney);
	}

	boolean(name: string): boolean {
		return this.optionalBoolean(name) ?? false;
	}

	optionalBoolean(name: string): boolean | undefined {
		return this.convert(name, (value) => {
			if (typeof value === 'boolean') return value;
			if (value === 'true') return true;
			if (value === 'false') return false;
			throw new UnusableValue(`is ${shown(value)}, which is neither true nor false`, 'Give true or false.');
		});
	}

	/** A Danish calendar day, `YYYY-MM-DD`. */
	day(name: string): string {
		return this.required(name, this.optionalDay(name));
	}

	optionalDay(name: string): string | undefined {
		return this.convert(name, toDay);
	}

	/** A moment in UTC, `YYYY-MM-DDTHH:mm:ssZ`. */
	optionalMoment(name: string): string | undefined {
		return this.convert(name, toMoment);
	}

	/** The guid in a resource locator or text. */
	id(name: string): string {
		return this.required(name, this.optionalId(name));
	}

	optionalId(name: string): string | undefined {
		const listed = this.field(name)?.type === 'resourceLocator';
		return this.convert(name, (value) => toGuid(value, listed));
	}

	/** One of the values that an options field offers, as an expression may have filled it. */
	choice<T extends string>(name: string, allowed: readonly T[]): T {
		return this.required(name, this.optionalChoice(name, allowed));
	}

	optionalChoice<T extends string>(name: string, allowed: readonly T[]): T | undefined {
		return this.convert(name, (value) => {
			const found = allowed.find((one) => one.toLowerCase() === String(value).trim().toLowerCase());
			if (found !== undefined) return found;
			throw new UnusableValue(
				`is ${shown(value)}, which is not a choice here`,
				`Use one of: ${allowed.join(', ')}.`,
			);
		});
	}

	/** The values of a multiple-choice field; a comma-separated text counts too. */
	choices<T extends string>(name: string, allowed: readonly T[]): T[] {
		const value = this.source.read(name);
		if (isEmpty(value)) return [];
		const given = Array.isArray(value) ? value : String(value).split(',');
		return given.map((one) => {
			const found = allowed.find((choice) => choice.toLowerCase() === String(one).trim().toLowerCase());
			if (found !== undefined) return found;
			throw this.unusable(
				name,
				`holds ${shown(one)}, which is not a choice here`,
				`Use: ${allowed.join(', ')}.`,
			);
		});
	}

	/** A JSON field: text that is parsed, or a value that an expression gives; undefined when empty. */
	json(name: string): unknown {
		const value = this.source.read(name);
		if (isEmpty(value)) return undefined;
		if (typeof value !== 'string') return value;
		const parsed = parseJson(value);
		if (parsed.ok) return parsed.value;
		throw this.unusable(
			name,
			`is ${shown(value)}, which is not JSON`,
			`Check quotes, commas and brackets. The reader says: ${parsed.reason}`,
		);
	}

	/** The fields of a collection, such as Additional Fields. */
	group(name: string): Parameters {
		const value = this.source.read(name);
		const values = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
		return this.nested(
			values,
			this.field(name)?.options as INodeProperties[] | undefined,
			this.source.prefix,
		);
	}

	/** The rows of a list (fixed collection), each with its number in messages. */
	rows(name: string, option: string): Parameters[] {
		const value = this.source.read(name) as Record<string, unknown> | undefined;
		const rows = Array.isArray(value?.[option]) ? (value[option] as Array<Record<string, unknown>>) : [];
		const options = this.field(name)?.options as
			| Array<{ name: string; values?: INodeProperties[] }>
			| undefined;
		const fields = options?.find((one) => one.name === option)?.values;
		return rows.map((row, index) =>
			this.nested(row ?? {}, fields, `${this.source.prefix}${this.label(name)} ${index + 1} > `),
		);
	}

	/** Reads plain values with these fields' names in messages: rows that come as JSON. */
	nested(
		values: Record<string, unknown>,
		fields: readonly INodeProperties[] = [],
		prefix = this.source.prefix,
	): Parameters {
		return new Parameters({ ...this.source, read: (name) => values[name], fields, prefix });
	}

	/** The field's name as the form shows it. */
	label(name: string): string {
		return this.field(name)?.displayName ?? name;
	}

	/** A refusal that names the field. */
	unusable(name: string, what: string, advice: string): NodeOperationError {
		return this.refusal(`'${this.source.prefix}${this.label(name)}' ${what}`, advice);
	}

	/** A refusal in free words. */
	refusal(message: string, advice: string): NodeOperationError {
		return new NodeOperationError(this.source.node(), message, {
			description: advice,
			itemIndex: this.source.itemIndex,
		});
	}

	private field(name: string): INodeProperties | undefined {
		return this.source.fields.find((one) => one.name === name);
	}

	private required<T>(name: string, value: T | undefined): T {
		if (value !== undefined) return value;
		throw this.unusable(name, 'is empty', this.emptyAdvice(name));
	}

	private emptyAdvice(name: string): string {
		const field = this.field(name);
		if (field?.type === 'resourceLocator') return 'Pick one from the list, or give its ID.';
		if (field?.placeholder)
			return `Fill in the field, ${field.placeholder.replace(/^e\.g\.\s*/, 'for example ')}.`;
		return 'Fill in the field. An expression may have found nothing in the incoming item.';
	}

	private convert<T>(name: string, read: (value: unknown) => T): T | undefined {
		const value = locatorValue(this.source.read(name));
		if (isEmpty(value)) return undefined;
		const outcome = attempt(() => read(value));
		if (outcome.value !== undefined || outcome.unusable === undefined) return outcome.value;
		throw this.unusable(name, outcome.unusable.what, outcome.unusable.advice);
	}
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function within(value: number, limits: NumberLimits): number {
	if (limits.minimum !== undefined && value < limits.minimum) {
		throw new UnusableValue(`is ${value}`, `Give a number of at least ${limits.minimum}.`);
	}
	if (limits.maximum !== undefined && value > limits.maximum) {
		throw new UnusableValue(`is ${value}`, `Give a number of at most ${limits.maximum}.`);
	}
	return value;
}

function attempt<T>(read: () => T): { value?: T; unusable?: UnusableValue } {
	try {
		return { value: read() };
	} catch (error) {
		if (error instanceof UnusableValue) return { unusable: error };
		return { unusable: new UnusableValue('cannot be read', 'Give another value.') };
	}
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
	try {
		return { ok: true, value: JSON.parse(text) };
	} catch (error) {
		return { ok: false, reason: (error as Error).message };
	}
}
