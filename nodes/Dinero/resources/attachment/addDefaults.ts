import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { documentFields, readChosenDocument } from './document';

export const addDefaults: Operation = {
	value: 'addDefaults',
	name: 'Add Defaults',
	action: 'Add the default attachments',
	description: "Attach the organization's standard files, such as terms of sale, to a document",
	endpoints: ['attachment.bindDefault'],
	fields: [organization, ...documentFields],
	async run(context) {
		const path = readChosenDocument(context);
		const organizationId = await context.organizationId();
		await context.dinero.call('attachment.bindDefault', { organizationId, path });
		return { attached: true, DocumentId: path.documentGuid };
	},
};
