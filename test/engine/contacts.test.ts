import { givenContact, operation } from './given';
import { Engine, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const everything = {
	attention: 'Nathan Smith',
	city: 'Aarhus C',
	companyType: 'PrivateLimitedCompany',
	eanNumber: '5798009811578',
	eInvoicing: 'GLN',
	email: 'nathan@example.com',
	externalReference: 'customer 12',
	paymentConditions: 'Netto',
	paymentDays: 14,
	phone: '70201020',
	pNumber: '1012345678',
	preferredCurrency: 'eur',
	preferredLanguage: 'EN',
	seNumber: '12345678',
	street: 'Havnegade 14',
	useCvr: false,
	vatNumber: 'DK 99 10 20 12',
	website: 'https://example.com',
	zipCode: '8000',
};

const inDinero = {
	Name: 'Havblik Keramik',
	CountryKey: 'DK',
	IsPerson: false,
	AttPerson: 'Nathan Smith',
	City: 'Aarhus C',
	CompanyTypeKey: 'PrivateLimitedCompany',
	EanNumber: '5798009811578',
	InvoiceMailOutOptionKey: 'GLN',
	Email: 'nathan@example.com',
	ExternalReference: 'customer 12',
	PaymentConditionType: 'Netto',
	PaymentConditionNumberOfDays: 14,
	Phone: '70201020',
	PNumber: '1012345678',
	PreferredInvoiceCurrencyKey: 'EUR',
	PreferredInvoiceLanguageKey: 'en',
	SENumber: '12345678',
	Street: 'Havnegade 14',
	VatNumber: 'DK99102012',
	Webpage: 'https://example.com',
	ZipCode: '8000',
};

test('a contact is created with its name alone', async () => {
	const { row, error } = await engine.run(operation('contact', 'create', { name: 'Havblik Keramik' }));
	expect(error).toBeUndefined();
	expect(row).toMatchObject({ Name: 'Havblik Keramik', CountryKey: 'DK', Email: null });
	expect(Object.keys(row).length).toBeLessThanOrEqual(10);
});

test('a contact keeps every field that it is created with', async () => {
	const { row, error } = await engine.run(
		operation('contact', 'create', {
			name: 'Havblik Keramik',
			additionalFields: everything,
			simplify: false,
		}),
	);
	expect(error).toBeUndefined();
	expect(row).toMatchObject(inDinero);
});

test('an update changes the given fields and keeps the others', async () => {
	const contactId = await givenContact(engine, 'Havblik Keramik', everything);
	const { row, error } = await engine.run(
		operation('contact', 'update', {
			contactId: picked(contactId),
			updateFields: { city: 'Odense', country: { __rl: true, mode: 'id', value: 'se' }, paymentDays: 30 },
			simplify: false,
		}),
	);
	expect(error).toBeUndefined();
	expect(row).toMatchObject({
		...inDinero,
		City: 'Odense',
		CountryKey: 'SE',
		PaymentConditionNumberOfDays: 30,
	});
});

describe('create or update', () => {
	const upsert = (parameters: object) =>
		operation('contact', 'upsert', { name: 'Havblik Keramik', ...parameters });

	test.each([
		['email', 'Nathan@Example.com', { email: 'nathan@example.com' }],
		['vatNumber', '99102012', { vatNumber: 'DK99102012' }],
		['eanNumber', '5798009811578', { eanNumber: '5798009811578' }],
		['externalReference', "O'Hara; 12", { externalReference: "O'Hara; 12" }],
	])('finds a contact by %s', async (matchBy, matchValue, fields) => {
		const contactId = await givenContact(engine, 'Havblik Keramik', { email: '', ...fields });
		const { row, error } = await engine.run(
			upsert({ matchBy, matchValue, additionalFields: { city: 'Gilleleje' }, simplify: false }),
		);
		expect(error).toBeUndefined();
		expect(row).toMatchObject({ outcome: 'updated', ContactGuid: contactId, City: 'Gilleleje' });
	});

	test('creates one where there is none, and leaves it alone the next time', async () => {
		const parameters = upsert({ matchBy: 'vatNumber', matchValue: 'DK99102012' });
		const first = await engine.run(parameters);
		expect(first.row).toMatchObject({ outcome: 'created', VatNumber: 'DK99102012' });
		const writes = engine.writes().length;
		const second = await engine.run(parameters);
		expect(second.row).toMatchObject({ outcome: 'unchanged', ContactGuid: first.row.ContactGuid });
		expect(engine.writes().length).toBe(writes);
	});

	test('two runs at once make one contact', async () => {
		const parameters = upsert({ matchBy: 'email', matchValue: 'nathan@example.com' });
		const both = await Promise.all([engine.run(parameters), engine.run(parameters)]);
		expect(new Set(both.map(({ row }) => row.ContactGuid)).size).toBe(1);
		const all = await engine.run(operation('contact', 'getAll', { returnAll: true }));
		expect(all.rows.length).toBe(1);
	});

	test('makes a new contact where the old one was deleted', async () => {
		const parameters = upsert({ matchBy: 'email', matchValue: 'nathan@example.com' });
		const first = await engine.run(parameters);
		engine.dinero.world.organizations.get('352100')?.contacts.forEach((contact) => {
			contact.deletedAt = '2026-01-01T00:00:00';
		});
		const second = await engine.run(parameters);
		expect(second.row).toMatchObject({ outcome: 'created' });
		expect(second.row.ContactGuid).not.toBe(first.row.ContactGuid);
	});

	test('stops when two contacts fit, and names both', async () => {
		await givenContact(engine, 'Havblik Keramik', { email: 'nathan@example.com' });
		await givenContact(engine, 'Nordlys Cykler', { email: 'nathan@example.com' });
		const writes = engine.writes().length;
		const { error } = await engine.run(upsert({ matchBy: 'email', matchValue: 'nathan@example.com' }));
		expect(error?.message).toMatch(
			/2 contacts have Email 'nathan@example.com'.*Havblik Keramik.*Nordlys Cykler|2 contacts.*Nordlys Cykler.*Havblik Keramik/,
		);
		expect(engine.writes().length).toBe(writes);
	});
});

describe('the list of contacts', () => {
	const list = async (filters: object, more: object = {}) => {
		const { rows, error } = await engine.run(
			operation('contact', 'getAll', { returnAll: true, filters, ...more }),
		);
		expect(error).toBeUndefined();
		return rows.map((row) => row.Name);
	};

	beforeEach(async () => {
		await givenContact(engine, "O'Hara; Søn", {
			email: 'o@example.com',
			vatNumber: 'DK99102012',
			phone: '11',
		});
		await givenContact(engine, 'Nordlys Cykler', { email: 'n@example.com', eanNumber: '5798009811578' });
		await engine.run(
			operation('contact', 'create', {
				name: 'Nathan Smith',
				contactType: 'person',
				additionalFields: { externalReference: '7' },
			}),
		);
	});

	test.each<[string, object, string[]]>([
		['nothing', {}, ["O'Hara; Søn", 'Nathan Smith', 'Nordlys Cykler']],
		['a name with a quote', { name: "o'hara; s" }, ["O'Hara; Søn"]],
		['e-mail', { email: 'N@example.com' }, ['Nordlys Cykler']],
		['VAT number', { vatNumber: 'DK99102012' }, ["O'Hara; Søn"]],
		['EAN number', { eanNumber: '5798009811578' }, ['Nordlys Cykler']],
		['phone', { phone: '11' }, ["O'Hara; Søn"]],
		['external reference', { externalReference: '7' }, ['Nathan Smith']],
		['persons', { kind: 'persons' }, ['Nathan Smith']],
		['two conditions', { kind: 'companies', name: 'nord' }, ['Nordlys Cykler']],
		['two that exclude each other', { kind: 'persons', name: 'nord' }, []],
		['changed since a time to come', { changedSince: '2090-01-01T00:00:00' }, []],
	])('filtered by %s', async (_what, filters, names) => {
		expect((await list(filters)).sort()).toEqual([...names].sort());
	});

	test('deleted contacts are left out, or shown alone', async () => {
		const contacts = engine.dinero.world.organizations.get('352100')?.contacts;
		const [one] = [...(contacts?.values() ?? [])];
		one.deletedAt = '2026-01-01T00:00:00';
		expect(await list({})).toHaveLength(2);
		expect(await list({ deleted: 'only' })).toEqual([one.name]);
	});

	test('a limit is kept, and a raw row has every field', async () => {
		expect(await list({}, { returnAll: false, limit: 2 })).toHaveLength(2);
		const { row } = await engine.run(operation('contact', 'getAll', { simplify: false, limit: 1 }));
		expect(Object.keys(row)).toHaveLength(25);
	});
});

describe('the payment terms of a contact', () => {
	const endOfMonth = { paymentConditions: 'CurrentMonthOut', paymentDays: 10, email: 'nathan@example.com' };
	const terms = (contactId: string) => {
		const contact = engine.dinero.world.organizations.get('352100')?.contacts.get(contactId);
		return [contact?.paymentConditionType, contact?.paymentConditionNumberOfDays];
	};

	test.each<[object, unknown[]]>([
		[{ paymentConditions: 'NettoCash' }, ['NettoCash', null]],
		[{ paymentDays: 20 }, ['CurrentMonthOut', 20]],
		[{ paymentConditions: 'Netto' }, ['Netto', 10]],
		[{ city: 'Odense' }, ['CurrentMonthOut', 10]],
	])('are changed by %o', async (updateFields, expected) => {
		const contactId = await givenContact(engine, 'Havblik Keramik', endOfMonth);
		const update = operation('contact', 'update', { contactId: picked(contactId), updateFields });
		expect((await engine.run(update)).error).toBeUndefined();
		expect(terms(contactId)).toEqual(expected);
	});

	test('are brought up to date once, and then left alone', async () => {
		const contactId = await givenContact(engine, 'Havblik Keramik', endOfMonth);
		const upsert = operation('contact', 'upsert', {
			name: 'Havblik Keramik',
			matchValue: 'nathan@example.com',
			additionalFields: { paymentDays: 20 },
		});
		expect((await engine.run(upsert)).row).toMatchObject({ outcome: 'updated', ContactGuid: contactId });
		expect(terms(contactId)).toEqual(['CurrentMonthOut', 20]);
		expect((await engine.run(upsert)).row).toMatchObject({ outcome: 'unchanged', ContactGuid: contactId });
	});
});
