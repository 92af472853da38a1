import { isRefusal, readShopDocument, type ShopOrder } from '../../orders';
import { load, plan } from './fixtureOrders';

type Change = (payload: never) => void;

function read(name: string, change: Change = () => undefined): ShopOrder {
	const payload = load(name);
	change(payload as never);
	const document = readShopDocument(payload, { shop: 'auto', shopKey: 'prove' });
	if (isRefusal(document) || document.kind !== 'order') throw new Error(JSON.stringify(document));
	return document;
}

const set =
	(...changes: Array<Record<string, unknown>>): Change =>
	(payload) => {
		for (const change of changes) Object.assign(payload, change);
	};

describe('Shopify', () => {
	const tx = (id: number, change: Record<string, unknown> = {}) => ({
		id,
		kind: 'sale',
		status: 'success',
		gateway: 'cash',
		amount: '677.20',
		currency: 'DKK',
		processed_at: '2026-03-12T23:30:00Z',
		...change,
	});

	it('cash that the till rounded settles the exact total', () => {
		const order = read(
			'shopify-dk-vat-included',
			set({ transactions: [tx(1, { amount: '677.00', amount_rounding: '-0.20' })] }),
		);
		expect(order.payments).toMatchObject([
			{ amount: 67720, day: '2026-03-13', method: 'cash', transactionId: '1' },
		]);
		expect(order.warnings.join()).toContain('rounded');
	});

	it('only successful sales and captures are payments', () => {
		const transactions = [
			tx(1, { kind: 'authorization' }),
			tx(2, { status: 'failure' }),
			tx(3, { kind: 'capture', amount: '600.00' }),
			tx(4, { kind: 'refund', amount: '100.00' }),
			tx(5, { amount: '77.20', gateway: 'gift_card' }),
		];
		const order = read('shopify-dk-vat-included', set({ transactions }));
		expect(order.payments.map((payment) => [payment.method, payment.amount, payment.giftCard])).toEqual([
			['cash', 60000, false],
			['gift_card', 7720, true],
		]);
	});

	it('payments in the customer’s currency say nothing about the shop’s; in any other they are refused', () => {
		const seen = set({
			presentment_currency: 'SEK',
			transactions: [tx(1, { currency: 'SEK', amount: '1000.00' })],
		});
		expect(read('shopify-dk-vat-included', seen).payments).toMatchObject([{ amount: 67720 }]);
		const other = load('shopify-dk-vat-included') as Record<string, unknown>;
		other.transactions = [tx(1, { currency: 'AUD' })];
		expect(readShopDocument(other, { shop: 'auto' })).toMatchObject({ code: 'currencyMixed' });
	});

	it.each([
		['partially_paid', { total_outstanding: '600.00' }, [7720], 'partiallyPaid'],
		['partially_paid', { total_outstanding: null }, [], 'partiallyPaid'],
		['authorized', { total_outstanding: '677.20' }, [], 'authorized'],
		['pending', { total_outstanding: '677.20' }, [], 'unpaid'],
		[null, {}, [], 'unpaid'],
		['partially_refunded', {}, [67720], 'partiallyRefunded'],
	])('status %s with %j is paid %j', (status, change, paid, expected) => {
		const order = read('shopify-dk-vat-included', set({ financial_status: status, ...change }));
		expect(order.payments.map((payment) => payment.amount)).toEqual(paid);
		expect(order.paymentStatus).toBe(expected);
	});

	it('words that stand for nothing are nothing', () => {
		const order = read(
			'shopify-dk-vat-included',
			set({
				cancelled_at: 'None',
				note: 'null',
				phone: '',
				total_tip_received: 'None',
				billing_address: 'None',
			}),
		);
		expect([order.cancelled, order.billing, order.note]).toEqual([false, undefined, undefined]);
		expect(order.customer.phone).toBeUndefined();
	});

	it('the exact id is taken where a number lost its last digits', () => {
		const order = read(
			'shopify-dk-vat-included',
			set({ id: 820982911946154500, admin_graphql_api_id: 'gid://shopify/Order/820982911946154508' }),
		);
		expect(order.id).toBe('820982911946154508');
	});

	it('a tax told only for the whole order is shared, out of prices that include it', () => {
		const whole = (order: {
			tax_lines: object[];
			line_items: Array<{ tax_lines: unknown }>;
			shipping_lines: Array<{ tax_lines: unknown }>;
		}) => {
			order.tax_lines = [{ title: 'DK Moms', rate: 0.25, price: '135.44' }];
			for (const line of [...order.line_items, ...order.shipping_lines]) line.tax_lines = [];
		};
		const order = read('shopify-dk-vat-included', whole as Change);
		expect(order.lines.map((line) => [line.gross, line.net, line.tax])).toEqual([
			[35910, 28728, 7182],
			[26910, 21528, 5382],
			[4900, 3920, 980],
		]);
		expect(order.warnings.join()).toContain('shared');
	});

	it('a tax that one line has lost is not made up for', () => {
		const lost = (order: { tax_lines: object[]; line_items: Array<{ tax_lines: unknown }> }) => {
			order.tax_lines = [{ title: 'DK Moms', rate: 0.25, price: '135.44' }];
			order.line_items[0].tax_lines = [];
		};
		expect(plan('shopify-dk-vat-included', {}, lost as Change)).toMatchObject({ code: 'taxDoesNotAddUp' });
	});

	it('removed shipping does not count', () => {
		const removed = (order: { shipping_lines: object[] }) => {
			order.shipping_lines.push({
				id: 99,
				title: 'Gammel',
				price: '500.00',
				is_removed: true,
				tax_lines: [],
			});
		};
		expect(read('shopify-dk-vat-included', removed as Change).lines).toHaveLength(3);
	});

	it('a day is a day in Copenhagen', () => {
		const late = set({ processed_at: '2026-06-30T23:30:00-05:00' });
		expect(read('shopify-dk-vat-included', late).day).toBe('2026-07-01');
	});
});

