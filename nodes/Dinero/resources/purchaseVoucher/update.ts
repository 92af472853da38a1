import { updateDraft } from '../../documents/drafts';
import { keepsLines } from '../../documents/rows';
import { simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseLinesOrKeep, readPurchaseLines } from '../../purchases/lines';
import type { PurchaseVoucher } from '../../purchases/voucher';
import { purchaseUpdateFields, purchaseVoucherField, shownPurchase } from '../../purchases/voucher';
import { changedPurchase } from './changed';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a purchase voucher',
	description: 'Change a draft; what is not given stays as it is',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.update'],
	fields: [organization, purchaseVoucherField, ...purchaseLinesOrKeep, purchaseUpdateFields, simplify],
	async run(context) {
		const guid = context.id('purchaseVoucherId');
		const fields = context.group('updateFields');
		const Lines = keepsLines(context) ? undefined : readPurchaseLines(context);
		const document = await updateDraft<PurchaseVoucher>(
			context,
			'purchaseVoucher',
			guid,
			async (before) => await Promise.resolve(changedPurchase(before, fields, Lines)),
		);
		return shownPurchase(document, context.boolean('simplify'));
	},
};
