/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	isRefusal,
	planCreditNote,
	planInvoice,
	readSettings,
	readShopDocument,
	type CreditNotePlan,
	type InvoiceFacts,
	type InvoicePlan,
	type Settings,
	type ShopOrder,
	type ShopRefund,
} from '../../orders';
import { facts } from './facts';

const settings = readSettings({
	action: 'bookAndPay',
	depositAccount: 55120,
	accounts: { domesticShipping: 1350 },
}) as Settings;

function load(name: string): unknown {
	return JSON.parse(readFileSync(join(__dirname, '../fixtures/shops', `${name}.json`), 'utf8'));
}

function refundOf(name: string): ShopRefund {
	const document = readShopDocument(load(name), { shop: 'auto' });
	if (isRefusal(document) || document.kind !== 'refund') throw new Error(`${name} is no refund`);
	return document;
}

/** The booked invoice of order #2001, typed by hand: 359.10, 2 × 134.55 and shipping of 49.00. */
const invoice: InvoiceFacts = {
	guid: '6ff0b9b1-0000-4000-8000-000000002001',
	number: 31,
	booked: true,
	contactGuid: '6ff0b9b1-0000-4000-8000-00000000c001',
	currency: 'DKK',
	total: 67720,
	vat: 13544,
	credited: 0,
	externalReference: 'shopify:nordlys-prove.myshopify.com:order:6100000000001',
	language: 'da-DK',
	lines: [
		{ description: 'Cykelhjelm', accountNumber: 1000, quantity: 1, gross: 35910, net: 28728 },
		{ description: 'Refleksvest', accountNumber: 1000, quantity: 2, gross: 26910, net: 21528 },
		{
			description: 'GLS til døren',
			accountNumber: 1350,
			quantity: 1,
			unit: 'shipment',
			gross: 4900,
			net: 3920,
		},
	],
};

function credit(refund: ShopRefund, of: InvoiceFacts = invoice, by: Settings = settings): CreditNotePlan {
	const plan = planCreditNote(refund, of, by, facts);
	if (isRefusal(plan)) throw new Error(`${plan.code}: ${plan.message}`);
	return plan;
}

const figures = (plan: CreditNotePlan) =>
	plan.lines.map((line) => [line.accountNumber, line.quantity, line.baseAmountValue]);

