import { listPayments } from '../../documents/payments';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getPayments: Operation = {
	value: 'getPayments',
	name: 'Get Payments',
	action: 'Get the payments of a credit note',
	description: 'List the payments of one credit note and what is left to pay',
	endpoints: ['creditNote.getPayments'],
	fields: [organization, creditNote({}, 'searchBookedCreditNotes')],
	async run(context) {
		return await listPayments(context, 'creditNote');
	},
};
