import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../api/schema';
import type { OperationContext } from '../context';
import { lineRows, linesForm } from '../documents/rows';
import { account, vatType } from '../fields/locators';
import { present } from '../values/present';

type PurchaseLine = components['schemas']['PurchaseVoucherLineCreateModel'];

const lineFields: INodeProperties[] = [
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Paper and ink',
		description: 'What was bought',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 0,
		description: 'What was paid for it, including VAT',
	},
	account(
		{ required: false, description: 'The purchase account, such as 7200 for office supplies' },
		'searchPurchaseAccounts',
	),
	vatType({ required: false, description: "Empty means the account's own VAT" }),
	{
		displayName: 'Account Tag',
		name: 'accountTag',
		type: 'string',
		default: '',
		description: "A word from which Dinero suggests the account, without '#'",
	},
];

const example = { description: 'Paper and ink', amount: 250, accountNumber: 7200 };
const aliases = { accountTagName: 'accountTag' };

/** The lines of a purchase; amounts include VAT. */
export const purchaseLines = linesForm(lineFields, example);
export const purchaseLinesOrKeep = linesForm(lineFields, example, { keep: true });

/** Reads the lines of the form. Each needs an account or a tag from which Dinero finds one. */
export function readPurchaseLines(context: OperationContext): PurchaseLine[] {
	return lineRows(context, lineFields, aliases).map((row) => {
		const line = present({
			Description: row.optionalText('description'),
			Amount: row.money('amount'),
			AccountNumber: row.optionalWhole('accountNumber', { minimum: 1 }),
			VatCode: row.optionalText('vatCode'),
			AccountTagName: row.optionalText('accountTag')?.replace(/^#/, ''),
		});
		if (line.AccountNumber === undefined && line.AccountTagName === undefined) {
			throw row.unusable('accountNumber', 'is empty', 'Pick the purchase account of the line.');
		}
		return line;
	});
}
