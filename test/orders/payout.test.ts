import fc from 'fast-check';
import { isRefusal, planPayout, readPayout, type PayoutChoices, type PayoutPlan } from '../../orders';
import { payoutList } from '../../orders/payout';
import { facts as standard } from '../transfer/memoryDinero';

const facts = {
	...standard,
	accounts: [
		...standard.accounts,
		{ number: 7420, name: 'Indløsere', vatCode: undefined, hidden: false, isDefaultSales: false },
		{ number: 7400, name: 'Betalingsløsning', vatCode: 'I25', hidden: false, isDefaultSales: false },
	],
};
const choices: PayoutChoices = {
	clearingAccount: 55010,
	bankAccount: 55000,
	feeAccount: 7420,
	language: 'da-DK',
};

type Json = Record<string, unknown>;

let made = 0;
function row(type: string, amount: number, fee = 0, change: Json = {}): Json {
	made += 1;
	return {
		id: `txn_${made}`,
		object: 'balance_transaction',
		amount,
		available_on: 1_795_219_200,
		created: 1_795_046_400,
		currency: 'dkk',
		description: `Row ${made}`,
		exchange_rate: null,
		fee,
		fee_details: fee === 0 ? [] : [{ amount: fee, currency: 'dkk', type: 'stripe_fee' }],
		net: amount - fee,
		reporting_category: type,
		source: `src_${made}`,
		status: 'available',
		type,
		...change,
	};
}
const payoutRow = (amount: number, change: Json = {}) =>
	row('payout', -amount, 0, { source: 'po_1', reporting_category: 'payout', ...change });
const payout = (amount: number, change: Json = {}): Json => ({
	id: 'po_1',
	object: 'payout',
	amount,
	arrival_date: 1_795_132_800,
	automatic: true,
	created: 1_795_046_400,
	currency: 'dkk',
	livemode: true,
	status: 'paid',
	...change,
});
const list = (data: Json[], hasMore = false): Json => ({
	object: 'list',
	data,
	has_more: hasMore,
	url: '/v1/x',
});

/** Two payments, a refund, a dispute with its fee, and a fee of Stripe's own: 1,250.00 - 100.00 - 200.00 less 42.75. */
const charge = row('charge', 100_000, 1_500);
const payment = row('payment', 25_000, 275, { currency: 'DKK' });
const refund = row('refund', -10_000);
const dispute = row('adjustment', -20_000, 2_000, {
	reporting_category: 'dispute',
	description: 'Chargeback withdrawal for ch_1',
});
const stripeFee = row('stripe_fee', -500, 0, { reporting_category: 'fee' });
const rows = [charge, payment, refund, dispute, stripeFee];
const amount = 90_725;

function plan(payloads: unknown[], change: Partial<PayoutChoices> = {}) {
	const read = readPayout(payloads);
	return isRefusal(read) ? read : planPayout(read, { ...choices, ...change }, facts);
}
function planned(payloads: unknown[], change: Partial<PayoutChoices> = {}): PayoutPlan {
	const made = plan(payloads, change);
	if (isRefusal(made)) throw new Error(`${made.code}: ${made.message} ${made.advice}`);
	return made;
}
const shown = ({ lines }: PayoutPlan) => lines.map((line) => [line.accountNumber, line.gross, line.text]);

const expected = [
	[55010, -125_000, 'Betalinger po_1'],
	[55010, 10_000, 'Tilbagebetalinger po_1'],
	[55010, 20_000, 'Indsigelser po_1'],
	[55000, 90_725, 'Udbetaling po_1'],
	[7420, 4_275, 'Gebyrer po_1'],
];

