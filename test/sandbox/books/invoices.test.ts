import { Books, document, line } from './harness';
import { paymentClosesTheInvoice, vatFollowsTheAccount } from './scenarios';

describe('an invoice from draft to paid', () => {
	test('a draft is outside the books; booking posts net, VAT and debtor; payment closes it', () => {
		const books = new Books();
		const draft = books.draft({ ContactGuid: books.contact(), ExternalReference: 'shop:1001' });
		expect(draft.TimeStamp).toMatch(/^[0-9A-F]{16}$/);
		expect(books.invoice(draft.Guid)).toMatchObject({
			Status: 'Draft',
			PaymentStatus: 'Draft',
			Number: 0,
			TotalInclVat: 125,
			ContactName: 'Anna Berg',
		});
		expect(books.organization.ledger.entries).toHaveLength(0);

		const booked = books.book(draft);
		expect(booked).toMatchObject({
			Status: 'Booked',
			PaymentStatus: 'Booked',
			Number: 1,
			TotalExclVat: 100,
			TotalVat: 25,
			PaymentDate: '2026-06-23',
		});
		expect(booked.TimeStamp > draft.TimeStamp).toBe(true);
		expect([books.balance(53000), books.balance(1000), books.balance(64000)]).toEqual([125, -100, -25]);

		books.pay(draft.Guid, 125);
		expect(books.invoice(draft.Guid).PaymentStatus).toBe('Paid');
		expect([books.balance(53000), books.balance(55120)]).toEqual([0, 125]);
		expect(books.payments(draft.Guid)).toMatchObject({
			RemainingAmount: 0,
			PaidAmount: 125,
			InvoiceTotalIncludingReminderExpenses: 125,
		});
	});

	test('VAT comes from the line account, not from the contact', () => vatFollowsTheAccount(new Books()));

	test('a payment moves money from the debtors to its deposit account', () =>
		paymentClosesTheInvoice(new Books()));

	test('becomes overdue by the clock, overpaid by too much, and a negative payment pays back', () => {
		const books = new Books();
		const { Guid } = books.booked();
		books.world.clock.set('2026-06-23T20:00:00Z');
		expect(books.invoice(Guid).PaymentStatus).toBe('Booked');
		books.world.clock.set('2026-06-23T22:30:00Z'); // past midnight in Denmark
		expect(books.invoice(Guid).PaymentStatus).toBe('Overdue');
		books.pay(Guid, 100);
		expect(books.invoice(Guid).PaymentStatus).toBe('Overdue');
		books.pay(Guid, 50);
		expect(books.invoice(Guid).PaymentStatus).toBe('OverPaid');
		expect(books.payments(Guid).RemainingAmount).toBe(-25);
		books.pay(Guid, -25);
		expect(books.invoice(Guid).PaymentStatus).toBe('Paid');
		expect(books.balance(55120)).toBe(125);
	});

	test('RemainderIsFee books what is missing as a fee', () => {
		const books = new Books();
		const { Guid } = books.booked();
		books.pay(Guid, 122.5, { RemainderIsFee: true });
		expect(books.payments(Guid)).toMatchObject({ RemainingAmount: 0, PaidAmount: 125 });
		expect([books.balance(55120), books.balance(7220), books.balance(53000)]).toEqual([122.5, 2.5, 0]);
	});

	test('a deleted payment is offset; its invoice is open again', () => {
		const books = new Books();
		const { Guid } = books.booked();
		const payment = books.pay(Guid, 60);
		books.pay(Guid, 65);
		const before = books.organization.ledger.entries.length;
		books.json('delete_v1_organizationId_invoices_guid_payments_paymentGuid', {
			path: { guid: Guid, paymentGuid: payment.Guid },
			body: { Timestamp: books.invoice(Guid).TimeStamp },
		});
		expect(books.payments(Guid)).toMatchObject({ RemainingAmount: 60, PaidAmount: 65 });
		expect(books.organization.ledger.entries.length).toBeGreaterThan(before);
		expect([books.balance(55120), books.balance(53000)]).toEqual([65, 60]);
	});
});

