/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync } from 'node:fs';
import { isRefusal, readShopDocument, type SettingsInput, type ShopOrder } from '../../orders';
import { folder, load, plan } from './fixtureOrders';

/** account, quantity, unit price; and what is paid. Typed by hand from the payloads. */
type Lines = Array<[number, number, number]>;
interface Expected {
	lines?: Lines;
	total?: number;
	vat?: number;
	paid?: number[];
	code?: string;
	vatCase?: string;
	language?: string;
	person?: boolean;
	vatNumber?: string;
	settings?: SettingsInput;
}

const table: Record<string, Expected | Expected[]> = {
	'shopify-dk-vat-included': {
		lines: [
			[1000, 1, 359.1],
			[1000, 2, 134.55],
			[1350, 1, 49],
		],
		total: 67720,
		vat: 13544,
		paid: [67720],
		vatCase: 'domestic',
		language: 'da-DK',
		person: true,
	},
	// 59.97 + 14.99 = 74.96 does not divide by 3: one line with the whole sum.
	'shopify-dk-vat-on-top': {
		lines: [
			[1000, 1, 74.96],
			[1350, 1, 49],
		],
		total: 12396,
		vat: 2479,
		paid: [12396],
	},
	'shopify-dk-business-cvr-ean': {
		lines: [[1000, 1, 1250]],
		total: 125000,
		vat: 25000,
		paid: [],
		person: false,
		vatNumber: '25063864',
	},
	'shopify-eu-business-reverse-charge': {
		lines: [
			[1100, 2, 360],
			[1100, 1, 90],
		],
		total: 81000,
		vat: 0,
		paid: [81000],
		vatCase: 'euBusinessGoods',
		language: 'en-GB',
		vatNumber: 'DE123456789',
	},
	'shopify-eu-private': {
		lines: [
			[1000, 1, 399],
			[1000, 1, 100],
		],
		total: 49900,
		vat: 9980,
		vatCase: 'euPrivate',
		language: 'en-GB',
	},
	'shopify-eu-private-foreign-rate': [
		{ code: 'taxRateDiffers' },
		{
			settings: { vat: { oss: true }, accounts: { oss: 1150, foreignTax: 63010 } },
			lines: [
				[1150, 1, 100],
				[63010, 1, 19],
			],
			total: 11900,
			vat: 0,
			vatCase: 'oss',
		},
		{ settings: { vat: { oss: true } }, code: 'accountMissing' },
	],
	'shopify-norway': { lines: [[1255, 1, 319.2]], total: 31920, vat: 0, vatCase: 'export' },
	'shopify-greenland': {
		lines: [
			[1255, 2, 119],
			[1255, 1, 80],
		],
		total: 31800,
		vat: 0,
		language: 'da-DK',
	},
	'shopify-faroe': { lines: [[1255, 1, 119.6]], total: 11960, vat: 0, language: 'da-DK' },
	'shopify-northern-ireland': { lines: [[1000, 1, 149.5]], total: 14950, vat: 2990, vatCase: 'euPrivate' },
	'shopify-tip': [
		{ code: 'accountMissing' },
		{
			settings: { accounts: { tip: 63010 } },
			lines: [
				[1000, 1, 149.5],
				[63010, 1, 20],
			],
			total: 16950,
			vat: 2990,
		},
	],
	'shopify-duties': [
		{ code: 'accountMissing' },
		{
			settings: { accounts: { duty: 63010 } },
			lines: [
				[1255, 1, 300],
				[63010, 1, 50],
			],
			total: 35000,
			vat: 0,
		},
	],
	'shopify-gift-card-sold': [
		{
			lines: [
				[63080, 1, 500],
				[1000, 1, 149.5],
			],
			total: 64950,
			vat: 2990,
		},
		{
			settings: { giftCardsSold: 'withVat' },
			lines: [
				[1000, 1, 500],
				[1000, 1, 149.5],
			],
			total: 64950,
			vat: 12990,
		},
	],
	'shopify-gift-card-used': {
		settings: { paymentRules: [{ method: 'gift_card', depositAccount: 55130 }] },
		lines: [[1000, 3, 149.5]],
		total: 44850,
		vat: 8970,
		paid: [20000, 24850],
	},
	// 24.79 shared over 59.97 and 39.20: 14.99 and 9.80.
	'shopify-tax-on-order-only': {
		lines: [
			[1000, 1, 74.96],
			[1000, 1, 49],
		],
		total: 12396,
		vat: 2479,
		paid: [12396],
	},
	// 10.00 off 60.00 and 40.00, then 25 % on 54.00 and 36.00.
	'stripe-invoice-whole-tax-and-discount': {
		lines: [
			[1000, 1, 67.5],
			[1000, 1, 45],
		],
		total: 11250,
		vat: 2250,
		paid: [11250],
	},
	'shopify-two-currencies': [
		{ lines: [[1000, 1, 266]], total: 26600, vat: 5320, paid: [26600] },
		{
			settings: { invoiceCurrency: 'presentment' },
			lines: [[1000, 1, 1984]],
			total: 198400,
			vat: 39674,
			paid: [198400],
		},
	],
	'woo-dk-fee': {
		lines: [
			[1000, 2, 125],
			[1350, 1, 39],
			[1000, 1, 16],
		],
		total: 30500,
		vat: 6100,
		paid: [30500],
	},
	// 225.00 less the negative fee of 45.00.
	'woo-coupon-and-negative-fee': { lines: [[1000, 2, 90]], total: 18000, vat: 3600 },
	'woo-gift-card': { lines: [[1000, 2, 125]], total: 25000, vat: 5000, paid: [5000, 20000] },
	'woo-eu-business': {
		lines: [[1100, 2, 100]],
		total: 20000,
		vat: 0,
		vatCase: 'euBusinessGoods',
		vatNumber: 'NL123456789B01',
	},
	'woo-bank-transfer-unpaid': { lines: [[1000, 2, 125]], total: 25000, vat: 5000, paid: [] },
	'woo-refund-in-order': { lines: [[1000, 2, 125]], total: 25000, vat: 5000, paid: [25000] },
	'stripe-invoice-old-shape': { lines: [[1000, 1, 125]], total: 12500, vat: 2500, paid: [12500] },
	'stripe-invoice-new-shape': { lines: [[1000, 1, 125]], total: 12500, vat: 2500, paid: [12500] },
	'stripe-invoice-reverse-charge': [
		{ lines: [[1100, 1, 100]], total: 10000, vat: 0, vatCase: 'euBusinessGoods' },
		{
			settings: { vat: { supply: 'services' } },
			lines: [[1200, 1, 100]],
			total: 10000,
			vat: 0,
			vatCase: 'euBusinessServices',
		},
	],
	'stripe-session-with-lines': { lines: [[1000, 2, 125]], total: 25000, vat: 5000, paid: [25000] },
	'other-order': [
		{
			lines: [
				[1000, 1, 175.55],
				[1350, 1, 49],
			],
			total: 22455,
			vat: 4491,
			paid: [22455],
		},
		{
			settings: { paymentRules: [{ method: 'mobilepay', depositAccount: 55120, fee: 'deduct' }] },
			total: 22455,
			paid: [22245],
		},
	],
};

