import { shownCreditNote, type CreditNote } from '../../documents/creditNotes';
import { bookField, bookIfWanted } from '../../documents/drafts';
import { readBooked } from '../../documents/kinds';
import type { Invoice } from '../../documents/shown';
import { simplify } from '../../fields/lists';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const createCreditNote: Operation = {
	value: 'createCreditNote',
	name: 'Create Credit Note',
	action: 'Create a credit note for an invoice',
	description: 'Make a credit note over the whole of a booked invoice, as a draft or booked',
	endpoints: ['invoice.get', 'invoice.createCreditNote', 'creditNote.get', 'creditNote.book'],
	fields: [organization, invoice({}, 'searchBookedInvoices'), bookField, simplify],
	async run(context) {
		const guid = context.id('invoiceId');
		const found = await readBooked<Invoice>(context, 'invoice', guid, 'a credit note');
		const organizationId = await context.organizationId();
		const made = await context.dinero.call('invoice.createCreditNote', {
			organizationId,
			path: { guid },
			body: { Timestamp: found.TimeStamp },
		});
		const creditNote = await bookIfWanted<CreditNote>(context, 'creditNote', made.Guid);
		return { ...shownCreditNote(creditNote, context.boolean('simplify')), CreditNoteFor: guid };
	},
};
