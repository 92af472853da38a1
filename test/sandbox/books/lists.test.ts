import { Books, document, line } from './harness';
import { pagesGiveEveryRowOnce } from './scenarios';

const invoices = 'get_v1_organizationId_invoices';
const contacts = 'get_v1_organizationId_contacts';
const newerContacts = 'get_v2_organizationId_contacts';

describe('fields', () => {
	test('come back as they were asked, with the contract default when none are', () => {
		const books = new Books();
		books.contact();
		expect(Object.keys(books.json(contacts).Collection[0])).toEqual(['name', 'contactGuid']);
		expect(
			Object.keys(books.json(contacts, { query: { fields: 'EMAIL, contactguid' } }).Collection[0]),
		).toEqual(['EMAIL', 'contactguid']);
		expect(books.refused(contacts, { query: { fields: 'Name,Cvr' } }).validationErrors).toHaveProperty(
			'fields',
		);
		books.draft();
		expect(Object.keys(books.json(invoices).Collection[0])).toEqual([
			'Guid',
			'ContactName',
			'Date',
			'Description',
		]);
		expect(Object.keys(books.json('get_v1_organizationId_sales').Collection[0])).toContain('Type');
	});
});

describe('paging', () => {
	test('every row comes once, in order, whatever the page size', () => pagesGiveEveryRowOnce(new Books()));

	test('sizes over 1000 and pages before the first are refused', () => {
		const books = new Books();
		expect(books.refused(invoices, { query: { pageSize: 1001 } }).status).toBe(400);
		expect(books.refused(invoices, { query: { page: -1 } }).status).toBe(400);
	});
});

describe('queryFilter', () => {
	const books = new Books();
	const anna = books.contact({ ExternalReference: "o'neil;1" });
	const bodil = books.contact({
		Name: 'Bodil & Co; A/S',
		Email: 'bodil@co.example',
		IsPerson: false,
		VatNumber: 'DK 99100001',
	});
	const names = (queryFilter: string) =>
		books
			.json(contacts, { query: { queryFilter, fields: 'ContactGuid' } })
			.Collection.map((row: { ContactGuid: string }) => row.ContactGuid);

	test('eq, contains, semicolon, case and doubled quotes', () => {
		expect(names("Name eq 'anna berg'")).toEqual([anna]);
		expect(names("name CONTAINS 'b'")).toEqual([anna, bodil]);
		expect(names("Name contains 'co; a';Email contains 'BODIL'")).toEqual([bodil]);
		expect(names("ExternalReference eq 'O''Neil;1'")).toEqual([anna]);
		expect(names("IsPerson eq 'true'")).toEqual([anna]);
		expect(names("Email eq 'nobody@berg.example'")).toEqual([]);
	});

	test.each([
		'anna',
		'Name = anna',
		"Name eq 'a' and Email eq 'b'",
		"IsDebitor eq 'true'",
		'Name eq anna',
		"Name startswith 'a'",
	])('%s is malformed', (queryFilter) =>
		expect(books.refused(contacts, { query: { queryFilter } })).toMatchObject({ status: 400, code: 42 }),
	);

	test('on invoices: by external reference and contact; a guid must be one; sorting beside it fails as was measured', () => {
		const draft = books.draft({ ContactGuid: anna, ExternalReference: 'shop:7' });
		books.draft({ ContactGuid: bodil, ExternalReference: 'shop:77' });
		const guids = (query: object) =>
			books
				.json(invoices, { query: { fields: 'Guid', ...query } })
				.Collection.map((row: { Guid: string }) => row.Guid);
		expect(guids({ queryFilter: "ExternalReference eq 'shop:7'" })).toEqual([draft.Guid]);
		expect(guids({ queryFilter: `ContactGuid eq '${anna}'` })).toEqual([draft.Guid]);
		expect(books.refused(invoices, { query: { queryFilter: "ContactGuid eq 'anna'" } }).message).toContain(
			'parsed as a guid',
		);
		const sorted = { queryFilter: `ContactGuid eq '${anna}'`, sort: 'VoucherDate', sortOrder: 'ascending' };
		expect(books.refused(invoices, { query: sorted }).status).toBe(500);
		books.world.switches.sortWithContactFilter = 'works';
		expect(guids(sorted)).toEqual([draft.Guid]);
		books.world.switches.combinedFilter = 'contactsOnly';
		expect(
			books.refused(invoices, { query: { queryFilter: "ExternalReference eq 'a';Description eq 'b'" } })
				.status,
		).toBe(400);
	});
});

