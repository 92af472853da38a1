import { madeOnce, newId } from '../../documents/create';
import { bookField, bookIfWanted } from '../../documents/drafts';
import { collection, documentFields } from '../../fields/documents';
import { simplify, withOutcome } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseLines, readPurchaseLines } from '../../purchases/lines';
import { present } from '../../values/present';
import { danishToday } from '../../values/time';
import { creditNoteFields, readCreditNoteFields } from './form';
import { shownPurchaseCreditNote } from './shown';
import type { PurchaseCreditNote } from './shown';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a purchase credit note',
	description: 'Make a credit note that a supplier gave, as a draft or booked',
	endpoints: ['purchaseCreditNote.create', 'purchaseCreditNote.get', 'purchaseCreditNote.book'],
	fields: [
		organization,
		contact({ displayName: 'Supplier' }),
		...purchaseLines,
		bookField,
		collection('Additional Fields', 'additionalFields', [
			documentFields.currency,
			{ ...creditNoteFields.date, description: 'Date of the credit note; empty means today' },
			creditNoteFields.file,
			creditNoteFields.creditNoteFor,
			documentFields.ownId,
		]),
		simplify,
	],
	async run(context) {
		const ContactGuid = context.id('contactId');
		const fields = context.group('additionalFields');
		const chosenId = fields.optionalId('ownId');
		const Guid = newId(chosenId);
		const body = {
			Guid,
			ContactGuid,
			Lines: readPurchaseLines(context),
			Date: `${danishToday()}T00:00:00Z`,
			...present(readCreditNoteFields(fields)),
		};
		const organizationId = await context.organizationId();
		const outcome = await madeOnce(
			context.dinero.call('purchaseCreditNote.create', { organizationId, body }),
			chosenId,
		);
		const document = await bookIfWanted<PurchaseCreditNote>(context, 'purchaseCreditNote', Guid);
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownPurchaseCreditNote(document, isSimple), isSimple);
	},
};
