import { madeOnce, newId } from '../../documents/create';
import type { CreditNote } from '../../documents/creditNotes';
import { shownCreditNote } from '../../documents/creditNotes';
import { bookField, bookIfWanted } from '../../documents/drafts';
import { readDocumentFields } from '../../documents/fields';
import { formLines } from '../../documents/salesDocuments';
import { collection } from '../../fields/documents';
import { lines } from '../../fields/lines';
import { simplify, withOutcome } from '../../fields/lists';
import { contact, invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { creditNoteFields } from './fields';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a credit note',
	description: 'Make a credit note with lines of its own, for an invoice or on its own',
	endpoints: ['creditNote.create', 'creditNote.get', 'creditNote.book', 'sale.getSettings', 'product.get'],
	fields: [
		organization,
		contact(),
		...lines,
		bookField,
		collection('Additional Fields', 'additionalFields', [
			...creditNoteFields,
			invoice(
				{ displayName: 'Credits Invoice', description: 'The invoice that it credits' },
				'searchBookedInvoices',
			),
		]),
		simplify,
	],
	async run(context) {
		const ContactGuid = context.id('contactId');
		const additional = context.group('additionalFields');
		const chosenId = additional.optionalId('ownId');
		const Guid = newId(chosenId);
		const CreditNoteFor = additional.optionalId('invoiceId');
		const fields = readDocumentFields(additional);
		const body = present({ Guid, ContactGuid, CreditNoteFor, ...(await formLines(context)), ...fields });
		const organizationId = await context.organizationId();
		const outcome = await madeOnce(
			context.dinero.call('creditNote.create', { organizationId, body }),
			chosenId,
		);
		const document = await bookIfWanted<CreditNote>(context, 'creditNote', Guid);
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownCreditNote(document, isSimple), isSimple);
	},
};
