import { givenBookedInvoice, operation } from './given';
import { Engine, organizationId, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => {
	expect(engine.dinero.calls.filter((call) => call.contractBreach ?? call.crash)).toEqual([]);
	await engine.close();
});

const run = async (resource: string, value: string, parameters: object = {}) => {
	const ran = await engine.run(operation(resource, value, parameters));
	expect(ran.error && `${ran.error.message} ${String(ran.error.description)}`).toBeUndefined();
	return ran;
};
const entryLine = (amount: number) => ({
	line: [
		{
			description: 'Sales of the day',
			amount,
			accountNumber: picked('1000'),
			balancingAccountNumber: picked('55000'),
		},
	],
});

describe('accounts', () => {
	test('are listed by kind, without hidden ones', async () => {
		const entry = await run('account', 'getAll', { returnAll: true });
		expect(entry.rows.map((row) => row.AccountNumber)).toEqual(expect.arrayContaining([1000, 55000]));
		const purchase = await run('account', 'getAll', { kind: 'purchase', returnAll: true });
		expect(
			purchase.rows.every((row) => Number(row.AccountNumber) >= 2000 && Number(row.AccountNumber) < 9400),
		).toBe(true);
		const deposit = await run('account', 'getAll', { kind: 'deposit', limit: 1 });
		expect(deposit.rows).toEqual([expect.objectContaining({ AccountNumber: 55000 })]);
		const turnover = await run('account', 'getAll', {
			filters: { category: 'Turnover', includeHidden: true },
			returnAll: true,
		});
		expect(turnover.rows.length).toBeLessThan(entry.rows.length);
		const { error } = await engine.run(
			operation('account', 'getAll', { kind: 'deposit', filters: { category: 'Turnover' } }),
		);
		expect(error?.message).toBe("'Category' is for entry accounts");
	});

	test('of the chart are answered as they stand in it: without the VAT code that was asked for', async () => {
		const { row } = await run('account', 'createEntry', {
			number: 1011,
			name: 'Used parts',
			vatCode: picked('U25'),
		});
		const { rows } = await run('account', 'getAll', { returnAll: true });
		const inChart = rows.find((one) => one.AccountNumber === 1011);
		expect(inChart).toMatchObject({ Name: 'Used parts', VatCode: null });
		expect(row).toEqual({ ...inChart, created: true });
	});

	test('are created', async () => {
		await run('account', 'createEntry', {
			number: 1010,
			name: 'Used bikes',
			vatCode: picked('none'),
			additionalFields: { standardNumber: 1010 },
		});
		await run('account', 'createDeposit', {
			number: 55990,
			name: 'Clearing',
			additionalFields: {
				bankAccount: '123',
				bankRegistration: '1234',
				iban: 'DK5000400440116243',
				swift: 'NDEADKKK',
				standardNumber: 55000,
			},
		});
		const { rows } = await run('account', 'getAll', { returnAll: true });
		expect(rows.map((row) => row.AccountNumber)).toEqual(expect.arrayContaining([1010, 55990]));
	});
});

test('accounting years, VAT types and countries are listed', async () => {
	expect((await run('accountingYear', 'getAll')).rows[0]).toHaveProperty('FromDate');
	expect((await run('vatType', 'getAll', { returnAll: true })).rows).toContainEqual(
		expect.objectContaining({ VatCode: 'U25', VatRate: 0.25 }),
	);
	expect((await run('country', 'getAll', { returnAll: true })).rows).toContainEqual(
		expect.objectContaining({ Key: 'DK' }),
	);
	expect(
		(await engine.search('searchVatTypes', operation('account', 'createEntry'), 'u25')).results[0].name,
	).toBe('U25 - Dansk salgsmoms - 25 %');
	expect(
		(await engine.search('searchAccountingYears', operation('report', 'getBalance'), '2026')).results[0]
			.value,
	).toBe('2026');
});

