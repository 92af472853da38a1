import { operation } from './given';
import { Engine, picked, type Ran } from './harness';
import { shopifyOrder } from './shopifyOrder';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const run = async (name: string, order: unknown, options: object = {}): Promise<Ran> =>
	await engine.run(
		operation('shopOrder', name, {
			...{ order: order as never, refund: order as never, orders: order as never },
			...{
				depositAccountNumber: picked('55000'),
				whatToDo: name === 'dailySettlement' ? 'book' : 'bookAndPay',
			},
			options: { whenRefused: 'item', ...options },
		}),
	);

const logRow = {
	when: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
	...{ shop: 'nordlys-cykler.example', order: '#1001', number: '', total: '1035.00', currency: 'DKK' },
};

test('an order tells all that was done, found and decided, and has a row for a table', async () => {
	const first = await run('createInvoice', shopifyOrder());
	expect(first.row).toMatchObject({
		...{ outcome: 'invoiced', furthestStep: 'paid', retryable: false, vatCase: 'domestic', warnings: [] },
		...{ orderTotal: '1035.00', invoiceTotal: '1035.00', paidAmount: '1035.00', remaining: '0.00' },
		...{ reason: null, advice: null, reasonCode: null },
		details: {
			created: ['contact', 'invoice', 'booking', 'payment shopify_payments'],
			found: [],
			accounts: [{ number: 1000, name: 'Salg af varer/ydelser m/moms', lines: ['Helmet', 'Bell', 'Parcel'] }],
			reasons: [
				expect.stringMatching(/^Account 1000 .* \(U25\): sold in Denmark/),
				expect.stringMatching(/^Paid by shopify_payments: deposit account 55000/),
			],
			calls: { order: 7, settings: 5 },
			logRow: { ...logRow, outcome: 'invoiced', number: '1', reason: '' },
		},
	});
	expect((await run('createInvoice', shopifyOrder())).row).toMatchObject({
		outcome: 'alreadyTransferred',
		details: { created: [], found: ['invoice', 'contact', 'booking'], calls: { order: 1, settings: 0 } },
	});
});

test('a refused order has the row too, with the reason, before and after Dinero was asked', async () => {
	const reason = expect.stringMatching(/\w/);
	expect((await run('createInvoice', shopifyOrder({ test: true }))).row).toMatchObject({
		...{ outcome: 'refused', reason, advice: reason, reasonCode: 'testOrder', furthestStep: 'none' },
		details: { logRow: { ...logRow, outcome: 'refused', reason } },
	});
	const unreadable = shopifyOrder({ total_price: 'a lot' });
	for (const name of ['createInvoice', 'preview', 'registerPayment', 'getStatus', 'createCreditNote']) {
		const { row } = await run(name, name === 'createInvoice' ? { body: unreadable } : unreadable, {
			shopKey: 'nordlys-cykler.example',
		});
		expect([name, row]).toMatchObject([
			name,
			{
				...{ outcome: 'refused', reason, advice: reason, reasonCode: reason, retryable: false },
				details: { logRow: { ...logRow, total: '', currency: '', outcome: 'refused', reason } },
			},
		]);
	}
	const { row } = await run('dailySettlement', unreadable);
	expect(row).toMatchObject({
		outcome: 'refused',
		details: { logRow: { shop: '', order: '', outcome: 'refused', reason } },
	});
	expect(engine.writes()).toEqual([]);
});
