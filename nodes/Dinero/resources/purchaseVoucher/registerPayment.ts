import { paymentForm, registerDocumentPayment } from '../../documents/payments';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseVoucherField } from '../../purchases/voucher';

export const registerPayment: Operation = {
	value: 'registerPayment',
	name: 'Register Payment',
	action: 'Register a payment of a purchase voucher',
	description: 'Record that a purchase on credit was paid, or a part of it',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.getPayments', 'purchaseVoucher.registerPayment'],
	fields: [organization, purchaseVoucherField, ...paymentForm('purchaseVoucher')],
	async run(context) {
		return await registerDocumentPayment(context, 'purchaseVoucher');
	},
};