describe('a payout of Stripe', () => {
	const whole = list([payoutRow(amount), ...rows]);
	const ways: Array<[string, unknown[]]> = [
		['the list that holds the row of the payout', [whole]],
		['an array of rows', [[payoutRow(amount), ...rows]]],
		['one item a row', [payoutRow(amount), ...rows]],
		[
			'two pages, one item each',
			[list([payoutRow(amount), charge], true), list([payment, refund, dispute, stripeFee])],
		],
		[
			'two pages that overlap',
			[list([payoutRow(amount), charge, payment], true), list([payment, refund, dispute, stripeFee])],
		],
		['the payout beside its transactions', [{ payout: payout(amount), transactions: rows }]],
		['the payout beside its list', [{ payout: payout(amount), balance_transactions: whole }]],
		[
			'the event beside the list',
			[{ object: 'event', type: 'payout.paid', livemode: true, data: { object: payout(amount) } }, whole],
		],
		['wrapped by a webhook', [{ headers: {}, query: {}, body: whole }]],
		['as text', [JSON.stringify(whole)]],
		['in an HTTP answer with its body as text', [{ statusCode: 200, body: JSON.stringify(whole) }]],
	];
	test.each(ways)('%s', (_what, payloads) => {
		const voucher = planned(payloads);
		expect(shown(voucher)).toEqual(expected);
		expect(voucher).toMatchObject({
			payoutId: 'po_1',
			shop: 'stripe',
			totals: { paidOut: amount, charges: 125_000, refunds: -10_000, disputes: -20_000, fees: 4_275 },
			externalReference: 'stripe:stripe.com:payout:po_1',
		});
		expect(voucher.warnings).toEqual([
			expect.stringMatching(/Disputed payments: Chargeback withdrawal for ch_1 \(-200\.00 DKK\)/),
		]);
	});

	it('is dated on the day on which it reached the bank', () => {
		// 1795132800 is 2026-11-20 00:00 UTC; the row alone says when it was available, a day later here.
		expect(planned([payout(amount), whole]).day).toBe('2026-11-20');
		expect(planned([whole]).day).toBe('2026-11-21');
	});

	it('without reporting categories, as older API versions give it, knows a dispute by its source', () => {
		const old = rows.map((one) => ({
			...one,
			reporting_category: undefined,
			...(one === dispute ? { source: 'dp_1' } : {}),
		}));
		expect(shown(planned([list([payoutRow(amount), ...old])]))).toEqual(expected);
	});

	it('takes an expanded source for what it is', () => {
		const expanded = { ...payoutRow(amount), source: payout(amount) };
		expect(planned([list([expanded, ...rows])])).toMatchObject({ payoutId: 'po_1', day: '2026-11-20' });
	});

	it('that was sent at once has its own fee among the fees', () => {
		const instant = row('payout', -10_000, 100, { source: 'po_2' });
		const voucher = planned([list([instant, row('charge', 10_200, 100)])]);
		expect(shown(voucher)).toEqual([
			[55010, -10_200, 'Betalinger po_2'],
			[55000, 10_000, 'Udbetaling po_2'],
			[7420, 200, 'Gebyrer po_2'],
		]);
	});

	it('that took money from the bank is booked the other way round', () => {
		const voucher = planned([list([payoutRow(-5_000), row('refund', -5_000)])]);
		expect(shown(voucher)).toEqual([
			[55010, 5_000, 'Tilbagebetalinger po_1'],
			[55000, -5_000, 'Udbetaling po_1'],
		]);
	});

	it('with movements that nothing explains keeps them on the clearing account and says so', () => {
		const voucher = planned([list([payoutRow(9_000), row('charge', 10_000), row('adjustment', -1_000)])]);
		expect(shown(voucher)).toContainEqual([55010, 1_000, 'Øvrige bevægelser po_1']);
		expect(voucher.warnings.join()).toMatch(/Other movements: Row \d+ \(-10\.00 DKK\).*account 55010/);
	});

	it('with payments in another currency says that a currency difference may be left', () => {
		const euro = row('charge', 10_000, 0, { exchange_rate: 7.45 });
		const { warnings } = planned([list([payoutRow(20_000), euro, row('charge', 10_000)])]);
		expect(warnings).toEqual([
			expect.stringMatching(/^1 of the transactions.*account 55010.*currency difference/),
		]);
	});

	it('speaks the chosen language, and has the same identity in both', () => {
		const danish = planned([whole]);
		const english = planned([whole], { language: 'en-GB' });
		expect(english.lines.map((line) => line.text)).toEqual([
			'Payments po_1',
			'Refunds po_1',
			'Disputes po_1',
			'Payout po_1',
			'Fees po_1',
		]);
		expect(english.mark).toBe(danish.mark);
		expect(payoutList(danish).join('\n')).toMatch(
			/Chargeback withdrawal for ch_1 +-200\.00 +20\.00 +-220\.00/,
		);
		expect(payoutList(english).every((line) => line.length <= 100)).toBe(true);
	});

	it('has another identity in another organization, and for another payout', () => {
		const read = readPayout([whole]);
		if (isRefusal(read)) throw new Error(read.message);
		const elsewhere = planPayout(read, choices, { ...facts, organizationId: '9' }) as PayoutPlan;
		const other = planPayout({ ...read, id: 'po_9' }, choices, facts) as PayoutPlan;
		expect(new Set([planned([whole]).mark, elsewhere.mark, other.mark]).size).toBe(3);
	});
});

