import { Books, document, line } from './harness';

const reminders = 'post_v1_organizationId_invoices_voucherGuid_reminders';

function overdue(books: Books, more: object = {}) {
	const invoice = books.booked({ Date: '2026-05-01', ProductLines: [line(1000)], ...more });
	return invoice.Guid as string;
}

describe('reminders', () => {
	const wishes = {
		Date: '2026-06-15',
		WithDebtCollectionWarning: false,
		WithFee: true,
		WithInterestFee: true,
		WithCompensationFee: false,
	};

	test('add fee and interest to what is owed once booked', () => {
		const books = new Books();
		const voucherGuid = overdue(books);
		const stamp = () => books.invoice(voucherGuid).TimeStamp;
		const draft = books.json(reminders, { path: { voucherGuid }, body: { ...wishes, Timestamp: stamp() } });
		// Due 9 May, 37 days: 1000 x 0.7 % x 37 / 30 = 8.63.
		expect(draft).toMatchObject({
			Id: 1,
			IsDraft: true,
			FeeAmount: 100,
			InterestAmount: 8.63,
			ReminderTotalInclVatAmount: 1108.63,
		});
		expect(books.payments(voucherGuid).RemainingAmount).toBe(1000);
		const booked = books.json('post_v1_organizationId_invoices_voucherGuid_reminders_id_book', {
			path: { voucherGuid, id: '1' },
			body: { Timestamp: draft.Timestamp },
		});
		expect(booked.IsDraft).toBe(false);
		expect(books.payments(voucherGuid)).toMatchObject({
			RemainingAmount: 1108.63,
			InvoiceTotalIncludingReminderExpenses: 1108.63,
		});
		expect([books.balance(53000), books.balance(1400), books.balance(9000)]).toEqual([1108.63, -100, -8.63]);
		books.answer('delete_v1_organizationId_invoices_voucherGuid_reminders_id', {
			path: { voucherGuid, id: '1' },
			body: { Timestamp: stamp() },
		});
		expect([books.balance(53000), books.balance(1400)]).toEqual([1000, 0]);
		expect(
			books.json('get_v1_organizationId_invoices_voucherGuid_reminders', { path: { voucherGuid } }),
		).toEqual([]);
	});

	test('need an overdue invoice, ten days between, and are three at most', () => {
		const books = new Books();
		const fresh = books.booked();
		expect(
			books.refused(reminders, {
				path: { voucherGuid: fresh.Guid },
				body: { ...wishes, Timestamp: fresh.TimeStamp },
			}).code,
		).toBe(45);
		const voucherGuid = overdue(books);
		const stamp = () => books.invoice(voucherGuid).TimeStamp;
		for (let id = 1; id <= 3; id++) {
			const Date = books.world.clock.today();
			books.json(reminders, { path: { voucherGuid }, body: { ...wishes, Date, Timestamp: stamp() } });
			expect(
				books.refused(reminders, { path: { voucherGuid }, body: { ...wishes, Date, Timestamp: stamp() } })
					.code,
			).toBe(45);
			books.json('post_v1_organizationId_invoices_voucherGuid_reminders_id_book', {
				path: { voucherGuid, id: String(id) },
				body: { Timestamp: stamp() },
			});
			if (id < 3)
				expect(
					books.refused(reminders, { path: { voucherGuid }, body: { ...wishes, Date, Timestamp: stamp() } })
						.validationErrors,
				).toHaveProperty('Date');
			books.world.clock.move(11 * 86400000);
		}
		expect(
			books.refused('get_v1_organizationId_invoices_voucherGuid_reminders_next', { path: { voucherGuid } })
				.code,
		).toBe(45);
		books.json('post_v1_organizationId_invoices_voucherGuid_reminders_email', {
			path: { voucherGuid },
			body: { ShouldAddTrustPilotEmailAsBcc: false },
		});
		expect(books.world.outbox.at(-1)).toMatchObject({
			documentType: 'Reminder',
			subject: 'Rykker for Faktura 2',
		});
		const pdf = books.answer('get_v1_organizationId_invoices_voucherGuid_reminders_id', {
			path: { voucherGuid, id: '3' },
			accept: 'binary',
		});
		expect(pdf.bytes!.subarray(0, 5).toString()).toBe('%PDF-');
	});

	test('on an invoice in a foreign currency leave nothing behind when all is paid', () => {
		const books = new Books();
		const voucherGuid = overdue(books, {
			Currency: 'USD',
			ProductLines: [line(333.33, { AccountNumber: 1255 })],
		});
		const draft = books.json(reminders, {
			path: { voucherGuid },
			body: { ...wishes, Timestamp: books.invoice(voucherGuid).TimeStamp },
		});
		books.json('post_v1_organizationId_invoices_voucherGuid_reminders_id_book', {
			path: { voucherGuid, id: '1' },
			body: { Timestamp: draft.Timestamp },
		});
		const { RemainingAmount } = books.payments(voucherGuid);
		books.pay(voucherGuid, 2500, { AmountInForeignCurrency: RemainingAmount });
		expect(books.payments(voucherGuid).RemainingAmount).toBe(0);
		expect(books.balance(53000)).toBe(0);
	});

	test('a compensation fee is for companies, once', () => {
		const books = new Books();
		const asked = { ...wishes, WithCompensationFee: true };
		const person = overdue(books);
		expect(
			books.refused(reminders, {
				path: { voucherGuid: person },
				body: { ...asked, Timestamp: books.invoice(person).TimeStamp },
			}).validationErrors,
		).toHaveProperty('WithCompensationFee');
		const company = overdue(books, { ContactGuid: books.contact({ IsPerson: false }) });
		expect(
			books.json('post_v1_organizationId_invoices_voucherGuid_reminders_fetch', {
				path: { voucherGuid: company },
				body: asked,
			}).CompensationFeeAmount,
		).toBe(310);
	});
});

