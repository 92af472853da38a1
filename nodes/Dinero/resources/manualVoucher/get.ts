import { callFor } from '../../documents/kinds';
import { simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { manualVoucherField } from './form';
import { shownVoucher } from './shown';
import type { ManualVoucher } from './shown';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a manual voucher',
	description: 'Retrieve one manual voucher by ID',
	endpoints: ['manualVoucher.get'],
	fields: [organization, manualVoucherField, simplify],
	async run(context) {
		const document = await callFor<ManualVoucher>(
			context,
			'manualVoucher',
			'get',
			context.id('manualVoucherId'),
		);
		return shownVoucher(document, context.boolean('simplify'));
	},
};
