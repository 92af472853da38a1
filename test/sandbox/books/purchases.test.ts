import { Books } from './harness';

const create = 'post_v1_2_organizationId_vouchers_purchase';
const book = 'post_v1_organizationId_vouchers_purchase_guid_book';

function purchaseLine(amount: number, accountNumber = 7300, more: object = {}) {
	return { Description: 'Hosting', Amount: amount, AccountNumber: accountNumber, ...more };
}

function supplier(books: Books): string {
	return books.contact({ Name: 'Leverandør A/S', IsPerson: false });
}

function booked(books: Books, body: object) {
	const draft = books.json(create, { body });
	return books.json(book, { path: { guid: draft.Guid }, body: { Timestamp: draft.Timestamp } });
}

describe('a cash purchase', () => {
	test('is booked against its deposit account with VAT deducted', () => {
		const books = new Books();
		const voucher = booked(books, {
			PurchaseType: 'cash',
			VoucherDate: '2026-06-01',
			DepositAccountNumber: 55000,
			Lines: [purchaseLine(1250)],
		});
		expect(voucher).toMatchObject({
			Status: 'Paid',
			VoucherNumber: 1,
			PaymentDate: '2026-06-01',
			BookedByType: 'API',
			BookingTime: '2026-06-15',
		});
		expect(voucher.Lines[0]).toMatchObject({
			AmountExclVatValue: 1000,
			VatAmountValue: 250,
			AmountInclVatValue: 1250,
			VatCode: 'I25',
		});
		expect([books.balance(7300), books.balance(64060), books.balance(55000)]).toEqual([1000, 250, -1250]);
	});

	// Representation: a quarter of the VAT is deducted, so 62.50 of 1250; hotel: three quarters, 187.50.
	test.each([
		[4140, 'REP', 62.5],
		[7300, 'HREP', 187.5],
		[7300, 'none', 0],
	])('account %s with %s deducts %s of 1250', (account, code, vat) => {
		const books = new Books();
		const voucher = booked(books, {
			PurchaseType: 'cash',
			DepositAccountNumber: 55000,
			Lines: [purchaseLine(1250, account, { VatCode: code })],
		});
		expect(voucher.Lines[0].VatAmountValue).toBe(vat);
		expect(books.balance(64060)).toBe(vat);
	});

	test('under reverse charge owes and deducts the VAT at once', () => {
		const books = new Books();
		booked(books, {
			PurchaseType: 'cash',
			DepositAccountNumber: 55000,
			RegionKey: 'EU',
			Lines: [purchaseLine(1000, 2050)],
		});
		expect([books.balance(2050), books.balance(64020), books.balance(64060), books.balance(55000)]).toEqual([
			1000, -250, 250, -1000,
		]);
	});

	test('deleted after booking is offset, and deleted again is refused', () => {
		const books = new Books();
		const { Guid } = booked(books, {
			PurchaseType: 'cash',
			DepositAccountNumber: 55000,
			Lines: [purchaseLine(1250)],
		});
		books.answer('delete_v1_organizationId_vouchers_purchase_guid', { path: { guid: Guid } });
		expect([books.balance(7300), books.balance(64060), books.balance(55000)]).toEqual([0, 0, 0]);
		expect(books.organization.ledger.ofVoucher(Guid).length).toBe(6);
		expect(
			books.refused('delete_v1_organizationId_vouchers_purchase_guid', { path: { guid: Guid } }).code,
		).toBe(65);
	});

	test('is credited by a manual voucher that undoes it', () => {
		const books = new Books();
		const { Guid } = booked(books, {
			PurchaseType: 'cash',
			DepositAccountNumber: 55000,
			Lines: [purchaseLine(1250), purchaseLine(100, 7220)],
		});
		const note = books.json('post_v1_organizationId_vouchers_purchase_guid_generate_creditnote', {
			path: { guid: Guid },
			body: { Timestamp: {} },
		});
		books.json('post_v1_organizationId_vouchers_manuel_guid_book', {
			path: { guid: note.Guid },
			body: { Timestamp: note.TimeStamp },
		});
		expect([books.balance(7300), books.balance(64060), books.balance(55000), books.balance(7220)]).toEqual([
			0, 0, 0, 0,
		]);
	});
});

