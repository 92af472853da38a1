import fc from 'fast-check';
import type { OrderPayment, ShopOrder } from '../../orders';
import { createCreditNote } from '../../transfer/createCreditNote';
import { createInvoice } from '../../transfer/createInvoice';
import { registerPayment } from '../../transfer/registerPayment';
import type { Fault } from './memoryDinero';
import { MemoryDinero } from './memoryDinero';
import { order, refund, settings } from './sampleOrders';

/** What may happen to one order, in any order and number. */
type Event =
	| { what: 'order'; paid: 0 | 1 | 2; action: 'draft' | 'book' | 'bookAndPay'; fault?: Fault }
	| { what: 'payment'; paid: 1 | 2; fault?: Fault }
	| { what: 'refund'; number: 0 | 1 | 2; named: boolean; fault?: Fault }
	| { what: 'person books' };

const parts: OrderPayment[] = [
	{ method: 'shopify_payments', amount: 29900, day: '2026-11-20', transactionId: '1', giftCard: false },
	{ method: 'gift_card', amount: 10000, day: '2026-11-20', transactionId: '2', giftCard: true },
];
const refunds = [10000, 5000, 20000];

function orderPaid(count: 0 | 1 | 2, currency: string): ShopOrder {
	const paymentStatus = (['unpaid', 'partiallyPaid', 'paid'] as const)[count];
	const payments = parts.slice(0, count);
	return order({ payments, paymentStatus, paymentMethods: payments.map(({ method }) => method), currency });
}

function refundNumber(number: number, named: boolean) {
	const amount = refunds[number];
	const payments = [{ ...refund().payments[0], amount, transactionId: `r${number}` }];
	return refund({
		id: `r${number}`,
		amount,
		lines: [],
		linesTotal: amount,
		payments,
		shopKey: named ? 'shop.example' : '',
	});
}

async function play(dinero: MemoryDinero, event: Event, currency: string): Promise<void> {
	if (event.what === 'person books') {
		for (const document of dinero.documents.values()) {
			if (!document.booked && !document.deleted) dinero.book(document.guid, document.timestamp);
		}
		return;
	}
	const port = dinero.port({ faults: event.fault ? [event.fault] : [] });
	const run = {
		order: async () => {
			const { paid, action } = event as Extract<Event, { what: 'order' }>;
			return await createInvoice(orderPaid(paid, currency), settings({ action }), port);
		},
		payment: async () =>
			await registerPayment(orderPaid((event as { paid: 1 | 2 }).paid, currency), settings(), port),
		refund: async () => {
			const { number, named } = event as Extract<Event, { what: 'refund' }>;
			return await createCreditNote(refundNumber(number, named), settings(), port);
		},
	}[event.what];
	await run().catch(() => undefined);
}

const fault = fc.option(
	fc.record({ at: fc.nat({ max: 8 }), kind: fc.constantFrom('before' as const, 'after' as const) }),
	{ nil: undefined, freq: 2 },
);
const event: fc.Arbitrary<Event> = fc.oneof(
	fc.record({
		what: fc.constant('order' as const),
		paid: fc.constantFrom(0 as const, 1 as const, 2 as const),
		action: fc.constantFrom('draft' as const, 'book' as const, 'bookAndPay' as const),
		fault,
	}),
	fc.record({ what: fc.constant('payment' as const), paid: fc.constantFrom(1 as const, 2 as const), fault }),
	fc.record({
		what: fc.constant('refund' as const),
		number: fc.constantFrom(0 as const, 1 as const, 2 as const),
		named: fc.boolean(),
		fault,
	}),
	fc.record({ what: fc.constant('person books' as const) }),
);

it('whatever is delivered, however often, in whatever order and with whatever faults: everything once', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(event, { maxLength: 12 }),
			fc.constantFrom('DKK', 'EUR'),
			async (events, currency) => {
				const dinero = new MemoryDinero();
				for (const each of events) await play(dinero, each, currency);

				const documents = [...dinero.documents.values()];
				const invoices = documents.filter(({ kind }) => kind === 'invoice');
				expect(invoices.length).toBeLessThanOrEqual(1);
				expect(dinero.contacts.size).toBeLessThanOrEqual(1);
				for (const invoice of invoices) {
					const references = invoice.payments
						.filter(({ account }) => account)
						.map((row) => row.externalReference);
					expect(new Set(references).size).toBe(references.length);
				}

				// Whatever came before, the last word of the shop brings the books to the same end.
				const last = { ...orderPaid(2, currency), paymentStatus: 'partiallyRefunded' as const };
				await createInvoice(last, settings(), dinero.port());
				for (const number of [0, 1, 2])
					await createCreditNote(refundNumber(number, false), settings(), dinero.port());
				const [invoice] = [...dinero.documents.values()].filter(({ kind }) => kind === 'invoice');
				const money = invoice.payments.filter(({ account }) => account).map(({ amount }) => amount);
				expect(money.sort((a, b) => a - b)).toEqual([-20000, -10000, -5000, 10000, 29900]);
				const credited = [...dinero.documents.values()].filter(({ kind }) => kind === 'creditNote');
				expect(credited.map(({ total }) => total).sort((a, b) => a - b)).toEqual([5000, 10000, 20000]);
				expect(dinero.contacts.size).toBe(1);
				expect(dinero.remaining(invoice)).toBe(0);
			},
		),
		{ numRuns: 300 },
	);
});
