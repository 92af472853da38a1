import { readBooked } from '../../documents/kinds';
import { shownInvoice, type Invoice } from '../../documents/shown';
import { outputField, putFile } from '../../fields/files';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const downloadPdf: Operation = {
	value: 'downloadPdf',
	name: 'Download PDF',
	action: 'Download an invoice as PDF',
	description: 'Get a booked invoice as a PDF file',
	endpoints: ['invoice.get', 'invoice.getPdf'],
	fields: [organization, invoice({}, 'searchBookedInvoices'), outputField],
	async run(context) {
		const guid = context.id('invoiceId');
		const field = context.text('outputField');
		const found = await readBooked<Invoice>(context, 'invoice', guid, 'a PDF');
		const organizationId = await context.organizationId();
		const pdf = await context.dinero.download('invoice.getPdf', { organizationId, path: { guid } });
		const fileName = `invoice-${found.Number}.pdf`;
		return await putFile(context, field, { ...pdf, fileName }, shownInvoice(found, true));
	},
};
