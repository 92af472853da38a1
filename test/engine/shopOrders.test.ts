import { operation } from './given';
import { Engine, organizationId, picked } from './harness';
import { shopifyOrder } from './shopifyOrder';
import { shopifyRefund } from './shopifyRefund';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const accounts = { account: [{ case: 'domesticShipping', accountNumber: picked('1350') }] };
const create = (order: unknown, parameters: object = {}) =>
	operation('shopOrder', 'createInvoice', {
		order: order as never,
		depositAccountNumber: picked('55000'),
		whatToDo: 'bookAndPay',
		...parameters,
	});
const books = () => engine.dinero.world.organizations.get(organizationId);

test('a paid order becomes a booked, paid invoice, once', async () => {
	const first = await engine.run(create(shopifyOrder(), { options: { accounts } }));
	expect(first.error).toBeUndefined();
	expect(first.row).toMatchObject({
		outcome: 'invoiced',
		orderNumber: '#1001',
		invoiceNumber: 1,
		orderTotal: '1035.00',
		invoiceTotal: '1035.00',
		paidAmount: '1035.00',
		currency: 'DKK',
		furthestStep: 'paid',
		reason: null,
	});
	const second = await engine.run(create(shopifyOrder(), { options: { accounts } }));
	expect(second.row).toMatchObject({
		outcome: 'alreadyTransferred',
		invoiceNumber: 1,
		details: { calls: { order: 1, settings: 0 } },
	});
	expect(books()?.contacts.size).toBe(1);
	expect(books()?.invoices.size).toBe(1);
});

test('the incoming item is the order, as the trigger gives it', async () => {
	const { row, error } = await engine.run(create('={{ $json }}'), {
		input: [{ json: shopifyOrder() as never }],
	});
	expect(error).toBeUndefined();
	expect(row).toMatchObject({ outcome: 'invoiced', invoiceTotal: '1035.00' });
});

test('a draft is the default', async () => {
	const { row } = await engine.run(operation('shopOrder', 'createInvoice', { order: shopifyOrder() }));
	expect(row).toMatchObject({ outcome: 'invoiced', furthestStep: 'checked', invoiceNumber: null });
	expect([...(books()?.invoices.values() ?? [])]).toMatchObject([{ status: 'Draft' }]);
});

test('a preview writes nothing', async () => {
	const { row, error } = await engine.run(
		operation('shopOrder', 'preview', {
			order: shopifyOrder({ test: true }),
			depositAccountNumber: picked('55000'),
		}),
	);
	expect(error).toBeUndefined();
	expect(row).toMatchObject({ outcome: 'previewed', invoiceTotal: '1035.00' });
	expect(engine.writes()).toEqual([]);
});

test('settings may come as JSON; fields of the form count before them', async () => {
	const settings = {
		action: 'bookAndPay',
		depositAccount: 55000,
		accounts: { domestic: 1050 },
		texts: { comment: 'From JSON' },
	};
	const { row, error } = await engine.run(
		operation('shopOrder', 'createInvoice', {
			order: shopifyOrder(),
			whatToDo: 'settings',
			options: {
				settingsJson: JSON.stringify(settings),
				accounts: { account: [{ case: 'domestic', accountNumber: picked('1000') }] },
			},
		}),
	);
	expect(error).toBeUndefined();
	expect(row).toMatchObject({ outcome: 'invoiced', furthestStep: 'paid' });
	const [invoice] = [...(books()?.invoices.values() ?? [])];
	expect(invoice.comment).toContain('From JSON');
	expect(invoice.lines.map((line) => line.accountNumber)).not.toContain(1050);
});

