import { presets } from '../../orders';
import { checkInvariants } from '../../sandbox/dinero/books/invariants.mts';
import type { FaultEffect } from '../../sandbox/dinero/http/faults.mts';
import { createCreditNote } from '../../transfer/createCreditNote';
import { createInvoice } from '../../transfer/createInvoice';
import type { TransferOutcome } from '../../transfer/outcome';
import type { DineroPort } from '../../transfer/port';
import type { LocalDinero } from './localDinero';
import { startLocalDinero } from './localDinero';
import { order, refund, settings } from './sampleOrders';

let local: LocalDinero;
beforeAll(async () => {
	local = await startLocalDinero();
});
afterAll(async () => await local.close());
beforeEach(() => local.reset());

const export_ = order({
	id: '2',
	number: '#1002',
	currency: 'EUR',
	customer: { id: '2', name: 'John Smith', email: "john.o'neil@example.com" },
	billing: {
		name: 'John Smith',
		street: 'High Street 1',
		postcode: '10001',
		city: 'New York',
		country: 'US',
	},
	delivery: {
		name: 'John Smith',
		street: 'High Street 1',
		postcode: '10001',
		city: 'New York',
		country: 'US',
	},
	lines: order().lines.map((line) => ({ ...line, net: line.gross, tax: 0, taxNames: [] })),
	tax: 0,
});

describe('over HTTP, against the local Dinero', () => {
	it('an order becomes one invoice, booked and paid, and is found with one request the second time', async () => {
		const first = await createInvoice(order(), settings(), local.port());
		expect(first).toMatchObject({
			outcome: 'invoiced',
			furthestStep: 'paid',
			created: ['contact', 'invoice', 'booking', 'payment shopify_payments'],
			invoiceTotal: '399.00',
			paidAmount: '399.00',
			remaining: '0.00',
			calls: { order: 7, settings: 5 },
		});
		expect(checkInvariants(local.dinero.world)).toEqual([]);
		const books = local.books();
		const second = await createInvoice(order(), settings(), local.port());
		expect(second).toMatchObject({ outcome: 'alreadyTransferred', calls: { order: 1, settings: 0 } });
		expect(local.books()).toEqual(books);
	});

	it('a foreign order of a customer with an apostrophe takes seven requests once the customer is known', async () => {
		await createInvoice({ ...export_, id: '1' }, settings(), local.port());
		const outcome = await createInvoice(export_, settings(), local.port());
		expect(outcome).toMatchObject({
			outcome: 'invoiced',
			found: ['contact'],
			remaining: '0.00',
			calls: { order: 7, settings: 0 },
		});
		const again = await createInvoice(export_, settings(), local.port());
		expect(again).toMatchObject({ outcome: 'alreadyTransferred', calls: { order: 1 } });
		expect(checkInvariants(local.dinero.world)).toEqual([]);
	});

	it('Danish VAT in another currency than euro is stated in kroner, at the rate of the invoice', async () => {
		const inSek = order({ currency: 'SEK' });
		const outcome = await createInvoice(inSek, settings({ tolerance: 0 }), local.port());
		expect(outcome).toMatchObject({ outcome: 'invoiced', invoiceTotal: '399.00', remaining: '0.00' });
		const organization = local.dinero.world.organizations.get('352100');
		const invoice = organization?.invoices.get(outcome.invoiceGuid as string);
		const vat = ((invoice?.totalDkk ?? 0) - (invoice?.netDkk ?? 0)) / 100;
		expect(vat).toBeGreaterThan(40);
		expect(invoice?.comment).toBe(`Ordre #1001 fra shop.example\nMoms i danske kroner: ${vat.toFixed(2)}`);
		expect(invoice?.status).toBe('Booked');
		expect(invoice?.lines.map((line) => [line.description, line.accountNumber])).toEqual([
			['Kaffe', 1000],
			['Fragt', 1350],
		]);
		expect(outcome.calls).toEqual({ order: 8 + 4, settings: 5 });
		expect(checkInvariants(local.dinero.world)).toEqual([]);
	});

	it.each(['line', 'document', 'net'] as const)(
		'writing it changes no amount of the draft (rounding per %s)',
		async (rounding) => {
			local.dinero.set({ rounding });
			const [coffee, shipping] = order().lines;
			for (let gross = 9995; gross < 10005; gross++) {
				const net = Math.round(gross / 1.25);
				const lines = [{ ...coffee, quantity: '3', gross, net, tax: gross - net }, shipping];
				const [total, tax] = [gross + 10000, gross - net + 2000];
				const what = order({ id: String(gross), currency: 'SEK', lines, total, tax, payments: [] });
				const outcome = await createInvoice(what, settings({ tolerance: '0.05' }), local.port());
				expect(outcome).toMatchObject({ outcome: 'invoiced', invoiceTotal: outcome.orderTotal });
				expect(outcome.warnings).toEqual([]);
			}
			expect(checkInvariants(local.dinero.world)).toEqual([]);
			local.dinero.set({ rounding: 'line' });
		},
	);

	it('neither euro, kroner nor a sale without Danish VAT needs another amount', async () => {
		for (const one of [
			order(),
			order({ id: '2', currency: 'EUR' }),
			{ ...export_, id: '3', currency: 'SEK' },
		]) {
			const outcome = await createInvoice(one, settings(), local.port());
			expect(outcome).toMatchObject({ outcome: 'invoiced' });
			const organization = local.dinero.world.organizations.get('352100');
			const invoice = organization?.invoices.get(outcome.invoiceGuid as string);
			expect(invoice?.comment).not.toMatch(/kroner/);
		}
		expect(local.requests().filter((name) => name.startsWith('put_'))).toEqual([]);
	});

	it('sends by e-mail once', async () => {
		const mailing = settings({ sendByEmail: true });
		expect(await createInvoice(order(), mailing, local.port())).toMatchObject({ furthestStep: 'sent' });
		expect(await createInvoice(order(), mailing, local.port())).toMatchObject({
			outcome: 'alreadyTransferred',
			calls: { order: 1 },
		});
		expect(local.dinero.world.outbox).toHaveLength(1);
	});

	it('stops when the order number is taken as invoice number', async () => {
		await createInvoice(order({ number: '1001' }), settings({ numberFromOrder: true }), local.port());
		const other = order({ id: '3', number: '1001' });
		const outcome = await createInvoice(other, settings({ numberFromOrder: true }), local.port());
		expect(outcome).toMatchObject({
			outcome: 'refused',
			furthestStep: 'checked',
			reason: { code: 'numberTaken' },
		});
	});
});

