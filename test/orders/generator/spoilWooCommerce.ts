import { bump, list, type Json, type Spoiler } from './spoiling';

/** The same for WooCommerce. */
export const wooSpoilers: Spoiler[] = [
	(payload, random) => {
		payload.total = bump(payload.total as string, random);
		return { what: 'the total', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.line_items));
		line[random.pick(['total', 'total_tax'])] = bump(line.total as string, random);
		const changed = JSON.stringify(payload.line_items);
		return changed.length === 0 ? undefined : { what: 'a line', expected: 'anything' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.line_items));
		line.total = bump(line.total as string, random);
		return { what: 'the net of a line', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.line_items));
		line.total_tax = bump(line.total_tax as string, random);
		return { what: 'the tax of a line', expected: 'refused' };
	},
	(payload, random) => {
		payload.total_tax = bump(payload.total_tax as string, random);
		return { what: 'the tax total', expected: 'refused' };
	},
	(payload, random) => {
		payload.currency = random.pick<unknown>([null, '', 'None', 'KR', 7]);
		return { what: 'no currency', expected: 'refused' };
	},
	(payload, _random, { truth }, basket) => {
		if (basket.destination.rate === 0 || truth.tax === 0) return undefined;
		for (const key of ['billing', 'shipping']) payload[key] = { ...(payload[key] as Json), country: 'US' };
		return { what: 'tax on an export', expected: 'refused' };
	},
	(payload, random) => {
		payload.id = random.pick<unknown>([null, '', 'None', 820982911946154500]);
		return { what: 'no id', expected: 'refused' };
	},
	(payload, random) => {
		payload.status = random.pick(['cancelled', 'failed', 'trash', 'checkout-draft']);
		return { what: 'no sale', expected: 'nothingToDo' };
	},
	(payload) => {
		payload.status = null;
		return { what: 'no status', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.line_items));
		line.quantity = random.pick<unknown>(['many', null, {}, true]);
		return { what: 'a quantity that is none', expected: 'refused' };
	},
	(payload, random, { truth }) => {
		payload[random.pick(['customer_note', 'cart_hash', 'customer_ip_address'])] = random.pick<unknown>([
			null,
			'x',
			{},
		]);
		return truth.total === 0
			? { what: 'something without meaning', expected: 'nothingToDo' }
			: { what: 'something without meaning', expected: 'invoiced', paid: truth.paid };
	},
];
