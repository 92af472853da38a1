import { listPayments } from '../../documents/payments';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseVoucherField } from '../../purchases/voucher';

export const getPayments: Operation = {
	value: 'getPayments',
	name: 'Get Payments',
	action: 'Get the payments of a purchase voucher',
	description: 'List the payments of a purchase on credit',
	endpoints: ['purchaseVoucher.getPayments'],
	fields: [organization, purchaseVoucherField],
	async run(context) {
		return await listPayments(context, 'purchaseVoucher');
	},
};
