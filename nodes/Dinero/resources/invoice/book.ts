import { bookDocument } from '../../documents/drafts';
import { bookNumber } from '../../documents/salesDocuments';
import { shownInvoice, type Invoice } from '../../documents/shown';
import { collection } from '../../fields/documents';
import { simplify, withOutcome } from '../../fields/lists';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book an invoice',
	description: 'Post a draft to the accounts and give it its number; this cannot be undone',
	endpoints: ['invoice.get', 'invoice.book'],
	fields: [
		organization,
		invoice({ description: 'The draft to book' }, 'searchInvoiceDrafts'),
		collection('Options', 'options', [bookNumber]),
		simplify,
	],
	async run(context) {
		const guid = context.id('invoiceId');
		const number = context.group('options').optionalWhole('number', { minimum: 0 });
		const { document, outcome } = await bookDocument<Invoice>(
			context,
			'invoice',
			guid,
			number === 0 ? undefined : number,
		);
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownInvoice(document, isSimple), isSimple);
	},
};
