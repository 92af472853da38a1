import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, pinnedOn, sampleOf } from './world.mts';

const file = 'stripe-refund-to-credit-note.json';
const stripe = 'api.stripe.com';

export function cases(world: () => ExampleWorld): void {
	const pinned = async () => (await pinnedOn(file, 'Find the invoice of the payment'))[0].json;

	it('is refused while its invoice is not in Dinero, then credited', async () => {
		await world().refusesUninvoiced(file);
		await world().run('stripe-subscription-renewal-to-invoice.json');
		await world().promises(
			file,
			'credited',
			{ total: 99.5, vat: 19.9 },
			{ record: 'Stripe refund evt_3SampleJonas0002', order: 'in_1SampleRenewal0001' },
		);
	});

	it('Stripe is asked for the invoice', async () => {
		world()
			.host(stripe)
			.answers(/^GET/, { body: await pinned() });
		const again = await world().run(file, { asks: true });
		assert.equal(again.rows[0]?.outcome, 'alreadyTransferred', again.told);
		const query = 'payment[type]=payment_intent&payment[payment_intent]=pi_3SampleJonas0001';
		assert.deepEqual(world().host(stripe).asked(), [`GET /v1/invoice_payments?${query}`]);
		const [{ headers }] = world().host(stripe).calls;
		assert.equal(headers.authorization, 'Bearer sk_sample');
		assert.equal(headers['stripe-version'], '2025-03-31.basil');
	});

	it('a payment that Stripe knows no invoice of, and a key that Stripe refuses, are told', async () => {
		const charge = (await sampleOf(file)) as { data: { object: Fields } };
		charge.data.object.payment_intent = 'pi_unknown';
		world()
			.host(stripe)
			.answers(/^GET/, { body: { object: 'list', data: [] } });
		await world().refuses(
			file,
			{ asks: true, items: item(charge) },
			/no invoice for order pi_unknown/,
			/Transfer the order/,
		);
		world()
			.host(stripe)
			.answers(/^GET/, { status: 401, body: { error: { message: 'Invalid API Key provided' } } });
		await world().refuses(
			file,
			{ asks: true },
			/ch_3SampleJonas0001 was not transferred/,
			/401|API Key|Authorization/i,
		);
	});

	it('published: Stripe calls it with its signature', async () => {
		await world().startOver();
		await world().run('stripe-subscription-renewal-to-invoice.json');
		world()
			.host(stripe)
			.answers(/^GET .*\/invoice_payments/, { body: await pinned() });
		const { rows } = await deliveredTwice(world(), file, await sampleOf(file));
		assert.equal(rows[0]?.outcome, 'credited');
	});
}
