import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseForm, readPurchase } from '../../purchases/voucher';
import { danishToday } from '../../values/time';

export const previewTotals: Operation = {
	value: 'previewTotals',
	name: 'Preview Totals',
	action: 'Preview the totals of a purchase voucher',
	description: 'Have Dinero calculate totals and VAT without saving anything',
	endpoints: ['purchaseVoucher.fetchTotals'],
	fields: [organization, ...purchaseForm],
	async run(context) {
		const body = readPurchase(context, danishToday());
		const organizationId = await context.organizationId();
		return (await context.dinero.call('purchaseVoucher.fetchTotals', {
			organizationId,
			body,
		})) as unknown as IDataObject;
	},
};
