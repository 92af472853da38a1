import { madeOnce, newId } from '../../documents/create';
import type { CreditNote } from '../../documents/creditNotes';
import { shownCreditNote } from '../../documents/creditNotes';
import { bookField, bookIfWanted } from '../../documents/drafts';
import { readDocumentFields } from '../../documents/fields';
import { readBooked } from '../../documents/kinds';
import type { Invoice } from '../../documents/shown';
import { collection } from '../../fields/documents';
import { simplify, withOutcome } from '../../fields/lists';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { creditNoteFields } from './fields';
import { creditLines, readCreditLines } from './lines';

export const createFromInvoice: Operation = {
	value: 'createFromInvoice',
	name: 'Create From Invoice',
	action: 'Create a credit note from an invoice',
	description: 'Credit a booked invoice, whole or some of its lines, with the same accounts and VAT',
	endpoints: ['invoice.get', 'creditNote.create', 'creditNote.get', 'creditNote.book'],
	fields: [
		organization,
		invoice({}, 'searchBookedInvoices'),
		...creditLines,
		bookField,
		collection('Additional Fields', 'additionalFields', creditNoteFields),
		simplify,
	],
	async run(context) {
		const guid = context.id('invoiceId');
		const additional = context.group('additionalFields');
		const fields = readDocumentFields(additional);
		const chosenId = additional.optionalId('ownId');
		const Guid = newId(chosenId);
		const credited = await readBooked<Invoice>(context, 'invoice', guid, 'a credit note');
		const organizationId = await context.organizationId();
		const body = {
			Guid,
			ContactGuid: credited.ContactGuid,
			CreditNoteFor: guid,
			ShowLinesInclVat: credited.ShowLinesInclVat,
			Currency: credited.Currency,
			Language: credited.Language,
			InvoiceTemplateId: credited.InvoiceTemplateId,
			Address: credited.Address,
			ProductLines: readCreditLines(context, credited),
			...fields,
		};
		const outcome = await madeOnce(
			context.dinero.call('creditNote.create', { organizationId, body }),
			chosenId,
		);
		const document = await bookIfWanted<CreditNote>(context, 'creditNote', Guid);
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownCreditNote(document, isSimple), isSimple);
	},
};
