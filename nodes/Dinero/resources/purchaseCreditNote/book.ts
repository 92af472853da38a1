import { bookDocument } from '../../documents/drafts';
import { simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseCreditNoteField } from './form';
import { shownPurchaseCreditNote } from './shown';
import type { PurchaseCreditNote } from './shown';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book a purchase credit note',
	description: 'Let a draft count in the books; this cannot be undone',
	endpoints: ['purchaseCreditNote.get', 'purchaseCreditNote.book'],
	fields: [organization, purchaseCreditNoteField, simplify],
	async run(context) {
		const guid = context.id('purchaseCreditNoteId');
		const { document, outcome } = await bookDocument<PurchaseCreditNote>(context, 'purchaseCreditNote', guid);
		return { outcome, ...shownPurchaseCreditNote(document, context.boolean('simplify')) };
	},
};