describe('filters of invoices', () => {
	test('status, period with drafts along, free text', () => {
		const books = new Books();
		const contact = books.contact();
		const paid = books.booked({ ContactGuid: contact, Date: '2026-05-01' });
		books.pay(paid.Guid, 125);
		const overdue = books.booked({ ContactGuid: contact, Date: '2026-05-20', ProductLines: [line(999.5)] });
		const open = books.booked({ ContactGuid: contact, Date: '2026-06-14' });
		const draft = books.draft({ Date: '2020-01-01' });
		const guids = (query: object) =>
			books
				.json(invoices, { query: { fields: 'Guid,Status', ...query } })
				.Collection.map((row: { Guid: string }) => row.Guid);
		expect(guids({ statusFilter: 'Paid,OverPaid' })).toEqual([paid.Guid]);
		expect(guids({ statusFilter: 'Overdue' })).toEqual([overdue.Guid]);
		expect(guids({ statusFilter: 'Booked' })).toEqual([open.Guid]);
		expect(guids({ startDate: '2026-05-01', endDate: '2026-05-31' })).toEqual([
			draft.Guid,
			overdue.Guid,
			paid.Guid,
		]);
		expect(guids({ freeTextSearch: '999,50' })).toEqual([overdue.Guid]);
		expect(guids({ freeTextSearch: 'anna' })).toHaveLength(3);
		expect(guids({ sort: 'Status' })).toEqual([draft.Guid, overdue.Guid, open.Guid, paid.Guid]);
		expect(guids({ sort: 'VoucherDate', sortOrder: 'ascending' })).toEqual([
			draft.Guid,
			paid.Guid,
			overdue.Guid,
			open.Guid,
		]);
		expect(books.refused(invoices, { query: { startDate: '2026-05-01' } }).validationErrors).toHaveProperty(
			'endDate',
		);
		expect(books.refused(invoices, { query: { statusFilter: 'OverDue' } }).status).toBe(400);
		expect(books.refused(invoices, { query: { sort: 'UpdatedAt' } }).status).toBe(400);
	});

	test('changesSince is inclusive; payments, mails and deletions by the switches', () => {
		const books = new Books();
		const changed = (query: object = {}) =>
			books
				.json(invoices, { query: { fields: 'Guid', changesSince: '2026-06-15T11:00:00Z', ...query } })
				.Collection.map((row: { Guid: string }) => row.Guid);
		const one = books.booked();
		const deleted = books.draft();
		expect(changed()).toEqual([]);
		books.world.clock.set('2026-06-15T11:00:00Z');
		books.json('post_v1_organizationId_invoices_guid_email', {
			path: { guid: one.Guid },
			body: { ShouldAddTrustPilotEmailAsBcc: false },
		});
		expect(changed()).toEqual([]);
		books.pay(one.Guid, 25);
		expect(changed()).toEqual([one.Guid]);
		books.answer('delete_v1_organizationId_invoices_guid', { path: { guid: deleted.Guid } });
		expect(changed()).toEqual([one.Guid]);
		expect(changed({ deletedOnly: true })).toEqual([deleted.Guid]);
		books.world.switches.deletedRowsInChanges = true;
		expect(changed().sort()).toEqual([one.Guid, deleted.Guid].sort());
		expect(
			books.refused(invoices, { query: { changesSince: '2026-06-15 11:00' } }).validationErrors,
		).toHaveProperty('changesSince');
		books.world.switches.updatedAtMovesOnPayment = false;
		const two = books.booked();
		const before = books.invoice(two.Guid);
		books.world.clock.move(60000);
		books.pay(two.Guid, 125);
		expect(books.invoice(two.Guid).UpdatedAt).toBe(before.UpdatedAt);
		expect(books.invoice(two.Guid).TimeStamp > before.TimeStamp).toBe(true);
	});
});

describe('rows that come late', () => {
	test('are not in a list until the seconds of the switch have passed', () => {
		const books = new Books({ switches: { lateRows: 3 } });
		const draft = books.draft();
		const guids = (query: Record<string, string> = {}) =>
			books
				.json(invoices, { query: { fields: 'Guid', ...query } })
				.Collection.map((row: { Guid: string }) => row.Guid);
		const changes = { changesSince: '2026-06-15T10:00:00Z' };
		expect([guids(), guids(changes)]).toEqual([[], []]);
		expect(books.invoice(draft.Guid).Guid).toBe(draft.Guid);
		books.world.clock.move(3000);
		expect([guids(), guids(changes)]).toEqual([[draft.Guid], [draft.Guid]]);
		books.json('put_v1_2_organizationId_invoices_guid', {
			path: { guid: draft.Guid },
			body: document({ Timestamp: draft.TimeStamp }),
		});
		expect([guids(), guids(changes)]).toEqual([[draft.Guid], []]);
	});
});

