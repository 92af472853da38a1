import type { IDataObject } from 'n8n-workflow';

import { limitOf, returnAllOrLimit } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { documentFields, readChosenDocument } from './document';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many attachments',
	description: 'List the files that are sent along with a document',
	endpoints: ['attachment.getMany'],
	fields: [organization, ...documentFields, ...returnAllOrLimit],
	async run(context) {
		const { documentGuid } = readChosenDocument(context);
		const limit = limitOf(context);
		const organizationId = await context.organizationId();
		return (await context.dinero.getMany(
			'attachment.getMany',
			{ organizationId, path: { documentGuid } },
			{ limit },
		)) as unknown as IDataObject[];
	},
};
