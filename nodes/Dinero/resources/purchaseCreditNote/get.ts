import { callFor } from '../../documents/kinds';
import { simplify } from '../../fields/lists';
import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { PurchaseCreditNote } from './shown';
import { shownPurchaseCreditNote } from './shown';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a purchase credit note',
	description: 'Retrieve one purchase credit note by ID',
	endpoints: ['purchaseCreditNote.get'],
	fields: [
		organization,
		guidField(
			'Purchase Credit Note ID',
			'purchaseCreditNoteId',
			"The ID that 'Create' gave; Dinero has no list of them",
		),
		simplify,
	],
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
