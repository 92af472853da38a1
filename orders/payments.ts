import { depositAccount } from './accounts';
import { paymentReference } from './identity';
import { moneyText, sum } from './money';
import type { OrderPayment, ShopOrder } from './order';
import type { OrganizationFacts, PlannedPayment } from './plan';
import { isRefusal, refused, type Refusal } from './refusal';
import { fits, type PaymentRule, type Settings } from './settings';

export interface PaymentsPlan {
	payments: PlannedPayment[];
	reasons: string[];
	warnings: string[];
}

/** Where one method's money goes. */
interface Handling {
	registered: boolean;
	always: boolean;
	account: { number: number; name: string };
	fee: 'ignore' | 'deduct';
}

/**
 * One payment a gateway, on the deposit account of its rule; only what was received. Several gateways without amounts are
 * one payment when they share an account, and stay open with a warning when they do not.
 */
export function planPayments(
	order: ShopOrder,
	settings: Settings,
	facts: OrganizationFacts,
): PaymentsPlan | Refusal {
	const plan: PaymentsPlan = { payments: [], reasons: [], warnings: [] };
	if (settings.action !== 'bookAndPay') return plan;
	const received = order.payments.length > 0 ? order.payments : expectedPayments(order, settings);
	for (const payment of received) {
		if (payment.amount === 0) continue;
		if (payment.amount < 0) {
			return refused(
				'paymentNegative',
				`A payment by ${payment.method} is ${moneyText(payment.amount, order.currency)}.`,
				'Money given back belongs to a refund.',
				'payments',
			);
		}
		const handled = handlingOf(payment, settings, facts);
		if (isRefusal(handled)) return handled;
		if (handled === 'different') {
			plan.warnings.push(
				`The order was paid by ${payment.methods!.join(' and ')}, which have different deposit accounts, and does not say how much by each; no payment is registered. Fetch the order's transactions to register them.`,
			);
			continue;
		}
		if (!handled.registered) {
			plan.reasons.push(`Payments by ${payment.method} are not registered, as the settings say.`);
			continue;
		}
		if (payment.giftCard && ruleOf(payment.method, settings) === undefined) {
			plan.warnings.push(
				`A gift card paid ${moneyText(payment.amount, order.currency)}; it is registered on deposit account ${handled.account.number}. A payment rule for "${payment.method}" can name another account.`,
			);
		}
		plan.payments.push(planned(order, payment, handled));
		plan.reasons.push(
			`Paid by ${payment.method}: deposit account ${handled.account.number} ${handled.account.name}.`,
		);
	}
	const paid = sum(received.map((payment) => payment.amount));
	if (paid > order.total) {
		return refused(
			'paidTooMuch',
			`Order ${order.number} costs ${moneyText(order.total, order.currency)}, but ${moneyText(paid, order.currency)} were paid.`,
			'Look at the payments in the shop, and invoice this order by hand.',
			'payments',
		);
	}
	return plan;
}

function planned(order: ShopOrder, payment: OrderPayment, handled: Handling): PlannedPayment {
	const whole = payment.amount === order.total;
	const feeKnown = payment.fee !== undefined && payment.fee > 0 && payment.fee < payment.amount;
	// "The remainder is a fee" hides a missing payment unless this payment settles the whole invoice.
	const deduct = handled.fee === 'deduct' && feeKnown && whole;
	return {
		depositAccountNumber: handled.account.number,
		amount: deduct ? payment.amount - payment.fee! : payment.amount,
		day: payment.day,
		externalReference: paymentReference(order, payment),
		description: `${order.number} ${payment.method}`.slice(0, 120),
		method: payment.method,
		...(deduct ? { remainderIsFee: true } : {}),
	};
}

/** Methods that the settings call paid although the shop does not. */
function expectedPayments(order: ShopOrder, settings: Settings): OrderPayment[] {
	const method = order.paymentMethods.find((name) => ruleOf(name, settings)?.paid === 'always');
	if (method === undefined) return [];
	return [{ method, amount: order.total, day: order.day, giftCard: false }];
}

function ruleOf(method: string, settings: Settings): PaymentRule | undefined {
	return settings.paymentRules.find((rule) => fits(rule.method, method));
}

function handlingOf(
	payment: OrderPayment,
	settings: Settings,
	facts: OrganizationFacts,
): Handling | 'different' | Refusal {
	const all: Handling[] = [];
	for (const method of payment.methods ?? [payment.method]) {
		const rule = ruleOf(method, settings);
		const index = rule === undefined ? -1 : settings.paymentRules.indexOf(rule);
		const setting =
			rule?.depositAccount === undefined ? 'Deposit Account' : `paymentRules.${index}.depositAccount`;
		const account = depositAccount(facts, rule?.depositAccount ?? settings.depositAccount, setting);
		if (isRefusal(account)) return account;
		all.push({
			registered: rule?.paid !== 'never' && !settings.unpaidMethods.some((name) => fits(name, method)),
			always: rule?.paid === 'always',
			account,
			fee: rule?.fee ?? 'ignore',
		});
	}
	const first = all[0];
	const same = all.every(
		(one) => one.account.number === first.account.number && one.registered === first.registered,
	);
	return same ? first : 'different';
}