describe('trade offers', () => {
	test('have a number at once, become an invoice, and are then closed', () => {
		const books = new Books();
		const body = document({ ContactGuid: books.contact() });
		const offer = books.json('post_v1_organizationId_tradeoffers', { body });
		const get = () => books.json('get_v1_organizationId_tradeoffers_guid', { path: { guid: offer.Guid } });
		expect(get()).toMatchObject({ Number: 1, Status: 'Draft', Description: 'Tilbud', TotalInclVat: 125 });
		const invoice = books.json('post_v1_organizationId_tradeoffers_guid_generate_invoice', {
			path: { guid: offer.Guid },
			body: { Timestamp: offer.TimeStamp },
		});
		expect(books.invoice(invoice.Guid)).toMatchObject({
			Status: 'Draft',
			Description: 'Faktura',
			TotalInclVat: 125,
		});
		expect(get()).toMatchObject({
			Status: 'Invoiced',
			GeneratedVouchers: [invoice.Guid],
			HasGeneratedAnyVouchers: true,
		});
		expect(get().TimeStamp > offer.TimeStamp).toBe(true);
		expect(
			books.refused('put_v1_2_organizationId_tradeoffers_guid', {
				path: { guid: offer.Guid },
				body: { ...body, Timestamp: get().TimeStamp },
			}).code,
		).toBe(45);
		books.json('post_v1_organizationId_tradeoffers', { body });
		const guids = (query: Record<string, string>) =>
			books
				.json('get_v1_organizationId_tradeoffers', { query: { fields: 'Number', ...query } })
				.Collection.map((row: { Number: number }) => row.Number);
		expect(guids({})).toEqual([2, 1]);
		expect(guids({ queryFilter: "HasGeneratedAnyVouchers eq 'true'" })).toEqual([1]);
		expect(guids({ queryFilter: "Number eq '2'" })).toEqual([2]);
		expect(books.organization.ledger.entries).toEqual([]);
	});
});

