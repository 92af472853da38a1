import { Books, document, line } from './harness';

const generate = 'post_v1_organizationId_invoices_guid_generate_creditnote';
const creditPayments = 'get_v1_organizationId_sales_creditnotes_guid_payments';

describe('a credit note for an invoice', () => {
	test('is set off in full when booked; an unpaid invoice is then paid', () => {
		const books = new Books();
		const invoice = books.booked();
		const draft = books.json(generate, { path: { guid: invoice.Guid } });
		const creditNote = books.book(draft, {}, 'sales_creditnotes');
		expect(creditNote).toMatchObject({
			Number: 2,
			TotalInclVat: 125,
			PaymentStatus: 'Paid',
			Status: 'Booked',
		});
		expect(books.invoice(invoice.Guid).PaymentStatus).toBe('Paid');
		expect(books.payments(invoice.Guid)).toMatchObject({
			RemainingAmount: 0,
			Payments: [
				{ Amount: 125, DepositAccountNumber: null, PaymentClass: 'CreditNote', RelatedVoucherId: draft.Guid },
			],
		});
		expect(books.json(creditPayments, { path: { guid: draft.Guid } })).toMatchObject({
			RemainingAmount: 0,
			Payments: [{ PaymentClass: 'Invoice' }],
		});
		expect([books.balance(53000), books.balance(1000), books.balance(64000)]).toEqual([0, 0, 0]);
	});

	test('on a paid invoice leaves minus the credited amount, which a negative payment of just that closes', () => {
		const books = new Books();
		const invoice = books.booked({ ProductLines: [line(125), line(62.5)] });
		books.pay(invoice.Guid, 187.5);
		books.booked({ CreditNoteFor: invoice.Guid, ProductLines: [line(62.5)] }, 'sales_creditnotes');
		expect(books.payments(invoice.Guid).RemainingAmount).toBe(-62.5);
		expect(books.invoice(invoice.Guid).PaymentStatus).toBe('OverPaid');
		books.pay(invoice.Guid, -62.5);
		expect(books.payments(invoice.Guid).RemainingAmount).toBe(0);
		expect([books.balance(55120), books.balance(53000), books.balance(1000)]).toEqual([125, 0, -100]);
	});

	test('a set-off cannot be deleted as a payment', () => {
		const books = new Books();
		const invoice = books.booked();
		books.book(books.json(generate, { path: { guid: invoice.Guid }, body: {} }), {}, 'sales_creditnotes');
		const [setOff] = books.payments(invoice.Guid).Payments;
		expect(
			books.refused('delete_v1_organizationId_invoices_guid_payments_paymentGuid', {
				path: { guid: invoice.Guid, paymentGuid: setOff.Guid },
				body: { Timestamp: books.invoice(invoice.Guid).TimeStamp },
			}).code,
		).toBe(45);
	});

	test('in a foreign currency books the difference of the two rates', () => {
		const books = new Books();
		books.world.rates.set('EUR', 746);
		const contact = books.contact();
		const lines = {
			ContactGuid: contact,
			Currency: 'EUR',
			ProductLines: [line(100, { AccountNumber: 1100 })],
		};
		const invoice = books.booked(lines);
		books.world.rates.set('EUR', 744);
		books.booked({ ...lines, CreditNoteFor: invoice.Guid }, 'sales_creditnotes');
		expect([books.balance(53000), books.balance(1100), books.balance(1445)]).toEqual([0, -2, 2]);
	});

	test('is refused for an unknown or unbooked invoice, and in another currency when booked', () => {
		const books = new Books();
		const draft = books.draft({ ContactGuid: books.contact() });
		const create = (more: object) =>
			books.refused('post_v1_organizationId_sales_creditnotes', { body: document(more) }).validationErrors;
		expect(create({ CreditNoteFor: draft.Guid })).toHaveProperty('CreditNoteFor');
		expect(create({ CreditNoteFor: '33333333-1111-4111-8111-111111111111' })).toHaveProperty('CreditNoteFor');
		const invoice = books.book(draft);
		const other = books.draft(
			{ ContactGuid: books.contact(), Currency: 'EUR', CreditNoteFor: invoice.Guid },
			'sales_creditnotes',
		);
		expect(
			books.refused('post_v1_organizationId_sales_creditnotes_guid_book', {
				path: { guid: other.Guid },
				body: { Timestamp: other.TimeStamp },
			}).validationErrors,
		).toHaveProperty('Currency');
	});
});

describe('a credit note of its own', () => {
	test('stays open until it is paid out', () => {
		const books = new Books();
		const creditNote = books.booked({}, 'sales_creditnotes');
		expect(creditNote.PaymentStatus).toBe('Booked');
		expect(books.balance(53000)).toBe(-125);
		books.json('post_v1_organizationId_sales_creditnotes_guid_payments', {
			path: { guid: creditNote.Guid },
			body: {
				Timestamp: creditNote.TimeStamp,
				DepositAccountNumber: 55000,
				RemainderIsFee: false,
				Description: 'Paid out',
				Amount: 125,
			},
		});
		expect(books.json(creditPayments, { path: { guid: creditNote.Guid } }).RemainingAmount).toBe(0);
		expect([books.balance(53000), books.balance(55000)]).toEqual([0, -125]);
	});

	test('has a number of its own series when the switch says so', () => {
		const books = new Books({ switches: { numberSeries: 'own' } });
		expect(books.booked().Number).toBe(1);
		expect(books.booked({}, 'sales_creditnotes').Number).toBe(1);
		expect(books.booked().Number).toBe(2);
	});
});
