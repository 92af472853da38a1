import { givenBookedInvoice, givenContact, givenInvoice, operation, twoLines } from './given';
import { Engine, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const run = async (resource: string, value: string, parameters: object = {}, input?: object) => {
	const ran = await engine.run(operation(resource, value, parameters), input as never);
	expect(ran.error && `${ran.error.message} ${String(ran.error.description)}`).toBeUndefined();
	return ran;
};
const givenCreditNote = async (parameters: object = {}) => {
	const { row } = await run('creditNote', 'create', {
		contactId: picked(await givenContact(engine)),
		lines: twoLines,
		...parameters,
	});
	return picked(String(row.Guid));
};

test.each(['invoice', 'creditNote', 'sale'])('the list of %s gives every field when it is not simplified', async (resource) => {
	await givenCreditNote();
	await givenInvoice(engine);
	const { rows } = await run(resource, 'getAll', { returnAll: true, simplify: false });
	expect(rows[0]).toMatchObject({ Status: 'Draft', Currency: 'DKK', TotalInclVatInDkk: 875 });
	expect('LatestMailOutType' in rows[0]).toBe(resource !== 'creditNote');
});

describe('credit notes', () => {
	test('are created on their own, with every field', async () => {
		const { row } = await run('creditNote', 'create', {
			contactId: picked(await givenContact(engine)),
			lines: twoLines,
			simplify: false,
			additionalFields: {
				address: 'Havnegade 14',
				comment: 'Sorry',
				currency: 'DKK',
				date: '2026-10-05',
				externalReference: 'refund 1',
				language: 'en-GB',
				ownId: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
				title: 'Credit',
			},
		});
		expect(row).toMatchObject({
			Guid: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
			Address: 'Havnegade 14',
			Comment: 'Sorry',
			Date: '2026-10-05',
			Description: 'Credit',
			ExternalReference: 'refund 1',
			Language: 'en-GB',
			TotalInclVat: 875,
		});
	});

	test('credit a whole invoice, or some of its lines', async () => {
		const invoiceId = picked(await givenBookedInvoice(engine));
		const whole = await run('creditNote', 'createFromInvoice', { invoiceId });
		expect(whole.row).toMatchObject({ TotalInclVat: 875, Status: 'Draft' });
		const part = await run('creditNote', 'createFromInvoice', {
			invoiceId,
			credit: 'lines',
			creditLines: { line: [{ number: 2, quantity: 1 }] },
			book: true,
		});
		expect(part.row).toMatchObject({ TotalInclVat: 125, Status: 'Booked' });
		const payments = await run('invoice', 'getPayments', { invoiceId });
		expect(payments.rows[0]).toMatchObject({ RemainingAmount: 750 });
	});

	test('of a line that is not there are refused', async () => {
		const invoiceId = picked(await givenBookedInvoice(engine));
		const parameters = (line: object) =>
			operation('creditNote', 'createFromInvoice', {
				invoiceId,
				credit: 'lines',
				creditLines: { line: [line] },
			});
		const writes = engine.writes().length;
		expect((await engine.run(parameters({ number: 3, quantity: 0 }))).error?.message).toBe(
			"'Lines to Credit 1 > Line Number' is 3",
		);
		expect((await engine.run(parameters({ number: 2, quantity: 5 }))).error?.message).toMatch(
			/5, but 2 were sold/,
		);
		expect(engine.writes().length).toBe(writes);
	});

	test('are read, changed, booked, paid, sent and listed', async () => {
		const creditNoteId = await givenCreditNote();
		const changed = await run('creditNote', 'update', {
			creditNoteId,
			updateFields: { comment: 'Changed', contactId: picked(await givenContact(engine, 'Other')) },
			simplify: false,
		});
		expect(changed.row).toMatchObject({ Comment: 'Changed', ContactName: 'Other', TotalInclVat: 875 });
		const lines = await run('creditNote', 'update', {
			creditNoteId,
			specifyLines: 'fields',
			lines: { line: [{ description: 'One', quantity: 1, unitPrice: 100 }] },
		});
		expect(lines.row).toMatchObject({ TotalInclVat: 125 });
		expect((await run('creditNote', 'book', { creditNoteId, options: { number: 77 } })).row).toMatchObject({
			outcome: 'booked',
			Number: 77,
		});
		const paid = await run('creditNote', 'registerPayment', {
			creditNoteId,
			depositAccountNumber: picked('55000'),
			amount: 25,
		});
		expect(paid.row).toMatchObject({ outcome: 'registered', amount: 25 });
		const payments = await run('creditNote', 'getPayments', { creditNoteId });
		expect(payments.rows).toHaveLength(1);
		const { results } = await engine.search(
			'searchCreditNotePayments',
			operation('creditNote', 'deletePayment', { creditNoteId }),
		);
		expect(results).toHaveLength(1);
		await run('creditNote', 'deletePayment', { creditNoteId, paymentId: picked(String(results[0].value)) });
		expect((await run('creditNote', 'getPayments', { creditNoteId })).rows).toHaveLength(0);
		expect(
			(await run('creditNote', 'sendEmail', { creditNoteId, options: { subject: 'Credit' } })).row,
		).toMatchObject({ sent: true });
		expect((await run('creditNote', 'getMailouts', { creditNoteId })).rows).toMatchObject([
			{ Subject: 'Credit' },
		]);
		expect((await run('creditNote', 'getEmailTemplate', { creditNoteId })).row).toHaveProperty('Subject');
		expect((await run('creditNote', 'get', { creditNoteId })).row).toMatchObject({ Number: 77 });
		expect((await run('creditNote', 'getAll', { returnAll: true })).rows).toHaveLength(1);
		const pdf = await run('creditNote', 'downloadPdf', { creditNoteId });
		expect(pdf.items[0].binary?.data).toMatchObject({
			fileName: 'credit-note-77.pdf',
			mimeType: 'application/pdf',
		});
	});

	test('are calculated without being saved, and deleted', async () => {
		const totals = await run('creditNote', 'previewTotals', { lines: twoLines });
		expect(totals.row).toMatchObject({ TotalInclVat: 875, TotalVat: 175 });
		const creditNoteId = await givenCreditNote();
		expect((await run('creditNote', 'delete', { creditNoteId })).row).toMatchObject({ deleted: true });
		expect((await run('creditNote', 'delete', { creditNoteId })).row).toMatchObject({ deleted: true });
	});

	test('are sent electronically', async () => {
		const contactId = picked(
			await givenContact(engine, 'Kommune', { eanNumber: '5798009811578', eInvoicing: 'GLN' }),
		);
		const creditNoteId = await givenCreditNote({ contactId, book: true });
		const { row } = await run('creditNote', 'sendECreditNote', {
			creditNoteId,
			options: { orderReference: 'PO 1', attention: 'Kim', paymentMeans: 'FIK' },
		});
		expect(row).toMatchObject({ sent: true });
	});
});

describe('invoices', () => {
	test('are changed while they are drafts: fields alone keep the lines', async () => {
		const invoiceId = picked(
			await givenInvoice(engine, { additionalFields: { paymentConditions: 'NettoCash' } }),
		);
		const { row } = await run('invoice', 'update', {
			invoiceId,
			simplify: false,
			updateFields: {
				address: 'Havnegade 14',
				comment: 'Changed',
				currency: 'EUR',
				date: '2026-10-05',
				externalReference: 'order 2',
				language: 'en-GB',
				mobilePay: true,
				pensoPay: true,
				title: 'New title',
			},
		});
		expect(row).toMatchObject({
			Address: 'Havnegade 14',
			Comment: 'Changed',
			Currency: 'EUR',
			Date: '2026-10-05',
			Description: 'New title',
			ExternalReference: 'order 2',
			IsMobilePayInvoiceEnabled: true,
			IsPensoPayEnabled: true,
			Language: 'en-GB',
			PaymentConditionType: 'NettoCash',
			TotalInclVat: 875,
		});
	});

	test('that show prices with VAT keep their total when they are changed', async () => {
		const line = [{ description: 'Bell', quantity: 3, unitPrice: 99.97 }];
		const invoiceId = picked(await givenInvoice(engine, { pricesIncludeVat: 'yes', lines: { line } }));
		const { row } = await run('invoice', 'update', { invoiceId, updateFields: { comment: 'x' } });
		expect(row).toMatchObject({ TotalInclVat: 299.91 });
	});

	test('that are booked can neither be changed nor deleted', async () => {
		const invoiceId = picked(await givenBookedInvoice(engine));
		const writes = engine.writes().length;
		const update = await engine.run(
			operation('invoice', 'update', { invoiceId, updateFields: { comment: 'x' } }),
		);
		expect(update.error?.message).toBe("'Invoice' is booked, and a booked invoice cannot be changed");
		const removed = await engine.run(operation('invoice', 'delete', { invoiceId }));
		expect(removed.error?.message).toBe("'Invoice' is booked, and a booked invoice cannot be deleted");
		expect(engine.writes().length).toBe(writes);
	});

	test('are deleted while they are drafts, and again', async () => {
		const invoiceId = picked(await givenInvoice(engine));
		expect((await run('invoice', 'delete', { invoiceId })).row).toMatchObject({ deleted: true });
		expect((await run('invoice', 'delete', { invoiceId })).row).toMatchObject({ deleted: true });
		const { error } = await engine.run(operation('invoice', 'book', { invoiceId }));
		expect(error?.message).toMatch(/deleted/);
	});

	test('are calculated without being saved', async () => {
		const { row } = await run('invoice', 'previewTotals', {
			lines: twoLines,
			additionalFields: { currency: 'EUR' },
		});
		expect(row).toMatchObject({ TotalInclVat: 875, Currency: 'EUR' });
		expect(engine.writes()).toEqual([]);
	});

	test('have payments that are listed and taken back', async () => {
		const invoiceId = picked(await givenBookedInvoice(engine));
		const { row } = await run('invoice', 'registerPayment', {
			invoiceId,
			depositAccountNumber: picked('55000'),
		});
		const deletion = { invoiceId, paymentId: picked(String(row.paymentGuid)) };
		expect((await run('invoice', 'deletePayment', deletion)).row).toMatchObject({ deleted: true });
		expect((await run('invoice', 'deletePayment', deletion)).row).toMatchObject({ deleted: true });
		expect((await run('invoice', 'getPayments', { invoiceId })).rows).toEqual([]);
	});

	test('are sent by SMS, electronically, and as a friendly note when they are overdue', async () => {
		const contactId = picked(
			await givenContact(engine, 'Kommune', {
				eanNumber: '5798009811578',
				eInvoicing: 'GLN',
				phone: '20123456',
			}),
		);
		const invoiceId = picked(
			await givenBookedInvoice(engine, {
				contactId,
				additionalFields: { date: '2026-01-05', paymentConditions: 'NettoCash' },
			}),
		);
		expect(
			(await run('invoice', 'sendSms', { invoiceId, options: { message: 'Hi [link-to-pdf]' } })).row,
		).toMatchObject({ sent: true, phone: '20123456' });
		expect(
			(await run('invoice', 'sendEInvoice', { invoiceId, options: { orderReference: 'PO 1' } })).row,
		).toMatchObject({ sent: true });
		expect((await run('invoice', 'sendPreReminder', { invoiceId })).row).toMatchObject({ sent: true });
		expect(
			(await run('invoice', 'getMailouts', { invoiceId, filters: { includeSms: true } })).rows.length,
		).toBeGreaterThan(0);
		expect((await run('invoice', 'getEmailTemplate', { invoiceId })).row).toHaveProperty('Subject');
		expect((await run('invoice', 'getPreReminderTemplate', { invoiceId })).row).toHaveProperty('Subject');
		expect((await run('invoice', 'getTemplates')).rows).toHaveLength(2);
	});
});

describe('sales', () => {
	test('list invoices and credit notes together', async () => {
		await givenBookedInvoice(engine);
		await givenCreditNote({ book: true });
		const { rows } = await run('sale', 'getAll', { returnAll: true });
		expect(rows.map((row) => row.Type).sort()).toEqual(['CreditNote', 'Invoice']);
	});

	test('have settings', async () => {
		expect((await run('sale', 'getSettings')).row).toMatchObject({ DefaultAccountNumber: 1000 });
	});
});

describe('contacts', () => {
	test('are deleted and restored', async () => {
		const contactId = picked(await givenContact(engine));
		expect((await run('contact', 'delete', { contactId })).row).toMatchObject({ deleted: true });
		expect((await run('contact', 'delete', { contactId })).row).toMatchObject({ deleted: true });
		expect((await run('contact', 'restore', { contactId })).row).toMatchObject({ Name: 'Havnens Is ApS' });
		expect((await run('contact', 'getAll', { returnAll: true })).rows).toHaveLength(1);
		expect((await run('contact', 'get', { contactId })).row).toMatchObject({ Name: 'Havnens Is ApS' });
	});

	test('have notes', async () => {
		const contactId = picked(await givenContact(engine));
		await run('contactNote', 'create', { contactId, text: 'Prefers mornings' });
		const { results } = await engine.search(
			'searchContactNotes',
			operation('contactNote', 'get', { contactId }),
		);
		const noteId = picked(String(results[0].value));
		expect((await run('contactNote', 'get', { contactId, noteId })).row).toMatchObject({
			Text: 'Prefers mornings',
		});
		expect(
			(await run('contactNote', 'update', { contactId, noteId, text: 'Or noon', keep: true })).row,
		).toMatchObject({ Text: 'Prefers mornings\nOr noon' });
		expect((await run('contactNote', 'update', { contactId, noteId, text: 'Evenings' })).row).toMatchObject({
			Text: 'Evenings',
		});
		expect((await run('contactNote', 'getAll', { contactId, simplify: false })).rows).toHaveLength(1);
		await run('contactNote', 'delete', { contactId, noteId });
		expect((await run('contactNote', 'getAll', { contactId })).rows).toHaveLength(0);
	});

	test('have statements', async () => {
		const contactId = await givenContact(engine);
		await givenInvoice(engine, { book: true }, contactId);
		const { row } = await run('contactStatement', 'get', {
			contactId: picked(contactId),
			options: { fromDate: '2020-01-01', toDate: '2090-01-01', hideClosed: true },
		});
		expect(row.Entries).toHaveLength(1);
		const pdf = await run('contactStatement', 'downloadPdf', { contactId: picked(contactId) });
		expect(pdf.items[0].binary?.data.mimeType).toBe('application/pdf');
		const sent = await run('contactStatement', 'sendEmail', {
			contactId: picked(contactId),
			options: {
				copyToSender: true,
				fromDate: '2020-01-01',
				message: 'Hi',
				receiver: 'a@example.com',
				sender: 'b@example.com',
				subject: 'Statement',
				toDate: '2090-01-01',
				hideClosed: false,
			},
		});
		expect(sent.row).toMatchObject({ sent: true });
	});
});

afterAll(() => {
	expect(engine.dinero.calls.filter((call) => call.contractBreach ?? call.crash)).toEqual([]);
});
