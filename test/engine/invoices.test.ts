import { givenBookedInvoice, givenContact, givenInvoice, operation, twoLines } from './given';
import { Engine, organizationId, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const raw = async (guid: string) => {
	const { row, error } = await engine.run(
		operation('invoice', 'get', { invoiceId: picked(guid), simplify: false }),
	);
	expect(error).toBeUndefined();
	return row as Record<string, unknown> & { ProductLines: Array<Record<string, unknown>> };
};

describe('an invoice is created', () => {
	test('with lines alone: the rest comes from the organization', async () => {
		const guid = await givenInvoice(engine);
		const invoice = await raw(guid);
		expect(invoice).toMatchObject({
			Status: 'Draft',
			TotalExclVat: 700,
			TotalInclVat: 875,
			ShowLinesInclVat: false,
		});
		expect(invoice.ProductLines).toMatchObject([
			{
				Description: 'Repair of a bicycle',
				Quantity: 1,
				BaseAmountValue: 500,
				AccountNumber: 1000,
				Unit: 'parts',
			},
			{ Description: 'Tube', Quantity: 2, BaseAmountValue: 100, AccountNumber: 1000 },
		]);
	});

	test('with every field', async () => {
		const contactId = await givenContact(engine);
		const templates = engine.dinero.world.organizations.get(organizationId)?.templates ?? [];
		const ownId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
		const guid = await givenInvoice(
			engine,
			{
				pricesIncludeVat: 'yes',
				lines: {
					line: [
						{
							description: 'Repair of a bicycle',
							comments: 'With a new chain',
							quantity: '1.5',
							unitPrice: 500,
							discount: 10,
							unit: 'hours',
							accountNumber: { __rl: true, mode: 'id', value: '1050' },
						},
						{ lineType: 'Text', description: 'Thank you' },
					],
				},
				additionalFields: {
					address: 'Havnegade 14\n8000 Aarhus C',
					comment: 'Paid at the counter',
					currency: 'eur',
					date: '2026-11-03T00:00:00',
					externalReference: 'order 1001',
					language: 'en-GB',
					mobilePay: true,
					ownId,
					paymentConditions: 'CurrentMonthOut',
					paymentDays: 14,
					pensoPay: true,
					reminderFee: 50,
					reminderInterestRate: 0.5,
					templateId: picked(templates[1].id),
					title: 'Repair 1001',
				},
			},
			contactId,
		);
		const invoice = await raw(guid);
		expect(guid).toBe(ownId);
		expect(invoice).toMatchObject({
			Address: 'Havnegade 14\n8000 Aarhus C',
			Comment: 'Paid at the counter',
			ContactGuid: contactId,
			Currency: 'EUR',
			Date: '2026-11-03',
			Description: 'Repair 1001',
			ExternalReference: 'order 1001',
			InvoiceTemplateId: templates[1].id,
			IsMobilePayInvoiceEnabled: true,
			IsPensoPayEnabled: true,
			Language: 'en-GB',
			PaymentConditionNumberOfDays: 14,
			PaymentConditionType: 'CurrentMonthOut',
			ShowLinesInclVat: true,
			TotalInclVat: 675,
		});
		expect(invoice.ProductLines).toMatchObject([
			{ Comments: 'With a new chain', Quantity: 1.5, Discount: 10, Unit: 'hours', AccountNumber: 1050 },
			{ Description: 'Thank you', LineType: 'Text' },
		]);
		const sent = engine.dinero.calls.find((call) => call.operationId === 'post_v1_organizationId_invoices');
		expect(sent?.body).toMatchObject({ ReminderFee: 50, ReminderInterestRate: 0.5 });
	});

	test('once, however often it is run with an ID of its own', async () => {
		const contactId = await givenContact(engine);
		const parameters = operation('invoice', 'create', {
			contactId: picked(contactId),
			lines: twoLines,
			book: true,
			additionalFields: { ownId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
		});
		const first = await engine.run(parameters);
		const second = await engine.run(parameters);
		expect(first.row).toMatchObject({ outcome: 'created', Number: 1, Status: 'Booked' });
		expect(second.row).toMatchObject({ outcome: 'alreadyThere', Number: 1, Status: 'Booked' });
	});

	test("from lines as JSON, in our names or in Dinero's", async () => {
		const guid = await givenInvoice(engine, {
			specifyLines: 'json',
			linesJson: JSON.stringify([
				{ description: 'Tube', quantity: 2, unitPrice: '100.00', unit: 'stk', accountNumber: '1000' },
				{ Description: 'Repair', Quantity: 1, BaseAmountValue: 500, AccountNumber: 1000, Unit: 'hours' },
			]),
		});
		expect(await raw(guid)).toMatchObject({ TotalExclVat: 700, TotalInclVat: 875 });
	});

	test('with the answer lost, and tried again, once', async () => {
		const fault = engine.dinero.addFault({
			match: { operationId: 'post_v1_organizationId_invoices' },
			effect: 'cutAfter',
		});
		const guid = await givenInvoice(engine);
		expect(fault.consumed).toBe(1);
		const { rows } = await engine.run(operation('invoice', 'getAll', { returnAll: true }));
		expect(rows.map((row) => row.Guid)).toEqual([guid]);
	});

	test('and told when its booking is refused', async () => {
		const contactId = await givenContact(engine);
		engine.dinero.addFault({
			match: { operationId: 'post_v1_organizationId_invoices_guid_book' },
			effect: 'status',
			status: 400,
			body: {
				code: 42,
				message: 'Validation Error',
				validationErrors: { Date: 'The accounting year is closed' },
			},
		});
		const { error } = await engine.run(
			operation('invoice', 'create', { contactId: picked(contactId), lines: twoLines, book: true }),
		);
		expect(error?.message).toMatch(/^The draft was made \(ID [0-9a-f-]{36}\), but it was not booked: /);
	});
});

describe('an invoice is booked', () => {
	test('with the next number, and only once', async () => {
		const guid = await givenInvoice(engine);
		const first = await engine.run(operation('invoice', 'book', { invoiceId: picked(guid) }));
		expect(first.row).toMatchObject({ outcome: 'booked', Number: 1, Status: 'Booked' });
		const second = await engine.run(operation('invoice', 'book', { invoiceId: picked(guid) }));
		expect(second.row).toMatchObject({ outcome: 'alreadyBooked', Number: 1 });
	});

	test('with a number of its own; one that is in use is refused', async () => {
		const [one, other] = [await givenInvoice(engine), await givenInvoice(engine)];
		const book = (guid: string) =>
			operation('invoice', 'book', { invoiceId: picked(guid), options: { number: 1042 } });
		expect((await engine.run(book(one))).row).toMatchObject({ Number: 1042 });
		const { error } = await engine.run(book(other));
		expect(error?.message).toMatch(/1042|number/i);
	});

	test('although somebody changed it in between', async () => {
		const guid = await givenInvoice(engine);
		const fault = engine.dinero.addFault({
			match: { operationId: 'post_v1_organizationId_invoices_guid_book' },
			effect: 'staleTimestamp',
		});
		const { row } = await engine.run(operation('invoice', 'book', { invoiceId: picked(guid) }));
		expect(fault.consumed).toBe(1);
		expect(row).toMatchObject({ outcome: 'booked', Status: 'Booked' });
	});
});

describe('a payment is registered', () => {
	const pay = (guid: string, parameters: object = {}) =>
		operation('invoice', 'registerPayment', {
			invoiceId: picked(guid),
			depositAccountNumber: picked('55000'),
			...parameters,
		});

	test('over all that is left', async () => {
		const guid = await givenBookedInvoice(engine);
		const { row, error } = await engine.run(pay(guid));
		expect(error).toBeUndefined();
		expect(row).toMatchObject({ outcome: 'registered', amount: 875, remainingAmount: 0, paid: true });
		expect(await raw(guid)).toMatchObject({ PaymentStatus: 'Paid' });
	});

	test('with every field, in part, and found again by its reference', async () => {
		const guid = await givenBookedInvoice(engine);
		const parameters = pay(guid, {
			amount: '500.00',
			paymentDate: '2026-11-10',
			options: {
				description: 'Card',
				externalReference: 'tx 1',
				allowOverpayment: false,
				remainderIsFee: false,
			},
		});
		expect((await engine.run(parameters)).row).toMatchObject({
			outcome: 'registered',
			amount: 500,
			date: '2026-11-10',
			externalReference: 'tx 1',
			depositAccountNumber: 55000,
			remainingAmount: 375,
			paid: false,
		});
		expect((await engine.run(parameters)).row).toMatchObject({
			outcome: 'alreadyRegistered',
			remainingAmount: 375,
		});
	});

	test('with the rest booked as a fee', async () => {
		const guid = await givenBookedInvoice(engine);
		const { row } = await engine.run(pay(guid, { amount: 860, options: { remainderIsFee: true } }));
		expect(row).toMatchObject({ amount: 860, remainingAmount: 0 });
	});

	test('more than is left only when that is meant', async () => {
		const guid = await givenBookedInvoice(engine);
		const refused = await engine.run(pay(guid, { amount: 900 }));
		expect(refused.error?.message).toBe("'Amount' is 900.00, but only 875.00 DKK is left to pay");
		const allowed = await engine.run(pay(guid, { amount: 900, options: { allowOverpayment: true } }));
		expect(allowed.row).toMatchObject({ remainingAmount: -25 });
	});

	test('in a foreign currency with what came in kroner', async () => {
		const guid = await givenBookedInvoice(engine, { additionalFields: { currency: 'EUR' } });
		const refused = await engine.run(pay(guid));
		expect(refused.error?.message).toMatch(/is in EUR, so 'Amount in DKK' is needed/);
		const { row } = await engine.run(pay(guid, { options: { amountInDkk: 6524.5 } }));
		expect(row).toMatchObject({ outcome: 'registered', remainingAmount: 0 });
	});

	test.each(['cutAfter', 'emptyServerErrorAfter', 'brokenJson', 'staleTimestamp'] as const)(
		'once, although the request met %s',
		async (effect) => {
			const guid = await givenBookedInvoice(engine);
			const operationId = 'post_v1_organizationId_invoices_guid_payments';
			const fault = engine.dinero.addFault({ match: { operationId }, effect });
			const { row, error } = await engine.run(pay(guid));
			expect(error).toBeUndefined();
			expect(fault.consumed).toBe(1);
			expect(row).toMatchObject({ outcome: 'registered', remainingAmount: 0 });
		},
		90_000,
	);

	test('not at all, and said so, when the request did not arrive', async () => {
		const guid = await givenBookedInvoice(engine);
		const operationId = 'post_v1_organizationId_invoices_guid_payments';
		engine.dinero.addFault({ match: { operationId }, effect: 'cutBefore' });
		const { error } = await engine.run(pay(guid));
		expect(error?.message).toBeTruthy();
		expect(await raw(guid)).toMatchObject({ PaymentStatus: 'Booked' });
	});
});

test('a PDF comes as a file with a name', async () => {
	const guid = await givenBookedInvoice(engine);
	const { items, error } = await engine.run(
		operation('invoice', 'downloadPdf', { invoiceId: picked(guid), outputField: 'invoice' }),
	);
	expect(error).toBeUndefined();
	expect(items[0].binary?.invoice).toMatchObject({ fileName: 'invoice-1.pdf', mimeType: 'application/pdf' });
	expect(
		Buffer.from(items[0].binary?.invoice.data ?? '', 'base64')
			.subarray(0, 5)
			.toString(),
	).toBe('%PDF-');
	expect(items[0].json).toMatchObject({ Number: 1, fileName: 'invoice-1.pdf' });
});

test('an e-mail is sent with every option', async () => {
	const guid = await givenBookedInvoice(engine);
	const { row, error } = await engine.run(
		operation('invoice', 'sendEmail', {
			invoiceId: picked(guid),
			options: {
				attachPdf: true,
				copyToSender: true,
				message: 'Here is your invoice',
				receiver: 'nathan@example.com, kim@example.com',
				sender: 'shop@example.com',
				subject: 'Your invoice',
				trustpilot: false,
			},
		}),
	);
	expect(error).toBeUndefined();
	expect(row).toMatchObject({
		sent: true,
		Number: 1,
		receivers: expect.arrayContaining(['nathan@example.com', 'kim@example.com']),
	});
	const sent = engine.dinero.calls.find((call) => call.operationId?.endsWith('_email'));
	expect(sent?.body).toMatchObject({
		AddVoucherAsPdfAttachment: true,
		CcToSender: true,
		Message: 'Here is your invoice\n\n[link-to-pdf]',
		Receiver: 'nathan@example.com,kim@example.com',
		Sender: 'shop@example.com',
		ShouldAddTrustPilotEmailAsBcc: false,
		Subject: 'Your invoice',
	});
});

test('an e-mail goes to the contact without options', async () => {
	const guid = await givenBookedInvoice(engine);
	const { row } = await engine.run(operation('invoice', 'sendEmail', { invoiceId: picked(guid) }));
	expect(row).toMatchObject({ sent: true, receivers: ['kontor@havnens-is.example'] });
});

test('a credit note is made as a draft, or booked', async () => {
	const guid = await givenBookedInvoice(engine);
	const draft = await engine.run(operation('invoice', 'createCreditNote', { invoiceId: picked(guid) }));
	expect(draft.error).toBeUndefined();
	expect(draft.row).toMatchObject({ Status: 'Draft', TotalInclVat: 875, CreditNoteFor: guid });
	const other = await givenBookedInvoice(engine);
	const booked = await engine.run(
		operation('invoice', 'createCreditNote', { invoiceId: picked(other), book: true }),
	);
	expect(booked.row).toMatchObject({ Status: 'Booked', TotalInclVat: 875, CreditNoteFor: other });
});

describe('the list of invoices', () => {
	const list = async (filters: object, more: object = {}) => {
		const { rows, error } = await engine.run(
			operation('invoice', 'getAll', { returnAll: true, filters, ...more }),
		);
		expect(error).toBeUndefined();
		return rows;
	};
	let contactId: string;
	beforeEach(async () => {
		contactId = await givenContact(engine);
		const dated = (date: string, more: object = {}) => ({ additionalFields: { date, ...more } });
		await givenInvoice(
			engine,
			{ book: true, ...dated('2026-03-01', { title: 'First', externalReference: 'a' }) },
			contactId,
		);
		await givenInvoice(engine, { book: true, ...dated('2026-05-01', { title: 'Second' }) });
		await givenInvoice(engine, dated('2026-07-01', { title: "Third's" }), contactId);
	});

	test.each<[string, object, number]>([
		['nothing', {}, 3],
		['status', { status: ['Draft'] }, 1],
		['a period, for drafts too', { fromDate: '2026-04-01', toDate: '2026-06-30' }, 1],
		['a first date', { fromDate: '2026-04-01' }, 2],
		['external reference', { externalReference: 'a' }, 1],
		['title with a quote', { title: "third's" }, 1],
		['text', { search: 'Havnens' }, 3],
		['changed since a time to come', { changedSince: '2090-01-01T00:00:00Z' }, 0],
		['deleted', { deleted: 'only' }, 0],
	])('filtered by %s', async (_what, filters, count) => {
		expect(await list(filters)).toHaveLength(count);
	});

	test('filtered by contact, and sorted with it', async () => {
		const filters = { contactId: picked(contactId) };
		const rows = await list(filters, {
			options: { sort: 'VoucherDate', sortDirection: 'ascending' },
			simplify: false,
		});
		expect(rows.map((row) => row.Date)).toEqual(['2026-03-01', '2026-07-01']);
		expect(Object.keys(rows[0])).toHaveLength(19);
	});

	test('sorted by date', async () => {
		const rows = await list({}, { options: { sort: 'VoucherDate', sortDirection: 'ascending' } });
		expect(rows.map((row) => row.Date)).toEqual(['2026-03-01', '2026-05-01', '2026-07-01']);
		expect(Object.keys(rows[0])).toHaveLength(10);
	});
});

test('the node knows no request that the local Dinero calls wrong', () => {
	expect(engine.dinero.calls.filter((call) => call.contractBreach ?? call.crash)).toEqual([]);
});

describe('a draft that goes to another contact', () => {
	const moved = async (updateFields: object) => {
		const contactId = await givenContact(engine);
		const invoiceId = await givenInvoice(engine, { additionalFields: { address: 'Kajen 1' } }, contactId);
		const other = picked(await givenContact(engine, 'Nordlys Cykler', { email: 'n@example.com' }));
		const fields = { contactId: other, ...updateFields };
		const update = operation('invoice', 'update', { invoiceId: picked(invoiceId), updateFields: fields });
		expect((await engine.run(update)).error).toBeUndefined();
		return engine.dinero.world.organizations.get(organizationId)?.invoices.get(invoiceId);
	};

	test("is not printed with the first one's address", async () => {
		expect((await moved({}))?.address).toBeNull();
	});

	test('is printed with an address that is given', async () => {
		expect((await moved({ address: 'Torvet 2' }))?.address).toBe('Torvet 2');
	});
});

describe('the payment terms of a draft that is changed', () => {
	const changed = async (before: object, updateFields: object) => {
		const invoiceId = await givenInvoice(engine, { additionalFields: before });
		const update = operation('invoice', 'update', { invoiceId: picked(invoiceId), updateFields });
		expect((await engine.run(update)).error).toBeUndefined();
		const invoice = engine.dinero.world.organizations.get(organizationId)?.invoices.get(invoiceId);
		return [invoice?.paymentConditionType, invoice?.paymentConditionNumberOfDays];
	};

	test.each<[string, object, object, unknown[]]>([
		[
			'to cash lose their days',
			{ paymentConditions: 'Netto', paymentDays: 14 },
			{ paymentConditions: 'NettoCash' },
			['NettoCash', 0],
		],
		[
			'in days alone stay End of Month',
			{ paymentConditions: 'CurrentMonthOut', paymentDays: 10 },
			{ paymentDays: 20 },
			['CurrentMonthOut', 20],
		],
		[
			'in days alone are Net Days after cash',
			{ paymentConditions: 'NettoCash' },
			{ paymentDays: 20 },
			['Netto', 20],
		],
		[
			'in their kind alone keep the days',
			{ paymentConditions: 'Netto', paymentDays: 14 },
			{ paymentConditions: 'CurrentMonthOut' },
			['CurrentMonthOut', 14],
		],
		[
			'in nothing stay',
			{ paymentConditions: 'CurrentMonthOut', paymentDays: 10 },
			{ comment: 'Thanks' },
			['CurrentMonthOut', 10],
		],
	])('%s', async (_what, before, updateFields, terms) => {
		expect(await changed(before, updateFields)).toEqual(terms);
	});
});