test('every option reaches the settings', async () => {
	const { row, error } = await engine.run(
		create(shopifyOrder(), {
			options: {
				accounts: { account: [...accounts.account, { case: 'rounding', accountNumber: picked('7380') }] },
				accountRules: {
					rule: [
						{ accountNumber: picked('1000'), sku: 'SKU-*', kind: 'product', text: 'Second-hand', supply: '' },
					],
				},
				paymentRules: {
					rule: [
						{ method: 'shopify_*', depositAccountNumber: picked('55040'), paid: 'asShopSays', fee: 'ignore' },
					],
				},
				languageByCountry: { country: [{ country: 'dk', language: 'en-GB' }] },
				termsBusiness: 'Netto',
				termsBusinessDays: 30,
				termsPrivate: 'NettoCash',
				testOrders: true,
				guests: 'collective',
				guestName: 'Guest {country}',
				matchBy: ['email'],
				vatNumberFields: 'cvr, vat',
				vatNumberValidFields: 'vies',
				eanFields: 'ean',
				purchaseOrderFields: 'po',
				giftCardsSold: 'withVat',
				invoiceDate: 'orderDay',
				language: 'byCountry',
				linesInclVat: true,
				unpaidMethods: 'invoice',
				sendByEmail: true,
				shopKey: 'nordlys',
				comment: 'Order {orderNumber}',
				reverseCharge: 'Reverse charge',
				roundingText: 'Rounding',
				title: 'Invoice {orderNumber}',
				tolerance: '0.10',
				transferWhen: 'paid',
				numberFromOrder: true,
				vatDecide: 'byCountry',
				defaultCountry: 'DK',
				supply: 'goods',
				lineTolerance: 1,
				norwayRegistered: false,
				oss: false,
				requireVies: false,
				sellerVatNumber: 'DK99100008',
				ukRegistered: false,
				untaxedDomestic: 'refuse',
				whenRefused: 'item',
			},
		}),
	);
	expect(error).toBeUndefined();
	expect(row).toMatchObject({ outcome: 'invoiced', invoiceNumber: 1001, furthestStep: 'sent', reason: null });
	const [invoice] = [...(books()?.invoices.values() ?? [])];
	expect(invoice).toMatchObject({ language: 'en-GB', description: 'Invoice #1001' });
	const payment = engine.dinero.calls.find(
		(call) => call.method === 'POST' && call.path.endsWith('/payments'),
	);
	expect(payment?.body).toMatchObject({ DepositAccountNumber: 55040, Amount: 1035 });
});

