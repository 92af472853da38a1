import { line, type Books } from './harness';

/** Checks that the tests make of sound books, and that the test of the tests makes of books that were broken on purpose. */

/** A buyer abroad does not change the VAT of a line on a Danish account, and the reverse. */
export function vatFollowsTheAccount(books: Books): void {
	const contact = books.contact({ CountryKey: 'DE' });
	const lines = [line(125), line(80, { AccountNumber: 1100 }), line(50, { AccountNumber: 1050 })];
	const booked = books.book(books.draft({ ContactGuid: contact, ProductLines: lines }));
	expect(booked).toMatchObject({
		TotalVat: 25,
		TotalExclVat: 230,
		TotalInclVat: 255,
		TotalVatableAmount: 100,
		TotalNonVatableAmount: 130,
	});
	expect([1000, 1100, 1050, 64000].map((account) => books.balance(account))).toEqual([-100, -80, -50, -25]);
}

/** A payment moves money from the debtors to its deposit account. */
export function paymentClosesTheInvoice(books: Books): void {
	const { Guid } = books.booked();
	expect([books.balance(53000), books.balance(55120)]).toEqual([125, 0]);
	books.pay(Guid, 125);
	expect(books.invoice(Guid).PaymentStatus).toBe('Paid');
	expect([books.balance(53000), books.balance(55120)]).toEqual([0, 125]);
}

/** Going through the pages gives every row once, in order, whatever the page size. */
export function pagesGiveEveryRowOnce(books: Books): void {
	const contact = books.contact();
	for (let count = 0; count < 25; count++) {
		books.booked({ ContactGuid: contact, Date: `2026-03-${String(1 + (count % 9)).padStart(2, '0')}` });
	}
	for (const pageSize of [1, 4, 25, 100]) {
		const numbers: number[] = [];
		for (let page = 0; ; page++) {
			const { Collection, Pagination } = books.json('get_v1_organizationId_invoices', {
				query: { fields: 'Number', page, pageSize },
			});
			numbers.push(...Collection.map((row: { Number: number }) => row.Number));
			expect(Pagination).toEqual({
				MaxPageSizeAllowed: 1000,
				PageSize: pageSize,
				Result: Collection.length,
				ResultWithoutFilter: 25,
				Page: page,
			});
			if (Collection.length < pageSize) break;
		}
		expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
	}
}
