import { eDocumentOptions, sendEDocument } from '../../documents/sending';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const sendECreditNote: Operation = {
	value: 'sendECreditNote',
	name: 'Send E-Credit Note',
	action: 'Send an e credit note',
	description: 'Send a booked credit note electronically to the EAN, CVR, SE or P number of the contact',
	endpoints: ['creditNote.get', 'creditNote.sendECreditNote'],
	fields: [organization, creditNote({}, 'searchBookedCreditNotes'), eDocumentOptions],
	async run(context) {
		return await sendEDocument(context, 'creditNote', 'sendECreditNote');
	},
};
