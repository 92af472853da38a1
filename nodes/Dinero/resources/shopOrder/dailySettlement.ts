import type { IDataObject } from 'n8n-workflow';

import { planSettlement, type ShopDocument } from '../../../../orders';
import { isRefusal, type Refusal } from '../../../../orders/refusal';
import type { Settings } from '../../../../orders/settings';
import { createSettlementPort, settleDay, type SettlementOutcome } from '../../../../transfer';
import { OperationContext } from '../../context';
import type { Operation } from '../../operation';
import { readDocuments, refusedAsItems, refusedRow } from './documents';
import { settlementEndpoints } from './endpoints';
import { settlementForm } from './form';
import { readSettingsOf } from './transfer';
import { refuse, voucherRow } from './voucherRow';

export const dailySettlement: Operation = {
	value: 'dailySettlement',
	name: 'Daily Settlement',
	action: 'Settle a day of a shop',
	description:
		"For shops that send their own invoices: turn all incoming orders and refunds of a day into one voucher with sales, VAT, payments and fees, with the day's list attached",
	endpoints: settlementEndpoints,
	fields: settlementForm,
	async run(context) {
		// All incoming items make one voucher, which is the result of the first of them.
		if (context.itemIndex > 0) return [];
		const settings = readSettingsOf(context);
		const asItem = refusedAsItems(settings);
		const day = context.optionalDay('day');
		const book = context.optionalChoice('whatToDo', ['draft', 'book']) === 'book';
		const documents = readAll(context, settings);
		if (isRefusal(documents)) return refuse(context, documents, asItem, refusedRow(documents, settings));

		const port = createSettlementPort(context.dinero, await context.organizationId());
		const plan = planSettlement(documents, settings, await port.facts(), {
			day,
			feeAccount: settings.feeAccount,
		});
		if (isRefusal(plan)) return refuse(context, plan, asItem, refusedRow(plan, settings));
		const outcome = await settleDay(plan, port, { book });
		const row = settlementRow(outcome);
		return outcome.reason === undefined ? row : refuse(context, outcome.reason, asItem, row);
	},
};

/** The documents of every incoming item; one that is no order refuses all, since the day would not add up. */
function readAll(context: OperationContext, settings: Settings): ShopDocument[] | Refusal {
	const documents: ShopDocument[] = [];
	const items = Math.max(1, context.n8n.getInputData().length);
	for (let index = 0; index < items; index++) {
		const item = new OperationContext(context.n8n, index, context.dinero, settlementForm);
		for (const document of readDocuments(item, 'orders', settings)) {
			if (!isRefusal(document)) documents.push(document);
			else if (document.kind === 'refused') {
				return { ...document, message: `Item ${index + 1}: ${document.message}` };
			}
		}
	}
	return documents;
}

function settlementRow(outcome: SettlementOutcome): IDataObject {
	const { orders, sales, refunds, vat, received, fees, refundsCount } = outcome;
	return voucherRow(outcome, { orders, sales, refunds, vat, received, fees }, { refundsCount });
}
