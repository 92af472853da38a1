import type { IDataObject } from 'n8n-workflow';

import { formLines, readFieldsFor, shownTotals } from '../../documents/salesDocuments';
import { documentCollection } from '../../fields/documents';
import { lines } from '../../fields/lines';
import { simplify } from '../../fields/lists';
import { contact, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';

export const previewTotals: Operation = {
	value: 'previewTotals',
	name: 'Preview Totals',
	action: 'Preview the totals of an invoice',
	description: 'Have Dinero calculate totals and VAT without saving anything',
	endpoints: ['invoice.fetchTotals', 'sale.getSettings', 'product.get'],
	fields: [
		organization,
		contact({ required: false }),
		...lines,
		documentCollection('Additional Fields', 'additionalFields', [
			'address',
			'comment',
			'currency',
			'date',
			'externalReference',
			'language',
			'mobilePay',
			'paymentConditions',
			'paymentDays',
			'pensoPay',
			'reminderFee',
			'reminderInterestRate',
			'template',
			'title',
		]),
		simplify,
	],
	async run(context) {
		const ContactGuid = context.optionalId('contactId');
		const fields = readFieldsFor('invoice', context.group('additionalFields'));
		const body = present({ ContactGuid, ...(await formLines(context)), ...fields });
		const organizationId = await context.organizationId();
		const totals = await context.dinero.call('invoice.fetchTotals', { organizationId, body });
		return shownTotals(totals as unknown as IDataObject, context.boolean('simplify'));
	},
};
