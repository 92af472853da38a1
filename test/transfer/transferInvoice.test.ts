import { transferInvoice } from '../../transfer/transferInvoice';
import { MemoryDinero } from './memoryDinero';
import { contactGuid, invoiceGuid, payment, plan, requestFor } from './requests';

const known = {
	name: 'Anna Berg',
	email: 'Anna@Example.com',
	street: 'Storegade 1',
	zipCode: '8000',
	city: 'Aarhus',
};

describe('an order becomes an invoice', () => {
	it('is created, booked and paid, and found the second time with one request', async () => {
		const dinero = new MemoryDinero();
		const first = dinero.port();
		const outcome = await transferInvoice(requestFor(plan()), first, { now: () => 0 });
		expect(outcome).toMatchObject({
			outcome: 'invoiced',
			furthestStep: 'paid',
			created: ['contact', 'invoice', 'booking', 'payment shopify_payments'],
			found: [],
			invoiceGuid,
			contactGuid,
			invoiceNumber: 1,
			orderTotal: '399.00',
			invoiceTotal: '399.00',
			invoiceVat: '79.80',
			paidAmount: '399.00',
			remaining: '0.00',
			calls: { order: 7, settings: 5 },
			logRow: {
				when: '1970-01-01T00:00:00.000Z',
				order: '#1001',
				outcome: 'invoiced',
				number: '1',
				total: '399.00',
			},
		});
		const before = dinero.dump();
		const second = dinero.port();
		expect(await transferInvoice(requestFor(plan()), second)).toMatchObject({
			outcome: 'alreadyTransferred',
			furthestStep: 'paid',
			created: [],
			paidAmount: '399.00',
			calls: { order: 1, settings: 0 },
		});
		expect(dinero.dump()).toEqual(before);
	});

	it.each([
		[
			'a known customer',
			{},
			['getInvoice', 'findContacts', 'fetchInvoiceTotals', 'createInvoice', 'bookInvoice', 'registerPayment'],
		],
		[
			'a foreign currency',
			{ currency: 'EUR' },
			[
				'getInvoice',
				'findContacts',
				'fetchInvoiceTotals',
				'createInvoice',
				'bookInvoice',
				'findInvoices',
				'registerPayment',
			],
		],
		['a draft', { book: false }, ['getInvoice', 'findContacts', 'fetchInvoiceTotals', 'createInvoice']],
	])('takes these requests for %s', async (_, change, requests) => {
		const dinero = new MemoryDinero();
		dinero.addContact(known);
		const port = dinero.port();
		await transferInvoice(requestFor(plan(change)), port);
		expect(port.log).toEqual(requests);
	});

	it('registers one payment a gateway, and in a foreign currency their DKK come to the whole', async () => {
		const dinero = new MemoryDinero();
		const payments = [13333, 13333, 13234].map((amount, index) =>
			payment({ amount, externalReference: `p${index}` }),
		);
		dinero.rate = 745.02;
		const outcome = await transferInvoice(requestFor(plan({ currency: 'EUR', payments })), dinero.port());
		const rows = dinero.documents.get(invoiceGuid)?.payments ?? [];
		expect(rows.map(({ amount }) => amount)).toEqual([13333, 13333, 13234]);
		expect(rows.reduce((sum, { dkk }) => sum + (dkk as number), 0)).toBe(Math.round((39900 * 745.02) / 100));
		expect(outcome.remaining).toBe('0.00');
	});
});
