import { isRefusal, planCreditNote, planInvoice, type InvoicePlan } from '../../orders';
import type { InvoiceFacts, ProductPlan } from '../../orders/plan';
import type { SettingsInput } from '../../orders/settings';
import { facts } from '../transfer/memoryDinero';
import { order, refund, settings } from '../transfer/sampleOrders';

type Line = ReturnType<typeof order>['lines'][number];

function planned(lines: Array<Partial<Line>>, change: SettingsInput = {}, of = {}): InvoicePlan {
	const [coffee] = order().lines;
	const all = lines.map((line, index) => ({ ...coffee, id: String(index), ...line }));
	const total = all.reduce((sum, line) => sum + line.gross, 0);
	const tax = all.reduce((sum, line) => sum + line.tax, 0);
	const plan = planInvoice(
		order({ lines: all, total, tax, payments: [], ...of }),
		settings({ products: 'create', ...change }),
		facts,
		'2026-11-20',
	);
	if (isRefusal(plan)) throw new Error(`${plan.message} ${plan.advice}`);
	return plan;
}

const productOf = (plan: InvoicePlan, index = 0): ProductPlan | undefined => plan.lines[index].product;

it('nothing is said of products unless the settings want them', () => {
	const plan = planned([{ sku: 'K-1' }], { products: 'text' });
	expect(plan.lines[0]).not.toHaveProperty('product');
	expect(plan).not.toHaveProperty('createProducts');
});

it('only products with a SKU have one; shipping, tips and gift cards never', () => {
	const plan = planned([
		{ sku: 'K-1' },
		{},
		{ sku: 'S', kind: 'shipping' },
		{ sku: 'G', kind: 'giftCardSold', gross: 10000, net: 10000, tax: 0 },
	]);
	expect(plan.lines.map((line) => line.product?.number)).toEqual(['K-1', undefined, undefined, undefined]);
	expect(planned([{ sku: 'K-1' }], { products: 'use' })).not.toHaveProperty('createProducts');
});

// Price of one piece, before discounts, without VAT; typed in by hand.
const prices: Array<[string, Partial<Line>, number]> = [
	['one for 299.00 with 25 %', { gross: 29900, net: 23920, tax: 5980 }, 239.2],
	['three for 299.70 with 25 %', { quantity: '3', gross: 29970, net: 23976, tax: 5994 }, 79.92],
	['reduced from 500.00 to 400.00 with 25 %', { gross: 40000, net: 32000, tax: 8000, discount: 10000 }, 400],
	['for nothing', { gross: 0, net: 0, tax: 0 }, 0],
	['a piece and a half for 150.00 with 25 %', { quantity: '1.5', gross: 15000, net: 12000, tax: 3000 }, 80],
];
test.each(prices)('the price of a new product: %s', (_what, line, price) => {
	expect(productOf(planned([{ sku: 'K-1', ...line }, {}]))).toEqual({
		number: 'K-1',
		name: 'Kaffe',
		externalReference: 'product:K-1',
		accountNumber: 1000,
		price,
	});
});

it('a new product has no price where the shop sells in another currency', () => {
	expect(productOf(planned([{ sku: 'K-1' }], {}, { currency: 'EUR' }))).toMatchObject({ price: 0 });
});

it('a new product that is first sold abroad stands on the account of sales at home, unless a rule says more', () => {
	const abroad = { name: 'Ola', street: 'Gata 1', postcode: '0150', city: 'Oslo', country: 'NO' };
	const untaxed = { sku: 'K-1', gross: 23920, net: 23920, tax: 0, taxNames: [] };
	const where = { billing: abroad, delivery: abroad };
	const plan = planned([untaxed], {}, where);
	expect(plan.lines[0].accountNumber).toBe(1255);
	expect(productOf(plan)).toMatchObject({ accountNumber: 1000, price: 239.2 });
	const ruled = planned([untaxed], { accountRules: [{ when: { sku: 'K-*' }, account: 1050 }] }, where);
	expect(productOf(ruled)).toMatchObject({ accountNumber: 1050 });
});

it('a long SKU has a reference that Dinero takes, and no other SKU has the same', () => {
	const long = 'x'.repeat(140);
	const [one, other] = [`${long}1`, `${long}2`].map(
		(sku) => productOf(planned([{ sku }]))?.externalReference ?? '',
	);
	expect(one.length).toBeLessThanOrEqual(128);
	expect(one).not.toBe(other);
});

it('a refunded line is found again although the invoice prints the name of the product', () => {
	const line = { quantity: 1, unit: 'parts', gross: 10000, net: 8000, accountNumber: 1000 };
	const invoice: InvoiceFacts = {
		guid: 'g',
		booked: true,
		currency: 'DKK',
		total: 20000,
		vat: 2000,
		credited: 0,
		lines: [
			{ ...line, description: 'Coffee of the house', comments: 'Kaffe\nK-1' },
			{ ...line, description: 'Kaffe K-1', net: 10000, accountNumber: 1050 },
		],
	};
	const note = planCreditNote(
		refund({
			amount: 10000,
			lines: [{ kind: 'product', text: 'Kaffe', quantity: '1', gross: 10000, tax: 2000, where: '' }],
		}),
		invoice,
		settings(),
		facts,
	);
	if (isRefusal(note)) throw new Error(note.message);
	expect(note.lines).toMatchObject([{ accountNumber: 1000, baseAmountValue: 100 }]);
});
