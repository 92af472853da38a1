import type { CreditNote } from '../../documents/creditNotes';
import { shownCreditNote } from '../../documents/creditNotes';
import { readBooked } from '../../documents/kinds';
import { outputField, putFile } from '../../fields/files';
import { creditNote, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const downloadPdf: Operation = {
	value: 'downloadPdf',
	name: 'Download PDF',
	action: 'Download a credit note as PDF',
	description: 'Get a booked credit note as a PDF file',
	endpoints: ['creditNote.get', 'creditNote.getPdf'],
	fields: [organization, creditNote({}, 'searchBookedCreditNotes'), outputField],
	async run(context) {
		const guid = context.id('creditNoteId');
		const field = context.text('outputField');
		const document = await readBooked<CreditNote>(context, 'creditNote', guid, 'a PDF');
		const organizationId = await context.organizationId();
		const pdf = await context.dinero.download('creditNote.getPdf', { organizationId, path: { guid } });
		const fileName = `credit-note-${document.Number}.pdf`;
		return await putFile(context, field, { ...pdf, fileName }, shownCreditNote(document, true));
	},
};
