import type { ShopOrder } from '../../orders';
import type { ProductState } from '../../transfer/productPort';
import { createInvoice } from '../../transfer/createInvoice';
import type { TransferOutcome } from '../../transfer/outcome';
import type { DineroPort } from '../../transfer/port';
import { previewInvoice } from '../../transfer/previewInvoice';
import type { Fault, FaultKind } from './memoryDinero';
import { MemoryDinero } from './memoryDinero';
import { order, settings } from './sampleOrders';
import { exploreOrders, type Hooks, type World } from './scheduler';

const [coffee, shipping] = order().lines;

/** An order with these SKUs, one piece of each. */
function withSkus(skus: string[], change: Partial<ShopOrder> = {}): ShopOrder {
	const lines = skus.map((sku, index) => ({ ...coffee, id: String(index), sku, text: `Kaffe ${sku}` }));
	return order({
		lines: [...lines, shipping],
		total: 29900 * skus.length + 10000,
		tax: 5980 * skus.length + 2000,
		payments: [{ ...order().payments[0], amount: 29900 * skus.length + 10000 }],
		...change,
	});
}

const use = settings({ products: 'use' });
const create = settings({ products: 'create' });

function invoiceLines(dinero: MemoryDinero) {
	const [invoice] = [...dinero.documents.values()];
	return invoice.draft.lines.map(
		({ productGuid, description, comments, accountNumber, baseAmountValue }) => ({
			number: productGuid === undefined ? undefined : dinero.products.rows.get(productGuid)?.number,
			...{ description, comments, accountNumber, baseAmountValue },
		}),
	);
}

const living = (dinero: MemoryDinero) => dinero.products.living().map(({ number }) => number);

describe('the product whose number is the SKU', () => {
	it('is put on the line, and takes no further request; text, account and price stay those of the order', async () => {
		const dinero = new MemoryDinero();
		dinero.addContact({ name: 'Anna Berg', email: 'anna@example.com' });
		dinero.products.add({ number: 'a-1', name: 'House blend', price: 1, accountNumber: 1350 });
		const port = dinero.port();
		const outcome = await createInvoice(withSkus(['A-1', 'B-2']), use, port);
		expect(outcome).toMatchObject({ outcome: 'invoiced', invoiceTotal: '698.00', calls: { order: 6 } });
		expect(invoiceLines(dinero)).toEqual([
			{
				number: 'a-1',
				description: 'Kaffe A-1',
				comments: 'Kaffe A-1\nA-1',
				accountNumber: 1000,
				baseAmountValue: 299,
			},
			{
				number: undefined,
				description: 'Kaffe B-2',
				comments: 'B-2',
				accountNumber: 1000,
				baseAmountValue: 299,
			},
			{
				number: undefined,
				description: 'Fragt',
				comments: undefined,
				accountNumber: 1350,
				baseAmountValue: 100,
			},
		]);
		expect(living(dinero)).toEqual(['a-1']);
		expect(outcome.created).not.toContain('product B-2');
	});

	it('is not asked for unless the settings want it', async () => {
		const dinero = new MemoryDinero();
		dinero.products.add({ number: 'A-1', name: 'House blend' });
		const port = dinero.port();
		const asked = jest.spyOn(port.products, 'list');
		await createInvoice(withSkus(['A-1']), settings(), port);
		expect(asked).not.toHaveBeenCalled();
		expect(invoiceLines(dinero)[0].number).toBeUndefined();
	});

	it('has its name once where the order calls it the same', async () => {
		const dinero = new MemoryDinero();
		dinero.products.add({ number: 'A-1', name: 'Kaffe A-1' });
		await createInvoice(withSkus(['A-1']), use, dinero.port());
		expect(invoiceLines(dinero)[0]).toMatchObject({ number: 'A-1', comments: 'A-1' });
	});

	it('is the one written exactly alike, else the oldest', async () => {
		const dinero = new MemoryDinero();
		dinero.products.add({ number: 'a-1', name: 'Small letters' });
		dinero.products.add({ number: 'A-1', name: 'Younger', createdAt: '2026-11-20T12:00:00' });
		const oldest = dinero.products.add({ number: 'A-1', name: 'Older', createdAt: '2026-01-01T12:00:00' });
		await createInvoice(withSkus(['A-1']), create, dinero.port());
		const [invoice] = [...dinero.documents.values()];
		expect(invoice.draft.lines[0].productGuid).toBe(oldest.guid);
		expect(living(dinero)).toEqual(['a-1', 'A-1', 'A-1']);
	});

	it('is looked for anew when the one that is remembered was deleted', async () => {
		const dinero = new MemoryDinero();
		const gone = dinero.products.add({ number: 'A-1', name: 'Gone', deleted: true });
		dinero.products.add({ number: 'A-1', name: 'There' });
		const rememberedProducts = [gone as ProductState];
		const outcome = await createInvoice(withSkus(['A-1']), use, dinero.port({ rememberedProducts }));
		expect(outcome).toMatchObject({ outcome: 'invoiced' });
		expect(invoiceLines(dinero)[0]).toMatchObject({ number: 'A-1', comments: 'Kaffe A-1\nA-1' });
	});
});

