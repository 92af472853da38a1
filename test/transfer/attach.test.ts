import { createInvoice } from '../../transfer/createInvoice';
import { MemoryDinero } from './memoryDinero';
import { order, settings } from './sampleOrders';
import type { Hooks, World } from './scheduler';
import { exploreOrders } from './scheduler';

const attachment = { name: 'order.pdf', mimeType: 'application/pdf', bytes: Uint8Array.of(37, 80, 68, 70) };
const names = (dinero: MemoryDinero) => [...dinero.attached.values()].flat().map(({ name }) => name);

it('attaches the file once, whichever request fails', async () => {
	const undisturbed = new MemoryDinero().port();
	await createInvoice(order(), settings(), undisturbed, { attachment });
	for (let at = 0; at < undisturbed.log.length; at++) {
		for (const kind of ['before', 'after'] as const) {
			const dinero = new MemoryDinero();
			const port = dinero.port({ faults: [{ at, kind }] });
			await createInvoice(order(), settings(), port, { attachment }).catch(() => undefined);
			expect(port.unconsumed).toEqual([]);
			const again = await createInvoice(order(), settings(), dinero.port(), { attachment });
			expect(again.furthestStep).toBe('paid');
			expect([at, kind, names(dinero)]).toEqual([at, kind, ['order.pdf']]);
		}
	}
});

it('attaches it once in every order in which the requests of two runs can arrive', async () => {
	const known = new MemoryDinero();
	await createInvoice(order(), settings({ action: 'draft' }), known.port());
	const world = (): World => {
		const dinero = known.copy();
		const run = async ({ gate, answered }: Hooks) =>
			await createInvoice(order(), settings({ action: 'draft' }), dinero.port({ gate, answered }), {
				attachment,
				now: () => 0,
			});
		return {
			fingerprint: () => dinero.fingerprint(),
			runs: [run, run],
			check: () => expect(names(dinero)).toEqual(['order.pdf']),
		};
	};
	const explored = await exploreOrders(world);
	expect(explored.complete).toBeGreaterThan(1);
});