describe('what is refused is told, and nothing is written', () => {
	const empty = { depositAccountNumber: picked('55000'), whatToDo: 'bookAndPay' };
	const wrong: Array<[string, object, RegExp]> = [
		[
			'a total that does not add up',
			{ ...empty, order: shopifyOrder({ total_price: '1036.00' }) },
			/1[.,]?036|add up|1035/,
		],
		['no lines', { ...empty, order: shopifyOrder({ line_items: [], shipping_lines: [] }) }, /line/i],
		['a test order', { ...empty, order: shopifyOrder({ test: true }) }, /test/i],
		[
			'nothing that identifies the customer',
			{
				...empty,
				order: shopifyOrder({ customer: null, email: '', billing_address: null, shipping_address: null }),
			},
			/customer|country/i,
		],
		['JSON that is no order', { ...empty, order: { hello: 'world' } }, /order/i],
		['text that is no JSON', { ...empty, order: '{ "id": 1' }, /'Order' is '\{ "id": 1', which is not JSON/],
		[
			'an unknown account',
			{
				...empty,
				order: shopifyOrder(),
				options: { accounts: { account: [{ case: 'domestic', accountNumber: picked('1999') }] } },
			},
			/1999/,
		],
		[
			'an account without VAT code for a taxed line',
			{
				...empty,
				order: shopifyOrder(),
				options: { accounts: { account: [{ case: 'domestic', accountNumber: picked('1050') }] } },
			},
			/1050/,
		],
		[
			'an unknown deposit account',
			{ ...empty, depositAccountNumber: picked('55999'), order: shopifyOrder() },
			/55999/,
		],
		[
			'a setting that does not exist',
			{ ...empty, order: shopifyOrder(), options: { settingsJson: '{ "acounts": {} }' } },
			/acounts/,
		],
		[
			'settings that are no JSON',
			{ ...empty, order: shopifyOrder(), options: { settingsJson: '{' } },
			/Settings \(JSON\)/,
		],
		[
			'an amount in Danish writing',
			{ ...empty, order: shopifyOrder(), options: { tolerance: '0,10' } },
			/tolerance/i,
		],
	];

	test.each(wrong)('%s', async (_what, parameters, message) => {
		const { error, rows } = await engine.run(operation('shopOrder', 'createInvoice', parameters));
		expect(rows).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.message).not.toMatch(/undefined|\[object|\berror\b|failed|failure/i);
		expect(error?.description).toMatch(/\w/);
		expect(engine.writes()).toEqual([]);
	});

	test('no organization, where there are several', async () => {
		const { error } = await engine.run({
			...operation('shopOrder', 'createInvoice', { order: shopifyOrder() }),
			organizationId: '',
		});
		expect(`${error?.message} ${error?.description}`).toMatch(/Nordlys Cykler ApS.*Havblik Keramik/);
		expect(engine.writes()).toEqual([]);
	});

	test('an organization without Pro', async () => {
		const { error } = await engine.run({
			...operation('shopOrder', 'createInvoice', { order: shopifyOrder() }),
			organizationId: picked('352300'),
		});
		expect(error?.message).toMatch(/Pro/);
		expect(engine.writes()).toEqual([]);
	});

	test('a wrong credential', async () => {
		const { error } = await engine.run(operation('shopOrder', 'createInvoice', { order: shopifyOrder() }), {
			accessToken: 'wrong',
		});
		expect(`${error?.message} ${error?.description}`).toMatch(/connect|sign/i);
		expect(engine.writes()).toEqual([]);
	});

	test('a cancelled order has nothing to do, and is no refusal', async () => {
		const order = shopifyOrder({ cancelled_at: '2026-11-04T10:00:00+01:00', financial_status: 'voided' });
		const { row, error } = await engine.run(operation('shopOrder', 'createInvoice', { ...empty, order }));
		expect(error).toBeUndefined();
		expect(row).toMatchObject({ outcome: 'nothingToDo', reason: expect.stringMatching(/cancel/i) });
		expect(engine.writes()).toEqual([]);
	});
});

describe('a refused order among others', () => {
	const good = { json: shopifyOrder() as never };
	const bad = {
		json: shopifyOrder({
			id: 5502,
			admin_graphql_api_id: 'gid://shopify/Order/5502',
			total_price: '1.00',
		}) as never,
	};
	const parameters = create('={{ $json }}');

	test('goes to the error output with its order, advice and reason; the other is invoiced', async () => {
		const { items, errors } = await engine.run(parameters, {
			input: [bad, good],
			onError: 'continueErrorOutput',
		});
		expect(items.map((item) => item.json.outcome)).toEqual(['invoiced']);
		expect(items[0].pairedItem).toEqual({ item: 1 });
		expect(errors).toHaveLength(1);
		expect(errors[0].pairedItem).toEqual({ item: 0 });
		expect(errors[0].json).toMatchObject({
			error: expect.stringMatching(/lines and total differ/),
			details: { outcome: 'refused', advice: expect.any(String), reasonCode: expect.any(String) },
			id: 5502,
		});
	});

	test('is told from a connection that refuses every order: only that has a kind', async () => {
		const { errors: own } = await engine.run(parameters, { input: [bad], onError: 'continueErrorOutput' });
		expect(own[0].json.details).not.toHaveProperty('kind');
		const { errors } = await engine.run(
			{ ...parameters, organizationId: picked('352300') },
			{ input: [good], onError: 'continueErrorOutput' },
		);
		expect(errors[0].json).toMatchObject({
			details: { kind: 'noPro', advice: expect.any(String) },
			id: 5501,
		});
		expect(errors[0].json.details).not.toHaveProperty('reasonCode');
	});

	test('stays in its place as an item when the form says so', async () => {
		const { rows, error } = await engine.run({ ...parameters, options: { whenRefused: 'item' } } as never, {
			input: [bad, good],
		});
		expect(error).toBeUndefined();
		expect(rows.map((row) => row.outcome)).toEqual(['refused', 'invoiced']);
	});

	test('stops the workflow otherwise, and says which item it was', async () => {
		const { error } = await engine.run(parameters, { input: [good, bad] });
		expect(error?.context.itemIndex).toBe(1);
	});
});

