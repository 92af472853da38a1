import { givenBookedInvoice, givenContact, operation, twoLines } from './given';
import { Engine, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => {
	expect(engine.dinero.calls.filter((call) => call.contractBreach ?? call.crash)).toEqual([]);
	await engine.close();
});

const run = async (resource: string, value: string, parameters: object = {}, options: object = {}) => {
	const ran = await engine.run(operation(resource, value, parameters), options);
	expect(ran.error && `${ran.error.message} ${String(ran.error.description)}`).toBeUndefined();
	return ran;
};
const pdf = {
	data: Buffer.from('%PDF-1.4 a bill').toString('base64'),
	mimeType: 'application/pdf',
	fileName: 'bill.pdf',
};
const withFile = { input: [{ json: {}, binary: { data: pdf } }] };
const paper = { line: [{ description: 'Paper', amount: '250.00', accountNumber: picked('7200') }] };
const credit = async (parameters: object = {}) => ({
	contactId: picked(await givenContact(engine, 'Papirhuset A/S')),
	voucherDate: '2026-03-01',
	lines: paper,
	...parameters,
});

describe('files', () => {
	test('are uploaded, listed and downloaded', async () => {
		const uploaded = await run('file', 'upload', { options: { fileName: 'paper.pdf' } }, withFile);
		const fileId = picked(String(uploaded.row.FileGuid));
		// Dinero needs about a second before a file can be read.
		engine.dinero.world.clock.move(2_000);
		expect(
			(await run('file', 'getAll', { returnAll: true, filters: { extensions: 'pdf', use: 'Unused' } })).rows,
		).toMatchObject([{ Name: expect.stringContaining('paper') }]);
		expect((await engine.search('searchFiles', operation('file', 'download'))).results).toHaveLength(1);
		const got = await run('file', 'download', { fileId });
		expect(Buffer.from(got.items[0].binary?.data.data ?? '', 'base64').toString()).toBe('%PDF-1.4 a bill');
	});

	test.each([
		['no file', { input: [{ json: {} }] }, /is 'data', and the incoming item has no file there/],
		[
			'a spreadsheet',
			{ input: [{ json: {}, binary: { data: { ...pdf, mimeType: 'text/csv' } } }] },
			/file of type text\/csv/,
		],
		[
			'more than 6 MB',
			{
				input: [{ json: {}, binary: { data: { ...pdf, data: Buffer.alloc(6_400_000).toString('base64') } } }],
			},
			/6\.1 MB/,
		],
	])('are refused before they are sent: %s', async (_what, options, message) => {
		const { error } = await engine.run(operation('file', 'upload'), options as never);
		expect(error?.message).toMatch(message);
		expect(engine.dinero.calls).toEqual([]);
	});

	test('are sent along with invoices', async () => {
		const invoiceId = picked(await givenBookedInvoice(engine));
		const uploaded = await run('file', 'uploadAttachment', {}, withFile);
		const fileId = picked(String(uploaded.row.FileGuid));
		await run('attachment', 'add', { invoiceId, fileId, fileName: 'terms.pdf' });
		expect((await run('attachment', 'getAll', { invoiceId })).rows).toMatchObject([
			{ FileName: 'terms.pdf' },
		]);
		await run('attachment', 'delete', { invoiceId, fileId });
		expect((await run('attachment', 'getAll', { invoiceId })).rows).toEqual([]);
		expect((await run('attachment', 'addDefaults', { invoiceId })).row).toMatchObject({ attached: true });
	});
});

