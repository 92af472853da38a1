/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { isRefusal, planInvoice, readSettings, readShopDocument, type Settings } from '../../orders';
import { facts } from './facts';
import { randomBasket, USED } from './generator/basket';
import { otherOrder } from './generator/other';
import { Random } from './generator/random';
import { shopifyOrder } from './generator/shopify';
import { scramble, spoil, spoilings } from './generator/spoil';
import { stripeInvoice } from './generator/stripe';
import { wooOrder } from './generator/woocommerce';

/** How many spoiled orders; set SPOILED_ORDERS=10000 for the long run. */
const count = Number(process.env.SPOILED_ORDERS ?? 600);

const settings = readSettings({
	action: 'bookAndPay',
	depositAccount: 55120,
	accounts: { domesticShipping: 1350 },
	accountRules: [{ when: { sku: `${USED}*` }, account: 1050 }],
}) as Settings;

function outcome(payload: unknown) {
	const order = readShopDocument(payload, { shop: 'auto' });
	if (isRefusal(order)) return { outcome: order.kind, refusal: order };
	if (order.kind !== 'order') return { outcome: 'refund' };
	const plan = planInvoice(order, settings, facts, '2026-11-20');
	if (isRefusal(plan)) return { outcome: plan.kind, refusal: plan };
	return {
		outcome: 'invoiced',
		paid: plan.payments.reduce((all, payment) => all + payment.amount, 0),
		total: plan.expected.total,
	};
}

describe(`${count} spoiled orders`, () => {
	const writers = { shopify: shopifyOrder, woocommerce: wooOrder, stripe: stripeInvoice, other: otherOrder };
	it.each(['shopify', 'woocommerce', 'stripe', 'other'] as const)(
		'%s: what must be refused is refused, the rest comes out right',
		(shop) => {
			const seen: Record<string, number> = {};
			for (let seed = 1; seed <= count; seed += 1) {
				const random = new Random(seed + 5_000_000);
				const basket = randomBasket(random, seed);
				const generated = writers[shop](basket, random);
				const spoiled = spoil(shop, generated, basket, random);
				if (spoiled === undefined) continue;
				const answer = outcome(spoiled.payload);
				const told = { seed, what: spoiled.what };
				if (spoiled.expected !== 'anything') {
					expect({ ...told, outcome: answer.outcome, code: answer.refusal?.code }).toEqual({
						...told,
						outcome: spoiled.expected,
						code: answer.refusal?.code,
					});
				}
				if (spoiled.expected === 'invoiced') {
					expect({ ...told, paid: answer.paid, total: answer.total }).toEqual({
						...told,
						paid: spoiled.paid,
						total: generated.truth.total,
					});
				}
				if (answer.refusal) {
					expect(answer.refusal.message.length).toBeGreaterThan(10);
					expect(answer.refusal.advice.length).toBeGreaterThan(5);
				}
				seen[spoiled.what] = (seen[spoiled.what] ?? 0) + 1;
			}
			expect(Object.keys(seen).length).toBeGreaterThanOrEqual(spoilings(shop) - 1);
		},
	);

	it('whatever is scrambled, the answer is a plan or a refusal, never a crash', () => {
		for (let seed = 1; seed <= count; seed += 1) {
			const random = new Random(seed + 9_000_000);
			const write = random.pick([shopifyOrder, wooOrder, stripeInvoice, otherOrder]);
			const payload = scramble(write(randomBasket(random, seed), random).payload, random);
			const answer = outcome(payload);
			expect([seed, answer.outcome]).toEqual([
				seed,
				expect.stringMatching(/^(invoiced|refused|nothingToDo|refund)$/),
			]);
		}
	});

	it.each([
		[undefined],
		[null],
		[42],
		['text'],
		[''],
		[[]],
		[{}],
		[[{}]],
		[{ body: {} }],
		[{ order: [] }],
		['{"a":'],
		[true],
	])('%j is refused as no order', (payload) => {
		const answer = outcome(payload);
		expect(answer.outcome).toBe('refused');
	});
});
