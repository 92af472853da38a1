import { newId } from '../../documents/create';
import { bookField, bookIfWanted } from '../../documents/drafts';
import { readCurrency } from '../../documents/fields';
import { collection, documentFields } from '../../fields/documents';
import { simplify } from '../../fields/lists';
import { contact, file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseLines, readPurchaseLines } from '../../purchases/lines';
import { present } from '../../values/present';
import { danishToday } from '../../values/time';
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
			{ ...documentFields.date, description: 'Date of the credit note; empty means today' },
			file({ description: 'The file of the credit note' }),
			{
				displayName: 'Credits Purchase Voucher',
				name: 'creditNoteFor',
				type: 'string',
				default: '',
				description: 'ID of the purchase that it credits',
			},
			documentFields.ownId,
		]),
		simplify,
	],
	async run(context) {
		const ContactGuid = context.id('contactId');
		const fields = context.group('additionalFields');
		const Guid = newId(fields.optionalId('ownId'));
		const day = fields.optionalDay('date') ?? danishToday();
		const given = present({
			CreditNoteFor: fields.optionalId('creditNoteFor'),
			FileGuid: fields.optionalText('fileId'),
			Currency: readCurrency(fields),
			Date: day === undefined ? undefined : `${day}T00:00:00Z`,
		});
		const body = { Guid, ContactGuid, Lines: readPurchaseLines(context), ...given };
		const organizationId = await context.organizationId();
		await context.dinero.call('purchaseCreditNote.create', { organizationId, body });
		const document = await bookIfWanted<PurchaseCreditNote>(context, 'purchaseCreditNote', Guid);
		return shownPurchaseCreditNote(document, context.boolean('simplify'));
	},
};
