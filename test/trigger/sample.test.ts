import { events } from '../../nodes/DineroTrigger/events';
import { sampleOf } from '../../nodes/DineroTrigger/sample';
import type { RunningDinero } from '../../sandbox/dinero/start.mts';
import { LocalDinero, organizationId } from './localDinero';
import { optionsFor } from './trigger';

describe('examples for the test step, from the local Dinero', () => {
	let running: RunningDinero;
	let dinero: LocalDinero;

	beforeAll(async () => {
		running = await LocalDinero.start();
		dinero = LocalDinero.renew(running, {});
		const day = 86_400;
		// One of each: drafts, a booked, a paid, a sent and a credited invoice, contacts, products and offers that come and go.
		for (const which of [
			0, 2, 2, 2, 2, 5, 7, 9, 11, 12, 13, 14, 15, 16, 15, 18, 18, 19, 20, 21, 21, 22, 0, 6,
		]) {
			dinero.now += 60;
			await dinero.write(which, which);
		}
		dinero.now += 5 * day;
		await dinero.write(2, 0);
	});
	afterAll(async () => await running.close());

	it.each(events.map(({ value }) => value))('%s', async (event) => {
		const options = { ...optionsFor([event]), organizationId };
		let requests = 0;
		dinero.meanwhile = () => {
			requests += 1;
		};
		const found = await sampleOf(options, dinero, dinero.now * 1000);
		expect(found).toMatchObject({ event, organizationId, eventId: expect.stringContaining(event) });
		expect(Object.values(found!.record as object).some((value) => value !== null)).toBe(true);
		if (event === 'payment.registered')
			expect(found!.payment).toMatchObject({
				Amount: expect.any(Number),
				RemainingAmount: expect.any(Number),
			});
		if (event === 'invoice.credited') expect(found!.creditNote).toMatchObject({ Guid: expect.any(String) });
		expect(requests).toBeLessThanOrEqual(14);
		const whole = await sampleOf(
			{ ...options, simplify: false, fullDetails: true },
			dinero,
			dinero.now * 1000,
		);
		expect(whole).toMatchObject({ event, eventId: found!.eventId });
	});
});
