import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deliveredTwice } from './published.mts';
import type { ExampleWorld, Fields } from './world.mts';
import { item, sampleOf } from './world.mts';

const file = 'stripe-subscription-renewal-to-invoice.json';

export function cases(world: () => ExampleWorld): void {
	it('the sample is invoiced and paid', async () => {
		await world().promises(
			file,
			'invoiced',
			{ total: 199, vat: 39.8, paid: 199, contactName: 'Jonas Lind' },
			{ record: 'Stripe invoice in_1SampleRenewal0001', order: 'NORDLYS-0042' },
		);
	});

	it('a renewal of nothing is left alone; one that does not add up is refused', async () => {
		const event = (await sampleOf(file)) as { data: { object: Fields } };
		const other = { ...event.data.object, id: 'in_other' };
		const [line] = (other as unknown as { lines: { data: Fields[] } }).lines.data;
		await world().leavesAlone(file, {
			items: item({
				...event,
				data: {
					object: {
						...other,
						total: 0,
						amount_paid: 0,
						total_taxes: [],
						lines: { data: [{ ...line, amount: 0, taxes: [] }] },
					},
				},
			}),
		});
		await world().refuses(
			file,
			{ items: item({ ...event, data: { object: { ...other, total: 15000 } } }) },
			/NORDLYS-0042/,
		);
	});

	it('published: Stripe calls it with its signature', async () => {
		await world().startOver();
		const { rows } = await deliveredTwice(world(), file, await sampleOf(file));
		assert.equal(rows[0]?.outcome, 'invoiced');
	});
}
