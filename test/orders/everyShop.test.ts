import { isRefusal, type InvoicePlan, type SettingsInput } from '../../orders';
import { plan } from './fixtureOrders';

type Json = Record<string, unknown>;

/** How each shop writes down where an order goes, one taxed order of its and one without tax. */
const shops: Record<
	string,
	{ taxed: string; untaxed: string; strip?: (it: Json) => void; places: (it: Json) => Json[] }
> = {
	shopify: {
		taxed: 'shopify-dk-vat-included',
		untaxed: 'shopify-greenland',
		places: (it) => [it.billing_address, it.shipping_address] as Json[],
	},
	woocommerce: {
		taxed: 'woo-dk-fee',
		untaxed: 'woo-eu-business',
		strip: (it) => {
			it.meta_data = [];
			for (const address of [it.billing, it.shipping] as Json[]) address.company = '';
		},
		places: (it) => [it.billing, it.shipping] as Json[],
	},
	stripe: {
		taxed: 'stripe-invoice-old-shape',
		untaxed: 'stripe-invoice-reverse-charge',
		strip: (it) => Object.assign(invoiceOf(it), { customer_tax_ids: [], customer_tax_exempt: 'none' }),
		places: (it) => [invoiceOf(it).customer_address] as Json[],
	},
	other: {
		taxed: 'other-order',
		untaxed: 'other-order',
		strip: (it) => {
			it.tax = '0.00';
			delete it.shippingTax;
			for (const line of it.lines as Json[]) delete line.tax;
		},
		places: (it) => [it.billing] as Json[],
	},
};
const invoiceOf = (event: Json) => (event.data as Json).object as Json;

function sentTo(shop: string, kind: 'taxed' | 'untaxed', country: string, postcode: string) {
	const { strip, places } = shops[shop];
	const change = (payload: Json) => {
		if (kind === 'untaxed') strip?.(payload);
		for (const place of places(payload)) {
			if ('country_code' in place) Object.assign(place, { country_code: country, zip: postcode });
			Object.assign(place, { country, postcode, postal_code: postcode });
		}
	};
	return plan(shops[shop][kind], {}, change as never);
}

/** Where, and what becomes of an order without tax and of one with Danish VAT; typed by hand from the VAT rules. */
const table: Array<[string, string, string, string]> = [
	['DK', '2100', 'taxMissing', 'domestic'],
	['GL', '3900', 'export', 'taxNotExpected'],
	['FO', '100', 'export', 'taxNotExpected'],
	['NO', '0150', 'export', 'taxNotExpected'],
	['GB', 'SW1A 1AA', 'export', 'taxNotExpected'],
	['GB', 'BT1 5GS', 'taxMissing', 'euPrivate'],
	['GB', 'bt49 0ab', 'taxMissing', 'euPrivate'],
	['DE', '10115', 'taxMissing', 'euPrivate'],
	['FI', '22100', 'export', 'taxNotExpected'],
	['CH', '8001', 'export', 'taxNotExpected'],
];
const rows = Object.keys(shops).flatMap((shop) => table.map((row) => [shop, ...row] as const));

test.each(rows)(
	'%s to %s %s: %s without tax, %s with Danish VAT',
	(shop, country, postcode, without, taxed) => {
		const outcome = (answer: ReturnType<typeof plan>) => (isRefusal(answer) ? answer.code : answer.vatCase);
		const untaxed = sentTo(shop, 'untaxed', country, postcode);
		expect([outcome(untaxed), outcome(sentTo(shop, 'taxed', country, postcode))]).toEqual([without, taxed]);
		if (isRefusal(untaxed)) return;
		expect(untaxed.expected.vat).toBe(0);
		expect(new Set(untaxed.lines.map((line) => line.accountNumber))).toEqual(new Set([1255]));
		// Greenland and the Faroe Islands get Danish invoices, as they read them.
		expect(untaxed.language).toBe(['GL', 'FO'].includes(country) ? 'da-DK' : 'en-GB');
	},
);

