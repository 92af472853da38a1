import { bookDocument } from '../../documents/drafts';
import { simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { manualVoucherField } from './form';
import { shownVoucher } from './shown';
import type { ManualVoucher } from './shown';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book a manual voucher',
	description: 'Let a draft count in the books; this cannot be undone',
	endpoints: ['manualVoucher.get', 'manualVoucher.book'],
	fields: [organization, manualVoucherField, simplify],
	async run(context) {
		const guid = context.id('manualVoucherId');
		const { document, outcome } = await bookDocument<ManualVoucher>(context, 'manualVoucher', guid);
		return { outcome, ...shownVoucher(document, context.boolean('simplify')) };
	},
};