describe('products', () => {
	test('are priced by their account, found, and used on a line', () => {
		const books = new Books();
		const body = {
			Name: 'Bell',
			ProductNumber: 'B-1',
			BaseAmountValue: 79.5,
			Quantity: 2,
			AccountNumber: 1000,
			Unit: 'parts',
			Comment: 'Shiny',
		};
		const { ProductGuid } = books.json('post_v1_organizationId_products', { body });
		expect(books.json('get_v1_organizationId_products_guid', { path: { guid: ProductGuid } })).toMatchObject({
			BaseAmountValueInclVat: 99.38,
			TotalAmount: 159,
			TotalAmountInclVat: 198.76,
		});
		expect(
			books.json('get_v1_organizationId_products', { query: { queryFilter: "ProductNumber eq 'b-1'" } })
				.Collection,
		).toEqual([{ Name: 'Bell', ProductGuid }]);
		const productLine = {
			ProductGuid,
			BaseAmountValue: 79.5,
			Quantity: 1,
			AccountNumber: 1000,
			Unit: 'parts',
			Discount: 0,
		};
		const draft = books.draft({ ShowLinesInclVat: false, ProductLines: [productLine] });
		expect(books.invoice(draft.Guid).ProductLines[0]).toMatchObject({
			Description: 'Bell',
			Comments: 'Shiny',
			ProductGuid,
			BaseAmountValueInclVat: 99.38,
		});
		expect(
			books.refused('post_v1_organizationId_invoices', {
				body: { ProductLines: [{ ...productLine, Description: 'x' }] },
			}).status,
		).toBe(400);
		books.answer('delete_v1_organizationId_products_guid', { path: { guid: ProductGuid } });
		expect(
			books.refused('post_v1_organizationId_invoices', { body: { ProductLines: [productLine] } })
				.validationErrors,
		).toHaveProperty(['ProductLines[0].ProductGuid']);
		expect(
			books.refused('post_v1_organizationId_products', { body: { ...body, Unit: 'stk' } }).validationErrors,
		).toHaveProperty('Unit');
	});
});

describe('files and attachments', () => {
	const upload = (bytes: number, fileName = 'receipt.pdf') => ({
		upload: { fileName, mimeType: 'application/pdf', bytes: new Uint8Array(bytes) as never },
	});

	test('are readable after a moment, linked, attached and sent along', () => {
		const books = new Books();
		const { FileGuid } = books.json('post_v1_organizationId_files', upload(100));
		expect(FileGuid).toMatch(/^[0-9a-f]{32}$/);
		expect(
			books.refused('get_v1_organizationId_files_fileGuid', { path: { fileGuid: FileGuid } }).status,
		).toBe(404);
		books.world.clock.move(1000);
		const file = books.answer('get_v1_organizationId_files_fileGuid', { path: { fileGuid: FileGuid } });
		expect([file.bytes!.length, file.mimeType, file.fileName]).toEqual([
			100,
			'application/pdf',
			'receipt.pdf',
		]);
		const draft = books.json('post_v1_2_organizationId_vouchers_purchase', {
			body: { PurchaseType: 'cash', FileGuid },
		});
		expect(
			books.json('get_v1_organizationId_vouchers_purchase_fileguid_fileGuid', {
				path: { fileGuid: FileGuid },
			}),
		).toEqual([draft.Guid]);
		expect(
			books.json('get_v1_organizationId_files', { query: { fileStatus: 'Used', extensions: 'png,pdf' } }),
		).toMatchObject([{ FileGuid, Linked: [{ VoucherGuid: draft.Guid }] }]);
		const invoice = books.booked();
		const bind = { documentGuid: invoice.Guid, fileGuid: FileGuid, fileName: 'Terms.pdf' };
		books.answer('post_v1_organizationId_attachments_documentGuid_fileGuid_fileName', { path: bind });
		expect(books.json('get_v1_organizationId_attachments_documentGuid', { path: bind })).toMatchObject([
			{ FileGuid, FileName: 'Terms.pdf', OrganizationId: 352100 },
		]);
		books.json('post_v1_organizationId_invoices_guid_email', {
			path: { guid: invoice.Guid },
			body: { ShouldAddTrustPilotEmailAsBcc: false, AddVoucherAsPdfAttachment: true },
		});
		expect(books.world.outbox.at(-1)!.attachments).toEqual(['Faktura 1.pdf', 'Terms.pdf']);
		books.answer('delete_v1_organizationId_attachments_documentGuid_fileGuid', { path: bind });
		expect(books.json('get_v1_organizationId_attachments_documentGuid', { path: bind })).toEqual([]);
	});

	test('more than 6 MB, no image and no PDF are refused', () => {
		const books = new Books();
		expect(books.refused('post_v1_organizationId_files', upload(6 * 1024 * 1024 + 1)).status).toBe(413);
		books.world.switches.fileTooLarge = 400;
		expect(books.answer('post_v1_organizationId_files', upload(6 * 1024 * 1024 + 1))).toMatchObject({
			status: 400,
			json: expect.stringContaining('6 MB'),
		});
		expect(books.answer('post_v1_organizationId_files', upload(10, 'virus.exe')).status).toBe(400);
		expect(
			books.answer('post_v1_organizationId_files_attachment', upload(6 * 1024 * 1024)).json,
		).toHaveProperty('FileGuid');
	});
});

