import { bookDocument } from '../../documents/drafts';
import { simplify } from '../../fields/lists';
import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { PurchaseVoucher } from '../../purchases/voucher';
import { shownPurchase } from '../../purchases/voucher';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book a purchase voucher',
	description: 'Let a draft count in the books; this cannot be undone',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.book'],
	fields: [
		organization,
		guidField(
			'Purchase Voucher ID',
			'purchaseVoucherId',
			"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
		),
		simplify,
	],
	async run(context) {
		const guid = context.id('purchaseVoucherId');
		const { document, outcome } = await bookDocument<PurchaseVoucher>(context, 'purchaseVoucher', guid);
		return { outcome, ...shownPurchase(document, context.boolean('simplify')) };
	},
};
