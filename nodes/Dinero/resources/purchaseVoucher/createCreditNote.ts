import { timestampOf } from '../../../../api/timestamps';
import { readBooked } from '../../documents/kinds';
import { collection, documentFields } from '../../fields/documents';
import { file, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import type { PurchaseVoucher } from '../../purchases/voucher';
import { present } from '../../values/present';
import { purchaseVoucherField } from '../../purchases/voucher';

export const createCreditNote: Operation = {
	value: 'createCreditNote',
	name: 'Create Credit Note',
	action: 'Create a credit note for a purchase voucher',
	description: 'Make a credit note draft over the whole of a booked purchase',
	endpoints: ['purchaseVoucher.get', 'purchaseVoucher.createCreditNote'],
	fields: [
		organization,
		purchaseVoucherField,
		collection('Options', 'options', [
			file({ description: 'The file of the credit note' }),
			{
				...documentFields.date,
				displayName: 'Voucher Date',
				name: 'voucherDate',
				description: 'Empty means today',
			},
		]),
	],
	async run(context) {
		const guid = context.id('purchaseVoucherId');
		const options = context.group('options');
		const day = options.optionalDay('voucherDate');
		const found = await readBooked<PurchaseVoucher>(context, 'purchaseVoucher', guid, 'a credit note');
		const body = present({
			Timestamp: { Timestamp: timestampOf(found) },
			VoucherDate: day === undefined ? undefined : `${day}T00:00:00Z`,
			FileGuid: options.optionalText('fileId'),
		});
		const organizationId = await context.organizationId();
		const made = await context.dinero.call('purchaseVoucher.createCreditNote', {
			organizationId,
			path: { guid },
			body,
		});
		return { created: true, Guid: made.Guid, CreditNoteFor: guid };
	},
};
