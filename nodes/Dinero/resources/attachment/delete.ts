import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { documentFields, readChosenDocument } from './document';

export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an attachment',
	description: 'Take a file off a document; the file itself stays',
	endpoints: ['attachment.unbind'],
	fields: [organization, ...documentFields, file()],
	async run(context) {
		const { documentGuid } = readChosenDocument(context);
		const fileGuid = context.text('fileId');
		const organizationId = await context.organizationId();
		await context.dinero.call('attachment.unbind', { organizationId, path: { documentGuid, fileGuid } });
		return { deleted: true, DocumentId: documentGuid, FileGuid: fileGuid };
	},
};