describe('a credit purchase', () => {
	test('is owed until paid, overdue by the clock, and a credit note is set off', () => {
		const books = new Books();
		const voucher = booked(books, {
			PurchaseType: 'credit',
			ContactGuid: supplier(books),
			VoucherDate: '2026-06-01',
			PaymentDate: '2026-06-30',
			Lines: [purchaseLine(1250)],
		});
		const get = () =>
			books.json('get_v1_organizationId_vouchers_purchase_guid', { path: { guid: voucher.Guid } });
		expect(get()).toMatchObject({ Status: 'Booked', CurrencyKey: 'DKK' });
		expect(books.balance(63000)).toBe(-1250);
		books.world.clock.set('2026-07-02T10:00:00Z');
		expect(get().Status).toBe('Overdue');
		const note = books.json('post_v1_organizationId_vouchers_purchase_creditnotes', {
			body: { CreditNoteFor: voucher.Guid, ContactGuid: voucher.ContactGuid, Lines: [purchaseLine(250)] },
		});
		const bookedNote = books.json('post_v1_organizationId_vouchers_purchase_creditnotes_guid_book', {
			path: { guid: note.Guid },
			body: { Timestamp: note.TimeStamp },
		});
		expect(bookedNote.Status).toBe('Paid');
		const payment = books.json('post_v1_organizationId_purchase_vouchers_id_payments', {
			path: { id: voucher.Guid },
			body: {
				Timestamp: get().Timestamp,
				DepositAccountNumber: 55000,
				RemainderIsFee: false,
				Description: 'Paid',
				Amount: 1000,
			},
		});
		expect(get().Status).toBe('Paid');
		expect([books.balance(63000), books.balance(55000), books.balance(7300), books.balance(64060)]).toEqual([
			0, -1000, 800, 200,
		]);
		expect(
			books.json('get_v1_organizationId_purchase_vouchers_id_payments', { path: { id: voucher.Guid } }),
		).toHaveLength(2);
		books.json('delete_v1_organizationId_purchase_vouchers_id_payments_paymentId_timestamp', {
			path: { id: voucher.Guid, paymentId: payment.Guid, timestamp: get().Timestamp },
		});
		expect(books.balance(63000)).toBe(-1000);
		expect(
			books.refused('delete_v1_organizationId_vouchers_purchase_guid', { path: { guid: voucher.Guid } }).code,
		).toBe(45);
	});

	test('in a foreign currency books the difference of the rates', () => {
		const books = new Books();
		books.world.rates.set('EUR', 746);
		const voucher = booked(books, {
			PurchaseType: 'credit',
			ContactGuid: supplier(books),
			PaymentDate: '2026-06-30',
			CurrencyKey: 'EUR',
			Lines: [purchaseLine(100, 2050)],
		});
		books.json('post_v1_organizationId_purchase_vouchers_id_payments', {
			path: { id: voucher.Guid },
			body: {
				Timestamp: voucher.Timestamp,
				DepositAccountNumber: 55000,
				RemainderIsFee: false,
				Description: 'Paid',
				Amount: 750,
				AmountInForeignCurrency: 100,
			},
		});
		expect([books.balance(63000), books.balance(55000), books.balance(2400)]).toEqual([0, -750, 4]);
	});
});

