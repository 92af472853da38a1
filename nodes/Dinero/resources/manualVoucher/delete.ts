import { deleteDraft } from '../../documents/drafts';
import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a manual voucher',
	description: 'Remove a draft for good; a booked one is set to nothing by opposite entries',
	endpoints: ['manualVoucher.get', 'manualVoucher.delete'],
	fields: [
		organization,
		guidField(
			'Manual Voucher ID',
			'manualVoucherId',
			"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
		),
	],
	async run(context) {
		return await deleteDraft(context, 'manualVoucher');
	},
};
