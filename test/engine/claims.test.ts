import { forgetOrganizationSettings } from '../../api/organizationFacts';
import { productReference } from '../../orders/identity';
import { givenContact, operation, twoLines } from './given';
import { Engine, organizationId, picked } from './harness';
import { shopifyOrder } from './shopifyOrder';
import { shopifyRefund } from './shopifyRefund';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const books = () => engine.dinero.world.organizations.get(organizationId)!;
const run = async (resource: string, value: string, parameters: object = {}, input?: object) => {
	const ran = await engine.run(operation(resource, value, parameters), input as never);
	expect(ran.error && `${ran.error.message} ${String(ran.error.description)}`).toBeUndefined();
	return ran;
};

/** How often each address was asked for while `work` ran, by method and the address as the contract writes it. */
const askedFor = async (work: () => Promise<unknown>): Promise<Record<string, number>> => {
	const before = engine.dinero.calls.length;
	await work();
	const counts: Record<string, number> = {};
	for (const { method, template } of engine.dinero.calls.slice(before)) {
		const address = `${method} ${(template ?? '').replace(/^\/[^/]+\/\{organizationId\}/, '')}`;
		counts[address] = (counts[address] ?? 0) + 1;
	}
	return counts;
};

describe('a line that names a product has its price, account and unit', () => {
	const productLines = async () => {
		const { row } = await run('product', 'create', {
			name: 'Bike',
			unitPrice: '800.00',
			additionalFields: { accountNumber: picked('1050') },
			simplify: false,
		});
		return { line: [{ productId: picked(String(row.ProductGuid)), quantity: 2 }] };
	};
	const written = { TotalExclVat: 1600, ProductLines: [{ BaseAmountValue: 800, AccountNumber: 1050 }] };

	test.each(['creditNote', 'tradeOffer'])('on a new %s', async (resource) => {
		const contactId = picked(await givenContact(engine));
		const { row } = await run(resource, 'create', {
			contactId,
			lines: await productLines(),
			simplify: false,
		});
		expect(row).toMatchObject(written);
	});

	test.each(['creditNote', 'invoice', 'tradeOffer'])('in the totals of one %s', async (resource) => {
		const contactId = picked(await givenContact(engine));
		const { row } = await run(resource, 'previewTotals', { contactId, lines: await productLines() });
		expect(row).toMatchObject({ TotalExclVat: 1600 });
	});

	test.each(['creditNote', 'invoice', 'tradeOffer'])('on a changed %s', async (resource) => {
		const contactId = picked(await givenContact(engine));
		const made = await run(resource, 'create', { contactId, lines: twoLines });
		const lines = await productLines();
		forgetOrganizationSettings();
		const asked = await askedFor(async () => {
			const { row } = await run(resource, 'update', {
				[`${resource}Id`]: picked(String(made.row.Guid)),
				specifyLines: 'fields',
				lines,
				simplify: false,
			});
			expect(row).toMatchObject(written);
		});
		expect(asked['GET /sales/settings']).toBe(1);
	});
});

test('a purchase credit note can be booked as it is made', async () => {
	const { row } = await run('purchaseCreditNote', 'create', {
		contactId: picked(await givenContact(engine, 'Papirhuset A/S')),
		lines: { line: [{ description: 'Paper', amount: '250.00', accountNumber: picked('7200') }] },
		additionalFields: { date: '2026-03-01' },
		book: true,
	});
	expect(row).toMatchObject({ Status: 'Booked' });
});

const accounts = { account: [{ case: 'domesticShipping', accountNumber: picked('1350') }] };
const order = (value: string, payload: unknown, parameters: object = {}) =>
	[
		'shopOrder',
		value,
		{ order: payload, depositAccountNumber: picked('55000'), options: { accounts }, ...parameters },
	] as const;

