import { deleteDocumentPayment } from '../../documents/payments';
import { guidField, organization, payment } from '../../fields/locators';
import type { Operation } from '../../operation';

export const deletePayment: Operation = {
	value: 'deletePayment',
	name: 'Delete Payment',
	action: 'Delete a payment of a purchase voucher',
	description: 'Take a registered payment back; the purchase is open again',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.getPayments', 'purchaseVoucher.deletePayment'],
	fields: [
		organization,
		guidField(
			'Purchase Voucher ID',
			'purchaseVoucherId',
			"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
		),
		payment('searchPurchasePayments'),
	],
	async run(context) {
		return await deleteDocumentPayment(context, 'purchaseVoucher');
	},
};
