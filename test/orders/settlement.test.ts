import fc from 'fast-check';
import { isRefusal, planSettlement, type ShopOrder, type ShopRefund } from '../../orders';
import type { SettlementPlan } from '../../orders/settlement';
import { settlementList } from '../../orders/settlementLines';
import { facts } from '../transfer/memoryDinero';
import { order, refund, settings } from '../transfer/sampleOrders';

function settled(documents: Array<ShopOrder | ShopRefund>, choices = {}, change = {}): SettlementPlan {
	const plan = planSettlement(documents, settings(change), facts, choices);
	if (isRefusal(plan)) throw new Error(`${plan.message} ${plan.advice}`);
	return plan;
}

/** An order of one line, 25 % of VAT in it, paid by one gateway. */
function sale(id: number, gross: number, method: string, fee?: number): ShopOrder {
	const tax = Math.round(gross / 5);
	const [line] = order().lines;
	return order({
		id: String(id),
		number: `#${id}`,
		lines: [{ ...line, gross, tax, net: gross - tax }],
		total: gross,
		tax,
		paymentMethods: [method],
		payments: [{ method, amount: gross, day: '2026-11-20', transactionId: `t${id}`, giftCard: false, fee }],
	});
}

function back(id: number, gross: number, method: string): ShopRefund {
	const tax = Math.round(gross / 5);
	return refund({
		id: `r${id}`,
		orderId: String(id),
		amount: gross,
		linesTotal: gross,
		lines: [{ kind: 'product', text: 'Kaffe', quantity: '1', gross, tax, where: 'refund_line_items[0]' }],
		payments: [{ method, amount: gross, day: '2026-11-20', transactionId: `r${id}`, giftCard: false }],
	});
}

const rules = [{ method: 'mobilepay', depositAccount: 55010, fee: 'deduct' as const }];
const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);

it('adds up for any day: to zero, to the money on each account, and to the VAT of the shop', () => {
	const day = fc.array(
		fc.record({
			gross: fc.integer({ min: 1, max: 2_000_000 }),
			method: fc.constantFrom('shopify_payments', 'mobilepay'),
			fee: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
			returned: fc.boolean(),
		}),
		{ minLength: 1, maxLength: 25 },
	);
	fc.assert(
		fc.property(day, (sales) => {
			const documents = sales.flatMap(({ gross, method, fee, returned }, index) => [
				sale(index + 1, gross, method, fee),
				...(returned ? [back(index + 1, gross, method)] : []),
			]);
			const plan = settled(documents, { feeAccount: 7380 }, { paymentRules: rules });
			expect(sum(plan.lines.map((line) => line.gross))).toBe(0);
			for (const line of plan.lines) {
				// What Dinero makes of the amount, the rule of the contract typed in here: a sale's VAT comes on top, half up.
				const vat =
					line.vatCode === 'U25' ? Math.sign(line.amount) * Math.floor(Math.abs(line.amount) / 4 + 0.5) : 0;
				expect(line.amount + vat).toBe(line.gross);
			}
			const fees = sum(
				sales.map(({ gross, method, fee }) =>
					method === 'mobilepay' && fee !== undefined && fee < gross ? fee : 0,
				),
			);
			const onAccount = (number: number) =>
				sum(plan.lines.filter((line) => line.accountNumber === number).map((line) => line.gross));
			const kept = (method: string) =>
				sum(sales.map((one) => (one.method === method && !one.returned ? one.gross : 0)));
			expect(onAccount(55010)).toBe(kept('mobilepay') - fees);
			expect(onAccount(55000)).toBe(kept('shopify_payments'));
			expect(onAccount(7380)).toBe(fees);
			expect(onAccount(1000)).toBe(0 - sum(sales.map((one) => (one.returned ? 0 : one.gross))));
			const vat = sum(sales.map((one) => (one.returned ? 0 : Math.round(one.gross / 5))));
			const booked = -sum(plan.lines.map((line) => line.gross - line.amount));
			expect(Math.abs(booked - vat)).toBeLessThanOrEqual(sales.length + 2);
			expect(plan.totals).toMatchObject({ fees, vat });
		}),
		{ numRuns: 300 },
	);
});

it('is the same whatever the order of the documents and however often they come', () => {
	const documents = [sale(1, 10_002, 'mobilepay'), sale(2, 3337, 'x'), back(2, 3337, 'x'), sale(3, 777, 'x')];
	const first = settled(documents);
	fc.assert(
		fc.property(fc.shuffledSubarray([...documents, ...documents], { minLength: 8 }), (again) => {
			const plan = settled(again);
			expect(plan.lines).toEqual(first.lines);
			expect(plan.mark).toBe(first.mark);
		}),
		{ numRuns: 30 },
	);
});

