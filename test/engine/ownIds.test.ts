import { givenBookedInvoice, givenContact, operation, twoLines } from './given';
import { Engine, organizationId, picked } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.start();
}, 60_000);
beforeEach(() => engine.reset());
afterAll(async () => await engine.close());

const ownId = '5f0e8e0c-31a9-4c0c-9f0a-7d4f5f0b7a11';
const contact = async () => ({ contactId: picked(await givenContact(engine)), lines: twoLines });
const name = async () => await Promise.resolve({ name: 'Havblik Keramik' });
const supplier = async () => ({
	contactId: picked(await givenContact(engine, 'Papirhuset A/S')),
	lines: { line: [{ description: 'Paper', amount: 250, accountNumber: picked('7200') }] },
});
const invoice = async () => ({ invoiceId: picked(await givenBookedInvoice(engine)) });

/** What can be made under an ID of one's own, what it needs, the request that makes it, and where the books keep it. */
const table = [
	['contact', 'create', name, 'post_v1_organizationId_contacts', 'contacts'],
	['invoice', 'create', contact, 'post_v1_organizationId_invoices', 'invoices'],
	['creditNote', 'create', contact, 'post_v1_organizationId_sales_creditnotes', 'creditNotes'],
	['creditNote', 'createFromInvoice', invoice, 'post_v1_organizationId_sales_creditnotes', 'creditNotes'],
	['tradeOffer', 'create', contact, 'post_v1_organizationId_tradeoffers', 'tradeOffers'],
	[
		'purchaseCreditNote',
		'create',
		supplier,
		'post_v1_organizationId_vouchers_purchase_creditnotes',
		'purchaseCreditNotes',
	],
] as const;

describe.each(table)('%s %s', (resource, value, given, operationId, kept) => {
	const own = async () =>
		operation(resource, value, { ...(await given()), additionalFields: { ownId }, simplify: false });
	const inBooks = () => {
		const all = engine.dinero.world.organizations.get(organizationId)?.[kept].values() ?? [];
		return [...all].filter(({ guid }) => guid === ownId).length;
	};

	test('with an ID of its own makes one, however often it runs', async () => {
		const parameters = await own();
		const first = await engine.run(parameters);
		expect([first.error, first.row.outcome]).toEqual([undefined, 'created']);
		const again = await engine.run(parameters);
		expect([again.error, again.row.outcome]).toEqual([undefined, 'alreadyThere']);
		expect({ ...again.row, outcome: 'created' }).toEqual(first.row);
		expect(inBooks()).toBe(1);
	});

	test('whose answer is lost has made it', async () => {
		const parameters = await own();
		const fault = engine.dinero.addFault({ match: { operationId }, effect: 'cutAfter' });
		const { row, error } = await engine.run(parameters);
		expect(fault.consumed).toBe(1);
		expect([error, row.outcome]).toEqual([undefined, 'created']);
		expect(inBooks()).toBe(1);
	});
});

describe('ledgerItem create', () => {
	const parameters = operation('ledgerItem', 'create', {
		lines: {
			line: [{ amount: -100, accountNumber: picked('1050'), balancingAccountNumber: picked('55000') }],
		},
		additionalFields: { ownId },
	});
	const inBooks = () => [
		...(engine.dinero.world.organizations.get(organizationId)?.ledgerItems.keys() ?? []),
	];

	test('with an ID of its own makes one, however often it runs', async () => {
		const first = await engine.run(parameters);
		expect([first.error, first.row]).toEqual([
			undefined,
			expect.objectContaining({ created: true, Id: ownId }),
		]);
		const again = await engine.run(parameters);
		expect([again.error, again.row]).toEqual([undefined, { ...first.row, created: false }]);
		expect(inBooks()).toEqual([ownId]);
	});

	test('that is booked already is told', async () => {
		await engine.run(parameters);
		await engine.run(operation('ledgerItem', 'book', { ledgerItemId: ownId }));
		engine.dinero.world.clock.move(60_000);
		const { row, error } = await engine.run(parameters);
		expect([error, row]).toEqual([undefined, { created: false, Id: ownId }]);
	});

	test('whose answer is lost has made it', async () => {
		const operationId = 'post_v1_2_organizationId_ledgeritems';
		const fault = engine.dinero.addFault({ match: { operationId }, effect: 'cutAfter' });
		const { row, error } = await engine.run(parameters);
		expect(fault.consumed).toBe(1);
		expect([error, row.created]).toEqual([undefined, true]);
		expect(inBooks()).toEqual([ownId]);
	});
});
