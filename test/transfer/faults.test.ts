import type { InvoicePlan } from '../../orders/plan';
import { brokenOff } from '../../transfer/outcome';
import { transferInvoice } from '../../transfer/transferInvoice';
import type { Fault, FaultKind } from './memoryDinero';
import { MemoryDinero, stamped } from './memoryDinero';
import { payment, plan, requestFor } from './requests';

interface Scene {
	plan: InvoicePlan;
	prepare?: (dinero: MemoryDinero) => void;
}

const two = [
	payment({ amount: 10000 }),
	payment({ amount: 29900, externalReference: 'gift', method: 'gift_card' }),
];

const scenes: Record<string, Scene> = {
	'a new customer, paid': { plan: plan() },
	'a known customer, paid': {
		plan: plan(),
		prepare: (dinero) => void dinero.addContact({ name: 'Anna Berg', email: 'anna@example.com' }),
	},
	'two payments and an e-mail': { plan: plan({ payments: two, send: { by: 'email' } }) },
	'a foreign currency': { plan: plan({ currency: 'EUR', payments: two }) },
	'VAT that must be stated in DKK': {
		plan: plan({ currency: 'SEK', vatInDkk: 'Moms i danske kroner', comment: 'Ordre #1001', payments: two }),
	},
	'a draft with VAT in DKK': {
		plan: plan({ currency: 'SEK', vatInDkk: 'Moms i danske kroner', book: false, payments: [] }),
	},
	'a rounding line': {
		plan: plan({
			expected: { total: 39901, vat: 7980, vatTolerance: 2 },
			payments: [payment({ amount: 39901 })],
			rounding: { accountNumber: 7380, tolerance: 5, text: 'Afrunding' },
		}),
	},
	'a draft': { plan: plan({ book: false, payments: [] }) },
	'a booked, unpaid invoice': { plan: plan({ payments: [] }) },
	'the order number as invoice number': { plan: plan({ number: 1001 }) },
};

async function run(scene: Scene, dinero: MemoryDinero, faults: Fault[] = []) {
	const port = dinero.port({ faults });
	const result = await transferInvoice(requestFor(scene.plan), port).catch((error: unknown) => error);
	return { port, result };
}

function fresh(scene: Scene): MemoryDinero {
	const dinero = new MemoryDinero();
	scene.prepare?.(dinero);
	return dinero;
}

describe('every fault at every request, then run again', () => {
	it.each(Object.entries(scenes))('%s: the books are those of a run without the fault', async (_, scene) => {
		const smooth = fresh(scene);
		const { port } = await run(scene, smooth);
		const expected = smooth.dump();
		expect(port.log.length).toBeGreaterThan(3);

		let played = 0;
		for (let at = 0; at < port.log.length; at++) {
			const kinds: FaultKind[] = stamped.includes(port.log[at])
				? ['before', 'after', 'stale']
				: ['before', 'after'];
			for (const kind of kinds) {
				const dinero = fresh(scene);
				const broken = await run(scene, dinero, [{ at, kind }]);
				expect({ at, kind, unconsumed: broken.port.unconsumed }).toEqual({ at, kind, unconsumed: [] });
				// Somebody who touches the document in between does not stop the run.
				if (kind === 'stale')
					expect({ at, result: broken.result }).toMatchObject({ result: { outcome: 'invoiced' } });
				if (broken.result instanceof Error) {
					expect(brokenOff(broken.result)).toMatchObject({ created: expect.any(Array) });
				}
				const again = await run(scene, dinero);
				expect(again.result).toMatchObject({
					outcome: expect.stringMatching(/^(invoiced|alreadyTransferred)$/),
				});
				expect({ at, kind, books: dinero.dump() }).toEqual({ at, kind, books: expected });
				const third = await run(scene, dinero);
				expect(third.result).toMatchObject({ outcome: 'alreadyTransferred', created: [] });
				expect(dinero.dump()).toEqual(expected);
				played++;
			}
		}
		expect(played).toBeGreaterThanOrEqual(2 * port.log.length);
	});

	it.each(Object.entries(scenes))('%s: two faults one after the other, then run again', async (_, scene) => {
		const smooth = fresh(scene);
		const { port } = await run(scene, smooth);
		const expected = smooth.dump();
		for (let first = 0; first < port.log.length; first++) {
			for (let second = 0; second < port.log.length; second++) {
				for (const kinds of [
					['before', 'after'],
					['after', 'after'],
					['after', 'before'],
				] as FaultKind[][]) {
					const dinero = fresh(scene);
					await run(scene, dinero, [{ at: first, kind: kinds[0] }]);
					await run(scene, dinero, [{ at: second, kind: kinds[1] }]);
					const again = await run(scene, dinero);
					expect(again.result).toMatchObject({
						outcome: expect.stringMatching(/^(invoiced|alreadyTransferred)$/),
					});
					expect({ first, second, kinds, books: dinero.dump() }).toEqual({
						first,
						second,
						kinds,
						books: expected,
					});
				}
			}
		}
	});
});
