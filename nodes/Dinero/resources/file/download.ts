import { outputField, putFile } from '../../fields/files';
import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const download: Operation = {
	value: 'download',
	name: 'Download',
	action: 'Download a file',
	description: 'Get a file of the archive',
	endpoints: ['file.download'],
	fields: [organization, file(), outputField],
	async run(context) {
		const fileGuid = context.text('fileId');
		const field = context.text('outputField');
		const organizationId = await context.organizationId();
		const downloaded = await context.dinero.download('file.download', { organizationId, path: { fileGuid } });
		return await putFile(context, field, downloaded, { FileGuid: fileGuid });
	},
};