describe('is refused where something is wrong, and names where', () => {
	const cases: Array<[string, unknown[], Partial<PayoutChoices>, string, string | undefined]> = [
		['nothing', [], {}, 'notAPayout', 'Payout'],
		['an order', [{ line_items: [], total: '1.00' }], {}, 'notAPayout', 'Payout'],
		['a text', ['payout'], {}, 'notAPayout', 'Payout'],
		['transactions without a payout', [list(rows)], {}, 'payoutMissing', 'Payout'],
		['a payout alone', [payout(amount)], {}, 'transactionsMissing', 'Payout'],
		['the row of the payout alone', [list([payoutRow(amount)])], {}, 'transactionsMissing', 'Payout'],
		[
			'the first of two pages',
			[list([payoutRow(amount), charge], true)],
			{},
			'transactionsMissing',
			'has_more',
		],
		['a row that is missing', [list([payoutRow(amount), ...rows.slice(1)])], {}, 'doesNotAddUp', 'amount'],
		[
			'a net amount that is wrong',
			[list([payoutRow(amount), { ...charge, net: 1 }, ...rows.slice(1)])],
			{},
			'transactionDoesNotAddUp',
			'data[1].net',
		],
		[
			'an amount that is none',
			[list([payoutRow(amount), { ...charge, amount: '12,50' }, ...rows.slice(1)])],
			{},
			'fieldUnreadable',
			'data[1].amount',
		],
		[
			'an amount that is missing',
			[list([payoutRow(amount), { ...charge, amount: null }, ...rows.slice(1)])],
			{},
			'fieldMissing',
			'data[1].amount',
		],
		[
			'a row in another currency',
			[list([payoutRow(amount), { ...charge, currency: 'eur' }, ...rows.slice(1)])],
			{},
			'currencyMixed',
			'data[1].currency',
		],
		[
			'another currency altogether',
			[list([payoutRow(900, { currency: 'eur' }), row('charge', 900, 0, { currency: 'eur' })])],
			{},
			'currencyForeign',
			'currency',
		],
		[
			'two payouts',
			[list([payoutRow(1), payoutRow(2, { source: 'po_2' }), charge])],
			{},
			'severalPayouts',
			'Payout',
		],
		[
			'a payout that says another amount than its row',
			[payout(amount + 1), list([payoutRow(amount), ...rows])],
			{},
			'payoutTwice',
			'amount',
		],
		[
			'a row that changed in between',
			[list([payoutRow(amount), ...rows]), list([{ ...charge, amount: 5, fee: 0, net: 5 }])],
			{},
			'transactionTwice',
			'Item 2.data[0]',
		],
		[
			'a payout that is on its way',
			[payout(amount, { status: 'in_transit' }), ...rows],
			{},
			'payoutOnItsWay',
			'status',
		],
		[
			'a payout that did not arrive',
			[payout(amount, { status: 'failed' }), ...rows],
			{},
			'payoutFailed',
			'status',
		],
		['a test', [payout(amount, { livemode: false }), ...rows], {}, 'testPayout', 'livemode'],
		[
			'no fee account',
			[list([payoutRow(amount), ...rows])],
			{ feeAccount: undefined },
			'feeAccountMissing',
			'Fee Account',
		],
		[
			'a fee account of sales',
			[list([payoutRow(amount), ...rows])],
			{ feeAccount: 1000 },
			'accountForSales',
			'Fee Account',
		],
		[
			'a fee account that is not there',
			[list([payoutRow(amount), ...rows])],
			{ feeAccount: 4711 },
			'accountUnknown',
			'Fee Account',
		],
		[
			'no bank account',
			[list([payoutRow(amount), ...rows])],
			{ bankAccount: undefined },
			'accountMissing',
			'Bank Account',
		],
		[
			'no clearing account',
			[list([payoutRow(amount), ...rows])],
			{ clearingAccount: undefined },
			'accountMissing',
			'Clearing Account',
		],
		[
			'a bank account that is none',
			[list([payoutRow(amount), ...rows])],
			{ bankAccount: 1000 },
			'depositAccountUnknown',
			'Bank Account',
		],
		[
			'one account for both',
			[list([payoutRow(amount), ...rows])],
			{ bankAccount: 55010 },
			'accountsTheSame',
			'Clearing Account',
		],
	];
	test.each(cases)('%s', (_what, payloads, change, code, where) => {
		const answer = plan(payloads, change);
		expect(answer).toMatchObject({ code, where });
		if (isRefusal(answer)) {
			expect(answer.advice.length).toBeGreaterThan(10);
			expect(answer.retryable).toBe(code === 'payoutOnItsWay');
		}
	});

	it('a test where tests are allowed is settled', () => {
		const payloads = [payout(amount, { livemode: false }), ...rows];
		expect(planned(payloads, { testPayouts: true }).totals.paidOut).toBe(amount);
	});

	it('a fee account with a purchase VAT code keeps its code', () => {
		const voucher = planned([list([payoutRow(amount), ...rows])], { feeAccount: 7400 });
		expect(voucher.lines).toContainEqual({
			...{ text: 'Gebyrer po_1', accountNumber: 7400, vatCode: 'I25' },
			...{ amount: 4_275, gross: 4_275 },
		});
	});
});

