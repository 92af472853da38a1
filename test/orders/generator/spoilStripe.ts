import { list, type Json, type Spoiler } from './spoiling';

/** What is no amount in Stripe's whole minor units. */
const JUNK: unknown[] = ['abc', {}, [], true, 1.5, '1,50', [1], { amount: 1 }, '12 kr'];

const invoiceOf = (payload: Json) => (payload.data as Json).object as Json;
const linesOf = (payload: Json) => list((invoiceOf(payload).lines as Json).data);
const taxesOf = (line: Json) => list(line.taxes ?? line.tax_amounts);
const taxesKey = (line: Json) => ('taxes' in line ? 'taxes' : 'tax_amounts');
const steps = [-3, -2, 2, 3, 100, 999];

/** Stripe's amounts are whole minor units, and a line's amount is that of the whole line. */
export const stripeSpoilers: Spoiler[] = [
	(payload, random) => {
		const line = random.pick(linesOf(payload));
		line.amount = Number(line.amount) + random.pick(steps);
		return { what: 'an amount', expected: 'refused' };
	},
	(payload, random) => {
		const invoice = invoiceOf(payload);
		invoice.total = Number(invoice.total) + random.pick(steps);
		return { what: 'the total', expected: 'refused' };
	},
	(payload, random) => {
		const invoice = invoiceOf(payload);
		const [row] = list(invoice.total_taxes ?? invoice.total_tax_amounts);
		row.amount = Number(row.amount) + random.pick(steps);
		return { what: 'the tax total', expected: 'refused' };
	},
	(payload, random) => {
		const taxed = linesOf(payload).filter((line) => taxesOf(line).length > 0);
		if (taxed.length === 0) return undefined;
		const [row] = taxesOf(random.pick(taxed));
		row.amount = Number(row.amount) + random.pick(steps);
		return { what: 'the tax of a line', expected: 'refused' };
	},
	(payload, random) => {
		// Where no line tells its tax any more, the invoice's own tax is shared: that is another story.
		const taxed = linesOf(payload).filter((line) => Number(taxesOf(line)[0]?.amount ?? 0) > 0);
		if (taxed.length < 2) return undefined;
		const line = random.pick(taxed);
		line[taxesKey(line)] = [];
		return { what: 'the tax rows of a line are gone', expected: 'refused' };
	},
	(payload, random) => {
		const discounted = linesOf(payload).filter((line) => list(line.discount_amounts).length > 0);
		if (discounted.length === 0) return undefined;
		random.pick(discounted).discount_amounts = [];
		return { what: 'a discount is gone', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(linesOf(payload));
		line.amount = random.pick<unknown>([...JUNK, null, '', 'None']);
		return { what: 'an amount that is none', expected: 'refused' };
	},
	(payload, random) => {
		invoiceOf(payload).total = random.pick<unknown>([...JUNK, null, '', 'None']);
		return { what: 'a total that is no amount', expected: 'refused' };
	},
	(payload, random) => {
		const line = random.pick(linesOf(payload));
		line.quantity = random.pick<unknown>([-1, -5, 'many', {}, true]);
		return { what: 'a quantity that is none', expected: 'refused' };
	},
	(payload, random) => {
		invoiceOf(payload).currency = random.pick<unknown>([null, '', 'None', 'kroner', 'd', 12, {}, 'xxxx']);
		return { what: 'no currency', expected: 'refused' };
	},
	(payload) => {
		const invoice = invoiceOf(payload);
		invoice.currency = invoice.currency === 'eur' ? 'dkk' : 'eur';
		return { what: 'another currency than its lines', expected: 'refused' };
	},
	(payload, random, { truth }, basket) => {
		if (basket.destination.rate === 0 || truth.tax === 0) return undefined;
		(invoiceOf(payload).customer_address as Json).country = random.pick(['US', 'NO', 'GL']);
		return { what: 'tax on an export', expected: 'refused' };
	},
	(payload, _random, _generated, basket) => {
		const untaxed = basket.items.some((item) => item.sku.startsWith('NEW') && item.unitPrice > 100);
		if (basket.destination.rate !== 0 || !untaxed || basket.discount > 0) return undefined;
		Object.assign(invoiceOf(payload).customer_address as Json, { country: 'DK', postal_code: '2100' });
		return { what: 'no tax on a Danish sale', expected: 'refused' };
	},
	(payload, random) => {
		(invoiceOf(payload).customer_address as Json).country = random.pick(['XX', 'ZZ', 'DANMÖRK', '??']);
		return { what: 'no such country', expected: 'refused' };
	},
	(payload, random) => {
		invoiceOf(payload).customer_address = random.pick<unknown>([null, {}, 'None', []]);
		return { what: 'no address at all', expected: 'refused' };
	},
	(payload, random) => {
		invoiceOf(payload).id = random.pick<unknown>([null, '', 'None', undefined]);
		return { what: 'no id', expected: 'refused' };
	},
	(payload, random) => {
		invoiceOf(payload).status = random.pick(['banana', 'PAID?', 'betalt']);
		return { what: 'an unknown status', expected: 'refused' };
	},
	(payload) => {
		invoiceOf(payload).status = 'draft';
		return { what: 'a draft', expected: 'refused' };
	},
	(payload) => {
		invoiceOf(payload).status = 'void';
		return { what: 'cancelled', expected: 'nothingToDo' };
	},
	(payload) => {
		payload.livemode = false;
		invoiceOf(payload).livemode = false;
		return { what: 'a test order', expected: 'refused' };
	},
	(payload) => {
		(invoiceOf(payload).lines as Json).has_more = true;
		return { what: 'only the first lines', expected: 'refused' };
	},
	(payload, random, { truth }) => {
		if (truth.total === 0) return undefined;
		(invoiceOf(payload).lines as Json).data = random.pick<unknown>([[], {}, null, 'None']);
		return { what: 'lines gone, total stays', expected: 'refused' };
	},
	(payload, random) => {
		const invoice = invoiceOf(payload);
		invoice.created = random.pick<unknown>([null, 'yesterday', {}]);
		invoice.status_transitions = { finalized_at: null, paid_at: null };
		return { what: 'no date', expected: 'refused' };
	},
	(payload, random) => {
		invoiceOf(payload).amount_paid = random.pick(JUNK);
		return { what: 'a payment that is no amount', expected: 'refused' };
	},
	(payload, random, { truth }, basket) => {
		if (!basket.paid || truth.total === 0) return undefined;
		invoiceOf(payload).amount_paid = truth.total + random.pick([1, 100, 5000]);
		return { what: 'paid more than it costs', expected: 'refused' };
	},
	(payload, random, { truth }, basket) => {
		if (!basket.paid || truth.total < 3) return undefined;
		const paid = random.whole(1, truth.total - 1);
		invoiceOf(payload).amount_paid = paid;
		return { what: 'paid in part', expected: 'invoiced', paid };
	},
	(payload, _random, { truth }) => {
		if (truth.total === 0) return undefined;
		Object.assign(invoiceOf(payload), { status: 'open', amount_paid: 0 });
		return { what: 'not paid', expected: 'invoiced', paid: 0 };
	},
	(payload, random, { truth }) => {
		const invoice = invoiceOf(payload);
		const key = random.pick(['metadata', 'hosted_invoice_url', 'customer_phone', 'footer', 'number']);
		invoice[key] = random.pick<unknown>([null, 'x', {}]);
		return truth.total === 0
			? { what: 'something without meaning', expected: 'nothingToDo' }
			: { what: 'something without meaning', expected: 'invoiced', paid: truth.paid };
	},
];
