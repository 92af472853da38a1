import { bookDocument } from '../../documents/drafts';
import { simplify } from '../../fields/lists';
import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { shownVoucher } from './shown';
import type { ManualVoucher } from './shown';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book a manual voucher',
	description: 'Let a draft count in the books; this cannot be undone',
	endpoints: ['manualVoucher.get', 'manualVoucher.book'],
	fields: [
		organization,
		guidField(
			'Manual Voucher ID',
			'manualVoucherId',
			"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
		),
		simplify,
	],
	async run(context) {
		const guid = context.id('manualVoucherId');
		const { document, outcome } = await bookDocument<ManualVoucher>(context, 'manualVoucher', guid);
		return { outcome, ...shownVoucher(document, context.boolean('simplify')) };
	},
};
