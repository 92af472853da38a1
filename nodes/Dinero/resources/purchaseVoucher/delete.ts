import { deleteDraft } from '../../documents/drafts';
import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a purchase voucher',
	description: 'Remove a draft for good; a booked one is set to nothing by opposite entries',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.delete'],
	fields: [
		organization,
		guidField(
			'Purchase Voucher ID',
			'purchaseVoucherId',
			"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
		),
	],
	async run(context) {
		return await deleteDraft(context, 'purchaseVoucher');
	},
};