describe('a credit note follows its invoice', () => {
	it('one of two pieces', () => {
		const plan = credit(refundOf('shopify-refund-one-piece'));
		expect(figures(plan)).toEqual([[1000, 1, 134.55]]);
		expect(plan).toMatchObject({
			creditNoteFor: invoice.guid,
			contactGuid: invoice.contactGuid,
			description: 'Kreditnota til faktura 31',
			comment: expect.stringContaining('Passede ikke'),
			expected: { total: 13455, vat: 2691 },
			payments: [{ amount: -13455, depositAccountNumber: 55120, day: '2026-04-01' }],
			day: '2026-04-01',
		});
	});

	it('shipping only, on the account that the invoice used for it', () => {
		expect(figures(credit(refundOf('shopify-refund-shipping')))).toEqual([[1350, 1, 49]]);
	});

	it('a part of the shipping, found by its unit', () => {
		const refund = refundOf('shopify-refund-shipping');
		const part = { ...refund, amount: 2000, lines: [{ ...refund.lines[0], gross: 2000, tax: 400 }] };
		expect(figures(credit(part))).toEqual([[1350, 1, 20]]);
	});

	it('goods beside shipping that was free are credited on the account of the goods, not on that of shipping', () => {
		const [helmet, vest, shipping] = invoice.lines.map((line) => ({ unit: 'parts', ...line }));
		const free = { ...shipping, gross: 0, net: 0 };
		const without = { ...invoice, total: 62820, vat: 12564, lines: [helmet, vest, free] };
		const goods = refundOf('shopify-refund-one-piece');
		const back = refundOf('shopify-refund-shipping').lines[0];
		const both = { ...goods, amount: 13455 + 4900, lines: [...goods.lines, back] };
		const plan = credit({ ...both, linesTotal: 18355 }, without);
		expect(figures(plan)).toEqual([[1000, 1, 183.55]]);
		expect(plan.expected).toMatchObject({ total: 18355, vat: 3671 });
		expect(plan.reasons[0]).toMatch(/do not add up/);
	});

	it('goods beside more shipping than was invoiced are shared by the accounts of the invoice', () => {
		const told = { ...invoice, lines: invoice.lines.map((line) => ({ unit: 'parts', ...line })) };
		const goods = refundOf('shopify-refund-one-piece');
		const back = { ...refundOf('shopify-refund-shipping').lines[0], gross: 6000, tax: 1200 };
		const both = { ...goods, amount: 19455, linesTotal: 19455, lines: [...goods.lines, back] };
		// 194.55 over 628.20 and 49.00: 180.47 and 14.08.
		expect(figures(credit(both, told))).toEqual([
			[1000, 1, 180.47],
			[1350, 1, 14.08],
		]);
	});

	it('shipping is found by its amount where the invoice no longer tells units', () => {
		const bare = { ...invoice, lines: invoice.lines.map((line) => ({ ...line, unit: undefined })) };
		expect(figures(credit(refundOf('shopify-refund-shipping'), bare))).toEqual([[1350, 1, 49]]);
	});

	it('an amount without lines is shared by accounts of the same VAT', () => {
		// 25.00 over 628.20 and 49.00: 23.19 and 1.81.
		expect(figures(credit(refundOf('shopify-refund-amount-only')))).toEqual([
			[1000, 1, 23.19],
			[1350, 1, 1.81],
		]);
	});

	it('an amount without lines on an invoice with different VAT needs a person', () => {
		const mixed = {
			...invoice,
			lines: [...invoice.lines.slice(0, 2), { ...invoice.lines[2], accountNumber: 1050, net: 4900 }],
		};
		expect(planCreditNote(refundOf('shopify-refund-amount-only'), mixed, settings, facts)).toMatchObject({
			kind: 'refused',
			code: 'refundNotExplained',
		});
	});

	it('the whole invoice, line by line', () => {
		const whole = { ...refundOf('shopify-refund-amount-only'), amount: 67720 };
		expect(figures(credit(whole))).toEqual([
			[1000, 1, 359.1],
			[1000, 2, 134.55],
			[1350, 1, 49],
		]);
	});

	it('accounts are read from the invoice although the settings have changed since', () => {
		const changed = readSettings({ action: 'bookAndPay', accounts: { domestic: 1350 } }) as Settings;
		expect(figures(credit(refundOf('shopify-refund-one-piece'), invoice, changed))).toEqual([
			[1000, 1, 134.55],
		]);
	});

	it('VAT is read from the invoice although the account has lost its VAT code since', () => {
		const plan = planCreditNote(refundOf('shopify-refund-one-piece'), invoice, settings, {
			...facts,
			accounts: facts.accounts.map((account) => ({ ...account, vatCode: undefined })),
		});
		expect(plan).toMatchObject({ expected: { vat: 2691 } });
	});

	it('a draft credit note gives no money back', () => {
		const draft = readSettings({ action: 'draft' }) as Settings;
		expect(credit(refundOf('shopify-refund-one-piece'), invoice, draft)).toMatchObject({
			book: false,
			payments: [],
		});
	});

	it('two refunds of one order have identities of their own, and the same one twice has one', () => {
		const one = credit(refundOf('shopify-refund-one-piece'));
		const two = credit(refundOf('shopify-refund-shipping'));
		expect(one.guid).not.toBe(two.guid);
		expect(one.payments[0].externalReference).not.toBe(two.payments[0].externalReference);
		expect(credit(refundOf('shopify-refund-one-piece')).guid).toBe(one.guid);
	});
});

