import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { organization } from '../../fields/locators';
import { inputField, readUpload } from '../../fields/uploads';
import type { Operation } from '../../operation';

export const upload: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload a file',
	description: 'Put a receipt or bill into the file archive, for vouchers',
	endpoints: ['file.upload'],
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
		const saved = await context.dinero.call('file.upload', { organizationId, upload });
		return { ...(saved as unknown as IDataObject), fileName: upload.fileName };
	},
};
