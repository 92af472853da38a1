import { bookField, bookIfWanted } from '../../documents/drafts';
import { simplify } from '../../fields/lists';
import { organization } from '../../fields/locators';
import type { Operation } from '../../operation';
import { purchaseForm, readPurchase, shownPurchase } from '../../purchases/voucher';
import type { PurchaseVoucher } from '../../purchases/voucher';
import { danishToday } from '../../values/time';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a purchase voucher',
	description: 'Make a voucher of something bought, as a draft or booked, with its receipt',
	endpoints: ['purchaseVoucher.create', 'purchaseVoucher.get', 'purchaseVoucher.book'],
	fields: [organization, ...purchaseForm, bookField, simplify],
	async run(context) {
		const body = readPurchase(context, danishToday());
		if (context.boolean('book') && body.PurchaseType === 'credit' && !body.PaymentDate)
			throw context.refusal(
				"'Due Date' is empty, and a purchase on credit needs it to be booked",
				"Add 'Due Date' under Additional Fields.",
			);
		const organizationId = await context.organizationId();
		const made = await context.dinero.call('purchaseVoucher.create', { organizationId, body });
		const document = await bookIfWanted<PurchaseVoucher>(context, 'purchaseVoucher', made.Guid);
		return shownPurchase(document, context.boolean('simplify'));
	},
};