describe('what is not credited', () => {
	it('shipping that was never invoiced, where the invoice tells its units', () => {
		const lines = invoice.lines.slice(0, 2).map((line) => ({ ...line, unit: 'parts' }));
		const free = { ...invoice, total: 62820, lines };
		expect(planCreditNote(refundOf('shopify-refund-shipping'), free, settings, facts)).toMatchObject({
			code: 'shippingNotInvoiced',
		});
	});

	it('more shipping than was invoiced, although a free line of shipping is there', () => {
		const lines = invoice.lines.map((line) =>
			line.unit === 'shipment' ? { ...line, gross: 0, net: 0 } : { ...line, unit: 'parts' },
		);
		const free = { ...invoice, total: 62820, lines };
		expect(planCreditNote(refundOf('shopify-refund-shipping'), free, settings, facts)).toMatchObject({
			code: 'shippingNotInvoiced',
		});
	});

	const cases: Array<[string, () => ReturnType<typeof planCreditNote>, string]> = [
		[
			'a pending refund',
			() => planCreditNote(refundOf('shopify-refund-pending'), invoice, settings, facts),
			'refundPending',
		],
		[
			'a draft invoice',
			() =>
				planCreditNote(refundOf('shopify-refund-shipping'), { ...invoice, booked: false }, settings, facts),
			'invoiceNotBooked',
		],
		[
			'more than is left',
			() =>
				planCreditNote(
					refundOf('shopify-refund-shipping'),
					{ ...invoice, credited: 67720 - 4899 },
					settings,
					facts,
				),
			'refundTooLarge',
		],
		[
			'another currency',
			() =>
				planCreditNote(refundOf('shopify-refund-shipping'), { ...invoice, currency: 'EUR' }, settings, facts),
			'currencyMixed',
		],
		[
			'nothing',
			() => planCreditNote({ ...refundOf('shopify-refund-shipping'), amount: 0 }, invoice, settings, facts),
			'refundOfNothing',
		],
		[
			'an exchange that cost more',
			() =>
				planCreditNote({ ...refundOf('shopify-refund-shipping'), amount: -100 }, invoice, settings, facts),
			'refundNegative',
		],
	];
	it.each(cases)('%s', (_, run, code) => {
		expect(run()).toMatchObject({ code });
	});

	it('exactly what is left is credited', () => {
		const left = { ...invoice, credited: 67720 - 4900 };
		expect(credit(refundOf('shopify-refund-shipping'), left).expected.total).toBe(4900);
	});
});

