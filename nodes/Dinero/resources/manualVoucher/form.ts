import type { INodeProperties } from 'n8n-workflow';

import { guidField } from '../../fields/locators';

export const manualVoucherField: INodeProperties = guidField(
	'Manual Voucher ID',
	'manualVoucherId',
	"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
);