describe('a foreign currency', () => {
	test('the pair of amounts gives the rate, and the difference goes to its account', () => {
		const books = new Books();
		books.world.rates.set('EUR', 746);
		const { Guid } = books.booked({ Currency: 'EUR', ProductLines: [line(100, { AccountNumber: 1100 })] });
		expect(books.balance(53000)).toBe(746);
		expect(
			books.refused('post_v1_organizationId_invoices_guid_payments', {
				path: { guid: Guid },
				body: {
					Timestamp: books.invoice(Guid).TimeStamp,
					DepositAccountNumber: 55120,
					RemainderIsFee: false,
					Description: 'Payment',
					Amount: 740,
				},
			}).validationErrors,
		).toHaveProperty('AmountInForeignCurrency');
		books.pay(Guid, 740, { AmountInForeignCurrency: 100 });
		expect(books.payments(Guid)).toMatchObject({
			RemainingAmount: 0,
			Payments: [{ Currency: 'EUR', Amount: 100, ExchangeRate: 740, DepositAccountNumber: 55120 }],
		});
		expect([books.balance(53000), books.balance(55120), books.balance(1445)]).toEqual([0, 740, 6]);
	});

	test('three part payments leave no øre behind', () => {
		const books = new Books();
		books.world.rates.set('USD', 689.53);
		const { Guid } = books.booked({ Currency: 'USD', ProductLines: [line(100, { AccountNumber: 1255 })] });
		for (const part of [33.33, 33.33, 33.34])
			books.pay(Guid, Math.round(part * 690) / 100, { AmountInForeignCurrency: part });
		expect(books.payments(Guid).RemainingAmount).toBe(0);
		expect(books.balance(53000)).toBe(0);
	});
});

describe('what is refused', () => {
	const books = new Books();
	const contact = books.contact();
	const guid = '11111111-1111-4111-8111-111111111111';

	test.each<[string, object, string]>([
		['no line', { ProductLines: [] }, 'ProductLines'],
		[
			'unknown account',
			{ ProductLines: [line(1, { AccountNumber: 4711 })] },
			'ProductLines[0].AccountNumber',
		],
		['unknown unit', { ProductLines: [line(1, { Unit: 'stk' })] }, 'ProductLines[0].Unit'],
		['no unit', { ProductLines: [line(1, { Unit: undefined })] }, 'ProductLines[0].Unit'],
		[
			'no description',
			{ ProductLines: [line(1), line(1, { Description: '' })] },
			'ProductLines[1].Description',
		],
		['discount over 100', { ProductLines: [line(1, { Discount: 101 })] }, 'ProductLines[0].Discount'],
		['unknown contact', { ContactGuid: guid }, 'ContactGuid'],
		['unknown currency', { Currency: 'XXX' }, 'Currency'],
		['impossible date', { Date: '2026-02-30' }, 'Date'],
		['unknown language', { Language: 'de-DE' }, 'Language'],
		['unknown payment condition', { PaymentConditionType: 'Never' }, 'PaymentConditionType'],
		[
			'days with Paid',
			{ PaymentConditionType: 'Paid', PaymentConditionNumberOfDays: 8 },
			'PaymentConditionNumberOfDays',
		],
	])('%s', (_name, more, field) => {
		const refusal = books.refused('post_v1_organizationId_invoices', { body: document(more) });
		expect(refusal).toMatchObject({ status: 400, code: 42 });
		expect(Object.keys(refusal.validationErrors!)).toEqual([field]);
	});

	test('a guid that is in use, also of a deleted draft unless the switch says so', () => {
		const draft = books.draft({ Guid: guid });
		expect(
			books.refused('post_v1_organizationId_invoices', { body: document({ Guid: guid.toUpperCase() }) }),
		).toMatchObject({ status: 409, code: 72 });
		books.answer('delete_v1_organizationId_invoices_guid', { path: { guid: draft.Guid } });
		expect(books.invoice(guid).DeletedAt).not.toBeNull();
		expect(books.refused('delete_v1_organizationId_invoices_guid', { path: { guid } })).toMatchObject({
			status: 400,
			code: 65,
		});
		expect(
			books.refused('post_v1_organizationId_invoices', { body: document({ Guid: guid }) }),
		).toMatchObject({ status: 409, code: 72 });
		books.world.switches.deletedGuidReusable = true;
		expect(books.draft({ Guid: guid }).Guid).toBe(guid);
	});

	test('an unknown invoice is 400 with code 63', () => {
		expect(
			books.refused('get_v1_organizationId_invoices_guid', {
				path: { guid: '22222222-1111-4111-8111-111111111111' },
			}),
		).toMatchObject({ status: 400, code: 63 });
	});

	test('booking without a contact, with an outdated version, twice, or with a number that is taken', () => {
		const nobody = books.draft();
		expect(
			books.refused('post_v1_organizationId_invoices_guid_book', {
				path: { guid: nobody.Guid },
				body: { Timestamp: nobody.TimeStamp },
			}).validationErrors,
		).toHaveProperty('ContactGuid');
		const draft = books.draft({ ContactGuid: contact });
		const updated = books.json('put_v1_2_organizationId_invoices_guid', {
			path: { guid: draft.Guid },
			body: document({ ContactGuid: contact, Timestamp: draft.TimeStamp, Comment: 'Changed' }),
		});
		const book = (body: object) => ({ path: { guid: draft.Guid }, body });
		expect(
			books.refused('post_v1_organizationId_invoices_guid_book', book({ Timestamp: draft.TimeStamp })),
		).toMatchObject({ status: 400, code: 58 });
		const booked = books.book(updated, { Number: 5000 });
		expect(booked.Number).toBe(5000);
		expect(
			books.refused('post_v1_organizationId_invoices_guid_book', book({ Timestamp: booked.TimeStamp })),
		).toMatchObject({ status: 400, code: 45 });
		const other = books.draft({ ContactGuid: contact });
		expect(
			books.refused('post_v1_organizationId_invoices_guid_book', {
				path: { guid: other.Guid },
				body: { Timestamp: other.TimeStamp, Number: 5000 },
			}).validationErrors,
		).toHaveProperty('Number');
		expect(books.invoice(other.Guid).Status).toBe('Draft');
		expect(books.book(other).Number).toBe(5001);
		expect(
			books.refused('delete_v1_organizationId_invoices_guid', { path: { guid: draft.Guid } }),
		).toMatchObject({ status: 400, code: 45 });
	});

	test('a payment with amount 0, an unknown deposit account, an outdated version, on a draft', () => {
		const { Guid } = books.booked();
		const pay = (more: object) =>
			books.refused('post_v1_organizationId_invoices_guid_payments', {
				path: { guid: Guid },
				body: {
					Timestamp: books.invoice(Guid).TimeStamp,
					DepositAccountNumber: 55120,
					RemainderIsFee: false,
					Description: 'Payment',
					Amount: 125,
					...more,
				},
			});
		expect(pay({ Amount: 0 }).validationErrors).toHaveProperty('Amount');
		expect(pay({ DepositAccountNumber: 1000 }).validationErrors).toHaveProperty('DepositAccountNumber');
		expect(pay({ Timestamp: '0000000000000001' }).code).toBe(58);
		expect(pay({ PaymentDate: '2031-01-01' }).validationErrors).toHaveProperty('PaymentDate');
		expect(books.payments(Guid).Payments).toEqual([]);
	});

	test('negative lines, by the switch', () => {
		const strict = new Books({ switches: { negativeLines: 'refused' } });
		const lines = { ProductLines: [line(125), line(-25)] };
		expect(
			strict.refused('post_v1_organizationId_invoices', { body: document(lines) }).validationErrors,
		).toHaveProperty(['ProductLines[1].BaseAmountValue']);
		expect(books.booked(lines).TotalInclVat).toBe(100);
	});
});

