import { bookDocument } from '../../documents/drafts';
import { simplify, withOutcome } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { PurchaseVoucher } from '../../purchases/voucher';
import { purchaseVoucherField, shownPurchase } from '../../purchases/voucher';

export const book: Operation = {
	value: 'book',
	name: 'Book',
	action: 'Book a purchase voucher',
	description: 'Let a draft count in the books; this cannot be undone',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.book'],
	fields: [organization, purchaseVoucherField, simplify],
	async run(context) {
		const guid = context.id('purchaseVoucherId');
		const { document, outcome } = await bookDocument<PurchaseVoucher>(context, 'purchaseVoucher', guid);
		const isSimple = context.boolean('simplify');
		return withOutcome(outcome, shownPurchase(document, isSimple), isSimple);
	},
};