describe('over HTTP, each way in which Dinero may round and decide', () => {
	const odd = (gross: number): Partial<Parameters<typeof order>[0]> => {
		const net = Math.round(gross / 1.25);
		const line = { ...order().lines[0], gross, net, tax: gross - net };
		return {
			lines: [line],
			total: gross,
			tax: gross - net,
			payments: [{ ...order().payments[0], amount: gross }],
		};
	};

	it.each(['line', 'document', 'net'] as const)(
		'rounding per %s: the total is met to the smallest coin, or refused',
		async (rounding) => {
			local.dinero.set({ rounding });
			let refusals = 0;
			for (let gross = 9990; gross < 10010; gross++) {
				const what = order({ id: String(gross), ...odd(gross) });
				const strict = await createInvoice(what, settings(), local.port());
				if (strict.outcome === 'refused') {
					refusals++;
					expect(strict).toMatchObject({ reason: { code: 'totalsDiffer' }, created: [] });
				}
				const tolerant = await createInvoice(what, settings({ tolerance: '0.05' }), local.port());
				expect(tolerant).toMatchObject({ invoiceTotal: strict.orderTotal, remaining: '0.00' });
			}
			expect(refusals).toBe(rounding === 'net' ? 4 : 0);
			expect(checkInvariants(local.dinero.world)).toEqual([]);
		},
	);

	it('refused negative lines leave a refusal, never another total', async () => {
		local.dinero.set({ rounding: 'net', negativeLines: 'refused' });
		const outcome = await createInvoice(order(odd(9997)), settings({ tolerance: '0.05' }), local.port());
		expect(outcome).toMatchObject({ outcome: 'refused', reason: { code: 'roundingRefused' }, created: [] });
	});

	it.each([true, false])(
		'a draft and a contact that a person deleted are reported (guid usable again: %s)',
		async (deletedGuidReusable) => {
			local.dinero.set({ deletedGuidReusable });
			const draft = await createInvoice(order(), settings({ action: 'draft' }), local.port());
			const organization = local.dinero.world.organizations.get('352100');
			const invoice = organization?.invoices.get(draft.invoiceGuid as string);
			const contact = organization?.contacts.get(draft.contactGuid as string);
			if (!invoice || !contact) throw new Error('Not there');
			invoice.deletedAt = '2026-11-20T10:00:00';
			expect(await createInvoice(order(), settings(), local.port())).toMatchObject({
				reason: { code: 'draftDeleted' },
			});
			contact.deletedAt = '2026-11-20T10:00:00';
			const other = order({ id: '4' });
			expect(await createInvoice(other, settings(), local.port())).toMatchObject({
				reason: { code: 'contactDeleted' },
				created: [],
			});
		},
	);

	it.each([true, false])(
		'an e-mail is sent once when mails change the timestamp: %s',
		async (updatedAtMovesOnMail) => {
			local.dinero.set({ updatedAtMovesOnMail });
			local.dinero.addFault({
				effect: 'cutAfter',
				match: { operationId: 'post_v1_organizationId_invoices_guid_email' },
			});
			const outcome = await createInvoice(order(), settings({ sendByEmail: true }), local.port());
			expect(outcome).toMatchObject({ furthestStep: 'sent', created: expect.arrayContaining(['email']) });
			expect(local.dinero.world.outbox).toHaveLength(1);
		},
	);
});