describe('manual vouchers', () => {
	test('are created, changed, booked and deleted', async () => {
		const created = await run('manualVoucher', 'create', {
			voucherDate: '2026-03-01',
			lines: entryLine(-1000),
			additionalFields: { externalReference: 'day 1' },
		});
		expect(created.row).toMatchObject({
			Status: 'Draft',
			VoucherDate: '2026-03-01',
			ExternalReference: 'day 1',
		});
		const manualVoucherId = String(created.row.Guid);
		const changed = await run('manualVoucher', 'update', {
			manualVoucherId,
			updateFields: { voucherDate: '2026-03-02', externalReference: 'day 2' },
		});
		expect(changed.row).toMatchObject({ VoucherDate: '2026-03-02', ExternalReference: 'day 2' });
		const before = await run('manualVoucher', 'get', { manualVoucherId, simplify: false });
		expect(before.row.Lines).toMatchObject([{ AmountExclVatValue: -1000 }]);
		expect((await run('manualVoucher', 'book', { manualVoucherId })).row).toMatchObject({
			outcome: 'booked',
			Status: 'Booked',
		});
		expect((await run('manualVoucher', 'book', { manualVoucherId })).row).toMatchObject({
			outcome: 'alreadyBooked',
		});
		expect((await run('manualVoucher', 'delete', { manualVoucherId })).row).toMatchObject({ deleted: true });
	});

	test('are booked at once', async () => {
		const { row } = await run('manualVoucher', 'create', { lines: entryLine(-100), book: true });
		expect(row).toMatchObject({ Status: 'Booked' });
	});

	test('need an account and an amount', async () => {
		const { error } = await engine.run(
			operation('manualVoucher', 'create', { lines: { line: [{ description: 'x', amount: 1 }] } }),
		);
		expect(error?.message).toBe("'Lines 1 > Account' is empty");
		const amount = await engine.run(
			operation('manualVoucher', 'create', {
				specifyLines: 'json',
				linesJson: '[{"amount":"1.234,50","accountNumber":1000}]',
			}),
		);
		expect(amount.error?.message).toBe(
			"'Lines (JSON) 1 > Amount' is '1.234,50', which can be read in two ways",
		);
		expect(amount.error?.description).toMatch(/1234\.50/);
		expect(engine.writes()).toEqual([]);
	});
});

describe('ledger items', () => {
	test('are created, read, changed, booked and followed', async () => {
		const created = await run('ledgerItem', 'create', { voucherDate: '2026-03-01', lines: entryLine(-1000) });
		const ledgerItemId = String(created.row.Id);
		expect(created.row).toMatchObject({ created: true, VoucherDate: '2026-03-01' });
		expect((await run('ledgerItem', 'getAll', { ledgerItemIds: ledgerItemId })).rows).toHaveLength(1);
		const changed = await run('ledgerItem', 'update', {
			ledgerItemId,
			specifyLines: 'fields',
			lines: entryLine(-2000),
			updateFields: { voucherDate: '2026-03-02' },
		});
		expect(changed.row).toMatchObject({ VoucherDate: '2026-03-02', Lines: [{ Amount: -2000 }] });
		expect((await run('ledgerItem', 'getStatus', { ledgerItemId })).row).toMatchObject({ Status: 'Draft' });
		expect(['PendingBooking', 'Booked']).toContain(
			(await run('ledgerItem', 'book', { ledgerItemId })).row.Status,
		);
		expect(['PendingBooking', 'Booked']).toContain(
			(await run('ledgerItem', 'book', { ledgerItemId })).row.Status,
		);
	});

	test('are deleted', async () => {
		const { row } = await run('ledgerItem', 'create', { lines: entryLine(-1000) });
		await run('ledgerItem', 'delete', { ledgerItemId: String(row.Id) });
		const { error } = await engine.run(operation('ledgerItem', 'delete', { ledgerItemId: String(row.Id) }));
		expect(error?.message).toBeTruthy();
	});
});

