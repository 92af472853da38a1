import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { components } from '../../../api/schema';
import type { OperationContext } from '../context';
import { readCurrency, readReference } from '../documents/fields';
import type { AnyDocument } from '../documents/kinds';
import { collection, documentFields } from '../fields/documents';
import { emptyField, type Emptiable } from '../fields/emptying';
import { pick } from '../fields/lists';
import { contact, depositAccount, file, guidField } from '../fields/locators';
import type { Parameters } from '../parameters';
import { present } from '../values/present';
import { purchaseLines, readPurchaseLines } from './lines';

export type PurchaseVoucher = components['schemas']['PurchaseVoucherReadModelV2'] & AnyDocument;
type PurchaseCreate = components['schemas']['PurchaseVoucherCreateModelV2'];
export type PurchaseUpdate = components['schemas']['PurchaseVoucherUpdateModel'];

export const purchaseVoucherField: INodeProperties = guidField(
	'Purchase Voucher ID',
	'purchaseVoucherId',
	"The ID that 'Create' gave, or an entry's voucher ID; Dinero has no list of them",
);

const regions = ['DK', 'EU', 'World'] as const;

export const purchaseType: INodeProperties = {
	displayName: 'Payment',
	name: 'purchaseType',
	type: 'options',
	options: [
		{
			name: 'Paid at Once (Cash)',
			value: 'cash',
			description: 'The money left an account on the day of the purchase',
		},
		{
			name: 'To Be Paid Later (Credit)',
			value: 'credit',
			description: 'A bill of a supplier that is paid later',
		},
	],
	default: 'credit',
};

const paidFrom = {
	...depositAccount({ description: 'The account from which it was paid' }),
	displayOptions: { show: { purchaseType: ['cash'] } },
};
const supplier = {
	...contact({ displayName: 'Supplier', description: 'The contact that it was bought from' }),
	displayOptions: { show: { purchaseType: ['credit'] } },
};

const region: INodeProperties = {
	displayName: 'Region',
	name: 'region',
	type: 'options',
	options: [
		{ name: 'Denmark', value: 'DK' },
		{ name: 'EU', value: 'EU' },
		{ name: 'World', value: 'World' },
	],
	default: 'DK',
	description: 'Where it was bought; for purchases paid at once',
};

const dueDate: INodeProperties = {
	displayName: 'Due Date',
	name: 'dueDate',
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	description: 'When it must be paid; for purchases on credit. Needed before they are booked.',
};

const voucherDate: INodeProperties = {
	...documentFields.date,
	displayName: 'Voucher Date',
	name: 'voucherDate',
	description: 'Date of the purchase; empty means today',
};

const more: INodeProperties[] = [
	{ ...documentFields.currency, description: 'Three-letter code; for purchases on credit' },
	dueDate,
	documentFields.externalReference,
	file({ required: false, description: 'The file with the receipt or bill' }),
	region,
];

/** The form of a new purchase. */
export const purchaseForm: INodeProperties[] = [
	purchaseType,
	supplier,
	paidFrom,
	voucherDate,
	...purchaseLines,
	collection('Additional Fields', 'additionalFields', more),
];

/** What can be taken away from a purchase. */
export const emptiablePurchase: Emptiable = { externalReference: 'ExternalReference', fileId: 'FileGuid' };

/** What can be changed of a purchase. */
export const purchaseUpdateFields = collection('Update Fields', 'updateFields', [
	...more,
	contact({ displayName: 'Supplier', description: 'For purchases on credit' }),
	depositAccount({ description: 'For purchases paid at once' }),
	{ ...voucherDate, description: 'Date of the purchase' },
	emptyField(emptiablePurchase, more),
]);

/** The purchase of the form in the contract's names. Fields that belong to the other kind of payment are refused by name. */
export function readPurchase(context: OperationContext, day: string): PurchaseCreate {
	const type = context.choice('purchaseType', ['cash', 'credit']);
	const additional = context.group('additionalFields');
	const fields = readMore(additional, type);
	return {
		PurchaseType: type,
		VoucherDate: context.optionalDay('voucherDate') ?? day,
		Lines: readPurchaseLines(context),
		...(type === 'cash'
			? {
					DepositAccountNumber: context.whole('depositAccountNumber', { minimum: 1 }),
					RegionKey: fields.RegionKey ?? 'DK',
				}
			: { ContactGuid: context.id('contactId') }),
		...fields,
	};
}

/** The optional fields of a purchase. */
export function readMore(fields: Parameters, type: string) {
	const misplaced = (
		type === 'cash' ? ['dueDate', 'currency', 'contactId'] : ['region', 'depositAccountNumber']
	).find((name) => fields.has(name) && !(name === 'currency' && readCurrency(fields) === 'DKK'));
	if (misplaced !== undefined) {
		throw fields.unusable(
			misplaced,
			type === 'cash' ? 'is for purchases on credit' : 'is for purchases that were paid at once',
			"Remove the field, or choose the other kind of 'Payment'.",
		);
	}
	return present({
		...(type === 'credit'
			? { CurrencyKey: readCurrency(fields), PaymentDate: fields.optionalDay('dueDate') }
			: {}),
		...(type === 'cash' ? { RegionKey: fields.optionalChoice('region', regions) } : {}),
		ExternalReference: readReference(fields),
		FileGuid: fields.optionalText('fileId'),
	});
}

const simpleFields = [
	'Guid',
	'VoucherNumber',
	'Status',
	'VoucherDate',
	'PaymentDate',
	'PurchaseType',
	'CurrencyKey',
	'ContactGuid',
	'FileGuid',
	'ExternalReference',
] as const;

/** The purchase as the Simplify field asks for it. */
export function shownPurchase(voucher: PurchaseVoucher, simplify: boolean): IDataObject {
	const row = voucher as unknown as IDataObject;
	return simplify ? pick(row, simpleFields) : row;
}
