import type { Resource } from '../../operation';
import { book } from './book';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { update } from './update';

export const manualVoucherResource: Resource = {
	value: 'manualVoucher',
	name: 'Manual Voucher',
	description: 'Vouchers with entries of your own (finansbilag)',
	operations: [create, book, remove, get, update],
};
