import { sum } from '../money';
import type { ShopRefund } from '../order';
import { copenhagenDay, type Place } from '../reading';
import { nothingToDo, type Refusal } from '../refusal';
import { currencyOf, label } from './shared';
import { stripeAmount, stripeId, STRIPE_SHOP } from './stripe';

/**
 * Reads the event charge.refunded. A charge only sums its refunds: this refund is what the sum grew by. The sale is the
 * charge's invoice, or its payment (newer API versions no longer name the invoice). Its day is the refund's own, or else
 * the event's: newer API versions leave the list of refunds out, and the charge's day may lie in another VAT period.
 */
export function readStripeChargeRefund(event: Place): ShopRefund | Refusal {
	const charge = event.at('data').at('object');
	const previous = event.at('data').at('previous_attributes');
	const currency = currencyOf(charge);
	const id = charge.text('id');
	if (id === undefined) charge.missing(charge.at('id'), "the charge's id");
	const refunded = stripeAmount(charge, 'amount_refunded', currency) ?? 0;
	const before = stripeAmount(previous, 'amount_refunded', currency) ?? 0;
	const newest = charge.at('refunds').items('data')[0];
	const day = copenhagenDay(newest?.at('created').value) ?? copenhagenDay(event.at('created').value);
	if (day === undefined) event.missing(event.at('created'), "the refund's date");
	if (charge.problems.length > 0) return charge.problems[0];
	const amount = refunded - before;
	if (amount <= 0) return nothing();
	const intent = stripeId(charge, 'payment_intent');
	const sale = [stripeId(charge, 'invoice'), intent, id!].filter((one): one is string => one !== undefined);
	return {
		...frame(newest?.text('id') ?? `${id}:${refunded}`, sale, currency, day!),
		payments: [paidBack(amount, day!, newest?.text('id') ?? `${id}:${refunded}`)],
		amount,
		pending: newest?.text('status') === 'pending',
		...(newest?.text('reason') ? { reason: newest.text('reason')! } : {}),
		test: charge.at('livemode').value === false,
	};
}

/** Reads a refund object (refund.created and its kin). */
export function readStripeRefund(refund: Place): ShopRefund | Refusal {
	const currency = currencyOf(refund);
	const id = refund.text('id');
	if (id === undefined) refund.missing(refund.at('id'), "the refund's id");
	const amount = stripeAmount(refund, 'amount', currency);
	if (amount === undefined) refund.missing(refund.at('amount'), 'an amount');
	const day = copenhagenDay(refund.at('created').value);
	if (day === undefined) refund.missing(refund.at('created'), "the refund's date");
	const sale = [stripeId(refund, 'payment_intent'), stripeId(refund, 'charge')].filter(
		(one): one is string => one !== undefined,
	);
	if (sale.length === 0) refund.missing(refund.at('charge'), 'the refunded charge');
	if (refund.problems.length > 0) return refund.problems[0];
	const status = refund.text('status');
	if (status === 'failed' || status === 'canceled' || amount === 0) return nothing();
	const pending = status === 'pending' || status === 'requires_action';
	return {
		...frame(id!, sale, currency, day!),
		payments: pending ? [] : [paidBack(amount!, day!, id!)],
		amount: amount!,
		pending,
		...(refund.text('reason') ? { reason: refund.text('reason')! } : {}),
		test: refund.at('livemode').value === false,
	};
}

/** Reads Stripe's own credit note: it names its invoice, its lines and what went back. */
export function readStripeCreditNote(note: Place): ShopRefund | Refusal {
	const currency = currencyOf(note);
	const id = note.text('id');
	if (id === undefined) note.missing(note.at('id'), "the credit note's id");
	const invoice = stripeId(note, 'invoice');
	if (invoice === undefined) note.missing(note.at('invoice'), 'the credited invoice');
	const amount = stripeAmount(note, 'total', currency) ?? stripeAmount(note, 'amount', currency);
	if (amount === undefined) note.missing(note.at('total'), 'an amount');
	const day = copenhagenDay(note.at('created').value);
	if (day === undefined) note.missing(note.at('created'), "the credit note's date");
	const lines = note
		.at('lines')
		.items('data')
		.map((line) => {
			const rows = [...line.items('tax_amounts'), ...line.items('taxes')];
			const onTop = rows.filter((row) => !row.flag('inclusive') && row.text('tax_behavior') !== 'inclusive');
			const taxOf = (all: Place[]) => sum(all.map((row) => stripeAmount(row, 'amount', currency) ?? 0));
			const discount = stripeAmount(line, 'discount_amount', currency) ?? 0;
			return {
				...(line.text('invoice_line_item') ? { orderLineId: line.text('invoice_line_item')! } : {}),
				kind: 'product' as const,
				text: label(line.text('description'), 'Product'),
				quantity: line.text('quantity') ?? '1',
				gross: (stripeAmount(line, 'amount', currency) ?? 0) - discount + taxOf(onTop),
				tax: taxOf(rows),
				where: line.where,
			};
		});
	if (note.problems.length > 0) return note.problems[0];
	if (amount === 0 || note.text('status') === 'void') return nothing();
	const refundId = stripeId(note, 'refund') ?? note.items('refunds')[0]?.at('refund').text();
	return {
		...frame(refundId ?? id!, [invoice!], currency, day!),
		lines,
		...(lines.length > 0 ? { linesTotal: sum(lines.map((line) => line.gross)) } : {}),
		payments: refundId === undefined ? [] : [paidBack(amount!, day!, refundId)],
		amount: amount!,
		pending: false,
		...(note.text('reason') ? { reason: note.text('reason')! } : {}),
		test: note.at('livemode').value === false,
	};
}

function frame(id: string, sale: string[], currency: string, day: string) {
	return {
		kind: 'refund' as const,
		shop: 'stripe' as const,
		shopKey: STRIPE_SHOP,
		id,
		orderId: sale[0],
		orderAliases: sale.slice(1),
		currency,
		day,
		lines: [] as ShopRefund['lines'],
	};
}

function paidBack(amount: number, day: string, transactionId: string) {
	return { method: 'stripe', amount, day, transactionId, giftCard: false };
}

function nothing(): Refusal {
	return nothingToDo(
		'refundOfNothing',
		'No money was given back by this event.',
		'Nothing needs to be done.',
	);
}