describe('a payout of Shopify Payments', () => {
	const shopifyRow = (type: string, gross: string, fee: string, net: string, change: Json = {}): Json => {
		made += 1;
		return {
			id: made,
			type,
			test: false,
			payout_id: 623_721_858,
			payout_status: 'paid',
			currency: 'DKK',
			amount: gross,
			fee,
			net,
			source_id: made,
			source_type: type,
			source_order_id: 900 + made,
			processed_at: '2026-11-20',
			...change,
		};
	};
	const all = [
		shopifyRow('charge', '500.00', '9.50', '490.50'),
		shopifyRow('refund', '-100.00', '0.00', '-100.00'),
	];
	const own = shopifyRow('payout', '-390.50', '0.00', '-390.50', { source_order_id: null });
	const head = {
		id: 623_721_858,
		status: 'paid',
		date: '2026-11-19',
		currency: 'DKK',
		amount: '390.50',
		summary: {},
	};
	const lines = [
		[55010, -50_000, 'Betalinger 623721858'],
		[55010, 10_000, 'Tilbagebetalinger 623721858'],
		[55000, 39_050, 'Udbetaling 623721858'],
		[7420, 950, 'Gebyrer 623721858'],
	];

	it('is read from its transactions with its own row, or beside the payout', () => {
		expect(shown(planned([{ transactions: [own, ...all] }]))).toEqual(lines);
		const beside = planned([{ payout: head, transactions: all }]);
		expect(shown(beside)).toEqual(lines);
		expect([beside.day, beside.externalReference]).toEqual([
			'2026-11-19',
			'shopify:shopify.com:payout:623721858',
		]);
	});

	it('leaves out what belongs to other payouts, once it is known which one is meant', () => {
		const other = shopifyRow('charge', '7.00', '0.00', '7.00', { payout_id: 5 });
		const pending = shopifyRow('charge', '8.00', '0.00', '8.00', { payout_id: null });
		const payloads = [{ payout: head, transactions: [...all, other, pending] }];
		expect(shown(planned(payloads))).toEqual(lines);
		expect(plan([{ transactions: [own, ...all, other] }])).toMatchObject({ code: 'severalPayouts' });
	});

	it('whose rows do not say what was paid out is refused', () => {
		// As the public sample of Shopify's balance transactions is: no row of the payout itself.
		const debit = shopifyRow('debit', '-50.00', '0.00', '-50.00', { source_type: 'adjustment' });
		expect(plan([{ transactions: [debit, ...all] }])).toMatchObject({
			code: 'payoutMissing',
			where: 'Payout',
		});
	});

	it('refuses a wrong net amount and a test', () => {
		const wrong = { ...all[0], net: '490.00' };
		expect(plan([{ transactions: [own, wrong, all[1]] }])).toMatchObject({
			code: 'transactionDoesNotAddUp',
			where: 'transactions[1].net',
		});
		const test = { ...all[0], test: true };
		expect(plan([{ transactions: [own, test, all[1]] }])).toMatchObject({ code: 'testPayout' });
	});
});

