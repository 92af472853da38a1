import { paymentForm, registerDocumentPayment } from '../../documents/payments';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const registerPayment: Operation = {
	value: 'registerPayment',
	name: 'Register Payment',
	action: 'Register a payment of a credit note',
	description: 'Record money paid back for a booked credit note',
	endpoints: ['creditNote.get', 'creditNote.getPayments', 'creditNote.registerPayment'],
	fields: [organization, creditNote({}, 'searchBookedCreditNotes'), ...paymentForm('creditNote')],
	async run(context) {
		return await registerDocumentPayment(context, 'creditNote');
	},
};
