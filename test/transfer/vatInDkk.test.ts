import { isRefusal, planInvoice } from '../../orders';
import { createInvoice } from '../../transfer/createInvoice';
import { facts, MemoryDinero } from './memoryDinero';
import { order, settings } from './sampleOrders';

const sek = order({ currency: 'SEK', payments: [] });
const [coffee] = order().lines;
const abroad = { name: 'Ola', street: 'Gata 1', postcode: '0150', city: 'Oslo', country: 'NO' };

/** Danish VAT order, § 97, 2: VAT in kroner or in euro, whatever the currency of the invoice. */
const cases: Array<[string, Parameters<typeof order>[0], string | undefined]> = [
	['kroner', {}, undefined],
	['euro', { currency: 'EUR' }, undefined],
	['Swedish kronor', { currency: 'SEK' }, 'Moms i danske kroner'],
	[
		'pounds, for a customer who gets English invoices',
		{ currency: 'GBP', billing: { ...abroad, country: 'SE' }, delivery: { ...abroad, country: 'SE' } },
		'VAT in Danish kroner',
	],
	[
		'Norwegian kroner on an export',
		{
			...{ currency: 'NOK', billing: abroad, delivery: abroad, total: 23920, tax: 0 },
			lines: [{ ...coffee, gross: 23920, net: 23920, tax: 0, taxNames: [] }],
		},
		undefined,
	],
];
test.each(cases)('an invoice in %s', (_what, change, words) => {
	const plan = planInvoice(order({ payments: [], ...change }), settings(), facts, '2026-11-20');
	if (isRefusal(plan)) throw new Error(plan.message);
	expect(plan.vatInDkk).toBe(words);
});

const comment = (dinero: MemoryDinero) => [...dinero.documents.values()][0].comment;

it('the VAT stands in the comment before the invoice is booked, at the rate of the draft', async () => {
	const dinero = new MemoryDinero();
	const port = dinero.port();
	await createInvoice(sek, settings({ action: 'book' }), port);
	// 79.80 at 746 for 100.
	expect(comment(dinero)).toBe('Ordre #1001 fra shop.example\nMoms i danske kroner: 595.31');
	expect(port.log.indexOf('updateInvoice')).toBeLessThan(port.log.indexOf('bookInvoice'));
});

it('a draft that says it already, and one that is booked, are left as they are', async () => {
	const dinero = new MemoryDinero();
	await createInvoice(sek, settings({ action: 'draft' }), dinero.port());
	const [draft] = [...dinero.documents.values()];
	draft.comment = 'Hej Anna. Moms i danske kroner: 600,00';
	const port = dinero.port();
	await createInvoice(sek, settings({ action: 'book' }), port);
	expect(comment(dinero)).toBe('Hej Anna. Moms i danske kroner: 600,00');
	expect(port.log).not.toContain('updateInvoice');
	expect(draft.booked).toBe(true);
});

it('where Dinero gives no rate the invoice is made, and a warning says what is missing', async () => {
	const dinero = new MemoryDinero();
	dinero.rate = 0;
	const outcome = await createInvoice(sek, settings({ action: 'book' }), dinero.port());
	expect(outcome).toMatchObject({ outcome: 'invoiced' });
	expect(outcome.warnings.join()).toMatch(/no rate for SEK.*VAT in DKK/);
	expect(comment(dinero)).not.toMatch(/kroner/);
});

it('a draft that a person changes meanwhile is read again, and keeps the change', async () => {
	const dinero = new MemoryDinero();
	const port = dinero.port({
		gate: async (method) => {
			await Promise.resolve();
			const [draft] = [...dinero.documents.values()];
			if (method !== 'updateInvoice' || /Hej/.test(draft.comment ?? '')) return;
			draft.comment = `${draft.comment}\nHej Anna`;
			dinero.touch(draft);
		},
	});
	const outcome = await createInvoice(sek, settings({ action: 'book' }), port);
	expect(outcome).toMatchObject({ outcome: 'invoiced', created: expect.arrayContaining(['booking']) });
	expect(comment(dinero)).toBe('Ordre #1001 fra shop.example\nHej Anna\nMoms i danske kroner: 595.31');
});
