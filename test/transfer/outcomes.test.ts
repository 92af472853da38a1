import { createCreditNote } from '../../transfer/createCreditNote';
import { createInvoice } from '../../transfer/createInvoice';
import type { TransferOutcome } from '../../transfer/outcome';
import { brokenOff } from '../../transfer/outcome';
import { previewInvoice } from '../../transfer/previewInvoice';
import { registerPayment } from '../../transfer/registerPayment';
import { transferInvoice } from '../../transfer/transferInvoice';
import { MemoryDinero } from './memoryDinero';
import { plan, requestFor } from './requests';
import { order, refund, settings } from './sampleOrders';

const anna = {
	name: 'Anna Berg',
	email: 'anna@example.com',
	street: 'Storegade 1',
	zipCode: '8000',
	city: 'Aarhus',
};
const draftOnly = settings({ action: 'draft' });
const bookOnly = settings({ action: 'book' });

async function invoice(dinero: MemoryDinero, how = settings(), what = order()): Promise<TransferOutcome> {
	return await createInvoice(what, how, dinero.port());
}

async function credit(dinero: MemoryDinero, change = {}, how = settings()): Promise<TransferOutcome> {
	return await createCreditNote(refund(change), how, dinero.port());
}

/** The only document of a kind. */
function only(dinero: MemoryDinero, kind: 'invoice' | 'creditNote' = 'invoice') {
	const found = [...dinero.documents.values()].filter((document) => document.kind === kind);
	expect(found).toHaveLength(1);
	return found[0];
}

