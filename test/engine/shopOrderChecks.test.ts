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

const organization = () => engine.dinero.world.organizations.get(organizationId)!;
const deposit = { depositAccountNumber: picked('55000') };
const create = (order: unknown, parameters: object = {}) =>
	operation('shopOrder', 'createInvoice', {
		...deposit,
		order: order as never,
		whatToDo: 'bookAndPay',
		...parameters,
	});
const credit = (refund: unknown, parameters: object = {}) =>
	operation('shopOrder', 'createCreditNote', {
		...deposit,
		refund: refund as never,
		whatToDo: 'bookAndPay',
		...parameters,
	});

describe('Get Status', () => {
	const status = async (order: unknown = shopifyOrder()) => {
		const before = engine.writes().length;
		const { row, error } = await engine.run(operation('shopOrder', 'getStatus', { order: order as never }));
		expect(error?.message).toBeUndefined();
		expect(engine.writes()).toHaveLength(before);
		return row;
	};

	test('follows an order from nothing to a credit note, and only reads', async () => {
		expect(await status()).toMatchObject({
			status: 'nothing',
			orderNumber: '#1001',
			orderTotal: '1035.00',
			invoiceNumber: null,
			details: { calls: { order: 1, settings: 0 } },
		});
		await engine.run(create(shopifyOrder(), { whatToDo: 'draft' }));
		expect(await status()).toMatchObject({ status: 'draft', invoiceTotal: '1035.00', invoiceNumber: null });
		await engine.run(create(shopifyOrder(), { whatToDo: 'book' }));
		expect(await status()).toMatchObject({
			status: 'booked',
			invoiceNumber: 1,
			paidAmount: '0.00',
			remaining: '1035.00',
			details: { calls: { order: 2 } },
		});
		await engine.run(create(shopifyOrder()));
		expect(await status()).toMatchObject({ status: 'paid', paidAmount: '1035.00', remaining: '0.00' });
		await engine.run(credit(shopifyRefund()));
		expect(await status()).toMatchObject({
			status: 'partlyCredited',
			paidAmount: '855.00',
			creditedAmount: '180.00',
			remaining: '0.00',
			creditNotes: [{ number: 2, total: '180.00', booked: true }],
		});
		expect(await status(shopifyOrder({ total_price: '1035.00' }))).toMatchObject({ difference: null });
	});

	test('a draft that a person deleted is told', async () => {
		await engine.run(create(shopifyOrder(), { whatToDo: 'draft' }));
		const [invoice] = organization().invoices.values();
		await engine.run(operation('invoice', 'delete', { invoiceId: picked(invoice.guid) }));
		expect(await status()).toMatchObject({ status: 'deleted' });
	});
});

describe('Create Credit Note', () => {
	test('credits each refund that an order carries, once, and a new one later', async () => {
		const second = shopifyRefund({
			id: 9902,
			admin_graphql_api_id: 'gid://shopify/Refund/9902',
			refund_line_items: [],
			order_adjustments: [
				{ id: 1, kind: 'shipping_refund', amount: '-39.20', tax_amount: '-9.80', reason: 'Shipping refund' },
			],
			transactions: [{ ...(shopifyRefund().transactions as object[])[0], id: 778, amount: '49.00' }],
		});
		const carrying = (refunds: object[]) => shopifyOrder({ financial_status: 'partially_refunded', refunds });
		await engine.run(create(shopifyOrder()));
		const one = await engine.run(credit(carrying([shopifyRefund()])));
		expect(one.rows).toMatchObject([{ outcome: 'credited', orderTotal: '180.00', furthestStep: 'paid' }]);
		const both = await engine.run(credit(carrying([shopifyRefund(), second])));
		expect(both.error && `${both.error.message} ${String(both.error.description)}`).toBeUndefined();
		expect(both.rows).toMatchObject([
			{ outcome: 'alreadyTransferred', orderTotal: '180.00' },
			{ outcome: 'credited', orderTotal: '49.00' },
		]);
		// The refund delivered alone is the same refund.
		expect((await engine.run(credit(shopifyRefund()))).row).toMatchObject({ outcome: 'alreadyTransferred' });
		expect(organization().creditNotes.size).toBe(2);
		const [invoice] = organization().invoices.values();
		expect(invoice.claim?.openDkk).toBe(0);
	});

	test('a refused refund among others stops the item and tells what became of the others', async () => {
		await engine.run(create(shopifyOrder()));
		const tooMuch = shopifyRefund({
			id: 9903,
			admin_graphql_api_id: 'gid://shopify/Refund/9903',
			refund_line_items: [],
			transactions: [{ ...(shopifyRefund().transactions as object[])[0], id: 779, amount: '9000.00' }],
		});
		const order = shopifyOrder({
			financial_status: 'partially_refunded',
			refunds: [shopifyRefund(), tooMuch],
		});
		const { error } = await engine.run(credit(order));
		expect(error?.message).toMatch(/9000\.00/);
		expect(error?.context.row).toMatchObject({ outcome: 'refused', otherRefunds: [{ outcome: 'credited' }] });
		const rows = await engine.run(credit(order, { options: { whenRefused: 'item' } }));
		expect(rows.rows.map((row) => row.outcome)).toEqual(['alreadyTransferred', 'refused']);
	});

	test('a draft only, and its texts', async () => {
		await engine.run(create(shopifyOrder()));
		const options = {
			creditNoteTitle: 'Retur {invoiceNumber}',
			creditNoteComment: 'Retur {refundId} fra {shop}',
		};
		const { row } = await engine.run(credit(shopifyRefund(), { whatToDo: 'draft', options }));
		expect(row).toMatchObject({ outcome: 'credited', creditNoteNumber: null });
		const [note] = organization().creditNotes.values();
		expect(note).toMatchObject({ status: 'Draft', description: 'Retur 1' });
		expect(note.comment).toMatch(/^Retur 9901 fra nordlys-cykler\.example/);
	});
});