describe('entries', () => {
	beforeEach(async () => {
		await run('manualVoucher', 'create', { voucherDate: '2025-12-31', lines: entryLine(-125), book: true });
		await run('manualVoucher', 'create', { voucherDate: '2026-01-01', lines: entryLine(-250), book: true });
	});

	test('are listed over accounting years, sorted, for some accounts, or added up', async () => {
		const period = { fromDate: '2025-06-01', toDate: '2026-06-01', returnAll: true };
		const all = await run('entry', 'getAll', period);
		expect(all.rows.map((row) => row.Date)).toEqual([...all.rows.map((row) => row.Date)].sort());
		expect(new Set(all.rows.map((row) => String(row.Date).slice(0, 4)))).toEqual(new Set(['2025', '2026']));
		const bank = await run('entry', 'getAll', { ...period, options: { accounts: '55000' }, simplify: false });
		expect(bank.rows).toHaveLength(2);
		const totals = await run('entry', 'getAll', {
			...period,
			output: 'totals',
			options: { accounts: '55000' },
		});
		expect(totals.rows).toMatchObject([{ AccountNumber: 55000, Entries: 2 }]);
		const opening = await run('entry', 'getAll', {
			fromDate: '2026-01-01',
			toDate: '2026-06-01',
			returnAll: true,
			options: { includeOpening: true },
		});
		expect(opening.rows.some((row) => row.Type === 'Primo')).toBe(true);
	});

	test('outside every accounting year are told before the call', async () => {
		const calls = engine.dinero.calls.length;
		const { error } = await engine.run(
			operation('entry', 'getAll', { fromDate: '1990-01-01', toDate: '2026-01-01' }),
		);
		expect(error?.message).toBe("'From Date' is 1990-01-01, which is in no accounting year");
		expect(error?.description).toMatch(/2026 \(2026-01-01 to 2026-12-31\)/);
		expect(engine.dinero.calls.slice(calls).filter((call) => call.path.includes('entries'))).toEqual([]);
	});

	test('that were added since a time are listed in windows of 31 days', async () => {
		const calls = engine.dinero.calls.length;
		const since = new Date(Date.now() - 70 * 86_400_000).toISOString();
		const until = new Date(Date.now() + 60_000).toISOString();
		const { rows } = await run('entry', 'getChanges', {
			since,
			returnAll: true,
			additionalFields: { until },
		});
		expect(rows.length).toBeGreaterThanOrEqual(4);
		expect(engine.dinero.calls.slice(calls).filter((call) => call.path.endsWith('/changes'))).toHaveLength(3);
	});
});

test('reports add up', async () => {
	await givenBookedInvoice(engine, { additionalFields: { date: '2026-02-01' } });
	const report = async (operationName: string, options: object = {}) =>
		(await run('report', operationName, { accountingYear: picked('2026'), options })).rows;
	expect(await report('getResult')).toContainEqual(expect.objectContaining({ AccountNumber: 1000 }));
	expect(
		await report('getBalance', {
			showZeroAccount: true,
			includeSummaryAccount: true,
			showAccountNo: true,
			showVatType: true,
			includeLedgerEntries: false,
		}),
	).not.toHaveLength(0);
	expect(await report('getTrialBalance')).not.toHaveLength(0);
	expect(Array.isArray(await report('getOpeningBalance', { showZeroAccount: true }))).toBe(true);
});