describe('refunds of the other shops', () => {
	const one: InvoiceFacts = {
		guid: '6ff0b9b1-0000-4000-8000-000000004006',
		booked: true,
		currency: 'DKK',
		total: 25000,
		vat: 5000,
		credited: 0,
		lines: [{ description: 'Krus', accountNumber: 1000, quantity: 2, gross: 25000, net: 20000 }],
	};

	it('WooCommerce: the refund object, which names no currency, and the one inside the order are the same refund', () => {
		const own = refundOf('woo-refund');
		expect(own).toMatchObject({
			id: '4106',
			orderId: '4006',
			amount: 12500,
			linesTotal: 12500,
			currency: '',
		});
		const inside = (readShopDocument(load('woo-refund-in-order'), { shop: 'auto' }) as ShopOrder).refunds[0];
		expect(inside).toMatchObject({ id: '4106', orderId: '4006', amount: 12500, lines: [] });
		expect(figures(credit(own, one))).toEqual([[1000, 1, 125]]);
		expect(credit(own, one).guid).toBe(credit(inside, one).guid);
	});

	it('WooCommerce: in yen, an amount read with two decimals is put right', () => {
		const yen = {
			...one,
			currency: 'JPY',
			total: 250,
			vat: 50,
			lines: [{ ...one.lines[0], gross: 250, net: 200 }],
		};
		expect(credit(refundOf('woo-refund'), yen).lines[0].baseAmountValue).toBe(125);
	});

	it('WooCommerce: money returned by hand is not registered', () => {
		const byHand = { ...(load('woo-refund') as object), refunded_payment: false };
		const refund = readShopDocument(byHand, { shop: 'auto' }) as ShopRefund;
		expect(credit(refund, one)).toMatchObject({
			payments: [],
			warnings: [expect.stringContaining('no money')],
		});
	});

	it('Stripe: this refund is what the sum of refunds grew by', () => {
		const refund = refundOf('stripe-charge-refunded');
		expect(refund).toMatchObject({
			orderId: 'in_prove1',
			orderAliases: ['pi_1', 'ch_1'],
			amount: 2500,
			id: 'ch_1:7500',
		});
	});

	it('Stripe: a refund is dated by itself, or by its event, never by the charge', () => {
		const event = load('stripe-charge-refunded') as { data: { object: object }; created?: number };
		const read = (payload: unknown) => readShopDocument(payload, { shop: 'auto' });
		expect(read(event)).toMatchObject({ day: '2026-03-20', payments: [{ day: '2026-03-20' }] });
		const refunds = { data: [{ id: 're_1', created: 1773900000 }] };
		const withList = { ...event, data: { ...event.data, object: { ...event.data.object, refunds } } };
		expect(read(withList)).toMatchObject({ day: '2026-03-19', payments: [{ day: '2026-03-19' }] });
		expect(read({ ...event, created: undefined })).toMatchObject({ where: 'created' });
	});

	it('Shopify: a refund that names no order is told so, and rows of a payout are told apart from it', () => {
		const refund = load('shopify-refund-one-piece') as Record<string, unknown>;
		const { order_id: orderId, ...nameless } = refund;
		expect(orderId).toBeDefined();
		expect(readShopDocument(nameless, { shop: 'auto' })).toMatchObject({ where: 'order_id' });
		const message = (transactions: object[]) => readShopDocument({ transactions }, { shop: 'auto' });
		const row = { id: 1, payout_id: 2, amount: '50.00', fee: '1.00', net: '49.00' };
		expect(message([row])).toMatchObject({ message: expect.stringContaining('balance transactions') });
		expect(message(refund.transactions as object[])).toMatchObject({
			code: 'notAnOrder',
			message: expect.not.stringContaining('balance transactions'),
		});
	});

	it('Stripe: its own credit note names invoice and lines', () => {
		const refund = refundOf('stripe-credit-note');
		expect(refund).toMatchObject({
			orderId: 'in_prove1',
			amount: 6250,
			linesTotal: 6250,
			payments: [{ amount: 6250 }],
		});
		const invoiced = {
			...one,
			currency: 'EUR',
			total: 12500,
			lines: [
				{
					...one.lines[0],
					description: '1 × Basis (at €100.00 / month)',
					quantity: 1,
					gross: 12500,
					net: 10000,
				},
			],
		};
		expect(figures(credit(refund, invoiced))).toEqual([[1000, 1, 62.5]]);
	});

	it('our own shape', () => {
		const invoiced = {
			...one,
			total: 22455,
			lines: [{ ...one.lines[0], description: 'Lampe', gross: 17555, net: 14044 }],
		};
		expect(figures(credit(refundOf('other-refund'), invoiced))).toEqual([[1000, 1, 175.55]]);
	});
});

describe('an order whose tax stands on a line of its own', () => {
	it('is credited in the same proportion when the refunded lines carry tax', () => {
		const plain = readSettings({
			action: 'bookAndPay',
			accounts: { exempt: 1050, foreignTax: 63010 },
			vat: { decide: 'shop' },
		}) as Settings;
		const order = readShopDocument(load('shopify-dk-vat-included'), { shop: 'auto' }) as ShopOrder;
		const plan = planInvoice(order, plain, facts, '2026-11-20') as InvoicePlan;
		expect(plan.lines.map((line) => [line.accountNumber, line.quantity, line.baseAmountValue])).toEqual([
			[1050, 1, 287.28],
			[1050, 2, 107.64],
			[1050, 1, 39.2],
			[63010, 1, 135.44],
		]);
		const invoiced: InvoiceFacts = {
			...invoice,
			vat: 0,
			lines: plan.lines.map((line) => {
				const gross = Math.round(line.quantity * line.baseAmountValue * 100);
				return {
					description: line.description,
					accountNumber: line.accountNumber,
					quantity: line.quantity,
					gross,
					net: gross,
				};
			}),
		};
		// 134.55 in the proportion 541.76 : 135.44 is 107.64 and 26.91.
		expect(figures(credit(refundOf('shopify-refund-one-piece'), invoiced, plain))).toEqual([
			[1050, 1, 107.64],
			[63010, 1, 26.91],
		]);
	});
});
