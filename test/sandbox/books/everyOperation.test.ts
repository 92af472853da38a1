import { contractOperations } from '../../../sandbox/dinero/http/contract.mts';
import { Books, document, line, type Asked } from './harness';

type Prepare = (books: Books) => Asked;

const mail = { ShouldAddTrustPilotEmailAsBcc: false };
const unknownGuid = '99999999-9999-4999-8999-999999999999';
const company = { Name: 'Firma ApS', IsPerson: false, VatNumber: 'DK99100001', Email: 'firma@firma.example' };
const reminderWishes = {
	Date: '2026-06-15',
	WithDebtCollectionWarning: true,
	WithFee: true,
	WithInterestFee: true,
	WithCompensationFee: true,
};
const contactBody = { Name: 'B', CountryKey: 'DK', IsPerson: true, IsMember: false, UseCvr: false };
const productBody = { Name: 'Bell', BaseAmountValue: 80, Quantity: 1, AccountNumber: 1000, Unit: 'parts' };
const purchaseBody = {
	PurchaseType: 'cash',
	VoucherDate: '2026-06-01',
	DepositAccountNumber: 55000,
	Lines: [{ Amount: 125, AccountNumber: 7300, Description: 'x' }],
};
const manualBody = {
	VoucherDate: '2026-06-01',
	Lines: [{ Amount: 100, AccountNumber: 55000, BalancingAccountNumber: 7480, Description: 'x' }],
};
const upload = { upload: { fileName: 'a.pdf', mimeType: 'application/pdf', bytes: Buffer.from('%PDF-1.3') } };

const invoice = (books: Books) => books.booked({ ContactGuid: books.contact(company), Date: '2026-05-01' });
const creditNote = (books: Books) =>
	books.booked({ ContactGuid: books.contact(company) }, 'sales_creditnotes');
const creditNoteDraft = (books: Books) => books.draft({ ContactGuid: books.contact() }, 'sales_creditnotes');
const draft = (books: Books) => books.draft({ ContactGuid: books.contact() });
const offer = (books: Books) =>
	books.json('post_v1_organizationId_tradeoffers', { body: document({ ContactGuid: books.contact() }) });
const product = (books: Books) => ({
	path: { guid: books.json('post_v1_organizationId_products', { body: productBody }).ProductGuid },
});
const purchase = (books: Books, more: object = {}) =>
	books.json('post_v1_2_organizationId_vouchers_purchase', { body: { ...purchaseBody, ...more } });
const manual = (books: Books) => books.json('post_v1_organizationId_vouchers_manuel', { body: manualBody });
const contact = (books: Books) => ({ path: { guid: books.contact() } });
const ledgerItem = (books: Books) =>
	books.json('post_v1_2_organizationId_ledgeritems', {
		body: [{ VoucherDate: '2026-06-01', Lines: manualBody.Lines }],
	});
const file = (books: Books) => {
	const { FileGuid } = books.json('post_v1_organizationId_files', upload);
	books.world.clock.move(2000);
	return FileGuid as string;
};
const note = (books: Books) => {
	const contactGuid = books.contact();
	return {
		path: {
			contactGuid,
			noteGuid: books.json('post_v1_organizationId_contacts_contactGuid_notes', {
				path: { contactGuid },
				body: { Text: 'x' },
			}).ContactGuid,
		},
	};
};
const at = (
	document: { Guid: string; TimeStamp?: string; Timestamp?: string },
	body: object = {},
): Asked => ({
	path: { guid: document.Guid },
	body: { Timestamp: document.TimeStamp ?? document.Timestamp, ...body },
});
const payment = (timestamp: string) => ({
	Timestamp: timestamp,
	DepositAccountNumber: 55000,
	RemainderIsFee: false,
	Description: 'Paid',
	Amount: 125,
});
const creditPurchase = (books: Books) => {
	const bought = purchase(books, {
		PurchaseType: 'credit',
		DepositAccountNumber: null,
		ContactGuid: books.contact(),
		PaymentDate: '2026-07-01',
	});
	return books.json('post_v1_organizationId_vouchers_purchase_guid_book', at(bought));
};
const purchaseNote = (books: Books) =>
	books.json('post_v1_organizationId_vouchers_purchase_creditnotes', {
		body: { ContactGuid: books.contact(), Lines: purchaseBody.Lines },
	});
