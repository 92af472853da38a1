import { bump, JUNK, list, type Json, type Spoiler } from './spoiling';

/** A Danish shop that sells to its own country charges 25 %; the order of a Danish private customer is easily judged. */
export const shopifySpoilers: Spoiler[] = [
	(payload, random) => {
		const line = random.pick(list(payload.line_items));
		line.price = bump(line.price as string, random);
		delete line.price_set;
		if (Number(line.quantity) === 0) return undefined;
		return { what: 'a price', expected: 'refused' };
	},
	(payload, random) => {
		payload.total_price = bump(payload.total_price as string, random);
		if (random.chance(0.5)) delete payload.total_price_set;
		return { what: 'the total', expected: 'refused' };
	},
	(payload, random) => {
		payload.total_tax = bump(payload.total_tax as string, random);
		if (random.chance(0.5)) delete payload.total_tax_set;
		return { what: 'the tax total', expected: 'refused' };
	},
	(payload, random) => {
		const taxed = list(payload.line_items).filter((line) => list(line.tax_lines).length > 0);
		if (taxed.length === 0) return undefined;
		const row = list(random.pick(taxed).tax_lines)[0];
		row.price = bump(row.price as string, random);
		return { what: 'the tax of a line', expected: 'refused' };
	},
	(payload, random) => {
		const taxed = list(payload.line_items).filter(
			(line) => list(line.tax_lines).length > 0 && Number(list(line.tax_lines)[0].price) > 0,
		);
		if (taxed.length === 0) return undefined;
		random.pick(taxed).tax_lines = [];
		return { what: 'the tax lines of a line are gone', expected: 'refused' };
	},
	(payload, random) => {
		const costing = list(payload.line_items).filter((line) => Number(line.price) > 0);
		if (costing.length === 0) return undefined;
		const line = random.pick(costing);
		line.quantity = Number(line.quantity) + random.pick([1, 2, -1]);
		return { what: 'a quantity', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.line_items));
		line.quantity = random.pick<unknown>([-1, -5, 'many', {}, true]);
		return { what: 'a quantity that is none', expected: 'refused' };
	},
	(payload, random) => {
		const discounted = list(payload.line_items).filter((line) => list(line.discount_allocations).length > 0);
		if (discounted.length === 0) return undefined;
		random.pick(discounted).discount_allocations = [];
		return { what: 'a discount is gone', expected: 'refused' };
	},
	(payload, random) => {
		payload.currency = random.pick<unknown>([null, '', 'None', 'KRONER', 'D', 12, {}, 'XXXX']);
		return { what: 'no currency', expected: 'refused' };
	},
	(payload) => {
		payload.currency = payload.currency === 'EUR' ? 'DKK' : 'EUR';
		return { what: 'another currency than its amounts', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.line_items));
		line.price = random.pick(JUNK);
		return { what: 'a price that is no amount', expected: 'refused' };
	},
	(payload, random) => {
		payload.total_price = random.pick<unknown>([...JUNK, null, '', 'None']);
		return { what: 'a total that is no amount', expected: 'refused' };
	},
	(payload, random, { truth }, basket) => {
		const taxed = basket.destination.rate > 0 && truth.tax > 0;
		if (!taxed) return undefined;
		for (const key of ['shipping_address', 'billing_address'])
			(payload[key] as Json).country_code = random.pick(['US', 'NO', 'GL']);
		return { what: 'tax on an export', expected: 'refused' };
	},
	(payload, _random, _generated, basket) => {
		const untaxed =
			basket.destination.rate === 0 &&
			basket.items.some((item) => item.sku.startsWith('NEW') && item.unitPrice > 100);
		if (!untaxed || basket.discount > 0) return undefined;
		for (const key of ['shipping_address', 'billing_address']) (payload[key] as Json).country_code = 'DK';
		for (const key of ['shipping_address', 'billing_address']) (payload[key] as Json).zip = '2100';
		return { what: 'no tax on a Danish sale', expected: 'refused' };
	},
	(payload, random) => {
		for (const key of ['shipping_address', 'billing_address'])
			(payload[key] as Json).country_code = random.pick(['XX', 'ZZ', 'DANMÖRK', '??']);
		return { what: 'no such country', expected: 'refused' };
	},
	(payload, random) => {
		for (const key of ['shipping_address', 'billing_address'])
			payload[key] = random.pick<unknown>([null, {}, 'None', []]);
		return { what: 'no address at all', expected: 'refused' };
	},
	(payload, random) => {
		payload.id = random.pick<unknown>([null, '', 'None', undefined]);
		payload.admin_graphql_api_id = null;
		return { what: 'no id', expected: 'refused' };
	},
	(payload) => {
		payload.id = 820982911946154500;
		payload.admin_graphql_api_id = null;
		return { what: 'an id that lost its last digits', expected: 'refused' };
	},
	(payload, random) => {
		payload.financial_status = random.pick(['banana', 'PAID?', 'zahlt']);
		return { what: 'an unknown status', expected: 'refused' };
	},
	(payload) => {
		payload.cancelled_at = '2026-05-03T08:00:00+02:00';
		return { what: 'cancelled', expected: 'nothingToDo' };
	},
	(payload, _random, { truth }) => {
		payload.test = true;
		return { what: 'a test order', expected: truth.total === 0 ? 'nothingToDo' : 'refused' };
	},
	(payload, _random, { truth }) => {
		payload.financial_status = 'refunded';
		delete payload.transactions;
		return { what: 'refunded in full', expected: truth.total === 0 ? 'nothingToDo' : 'nothingToDo' };
	},
	(payload, _random, { truth }) => {
		if (truth.total === 0) return undefined;
		payload.financial_status = 'pending';
		payload.total_outstanding = payload.total_price;
		delete payload.transactions;
		return { what: 'not paid', expected: 'invoiced', paid: 0 };
	},
	(payload, _random, { truth }) => {
		if (truth.total < 2 || payload.transactions !== undefined) return undefined;
		payload.financial_status = 'paid';
		payload.total_outstanding = payload.total_price;
		return { what: 'paid and not paid at once', expected: 'refused' };
	},
	(payload, random) => {
		payload.line_items = random.pick<unknown>([null, [], {}, 'None']);
		payload.shipping_lines = [];
		return { what: 'no lines', expected: 'anything' };
	},
	(payload, random, { truth }) => {
		if (truth.total === 0) return undefined;
		payload.line_items = random.pick<unknown>([[], {}, 'None']);
		payload.shipping_lines = null;
		return { what: 'lines gone, total stays', expected: 'refused' };
	},
	(payload, random) => {
		for (const key of ['created_at', 'processed_at'])
			payload[key] = random.pick<unknown>([null, 'yesterday', '0000-00-00', {}]);
		return { what: 'no date', expected: 'refused' };
	},
	(payload, random, { truth }) => {
		payload[
			random.pick(['note', 'tags', 'phone', 'browser_ip', 'source_name', 'customer_locale', 'client_details'])
		] = random.pick<unknown>([null, 'x', {}]);
		return truth.total === 0
			? { what: 'something without meaning', expected: 'nothingToDo' }
			: { what: 'something without meaning', expected: 'invoiced', paid: truth.paid };
	},
];