const rows = Object.entries(table).flatMap(([name, expected]) =>
	(Array.isArray(expected) ? expected : [expected]).map(
		(one, index) => [`${name} ${index + 1}`, name, one] as const,
	),
);

describe('orders of our own', () => {
	it('every order in the folder is in the table', () => {
		const orders = readdirSync(folder)
			.map((file) => file.replace('.json', ''))
			.filter((name) => {
				const document = readShopDocument(load(name), { shop: 'auto', shopKey: 'prove' });
				return !isRefusal(document) && document.kind === 'order';
			});
		expect(orders.sort()).toEqual(Object.keys(table).sort());
	});

	it.each(rows)('%s', (_, name, expected) => {
		const answer = plan(name, expected.settings);
		if (expected.code !== undefined || isRefusal(answer)) {
			expect(isRefusal(answer) ? `${answer.code}` : answer.vatCase).toBe(expected.code ?? 'a plan');
			return;
		}
		if (expected.lines) {
			expect(answer.lines.map((line) => [line.accountNumber, line.quantity, line.baseAmountValue])).toEqual(
				expected.lines,
			);
		}
		if (expected.total !== undefined) expect(answer.expected.total).toBe(expected.total);
		if (expected.vat !== undefined) expect(answer.expected.vat).toBe(expected.vat);
		if (expected.paid) expect(answer.payments.map((payment) => payment.amount)).toEqual(expected.paid);
		if (expected.vatCase) expect(answer.vatCase).toBe(expected.vatCase);
		if (expected.language) expect(answer.language).toBe(expected.language);
		if (expected.person !== undefined) expect(answer.contact.isPerson).toBe(expected.person);
		if (expected.vatNumber) expect(answer.contact.vatNumber).toBe(expected.vatNumber);
	});

	it('reads an order in every wrapping in which it arrives', () => {
		const order = load('shopify-dk-vat-included');
		const bare = readShopDocument(order, { shop: 'auto' });
		for (const wrapped of [
			[order],
			{ body: order },
			{ headers: {}, params: {}, query: {}, body: order },
			{ order },
			[{ body: { order } }],
			JSON.stringify(order),
			{ json: order },
		]) {
			expect(readShopDocument(wrapped, { shop: 'auto' })).toEqual(bare);
			expect(readShopDocument(wrapped, { shop: 'shopify' })).toEqual(bare);
		}
		expect(readShopDocument(order, { shop: 'woocommerce' })).toMatchObject({ code: 'notAnOrder' });
		expect(readShopDocument([order, order], { shop: 'auto' })).toMatchObject({ code: 'severalDocuments' });
	});

	it('tells shops apart by their own address, and asks only where the payload names none', () => {
		const key = (name: string, shopKey?: string) => {
			const document = readShopDocument(load(name), { shop: 'auto', shopKey });
			return isRefusal(document) ? document.code : document.shopKey;
		};
		expect(key('shopify-dk-vat-included', 'Typed')).toBe('nordlys-prove.myshopify.com');
		expect(key('woo-dk-fee')).toBe('havblik-prove.example.com');
		expect(key('other-order')).toBe('dandomain-prove.example');
		expect(key('stripe-invoice-old-shape', 'Typed')).toBe('stripe.com');
		const nameless = { ...(load('shopify-dk-vat-included') as object), order_status_url: null };
		expect(readShopDocument(nameless, { shop: 'auto' })).toMatchObject({
			code: 'shopUnknown',
			where: 'Shop Key',
		});
		expect(readShopDocument(nameless, { shop: 'auto', shopKey: ' My Shop ' })).toMatchObject({
			shopKey: 'my-shop',
		});
	});

	it('understands a country that is written out', () => {
		const change = (order: { shipping_address: object; billing_address: object }) => {
			for (const address of [order.shipping_address, order.billing_address])
				Object.assign(address, { country_code: null, country: 'Norway' });
		};
		expect(plan('shopify-norway', {}, change as never)).toMatchObject({
			vatCase: 'export',
			contact: { countryKey: 'NO' },
		});
		const unknown = (order: { billing: { country: string }; shipping: { country: string } }) => {
			order.billing.country = order.shipping.country = 'Atlantis';
		};
		expect(plan('woo-dk-fee', {}, unknown as never)).toMatchObject({ code: 'countryUnknown' });
	});

	it.each([
		['total', 'auto'],
		['lines', 'auto'],
		['total', 'other'],
		['lines', 'other'],
		['currency', 'other'],
		['id', 'other'],
		['date', 'other'],
	] as const)('an order of another shop without its %s hears so (shop: %s)', (key, shop) => {
		const rest = { ...(load('other-order') as Record<string, unknown>) };
		delete rest[key];
		expect(readShopDocument(rest, { shop })).toMatchObject({ code: 'fieldMissing', where: key });
		expect(readShopDocument({ body: { order: rest } }, { shop })).toMatchObject({ where: key });
	});

	it('whoever chooses another shop hears what is missing, whatever was sent', () => {
		expect(readShopDocument({ hello: 'world' }, { shop: 'other' })).toMatchObject({ where: 'currency' });
		expect(readShopDocument({ hello: 'world' }, { shop: 'auto' })).toMatchObject({ code: 'notAnOrder' });
		expect(readShopDocument(load('woo-dk-fee'), { shop: 'shopify' })).toMatchObject({ code: 'notAnOrder' });
	});

	it.each([
		['status', 'banana', 'status'],
		['quantity', -1, 'data.object.lines.data[0].quantity'],
		['quantity', 'many', 'data.object.lines.data[0].quantity'],
	])('a Stripe invoice whose %s is %s is refused', (key, value, where) => {
		const event = load('stripe-invoice-old-shape') as { data: { object: Record<string, unknown> } };
		const invoice = event.data.object;
		if (key === 'status') invoice.status = value;
		else (invoice.lines as { data: Array<Record<string, unknown>> }).data[0].quantity = value;
		expect(readShopDocument(event, { shop: 'auto' })).toMatchObject({
			code: 'fieldUnreadable',
			where: expect.stringContaining(where.split('.').at(-1)!),
		});
	});

	it('a checkout session that names an invoice is the same sale as that invoice', () => {
		const session = { ...(load('stripe-session-with-lines') as object), invoice: 'in_prove1' };
		const one = readShopDocument(session, { shop: 'auto' }) as ShopOrder;
		const other = readShopDocument(load('stripe-invoice-old-shape'), { shop: 'auto' }) as ShopOrder;
		expect([one.id, one.shopKey]).toEqual([other.id, other.shopKey]);
	});
});