describe('purchase vouchers', () => {
	test('on credit are created with their file, changed, booked, paid and credited', async () => {
		const uploaded = await run('file', 'upload', {}, withFile);
		const fileId = picked(String(uploaded.row.FileGuid));
		const parameters = await credit({
			additionalFields: { dueDate: '2026-03-31', externalReference: 'bill 7', fileId, currency: 'DKK' },
		});
		expect((await run('purchaseVoucher', 'previewTotals', parameters)).row).toHaveProperty('VoucherTotals');
		expect((await run('purchaseVoucher', 'findSimilar', parameters)).row).toMatchObject({
			SimilarFound: false,
		});
		const created = await run('purchaseVoucher', 'create', parameters);
		expect(created.row).toMatchObject({
			Status: 'Draft',
			PurchaseType: 'credit',
			ExternalReference: 'bill 7',
			PaymentDate: '2026-03-31',
		});
		const purchaseVoucherId = String(created.row.Guid);
		expect((await run('purchaseVoucher', 'findByFile', { fileId })).rows).toMatchObject([
			{ Guid: purchaseVoucherId },
		]);
		const changed = await run('purchaseVoucher', 'update', {
			purchaseVoucherId,
			updateFields: { externalReference: 'bill 8', voucherDate: '2026-03-02' },
			simplify: false,
		});
		expect(changed.row).toMatchObject({
			ExternalReference: 'bill 8',
			VoucherDate: '2026-03-02',
			Lines: [{ AmountInclVatValue: 250 }],
		});
		expect((await run('purchaseVoucher', 'book', { purchaseVoucherId })).row).toMatchObject({
			outcome: 'booked',
		});
		expect(
			(
				await run('purchaseVoucher', 'createCreditNote', {
					purchaseVoucherId,
					options: { voucherDate: '2026-03-05' },
				})
			).row,
		).toMatchObject({ created: true });
		expect((await run('purchaseVoucher', 'get', { purchaseVoucherId })).row).toMatchObject({
			Guid: purchaseVoucherId,
		});
	});

	test('on credit are paid in part, and the payment is taken back', async () => {
		const created = await run(
			'purchaseVoucher',
			'create',
			await credit({ book: true, additionalFields: { dueDate: '2026-03-31' } }),
		);
		const purchaseVoucherId = String(created.row.Guid);
		const paid = await run('purchaseVoucher', 'registerPayment', {
			purchaseVoucherId,
			depositAccountNumber: picked('55000'),
			amount: 100,
			options: { externalReference: 'tx 9' },
		});
		expect(paid.row).toMatchObject({ outcome: 'registered', externalReference: 'tx 9' });
		expect((await run('purchaseVoucher', 'getPayments', { purchaseVoucherId })).rows).toHaveLength(1);
		const { results } = await engine.search(
			'searchPurchasePayments',
			operation('purchaseVoucher', 'deletePayment', { purchaseVoucherId }),
		);
		await run('purchaseVoucher', 'deletePayment', {
			purchaseVoucherId,
			paymentId: picked(String(results[0].value)),
		});
		expect((await run('purchaseVoucher', 'getPayments', { purchaseVoucherId })).rows).toHaveLength(0);
	});

	test('paid at once are created booked, or changed and deleted', async () => {
		const cash = {
			purchaseType: 'cash',
			depositAccountNumber: picked('55000'),
			voucherDate: '2026-03-01',
			lines: paper,
		};
		const booked = await run('purchaseVoucher', 'create', {
			...cash,
			book: true,
			additionalFields: { region: 'DK' },
		});
		expect(booked.row).toMatchObject({ PurchaseType: 'cash', Status: 'Paid' });
		const draft = await run('purchaseVoucher', 'create', cash);
		const purchaseVoucherId = String(draft.row.Guid);
		const changed = await run('purchaseVoucher', 'update', {
			purchaseVoucherId,
			specifyLines: 'fields',
			lines: { line: [{ description: 'Ink', amount: 99.5, accountNumber: picked('7200') }] },
			simplify: false,
		});
		expect(changed.row).toMatchObject({ Lines: [{ AmountInclVatValue: 99.5 }] });
		expect((await run('purchaseVoucher', 'delete', { purchaseVoucherId })).row).toMatchObject({
			deleted: true,
		});
	});

	test('are refused when a field belongs to the other kind, or the due date is missing', async () => {
		const cash = { purchaseType: 'cash', depositAccountNumber: picked('55000'), lines: paper };
		const dueDate = await engine.run(
			operation('purchaseVoucher', 'create', { ...cash, additionalFields: { dueDate: '2026-03-31' } }),
		);
		expect(dueDate.error?.message).toBe("'Due Date' is for purchases on credit");
		const book = await engine.run(operation('purchaseVoucher', 'create', await credit({ book: true })));
		expect(book.error?.message).toMatch(/^'Due Date' is empty/);
		expect(engine.writes().filter((call) => call.path.includes('vouchers'))).toEqual([]);
	});
});

