import { collection } from '../../fields/documents';
import { outputField, putFile } from '../../fields/files';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { periodFields, readStatementPeriod } from './period';

export const downloadPdf: Operation = {
	value: 'downloadPdf',
	name: 'Download PDF',
	action: 'Download a contact statement as PDF',
	description: 'Get the statement of a contact as a PDF file',
	endpoints: ['stateOfAccount.getPdf'],
	fields: [organization, contact(), outputField, collection('Options', 'options', periodFields)],
	async run(context) {
		const guid = context.id('contactId');
		const field = context.text('outputField');
		const query = readStatementPeriod(context.group('options'));
		const organizationId = await context.organizationId();
		const pdf = await context.dinero.download('stateOfAccount.getPdf', {
			organizationId,
			path: { guid },
			query,
		});
		return await putFile(
			context,
			field,
			{ ...pdf, fileName: pdf.fileName ?? 'statement.pdf' },
			{ ContactGuid: guid },
		);
	},
};