describe('reports', () => {
	test('add up from the ledger, and open the next year', () => {
		const books = new Books();
		books.booked({ Date: '2025-03-01' });
		const invoice = books.booked({ Date: '2026-03-01', ProductLines: [line(1000)] });
		books.pay(invoice.Guid, 400);
		const report = (kind: string, year = '2026', query: Record<string, boolean> = {}) =>
			books.json(`get_v1_organizationId_accountingYear_reports_${kind}`, {
				path: { accountingYear: year },
				query: { includeSummaryAccount: false, ...query },
			});
		const sum = (rows: Array<{ Amount: number }>) =>
			Math.round(rows.reduce((total, { Amount }) => total + Amount * 100, 0));
		expect(sum(report('saldo'))).toBe(0);
		expect(sum(report('result'))).toBe(-80000);
		expect(sum(report('balance'))).toBe(80000);
		expect(report('primo')).toEqual([
			{ AccountName: 'Debitorer, ubetalte fakturaer', AccountNumber: 53000, Amount: 125 },
			{ AccountName: 'Overført resultat', AccountNumber: 60020, Amount: -100 },
			{ AccountName: 'Salgsmoms (udgående)', AccountNumber: 64000, Amount: -25 },
		]);
		expect(report('result', '2026', { includeSummaryAccount: true })).toEqual([
			{ AccountName: 'Salg af varer/ydelser m/moms', AccountNumber: 1000, Amount: -800 },
			{ AccountName: 'Omsætning i alt', AccountNumber: 1000, Amount: -800 },
		]);
		expect(report('saldo', '2026', { showZeroAccount: true }).length).toBe(books.organization.accounts.size);
		books.json('post_v1_2_organizationId_ledgeritems', {
			body: [
				{
					VoucherDate: '2026-04-01',
					Lines: [{ Amount: 100, AccountNumber: 7480, BalancingAccountNumber: 55000 }],
				},
			],
		});
		expect(sum(report('result', '2026', { includeLedgerEntries: true }))).toBe(-70000);
		expect(
			books.refused('get_v1_organizationId_accountingYear_reports_saldo', {
				path: { accountingYear: '1999' },
			}).status,
		).toBe(400);
	});
});

describe('a contact', () => {
	test('has notes in the order they were made', () => {
		const books = new Books();
		const contactGuid = books.contact();
		const path = (noteGuid = '') => ({ path: { contactGuid, noteGuid } });
		const first = books.json('post_v1_organizationId_contacts_contactGuid_notes', {
			...path(),
			body: { Text: 'One' },
		}).ContactGuid;
		books.json('post_v1_organizationId_contacts_contactGuid_notes', { ...path(), body: { Text: 'Two' } });
		books.answer('put_v1_organizationId_contacts_contactGuid_notes_noteGuid', {
			...path(first),
			body: { Text: 'One more' },
		});
		const texts = (query: Record<string, boolean> = {}) =>
			books
				.json('get_v1_organizationId_contacts_contactGuid_notes', {
					...path(),
					query: { fields: 'Text', ...query },
				})
				.Collection.map(({ Text }: { Text: string }) => Text);
		expect(texts()).toEqual(['One more', 'Two']);
		books.answer('delete_v1_organizationId_contacts_contactGuid_notes_noteGuid', path(first));
		expect(texts()).toEqual(['Two']);
		expect(texts({ deletedOnly: true })).toEqual(['One more']);
	});

	test('has a statement that runs up to what it owes', () => {
		const books = new Books();
		const guid = books.contact();
		const open = books.booked({ ContactGuid: guid });
		const paid = books.booked({ ContactGuid: guid, ProductLines: [line(1000)] });
		books.pay(paid.Guid, 1000);
		books.pay(open.Guid, 25);
		books.booked();
		const statement = (query: Record<string, boolean> = {}) =>
			books.json('get_v1_organizationId_state_of_account_guid', { path: { guid }, query });
		expect(statement()).toMatchObject({ Income: 900, Expenses: 0 });
		expect(
			statement().Entries.map(
				({ Amount, Balance, Status }: { Amount: number; Balance: number; Status: string }) => [
					Amount,
					Balance,
					Status,
				],
			),
		).toEqual([
			[125, 125, 'open'],
			[1000, 1125, 'closed'],
			[-1000, 125, 'closed'],
			[-25, 100, 'open'],
		]);
		expect(statement({ hideClosed: true }).Entries.at(-1).Balance).toBe(100);
		const pdf = books.answer('get_v1_organizationId_state_of_account_guid_pdf', { path: { guid } });
		expect(pdf.bytes!.subarray(0, 5).toString()).toBe('%PDF-');
		books.answer('post_v1_organizationId_state_of_account_guid_email', {
			path: { guid },
			body: { CCToSender: false, HideClosed: true },
		});
		expect(books.world.outbox.at(-1)).toMatchObject({
			to: 'anna@berg.example',
			documentType: 'StateOfAccount',
		});
	});
});

