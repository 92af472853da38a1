import { uploadForm, uploadTo } from '../../fields/uploads';
import type { Operation } from '../../operation';

export const upload: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload a file',
	description: 'Put a receipt or bill into the file archive, for vouchers',
	endpoints: ['file.upload'],
	fields: uploadForm,
	async run(context) {
		return await uploadTo(context, 'file.upload');
	},
};