describe('contacts', () => {
	test('are created once by guid, replaced, deleted, restored', () => {
		const books = new Books();
		const guid = '44444444-1111-4111-8111-111111111111';
		expect(books.contact({ ContactGuid: guid })).toBe(guid);
		expect(
			books.refused('post_v1_organizationId_contacts', {
				body: {
					ContactGuid: guid,
					Name: 'B',
					CountryKey: 'DK',
					IsPerson: true,
					IsMember: false,
					UseCvr: false,
				},
			}),
		).toMatchObject({ status: 400, validationErrors: { ContactGuid: 'guidMustBeUnique' } });
		books.answer('put_v2_organizationId_contacts_guid', {
			path: { guid },
			body: { Name: 'Anna Dahl', CountryKey: 'SE', IsPerson: true, IsMember: false, UseCvr: false },
		});
		const get = () => books.json('get_v1_organizationId_contacts_guid', { path: { guid } });
		expect(get()).toMatchObject({ Name: 'Anna Dahl', Email: null, VatRegionKey: 'EU', DeletedAt: null });
		books.answer('delete_v1_organizationId_contacts_guid', { path: { guid } });
		expect(get().DeletedAt).toBe('2026-06-15T10:00:00');
		expect(books.json(contacts).Collection).toEqual([]);
		expect(books.json(contacts, { query: { deletedOnly: true } }).Collection).toHaveLength(1);
		expect(books.json(newerContacts, { query: { deletedOnly: false } }).Collection).toHaveLength(1);
		expect(books.refused('delete_v1_organizationId_contacts_guid', { path: { guid } }).code).toBe(65);
		expect(
			books.refused('post_v1_organizationId_invoices', {
				body: { ContactGuid: guid, ProductLines: [line(1)] },
			}).validationErrors,
		).toEqual({ ContactGuid: 'invalidContactId' });
		books.answer('post_v1_organizationId_contacts_guid_restore', { path: { guid } });
		expect(get().DeletedAt).toBeNull();
		expect(
			books.refused('get_v1_organizationId_contacts_guid', { path: { guid: guid.replace(/^4/, '5') } })
				.status,
		).toBe(404);
	});

	test.each<[string, object, string]>([
		['a CVR number with a wrong check digit', { IsPerson: false, VatNumber: '12345678' }, 'VatNumber'],
		['an unknown country', { CountryKey: 'XX' }, 'CountryKey'],
		['a short EAN number', { IsPerson: false, EanNumber: '579' }, 'EanNumber'],
		['a company number on a person', { VatNumber: 'DK99100001' }, 'VatNumber'],
		[
			'a mail-out option without its number',
			{ IsPerson: false, InvoiceMailOutOptionKey: 'GLN' },
			'InvoiceMailOutOptionKey',
		],
	])('%s is refused', (_name, more, field) => {
		const books = new Books();
		const body = { Name: 'A', CountryKey: 'DK', IsPerson: true, IsMember: false, UseCvr: false, ...more };
		expect(books.refused('post_v1_organizationId_contacts', { body }).validationErrors).toHaveProperty(field);
	});
});

describe('accounts', () => {
	test('an account made through the API has no VAT code; a deposit account can take payments', () => {
		const books = new Books();
		books.answer('post_v1_organizationId_accounts_entry', {
			body: { Number: 1010, Name: 'Salg, brugt', VatCode: 'U25' },
		});
		const made = books
			.json('get_v1_organizationId_accounts_entry', { query: { fields: 'AccountNumber,VatCode,Category' } })
			.find((account: { AccountNumber: number }) => account.AccountNumber === 1010);
		expect(made).toEqual({ AccountNumber: 1010, VatCode: null, Category: 'Turnover' });
		expect(
			books.refused('post_v1_organizationId_accounts_entry', {
				body: { Number: 1010, Name: 'x', VatCode: 'none' },
			}).validationErrors,
		).toHaveProperty('Number');
		expect(
			books.refused('post_v1_organizationId_accounts_entry', {
				body: { Number: 1011, Name: 'x', VatCode: 'U99' },
			}).validationErrors,
		).toHaveProperty('VatCode');
		books.answer('post_v1_organizationId_accounts_deposit', {
			body: { Number: 55125, Name: 'MobilePay', AccountNumber: '123' },
		});
		const { Guid } = books.booked();
		books.pay(Guid, 125, { DepositAccountNumber: 55125 });
		expect(books.balance(55125)).toBe(125);
		expect(
			books
				.json('get_v1_organizationId_accounts_purchase')
				.every(
					({ AccountNumber }: { AccountNumber: number }) => AccountNumber >= 2000 && AccountNumber <= 9399,
				),
		).toBe(true);
		expect(books.json('get_v1_organizationId_vatTypes')).toContainEqual({
			VatCode: 'U25',
			Name: 'Dansk salgsmoms',
			VatRate: 0.25,
		});
	});
});

