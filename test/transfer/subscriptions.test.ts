import type { ShopOrder } from '../../orders';
import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import { createInvoice } from '../../transfer/createInvoice';
import type { TransferOutcome } from '../../transfer/outcome';
import type { LocalDinero } from './localDinero';
import { organizationId, startLocalDinero } from './localDinero';
import { order, settings } from './sampleOrders';

let local: LocalDinero;
beforeAll(async () => {
	local = await startLocalDinero();
});
afterAll(async () => await local.close());

const customers = 50;
const price = 10_000;

/** One month of a subscription of 100.00 EUR, Danish VAT in it. */
function renewal(customer: number, month: number): ShopOrder {
	const day = `2026-${String(month).padStart(2, '0')}-01`;
	const id = `sub_${customer}_${month}`;
	const [line] = order().lines;
	return order({
		shop: 'stripe',
		shopKey: 'acct_1',
		id,
		number: id,
		day,
		paidDay: day,
		currency: 'EUR',
		customer: { id: `cus_${customer}`, name: `Kunde ${customer}`, email: `kunde${customer}@example.com` },
		lines: [{ ...line, text: 'Abonnement', gross: price, net: 8000, tax: 2000 }],
		total: price,
		tax: 2000,
		paymentMethods: ['stripe'],
		payments: [{ method: 'stripe', amount: price, day, transactionId: `ch_${id}`, giftCard: false }],
	});
}

/** Each renewal delivered twice, eight deliveries at a time, the two of one renewal beside each other. */
async function deliver(month: number): Promise<TransferOutcome[]> {
	const queue = Array.from({ length: customers * 2 }, (_, index) =>
		renewal(Math.floor(index / 2) + 1, month),
	);
	const outcomes: TransferOutcome[] = [];
	const worker = async () => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
			outcomes.push(await createInvoice(next, settings(), local.port()));
		}
	};
	await Promise.all(Array.from({ length: 8 }, worker));
	return outcomes;
}

function books() {
	const organization = local.dinero.world.organizations.get(organizationId)!;
	const invoices = [...organization.invoices.values()];
	const payments = invoices.flatMap((invoice) => invoice.claim?.payments ?? []);
	const dkk = (number: number) =>
		[...organization.ledger.allBalances()].find(([account]) => account === number)?.[1] ?? 0;
	return {
		contacts: organization.contacts.size,
		invoices: invoices.length,
		booked: invoices.filter((one) => one.status !== 'Draft').length,
		eur: invoices.reduce((sum, one) => sum + one.totals.gross, 0),
		payments: payments.length,
		paidEur: payments.reduce((sum, one) => sum + one.amount, 0),
		paidDkk: payments.reduce((sum, one) => sum + one.amountDkk, 0),
		bank: dkk(55000),
		revenue: -dkk(1000),
		rates: new Set(invoices.map((one) => String(one.exchangeRate))),
	};
}

it('50 customers x 100 EUR, renewed, twice and in parallel: once each; a third run adds nothing', async () => {
	await deliver(10);
	const october = books();
	expect(october).toMatchObject({
		contacts: customers,
		invoices: customers,
		booked: customers,
		eur: customers * price,
		payments: customers,
		paidEur: customers * price,
	});
	const outcomes = await deliver(11);
	expect(outcomes.every(({ outcome }) => ['invoiced', 'alreadyTransferred'].includes(outcome))).toBe(true);
	const november = books();
	expect(november).toMatchObject({
		contacts: customers,
		invoices: customers * 2,
		eur: customers * price * 2,
		payments: customers * 2,
		paidEur: customers * price * 2,
	});
	// In the ledger it is DKK at the rate of the day: revenue without VAT, and the whole on the deposit account.
	expect(november.bank).toBe(november.paidDkk);
	const net = november.bank * 0.8;
	expect(Math.abs(november.revenue - net)).toBeLessThanOrEqual(customers * 2);
	expect(november.paidDkk).toBeGreaterThan(customers * 2 * price * 7);
	expect(checkInvariants(local.dinero.world)).toEqual([]);

	const before = local.requests().length;
	const third = [...(await deliver(10)), ...(await deliver(11))];
	expect(third.every(({ outcome }) => outcome === 'alreadyTransferred')).toBe(true);
	expect(third.every(({ calls }) => calls.order === 1)).toBe(true);
	expect(local.requests().length - before).toBe(customers * 4);
	expect(books()).toEqual(november);
}, 60_000);
