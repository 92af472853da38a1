import { registerPayment as registerPayments } from '../../../../transfer';
import type { Operation } from '../../operation';
import { paymentEndpoints } from './endpoints';
import { paymentForm } from './form';
import { transferOrder } from './transfer';

export const registerPayment: Operation = {
	value: 'registerPayment',
	name: 'Register Payment',
	action: 'Register the payment of a shop order',
	description:
		'Register what the shop received on an invoice that is there already, such as one that a person booked',
	endpoints: paymentEndpoints,
	fields: paymentForm,
	async run(context) {
		return await transferOrder(context, registerPayments);
	},
};