const reminder = (books: Books, { booked = false } = {}): Asked => {
	const voucherGuid = invoice(books).Guid;
	const path = { voucherGuid, id: '1' };
	books.json('post_v1_organizationId_invoices_voucherGuid_reminders', {
		path,
		body: { ...reminderWishes, Timestamp: books.invoice(voucherGuid).TimeStamp },
	});
	const body = () => ({
		...reminderWishes,
		...mail,
		PaymentMeanEnum: 'Domestic',
		Timestamp: books.invoice(voucherGuid).TimeStamp,
	});
	if (booked)
		books.json('post_v1_organizationId_invoices_voucherGuid_reminders_id_book', { path, body: body() });
	return { path, body: body() };
};
const paid = (books: Books, kind: 'invoices' | 'sales_creditnotes') => {
	const document = kind === 'invoices' ? invoice(books) : creditNote(books);
	const made = books.json(`post_v1_organizationId_${kind}_guid_payments`, {
		path: { guid: document.Guid },
		body: payment(document.TimeStamp),
	});
	return { path: { guid: document.Guid, paymentGuid: made.Guid }, body: { Timestamp: made.TimeStamp } };
};
const attached = (books: Books) => {
	const path = {
		documentGuid: draft(books).Guid,
		fileGuid: file(books),
		fileName: 'a.pdf',
		documentType: 'Invoice',
	};
	books.answer('post_v1_organizationId_attachments_documentGuid_fileGuid_fileName', { path });
	return { path };
};
const subscription = (books: Books) => {
	const body = { EventId: 'entries', Uri: 'http://127.0.0.1:9/' };
	books.answer('post_v1_organizationId_webhooks_subscribe', { body });
	return { body };
};
const year: Prepare = (books) => {
	invoice(books);
	return { path: { accountingYear: '2026' } };
};
const nothing: Prepare = () => ({});

