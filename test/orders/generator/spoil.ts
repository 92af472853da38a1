import type { Basket } from './basket';
import type { Random } from './random';
import type { Generated } from './shopify';

type Json = Record<string, unknown>;

/** What a spoiled payload must lead to; decided here from what was changed, not by the code under test. */
export interface Spoiled {
	payload: Json;
	what: string;
	expected: 'refused' | 'nothingToDo' | 'invoiced' | 'anything';
	/** For `invoiced`: what must be paid. */
	paid?: number;
}

type Spoiler = (
	payload: Json,
	random: Random,
	generated: Generated,
	basket: Basket,
) => Omit<Spoiled, 'payload'> | undefined;

const list = (value: unknown) => value as Json[];

function bump(text: string, random: Random): string {
	const places = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
	const step = random.pick([-3, -2, 2, 3, 100, 999]);
	const units =
		Number(text.replace('.', '')) + (Number(text.replace('.', '')) + step < 0 ? Math.abs(step) : step);
	const digits = String(units).padStart(places + 1, '0');
	return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const JUNK: unknown[] = ['abc', {}, [], true, '1,50', '1.2.3', [1], { amount: 1 }, '12 kr'];

/** A Danish shop that sells to its own country charges 25 %; the order of a Danish private customer is easily judged. */
const shopifySpoilers: Spoiler[] = [
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

const wooSpoilers: Spoiler[] = [
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

export function spoil(
	shop: 'shopify' | 'woocommerce',
	generated: Generated,
	basket: Basket,
	random: Random,
): Spoiled | undefined {
	const payload = JSON.parse(JSON.stringify(generated.payload)) as Json;
	const before = JSON.stringify(payload);
	const spoiler = random.pick(shop === 'shopify' ? shopifySpoilers : wooSpoilers);
	const spoiled = spoiler(payload, random, generated, basket);
	if (spoiled === undefined || JSON.stringify(payload) === before) return undefined;
	// An order that costs nothing is nothing to do, before anybody asks where it goes.
	const indifferent = generated.truth.total === 0 && /country|address|test order|refunded/.test(spoiled.what);
	return { payload, ...spoiled, ...(indifferent ? { expected: 'nothingToDo' as const } : {}) };
}

/** Replaces or removes anything anywhere: whatever comes out, it must come out as an answer and not as a crash. */
export function scramble(payload: Json, random: Random): Json {
	const copy = JSON.parse(JSON.stringify(payload)) as Json;
	const places: Array<[Json, string]> = [];
	const walk = (value: unknown) => {
		if (typeof value !== 'object' || value === null) return;
		for (const key of Object.keys(value)) {
			places.push([value as Json, key]);
			walk((value as Json)[key]);
		}
	};
	walk(copy);
	for (let times = random.whole(1, 4); times > 0; times -= 1) {
		const [holder, key] = random.pick(places);
		if (random.chance(0.3)) delete holder[key];
		else
			holder[key] = random.pick<unknown>([
				null,
				'',
				'None',
				0,
				-1,
				1.5,
				1e300,
				'x',
				'-5',
				[],
				{},
				[null],
				[[1]],
				true,
				'9'.repeat(40),
				{ a: { b: 1 } },
			]);
	}
	return copy;
}