describe('what is refused, and what is written then', () => {
	async function refused(dinero: MemoryDinero, run: () => Promise<TransferOutcome>, code: string) {
		const before = dinero.dump();
		const outcome = await run();
		expect(outcome).toMatchObject({ outcome: 'refused', reason: { code } });
		expect(outcome.reason?.message).toMatch(/^[A-Z].*\.$/s);
		expect(outcome.reason?.advice).not.toBe('');
		expect(outcome.logRow.reason).toBe(outcome.reason?.message);
		expect(dinero.dump()).toEqual(before);
		return outcome;
	}

	it('an order whose total changed after it was invoiced', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero);
		const changed = order({ total: 29900, tax: 5980, lines: order().lines.slice(0, 1) });
		const outcome = await refused(
			dinero,
			async () => await invoice(dinero, settings(), changed),
			'otherContent',
		);
		expect(outcome.reason?.message).toContain('the total is 399.00 DKK, not 299.00 DKK');
		expect(outcome).toMatchObject({ furthestStep: 'booked', invoiceNumber: 1, retryable: false });
	});

	it('a draft that a person deleted', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero, draftOnly);
		only(dinero).deleted = true;
		await refused(dinero, async () => await invoice(dinero), 'draftDeleted');
	});

	it('a draft to which a person gave another customer, another line or other VAT', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero, draftOnly);
		const draft = only(dinero);
		const other = dinero.addContact({ name: 'Other Company' });
		const own = draft.contactGuid;
		draft.contactGuid = other.guid;
		await refused(dinero, async () => await invoice(dinero), 'otherContent');
		draft.contactGuid = undefined;
		await refused(dinero, async () => await invoice(dinero), 'otherContent');
		draft.contactGuid = own;
		const line = draft.lines.pop();
		await refused(dinero, async () => await invoice(dinero), 'otherContent');
		draft.lines.push(line as (typeof draft.lines)[0]);
		draft.vat = 0;
		await refused(dinero, async () => await invoice(dinero), 'vatDiffers');
		draft.vat = 7980;
		expect(await invoice(dinero)).toMatchObject({
			outcome: 'invoiced',
			furthestStep: 'paid',
			created: ['booking', 'payment shopify_payments'],
		});
	});

	it('a contact that a person deleted', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero);
		for (const contact of dinero.contacts.values()) contact.deleted = true;
		await refused(
			dinero,
			async () => await invoice(dinero, settings(), order({ id: '2' })),
			'contactDeleted',
		);
	});

	it('a total that Dinero makes another, with both figures and without a new contact', async () => {
		const dinero = new MemoryDinero();
		dinero.rounding = 'net';
		const line = { ...order().lines[0], gross: 9997, net: 7998, tax: 1999 };
		const odd = order({
			lines: [line],
			total: 9997,
			tax: 1999,
			payments: [{ ...order().payments[0], amount: 9997 }],
		});
		const outcome = await refused(dinero, async () => await invoice(dinero, settings(), odd), 'totalsDiffer');
		expect(outcome.reason?.message).toContain('99.97 DKK');
		expect(outcome.reason?.message).toContain('99.98 DKK');
		expect(dinero.contacts.size).toBe(0);

		const tolerant = settings({ tolerance: '0.05' });
		expect(await invoice(dinero, tolerant, odd)).toMatchObject({
			outcome: 'invoiced',
			invoiceTotal: '99.97',
			remaining: '0.00',
		});
		expect(only(dinero).lines.map(({ accountNumber, gross }) => [accountNumber, gross])).toEqual([
			[1000, 9998],
			[7380, -1],
		]);
		expect(await invoice(dinero, tolerant, odd)).toMatchObject({ outcome: 'alreadyTransferred' });
	});

	it('a rounding line that Dinero does not accept', async () => {
		const dinero = new MemoryDinero();
		dinero.rounding = 'net';
		dinero.refuseNegativeLines = true;
		const line = { ...order().lines[0], gross: 9997, net: 7998, tax: 1999 };
		const odd = order({ lines: [line], total: 9997, tax: 1999, payments: [] });
		await refused(
			dinero,
			async () => await invoice(dinero, settings({ tolerance: '0.05' }), odd),
			'roundingRefused',
		);
	});

	it('a difference that is larger than the tolerance', async () => {
		const dinero = new MemoryDinero();
		const rounding = { accountNumber: 7380, tolerance: 1, text: 'Afrunding' };
		const apart = (total: number) =>
			requestFor(plan({ expected: { total, vat: 7980, vatTolerance: 2 }, rounding, payments: [] }));
		await refused(dinero, async () => await transferInvoice(apart(39902), dinero.port()), 'totalsDiffer');
		await refused(dinero, async () => await transferInvoice(apart(39898), dinero.port()), 'totalsDiffer');
		expect(await transferInvoice(apart(39901), dinero.port())).toMatchObject({
			outcome: 'invoiced',
			invoiceTotal: '399.01',
		});
	});

	it('VAT that Dinero makes another', async () => {
		const dinero = new MemoryDinero();
		const request = requestFor(plan({ expected: { total: 39900, vat: 0, vatTolerance: 2 } }));
		await refused(dinero, async () => await transferInvoice(request, dinero.port()), 'vatDiffers');
	});

	it('an invoice number that is taken: the draft stays', async () => {
		const dinero = new MemoryDinero();
		dinero.usedNumbers.add(1001);
		const outcome = await invoice(dinero, settings({ numberFromOrder: true }));
		expect(outcome).toMatchObject({
			outcome: 'refused',
			furthestStep: 'checked',
			created: ['contact', 'invoice'],
			reason: { code: 'numberTaken', message: expect.stringContaining('1001') },
		});
		await refused(
			dinero,
			async () => await invoice(dinero, settings({ numberFromOrder: true })),
			'numberTaken',
		);
		dinero.usedNumbers.delete(1001);
		expect(await invoice(dinero, settings({ numberFromOrder: true }))).toMatchObject({
			outcome: 'invoiced',
			invoiceNumber: 1001,
		});
	});

	it('a payment that is more than what is left, since a person registered a part by hand', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero, bookOnly);
		const { guid, timestamp } = only(dinero);
		const byHand = {
			depositAccountNumber: 55000,
			amount: 10000,
			currency: 'DKK',
			day: '2026-11-20',
			description: 'x',
			externalReference: '',
		};
		dinero.registerPayment(guid, { ...byHand, timestamp, remainderIsFee: false });
		const outcome = await refused(dinero, async () => await invoice(dinero), 'overpayment');
		expect(outcome.reason?.message).toContain('only 299.00 DKK is left');
	});

	it('a refund without an invoice, of a draft, or of more than the rest', async () => {
		const dinero = new MemoryDinero();
		expect(await refused(dinero, async () => await credit(dinero), 'invoiceMissing')).toMatchObject({
			retryable: true,
		});
		await invoice(dinero, draftOnly);
		expect(await refused(dinero, async () => await credit(dinero), 'invoiceNotBooked')).toMatchObject({
			retryable: true,
		});
		await invoice(dinero);
		const whole = { payments: [{ ...refund().payments[0], amount: 39900 }], amount: 39900, lines: [] };
		expect(await credit(dinero, whole)).toMatchObject({ outcome: 'credited', furthestStep: 'paid' });
		await refused(dinero, async () => await credit(dinero, { id: '2' }), 'refundTooLarge');
	});

	it('a refund that could belong to two shops', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero);
		await invoice(dinero, settings(), order({ shopKey: 'other.example' }));
		await refused(dinero, async () => await credit(dinero), 'severalInvoices');
		expect(await credit(dinero, { shopKey: 'other.example' })).toMatchObject({
			outcome: 'credited',
			shopKey: 'other.example',
		});
	});
});

