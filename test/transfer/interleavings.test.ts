import { createCreditNote } from '../../transfer/createCreditNote';
import { createInvoice } from '../../transfer/createInvoice';
import type { TransferOutcome } from '../../transfer/outcome';
import type { DineroPort } from '../../transfer/port';
import type { Fault, FaultKind } from './memoryDinero';
import { MemoryDinero } from './memoryDinero';
import { order, refund, settings } from './sampleOrders';
import type { Hooks, World } from './scheduler';
import { exploreOrders } from './scheduler';

type Transfer = (port: DineroPort) => Promise<TransferOutcome>;

const mailing = settings({ sendByEmail: true });
const twice = order({
	payments: [
		{ method: 'shopify_payments', amount: 29900, day: '2026-11-20', transactionId: '1', giftCard: false },
		{ method: 'klarna', amount: 10000, day: '2026-11-20', transactionId: '2', giftCard: false },
	],
});
const invoice: Transfer = async (port) => await createInvoice(order(), settings(), port);
const credit: Transfer = async (port) => await createCreditNote(refund(), settings(), port);
const secondCredit: Transfer = async (port) => {
	const payments = [
		{ method: 'klarna', amount: 5000, day: '2026-11-20', transactionId: '9200', giftCard: false },
	];
	return await createCreditNote(
		refund({ id: '2', amount: 5000, lines: [], linesTotal: 5000, payments }),
		settings(),
		port,
	);
};
const known = (dinero: MemoryDinero) =>
	void dinero.addContact({ name: 'Anna Berg', email: 'anna@example.com' });

interface Scene {
	prepare?: (dinero: MemoryDinero) => void | Promise<unknown>;
	runs: Transfer[];
}

/**
 * The books after the runs one after the other, which every other order of their requests must come to as well.
 */
async function booksInTurn(scene: Scene): Promise<unknown> {
	const dinero = new MemoryDinero();
	await scene.prepare?.(dinero);
	for (const run of scene.runs) await run(dinero.port());
	return booksOf(dinero);
}

/** Invoice and credit note numbers and the order of payments depend on who came first. */
function booksOf(dinero: MemoryDinero): unknown {
	const { contacts, documents } = dinero.dump() as {
		contacts: unknown;
		documents: Array<{ number?: number; payments: unknown[]; kind: string }>;
	};
	const sorted = documents.map(({ number, payments, ...rest }) => ({
		...rest,
		numbered: number !== undefined,
		payments: payments.map((payment) => JSON.stringify(payment)).sort(),
	}));
	return { contacts, documents: sorted };
}

async function explore(scene: Scene, expected: unknown, options: { fault?: Fault; runAgain?: boolean } = {}) {
	const prepared = new MemoryDinero();
	await scene.prepare?.(prepared);
	return await exploreOrders((): World => {
		const dinero = prepared.copy();
		const ports: Array<ReturnType<MemoryDinero['port']>> = [];
		return {
			fingerprint: () => dinero.fingerprint(),
			runs: scene.runs.map((run, index) => async (hooks: Hooks) => {
				const port = dinero.port({ ...hooks, faults: index === 0 && options.fault ? [options.fault] : [] });
				ports.push(port);
				return await run(port);
			}),
			check: async (results, played) => {
				if (options.runAgain) for (const run of scene.runs) results.push(await run(dinero.port()));
				expect({ played, books: booksOf(dinero) }).toEqual({ played, books: expected });
				const outcomes = results
					.slice(-scene.runs.length)
					.map((result) => (result as TransferOutcome).outcome);
				for (const outcome of outcomes)
					expect(['invoiced', 'credited', 'alreadyTransferred']).toContain(outcome);
			},
		};
	});
}

describe('two runs at once, in every order of their requests', () => {
	const scenes: Record<string, Scene> = {
		'a new customer, paid': { runs: [invoice, invoice] },
		'a known customer, paid': { prepare: known, runs: [invoice, invoice] },
		'two payments': {
			runs: [
				async (port) => await createInvoice(twice, settings(), port),
				async (port) => await createInvoice(twice, settings(), port),
			],
		},
		'an e-mail': {
			prepare: known,
			runs: [
				async (port) => await createInvoice(order(), mailing, port),
				async (port) => await createInvoice(order(), mailing, port),
			],
		},
		'a foreign currency': {
			runs: [1, 2].map(
				() => async (port: DineroPort) => await createInvoice(order({ currency: 'EUR' }), settings(), port),
			),
		},
		'VAT that must be stated in DKK': {
			prepare: known,
			runs: [1, 2].map(
				() => async (port: DineroPort) =>
					await createInvoice(order({ currency: 'SEK', payments: [] }), settings(), port),
			),
		},
		'a draft': {
			runs: [1, 2].map(
				() => async (port: DineroPort) => await createInvoice(order(), settings({ action: 'draft' }), port),
			),
		},
		'two orders of one new customer': {
			runs: [
				invoice,
				async (port) =>
					await createInvoice(
						order({ id: '2', payments: [{ ...order().payments[0], transactionId: '9002' }] }),
						settings(),
						port,
					),
			],
		},
		'a refund, twice': { prepare: async (dinero) => await invoice(dinero.port()), runs: [credit, credit] },
		'two refunds of one order': {
			prepare: async (dinero) => await invoice(dinero.port()),
			runs: [credit, secondCredit],
		},
		'a refund beside the order once more': {
			prepare: async (dinero) => await invoice(dinero.port()),
			runs: [invoice, credit],
		},
	};
	it.each(Object.entries(scenes))('%s: everything once', async (_name, scene) => {
		const found = await explore(scene, await booksInTurn(scene));
		// Orders that come to the same state go on together, so states tell more than complete orders.
		expect(found.states).toBeGreaterThan(20);
		expect(found.complete).toBeGreaterThan(1);
	});

	it('three deliveries at once: everything once', async () => {
		const run: Transfer = async (port) => await createInvoice(order(), settings({ action: 'book' }), port);
		const scene: Scene = { prepare: known, runs: [run, run, run] };
		const found = await explore(scene, await booksInTurn(scene));
		expect(found.complete).toBeGreaterThan(100);
	}, 120_000);

	it('a refund that overtakes its order is refused, and credited when it is run again', async () => {
		const scene: Scene = { prepare: known, runs: [invoice, credit] };
		await explore(scene, await booksInTurn(scene), { runAgain: true });
	});

	it('one of two runs is hit by a fault at any request, then both are run again', async () => {
		const scene: Scene = { prepare: known, runs: [invoice, invoice] };
		const expected = await booksInTurn(scene);
		for (let at = 0; at < 6; at++) {
			for (const kind of ['before', 'after'] as FaultKind[]) {
				const found = await explore(scene, expected, { fault: { at, kind }, runAgain: true });
				expect(found.states).toBeGreaterThan(10);
			}
		}
	}, 120_000);
});
