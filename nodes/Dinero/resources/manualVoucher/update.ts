import type { INodeProperties } from 'n8n-workflow';

import { readBookLines, voucherLinesOrKeep } from '../../books/lines';
import { updateDraft } from '../../documents/drafts';
import { readReference } from '../../documents/fields';
import { keepsLines } from '../../documents/rows';
import { collection, documentFields } from '../../fields/documents';
import { emptyField, readEmptied, type Emptiable } from '../../fields/emptying';
import { simplify } from '../../fields/lists';
import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { manualVoucherField } from './form';
import { shownVoucher } from './shown';
import { voucherLineAsWritten } from './asWritten';
import type { ManualVoucher } from './shown';

const details: INodeProperties[] = [
	documentFields.externalReference,
	file({ description: 'The receipt or bill' }),
	{
		...documentFields.date,
		displayName: 'Voucher Date',
		name: 'voucherDate',
		description: 'Day on which it counts in the books',
	},
];
const emptiable: Emptiable = { externalReference: 'ExternalReference', fileId: 'FileGuid' };

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a manual voucher',
	description: 'Change a draft; what is not given stays as it is',
	endpoints: ['manualVoucher.get', 'manualVoucher.update'],
	fields: [
		organization,
		manualVoucherField,
		...voucherLinesOrKeep,
		collection('Update Fields', 'updateFields', [...details, emptyField(emptiable, details)]),
		simplify,
	],
	async run(context) {
		const guid = context.id('manualVoucherId');
		const fields = context.group('updateFields');
		const changed = present({
			VoucherDate: fields.optionalDay('voucherDate'),
			ExternalReference: readReference(fields),
			FileGuid: fields.optionalText('fileId'),
			...readEmptied(fields, emptiable),
			Lines: keepsLines(context) ? undefined : readBookLines(context, 'voucher'),
		});
		const given = context.changes('updateFields', changed);
		const document = await updateDraft<ManualVoucher>(context, 'manualVoucher', guid, async (before) => {
			const Lines = (before.Lines ?? []).map((line) => voucherLineAsWritten(line));
			const { VoucherDate, FileGuid, ExternalReference } = before;
			return await Promise.resolve({ VoucherDate, FileGuid, ExternalReference, Lines, ...given });
		});
		return shownVoucher(document, context.boolean('simplify'));
	},
};
