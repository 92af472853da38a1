import { updateDraft } from '../../documents/drafts';
import { readCurrency } from '../../documents/fields';
import { keepsLines } from '../../documents/rows';
import { collection, documentFields } from '../../fields/documents';
import { simplify } from '../../fields/lists';
import { contact, file, guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseLineAsWritten, withZone } from '../../purchases/asWritten';
import { purchaseLinesOrKeep, readPurchaseLines } from '../../purchases/lines';
import { present } from '../../values/present';
import { shownPurchaseCreditNote } from './shown';
import type { PurchaseCreditNote } from './shown';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a purchase credit note',
	description: 'Change a draft; what is not given stays as it is',
	endpoints: ['purchaseCreditNote.get', 'purchaseCreditNote.update'],
	fields: [
		organization,
		guidField(
			'Purchase Credit Note ID',
			'purchaseCreditNoteId',
			"The ID that 'Create' gave; Dinero has no list of them",
		),
		...purchaseLinesOrKeep,
		collection('Update Fields', 'updateFields', [
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
			contact({ displayName: 'Supplier' }),
		]),
		simplify,
	],
	async run(context) {
		const guid = context.id('purchaseCreditNoteId');
		const fields = context.group('updateFields');
		const day = fields.optionalDay('date');
		const given = present({
			CreditNoteFor: fields.optionalId('creditNoteFor'),
			FileGuid: fields.optionalText('fileId'),
			Currency: readCurrency(fields),
			Date: day === undefined ? undefined : `${day}T00:00:00Z`,
			ContactGuid: fields.optionalId('contactId'),
			Lines: keepsLines(context) ? undefined : readPurchaseLines(context),
		});
		if (Object.keys(given).length === 0)
			throw context.unusable(
				'updateFields',
				'holds nothing to change',
				'Add the fields that shall be changed.',
			);
		const document = await updateDraft<PurchaseCreditNote>(
			context,
			'purchaseCreditNote',
			guid,
			async (before) => {
				const { CreditNoteFor, FileGuid, ContactGuid, Date, Currency } = before;
				const Lines = (before.Lines ?? []).map(purchaseLineAsWritten);
				return await Promise.resolve({
					CreditNoteFor,
					FileGuid,
					ContactGuid,
					Date: withZone(Date),
					Currency,
					Lines,
					...given,
				});
			},
		);
		return shownPurchaseCreditNote(document, context.boolean('simplify'));
	},
};
