import { readBookLines, voucherLinesOrKeep } from '../../books/lines';
import { updateDraft } from '../../documents/drafts';
import { readReference } from '../../documents/fields';
import { keepsLines } from '../../documents/rows';
import { collection, documentFields } from '../../fields/documents';
import { simplify } from '../../fields/lists';
import { file, guidField, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { voucherLineAsWritten } from './asWritten';
import type { ManualVoucher } from './shown';
import { shownVoucher } from './shown';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a manual voucher',
	description: 'Change a draft; what is not given stays as it is',
	endpoints: ['manualVoucher.get', 'manualVoucher.update'],
	fields: [
		organization,
		guidField(
			'Manual Voucher ID',
			'manualVoucherId',
			"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
		),
		...voucherLinesOrKeep,
		collection('Update Fields', 'updateFields', [
			documentFields.externalReference,
			file({ description: 'The receipt or bill' }),
			{
				...documentFields.date,
				displayName: 'Voucher Date',
				name: 'voucherDate',
				description: 'Empty means today',
			},
		]),
		simplify,
	],
	async run(context) {
		const guid = context.id('manualVoucherId');
		const fields = context.group('updateFields');
		const given = present({
			VoucherDate: fields.optionalDay('voucherDate'),
			ExternalReference: readReference(fields),
			FileGuid: fields.optionalText('fileId'),
			Lines: keepsLines(context) ? undefined : readBookLines(context, 'voucher'),
		});
		if (Object.keys(given).length === 0)
			throw context.unusable(
				'updateFields',
				'holds nothing to change',
				'Add the fields that shall be changed.',
			);
		const document = await updateDraft<ManualVoucher>(context, 'manualVoucher', guid, async (before) => {
			const Lines = (before.Lines ?? []).map((line) => voucherLineAsWritten(line));
			const { VoucherDate, FileGuid, ExternalReference } = before;
			return await Promise.resolve({ VoucherDate, FileGuid, ExternalReference, Lines, ...given });
		});
		return shownVoucher(document, context.boolean('simplify'));
	},
};
