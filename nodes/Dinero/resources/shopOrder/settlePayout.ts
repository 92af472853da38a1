import type { INodeProperties } from 'n8n-workflow';

import { planPayout, readPayout, settlementLanguage } from '../../../../orders';
import { isRefusal } from '../../../../orders/refusal';
import { createSettlementPort, settlePayout as transferPayout } from '../../../../transfer';
import { OperationContext } from '../../context';
import { account, depositAccount, organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { refusedAsItems, refusedRow } from './documents';
import { settlementEndpoints } from './endpoints';
import { optionsFor } from './options';
import { readSettingsOf } from './transfer';
import { refuse, voucherRow } from './voucherRow';

const fields: INodeProperties[] = [
	organization,
	{
		displayName: 'Payout',
		name: 'payout',
		type: 'json',
		required: true,
		default: '={{ $json }}',
		description:
			'The balance transactions of one payout, as Stripe or Shopify Payments lists them. The incoming items are taken as they are, all together.',
	},
	depositAccount({
		displayName: 'Clearing Account',
		description: "The deposit account on which the shop's payments were registered",
	}),
	depositAccount({
		displayName: 'Bank Account',
		name: 'bankAccountNumber',
		description: 'The deposit account to which the money was paid out',
	}),
	account({
		displayName: 'Fee Account',
		name: 'feeAccountNumber',
		description: "Where the gateway's fees are booked, with the VAT code of that account",
	}),
	{
		displayName: 'What to Do',
		name: 'whatToDo',
		type: 'options',
		options: [
			{ name: 'Create and Book', value: 'book', description: 'The voucher cannot be changed any more' },
			{ name: 'Create Draft', value: 'draft', description: 'A person books it in Dinero' },
		],
		default: 'draft',
	},
	optionsFor(['language', 'settingsJson', 'testOrders', 'whenRefused']),
];

export const settlePayout: Operation = {
	value: 'settlePayout',
	name: 'Settle Payout',
	action: 'Settle a payout of a gateway',
	description:
		'Turn a payout of Stripe or Shopify Payments into one voucher: from the clearing account to the bank, with the fees, and its transactions attached',
	endpoints: settlementEndpoints,
	fields,
	async run(context) {
		// All incoming items make one voucher, which is the result of the first of them.
		if (context.itemIndex > 0) return [];
		const settings = readSettingsOf(context);
		const asItem = refusedAsItems(settings);
		const book = context.optionalChoice('whatToDo', ['draft', 'book']) === 'book';
		const choices = {
			clearingAccount: settings.depositAccount,
			bankAccount: context.optionalWhole('bankAccountNumber', { minimum: 1 }),
			feeAccount: context.optionalWhole('feeAccountNumber', { minimum: 1 }) ?? settings.feeAccount,
			language: settlementLanguage(settings),
			testPayouts: settings.testOrders === 'allow',
		};
		const payout = readPayout(payloads(context));
		if (isRefusal(payout)) return refuse(context, payout, asItem, refusedRow(payout, settings));
		const port = createSettlementPort(context.dinero, await context.organizationId());
		const plan = planPayout(payout, choices, await port.facts());
		if (isRefusal(plan)) return refuse(context, plan, asItem, refusedRow(plan, settings));
		const outcome = await transferPayout(plan, port, { book });
		const { payoutId, paidOut, charges, refunds, disputes, other, fees, transactions } = outcome;
		const row = voucherRow(
			outcome,
			{ payoutId, paidOut, charges, refunds, disputes, other, fees, transactions },
			{},
		);
		return outcome.reason === undefined ? row : refuse(context, outcome.reason, asItem, row);
	},
};

/** What stands in the form's field for each incoming item. */
function payloads(context: OperationContext): unknown[] {
	const items = Math.max(1, context.n8n.getInputData().length);
	return Array.from({ length: items }, (_, index) => {
		const item = new OperationContext(context.n8n, index, context.dinero, fields);
		const payload = item.json('payout');
		if (payload !== undefined) return payload;
		throw item.unusable(
			'payout',
			'is empty',
			'Connect an HTTP Request node that fetches the balance transactions of the payout, or give them with an expression.',
		);
	});
}