/** A good call of each operation of the contract, with what must be there first. */
const goodCalls: Record<string, Prepare> = {
	get_v1_organizationId_accountingyears: nothing,
	get_v1_organizationId_accounts_entry: nothing,
	get_v1_organizationId_accounts_purchase: nothing,
	get_v1_organizationId_accounts_deposit: nothing,
	get_v1_countries: nothing,
	get_v1_organizations: nothing,
	get_v1_1_organizations: nothing,
	get_v1_organizationId_vatTypes: nothing,
	get_v1_organizationId_sales_settings: nothing,
	get_v1_organizationId_invoices_templates: nothing,
	get_v1_organizationId_webhooks_events: nothing,
	post_v1_organizationId_accounts_entry: () => ({ body: { Number: 1010, Name: 'x', VatCode: 'none' } }),
	post_v1_organizationId_accounts_deposit: () => ({ body: { Number: 55200, Name: 'x' } }),
	post_v1_organizationId_attachments_bind_default_documentGuid_documentType: attached,
	get_v1_organizationId_attachments_documentGuid: attached,
	post_v1_organizationId_attachments_documentGuid_fileGuid_fileName: attached,
	delete_v1_organizationId_attachments_documentGuid_fileGuid: attached,
	get_v1_organizationId_contacts_contactGuid_notes: note,
	post_v1_organizationId_contacts_contactGuid_notes: (books) => ({ ...note(books), body: { Text: 'y' } }),
	get_v1_organizationId_contacts_contactGuid_notes_noteGuid: note,
	put_v1_organizationId_contacts_contactGuid_notes_noteGuid: (books) => ({
		...note(books),
		body: { Text: 'y' },
	}),
	delete_v1_organizationId_contacts_contactGuid_notes_noteGuid: note,
	get_v1_organizationId_contacts: contact,
	get_v2_organizationId_contacts: contact,
	post_v1_organizationId_contacts: () => ({ body: contactBody }),
	get_v1_organizationId_contacts_guid: contact,
	put_v1_organizationId_contacts_guid: (books) => ({ ...contact(books), body: contactBody }),
	put_v2_organizationId_contacts_guid: (books) => ({ ...contact(books), body: contactBody }),
	delete_v1_organizationId_contacts_guid: contact,
	post_v1_organizationId_contacts_guid_restore: (books) => {
		const asked = contact(books);
		books.answer('delete_v1_organizationId_contacts_guid', asked);
		return asked;
	},
	get_v1_organizationId_state_of_account_guid: contact,
	get_v1_organizationId_state_of_account_guid_pdf: contact,
	post_v1_organizationId_state_of_account_guid_email: (books) => ({
		...contact(books),
		body: { CCToSender: true, HideClosed: false },
	}),
	get_v1_organizationId_entries: year,
	get_v1_organizationId_entries_changes: year,
	post_v1_organizationId_files: () => upload,
	post_v1_organizationId_files_attachment: () => upload,
	get_v1_organizationId_files: (books) => (file(books) ? {} : {}),
	get_v1_organizationId_files_fileGuid: (books) => ({ path: { fileGuid: file(books) } }),
	post_v1_organizationId_invoices: () => ({ body: document() }),
	post_v1_organizationId_invoices_fetch: () => ({ body: document() }),
	get_v1_organizationId_invoices: year,
	get_v1_organizationId_sales: year,
	get_v1_organizationId_invoices_guid: (books) => at(invoice(books)),
	delete_v1_organizationId_invoices_guid: (books) => at(draft(books)),
	post_v1_organizationId_invoices_guid_book: (books) => at(draft(books)),
	put_v1_2_organizationId_invoices_guid: (books) => at(draft(books), document()),
	post_v1_organizationId_invoices_guid_email: (books) => at(invoice(books), mail),
	get_v2_organizationId_invoices_guid_email_template: (books) => at(invoice(books)),
	get_v1_organizationId_invoices_guid_email_pre_reminder_template: (books) => at(invoice(books)),
	post_v1_organizationId_invoices_guid_email_pre_reminder: (books) => at(invoice(books), mail),
	post_v3_organizationId_invoices_guid_e_invoice: (books) => at(invoice(books), { PaymentMeanEnum: 'FIK' }),
	post_v1_organizationId_invoices_guid_payments: (books) => {
		const document = invoice(books);
		return at(document, payment(document.TimeStamp));
	},
	delete_v1_organizationId_invoices_guid_payments_paymentGuid: (books) => paid(books, 'invoices'),
	get_v2_organizationId_invoices_guid_payments: (books) => paid(books, 'invoices'),
	post_v1_organizationId_invoices_guid_generate_creditnote: (books) => at(invoice(books)),
	get_v1_organizationId_invoices_guid_mailouts: (books) => at(invoice(books)),
	post_v1_organizationId_ledgeritems_ledgers: (books) => ({ body: [ledgerItem(books)] }),
	post_v1_2_organizationId_ledgeritems: () => ({ body: [{ Lines: manualBody.Lines }] }),
	put_v1_organizationId_ledgeritems: (books) => ({
		body: [{ ...ledgerItem(books), Lines: manualBody.Lines }],
	}),
	post_v1_organizationId_ledgeritems_book: (books) => ({ body: [ledgerItem(books)] }),
	post_v1_organizationId_ledgeritems_status: (books) => ({ body: [{ Id: ledgerItem(books).Id }] }),
	delete_v1_organizationId_ledgeritems_delete: (books) => ({ body: [ledgerItem(books)] }),
	post_v1_organizationId_vouchers_manuel: () => ({ body: manualBody }),
	get_v1_organizationId_vouchers_manuel_guid: (books) => at(manual(books)),
	put_v1_organizationId_vouchers_manuel_guid: (books) => at(manual(books), manualBody),
	delete_v1_organizationId_vouchers_manuel_guid: (books) => at(manual(books)),
	post_v1_organizationId_vouchers_manuel_guid_book: (books) => at(manual(books)),
	get_v1_organizationId_products_guid: product,
	put_v1_organizationId_products_guid: (books) => ({ ...product(books), body: productBody }),
	delete_v1_organizationId_products_guid: product,
	get_v1_organizationId_products: product,
	post_v1_organizationId_products: () => ({ body: productBody }),
	post_v1_organizationId_vouchers_purchase_creditnotes: (books) => ({
		body: { ContactGuid: books.contact(), Lines: purchaseBody.Lines },
	}),
	get_v1_organizationId_vouchers_purchase_creditnotes_guid: (books) => at(purchaseNote(books)),
	put_v1_organizationId_vouchers_purchase_creditnotes_guid: (books) =>
		at(purchaseNote(books), { Lines: purchaseBody.Lines }),
	delete_v1_organizationId_vouchers_purchase_creditnotes_guid: (books) => at(purchaseNote(books)),
	post_v1_organizationId_vouchers_purchase_creditnotes_guid_book: (books) => at(purchaseNote(books)),
	get_v1_organizationId_purchase_vouchers_id_payments: (books) => ({
		path: { id: creditPurchase(books).Guid },
	}),
	post_v1_organizationId_purchase_vouchers_id_payments: (books) => {
		const { Guid, Timestamp } = creditPurchase(books);
		return { path: { id: Guid }, body: payment(Timestamp) };
	},
	delete_v1_organizationId_purchase_vouchers_id_payments_paymentId_timestamp: (books) => {
		const { Guid, Timestamp } = creditPurchase(books);
		const made = books.json('post_v1_organizationId_purchase_vouchers_id_payments', {
			path: { id: Guid },
			body: payment(Timestamp),
		});
		return { path: { id: Guid, paymentId: made.Guid, timestamp: made.TimeStamp } };
	},
	post_v1_1_organizationId_vouchers_purchase: () => ({ body: purchaseBody }),
	post_v1_2_organizationId_vouchers_purchase: () => ({ body: purchaseBody }),
	post_v1_organizationId_vouchers_purchase_fetch: () => ({ body: purchaseBody }),
	post_v1_organizationId_vouchers_purchase_similar: () => ({ body: purchaseBody }),
	get_v1_organizationId_vouchers_purchase_guid: (books) => at(purchase(books)),
	put_v1_organizationId_vouchers_purchase_guid: (books) => at(purchase(books), purchaseBody),
	put_v1_1_organizationId_vouchers_purchase_guid: (books) => at(purchase(books), purchaseBody),
	delete_v1_organizationId_vouchers_purchase_guid: (books) => at(purchase(books)),
	get_v1_organizationId_vouchers_purchase_fileguid_fileGuid: (books) => ({ path: { fileGuid: file(books) } }),
	post_v1_organizationId_vouchers_purchase_guid_book: (books) => at(purchase(books)),
	post_v1_organizationId_vouchers_purchase_guid_generate_creditnote: (books) => ({
		...at(creditPurchase(books)),
		body: { Timestamp: {} },
	}),
	get_v1_organizationId_invoices_voucherGuid_reminders: reminder,
	post_v1_organizationId_invoices_voucherGuid_reminders: (books) => {
		const { Guid, TimeStamp } = invoice(books);
		return { path: { voucherGuid: Guid }, body: { ...reminderWishes, Timestamp: TimeStamp } };
	},
	get_v1_organizationId_invoices_voucherGuid_reminders_id: reminder,
	put_v1_organizationId_invoices_voucherGuid_reminders_id: reminder,
	delete_v1_organizationId_invoices_voucherGuid_reminders_id: reminder,
	get_v1_organizationId_invoices_voucherGuid_reminders_next: reminder,
	post_v1_organizationId_invoices_voucherGuid_reminders_fetch: reminder,
	post_v1_organizationId_invoices_voucherGuid_reminders_id_book: reminder,
	get_v1_organizationId_invoices_voucherGuid_reminders_email_template: reminder,
	post_v1_organizationId_invoices_voucherGuid_reminders_email: (books) => reminder(books, { booked: true }),
	post_v1_organizationId_invoices_voucherGuid_reminders_id_e_reminder: (books) =>
		reminder(books, { booked: true }),
	get_v1_organizationId_accountingYear_reports_saldo: year,
	get_v1_organizationId_accountingYear_reports_result: year,
	get_v1_organizationId_accountingYear_reports_primo: year,
	get_v1_organizationId_accountingYear_reports_balance: year,
	post_v1_organizationId_sales_creditnotes: () => ({ body: document() }),
	post_v1_organizationId_sales_creditnotes_fetch: () => ({ body: document() }),
	get_v1_organizationId_sales_creditnotes: (books) => at(creditNote(books)),
	put_v1_2_organizationId_sales_creditnotes_guid: (books) => at(creditNoteDraft(books), document()),
	delete_v1_organizationId_sales_creditnotes_guid: (books) => at(creditNoteDraft(books)),
	get_v1_organizationId_sales_creditnotes_guid: (books) => at(creditNote(books)),
	post_v1_organizationId_sales_creditnotes_guid_book: (books) => at(creditNoteDraft(books)),
	get_v1_organizationId_sales_creditnotes_guid_email_template: (books) => at(creditNote(books)),
	post_v1_organizationId_sales_creditnotes_guid_email: (books) => at(creditNote(books), mail),
	get_v1_organizationId_sales_creditnotes_guid_pdf: (books) => at(creditNote(books)),
	post_v3_organizationId_sales_creditnotes_guid_e_creditNote: (books) =>
		at(creditNote(books), { PaymentMeanEnum: 'Domestic' }),
	get_v1_organizationId_sales_creditnotes_guid_mailouts: (books) => at(creditNote(books)),
	post_v1_organizationId_sales_creditnotes_guid_payments: (books) => {
		const document = creditNote(books);
		return at(document, payment(document.TimeStamp));
	},
	get_v1_organizationId_sales_creditnotes_guid_payments: (books) => paid(books, 'sales_creditnotes'),
	delete_v1_organizationId_sales_creditnotes_guid_payments_paymentGuid: (books) =>
		paid(books, 'sales_creditnotes'),
	post_v1_organizationId_sms_voucherGuid_send_sms: (books) => {
		const { Guid, TimeStamp } = invoice(books);
		return {
			path: { voucherGuid: Guid },
			body: { ReceiverPhoneNumber: '20304050', ReceiverName: 'A', Timestamp: TimeStamp, IsReminder: false },
		};
	},
	post_v1_organizationId_tradeoffers: (books) => ({ body: document({ ContactGuid: books.contact() }) }),
	get_v1_organizationId_tradeoffers: (books) => at(offer(books)),
	post_v1_organizationId_tradeoffers_fetch: () => ({ body: document() }),
	get_v1_organizationId_tradeoffers_guid: (books) => at(offer(books)),
	delete_v1_organizationId_tradeoffers_guid: (books) => at(offer(books)),
	get_v1_organizationId_tradeoffers_guid_email_template: (books) => at(offer(books)),
	post_v1_organizationId_tradeoffers_guid_email: (books) => at(offer(books), mail),
	post_v1_organizationId_tradeoffers_guid_generate_invoice: (books) => at(offer(books)),
	put_v1_2_organizationId_tradeoffers_guid: (books) =>
		at(offer(books), document({ ContactGuid: books.contact() })),
	get_v1_organizationId_tradeoffers_guid_mailouts: (books) => at(offer(books)),
	post_v1_organizationId_webhooks_subscribe: subscription,
	delete_v1_organizationId_webhooks_unsubscribe: subscription,
	get_v1_organizationId_webhooks_subscriptions: subscription,
};