describe('what is refused of a purchase', () => {
	const books = new Books();
	test.each<[string, object, string]>([
		['a payment date on a cash purchase', { PurchaseType: 'cash', PaymentDate: '2026-07-01' }, 'PaymentDate'],
		['a currency on a cash purchase', { PurchaseType: 'cash', CurrencyKey: 'EUR' }, 'CurrencyKey'],
		[
			'a deposit account on a credit purchase',
			{ PurchaseType: 'credit', DepositAccountNumber: 55000 },
			'DepositAccountNumber',
		],
		['an unknown region', { PurchaseType: 'cash', RegionKey: 'Mars' }, 'RegionKey'],
		['an unknown type', { PurchaseType: 'barter' }, 'PurchaseType'],
		[
			'an unknown VAT code',
			{ PurchaseType: 'cash', Lines: [purchaseLine(1, 7300, { VatCode: 'X' })] },
			'Lines[0].VatCode',
		],
		['an unknown file', { PurchaseType: 'cash', FileGuid: '0'.repeat(32) }, 'FileGuid'],
	])('%s', (_name, body, field) =>
		expect(books.refused(create, { body }).validationErrors).toHaveProperty([field]),
	);

	test.each<[string, object, string]>([
		[
			'a balance account without VAT',
			{ PurchaseType: 'cash', DepositAccountNumber: 55000, Lines: [purchaseLine(1, 60000)] },
			'Lines[0].AccountNumber',
		],
		['no deposit account', { PurchaseType: 'cash', Lines: [purchaseLine(1)] }, 'DepositAccountNumber'],
		[
			'no contact',
			{ PurchaseType: 'credit', PaymentDate: '2026-07-01', Lines: [purchaseLine(1)] },
			'ContactGuid',
		],
	])('booking with %s', (_name, body, field) => {
		const draft = books.json(create, { body });
		expect(
			books.refused(book, { path: { guid: draft.Guid }, body: { Timestamp: draft.Timestamp } })
				.validationErrors,
		).toHaveProperty([field]);
	});

	test('a similar purchase is found, and a large one may be an asset', () => {
		const body = { PurchaseType: 'cash', VoucherDate: '2026-02-02', Lines: [purchaseLine(50000)] };
		const draft = books.json(create, { body });
		expect(books.json('post_v1_organizationId_vouchers_purchase_similar', { body })).toEqual({
			SimilarFound: true,
			SimilarGuid: draft.Guid,
			VoucherNumber: null,
		});
		expect(
			books.json('post_v1_organizationId_vouchers_purchase_fetch', { body }).ShouldPossiblyBeFixedAsset,
		).toBe(true);
	});
});

describe('manual vouchers', () => {
	const voucherLine = (
		amount: number,
		account: number | null,
		balancing: number | null,
		more: object = {},
	) => ({
		Description: 'x',
		Amount: amount,
		AccountNumber: account,
		BalancingAccountNumber: balancing,
		...more,
	});
	const bookLines = (books: Books, lines: object[]) => {
		const draft = books.json('post_v1_organizationId_vouchers_manuel', {
			body: { VoucherDate: '2026-06-01', Lines: lines },
		});
		return books.json('post_v1_organizationId_vouchers_manuel_guid_book', {
			path: { guid: draft.Guid },
			body: { Timestamp: draft.Timestamp },
		});
	};

	test('an amount includes the VAT of a purchase and excludes that of a sale', () => {
		const books = new Books();
		bookLines(books, [voucherLine(125, 7300, 55000)]);
		expect([books.balance(7300), books.balance(64060), books.balance(55000)]).toEqual([100, 25, -125]);
		bookLines(books, [voucherLine(100, 55000, 1000)]);
		expect([books.balance(1000), books.balance(64000), books.balance(55000)]).toEqual([-100, -25, 0]);
		bookLines(books, [voucherLine(125, 7300, 55000, { AccountVatCode: 'none' })]);
		expect(books.balance(7300)).toBe(225);
	});

	test('lines without a balancing account must balance together; deleting offsets', () => {
		const books = new Books();
		const voucher = bookLines(books, [voucherLine(100, 53000, null), voucherLine(-100, 60000, null)]);
		expect(books.balance(53000)).toBe(100);
		books.answer('delete_v1_organizationId_vouchers_manuel_guid', {
			path: { guid: voucher.Guid },
			body: { Timestamp: voucher.Timestamp },
		});
		expect(books.balance(53000)).toBe(0);
		const draft = books.json('post_v1_organizationId_vouchers_manuel', {
			body: { Lines: [voucherLine(100, 55000, null)] },
		});
		expect(
			books.refused('post_v1_organizationId_vouchers_manuel_guid_book', {
				path: { guid: draft.Guid },
				body: { Timestamp: draft.Timestamp },
			}).code,
		).toBe(45);
		expect(
			books.refused('post_v1_organizationId_vouchers_manuel', {
				body: { Lines: [voucherLine(1, 55000, 55000)] },
			}).validationErrors,
		).toHaveProperty(['Lines[0].BalancingAccountNumber']);
	});
});

