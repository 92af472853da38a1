import type { Resource } from '../../operation';
import { download } from './download';
import { getAll } from './getAll';
import { upload } from './upload';
import { uploadAttachment } from './uploadAttachment';

export const fileResource: Resource = {
	value: 'file',
	name: 'File',
	description: 'The file archive: receipts, bills and attachments',
	operations: [getAll, download, upload, uploadAttachment],
};