test('purchase credit notes are created, changed, booked and deleted', async () => {
	const contactId = picked(await givenContact(engine, 'Papirhuset A/S'));
	const created = await run('purchaseCreditNote', 'create', {
		contactId,
		lines: paper,
		additionalFields: { currency: 'DKK', date: '2026-03-01', ownId: '3f2504e0-4f89-41d3-9a0c-0305e82c3303' },
	});
	expect(created.row).toMatchObject({ Guid: '3f2504e0-4f89-41d3-9a0c-0305e82c3303', Status: 'Draft' });
	const purchaseCreditNoteId = String(created.row.Guid);
	const changed = await run('purchaseCreditNote', 'update', {
		purchaseCreditNoteId,
		updateFields: { date: '2026-03-02' },
		simplify: false,
	});
	expect(changed.row).toMatchObject({ Lines: [{ AmountInclVatValue: 250 }] });
	expect(String(changed.row.Date)).toMatch(/^2026-03-02/);
	expect((await run('purchaseCreditNote', 'book', { purchaseCreditNoteId })).row).toMatchObject({
		outcome: 'booked',
	});
	expect((await run('purchaseCreditNote', 'get', { purchaseCreditNoteId })).row).toMatchObject({
		Guid: purchaseCreditNoteId,
	});
	const other = await run('purchaseCreditNote', 'create', { contactId, lines: paper });
	expect(
		(await run('purchaseCreditNote', 'delete', { purchaseCreditNoteId: String(other.row.Guid) })).row,
	).toMatchObject({ deleted: true });
});

describe('products', () => {
	const fields = {
		accountNumber: picked('1000'),
		comment: 'Blue',
		externalReference: 'p 1',
		productNumber: 'BIKE-1',
		quantity: 2,
		unit: 'stk',
	};

	test('are created with every field, changed, found and deleted', async () => {
		const created = await run('product', 'create', {
			name: 'Bike',
			unitPrice: '800.00',
			additionalFields: fields,
			simplify: false,
		});
		expect(created.row).toMatchObject({
			Name: 'Bike',
			BaseAmountValue: 800,
			AccountNumber: 1000,
			Comment: 'Blue',
			ExternalReference: 'p 1',
			ProductNumber: 'BIKE-1',
			Quantity: 2,
			Unit: 'parts',
		});
		const productId = picked(String(created.row.ProductGuid));
		const changed = await run('product', 'update', { productId, updateFields: { unitPrice: 900 } });
		expect(changed.row).toMatchObject({ Name: 'Bike', BaseAmountValue: 900, ProductNumber: 'BIKE-1' });
		expect(
			(await run('product', 'getAll', { returnAll: true, filters: { productNumber: 'bike-1' } })).rows,
		).toHaveLength(1);
		expect(
			(await run('product', 'getAll', { returnAll: true, filters: { search: 'nothing' } })).rows,
		).toHaveLength(0);
		expect((await run('product', 'get', { productId })).row).toMatchObject({ Name: 'Bike' });
		expect(
			(await engine.search('searchProducts', operation('product', 'get'), 'bike')).results,
		).toMatchObject([{ name: 'BIKE-1 - Bike - 900.00 excl. VAT' }]);
		expect((await run('product', 'delete', { productId })).row).toMatchObject({ deleted: true });
	});

	test('are created or updated by number', async () => {
		const parameters = (unitPrice: number) => ({
			matchBy: 'productNumber',
			matchValue: 'BIKE-1',
			name: 'Bike',
			unitPrice,
		});
		expect((await run('product', 'upsert', parameters(800))).row).toMatchObject({
			outcome: 'created',
			ProductNumber: 'BIKE-1',
		});
		expect((await run('product', 'upsert', parameters(800))).row).toMatchObject({ outcome: 'unchanged' });
		expect((await run('product', 'upsert', parameters(850))).row).toMatchObject({
			outcome: 'updated',
			BaseAmountValue: 850,
		});
		await run('product', 'create', {
			name: 'Other',
			unitPrice: 1,
			additionalFields: { productNumber: 'BIKE-1' },
		});
		const { error } = await engine.run(operation('product', 'upsert', parameters(1)));
		expect(error?.message).toMatch(/2 products have ProductNumber 'BIKE-1'/);
	});

	test('fill in a line of an invoice', async () => {
		const { row } = await run('product', 'create', { name: 'Bike', unitPrice: 800 });
		const productId = picked(String(row.ProductGuid));
		const contactId = picked(await givenContact(engine));
		const { row: invoice } = await run('invoice', 'create', {
			contactId,
			lines: { line: [{ description: '', quantity: 2, unitPrice: 0, productId }] },
			simplify: false,
		});
		expect(invoice).toMatchObject({
			TotalExclVat: 1600,
			ProductLines: [{ Description: 'Bike', ProductGuid: row.ProductGuid }],
		});
	});
});