describe('Check Settings', () => {
	const check = async (parameters: object = {}) => {
		const { rows, error } = await engine.run(
			operation('shopOrder', 'checkSettings', { ...deposit, ...parameters }),
		);
		expect(error && `${error.message} ${String(error.description)}`).toBeUndefined();
		expect(engine.writes()).toEqual([]);
		for (const row of rows) {
			expect(row).toMatchObject({
				level: expect.stringMatching(/^(ok|advice|stop)$/),
				what: expect.stringMatching(/^[A-Z]/),
				why: expect.stringMatching(/\.$/),
				whatToDo: expect.stringMatching(/\.$/),
			});
		}
		return rows;
	};
	const account = (name: string, number: string) => ({
		accounts: { account: [{ case: name, accountNumber: picked(number) }] },
	});

	test('a company that is ready has nothing to stop for', async () => {
		const rows = await check({ options: account('domestic', '1000') });
		expect(rows.filter((row) => row.level === 'stop')).toEqual([]);
		const codes = rows.map((row) => row.code);
		expect(codes).toEqual(
			expect.arrayContaining(['connected', 'planFits', 'yearOpen', 'accountFits', 'noShopYet']),
		);
	});

	test('accounts that nobody chose are named, as they will be taken', async () => {
		const taken = (rows: Array<Record<string, unknown>>) =>
			rows.filter((row) => row.code === 'accountByDefault').map((row) => String(row.where));
		const rows = await check();
		expect(taken(rows)).toEqual(['accounts.domestic', 'accounts.euBusinessGoods', 'accounts.export']);
		expect(rows.find((row) => row.where === 'accounts.domestic')).toMatchObject({
			level: 'ok',
			why: '"Denmark: Sales With VAT" goes to account 1000 Salg af varer/ydelser m/moms (U25).',
		});
		const chosen = await check({ options: { ...account('export', '1255'), supply: 'goods' } });
		expect(taken(chosen)).toEqual(['accounts.domestic', 'accounts.euBusinessGoods']);
	});

	const wrong: Array<[string, object, string, RegExp]> = [
		['an account that does not exist', { options: account('domestic', '1999') }, 'accountUnknown', /1999/],
		[
			'an account that adds VAT to gift cards',
			{ options: account('giftCard', '1000') },
			'accountWithVat',
			/1000/,
		],
		[
			'a deposit account that does not exist',
			{ depositAccountNumber: picked('55999'), whatToDo: 'bookAndPay' },
			'depositAccountUnknown',
			/55999/,
		],
		[
			'a text with an unknown placeholder',
			{ options: { comment: 'Order {number}' } },
			'placeholderUnknown',
			/\{number\}/,
		],
		['a company without Pro', { organizationId: picked('352300') }, 'planMissing', /Pro/],
	];
	test.each(wrong)('%s stops', async (_what, parameters, code, why) => {
		const rows = await check(parameters);
		expect(rows[0].level).toBe('stop');
		const found = rows.find((row) => row.code === code);
		expect(found).toMatchObject({ level: 'stop', why: expect.stringMatching(why) });
	});

	test('shops in use are listed, and one that looks misspelt is shown; so are numbers that credit notes take', async () => {
		await engine.run(create(shopifyOrder()));
		await engine.run(
			create(
				shopifyOrder({
					id: 5502,
					admin_graphql_api_id: 'gid://shopify/Order/5502',
					order_status_url: 'https://nordlys-cykle.example/orders/5502',
				}),
			),
		);
		await engine.run(credit(shopifyRefund()));
		engine.dinero.calls.length = 0;
		const rows = await check({
			options: { numberFromOrder: true, sendByEmail: true },
			whatToDo: 'bookAndPay',
		});
		expect(rows).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					code: 'shopsInUse',
					why: expect.stringContaining('shopify:nordlys-cykler.example (1)'),
				}),
				expect.objectContaining({ code: 'shopsAlike', level: 'advice' }),
				expect.objectContaining({ code: 'numbersTaken', why: expect.stringContaining('is 3') }),
				expect.objectContaining({ what: 'E-mail' }),
			]),
		);
	});
});

test('a VAT number that a person wrote with spaces is found, at no extra request', async () => {
	const { row } = await engine.run(
		operation('contact', 'create', {
			name: 'Holm Trading ApS',
			additionalFields: { vatNumber: '25 31 37 63', email: 'kontor@holm.example' },
		}),
	);
	const [contact] = organization().contacts.values();
	contact.vatNumber = '25 31 37 63';
	expect(row.ContactGuid).toBe(contact.guid);
	const company = { company: 'Holm Trading ApS', name: 'Mia Holm' };
	const order = shopifyOrder({
		billing_address: { ...(shopifyOrder().billing_address as object), ...company },
		note_attributes: [{ name: 'CVR', value: '25313763' }],
	});
	engine.dinero.calls.length = 0;
	const { row: invoiced, error } = await engine.run(create(order, { options: { vatNumberFields: 'CVR' } }));
	expect(error && `${error.message} ${String(error.description)}`).toBeUndefined();
	expect(invoiced).toMatchObject({
		outcome: 'invoiced',
		details: { contactGuid: contact.guid, calls: { order: 6 } },
	});
	expect(organization().contacts.size).toBe(1);
});