describe('what a person did in between is found and continued', () => {
	it('a draft that was booked by hand gets its payment', async () => {
		const dinero = new MemoryDinero();
		expect(await invoice(dinero, draftOnly)).toMatchObject({ outcome: 'invoiced', furthestStep: 'checked' });
		expect(await registerPayment(order(), settings(), dinero.port())).toMatchObject({
			reason: { code: 'invoiceNotBooked' },
		});
		expect(await invoice(dinero, draftOnly)).toMatchObject({
			outcome: 'alreadyTransferred',
			calls: { order: 1 },
		});
		dinero.book(only(dinero).guid, only(dinero).timestamp);
		expect(await invoice(dinero)).toMatchObject({
			outcome: 'invoiced',
			created: ['payment shopify_payments'],
			calls: { order: 3 },
		});
	});

	it('Register Payment pays a booked invoice once, whatever the action of the settings', async () => {
		const dinero = new MemoryDinero();
		expect(await registerPayment(order(), bookOnly, dinero.port())).toMatchObject({
			reason: { code: 'invoiceMissing' },
		});
		expect(await invoice(dinero, bookOnly)).toMatchObject({ paidAmount: '0.00', remaining: '399.00' });
		expect(
			await registerPayment(
				order({ payments: [], paymentStatus: 'unpaid', paymentMethods: [] }),
				bookOnly,
				dinero.port(),
			),
		).toMatchObject({
			outcome: 'nothingToDo',
		});
		expect(await registerPayment(order(), bookOnly, dinero.port())).toMatchObject({
			outcome: 'invoiced',
			remaining: '0.00',
		});
		expect(await registerPayment(order(), bookOnly, dinero.port())).toMatchObject({
			outcome: 'alreadyTransferred',
		});
		expect(only(dinero).payments).toHaveLength(1);
	});

	it('an invoice that is paid in full by hand is left alone', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero, bookOnly);
		const { guid, timestamp } = only(dinero);
		const byHand = {
			depositAccountNumber: 55010,
			amount: 39900,
			currency: 'DKK',
			day: '2026-11-20',
			description: 'x',
			externalReference: '',
		};
		dinero.registerPayment(guid, { ...byHand, timestamp, remainderIsFee: false });
		expect(await invoice(dinero)).toMatchObject({ outcome: 'alreadyTransferred', calls: { order: 1 } });
		const outcome = await registerPayment(order(), settings(), dinero.port());
		expect(outcome).toMatchObject({
			outcome: 'alreadyTransferred',
			warnings: [expect.stringContaining('already settled')],
		});
		expect(only(dinero).payments).toHaveLength(1);
	});

	it('an order that is paid bit by bit', async () => {
		const dinero = new MemoryDinero();
		const [first] = order().payments;
		const part = { ...first, amount: 10000 };
		const rest = { ...first, amount: 29900, transactionId: '9002' };
		expect(
			await invoice(dinero, settings(), order({ payments: [part], paymentStatus: 'partiallyPaid' })),
		).toMatchObject({
			paidAmount: '100.00',
			remaining: '299.00',
		});
		expect(await invoice(dinero, settings(), order({ payments: [part, rest] }))).toMatchObject({
			outcome: 'invoiced',
			created: ['payment shopify_payments'],
			remaining: '0.00',
		});
	});

	it('a cancelled or refunded order that is in Dinero already is no fault, and says what to do', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero);
		const cancelled = await invoice(dinero, settings(), order({ cancelled: true }));
		expect(cancelled).toMatchObject({
			outcome: 'alreadyTransferred',
			warnings: [expect.stringContaining('credit note')],
		});
		const fresh = new MemoryDinero();
		expect(await invoice(fresh, settings(), order({ cancelled: true }))).toMatchObject({
			outcome: 'nothingToDo',
		});
		expect(fresh.dump()).toEqual(new MemoryDinero().dump());
	});
});