describe('WooCommerce', () => {
	it('a gift card in the shape of a negative fee is a payment, no discount', () => {
		const fee = set({
			fee_lines: [{ id: 8, name: 'Gavekort GK-1', total: '-50.00', total_tax: '0.00' }],
			total: '255.00',
		});
		const settled = (order: never) => {
			fee(order);
			const payload = order as { line_items: object[]; total_tax: string };
			payload.total_tax = '57.80';
		};
		// 250.00 + 39.00 in the lines, 50.00 by gift card: 239.00 are left to pay.
		const order = read('woo-dk-fee', (payload) => {
			settled(payload);
			Object.assign(payload, { total: '239.00' });
		});
		expect(order.total).toBe(28900);
		expect(order.lines.every((line) => line.gross > 0)).toBe(true);
		expect(order.payments.map((payment) => [payment.method, payment.amount])).toEqual([
			['quickpay', 23900],
			['gift_card', 5000],
		]);
	});

	it('a negative fee with tax is a discount, whatever it is called', () => {
		const named = (order: { fee_lines: Array<{ name: string }> }) => {
			order.fee_lines[0].name = 'Gavekort-rabat';
		};
		const order = read('woo-coupon-and-negative-fee', named as Change);
		expect([order.total, order.payments.length]).toEqual([18000, 1]);
	});

	it('names without HTML, taxes by their label, the day of the UTC twin', () => {
		const order = read('woo-dk-fee', set({ date_created_gmt: '2026-03-31T22:30:00' }));
		expect(order.lines[0]).toMatchObject({ text: 'Krus – blå', taxNames: ['Moms'] });
		expect(order.day).toBe('2026-04-01');
	});

	it.each(['failed', 'cancelled', 'trash', 'checkout-draft'])('status %s is no sale', (status) => {
		expect(plan('woo-dk-fee', {}, set({ status }))).toMatchObject({ kind: 'nothingToDo', code: 'cancelled' });
	});

	it('a status of a plugin counts by the day of payment', () => {
		expect(read('woo-dk-fee', set({ status: 'pakket' })).paymentStatus).toBe('paid');
		expect(
			read('woo-dk-fee', set({ status: 'pakket', date_paid: null, date_paid_gmt: null })).paymentStatus,
		).toBe('unpaid');
	});

	it('a fee of the acquirer counts only where fee and net make up the payment', () => {
		const meta = (fee: string, net: string) =>
			set({
				meta_data: [
					{ key: '_stripe_fee', value: fee },
					{ key: '_stripe_net', value: net },
				],
			});
		expect(read('woo-dk-fee', meta('5.27', '299.73')).payments[0].fee).toBe(527);
		expect(read('woo-dk-fee', meta('5.27', '285.30')).payments[0].fee).toBeUndefined();
	});

	it('lines finer than the coin are rounded, and the sum decides', () => {
		const fine = (order: { line_items: Array<{ total: string }> }) => {
			order.line_items[0].total = '200.0000';
		};
		expect(read('woo-dk-fee', fine as Change).lines[0].net).toBe(20000);
	});
});