const guidNames = [
	'guid',
	'voucherGuid',
	'contactGuid',
	'documentGuid',
	'fileGuid',
	'id',
	'noteGuid',
	'paymentGuid',
	'paymentId',
];

describe('every operation of the contract', () => {
	test('has a good call here', () => {
		expect(Object.keys(goodCalls).sort()).toEqual(
			contractOperations.map(({ operationId }) => operationId).sort(),
		);
	});

	test.each(Object.keys(goodCalls))('%s answers a good call as the contract has it', (operationId) => {
		const books = new Books();
		expect(books.answer(operationId, goodCalls[operationId](books)).status ?? 200).toBe(200);
	});

	const withGuid = contractOperations.flatMap(({ operationId, pathParameters }) =>
		pathParameters
			.filter(({ name }) => guidNames.includes(name))
			.map(({ name }): [string, string] => [operationId, name]),
	);
	// Looking for purchases by a file that nobody has finds none: that is no error.
	const findsNothing = ['get_v1_organizationId_vouchers_purchase_fileguid_fileGuid'];

	test.each(withGuid.filter(([operationId]) => !findsNothing.includes(operationId)))(
		'%s refuses an unknown %s and changes nothing',
		(operationId, name) => {
			const books = new Books();
			const asked = goodCalls[operationId](books);
			const before = JSON.stringify(books.world);
			const unknown = name === 'id' && operationId.includes('reminders') ? '77' : unknownGuid;
			const refusal = books.refused(operationId, { ...asked, path: { ...asked.path, [name]: unknown } });
			expect([400, 404]).toContain(refusal.status);
			expect([40, 42, 63]).toContain(refusal.code);
			expect(JSON.stringify(books.world)).toBe(before);
		},
	);

	const withVersion = Object.keys(goodCalls).filter((operationId) => {
		const asked = goodCalls[operationId](new Books());
		return (
			typeof (asked.body as { Timestamp?: unknown } | undefined)?.Timestamp === 'string' &&
			!operationId.startsWith('get_') &&
			!/fetch|email_pre|product/.test(operationId)
		);
	});

	test.each(withVersion)('%s refuses an outdated version and changes nothing', (operationId) => {
		const books = new Books();
		const asked = goodCalls[operationId](books);
		const before = JSON.stringify(books.world);
		expect(
			books.refused(operationId, {
				...asked,
				body: { ...(asked.body as object), Timestamp: '0000000000000001' },
			}),
		).toMatchObject({ status: 400, code: 58 });
		expect(JSON.stringify(books.world)).toBe(before);
	});

	test('versions are asked for where the contract has them', () =>
		expect(withVersion.length).toBeGreaterThan(25));
});