describe('the customer', () => {
	it('is found by e-mail without regard to case, is never changed, and the oldest of several is taken', async () => {
		const dinero = new MemoryDinero();
		dinero.addContact({ ...anna, deleted: true, createdAt: '2020-01-01' });
		dinero.addContact({ ...anna, createdAt: '2026-03-01' });
		const oldest = dinero.addContact({
			...anna,
			email: 'ANNA@example.com',
			phone: '1',
			createdAt: '2025-03-01',
		} as never);
		const before = JSON.stringify([...dinero.contacts.values()]);
		expect(await invoice(dinero)).toMatchObject({
			contactGuid: oldest.guid,
			found: ['contact'],
			warnings: [expect.stringContaining('2 contacts')],
		});
		expect(JSON.stringify([...dinero.contacts.values()])).toBe(before);
	});

	it('may be refused when several fit', async () => {
		const dinero = new MemoryDinero();
		dinero.addContact(anna);
		dinero.addContact(anna);
		const outcome = await transferInvoice(requestFor(plan(), { severalContacts: 'refuse' }), dinero.port());
		expect(outcome).toMatchObject({ outcome: 'refused', reason: { code: 'severalContacts' } });
		expect(dinero.documents.size).toBe(0);
	});

	it.each([
		['12345674', 'DK 12 34 56 74', true],
		['DE123456789', '123456789', true],
		['DE123456789', 'DE-123.456.789', true],
		['DE123456789', 'FR123456789', false],
	])('with VAT number %s is the contact with %s: %s', async (wanted, kept, same) => {
		const dinero = new MemoryDinero();
		const contact = dinero.addContact({
			name: 'Company',
			vatNumber: kept,
			countryKey: '',
			isPerson: false,
		} as never);
		const made = plan();
		made.contact = {
			...made.contact,
			match: [{ by: 'vatNumber', value: wanted }],
			vatNumber: wanted,
			isPerson: false,
		};
		const outcome = await transferInvoice(requestFor(made), dinero.port());
		expect(outcome.contactGuid === contact.guid).toBe(same);
	});

	it('is not another company with the same e-mail address', async () => {
		const dinero = new MemoryDinero();
		dinero.addContact({ ...anna, vatNumber: '87654321' });
		const made = plan();
		made.contact = { ...made.contact, vatNumber: '12345674', isPerson: false };
		expect(await transferInvoice(requestFor(made), dinero.port())).toMatchObject({
			created: expect.arrayContaining(['contact']),
		});
	});
});

