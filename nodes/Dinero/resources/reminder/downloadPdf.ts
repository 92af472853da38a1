import { outputField, putFile } from '../../fields/files';
import { invoice, organization, reminder } from '../../fields/locators';
import type { Operation } from '../../operation';

export const downloadPdf: Operation = {
	value: 'downloadPdf',
	name: 'Download PDF',
	action: 'Download a reminder as PDF',
	description: 'Get a reminder as a PDF file',
	endpoints: ['reminder.getPdf'],
	fields: [organization, invoice(), reminder(), outputField],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const id = context.whole('reminderId', { minimum: 0 });
		const field = context.text('outputField');
		const organizationId = await context.organizationId();
		const pdf = await context.dinero.download('reminder.getPdf', {
			organizationId,
			path: { voucherGuid, id },
		});
		return await putFile(
			context,
			field,
			{ ...pdf, fileName: `reminder-${id}.pdf` },
			{ Id: id, invoiceId: voucherGuid },
		);
	},
};
