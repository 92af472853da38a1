import { deleteDocumentPayment } from '../../documents/payments';
import { creditNote, organization, payment } from '../../fields/locators';
import type { Operation } from '../../operation';

export const deletePayment: Operation = {
	value: 'deletePayment',
	name: 'Delete Payment',
	action: 'Delete a payment of a credit note',
	description: 'Take a registered payment back; the document is open again',
	endpoints: ['creditNote.get', 'creditNote.getPayments', 'creditNote.deletePayment'],
	fields: [organization, creditNote({}, 'searchBookedCreditNotes'), payment('searchCreditNotePayments')],
	async run(context) {
		return await deleteDocumentPayment(context, 'creditNote');
	},
};
