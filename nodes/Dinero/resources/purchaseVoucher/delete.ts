import { deleteDraft } from '../../documents/drafts';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseVoucherField } from '../../purchases/voucher';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a purchase voucher',
	description: 'Remove a draft for good; a booked one is set to nothing by opposite entries',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.delete'],
	fields: [organization, purchaseVoucherField],
	async run(context) {
		return await deleteDraft(context, 'purchaseVoucher');
	},
};
