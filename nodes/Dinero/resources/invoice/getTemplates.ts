import type { IDataObject } from 'n8n-workflow';

import { simplified, simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';

export const getTemplates: Operation = {
	value: 'getTemplates',
	name: 'Get Templates',
	action: 'Get the invoice templates',
	description: 'List the designs that invoices can have',
	endpoints: ['invoice.getTemplates'],
	fields: [organization, simplify],
	async run(context) {
		const organizationId = await context.organizationId();
		const templates = (await context.dinero.getMany('invoice.getTemplates', {
			organizationId,
		})) as unknown as IDataObject[];
		return context.boolean('simplify')
			? simplified(templates, ['Id', 'Name', 'IsDefault', 'Theme', 'Font', 'PrimaryColor'])
			: templates;
	},
};
