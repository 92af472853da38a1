/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import {
	isRefusal,
	planCreditNote,
	planInvoice,
	readSettings,
	readShopDocument,
	type InvoiceFacts,
	type InvoicePlan,
	type Settings,
	type ShopRefund,
} from '../../orders';
import { facts } from './facts';
import { randomBasket, USED } from './generator/basket';
import { otherOrder } from './generator/other';
import { Random } from './generator/random';
import { shopifyOrder, shopifyRefunds, type Generated } from './generator/shopify';
import { stripeInvoice } from './generator/stripe';
import { wooOrder, wooRefunds } from './generator/woocommerce';

/** How many orders a shop makes; set GENERATED_ORDERS=10000 for the long run. */
const count = Number(process.env.GENERATED_ORDERS ?? 300);

const settings = readSettings({
	action: 'bookAndPay',
	depositAccount: 55120,
	accounts: { domesticShipping: 1350 },
	accountRules: [{ when: { sku: `${USED}*` }, account: 1050 }],
}) as Settings;

/** Minor units of a JSON number, by its text: no arithmetic of the code under test. */
function minor(value: number, places: number): number {
	return Number(value.toFixed(places).replace('.', ''));
}

function placesOf(currency: string): number {
	return currency === 'JPY' ? 0 : 2;
}

function linesOf(plan: { lines: InvoicePlan['lines']; currency: string }) {
	const places = placesOf(plan.currency);
	return plan.lines.map((line) => ({
		...line,
		gross: Math.round(line.quantity * minor(line.baseAmountValue, places)),
	}));
}

/** Dinero's rounding as API users measured it: net of a line is its amount times 4/5, VAT the rest. */
function vatOf(gross: number, account: number): number {
	return account === 1000 || account === 1350 ? gross - Math.round((gross * 4) / 5) : 0;
}

function check(generated: Generated, seed: number): InvoicePlan | undefined {
	const { payload, truth } = generated;
	const order = readShopDocument(payload, { shop: 'auto', shopKey: 'prove' });
	if (isRefusal(order)) throw new Error(`seed ${seed}: ${order.code}: ${order.message}`);
	if (order.kind !== 'order') throw new Error(`seed ${seed}: no order`);
	const plan = planInvoice(order, settings, facts, '2026-11-20');
	if (truth.total === 0) {
		expect([seed, isRefusal(plan) && plan.kind]).toEqual([seed, 'nothingToDo']);
		return undefined;
	}
	if (isRefusal(plan)) throw new Error(`seed ${seed}: ${plan.code}: ${plan.message}`);
	const lines = linesOf(plan);
	const byAccount: Record<number, number> = {};
	for (const line of lines) byAccount[line.accountNumber] = (byAccount[line.accountNumber] ?? 0) + line.gross;
	const grouped = truth.spread ? byRate : (same: Record<number, number>) => same;
	expect([seed, grouped(byAccount)]).toEqual([seed, grouped(truth.byAccount)]);
	expect(lines.every((line) => line.gross >= 0)).toBe(true);
	expect([seed, lines.reduce((all, line) => all + line.gross, 0)]).toEqual([seed, truth.total]);
	expect([seed, plan.expected.total, plan.expected.vat]).toEqual([seed, truth.total, truth.tax]);
	expect([seed, plan.payments.reduce((all, payment) => all + payment.amount, 0)]).toEqual([seed, truth.paid]);
	for (const [account, tax] of truth.spread ? [] : Object.entries(truth.taxByAccount)) {
		const own = lines.filter((line) => line.accountNumber === Number(account));
		const vat = own.reduce((all, line) => all + vatOf(line.gross, Number(account)), 0);
		expect(Math.abs(vat - tax)).toBeLessThanOrEqual(own.length);
	}
	return plan;
}

/** Accounts with Danish VAT together, and those without. */
function byRate(amounts: Record<number, number>): Record<number, number> {
	const groups: Record<number, number> = { 0: 0, 25: 0 };
	for (const [account, amount] of Object.entries(amounts))
		groups[['1000', '1350'].includes(account) ? 25 : 0] += amount;
	return groups;
}