describe('reminders', () => {
	const overdue = async () =>
		picked(
			await givenBookedInvoice(engine, {
				additionalFields: { date: '2026-01-05', paymentConditions: 'NettoCash' },
			}),
		);

	test('are proposed, calculated, made, changed, booked, sent and deleted', async () => {
		const invoiceId = await overdue();
		expect((await run('reminder', 'getNext', { invoiceId })).row).toHaveProperty('Timestamp');
		const preview = await run('reminder', 'preview', {
			invoiceId,
			options: { fee: true, interest: false, compensation: false, debtCollectionWarning: true },
		});
		expect(preview.row).toMatchObject({ WithFee: true, WithInterestFee: false });
		const made = await run('reminder', 'create', {
			invoiceId,
			options: { title: 'Please pay', text: 'Dear customer', fee: true },
		});
		expect(made.row).toMatchObject({ IsDraft: true, Title: 'Please pay', Description: 'Dear customer' });
		const reminderId = picked(String(made.row.Id));
		const list = await engine.search('searchReminders', operation('reminder', 'get', { invoiceId }));
		expect(list.results).toMatchObject([{ value: String(made.row.Id) }]);
		expect(
			(await run('reminder', 'update', { invoiceId, reminderId, options: { title: 'Now please' } })).row,
		).toMatchObject({ Title: 'Now please', Description: 'Dear customer' });
		expect((await run('reminder', 'book', { invoiceId, reminderId })).row).toMatchObject({ IsDraft: false });
		expect((await run('reminder', 'book', { invoiceId, reminderId })).row).toMatchObject({ IsDraft: false });
		expect((await run('reminder', 'getEmailTemplate', { invoiceId })).row).toHaveProperty('Subject');
		expect((await run('reminder', 'sendEmail', { invoiceId })).row).toMatchObject({ sent: true });
		expect(
			(
				await run('reminder', 'sendEReminder', {
					invoiceId,
					reminderId,
					options: { eanNumber: '5798009811578', attention: 'Kim' },
				})
			).row,
		).toMatchObject({ sent: true });
		const pdf = await run('reminder', 'downloadPdf', { invoiceId, reminderId });
		expect(pdf.items[0].binary?.data.mimeType).toBe('application/pdf');
		expect((await run('reminder', 'get', { invoiceId, reminderId })).row).toMatchObject({
			Title: 'Now please',
		});
		expect((await run('reminder', 'getAll', { invoiceId })).rows).toHaveLength(1);
		expect((await run('reminder', 'delete', { invoiceId, reminderId })).row).toMatchObject({ deleted: true });
	});

	test('are made and booked at once', async () => {
		const { row } = await run('reminder', 'create', { invoiceId: await overdue(), book: true });
		expect(row).toMatchObject({ IsDraft: false });
	});

	test('that are made but not booked say so', async () => {
		const invoiceId = await overdue();
		engine.dinero.addFault({
			match: { operationId: 'post_v1_organizationId_invoices_voucherGuid_reminders_id_book' },
			effect: 'status',
			status: 400,
			body: { code: 42, message: 'Validation Error', validationErrors: { Date: 'The year is closed' } },
		});
		const { error } = await engine.run(operation('reminder', 'create', { invoiceId, book: true }));
		expect(error?.message).toMatch(
			/^The draft was made \(ID 1\), but it was not booked: .*The year is closed/,
		);
	});
});

test('webhooks are subscribed to and left', async () => {
	const events = await run('webhook', 'getEvents');
	const eventId = String(
		events.row.EventId ??
			events.row.Id ??
			events.row.id ??
			events.row.eventId ??
			events.row.value ??
			'entries',
	);
	await run('webhook', 'subscribe', { eventId, address: 'https://example.com/hook' });
	expect((await run('webhook', 'getSubscriptions')).rows).toHaveLength(1);
	await run('webhook', 'unsubscribe', { eventId });
	expect((await run('webhook', 'getSubscriptions')).rows).toHaveLength(0);
	const { error } = await engine.run(
		operation('webhook', 'subscribe', { eventId, address: 'http://example.com' }),
	);
	expect(error?.message).toBe("'Address' is 'http://example.com'");
});

test('the books balance after all of this', () => {
	expect(engine.dinero.world.organizations.get(organizationId)).toBeDefined();
});