function planned(name: string, settings: SettingsInput, change: (payload: never) => void): InvoicePlan {
	const answer = plan(name, settings, change);
	if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.message}`);
	return answer;
}
const shown = ({ lines }: InvoicePlan) => lines.map((line) => [line.accountNumber, line.baseAmountValue]);

describe('what is no ordinary sale, in shops beside Shopify', () => {
	const line = (text: string, kind: string, total: string) => ({ text, kind, quantity: 1, total });
	const own = (extra: Json[], total: string, change: Json = {}) =>
		((payload: Json) => {
			payload.lines = [...(payload.lines as Json[]), ...extra];
			Object.assign(payload, { total, payments: [{ method: 'mobilepay', amount: total }], ...change });
		}) as (payload: never) => void;

	it('our own shape: a gift card sold is a liability, a tip and a duty stand on their own accounts', () => {
		const settings = { accounts: { tip: 63010, duty: 7380 } };
		const extra = [
			line('Gavekort', 'giftCardSold', '300.00'),
			line('Drikkepenge', 'tip', '20.00'),
			line('Told', 'duty', '50.00'),
		];
		const answer = planned('other-order', settings, own(extra, '594.55'));
		expect(shown(answer)).toEqual([
			[1000, 175.55],
			[63080, 300],
			[63010, 20],
			[7380, 50],
			[1350, 49],
		]);
		expect(answer.expected).toMatchObject({ total: 59455, vat: 4491 });
		expect(plan('other-order', {}, own(extra, '594.55'))).toMatchObject({ code: 'accountMissing' });
	});

	it('our own shape: a gift card used is a payment, not a discount', () => {
		const payments = [
			{ method: 'gift_card', amount: '100.00' },
			{ method: 'mobilepay', amount: '124.55' },
		];
		const rules = { paymentRules: [{ method: 'gift_card', depositAccount: 55130 }] };
		const answer = planned('other-order', rules, own([], '224.55', { payments }));
		expect(answer.expected.total).toBe(22455);
		expect(answer.payments.map((one) => [one.depositAccountNumber, one.amount])).toEqual([
			[55130, 10000],
			[55000, 12455],
		]);
	});

	it('WooCommerce: gift cards and tips are told by rules, since the shop does not say what they are', () => {
		const change = ((order: Json) => {
			const [mug] = order.line_items as Json[];
			const card = { ...mug, id: 9, name: 'Gavekort 300', sku: 'GK', quantity: 1, price: 300, taxes: [] };
			const free = { subtotal: '300.00', subtotal_tax: '0.00', total: '300.00', total_tax: '0.00' };
			order.line_items = [mug, { ...card, ...free }];
			const [fee] = order.fee_lines as Json[];
			order.fee_lines = [fee, { ...fee, id: 8, name: 'Drikkepenge', total: '20.00', total_tax: '0.00' }];
			order.total = '625.00';
		}) as (payload: never) => void;
		expect(plan('woo-dk-fee', {}, change)).toMatchObject({ code: 'taxMissing' });
		const accountRules = [
			{ when: { sku: 'GK*' }, account: 63080 },
			{ when: { kind: 'fee' as const, name: 'Drikkepenge' }, account: 63010 },
		];
		const answer = planned('woo-dk-fee', { accountRules }, change);
		expect(shown(answer)).toEqual([
			[1000, 125],
			[63080, 300],
			[1350, 39],
			[1000, 16],
			[63010, 20],
		]);
		expect(answer.expected).toMatchObject({ total: 62500, vat: 6100 });
	});

	it('Stripe: a gift card sold without tax is told by a rule', () => {
		const change = ((event: Json) => {
			const invoice = invoiceOf(event);
			const rows = (invoice.lines as Json).data as Json[];
			rows.push({ ...rows[0], id: 'il_9', description: 'Gift card', amount: 30000, tax_amounts: [] });
			Object.assign(invoice, { total: 42500, amount_due: 42500, amount_paid: 42500 });
		}) as (payload: never) => void;
		const accountRules = [{ when: { name: 'Gift card*' }, account: 63080 }];
		expect(shown(planned('stripe-invoice-old-shape', { accountRules }, change))).toEqual([
			[1000, 125],
			[63080, 300],
		]);
	});
});
