import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import type { FaultEffect } from '../../sandbox/dinero/http/faults.mts';
import { createInvoice } from '../../transfer/createInvoice';
import type { LocalDinero } from './localDinero';
import { organizationId, startLocalDinero } from './localDinero';
import { order, settings } from './sampleOrders';

let local: LocalDinero;
beforeAll(async () => {
	local = await startLocalDinero({ switches: { softRules: 'refused' } });
});
afterAll(async () => await local.close());
beforeEach(() => local.reset());

const create = settings({ products: 'create' });
const [coffee, shipping] = order().lines;
const withSku = (id: string, sku: string) =>
	order({
		id,
		number: `#${id}`,
		lines: [{ ...coffee, sku }, shipping],
		payments: [{ ...order().payments[0], transactionId: `t${id}` }],
	});
const products = () =>
	[...local.dinero.world.organizations.get(organizationId)!.products.values()].filter(
		(product) => !product.deletedAt,
	);
const ofNumber = (number: string) => products().filter((product) => product.productNumber === number);
const lineOf = (guid: string | undefined) =>
	local.dinero.world.organizations.get(organizationId)!.invoices.get(guid ?? '')!.lines[0];

it('a new SKU becomes a product with the price of the shop, which the next order finds without a request', async () => {
	const first = await createInvoice(withSku('1', "K'1;x"), create, local.port());
	expect(first).toMatchObject({
		outcome: 'invoiced',
		created: ["product K'1;x", 'contact', 'invoice', 'booking', 'payment shopify_payments'],
		invoiceTotal: '399.00',
		calls: { order: 7 + 3, settings: 6 },
	});
	const [product] = ofNumber("K'1;x");
	expect(product).toMatchObject({
		name: 'Kaffe',
		baseAmountValue: 239.2,
		accountNumber: 1000,
		unit: 'parts',
	});
	expect(lineOf(first.invoiceGuid)).toMatchObject({
		productGuid: product.guid,
		description: 'Kaffe',
		comments: "K'1;x",
	});
	const second = await createInvoice(withSku('2', "K'1;x"), create, local.port());
	expect(second).toMatchObject({ outcome: 'invoiced', calls: { order: 6, settings: 0 } });
	expect(lineOf(second.invoiceGuid).productGuid).toBe(product.guid);
	expect(ofNumber("K'1;x")).toHaveLength(1);
	expect(checkInvariants(local.dinero.world)).toEqual([]);
});

it('the invoice keeps the price, account and text of the order, whatever the product says', async () => {
	await createInvoice(withSku('1', 'K-1'), create, local.port());
	const [product] = ofNumber('K-1');
	Object.assign(product, {
		name: 'House blend',
		baseAmountValue: 1,
		accountNumber: 1050,
		comment: 'Organic',
	});
	const outcome = await createInvoice(withSku('2', 'K-1'), create, local.port());
	expect(outcome).toMatchObject({ outcome: 'invoiced', invoiceTotal: '399.00', invoiceVat: '79.80' });
	expect(lineOf(outcome.invoiceGuid)).toMatchObject({ productGuid: product.guid, accountNumber: 1000 });
});

it('orders that arrive at once share the new product', async () => {
	const ids = ['1', '2', '3', '4'];
	const outcomes = await Promise.all(
		ids.map(async (id) => await createInvoice(withSku(id, 'K-1'), create, local.port())),
	);
	expect(outcomes.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'invoiced'));
	expect(ofNumber('K-1')).toHaveLength(1);
	expect(outcomes.filter(({ created }) => created.includes('product K-1'))).toHaveLength(1);
});

const effects: FaultEffect[] = [
	'cutBefore',
	'cutAfter',
	'hangAfter',
	'emptyServerErrorAfter',
	'tooMany',
	'brokenJson',
];

it('every fault at every request about products, then run again: the books as without it', async () => {
	await createInvoice(withSku('1', 'K-1'), create, local.port());
	const expected = local.books();
	const requests = local.requests();
	const about = requests.flatMap((name, index) => (/product/.test(name) ? [{ name, index }] : []));
	expect(about.map(({ name }) => name)).toEqual([
		'get_v1_organizationId_products',
		'get_v1_organizationId_products',
		'post_v1_organizationId_products',
		'get_v1_organizationId_products',
	]);
	for (const { name, index } of about) {
		for (const effect of effects) {
			if (name.startsWith('get_') && /After$/.test(effect)) continue;
			for (const times of [1, 1000]) {
				local.reset();
				const fault = local.dinero.addFault({ effect, milliseconds: 1, match: { nth: index + 1, times } });
				await createInvoice(withSku('1', 'K-1'), create, local.port()).catch(() => undefined);
				expect({ index, effect, consumed: fault.consumed > 0 }).toEqual({ index, effect, consumed: true });
				local.dinero.faults().splice(0);
				const again = await createInvoice(withSku('1', 'K-1'), create, local.port());
				expect(again.outcome).toMatch(/^(invoiced|alreadyTransferred)$/);
				expect({ index, effect, times, books: local.books() }).toEqual({
					...{ index, effect, times },
					books: expected,
				});
			}
		}
	}
}, 120_000);

it('work under one name waits for the work before it, also where that failed; other names do not wait', async () => {
	const port = local.port().products;
	const log: string[] = [];
	let release = () => undefined as void;
	const held = new Promise<void>((resolve) => (release = resolve));
	const first = port.inTurn('a', async () => {
		log.push('first begins');
		await held;
		log.push('first fails');
		throw new Error('first');
	});
	const second = port.inTurn('a', async () => await Promise.resolve(log.push('second')));
	await local.port().products.inTurn('b', async () => await Promise.resolve(log.push('other name')));
	release();
	await expect(first).rejects.toThrow('first');
	await second;
	expect(log).toEqual(['first begins', 'other name', 'first fails', 'second']);
});
