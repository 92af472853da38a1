import { parseArgs } from 'node:util';

export const shops = ['shopify', 'woocommerce', 'stripe'] as const;
export const settingsNames = ['danish', 'plain'] as const;
export const roundings = ['line', 'document', 'net'] as const;

export interface Options {
	/** Send the payloads and end, instead of staying open. */
	once: boolean;
	/** stdout holds result lines as JSON and nothing else. */
	json: boolean;
	/** A file, or a folder with `*.json` files; absent: the example's own sample order. */
	payload?: string;
	/** Absent: the node recognises the shop. */
	shop?: (typeof shops)[number];
	settings: (typeof settingsNames)[number];
	/** How often each payload is delivered. */
	times: number;
	/** How the local Dinero rounds VAT. */
	rounding: (typeof roundings)[number];
}

export const usage = `npm run sandbox                       starts everything, sends a sample order, stays open until Ctrl-C
npm run -s sandbox -- --once --json   sends it and ends; stdout holds one JSON object a line

  --payload FILE-or-FOLDER   the order to send, or a folder of them (*.json, in the order of their names)
  --shop ${shops.join('|')}   how to read them (else recognised)
  --settings ${settingsNames.join('|')}    a Danish shop's settings (default), or a shop that decides its tax itself
  --times N                  deliver each payload N times (default 1)
  --rounding ${roundings.join('|')}   how the local Dinero rounds VAT (default line)`;

function oneOf<Value extends string>(
	name: string,
	allowed: readonly Value[],
	given: string | undefined,
): Value | undefined {
	if (given === undefined) return undefined;
	const found = allowed.find((value) => value === given);
	if (!found) throw new Error(`--${name} must be one of ${allowed.join(', ')}, not "${given}".`);
	return found;
}

/** @throws with a sentence that names the option when one is unknown or has a value that is not allowed */
export function readOptions(parameters: string[]): Options {
	const { values } = parseArgs({
		args: parameters,
		options: {
			once: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			payload: { type: 'string' },
			shop: { type: 'string' },
			settings: { type: 'string' },
			times: { type: 'string' },
			rounding: { type: 'string' },
		},
	});
	const times = values.times ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(times)) throw new Error(`--times must be a whole number from 1 to 9999, not "${times}".`);
	return {
		once: values.once,
		json: values.json,
		payload: values.payload,
		shop: oneOf('shop', shops, values.shop),
		settings: oneOf('settings', settingsNames, values.settings) ?? 'danish',
		times: Number(times),
		rounding: oneOf('rounding', roundings, values.rounding) ?? 'line',
	};
}
