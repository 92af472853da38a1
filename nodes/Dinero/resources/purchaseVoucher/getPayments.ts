import { listPayments } from '../../documents/payments';
import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getPayments: Operation = {
	value: 'getPayments',
	name: 'Get Payments',
	action: 'Get the payments of a purchase voucher',
	description: 'List the payments of a purchase on credit',
	endpoints: ['purchaseVoucher.getPayments'],
	fields: [
		organization,
		guidField(
			'Purchase Voucher ID',
			'purchaseVoucherId',
			"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
		),
	],
	async run(context) {
		return await listPayments(context, 'purchaseVoucher');
	},
};