interface Scene {
	prepare?: (port: () => DineroPort) => Promise<unknown>;
	run: (port: DineroPort) => Promise<TransferOutcome>;
	done: string;
}

const invoiced = async (port: () => DineroPort) =>
	await createInvoice(order(), settings(presets.danish), port());
const scenes: Record<string, Scene> = {
	'Create Invoice': {
		run: async (port) => await createInvoice(order(), settings({ sendByEmail: true }), port),
		done: 'invoiced',
	},
	'Create Invoice in a foreign currency': {
		run: async (port) => await createInvoice(export_, settings(), port),
		done: 'invoiced',
	},
	'Create Invoice with its VAT in DKK': {
		run: async (port) =>
			await createInvoice(order({ currency: 'SEK', payments: [] }), settings({ action: 'book' }), port),
		done: 'invoiced',
	},
	'Create Credit Note': {
		prepare: invoiced,
		run: async (port) => await createCreditNote(refund(), settings(), port),
		done: 'credited',
	},
};

const effects: FaultEffect[] = [
	'cutBefore',
	'cutAfter',
	'hang',
	'hangAfter',
	'tooMany',
	'emptyServerError',
	'emptyServerErrorAfter',
	'expiredToken',
	'brokenJson',
	'staleTimestamp',
];
const readings = /^get_|fetch$/;
const withTimestamp = /_book$|payments$|_email$/;

describe('every fault at every request over HTTP, then run again', () => {
	async function play(scene: Scene): Promise<TransferOutcome | Error> {
		return await scene.run(local.port()).catch((error: unknown) => error as Error);
	}

	it.each(Object.entries(scenes))(
		'%s: the books are those of a run without the fault',
		async (_name, scene) => {
			await scene.prepare?.(local.port);
			const before = local.requests().length;
			expect(await play(scene)).toMatchObject({ outcome: scene.done });
			const requests = local.requests().slice(before);
			const expected = local.books();
			expect(checkInvariants(local.dinero.world)).toEqual([]);

			for (let at = 0; at < requests.length; at++) {
				for (const effect of effects) {
					if (
						effect === 'staleTimestamp' &&
						!(requests[at].startsWith('post_') && withTimestamp.test(requests[at]))
					)
						continue;
					// Once, so that the client's own repeats are met; and on and on, so that the run breaks off.
					// A read that is lost is only a read that is lost; settings are read before anything is written.
					if (
						readings.test(requests[at]) &&
						!['cutBefore', 'tooMany', 'expiredToken', 'brokenJson'].includes(effect)
					)
						continue;
					for (const times of effect === 'staleTimestamp' ? [1] : [1, 1000]) {
						local.reset();
						await scene.prepare?.(local.port);
						const fault = local.dinero.addFault({ effect, milliseconds: 1, match: { nth: at + 1, times } });
						await play(scene);
						const where = { at, request: requests[at], effect, times };
						expect({ ...where, consumed: fault.consumed > 0 }).toEqual({ ...where, consumed: true });
						local.dinero.faults().splice(0);
						const again = await play(scene);
						expect({ ...where, again }).toMatchObject({
							again: { outcome: expect.stringMatching(/^(invoiced|credited|alreadyTransferred)$/) },
						});
						expect({ ...where, books: local.books() }).toEqual({ ...where, books: expected });
						expect(checkInvariants(local.dinero.world)).toEqual([]);
					}
				}
			}
		},
		240_000,
	);
});
