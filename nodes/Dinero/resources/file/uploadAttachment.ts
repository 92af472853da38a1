import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { organization } from '../../fields/locators';
import { inputField, readUpload } from '../../fields/uploads';
import type { Operation } from '../../operation';

export const uploadAttachment: Operation = {
	value: 'uploadAttachment',
	name: 'Upload Attachment',
	action: 'Upload a file as attachment',
	description: 'Upload a file that is sent along with invoices; it does not go into the archive',
	endpoints: ['file.uploadAttachment'],
	fields: [
		organization,
		inputField,
		collection('Options', 'options', [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. bill-1001.pdf',
				description: "Empty means the incoming file's own name",
			},
		]),
	],
	async run(context) {
		const upload = await readUpload(context, context.group('options').optionalText('fileName'));
		const organizationId = await context.organizationId();
		const saved = await context.dinero.call('file.uploadAttachment', { organizationId, upload });
		return { ...(saved as unknown as IDataObject), fileName: upload.fileName };
	},
};