describe('accounting years', () => {
	test('the next possible year opens by booking in it, a later one is refused', () => {
		const books = new Books();
		const years = () =>
			books.json('get_v1_organizationId_accountingyears').map((year: { Name: string }) => year.Name);
		expect(years()).toEqual(['2024', '2025', '2026']);
		const late = books.draft({ ContactGuid: books.contact(), Date: '2028-01-01' });
		expect(
			books.refused('post_v1_organizationId_invoices_guid_book', {
				path: { guid: late.Guid },
				body: { Timestamp: late.TimeStamp },
			}).validationErrors,
		).toHaveProperty('Date');
		books.booked({ Date: '2027-03-01' });
		expect(years()).toEqual(['2024', '2025', '2026', '2027']);
	});
});

describe('a PDF', () => {
	test('of a booked invoice is a PDF; of a draft it is refused', () => {
		const books = new Books();
		const { Guid } = books.booked({
			ProductLines: Array.from({ length: 60 }, (_, index) => line(index + 1, { Comments: 'Rød' })),
		});
		const answer = books.answer('get_v1_organizationId_invoices_guid', {
			path: { guid: Guid },
			accept: 'binary',
		});
		expect(answer.mimeType).toBe('application/pdf');
		expect(answer.bytes!.subarray(0, 5).toString()).toBe('%PDF-');
		expect(answer.bytes!.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
		expect(answer.bytes!.toString('latin1').match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(1);
		const draft = books.draft();
		expect(
			books.refused('get_v1_organizationId_invoices_guid', { path: { guid: draft.Guid }, accept: 'binary' })
				.code,
		).toBe(45);
	});
});
