import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { documentFields, readChosenDocument } from './document';

export const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add an attachment',
	description: 'Attach an uploaded file to a document, so that it is sent along',
	endpoints: ['attachment.bind'],
	fields: [
		organization,
		...documentFields,
		file(),
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. terms.pdf',
			description: 'The name under which the customer sees it',
		},
	],
	async run(context) {
		const { documentGuid } = readChosenDocument(context);
		const fileGuid = context.text('fileId');
		const fileName = context.text('fileName');
		const organizationId = await context.organizationId();
		await context.dinero.call('attachment.bind', {
			organizationId,
			path: { documentGuid, fileGuid, fileName },
		});
		return { attached: true, DocumentId: documentGuid, FileGuid: fileGuid, FileName: fileName };
	},
};
