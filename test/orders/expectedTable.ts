/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal, presets, readSettings, type Settings } from '../../orders';

/** Real shop payloads of other projects; they are read in place and are no part of this project. */
export const folder = join(__dirname, '../../../shared/fixtures');
export const present = existsSync(folder);

export interface Outcome {
	outcome: 'invoiced' | 'refused' | 'nothingToDo' | 'refund';
	/** A text that the message must contain. */
	says?: string;
	total?: number;
	currency?: string;
	paid?: number;
	/** For refunds, which the transfer refuses while no invoice exists: the amounts read. */
	amounts?: number[];
}

const same = (outcome: Outcome): { danish: Outcome; plain: Outcome } => ({ danish: outcome, plain: outcome });
const cancelled: Outcome = { outcome: 'nothingToDo', says: 'cancelled' };

/**
 * The first three payloads are one cancelled order in three deliveries (the second and third are the same bytes), so they
 * have the same outcome: a cancelled order is nothing to do, before anybody asks whether it adds up.
 */
export const table: Record<string, { danish: Outcome; plain: Outcome }> = {
	'shopify_01_orders_create_2026-04_official_sample': same(cancelled),
	'shopify_02_orders_paid_2024-07_official_sample': same(cancelled),
	'shopify_03_orders_cancelled_2024-07_official_sample': same(cancelled),
	'shopify_04_refunds_create_2024-07_official_sample': same({ outcome: 'refused', says: 'order_id' }),
	'shopify_06_order_1001_partially_refunded_2024-07_docs': {
		danish: { outcome: 'refused', says: 'tax of 11.94 USD on a sale to US' },
		plain: { outcome: 'invoiced', total: 59894, currency: 'USD', paid: 59894 },
	},
	shopify_08_refund_shipping_only_docs: same({ outcome: 'refund', amounts: [500] }),
	shopify_10_order_eur_qty3_tax_excl_docs: {
		danish: { outcome: 'refused', says: 'no country' },
		plain: { outcome: 'invoiced', total: 23847, currency: 'EUR', paid: 23847 },
	},
	shopify_11_order_partially_paid_docs: same({
		outcome: 'invoiced',
		total: 19900,
		currency: 'USD',
		paid: 5000,
	}),
	shopify_18_inconsistent_property_sample_must_refuse: same({ outcome: 'refused' }),
	shopify_22_payments_balance_transactions_fees: same({ outcome: 'refused', says: 'balance transactions' }),
	shopify_23_order_with_transactions_goshopify: same({ outcome: 'refused' }),
	woo_01_order_727_us_tax_lines_untaxed_shipping_docs: {
		danish: { outcome: 'refused', says: 'tax of 1.35 USD on a sale to US' },
		plain: { outcome: 'invoiced', total: 2935, currency: 'USD', paid: 2935 },
	},
	woo_02_refunds_list_docs: same({ outcome: 'refund', amounts: [1000, 900] }),
	stripe_01_invoice_paid_zero_amount: same({ outcome: 'nothingToDo', says: '0.00' }),
	stripe_02_invoice_paid_2000_no_tax_cli: {
		danish: { outcome: 'refused', says: 'test order' },
		plain: { outcome: 'invoiced', total: 2000, currency: 'USD', paid: 2000 },
	},
	stripe_05_charge_refunded_full_live: same({ outcome: 'refund', amounts: [2500] }),
	stripe_07_charge_succeeded_cli: same({ outcome: 'refused', says: 'carries no lines' }),
	stripe_08_balance_transaction_fee_88_net_1912: same({ outcome: 'refused', says: 'no order' }),
	stripe_10_checkout_session_completed: same({ outcome: 'refused', says: 'in_1KJqKBJDPojXS6LNJbvLUgEy' }),
	stripe_12_payout_paid_cli: same({ outcome: 'refused', says: 'no order' }),
	stripe_13_refund_created: same({ outcome: 'refund', amounts: [1000] }),
};

export function settingsOf(name: 'danish' | 'plain'): Settings {
	const settings = readSettings(presets[name]);
	if (isRefusal(settings)) throw new Error(settings.message);
	return settings;
}

export function load(name: string): unknown {
	return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}
