/** A value that cannot be used, with what to write instead; the reader of the parameter adds its name. */
export class UnusableValue extends Error {
	constructor(
		/** Continues a sentence that begins with the parameter's name: "is not a number". */
		readonly what: string,
		readonly advice: string,
	) {
		super(what);
	}
}

const decimal = /^[+-]?\d+(\.\d+)?$/;

/**
 * An amount or quantity as a user or an upstream node gives it: a number, or a decimal string with a point.
 * "1.234,50" is refused and not guessed, since it means 1.23450 to some programs and 1234.50 to a Dane.
 *
 * @throws UnusableValue
 */
export function toAmount(value: unknown): number {
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value === 'string') {
		const text = value.trim();
		if (decimal.test(text)) return Number(text);
		if (text.includes(',')) {
			throw new UnusableValue(
				`is '${text}', which can be read in two ways`,
				`Write the amount with a point before the decimals and nothing between the thousands, such as ${suggestion(text)}.`,
			);
		}
	}
	throw new UnusableValue(
		`is ${shown(value)}, which is not an amount`,
		'Write a number with a point before the decimals, such as 1234.50.',
	);
}

/**
 * An amount of money in whole kroner and øre (or another currency's two decimals).
 *
 * @returns the amount rounded to two decimals, which removes the dust of computed numbers (10.799999999999999)
 * @throws UnusableValue when it has a real third decimal
 */
export function toMoney(value: unknown): number {
	const amount = toAmount(value);
	const rounded = Math.round(amount * 100) / 100;
	if (Math.abs(rounded - amount) > 1e-6) {
		throw new UnusableValue(
			`is ${String(value)}, which has more than two decimals`,
			'Round the amount to two decimals first.',
		);
	}
	return rounded;
}

/** How a value looks in a message, short and without line breaks. */
export function shown(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'empty';
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
	const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
	return `'${short.replace(/\s+/g, ' ')}'`;
}

function suggestion(text: string): string {
	const comma = text.lastIndexOf(',');
	const whole = text.slice(0, comma).replace(/[^\d-]/g, '');
	const rest = text.slice(comma + 1).replace(/\D/g, '');
	return whole !== '' && rest !== '' ? `${whole}.${rest}` : '1234.50';
}
