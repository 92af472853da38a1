import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../../api/schema';
import type { AnyDocument } from '../../documents/kinds';
import { pick } from '../../fields/lists';

export type ManualVoucher = components['schemas']['ManuelVoucherReadModel'] & AnyDocument;

const simpleFields = [
	'Guid',
	'VoucherNumber',
	'Status',
	'VoucherDate',
	'FileGuid',
	'ExternalReference',
	'BookingTime',
];

/** The voucher as the Simplify field asks for it. */
export function shownVoucher(voucher: ManualVoucher, simplify: boolean): IDataObject {
	const row = voucher as unknown as IDataObject;
	return simplify ? pick(row, simpleFields) : row;
}