describe('Stripe', () => {
	const invoice = (change: Record<string, unknown>): Change =>
		((event: { data: { object: object } }) => {
			Object.assign(event.data.object, change);
		}) as Change;

	it('a void invoice is no sale, a draft is not one yet', () => {
		expect(plan('stripe-invoice-old-shape', {}, invoice({ status: 'void' }))).toMatchObject({
			code: 'cancelled',
		});
		expect(plan('stripe-invoice-old-shape', {}, invoice({ status: 'draft' }))).toMatchObject({
			code: 'invoiceNotFinal',
			retryable: true,
		});
	});

	it('test mode is told by the event and by the object', () => {
		expect(plan('stripe-invoice-old-shape', {}, set({ livemode: false }))).toMatchObject({
			code: 'testOrder',
		});
		expect(plan('stripe-invoice-old-shape', {}, invoice({ livemode: false }))).toMatchObject({
			code: 'testOrder',
		});
	});

	it('a discount told only for the whole invoice is shared and told on the lines', () => {
		const order = read('stripe-invoice-whole-tax-and-discount');
		expect(order.lines.map((line) => [line.gross, line.tax, line.discount])).toEqual([
			[6750, 1350, 600],
			[4500, 900, 400],
		]);
	});

	it('only the first lines are no invoice', () => {
		const more = ((event: { data: { object: { lines: { has_more: boolean } } } }) => {
			event.data.object.lines.has_more = true;
		}) as Change;
		expect(plan('stripe-invoice-old-shape', {}, more)).toMatchObject({ code: 'linesMissing' });
	});

	it('what the customer’s balance settled stays open, with a warning', () => {
		const order = read('stripe-invoice-old-shape', invoice({ amount_paid: 10000 }));
		expect(order.payments).toMatchObject([{ amount: 10000 }]);
		expect(order.warnings.join()).toContain('balance');
	});

	it('paid outside Stripe is a method of its own', () => {
		expect(read('stripe-invoice-old-shape', invoice({ paid_out_of_band: true })).payments[0].method).toBe(
			'paid_out_of_band',
		);
	});

	it('yen have no decimals, krónur are written with two', () => {
		const of = (currency: string, amount: number) =>
			read('stripe-invoice-reverse-charge', ((event: { data: { object: { lines: { data: object[] } } } }) => {
				const object = event.data.object;
				Object.assign(object, { currency, total: amount, amount_paid: amount });
				Object.assign(object.lines.data[0], { currency, amount });
			}) as Change).total;
		expect(of('jpy', 10000)).toBe(10000);
		expect(of('isk', 10000)).toBe(100);
	});
});
