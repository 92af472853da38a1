import { paymentForm, registerDocumentPayment } from '../../documents/payments';
import { guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const registerPayment: Operation = {
	value: 'registerPayment',
	name: 'Register Payment',
	action: 'Register a payment of a purchase voucher',
	description: 'Record that a purchase on credit was paid, or a part of it',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.getPayments', 'purchaseVoucher.registerPayment'],
	fields: [
		organization,
		guidField(
			'Purchase Voucher ID',
			'purchaseVoucherId',
			"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
		),
		...paymentForm('purchaseVoucher'),
	],
	async run(context) {
		return await registerDocumentPayment(context, 'purchaseVoucher');
	},
};
