import type { INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../context';
import { lineRows, linesForm } from '../documents/rows';
import { account, vatType } from '../fields/locators';
import { present } from '../values/present';

/** The columns of an entry: an amount on one account against another. */
const lineFields: INodeProperties[] = [
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Sales of the day',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'number',
		typeOptions: { numberPrecision: 2 },
		default: 0,
		description: 'In kroner; positive is debit on the account, negative is credit',
	},
	account({ required: false }),
	vatType({
		required: false,
		description: "VAT of the account. Empty means the account's own; 'none' means no VAT.",
	}),
	account({ displayName: 'Balancing Account', name: 'balancingAccountNumber', required: false }),
	vatType({
		displayName: 'Balancing VAT Type',
		name: 'balancingVatCode',
		required: false,
		description: "VAT of the balancing account. Empty means the account's own; 'none' means no VAT.",
	}),
];

const paymentFor: INodeProperties = {
	displayName: 'Payment for Voucher ID',
	name: 'paymentForVoucher',
	type: 'string',
	default: '',
	description: 'ID of an invoice or purchase that this line pays; the account is left empty then',
};

const example = {
	description: 'Sales of the day',
	amount: -1250,
	accountNumber: 1000,
	balancingAccountNumber: 55000,
};
const aliases = {
	accountVatCode: 'vatCode',
	balancingAccountVatCode: 'balancingVatCode',
	isPaymentForVoucherId: 'paymentForVoucher',
};

export const voucherLines = linesForm(lineFields, example);
export const voucherLinesOrKeep = linesForm(lineFields, example, { keep: true });
const ledgerFields = [...lineFields, paymentFor];
export const ledgerLines = linesForm(ledgerFields, example);
export const ledgerLinesOrKeep = linesForm(ledgerFields, example, { keep: true });

/** Reads the lines of a manual voucher or ledger item. */
export function readBookLines(context: OperationContext, kind: 'voucher' | 'ledger') {
	return lineRows(context, kind === 'ledger' ? ledgerFields : lineFields, aliases).map((row) => {
		const pays = kind === 'ledger' ? row.optionalId('paymentForVoucher') : undefined;
		const accountNumber = row.optionalWhole('accountNumber', { minimum: 1 });
		const balancing = row.optionalWhole('balancingAccountNumber', { minimum: 1 });
		if (pays !== undefined && accountNumber !== undefined) {
			throw row.unusable(
				'accountNumber',
				'is given together with a voucher to pay',
				'Leave one of them empty.',
			);
		}
		if (pays === undefined && accountNumber === undefined && balancing === undefined) {
			throw row.unusable('accountNumber', 'is empty', 'Pick the account of the line.');
		}
		return {
			Amount: row.money('amount'),
			...present({
				Description: row.optionalText('description'),
				AccountNumber: accountNumber,
				AccountVatCode: row.optionalText('vatCode'),
				BalancingAccountNumber: balancing,
				BalancingAccountVatCode: row.optionalText('balancingVatCode'),
				IsPaymentForVoucherId: pays,
			}),
		};
	});
}
