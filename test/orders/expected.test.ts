/* eslint-disable no-console */
import {
	isRefusal,
	planCreditNote,
	planInvoice,
	readShopDocuments,
	type InvoiceFacts,
	type InvoicePlan,
	type ShopRefund,
} from '../../orders';
import { load, present, settingsOf, table, type Outcome } from './expectedTable';
import { facts } from './facts';

function outcomeOf(name: string, preset: 'danish' | 'plain'): Outcome & { message: string } {
	const settings = settingsOf(preset);
	const documents = readShopDocuments(load(name), { shop: 'auto', shopKey: settings.shopKey });
	const refusal = documents.find(isRefusal);
	if (refusal) return { outcome: refusal.kind, message: `${refusal.code}: ${refusal.message}` };
	const refunds = documents.filter((one): one is ShopRefund => one.kind === 'refund');
	if (refunds.length > 0)
		return { outcome: 'refund', amounts: refunds.map((one) => one.amount), message: '' };
	const order = documents[0];
	if (order.kind !== 'order') throw new Error('no order');
	const plan = planInvoice(order, settings, facts, '2026-11-20');
	if (isRefusal(plan)) return { outcome: plan.kind, message: `${plan.code}: ${plan.message}` };
	return {
		outcome: 'invoiced',
		total: totalOf(plan),
		currency: plan.currency,
		paid: plan.payments.reduce((all, payment) => all + payment.amount, 0),
		message: plan.vatCase,
	};
}

/** The total as the lines give it, computed anew and not read from the plan. */
function totalOf(plan: InvoicePlan): number {
	return plan.lines.reduce((all, line) => all + Math.round(line.quantity * line.baseAmountValue * 100), 0);
}

const rows = Object.keys(table).flatMap((name) =>
	(['danish', 'plain'] as const).map((preset) => [name, preset] as const),
);
const printed: string[] = [];

(present ? describe : describe.skip)(
	'payloads of real shops (skipped where the shared fixtures are not at hand)',
	() => {
		it.each(rows)('%s, %s', (name, preset) => {
			const expected = table[name][preset];
			const actual = outcomeOf(name, preset);
			const money =
				actual.total === undefined
					? ''
					: ` ${actual.total / 100} ${actual.currency}, paid ${actual.paid! / 100}`;
			printed.push(
				`${name.slice(0, 34).padEnd(36)}${preset.padEnd(8)}${actual.outcome}${money} ${actual.message}`.slice(
					0,
					190,
				),
			);
			const { message, ...figures } = actual;
			const { says, ...wanted } = expected;
			expect(figures).toEqual(wanted);
			if (says !== undefined) expect(message).toContain(says);
		});

		afterAll(() => console.log(printed.join('\n')));

		it('credits the refund inside order 1001 with the money that went back, which its lines do not explain', () => {
			const settings = settingsOf('plain');
			const [order] = readShopDocuments(load('shopify_06_order_1001_partially_refunded_2024-07_docs'), {
				shop: 'auto',
			});
			if (isRefusal(order) || order.kind !== 'order') throw new Error('no order');
			expect(order.refunds).toHaveLength(1);
			expect(order.refunds[0]).toMatchObject({ amount: 20900, linesTotal: 39929 });
			const plan = planInvoice(order, settings, facts, '2026-11-20') as InvoicePlan;
			const note = planCreditNote(order.refunds[0], invoiceFrom(plan), settings, facts);
			if (isRefusal(note)) throw new Error(note.message);
			expect(note.expected.total).toBe(20900);
			expect(note.lines.map((line) => line.baseAmountValue).reduce((a, b) => a + b, 0)).toBeCloseTo(209, 6);
			expect(note.payments).toMatchObject([{ amount: -20900, method: 'bogus' }]);
		});

		it('credits 5.00 for a refund of shipping, by the invoice that the order made', () => {
			const settings = settingsOf('danish');
			const [refund] = readShopDocuments(load('shopify_08_refund_shipping_only_docs'), { shop: 'auto' });
			if (isRefusal(refund) || refund.kind !== 'refund') throw new Error('no refund');
			const invoice: InvoiceFacts = {
				guid: 'b5f2c6de-0000-4000-8000-000000000001',
				booked: true,
				number: 7,
				currency: 'USD',
				total: 20400,
				vat: 0,
				credited: 0,
				lines: [
					{ description: 'IPod', accountNumber: 1255, quantity: 1, gross: 19900, net: 19900 },
					{ description: 'Standard', accountNumber: 1255, quantity: 1, gross: 500, net: 500 },
				],
			};
			const note = planCreditNote(refund, invoice, settings, facts);
			if (isRefusal(note)) throw new Error(note.message);
			expect(note.lines).toMatchObject([{ accountNumber: 1255, baseAmountValue: 5, quantity: 1 }]);
			expect(note.payments).toMatchObject([{ amount: -500 }]);
		});
	},
);

/** The booked invoice that a plan leads to, on accounts without VAT. */
function invoiceFrom(plan: InvoicePlan): InvoiceFacts {
	return {
		guid: plan.guid,
		number: 1,
		booked: true,
		currency: plan.currency,
		total: plan.expected.total,
		vat: 0,
		credited: 0,
		lines: plan.lines.map((line) => {
			const gross = Math.round(line.quantity * line.baseAmountValue * 100);
			return {
				description: line.description,
				accountNumber: line.accountNumber,
				quantity: line.quantity,
				gross,
				net: gross,
			};
		}),
	};
}
