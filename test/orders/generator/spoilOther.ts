import { bump, JUNK, list, type Json, type Spoiler } from './spoiling';

const delivery = (payload: Json) => payload.delivery as Json;
const withTotal = (payload: Json) => list(payload.lines).filter((line) => 'total' in line);
const withPrice = (payload: Json) =>
	list(payload.lines).filter((line) => 'price' in line && Number(line.quantity) > 0);

/** Our own order shape: a line has its total, or a price of many decimals that only the whole line rounds. */
export const otherSpoilers: Spoiler[] = [
	(payload, random) => {
		const lines = withTotal(payload);
		if (lines.length === 0) return undefined;
		const line = random.pick(lines);
		line.total = bump(line.total as string, random);
		return { what: 'the total of a line', expected: 'refused' };
	},
	(payload, random) => {
		const lines = withPrice(payload);
		if (lines.length === 0) return undefined;
		const line = random.pick(lines);
		const [whole, ...fraction] = (line.price as string).split('.');
		line.price = [String(Number(whole) + random.pick([7, 70])), ...fraction].join('.');
		return { what: 'a price', expected: 'refused' };
	},
	(payload, random) => {
		const lines = withPrice(payload).filter((line) => Number(line.price) > 0);
		if (lines.length === 0) return undefined;
		const line = random.pick(lines);
		line.quantity = Number(line.quantity) + random.pick([1, 2]);
		// A price of a few thousandths may come to the same amount for one piece more.
		return { what: 'a quantity', expected: Number(line.price) >= 2 ? 'refused' : 'anything' };
	},
	(payload, random) => {
		payload.total = bump(payload.total as string, random);
		return { what: 'the total', expected: 'refused' };
	},
	(payload, random) => {
		payload.total = random.pick<unknown>([...JUNK, null, '', 'None']);
		return { what: 'a total that is no amount', expected: 'refused' };
	},
	(payload) => {
		delete payload.total;
		return { what: 'no total', expected: 'refused' };
	},
	(payload, random) => {
		if (payload.tax === undefined) return undefined;
		payload.tax = bump(payload.tax as string, random);
		return { what: 'the tax total', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.lines));
		line.tax = bump(line.tax as string, random);
		return { what: 'the tax of a line', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.lines));
		line['total' in line ? 'total' : 'price'] = random.pick(JUNK);
		return { what: 'an amount that is none', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.lines));
		line.quantity = random.pick<unknown>([-1, -5, 'many', {}, true]);
		return { what: 'a quantity that is none', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(list(payload.lines));
		line.kind = random.pick(['banana', 'produkt', 'rabat']);
		return { what: 'an unknown kind of line', expected: 'refused' };
	},
	(payload, random) => {
		const discounted = list(payload.lines).filter((line) => Number(line.discount) > 0);
		if (discounted.length === 0) return undefined;
		delete random.pick(discounted).discount;
		return { what: 'a discount is gone', expected: 'refused' };
	},
	(payload, random) => {
		payload.currency = random.pick<unknown>([null, '', 'None', 'KRONER', 'D', 12, {}, 'XXXX']);
		return { what: 'no currency', expected: 'refused' };
	},
	(payload, random, { truth }, basket) => {
		if (basket.destination.rate === 0 || truth.tax === 0) return undefined;
		delivery(payload).country = random.pick(['US', 'NO', 'GL']);
		return { what: 'tax on an export', expected: 'refused' };
	},
	(payload, _random, _generated, basket) => {
		const untaxed = basket.items.some((item) => item.sku.startsWith('NEW') && item.unitPrice > 100);
		if (basket.destination.rate !== 0 || !untaxed || basket.discount > 0) return undefined;
		Object.assign(delivery(payload), { country: 'DK', postcode: '2100' });
		return { what: 'no tax on a Danish sale', expected: 'refused' };
	},
	(payload, random) => {
		delivery(payload).country = random.pick(['XX', 'ZZ', 'DANMÖRK', '??']);
		return { what: 'no such country', expected: 'refused' };
	},
	(payload, random) => {
		payload.delivery = random.pick<unknown>([null, {}, 'None', []]);
		return { what: 'no address at all', expected: 'refused' };
	},
	(payload, random) => {
		payload.id = random.pick<unknown>([null, '', 'None', undefined]);
		return { what: 'no id', expected: 'refused' };
	},
	(payload) => {
		payload.id = 820982911946154500;
		return { what: 'an id that lost its last digits', expected: 'refused' };
	},
	(payload, random) => {
		payload.date = random.pick<unknown>([null, 'yesterday', '0000-00-00', {}]);
		return { what: 'no date', expected: 'refused' };
	},
	(payload) => {
		payload.cancelled = true;
		return { what: 'cancelled', expected: 'nothingToDo' };
	},
	(payload) => {
		payload.test = true;
		return { what: 'a test order', expected: 'refused' };
	},
	(payload, random, { truth }) => {
		if (truth.total === 0) return undefined;
		const gone = random.pick<unknown>([[], {}, null, 'None', undefined]);
		if (gone === undefined) delete payload.lines;
		else payload.lines = gone;
		delete payload.shipping;
		return { what: 'lines gone, total stays', expected: 'refused' };
	},
	(payload, random) => {
		const rows = list(payload.payments ?? []);
		if (rows.length === 0) return undefined;
		random.pick(rows).amount = random.pick<unknown>([...JUNK, null, '']);
		return { what: 'a payment that is no amount', expected: 'refused' };
	},
	(payload, _random, { truth }) => {
		const rows = list(payload.payments ?? []);
		if (rows.length !== 1 || truth.total === 0) return undefined;
		rows[0].amount = String(rows[0].amount).replace(/^\d/, (digit) => `9${digit}`);
		return { what: 'paid more than it costs', expected: 'refused' };
	},
	(payload, _random, { truth }) => {
		if (truth.total === 0) return undefined;
		delete payload.payments;
		return { what: 'not paid', expected: 'invoiced', paid: 0 };
	},
	(payload, random, { truth }) => {
		payload[random.pick(['note', 'tags', 'language', 'coupon'])] = random.pick<unknown>([null, 'x', {}]);
		return truth.total === 0
			? { what: 'something without meaning', expected: 'nothingToDo' }
			: { what: 'something without meaning', expected: 'invoiced', paid: truth.paid };
	},
];
