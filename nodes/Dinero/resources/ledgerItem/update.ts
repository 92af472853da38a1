import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ledgerLinesOrKeep, readBookLines } from '../../books/lines';
import { keepsLines } from '../../documents/rows';
import { collection, documentFields } from '../../fields/documents';
import { emptyField, readEmptied, type Emptiable } from '../../fields/emptying';
import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { ledgerItemField, readDraftItem, readItem } from './items';

const details: INodeProperties[] = [
	file({ description: 'The receipt or bill' }),
	{
		...documentFields.date,
		displayName: 'Voucher Date',
		name: 'voucherDate',
		description: 'Day on which it counts in the books',
	},
	{ displayName: 'Voucher Number', name: 'voucherNumber', type: 'number', default: 0 },
];
const emptiable: Emptiable = { fileId: 'FileGuid' };

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a ledger item',
	description: 'Change an unbooked ledger item; what is not given stays as it is',
	endpoints: ['ledgerItem.getStatus', 'ledgerItem.getMany', 'ledgerItem.update'],
	fields: [
		organization,
		ledgerItemField,
		...ledgerLinesOrKeep,
		collection('Update Fields', 'updateFields', [...details, emptyField(emptiable, details)]),
	],
	async run(context) {
		const id = context.id('ledgerItemId');
		const fields = context.group('updateFields');
		const changed = present({
			VoucherDate: fields.optionalDay('voucherDate'),
			VoucherNumber: fields.optionalWhole('voucherNumber', { minimum: 1 }),
			FileGuid: fields.optionalText('fileId'),
			...readEmptied(fields, emptiable),
			Lines: keepsLines(context) ? undefined : readBookLines(context, 'ledger'),
		});
		const given = context.changes('updateFields', changed);
		const organizationId = await context.organizationId();
		const before = await readDraftItem(context, id);
		await context.dinero.call('ledgerItem.update', { organizationId, body: [{ ...before, ...given }] });
		return (await readItem(context, id)) as unknown as IDataObject;
	},
};
