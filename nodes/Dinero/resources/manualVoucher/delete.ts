import { deleteDraft } from '../../documents/drafts';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { manualVoucherField } from './form';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a manual voucher',
	description: 'Remove a draft for good; a booked one is set to nothing by opposite entries',
	endpoints: ['manualVoucher.get', 'manualVoucher.delete'],
	fields: [organization, manualVoucherField],
	async run(context) {
		return await deleteDraft(context, 'manualVoucher');
	},
};
