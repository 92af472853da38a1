import { operation } from './given';
import { Engine, organizationId, picked, type Ran } from './harness';
import { shopifyOrder } from './shopifyOrder';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const organization = () => engine.dinero.world.organizations.get(organizationId)!;
const contact = () => [...organization().contacts.values()][0];
const sent = () => engine.dinero.world.outbox.map(({ kind, to }) => `${kind} ${to}`);

const ean = '5790000123453';
const cvr = '25313763';
/** An order of a business, with what its customer filled in at the checkout. */
const order = (fields: Record<string, string>, changes: object = {}) => {
	const address = { ...(shopifyOrder().billing_address as object), company: 'Holm ApS' };
	return shopifyOrder({
		billing_address: address,
		shipping_address: address,
		note_attributes: Object.entries(fields).map(([name, value]) => ({ name, value })),
		...changes,
		...changes,
	});
};
const run = async (given: object, options: object = {}, form: object = {}): Promise<Ran> =>
	await engine.run(
		operation('shopOrder', 'createInvoice', {
			...{ order: given, depositAccountNumber: picked('55000'), whatToDo: 'bookAndPay' },
			options: { sendEInvoice: true, sendByEmail: true, ...options },
			...form,
		}),
	);

test('a business gets it at its EAN number, else at its CVR number', async () => {
	expect((await run(order({ EAN: ean, CVR: cvr }))).row).toMatchObject({
		furthestStep: 'sent',
		warnings: [],
	});
	expect(sent()).toEqual([`eInvoice GLN ${ean}`]);
	engine.reset();
	const { row } = await run(order({ CVR: cvr }));
	expect(row).toMatchObject({ furthestStep: 'sent', warnings: [] });
	expect(row.details).toMatchObject({ created: expect.arrayContaining(['eInvoice']) });
	expect(sent()).toEqual([`eInvoice VAT ${cvr}`]);
	await run(order({ CVR: cvr }));
	expect(sent()).toHaveLength(1);
});

test('private customers, and businesses without a number, get an e-mail', async () => {
	for (const one of [shopifyOrder(), order({})]) {
		engine.reset();
		expect((await run(one)).row).toMatchObject({ outcome: 'invoiced', warnings: [] });
		expect(sent()).toEqual(['mail mia@example.com']);
	}
	engine.reset();
	expect((await run(shopifyOrder(), { sendByEmail: false })).row).toMatchObject({ furthestStep: 'paid' });
	expect(sent()).toEqual([]);
});

test('an EAN number that cannot be one is refused before anything is written', async () => {
	const given = order({ EAN: '579000012345', CVR: cvr });
	const { error } = await run(given);
	expect(error?.message).toMatch(/"579000012345", the EAN number of order #1001, does not have 13 digits/);
	expect(error?.description).toMatch(/Correct the EAN number in the shop/);
	expect(engine.writes()).toEqual([]);

	const { row } = await run(given, { sendEInvoice: false });
	expect(row).toMatchObject({ outcome: 'invoiced', warnings: [expect.stringMatching(/no EAN number/)] });
	expect(contact()).toMatchObject({ vatNumber: cvr, eanNumber: null });
});

test('an order for another office than the contact in Dinero is refused before anything is written', async () => {
	await run(order({ EAN: ean, CVR: cvr }));
	const writes = engine.writes().length;
	const other = order(
		{ EAN: '5790000555555', CVR: cvr },
		{ id: 5502, admin_graphql_api_id: 'gid://shopify/Order/5502', name: '#1002' },
	);
	for (const operationName of ['createInvoice', 'preview']) {
		const { error } = await run(other, {}, { operation: operationName });
		expect(error?.message).toMatch(
			/to the EAN number 5790000555555, and the contact Holm ApS has the EAN number/,
		);
	}
	expect(engine.writes()).toHaveLength(writes);
	contact().eanNumber = null;
	expect((await run(other)).error?.message).toMatch(/Holm ApS has no EAN number in Dinero/);
	contact().eanNumber = ean;
	// Another office of the same company, as a contact of its own.
	const office = await engine.run(
		operation('contact', 'create', {
			name: 'Holm ApS, Odense',
			additionalFields: { vatNumber: cvr, eanNumber: '5790000555555' },
		}),
	);
	expect(office.error).toBeUndefined();
	expect((await run(other)).row).toMatchObject({ outcome: 'invoiced', contactName: 'Holm ApS, Odense' });
	expect(sent()).toEqual([`eInvoice GLN ${ean}`, 'eInvoice GLN 5790000555555']);
});

test('where Dinero refuses the e-invoice, it goes by e-mail if that is chosen too, with the reason', async () => {
	const refused = async (options: object) => {
		engine.reset();
		const bare = { matchBy: ['externalReference'], ...options };
		await run(order({ CVR: cvr }), bare, { whatToDo: 'draft' });
		contact().vatNumber = null;
		return (await run(order({ CVR: cvr }), bare)).row;
	};
	const warning = expect.stringMatching(/^Dinero refused the e-invoice\./);
	expect(await refused({})).toMatchObject({ furthestStep: 'sent', warnings: [warning] });
	expect(sent()).toEqual(['mail mia@example.com']);
	expect(await refused({ sendByEmail: false })).toMatchObject({ furthestStep: 'paid', warnings: [warning] });
	expect(sent()).toEqual([]);
});

test('drafts are not sent, not even when a person booked one in the meantime', async () => {
	const draft = { whatToDo: 'draft' };
	await run(order({ CVR: cvr }), {}, draft);
	const [invoice] = [...organization().invoices.values()];
	const { error } = await engine.run(operation('invoice', 'book', { invoiceId: picked(invoice.guid) }));
	expect(error).toBeUndefined();
	await run(order({ CVR: cvr }), {}, draft);
	expect(sent()).toEqual([]);
});