it('has another identity for another shop, day or organization', () => {
	const other = (change: object) => settled([{ ...sale(1, 100, 'x'), ...change }]).mark;
	const marks = [
		other({}),
		other({ shopKey: 'other.example' }),
		other({ shop: 'woocommerce' }),
		other({ paidDay: '2026-11-21' }),
	];
	expect(new Set(marks).size).toBe(4);
	const elsewhere = planSettlement([sale(1, 100, 'x')], settings(), { ...facts, organizationId: '9' });
	expect((elsewhere as SettlementPlan).mark).not.toBe(marks[0]);
});

it('uses an order of another day for the accounts of its refund, and not as a sale', () => {
	const sold = { ...sale(1, 50_000, 'x'), paidDay: '2026-11-10' };
	const plan = settled([sold, back(1, 50_000, 'x')], { day: '2026-11-20' });
	expect(plan.totals).toMatchObject({ sales: 0, refunds: 50_000, received: -50_000 });
});

describe('refuses what it cannot know', () => {
	const cases: Array<[string, Array<ShopOrder | ShopRefund>, object, string]> = [
		['a fee without an account', [sale(1, 100, 'mobilepay', 5)], {}, 'feeAccountMissing'],
		[
			'a fee account that is not there',
			[sale(1, 100, 'mobilepay', 5)],
			{ feeAccount: 4711 },
			'accountUnknown',
		],
		[
			'a refund without its order and without Danish VAT',
			[sale(2, 100, 'x'), { ...back(1, 100, 'x'), lines: [{ ...back(1, 100, 'x').lines[0], tax: 0 }] }],
			{},
			'refundWithoutOrder',
		],
		[
			'a refund that names no money',
			[sale(1, 100, 'x'), { ...back(1, 100, 'x'), payments: [] }],
			{},
			'refundNotPaid',
		],
		['more given back than sold', [sale(1, 100, 'x'), { ...back(1, 200, 'x') }], {}, 'refundTooLarge'],
		['two shops', [sale(1, 100, 'x'), { ...sale(2, 100, 'x'), shopKey: 'b.example' }], {}, 'severalShops'],
		['nothing at all', [], {}, 'noOrders'],
	];
	test.each(cases)('%s', (_what, documents, choices, code) => {
		expect(planSettlement(documents, settings({ paymentRules: rules }), facts, choices)).toMatchObject({
			code,
		});
	});
});

it('lists the day for people, with every order and the sums', () => {
	const text = settlementList(settled([sale(1, 10_000, 'x'), back(1, 10_000, 'x')])).join('\n');
	expect(text).toMatch(/#1 +100\.00 +20\.00 {2}x/);
	expect(text).toMatch(/Retur i alt +-100\.00/);
});

it('speaks Danish unless a language is chosen for all, and is the same voucher in both', () => {
	const documents = [sale(1, 10_000, 'mobilepay', 100), back(1, 5_000, 'mobilepay')];
	const choices = { feeAccount: 7380 };
	const danish = settled(documents, choices, { paymentRules: rules });
	const english = settled(documents, choices, { paymentRules: rules, language: 'en-GB' });
	const texts = (plan: SettlementPlan) => [...new Set(plan.lines.map((line) => line.text.split(' ')[0]))];
	expect(texts(danish)).toEqual(['Salg', 'Retur', 'Betalinger', 'Gebyrer']);
	expect(texts(english)).toEqual(['Sales', 'Returns', 'Payments', 'Fees']);
	expect(english.mark).toBe(danish.mark);
	expect(settlementList(danish)[0]).toBe('Dagsafregning 2026-11-20');
	expect(settlementList(english)[0]).toBe('Daily settlement 2026-11-20');
	expect(settlementList(english).join('\n')).not.toMatch(/\b(Salg|Retur|Beløb|Heraf|Gebyrer)\b/);
});

it('fees stand on their account with its own VAT code; an account of sales is refused', () => {
	const paid = [sale(1, 10_000, 'mobilepay', 100)];
	const withCode = (vatCode: string) => ({
		...facts,
		accounts: facts.accounts.map((one) => (one.number === 7380 ? { ...one, vatCode } : one)),
	});
	const plan = (vatCode: string) =>
		planSettlement(paid, settings({ paymentRules: rules }), withCode(vatCode), { feeAccount: 7380 });
	expect(plan('I25')).toMatchObject({
		lines: expect.arrayContaining([expect.objectContaining({ vatCode: 'I25', amount: 100, gross: 100 })]),
	});
	expect(plan('U25')).toMatchObject({ code: 'accountForSales', where: 'Fee Account' });
});
