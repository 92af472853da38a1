import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { periodFields, readStatementPeriod } from './period';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a contact statement',
	description: 'List what a contact bought, paid and owes in a period',
	endpoints: ['stateOfAccount.get'],
	fields: [organization, contact(), collection('Options', 'options', periodFields)],
	async run(context) {
		const guid = context.id('contactId');
		const query = readStatementPeriod(context.group('options'));
		const organizationId = await context.organizationId();
		return (await context.dinero.call('stateOfAccount.get', {
			organizationId,
			path: { guid },
			query,
		})) as unknown as IDataObject;
	},
};