describe('a deleted voucher', () => {
	test.each([
		[
			'delete_v1_organizationId_invoices_guid',
			draft,
			[
				'put_v1_2_organizationId_invoices_guid',
				'post_v1_organizationId_invoices_guid_book',
				'delete_v1_organizationId_invoices_guid',
			],
		],
		[
			'delete_v1_organizationId_sales_creditnotes_guid',
			creditNoteDraft,
			[
				'put_v1_2_organizationId_sales_creditnotes_guid',
				'post_v1_organizationId_sales_creditnotes_guid_book',
			],
		],
		[
			'delete_v1_organizationId_tradeoffers_guid',
			offer,
			[
				'put_v1_2_organizationId_tradeoffers_guid',
				'post_v1_organizationId_tradeoffers_guid_generate_invoice',
			],
		],
		[
			'delete_v1_organizationId_vouchers_purchase_guid',
			purchase,
			[
				'put_v1_1_organizationId_vouchers_purchase_guid',
				'post_v1_organizationId_vouchers_purchase_guid_book',
			],
		],
		[
			'delete_v1_organizationId_vouchers_manuel_guid',
			manual,
			['put_v1_organizationId_vouchers_manuel_guid', 'post_v1_organizationId_vouchers_manuel_guid_book'],
		],
	] as Array<[string, (books: Books) => { Guid: string; TimeStamp: string }, string[]]>)(
		'%s: further writes are refused as deleted',
		(remove, make, writes) => {
			const books = new Books();
			const made = make(books);
			books.answer(remove, at(made));
			for (const write of writes) {
				expect(
					books.refused(
						write,
						at(made, {
							...document({ ContactGuid: books.contact(), ProductLines: [line(1)] }),
							...purchaseBody,
						}),
					),
				).toMatchObject({ status: 400, code: 65 });
			}
		},
	);
});
