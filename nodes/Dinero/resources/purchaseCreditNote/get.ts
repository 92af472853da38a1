import { callFor } from '../../documents/kinds';
import { simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseCreditNoteField } from './form';
import { shownPurchaseCreditNote } from './shown';
import type { PurchaseCreditNote } from './shown';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a purchase credit note',
	description: 'Retrieve one purchase credit note by ID',
	endpoints: ['purchaseCreditNote.get'],
	fields: [organization, purchaseCreditNoteField, simplify],
	async run(context) {
		const document = await callFor<PurchaseCreditNote>(
			context,
			'purchaseCreditNote',
			'get',
			context.id('purchaseCreditNoteId'),
		);
		return shownPurchaseCreditNote(document, context.boolean('simplify'));
	},
};