describe('the settings of the organization are read where none are remembered', () => {
	const settings = [
		'GET /accounts/entry',
		'GET /accounts/deposit',
		'GET /vatTypes',
		'GET /sales/settings',
		'GET /accountingyears',
	];
	const once = Object.fromEntries(settings.map((address) => [address, 1]));

	test('for a payment', async () => {
		await run(...order('createInvoice', shopifyOrder(), { whatToDo: 'book' }));
		forgetOrganizationSettings();
		const asked = await askedFor(async () => {
			const { row } = await run(...order('registerPayment', shopifyOrder()));
			expect(row).toMatchObject({ furthestStep: 'paid', paidAmount: '1035.00' });
		});
		expect(asked).toMatchObject(once);
	});

	test('for a credit note', async () => {
		await run(...order('createInvoice', shopifyOrder(), { whatToDo: 'bookAndPay' }));
		forgetOrganizationSettings();
		const asked = await askedFor(async () => {
			const { row } = await run('shopOrder', 'createCreditNote', {
				refund: shopifyRefund(),
				depositAccountNumber: picked('55000'),
				whatToDo: 'bookAndPay',
			});
			expect(row).toMatchObject({ outcome: 'credited', orderTotal: '180.00' });
		});
		expect(asked).toMatchObject(once);
	});
});

// The local Dinero gives 7.46 kroner for a euro.
describe('money in another currency is registered in kroner, at the rate that the list of invoices shows', () => {
	const inEuro = shopifyOrder({ currency: 'EUR', presentment_currency: 'EUR' });
	const paidInKroner = () => {
		const [invoice] = [...books().invoices.values()];
		return invoice.claim?.payments.map((payment) => payment.amountDkk);
	};

	test('as the invoice is made', async () => {
		const asked = await askedFor(async () => {
			const { row } = await run(...order('createInvoice', inEuro, { whatToDo: 'bookAndPay' }));
			expect(row).toMatchObject({ currency: 'EUR', furthestStep: 'paid', paidAmount: '1035.00' });
		});
		expect(asked['GET /invoices']).toBe(1);
		expect(paidInKroner()).toEqual([1035 * 746]);
	});

	test('later', async () => {
		await run(...order('createInvoice', inEuro, { whatToDo: 'book' }));
		const asked = await askedFor(async () => {
			const { row } = await run(...order('registerPayment', inEuro));
			expect(row).toMatchObject({ currency: 'EUR', furthestStep: 'paid', paidAmount: '1035.00' });
		});
		expect(asked['GET /invoices']).toBe(1);
		expect(paidInKroner()).toEqual([1035 * 746]);
	});
});

describe('a preview', () => {
	test('shows an invoice that is there', async () => {
		const made = await run(...order('createInvoice', shopifyOrder(), { whatToDo: 'book' }));
		const { row } = await run(...order('preview', shopifyOrder()));
		expect(row).toMatchObject({ outcome: 'alreadyTransferred', invoiceNumber: made.row.invoiceNumber });
	});

	test('finds the collective contact of guests', async () => {
		const nobody = { name: null, country_code: 'DK', country: 'Denmark' };
		const guest = (id: number) =>
			shopifyOrder({
				id,
				admin_graphql_api_id: `gid://shopify/Order/${id}`,
				email: null,
				customer: null,
				billing_address: nobody,
				shipping_address: nobody,
			});
		const parameters = { options: { accounts, guests: 'collective', guestName: 'Guest {country}' } };
		await run(...order('createInvoice', guest(5601), parameters));
		const asked = await askedFor(async () => {
			const { row } = await run(...order('preview', guest(5602), parameters));
			expect(row).toMatchObject({ outcome: 'previewed', contactName: 'Guest DK' });
			expect(JSON.stringify(row)).not.toContain('would be created');
		});
		expect(asked['GET /contacts/{guid}']).toBe(1);
	});
});

test('of two attachments of the same name one is taken away', async () => {
	const data = Buffer.from('%PDF-1.4 order').toString('base64');
	const binary = { data: { data, mimeType: 'application/pdf', fileName: 'order-1001.pdf' } };
	const input = { input: [{ json: shopifyOrder(), binary }] };
	const options = { accounts, attachmentField: 'data' };
	const parameters = { whatToDo: 'draft', options };
	const { row } = await run(...order('createInvoice', '={{ $json }}', parameters), input);
	const file = await run('file', 'uploadAttachment', {}, input);
	const invoiceId = picked(String(row.invoiceGuid));
	const fileId = picked(String(file.row.FileGuid));
	await run('attachment', 'add', { invoiceId, fileId, fileName: 'order-1001.pdf' });
	expect((await run('attachment', 'getAll', { invoiceId })).rows).toHaveLength(2);

	await run(...order('createInvoice', '={{ $json }}', { whatToDo: 'book', options }), input);
	expect((await run('attachment', 'getAll', { invoiceId })).rows).toMatchObject([
		{ FileName: 'order-1001.pdf' },
	]);
});

