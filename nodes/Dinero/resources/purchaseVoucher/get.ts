import { callFor } from '../../documents/kinds';
import { simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { PurchaseVoucher } from '../../purchases/voucher';
import { purchaseVoucherField, shownPurchase } from '../../purchases/voucher';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a purchase voucher',
	description: 'Retrieve one purchase voucher by ID',
	endpoints: ['purchaseVoucher.get'],
	fields: [organization, purchaseVoucherField, simplify],
	async run(context) {
		const document = await callFor<PurchaseVoucher>(
			context,
			'purchaseVoucher',
			'get',
			context.id('purchaseVoucherId'),
		);
		return shownPurchase(document, context.boolean('simplify'));
	},
};