describe('ledger items', () => {
	const add = 'post_v1_2_organizationId_ledgeritems';
	const status = (books: Books, Id: string) =>
		books.json('post_v1_organizationId_ledgeritems_status', { body: [{ Id }] })[0];

	test('are booked in the background a while after they were sent', () => {
		const books = new Books();
		const { Id } = books.json(add, {
			body: [
				{
					VoucherDate: '2026-06-01',
					Lines: [{ Amount: 125, AccountNumber: 7300, BalancingAccountNumber: 55000 }],
				},
			],
		});
		expect(status(books, Id)).toMatchObject({ Status: 'Draft', VoucherNumber: null });
		books.answer('post_v1_organizationId_ledgeritems_book', { body: [{ Id }] });
		expect(status(books, Id).Status).toBe('PendingBooking');
		expect(books.balance(55000)).toBe(0);
		books.world.clock.move(10000);
		expect(status(books, Id)).toMatchObject({ Status: 'Booked', VoucherNumber: 1 });
		expect(books.balance(55000)).toBe(-125);
		expect(books.json('post_v1_organizationId_ledgeritems_ledgers', { body: [] })).toEqual([]);
	});

	test('pay an invoice; what cannot be booked goes back to draft', () => {
		const books = new Books();
		const invoice = books.booked();
		const pay = (Amount: number) => [
			{ Lines: [{ Amount, BalancingAccountNumber: 55000, IsPaymentForVoucherId: invoice.Guid }] },
		];
		const { Id } = books.json(add, { body: pay(-125) });
		const lame = books.json(add, { body: [{ Lines: [{ Amount: 1, AccountNumber: 55000 }] }] });
		books.answer('post_v1_organizationId_ledgeritems_book', { body: [{ Id }, { Id: lame.Id }] });
		books.world.clock.move(10000);
		expect(status(books, Id).Status).toBe('Booked');
		expect(status(books, lame.Id).Status).toBe('Draft');
		expect(books.invoice(invoice.Guid).PaymentStatus).toBe('Paid');
		expect([books.balance(53000), books.balance(55000)]).toEqual([0, 125]);
		expect(
			books.refused(add, {
				body: [{ Lines: [{ Amount: 1, AccountNumber: 55000, IsPaymentForVoucherId: invoice.Guid }] }],
			}).validationErrors,
		).toHaveProperty(['Lines[0].AccountNumber']);
	});

	test('unknown, outdated, twice, too many', () => {
		const books = new Books();
		const Id = '66666666-1111-4111-8111-111111111111';
		const saved = books.json(add, { body: [{ Id, Lines: [] }] });
		expect(saved.Version).toMatch(/^[A-Za-z0-9+/]{12}$/);
		expect(books.refused(add, { body: [{ Id }] })).toMatchObject({ status: 409, code: 72 });
		expect(
			books.refused('post_v1_organizationId_ledgeritems_status', { body: [{ Id: Id.replace(/^6/, '7') }] })
				.validationErrors,
		).toEqual({ Id: 'ledgerItemNotFound' });
		expect(
			books.refused('put_v1_organizationId_ledgeritems', { body: [{ Id, Version: 'AAAAAAAAAAAA' }] }).code,
		).toBe(58);
		books.json('put_v1_organizationId_ledgeritems', { body: [{ ...saved, VoucherNumber: 9, Lines: [] }] });
		expect(books.refused(add, { body: Array(1000).fill({ Lines: [] }) }).code).toBe(43);
		books.answer('delete_v1_organizationId_ledgeritems_delete', { body: [{ Id }] });
		expect(books.json(add, { body: Array(1000).fill({ Lines: [] }) })).toHaveProperty('Id');
	});
});