it('adds up for any payout, to the øre, and is refused as soon as one amount is changed', () => {
	const types = ['charge', 'payment', 'refund', 'adjustment', 'stripe_fee', 'reserve_transaction'];
	const anyRow = fc.record({
		type: fc.constantFrom(...types),
		amount: fc.integer({ min: -5_000_000, max: 5_000_000 }),
		fee: fc.integer({ min: -500, max: 20_000 }),
	});
	fc.assert(
		fc.property(fc.array(anyRow, { minLength: 1, maxLength: 40 }), fc.nat(), (generated, which) => {
			const all = generated.map(({ type, amount: gross, fee }) =>
				row(type, gross, type === 'stripe_fee' ? 0 : fee),
			);
			const net = all.reduce((sum, one) => sum + Number(one.net), 0);
			const answer = plan([list([payoutRow(net), ...all])]);
			if (isRefusal(answer)) {
				expect(answer.code).toBe('payoutOfNothing');
				expect(all.every((one) => one.net === 0)).toBe(true);
				return;
			}
			expect(answer.lines.reduce((sum, line) => sum + line.gross, 0)).toBe(0);
			const on = (account: number) =>
				answer.lines
					.filter((line) => line.accountNumber === account)
					.reduce((sum, line) => sum + line.gross, 0);
			const kept = all.reduce(
				(sum, one) => sum + (one.type === 'stripe_fee' ? -Number(one.amount) : Number(one.fee)),
				0,
			);
			expect([on(55000), on(7420), on(55010)]).toEqual([net, kept, -net - kept]);
			const spoiled = all.map((one, index) =>
				index === which % all.length
					? { ...one, amount: Number(one.amount) + 1, net: Number(one.net) + 1 }
					: one,
			);
			expect(plan([list([payoutRow(net), ...spoiled])])).toMatchObject({ code: 'doesNotAddUp' });
		}),
		{ numRuns: 300, seed: 20261120 },
	);
});

it('whatever comes, the answer is a plan or a refusal, never a crash', () => {
	const good = list([payoutRow(amount), ...rows]);
	fc.assert(
		fc.property(fc.anything({ maxDepth: 4 }), fc.constantFrom(...Object.keys(charge)), (junk, key) => {
			for (const payload of [
				junk,
				{ ...good, data: junk },
				list([{ ...charge, [key]: junk }, payoutRow(amount)]),
			]) {
				expect(['payoutPlan', 'refused', 'nothingToDo']).toContain(
					(plan([payload]) as { kind: string }).kind,
				);
			}
		}),
		{ numRuns: 500, seed: 20261120 },
	);
});