describe('a product that is missing', () => {
	it('is made once for all lines that need it, with three requests', async () => {
		const dinero = new MemoryDinero();
		dinero.addContact({ name: 'Anna Berg', email: 'anna@example.com' });
		const port = dinero.port();
		const outcome = await createInvoice(withSkus(['A-1', 'B-2', 'a-1']), create, port);
		expect(outcome).toMatchObject({
			outcome: 'invoiced',
			created: ['product A-1', 'product B-2', 'invoice', 'booking', 'payment shopify_payments'],
			calls: { order: 6 + 2 * 3 },
		});
		expect(port.log.slice(3, 9)).toEqual([
			'findProducts',
			'createProduct',
			'findProducts',
			'findProducts',
			'createProduct',
			'findProducts',
		]);
		expect(invoiceLines(dinero).map(({ number }) => number)).toEqual(['A-1', 'B-2', 'A-1', undefined]);
		expect([...dinero.products.rows.values()]).toMatchObject([
			{ number: 'A-1', name: 'Kaffe A-1', price: 239.2, accountNumber: 1000 },
			{ number: 'B-2' },
		]);
		const again = await createInvoice(withSkus(['A-1', 'B-2', 'a-1']), create, dinero.port());
		expect(again).toMatchObject({ outcome: 'alreadyTransferred', calls: { order: 1 } });
	});

	it('is not made when the totals do not fit, and not by a preview', async () => {
		const dinero = new MemoryDinero();
		dinero.rounding = 'net';
		const odd = { ...coffee, gross: 9997, net: 7998, tax: 1999, sku: 'A-1' };
		const unmet = order({ lines: [odd], total: 9997, tax: 1999, payments: [] });
		const outcome = await createInvoice(unmet, create, dinero.port());
		expect(outcome).toMatchObject({ outcome: 'refused', reason: { code: 'totalsDiffer' }, created: [] });
		const shown = await previewInvoice(withSkus(['B-2']), create, dinero.port());
		expect(shown).toMatchObject({ outcome: 'previewed' });
		expect(shown.warnings.join()).toContain('No product B-2 was found');
		expect(living(dinero)).toEqual([]);
	});

	it("that Dinero refuses stops the order before its invoice, with Dinero's own reason", async () => {
		const dinero = new MemoryDinero();
		const port = dinero.port();
		port.products.create = async () =>
			await Promise.resolve({ outcome: 'refused', message: 'No such account.', advice: 'Choose one.' });
		const outcome = await createInvoice(withSkus(['A-1']), create, port);
		expect(outcome).toMatchObject({
			outcome: 'refused',
			reason: { code: 'productRefused', message: 'Dinero refused the product A-1. No such account.' },
		});
		expect(dinero.documents.size).toBe(0);
	});
});

describe('one product for a SKU, whatever happens', () => {
	const run = async (port: DineroPort) => await createInvoice(withSkus(['A-1', 'B-2']), create, port);
	const booksWithout = async () => {
		const dinero = new MemoryDinero();
		const port = dinero.port();
		await run(port);
		return { books: dinero.dump(), requests: port.log };
	};

	it('every fault at every request, then run again: the books are those of a run without the fault', async () => {
		const { books, requests } = await booksWithout();
		expect(requests.filter((name) => name === 'createProduct')).toHaveLength(2);
		for (let at = 0; at < requests.length; at++) {
			for (const kind of ['before', 'after'] as FaultKind[]) {
				const dinero = new MemoryDinero();
				const port = dinero.port({ faults: [{ at, kind }] });
				await run(port).catch(() => undefined);
				expect({ at, kind, unconsumed: port.unconsumed }).toEqual({ at, kind, unconsumed: [] });
				await run(dinero.port());
				expect({ at, kind, books: dinero.dump() }).toEqual({ at, kind, books });
			}
		}
	});

	it('a product whose answer was lost is not made again, and counts as made by this run', async () => {
		const { requests } = await booksWithout();
		const dinero = new MemoryDinero();
		const faults: Fault[] = [{ at: requests.indexOf('createProduct'), kind: 'after' }];
		const outcome = await run(dinero.port({ faults }));
		expect(outcome).toMatchObject({ outcome: 'invoiced' });
		expect(outcome.created).toEqual(expect.arrayContaining(['product A-1', 'product B-2']));
		expect(dinero.products.rows.size).toBe(2);
	});

	/** Two processes, none of which remembers any product, and every order of their requests. */
	async function explore(orders: ShopOrder[], sameSecond: boolean, check: (dinero: MemoryDinero) => void) {
		return await exploreOrders((): World => {
			const dinero = new MemoryDinero();
			dinero.addContact({ name: 'Anna Berg', email: 'anna@example.com' });
			dinero.products.sameSecond = sameSecond;
			return {
				fingerprint: () => dinero.fingerprint(),
				runs: orders.map((one) => async (hooks: Hooks) => {
					const port = dinero.port({ ...hooks, rememberedProducts: [] });
					return await createInvoice(one, create, port);
				}),
				check: (results) => {
					for (const result of results) {
						expect((result as TransferOutcome).outcome).toMatch(/^(invoiced|alreadyTransferred)$/);
					}
					check(dinero);
				},
			};
		});
	}
	const other = withSkus(['A-1'], {
		id: '2',
		payments: [{ ...order().payments[0], amount: 39900, transactionId: '9002' }],
	});

	it.each([false, true])(
		'two orders at once with the same new SKU: one product on both (within one second: %s)',
		async (sameSecond) => {
			const found = await explore([withSkus(['A-1']), other], sameSecond, (dinero) => {
				expect(living(dinero)).toEqual(['A-1']);
				const [product] = dinero.products.living();
				for (const { draft } of dinero.documents.values()) {
					expect(draft.lines[0].productGuid).toBe(product.guid);
				}
			});
			expect(found.states).toBeGreaterThan(50);
		},
		60_000,
	);

	it('one order delivered twice at once: one product, one invoice', async () => {
		await explore([withSkus(['A-1']), withSkus(['A-1'])], false, (dinero) => {
			expect(living(dinero)).toEqual(['A-1']);
			expect(dinero.documents.size).toBe(1);
		});
	}, 60_000);
});
