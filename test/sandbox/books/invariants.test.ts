import { checkInvariants } from '../../../sandbox/dinero/books/invariants.mts';
import { Books, line } from './harness';

/** Books with one invoice half paid, and one credited. */
function sound() {
	const books = new Books();
	const open = books.booked({ ProductLines: [line(1000)] });
	books.pay(open.Guid, 400);
	const credited = books.booked();
	const note = books.json('post_v1_organizationId_invoices_guid_generate_creditnote', {
		path: { guid: credited.Guid },
	});
	books.book(note, {}, 'sales_creditnotes');
	books.draft();
	const { organization } = books;
	const invoice = organization.invoices.get(open.Guid)!;
	return {
		books,
		organization,
		invoice,
		claim: invoice.claim!,
		note: organization.creditNotes.get(note.Guid)!,
	};
}

type Sound = ReturnType<typeof sound>;

describe('the invariants', () => {
	test('hold for books that were only changed by operations', () => {
		expect(checkInvariants(sound().books.world)).toEqual([]);
	});

	test.each<[string, (parts: Sound) => void, RegExp]>([
		[
			'an entry that was changed',
			({ organization }) => {
				organization.ledger.entries[0].amount += 1;
			},
			/sums to 1 øre/,
		],
		[
			'an entry on an unknown account',
			({ organization }) => {
				organization.ledger.entries[0].accountNumber = 4711;
			},
			/unknown account 4711/,
		],
		[
			'an entry in no accounting year',
			({ organization }) => {
				organization.ledger.entries[0].date = '1999-01-01';
			},
			/no accounting year/,
		],
		[
			'an amount that is no whole øre',
			({ organization }) => {
				organization.ledger.entries[0].amount += 0.5;
			},
			/not whole øre/,
		],
		[
			'a payment that was never posted',
			({ claim }) => {
				claim.payments.push({ ...claim.payments[0], guid: 'another' });
			},
			/but 20000 remain/,
		],
		[
			'a payment that is lost',
			({ claim }) => {
				claim.payments.pop();
			},
			/but 100000 remain/,
		],
		[
			'a claim that forgot its ledger',
			({ claim }) => {
				claim.openDkk = 0;
				claim.total = 40000;
			},
			/account 53000 holds 60000 øre/,
		],
		[
			'lines that do not add up',
			({ invoice }) => {
				invoice.totals.lines[0].gross += 1;
			},
			/does not add up/,
		],
		[
			'a draft with a claim',
			({ invoice }) => {
				invoice.status = 'Draft';
			},
			/has entries/,
		],
		[
			'a booked invoice that is deleted',
			({ invoice }) => {
				invoice.deletedAt = '2026-01-01T00:00:00';
			},
			/is deleted/,
		],
		[
			'a booked invoice without a number',
			({ invoice }) => {
				invoice.number = 0;
			},
			/has no number/,
		],
		[
			'one number on two documents',
			({ invoice, note }) => {
				invoice.number = note.number;
			},
			/the number 3 is on/,
		],
		[
			'a set-off with one side',
			({ note }) => {
				note.claim!.payments = [];
			},
			/no equal other side/,
		],
	])('find %s', (_name, tamper, fault) => {
		const parts = sound();
		tamper(parts);
		expect(checkInvariants(parts.books.world).join('\n')).toMatch(fault);
	});
});
