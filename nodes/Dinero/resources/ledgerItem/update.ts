import type { IDataObject } from 'n8n-workflow';

import { ledgerLinesOrKeep, readBookLines } from '../../books/lines';
import { keepsLines } from '../../documents/rows';
import { collection, documentFields } from '../../fields/documents';
import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { ledgerItemField, readItem } from './items';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a ledger item',
	description: 'Change an unbooked ledger item; what is not given stays as it is',
	endpoints: ['ledgerItem.getMany', 'ledgerItem.update'],
	fields: [
		organization,
		ledgerItemField,
		...ledgerLinesOrKeep,
		collection('Update Fields', 'updateFields', [
			file({ description: 'The receipt or bill' }),
			{
				...documentFields.date,
				displayName: 'Voucher Date',
				name: 'voucherDate',
				description: 'Empty means today',
			},
			{ displayName: 'Voucher Number', name: 'voucherNumber', type: 'number', default: 0 },
		]),
	],
	async run(context) {
		const id = context.id('ledgerItemId');
		const fields = context.group('updateFields');
		const given = present({
			VoucherDate: fields.optionalDay('voucherDate'),
			VoucherNumber: fields.optionalWhole('voucherNumber', { minimum: 1 }),
			FileGuid: fields.optionalText('fileId'),
			Lines: keepsLines(context) ? undefined : readBookLines(context, 'ledger'),
		});
		if (Object.keys(given).length === 0)
			throw context.unusable(
				'updateFields',
				'holds nothing to change',
				'Add the fields that shall be changed.',
			);
		const organizationId = await context.organizationId();
		const before = await readItem(context, id);
		await context.dinero.call('ledgerItem.update', { organizationId, body: [{ ...before, ...given }] });
		return (await readItem(context, id)) as unknown as IDataObject;
	},
};