// 1793836800 is 2026-11-05 00:00 UTC.
const transaction = (id: string, type: string, amount: number) => ({
	...{ id, object: 'balance_transaction', type, amount, fee: 0, net: amount, currency: 'dkk' },
	...{ available_on: 1_793_836_800, description: id, source: type === 'payout' ? 'po_1' : `src_${id}` },
});

describe('a settlement whose voucher turns out to be the second one of its kind takes its own away', () => {
	const deposit = { depositAccountNumber: picked('55000'), whatToDo: 'draft' };
	const payout = { data: [transaction('t1', 'payout', -900), transaction('t2', 'charge', 900)] };
	const kinds: Array<[string, object, object]> = [
		['dailySettlement', { orders: '={{ $json }}', ...deposit, options: { accounts } }, shopifyOrder()],
		[
			'settlePayout',
			{
				payout: '={{ $json }}',
				...deposit,
				bankAccountNumber: picked('55040'),
				feeAccountNumber: picked('7420'),
			},
			{ object: 'list', has_more: false, ...payout },
		],
	];

	test.each(kinds)(
		'%s',
		async (value, parameters, json) => {
			const settle = async () => await run('shopOrder', value, parameters, { input: [{ json }] });
			const first = await settle();
			// The list of the first run shows only after the second run has looked for it and uploaded its own.
			const [file] = [...books().files.values()];
			file.readableAt = new Date(engine.dinero.world.clock.now().getTime() + 1100).toISOString();
			const second = await settle();
			expect(second.row).toMatchObject({ outcome: 'alreadyTransferred', voucherGuid: first.row.voucherGuid });
			const kept = [...books().manualVouchers.values()].filter(({ deletedAt }) => !deletedAt);
			expect(kept).toMatchObject([{ guid: first.row.voucherGuid }]);
			expect(books().manualVouchers.size).toBe(2);
		},
		60_000,
	);
});

describe("Dinero's products", () => {
	const withProducts = (products: string) => ({ options: { accounts, products } });
	const productOf = async (name: string) =>
		await run('product', 'create', {
			name,
			unitPrice: '100.00',
			additionalFields: { productNumber: 'SKU-1', externalReference: productReference('SKU-1') },
		});

	test('are shown by a preview', async () => {
		await productOf('Helmet');
		const asked = await askedFor(async () => {
			const { row } = await run(...order('preview', shopifyOrder(), withProducts('use')));
			expect(row).toMatchObject({ outcome: 'previewed' });
		});
		expect(asked['GET /products']).toBe(1);
	});

	test('of two that were made for one SKU the younger is taken away', async () => {
		// The list is remembered as it was before the two came.
		await run(...order('preview', shopifyOrder(), withProducts('use')));
		const [older] = [await productOf('Helmet'), await productOf('Helmet again')];
		const { row } = await run(...order('createInvoice', shopifyOrder(), withProducts('create')));
		expect(row).toMatchObject({ outcome: 'invoiced' });
		const kept = [...books().products.values()].filter(({ deletedAt }) => !deletedAt);
		expect(kept.map(({ productNumber }) => productNumber)).toEqual(['SKU-1', 'SKU-2']);
		expect(kept[0].guid).toBe(older.row.ProductGuid);
	});
});

test('VAT of an invoice in another currency than kroner and euro is written in kroner', async () => {
	const inPounds = shopifyOrder({ currency: 'GBP', presentment_currency: 'GBP' });
	const { row } = await run(...order('createInvoice', inPounds, { whatToDo: 'draft' }));
	expect(row).toMatchObject({ outcome: 'invoiced', currency: 'GBP' });
	const [invoice] = [...books().invoices.values()];
	expect(invoice.comment).toMatch(/DKK|kroner/);
});