describe('trade offers', () => {
	test('are made, changed, listed, sent and invoiced', async () => {
		const contactId = picked(await givenContact(engine));
		const totals = await run('tradeOffer', 'previewTotals', { contactId, lines: twoLines });
		expect(totals.row).toMatchObject({ TotalInclVat: 875 });
		const created = await run('tradeOffer', 'create', {
			contactId,
			lines: twoLines,
			additionalFields: {
				externalReference: 'o 1',
				title: 'Offer',
				date: '2026-04-01',
				comment: 'c',
				language: 'en-GB',
				address: 'a',
				currency: 'DKK',
			},
		});
		expect(created.row).toMatchObject({ TotalInclVat: 875, ExternalReference: 'o 1', Date: '2026-04-01' });
		const tradeOfferId = picked(String(created.row.Guid));
		expect(
			(await run('tradeOffer', 'update', { tradeOfferId, updateFields: { title: 'New' } })).row,
		).toMatchObject({ Description: 'New', TotalInclVat: 875 });
		expect(
			(
				await run('tradeOffer', 'getAll', {
					returnAll: true,
					filters: { status: ['Draft'], externalReference: 'o 1' },
					options: { sort: 'TradeOfferDate' },
				})
			).rows,
		).toHaveLength(1);
		expect((await engine.search('searchTradeOffers', operation('tradeOffer', 'get'))).results).toHaveLength(
			1,
		);
		expect((await run('tradeOffer', 'get', { tradeOfferId })).row).toMatchObject({ Description: 'New' });
		expect(
			(await run('tradeOffer', 'sendEmail', { tradeOfferId, options: { subject: 'Our offer' } })).row,
		).toMatchObject({ sent: true });
		expect((await run('tradeOffer', 'getMailouts', { tradeOfferId })).rows).toMatchObject([
			{ Subject: 'Our offer' },
		]);
		expect((await run('tradeOffer', 'getEmailTemplate', { tradeOfferId })).row).toHaveProperty('Subject');
		const pdfFile = await run('tradeOffer', 'downloadPdf', { tradeOfferId });
		expect(pdfFile.items[0].binary?.data.mimeType).toBe('application/pdf');
		expect((await run('tradeOffer', 'createInvoice', { tradeOfferId })).row).toMatchObject({
			Status: 'Draft',
			TotalInclVat: 875,
		});
	});

	test('are deleted', async () => {
		const contactId = picked(await givenContact(engine));
		const { row } = await run('tradeOffer', 'create', { contactId, lines: twoLines });
		expect((await run('tradeOffer', 'delete', { tradeOfferId: picked(String(row.Guid)) })).row).toMatchObject(
			{ deleted: true },
		);
	});
});