describe('a refund', () => {
	it('becomes a credit note on the accounts of the invoice, and its money a negative payment', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero);
		const outcome = await credit(dinero);
		expect(outcome).toMatchObject({
			outcome: 'credited',
			furthestStep: 'paid',
			created: ['creditNote', 'booking', 'repayment shopify_payments'],
			creditNoteNumber: 2,
			invoiceTotal: '100.00',
			remaining: '0.00',
			shopKey: 'shop.example',
		});
		expect(only(dinero, 'creditNote')).toMatchObject({
			total: 10000,
			vat: 2000,
			creditNoteFor: outcome.invoiceGuid,
		});
		expect(only(dinero, 'creditNote').lines.map(({ accountNumber }) => accountNumber)).toEqual([1350]);
		const before = dinero.dump();
		expect(await credit(dinero)).toMatchObject({ outcome: 'alreadyTransferred', created: [] });
		// The same refund inside its order names the shop; it is the same credit note all the same.
		expect(await credit(dinero, { shopKey: 'shop.example', currency: 'DKK' })).toMatchObject({
			outcome: 'alreadyTransferred',
		});
		expect(dinero.dump()).toEqual(before);
	});

	it('before its payment is registered: credited with a warning, and settled when both are run again', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero, bookOnly);
		expect(await credit(dinero)).toMatchObject({
			outcome: 'credited',
			furthestStep: 'booked',
			warnings: [expect.stringContaining('only 0.00 DKK')],
		});
		expect(await invoice(dinero)).toMatchObject({ created: ['payment shopify_payments'] });
		expect(await credit(dinero)).toMatchObject({
			created: ['repayment shopify_payments'],
			remaining: '0.00',
		});
	});
});

describe('a preview', () => {
	it('shows what would be written with the totals of Dinero, and writes nothing', async () => {
		const dinero = new MemoryDinero();
		const before = dinero.dump();
		const port = dinero.port();
		const outcome = await previewInvoice(order({ test: true }), settings(), port);
		expect(outcome).toMatchObject({
			outcome: 'previewed',
			furthestStep: 'none',
			invoiceTotal: '399.00',
			invoiceVat: '79.80',
			lines: [
				{ text: 'Kaffe', quantity: 1, price: '299.00', account: 1000 },
				{ text: 'Fragt', quantity: 1, price: '100.00', account: 1350 },
			],
			warnings: expect.arrayContaining([
				expect.stringContaining('test order'),
				expect.stringContaining('would be created'),
			]),
		});
		expect(port.log).toEqual(['getInvoice', 'findContacts', 'fetchInvoiceTotals']);
		expect(dinero.dump()).toEqual(before);
	});

	it('says when the invoice is there, and when it would be refused', async () => {
		const dinero = new MemoryDinero();
		await invoice(dinero);
		expect(await previewInvoice(order(), settings(), dinero.port())).toMatchObject({
			outcome: 'alreadyTransferred',
			invoiceNumber: 1,
		});
		const bad = order({ id: '9', total: 1 });
		expect(await previewInvoice(bad, settings(), dinero.port())).toMatchObject({ outcome: 'refused' });
	});
});

it('says how far a transfer came when it breaks off', async () => {
	const dinero = new MemoryDinero();
	const port = dinero.port({ faults: [{ at: 4, kind: 'before' }] });
	const error: unknown = await createInvoice(order(), settings(), port).catch((thrown: unknown) => thrown);
	expect(port.log[4]).toBe('createInvoice');
	expect(brokenOff(error)).toMatchObject({ furthestStep: 'contact', created: ['contact'] });
	expect(JSON.stringify(error)).not.toContain('transfer');
});
