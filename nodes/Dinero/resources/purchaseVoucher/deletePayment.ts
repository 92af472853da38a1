import { deleteDocumentPayment } from '../../documents/payments';
import { organization, payment } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseVoucherField } from '../../purchases/voucher';

export const deletePayment: Operation = {
	value: 'deletePayment',
	name: 'Delete Payment',
	action: 'Delete a payment of a purchase voucher',
	description: 'Take a registered payment back; the purchase is open again',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.getPayments', 'purchaseVoucher.deletePayment'],
	fields: [organization, purchaseVoucherField, payment('searchPurchasePayments')],
	async run(context) {
		return await deleteDocumentPayment(context, 'purchaseVoucher');
	},
};
