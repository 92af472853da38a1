import type { CreditNote } from '../../documents/creditNotes';
import { shownCreditNote } from '../../documents/creditNotes';
import { bookDocument } from '../../documents/drafts';
import { bookNumber } from '../../documents/salesDocuments';
import { collection } from '../../fields/documents';
import { simplify, withOutcome } from '../../fields/lists';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book a credit note',
	description: 'Post a draft to the accounts and set it off against its invoice; this cannot be undone',
	endpoints: ['creditNote.get', 'creditNote.book'],
	fields: [
		organization,
		creditNote({ description: 'The draft to book' }, 'searchCreditNoteDrafts'),
		collection('Options', 'options', [bookNumber]),
		simplify,
	],
	async run(context) {
		const guid = context.id('creditNoteId');
		const number = context.group('options').optionalWhole('number', { minimum: 0 });
		const { document, outcome } = await bookDocument<CreditNote>(
			context,
			'creditNote',
			guid,
			number === 0 ? undefined : number,
		);
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownCreditNote(document, isSimple), isSimple);
	},
};