function bookedInvoice(plan: InvoicePlan): InvoiceFacts {
	return {
		guid: plan.guid,
		number: 1,
		booked: true,
		currency: plan.currency,
		total: plan.expected.total,
		vat: plan.expected.vat,
		credited: 0,
		externalReference: plan.externalReference,
		lines: linesOf(plan).map((line) => ({
			description: line.description,
			accountNumber: line.accountNumber,
			quantity: line.quantity,
			unit: line.unit,
			gross: line.gross,
			net: line.gross - vatOf(line.gross, line.accountNumber),
		})),
	};
}

describe(`${count} random orders of each shop`, () => {
	const shops = { shopify: shopifyOrder, woocommerce: wooOrder, stripe: stripeInvoice, other: otherOrder };
	it.each(Object.entries(shops))('%s: invoice equals order, account by account', (_, write) => {
		for (let seed = 1; seed <= count; seed += 1) {
			const random = new Random(seed);
			check(write(randomBasket(random, seed), random), seed);
		}
	});

	it('woocommerce refunds in any order: credit notes equal refunds, on the accounts of their lines', () => {
		let credited = 0;
		for (let seed = 1; seed <= count; seed += 1) {
			const random = new Random(seed + 2_000_000);
			const basket = randomBasket(random, seed);
			const generated = wooOrder(basket, random);
			const plan = check(generated, seed);
			if (!plan || generated.truth.spread) continue;
			const invoice = bookedInvoice(plan);
			for (const { payload, amount } of wooRefunds(basket, generated.truth, random)) {
				const refund = readShopDocument(payload, { shop: 'auto' }) as ShopRefund;
				expect([seed, refund.kind, refund.orderId]).toEqual([seed, 'refund', String(basket.number)]);
				const note = planCreditNote(refund, invoice, settings, facts);
				if (isRefusal(note)) throw new Error(`seed ${seed}: ${note.code}: ${note.message}`);
				expect([seed, linesOf(note).reduce((all, line) => all + line.gross, 0)]).toEqual([seed, amount]);
				invoice.credited += amount;
				credited += 1;
			}
			expect(invoice.credited).toBeLessThanOrEqual(invoice.total);
		}
		expect(credited).toBeGreaterThan(count / 2);
	});

	it('shopify refunds in any order: credit notes equal refunds, never more than the invoice', () => {
		let credited = 0;
		for (let seed = 1; seed <= count; seed += 1) {
			const random = new Random(seed + 1_000_000);
			const basket = randomBasket(random, seed);
			const generated = shopifyOrder(basket, random);
			const plan = check(generated, seed);
			if (!plan) continue;
			const invoice = bookedInvoice(plan);
			const given: Record<number, number> = {};
			for (const { payload, amount } of random.shuffle(shopifyRefunds(basket, generated.truth, random))) {
				const refund = readShopDocument(payload, { shop: 'auto' }) as ShopRefund;
				expect([seed, refund.kind, refund.amount, refund.linesTotal]).toEqual([
					seed,
					'refund',
					amount,
					amount,
				]);
				const note = planCreditNote(refund, invoice, settings, facts);
				if (isRefusal(note)) throw new Error(`seed ${seed}: ${note.code}: ${note.message}`);
				const lines = linesOf(note);
				expect([seed, lines.reduce((all, line) => all + line.gross, 0)]).toEqual([seed, amount]);
				expect(lines.every((line) => line.gross > 0)).toBe(true);
				expect(note.payments.reduce((all, payment) => all + payment.amount, 0)).toBe(-amount);
				for (const line of lines) given[line.accountNumber] = (given[line.accountNumber] ?? 0) + line.gross;
				invoice.credited += amount;
				credited += 1;
			}
			expect(invoice.credited).toBeLessThanOrEqual(invoice.total);
			for (const [account, amount] of Object.entries(given)) {
				expect([seed, account, amount <= generated.truth.byAccount[Number(account)]]).toEqual([
					seed,
					account,
					true,
				]);
			}
			// One øre more than is left must be refused.
			const tooMuch: ShopRefund = {
				...(readShopDocument(shopifyRefunds(basket, generated.truth, random)[0].payload, {
					shop: 'auto',
				}) as ShopRefund),
				amount: invoice.total - invoice.credited + 1,
			};
			expect(planCreditNote(tooMuch, invoice, settings, facts)).toMatchObject({ code: 'refundTooLarge' });
		}
		expect(credited).toBeGreaterThan(count / 2);
	});
});