describe('electronic invoices, SMS and webhooks', () => {
	test('an electronic invoice needs a number to go to', () => {
		const books = new Books();
		const person = books.booked();
		const send = (guid: string) => ({
			path: { guid },
			body: { PaymentMeanEnum: 'Domestic', OrderReference: '77' },
		});
		expect(
			books.refused('post_v3_organizationId_invoices_guid_e_invoice', send(person.Guid)).validationErrors,
		).toHaveProperty('ContactGuid');
		const contact = books.contact({
			IsPerson: false,
			EanNumber: '5790000000000',
			VatNumber: 'DK99100001',
			InvoiceMailOutOptionKey: 'VAT',
		});
		const company = books.booked({ ContactGuid: contact });
		books.answer('post_v3_organizationId_invoices_guid_e_invoice', send(company.Guid));
		expect(books.world.outbox).toMatchObject([{ kind: 'eInvoice', to: 'VAT DK99100001' }]);
		expect(books.invoice(company.Guid)).toMatchObject({
			MailOutStatus: 'Sent',
			LatestMailOutType: 'Einvoice',
		});
	});

	test('an SMS goes to Danish numbers only and holds the link', () => {
		const books = new Books();
		const { Guid, TimeStamp } = books.booked();
		const sms = (more: object) => ({
			path: { voucherGuid: Guid },
			body: {
				ReceiverPhoneNumber: '+45 20 30 40 50',
				ReceiverName: 'Anna',
				Timestamp: TimeStamp,
				IsReminder: false,
				...more,
			},
		});
		books.answer('post_v1_organizationId_sms_voucherGuid_send_sms', sms({}));
		expect(books.world.outbox[0]).toMatchObject({
			kind: 'sms',
			to: '+4520304050',
			text: expect.stringContaining(Guid),
		});
		for (const more of [
			{ ReceiverPhoneNumber: '+4670123456' },
			{ Message: 'see https://x.example' },
			{ Message: 'x'.repeat(1000) },
			{ IsReminder: true },
		]) {
			expect(books.refused('post_v1_organizationId_sms_voucherGuid_send_sms', sms(more)).status).toBe(400);
		}
		const mailouts = (includeSms: boolean) =>
			books.json('get_v1_organizationId_invoices_guid_mailouts', {
				path: { guid: Guid },
				query: { includeSms },
			});
		expect([mailouts(true).length, mailouts(false).length]).toEqual([1, 0]);
	});

	test('a subscription is kept by event', () => {
		const books = new Books();
		const body = {
			EventId: books.json('get_v1_organizationId_webhooks_events')[0].EventId,
			Uri: 'http://127.0.0.1:9/hook',
		};
		books.answer('post_v1_organizationId_webhooks_subscribe', { body });
		books.answer('post_v1_organizationId_webhooks_subscribe', { body });
		expect(books.json('get_v1_organizationId_webhooks_subscriptions')).toEqual([body]);
		books.answer('delete_v1_organizationId_webhooks_unsubscribe', { body });
		expect(books.refused('delete_v1_organizationId_webhooks_unsubscribe', { body }).status).toBe(400);
		expect(
			books.refused('post_v1_organizationId_webhooks_subscribe', { body: { EventId: 'moon', Uri: body.Uri } })
				.status,
		).toBe(400);
	});
});
