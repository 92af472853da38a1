import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseForm, readPurchase } from '../../purchases/voucher';
import { danishToday } from '../../values/time';

export const findSimilar: Operation = {
	value: 'findSimilar',
	name: 'Find Similar',
	action: 'Find a similar purchase voucher',
	description: 'Tell whether the same purchase seems to be there already',
	endpoints: ['purchaseVoucher.findSimilar'],
	fields: [organization, ...purchaseForm],
	async run(context) {
		const body = readPurchase(context, danishToday());
		const organizationId = await context.organizationId();
		return (await context.dinero.call('purchaseVoucher.findSimilar', {
			organizationId,
			body,
		})) as unknown as IDataObject;
	},
};
