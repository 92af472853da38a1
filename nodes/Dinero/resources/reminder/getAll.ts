import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../fields/documents';
import { filterFields } from '../../fields/filters';
import { limitOf, returnAllOrLimit } from '../../fields/lists';
import { invoice, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many reminders',
	description: 'List the reminders of an invoice',
	endpoints: ['reminder.getMany'],
	fields: [
		organization,
		invoice(),
		...returnAllOrLimit,
		collection('Filters', 'filters', [filterFields.changedSince]),
	],
	async run(context) {
		const voucherGuid = context.id('invoiceId');
		const limit = limitOf(context);
		const query = present({ changesSince: context.group('filters').optionalMoment('changedSince') });
		const organizationId = await context.organizationId();
		return (await context.dinero.getMany(
			'reminder.getMany',
			{ organizationId, path: { voucherGuid }, query },
			{ limit },
		)) as unknown as IDataObject[];
	},
};