describe('a refund', () => {
	const credit = (refund: unknown, parameters: object = {}) =>
		operation('shopOrder', 'createCreditNote', {
			refund: refund as never,
			depositAccountNumber: picked('55000'),
			whatToDo: 'bookAndPay',
			...parameters,
		});

	test('becomes a booked credit note of its invoice with the money given back, once', async () => {
		await engine.run(create(shopifyOrder(), { options: { accounts } }));
		const first = await engine.run(
			credit(shopifyRefund(), { options: { creditNoteComment: 'Refund of {orderId}' } }),
		);
		expect(first.error && `${first.error.message} ${String(first.error.description)}`).toBeUndefined();
		expect(first.row).toMatchObject({
			outcome: 'credited',
			orderTotal: '180.00',
			creditNoteGuid: expect.any(String),
		});
		const second = await engine.run(credit(shopifyRefund()));
		expect(second.row).toMatchObject({ outcome: 'alreadyTransferred' });
		expect(books()?.creditNotes.size).toBe(1);
	});

	test('before its invoice is refused, may be run again later, and writes nothing', async () => {
		const { error } = await engine.run(credit(shopifyRefund()));
		expect(error?.message).toMatch(/invoice/i);
		expect(engine.writes()).toEqual([]);
		const { row } = await engine.run(credit(shopifyRefund(), { options: { whenRefused: 'item' } }));
		expect(row).toMatchObject({ outcome: 'refused', retryable: true });
	});

	test('is no order, and an order without refunds has nothing to do', async () => {
		const { error } = await engine.run(create(shopifyRefund()));
		expect(error?.message).toBe('This is a refund, not an order');
		const { row } = await engine.run(credit(shopifyOrder()));
		expect(row).toMatchObject({ outcome: 'nothingToDo', reasonCode: 'nothingRefunded' });
	});
});

test('a payment is registered on an invoice that is there already', async () => {
	await engine.run(create(shopifyOrder(), { whatToDo: 'book', options: { accounts } }));
	const pay = operation('shopOrder', 'registerPayment', {
		order: shopifyOrder() as never,
		depositAccountNumber: picked('55000'),
	});
	const first = await engine.run(pay);
	expect(first.error?.message).toBeUndefined();
	expect(first.row).toMatchObject({ paidAmount: '1035.00', furthestStep: 'paid' });
	expect((await engine.run(pay)).row).toMatchObject({ outcome: 'alreadyTransferred' });
});

test('a draft that was deleted is made anew only when the form says so', async () => {
	const parameters = { whatToDo: 'draft', options: { accounts } };
	await engine.run(create(shopifyOrder(), parameters));
	const [invoice] = [...(books()?.invoices.values() ?? [])];
	await engine.run(operation('invoice', 'delete', { invoiceId: picked(invoice.guid) }));
	const refused = await engine.run(create(shopifyOrder(), parameters));
	expect(refused.error?.message).toMatch(/deleted/);
	const anew = await engine.run(
		create(shopifyOrder(), { ...parameters, options: { accounts, reissue: true } }),
	);
	expect(anew.row).toMatchObject({ outcome: 'invoiced' });
});