describe('entries', () => {
	test('of a period, with opening balances; changes by the time they were added', () => {
		const books = new Books();
		books.booked({ Date: '2025-12-30' });
		const from = '2026-06-15T09:00:00Z';
		expect(
			books.json('get_v1_organizationId_entries', {
				query: { fromDate: '2025-01-01', toDate: '2025-12-31' },
			}),
		).toHaveLength(3);
		const thisYear = books.json('get_v1_organizationId_entries', {
			query: { fromDate: '2026-01-01', toDate: '2026-12-31' },
		});
		expect(
			thisYear.map(
				({ Type, AccountNumber, Amount }: { Type: string; AccountNumber: number; Amount: number }) => [
					Type,
					AccountNumber,
					Amount,
				],
			),
		).toEqual([
			['Primo', 53000, 125],
			['Primo', 60020, -100],
			['Primo', 64000, -25],
		]);
		expect(
			books.refused('get_v1_organizationId_entries', {
				query: { fromDate: '2025-06-01', toDate: '2026-06-01' },
			}).status,
		).toBe(400);
		const changes = () =>
			books.json('get_v1_organizationId_entries_changes', {
				query: { changesFrom: from, changesTo: '2026-06-20T00:00:00Z' },
			});
		expect(changes()).toHaveLength(6);
		books.world.clock.move(3600000);
		books.booked({ Date: '2025-12-31' });
		const primo = changes().filter(({ Type }: { Type: string }) => Type === 'Primo');
		expect(primo.map(({ EntryGuid }: { EntryGuid: string }) => EntryGuid)).toEqual(
			thisYear.map(({ EntryGuid }: { EntryGuid: string }) => EntryGuid),
		);
		expect(primo[0].Amount).toBe(250);
		expect(
			books.refused('get_v1_organizationId_entries_changes', {
				query: { changesFrom: '2026-05-01', changesTo: '2026-06-15' },
			}).status,
		).toBe(400);
	});
});

describe('mail', () => {
	test('goes to the outbox; the message must hold the link', () => {
		const books = new Books();
		const { Guid } = books.booked();
		const mail = (body: object) => ({
			path: { guid: Guid },
			body: { ShouldAddTrustPilotEmailAsBcc: false, ...body },
		});
		expect(books.json('post_v1_organizationId_invoices_guid_email', mail({}))).toEqual({
			Recipients: [{ Email: 'anna@berg.example' }],
		});
		expect(books.world.outbox).toMatchObject([
			{ kind: 'mail', to: 'anna@berg.example', subject: 'Faktura 1', documentGuid: Guid },
		]);
		expect(books.invoice(Guid)).toMatchObject({ MailOutStatus: 'Sent', LatestMailOutType: 'Mailout' });
		expect(books.json('get_v1_organizationId_invoices_guid_mailouts', { path: { guid: Guid } })).toHaveLength(
			1,
		);
		expect(
			books.refused('post_v1_organizationId_invoices_guid_email', mail({ Message: 'Hi' })).validationErrors,
		).toHaveProperty('Message');
		expect(
			books.refused('post_v1_organizationId_invoices_guid_email', mail({ Receiver: 'a@b.example,nobody' }))
				.validationErrors,
		).toHaveProperty('Receiver');
		expect(
			books.refused('post_v1_organizationId_invoices_guid_email', mail({ Timestamp: '0000000000000001' }))
				.code,
		).toBe(58);
		const silent = books.booked({ ContactGuid: books.contact({ Email: null }) });
		expect(
			books.refused('post_v1_organizationId_invoices_guid_email', {
				path: { guid: silent.Guid },
				body: { ShouldAddTrustPilotEmailAsBcc: false },
			}).validationErrors,
		).toHaveProperty('Receiver');
		const draft = books.draft();
		expect(
			books.refused('post_v1_organizationId_invoices_guid_email', {
				path: { guid: draft.Guid },
				body: { ShouldAddTrustPilotEmailAsBcc: false },
			}).code,
		).toBe(45);
	});
});

describe('organizations and settings', () => {
	test('are listed with and without a user, in both versions', () => {
		const books = new Books();
		expect(books.json('get_v1_organizations')).toEqual([
			{ id: 352100, name: 'Nordlys Cykler ApS', isPro: true },
			{ id: 352200, name: 'Havblik Keramik', isPro: true },
			{ id: 352300, name: 'Fjordens Kajakklub', isPro: false },
		]);
		expect(books.json('get_v1_1_organizations')).toHaveLength(3);
		expect(books.json('get_v1_organizationId_sales_settings')).toMatchObject({
			DefaultAccountNumber: 1000,
			PaymentConditionType: 'Netto',
		});
		expect(
			books
				.json('get_v1_organizationId_invoices_templates')
				.filter(({ IsDefault }: { IsDefault: boolean }) => IsDefault),
		).toHaveLength(1);
		expect(books.json('get_v1_countries')).toContainEqual({
			Key: 'DK',
			DanishName: 'Danmark',
			EnglishName: 'Denmark',
		});
	});
});
