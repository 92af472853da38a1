import { readBookLines, voucherLines } from '../../books/lines';
import { bookField, bookIfWanted } from '../../documents/drafts';
import { readReference } from '../../documents/fields';
import { collection, documentFields } from '../../fields/documents';
import { simplify } from '../../fields/lists';
import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { present } from '../../values/present';
import { danishToday } from '../../values/time';
import type { ManualVoucher } from './shown';
import { shownVoucher } from './shown';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a manual voucher',
	description: 'Make a voucher with entries of your own (finansbilag), as a draft or booked',
	endpoints: ['manualVoucher.create', 'manualVoucher.get', 'manualVoucher.book'],
	fields: [
		organization,
		{
			...documentFields.date,
			displayName: 'Voucher Date',
			name: 'voucherDate',
			description: 'Empty means today',
		},
		...voucherLines,
		bookField,
		collection('Additional Fields', 'additionalFields', [
			documentFields.externalReference,
			file({ description: 'The receipt or bill' }),
		]),
		simplify,
	],
	async run(context) {
		const additional = context.group('additionalFields');
		const body = present({
			VoucherDate: context.optionalDay('voucherDate') ?? danishToday(),
			Lines: readBookLines(context, 'voucher'),
			ExternalReference: readReference(additional),
			FileGuid: additional.optionalText('fileId'),
		});
		const organizationId = await context.organizationId();
		const made = await context.dinero.call('manualVoucher.create', { organizationId, body });
		const document = await bookIfWanted<ManualVoucher>(context, 'manualVoucher', made.Guid);
		return shownVoucher(document, context.boolean('simplify'));
	},
};
