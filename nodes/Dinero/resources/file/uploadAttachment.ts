import { uploadForm, uploadTo } from '../../fields/uploads';
import type { Operation } from '../../operation';

export const uploadAttachment: Operation = {
	value: 'uploadAttachment',
	name: 'Upload Attachment',
	action: 'Upload a file as attachment',
	description: 'Upload a file that is sent along with invoices; it does not go into the archive',
	endpoints: ['file.uploadAttachment'],
	fields: uploadForm,
	async run(context) {
		return await uploadTo(context, 'file.uploadAttachment');
	},
};
