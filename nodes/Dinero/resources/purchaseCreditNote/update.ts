import type { INodeProperties } from 'n8n-workflow';

import { updateDraft } from '../../documents/drafts';
import { keepsLines } from '../../documents/rows';
import { collection, documentFields } from '../../fields/documents';
import { emptyField, readEmptied, type Emptiable } from '../../fields/emptying';
import { simplify } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseLineAsWritten, withZone } from '../../purchases/asWritten';
import { purchaseLinesOrKeep, readPurchaseLines } from '../../purchases/lines';
import { present } from '../../values/present';
import { creditNoteFields, purchaseCreditNoteField, readCreditNoteFields } from './form';
import { shownPurchaseCreditNote } from './shown';
import type { PurchaseCreditNote } from './shown';

const details: INodeProperties[] = [
	documentFields.currency,
	creditNoteFields.date,
	creditNoteFields.file,
	creditNoteFields.creditNoteFor,
	contact({ displayName: 'Supplier' }),
];
const emptiable: Emptiable = { creditNoteFor: 'CreditNoteFor', fileId: 'FileGuid' };

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a purchase credit note',
	description: 'Change a draft; what is not given stays as it is',
	endpoints: ['purchaseCreditNote.get', 'purchaseCreditNote.update'],
	fields: [
		organization,
		purchaseCreditNoteField,
		...purchaseLinesOrKeep,
		collection('Update Fields', 'updateFields', [...details, emptyField(emptiable, details)]),
		simplify,
	],
	async run(context) {
		const guid = context.id('purchaseCreditNoteId');
		const fields = context.group('updateFields');
		const changed = present({
			...readCreditNoteFields(fields),
			...readEmptied(fields, emptiable),
			ContactGuid: fields.optionalId('contactId'),
			Lines: keepsLines(context) ? undefined : readPurchaseLines(context),
		});
		const given = context.changes('updateFields', changed);
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
