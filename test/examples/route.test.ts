/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { examples, recognise, routeOf, stripePayments } from '../../sandbox/runner/route.mts';
import type { Example } from './check';

type Fields = Record<string, unknown>;

/** What is pinned in an example, in its order: the trigger's sample, then the shop's answer. */
function samples(file: string): Fields[][] {
	const text = readFileSync(join(__dirname, '..', '..', 'workflows-examples', file), 'utf8');
	return Object.values((JSON.parse(text) as Example).pinData).map((items) => items.map(({ json }) => json));
}

const asItems = (...payloads: Fields[]) => payloads.map((json) => ({ json }));

test.each(
	Object.entries(examples).flatMap(([shop, kinds]) => Object.entries(kinds).map(([kind, file]) => [shop, kind, file])),
)('the sample of %s, %s, is recognised', (shop, kind, file) => {
	const all = samples(file);
	const given = shop === 'woocommerce' && kind === 'refund' ? all[1] : all[0];
	expect(recognise(given[0])).toEqual({ shop, kind });
	expect(routeOf(asItems(...given))).toMatchObject({ example: file });
	expect(routeOf(asItems(...given))).not.toHaveProperty('shop');
	expect(routeOf(asItems({ headers: {}, body: given[0] }))).toMatchObject({ example: file });
});

test('refunds of WooCommerce are what the shop answers, and the trigger only tells of the order', () => {
	const [, [refund]] = samples(examples.woocommerce.refund);
	const route = routeOf(asItems(refund, { ...refund, id: 5041 }));
	expect(route.items).toEqual(
		asItems({
			id: 5012,
			number: '5012',
			refunds: [
				{ id: 5040, total: '-180.00' },
				{ id: 5041, total: '-180.00' },
			],
		}),
	);
	expect(route.fetched?.map(({ json }) => json.id)).toEqual([5040, 5041]);
});

test('refunds of two WooCommerce orders in one payload go to the Dinero node as they are', () => {
	const [, [refund]] = samples(examples.woocommerce.refund);
	const other = { ...refund, parent_id: 1, _links: {} };
	expect(routeOf(asItems(refund, other))).toEqual({
		example: examples.shopify.refund,
		items: asItems(refund, other),
		shop: 'auto',
	});
});

test('Stripe knows the invoice of a payment when a payload tells it, before or after basil', () => {
	const [[event]] = samples(examples.stripe.refund);
	const answered = (...payloads: Fields[]) => {
		const { fetched } = routeOf(asItems(event), undefined, stripePayments(payloads.map((one) => asItems(one))));
		return ((fetched?.[0].json.data ?? []) as Fields[]).map(({ invoice }) => invoice);
	};
	const paid = 'pi_3SampleJonas0001';
	expect(answered()).toEqual([]);
	expect(answered({ object: 'invoice', id: 'in_1', payment_intent: paid })).toEqual(['in_1']);
	const [, [{ data }]] = samples(examples.stripe.refund);
	expect(
		answered({ object: 'event', data: { object: { object: 'invoice', id: 'in_2', payments: { data } } } }),
	).toEqual(['in_1SampleRenewal0001']);
	expect(answered({ object: 'invoice', id: 'in_3', payment_intent: 'pi_other' })).toEqual([]);
});

test.each([[{ hello: 'world' }], [{ object: 'refund', id: 're_1' }]])(
	'%p goes to the Dinero node as it is',
	(payload) => {
		expect(routeOf(asItems(payload))).toMatchObject({ items: asItems(payload), shop: 'auto' });
	},
);

test('a shop that the user names counts', () => {
	const [[order]] = samples(examples.shopify.order);
	expect(routeOf(asItems(order), 'stripe')).toEqual({
		example: examples.shopify.order,
		items: asItems(order),
		shop: 'stripe',
	});
	expect(routeOf(asItems(order), 'shopify')).not.toHaveProperty('shop');
});
