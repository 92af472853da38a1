import type { INodeProperties } from 'n8n-workflow';

import { settingsOptions } from '../../nodes/Dinero/resources/shopOrder/options';
import { formSettings } from './formSettings';
import { givenContact, operation } from './given';
import { Engine, organizationId, picked, type Ran } from './harness';
import { optionRows } from './optionRows';
import { shopifyOrder } from './shopifyOrder';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const organization = () => engine.dinero.world.organizations.get(organizationId)!;
const invoice = () => [...organization().invoices.values()][0];
const run = async (order: unknown, options: object, parameters: object = {}): Promise<Ran> =>
	await engine.run(
		operation('shopOrder', 'createInvoice', {
			order: order as never,
			depositAccountNumber: picked('55000'),
			whatToDo: 'bookAndPay',
			options,
			...parameters,
		}),
	);

const rows = optionRows(() => engine);

/** Tested elsewhere: against a refund, after a deletion, with an order in two currencies, and with two contacts that fit. */
const elsewhere = [
	'attachmentField',
	'creditNoteComment',
	'creditNoteTitle',
	'reissue',
	'invoiceCurrency',
	'severalContacts',
];

test('every option of the form has a row', () => {
	const names = (settingsOptions.options as INodeProperties[]).map((option) => option.name);
	expect([...new Set([...rows.map((row) => row.option), ...elsewhere])].sort()).toEqual([...names].sort());
});

test.each(rows)(
	'$option does what it says',
	async ({ given, otherwise = {}, order, parameters, shows, as, refused }) => {
		const payload = order ?? shopifyOrder();
		const withIt = await run(payload, given, parameters);
		if (refused === 'with') expect(withIt.error?.message).toMatch(/\w/);
		else
			expect(withIt.error && `${withIt.error.message} ${String(withIt.error.description)}`).toBeUndefined();
		expect(shows()).toEqual(as);

		engine.reset();
		const without = await run(payload, otherwise, parameters);
		if (refused === 'without') expect(without.error?.message).toMatch(/\w/);
		else {
			let shown: unknown;
			try {
				shown = shows();
			} catch {
				shown = 'nothing';
			}
			expect(shown).not.toEqual(as);
		}
	},
);

test.each(rows.filter((row) => row.option !== 'settingsJson'))(
	'$option does the same as a setting of the JSON',
	async ({ given, order, parameters, shows, as, refused }) => {
		const settingsJson = JSON.stringify(formSettings(given));
		const { error } = await run(order ?? shopifyOrder(), { settingsJson }, parameters);
		if (refused === 'with') expect(error?.message).toMatch(/\w/);
		else expect(error && `${error.message} ${String(error.description)}`).toBeUndefined();
		expect(shows()).toEqual(as);
	},
);

test('an order whose e-mail address several contacts have is refused where the form says so, and names them', async () => {
	const { email } = shopifyOrder() as { email: string };
	await givenContact(engine, 'Anna Holm', { email });
	await givenContact(engine, 'A. Holm', { email });
	const refused = await run(shopifyOrder(), { severalContacts: 'refuse' });
	expect(refused.error?.message).toMatch(/2 contacts in Dinero have the e-mail address .*A\. Holm/);
	expect(organization().invoices.size).toBe(0);
	const taken = await run(shopifyOrder(), {});
	expect(taken.row).toMatchObject({ outcome: 'invoiced' });
	expect(organization().contacts.size).toBe(2);
	expect(taken.row.warnings).toEqual([expect.stringMatching(/2 contacts in Dinero fit/)]);
});

test("an invoice can be in the currency that the customer saw, instead of the shop's own", async () => {
	const set = (shop: string, customer: string) => ({
		shop_money: { amount: shop, currency_code: 'DKK' },
		presentment_money: { amount: customer, currency_code: 'EUR' },
	});
	const order = shopifyOrder({
		presentment_currency: 'EUR',
		total_discounts: '0.00',
		total_discounts_set: set('0.00', '0.00'),
		discount_applications: [],
		total_line_items_price: '746.00',
		subtotal_price: '746.00',
		subtotal_price_set: set('746.00', '100.00'),
		total_price: '746.00',
		total_price_set: set('746.00', '100.00'),
		total_tax: '149.20',
		total_tax_set: set('149.20', '20.00'),
		total_line_items_price_set: set('746.00', '100.00'),
		shipping_lines: [],
		tax_lines: [{ title: 'DK Moms', rate: 0.25, price: '149.20', price_set: set('149.20', '20.00') }],
		line_items: [
			{
				...(shopifyOrder().line_items as object[])[0],
				price: '746.00',
				price_set: set('746.00', '100.00'),
				discount_allocations: [],
				total_discount_set: set('0.00', '0.00'),
				tax_lines: [{ title: 'DK Moms', rate: 0.25, price: '149.20', price_set: set('149.20', '20.00') }],
			},
		],
	});
	const { row, error } = await run(order, { invoiceCurrency: 'presentment' }, { whatToDo: 'book' });
	expect(error && `${error.message} ${String(error.description)}`).toBeUndefined();
	expect(row).toMatchObject({ currency: 'EUR', invoiceTotal: '100.00' });
	engine.reset();
	expect((await run(order, {}, { whatToDo: 'book' })).row).toMatchObject({
		currency: 'DKK',
		invoiceTotal: '746.00',
	});
});

test("the shop's own PDF is attached once, before the invoice is sent", async () => {
	const json = shopifyOrder() as never;
	const pdf = Buffer.from('%PDF-1.4 order').toString('base64');
	const binary = { data: { data: pdf, mimeType: 'application/pdf', fileName: 'order-1001.pdf' } };
	const parameters = operation('shopOrder', 'createInvoice', {
		order: '={{ $json }}',
		depositAccountNumber: picked('55000'),
		whatToDo: 'bookAndPay',
		options: { attachmentField: 'data', sendByEmail: true },
	});
	const { row, error } = await engine.run(parameters, { input: [{ json, binary }] });
	expect(error && `${error.message} ${String(error.description)}`).toBeUndefined();
	expect(row).toMatchObject({
		outcome: 'invoiced',
		details: { created: expect.arrayContaining(['attachment']) },
	});
	await engine.run(parameters, { input: [{ json, binary }] });
	expect(invoice().attachments).toMatchObject([{ fileName: 'order-1001.pdf' }]);
	expect(engine.dinero.world.outbox).toHaveLength(1);

	engine.reset();
	const missing = await engine.run(parameters, { input: [{ json }] });
	expect(missing.error?.message).toMatch(/'Attach File From Field' is 'data'/);
	expect(engine.writes()).toEqual([]);

	const settingsJson = JSON.stringify({ attachmentField: 'data', sendByEmail: true });
	const byJson = operation('shopOrder', 'createInvoice', {
		...{ order: '={{ $json }}', depositAccountNumber: picked('55000'), whatToDo: 'bookAndPay' },
		options: { settingsJson },
	});
	await engine.run(byJson, { input: [{ json, binary }] });
	expect(invoice().attachments).toMatchObject([{ fileName: 'order-1001.pdf' }]);
	// The same settings serve operations that attach nothing.
	const looked = await engine.run({ ...byJson, operation: 'registerPayment' }, { input: [{ json }] });
	expect(looked.error).toBeUndefined();
});
