import type { Resource } from '../../operation';
import { book } from './book';
import { create } from './create';
import { createCreditNote } from './createCreditNote';
import { remove } from './delete';
import { deletePayment } from './deletePayment';
import { findByFile } from './findByFile';
import { findSimilar } from './findSimilar';
import { get } from './get';
import { getPayments } from './getPayments';
import { previewTotals } from './previewTotals';
import { registerPayment } from './registerPayment';
import { update } from './update';

export const purchaseVoucherResource: Resource = {
	value: 'purchaseVoucher',
	name: 'Purchase Voucher',
	description: 'What was bought: bills and receipts',
	operations: [
		create,
		book,
		createCreditNote,
		remove,
		deletePayment,
		findByFile,
		findSimilar,
		get,
		getPayments,
		previewTotals,
		registerPayment,
		update,
	],
};
