import { createRequire } from 'node:module';

import { Engine, organizationId, picked } from './engine.mts';

const { shopifyOrder } = createRequire(import.meta.url)(
	'../engine/shopifyOrder.ts',
) as typeof import('../engine/shopifyOrder.ts');

/** Requests that one order needs; settings reads are counted apart, since they are remembered for five minutes. */
export interface CallsPerOrder {
	orders: number;
	customers: number;
	newCustomer: number;
	knownCustomer: number;
	repeated: number;
	foreignCurrency: number;
	creditNote: number;
	creditNoteRepeated: number;
	/** Over the whole run. */
	settings: number;
}

const settingsReads = /\/(accounts\/(entry|deposit)|vatTypes|sales\/settings|accountingyears)$/;
const customers = 40;
const orders = 100;

/** A paid Shopify order of one of 40 customers. */
export function order(index: number, changes: object = {}): Record<string, unknown> {
	const email = `customer${index % customers}@example.com`;
	const id = 5501 + index;
	return shopifyOrder({
		id,
		admin_graphql_api_id: `gid://shopify/Order/${id}`,
		name: `#${id}`,
		order_number: id,
		email,
		customer: {
			id: 77 + (index % customers),
			email,
			first_name: 'Mia',
			last_name: `Holm ${index % customers}`,
		},
		...changes,
	});
}

/** A refund of the two bells of an order, money and all. */
function refund(index: number) {
	const orderId = 5501 + index;
	return {
		id: 9001 + index,
		order_id: orderId,
		created_at: '2026-11-05T10:00:00+01:00',
		refund_line_items: [
			{ id: 1, line_item_id: 2, quantity: 1, subtotal: 180, total_tax: 36, line_item: { id: 2 } },
		],
		order_adjustments: [],
		refund_shipping_lines: [],
		transactions: [
			{
				id: 8001 + index,
				order_id: orderId,
				kind: 'refund',
				gateway: 'shopify_payments',
				status: 'success',
				amount: '180.00',
				currency: 'DKK',
				processed_at: '2026-11-05T10:00:00+01:00',
			},
		],
	};
}

/**
 * The most requests that any order of its kind needed, over 100 orders of 40 customers, each delivered twice, ten of them
 * refunded (each refund delivered twice), and ten more in euro, as the local Dinero counted them.
 */
export async function callsPerOrder(): Promise<CallsPerOrder> {
	const engine = await Engine.start();
	const found: CallsPerOrder = {
		orders,
		customers,
		newCustomer: 0,
		knownCustomer: 0,
		repeated: 0,
		foreignCurrency: 0,
		creditNote: 0,
		creditNoteRepeated: 0,
		settings: 0,
	};
	type Kind = Exclude<keyof CallsPerOrder, 'orders' | 'customers' | 'settings'>;
	const transfer = async (kind: Kind, operation: string, given: object, outcome: string) => {
		const before = engine.dinero.calls.at(-1)?.number ?? 0;
		const { row, error } = await engine.run({
			resource: 'shopOrder',
			operation,
			organizationId: picked(organizationId),
			depositAccountNumber: picked('55000'),
			whatToDo: 'bookAndPay',
			options: {
				accounts: { account: [{ case: 'domesticShipping', accountNumber: picked('1350') }] },
			},
			...given,
		} as never);
		if (error) throw error;
		if (row.outcome !== outcome) throw new Error(`${kind}: ${String(row.outcome)} (${String(row.reason)})`);
		const calls = engine.dinero.calls.filter(
			(call) => call.number > before && !call.path.startsWith('/connect/'),
		);
		const settings = calls.filter((call) => settingsReads.test(call.path)).length;
		found.settings += settings;
		found[kind] = Math.max(found[kind], calls.length - settings);
	};
	try {
		for (let index = 0; index < orders; index += 1) {
			const kind = index < customers ? 'newCustomer' : 'knownCustomer';
			await transfer(kind, 'createInvoice', { order: order(index) }, 'invoiced');
		}
		for (let index = 0; index < orders; index += 1) {
			await transfer('repeated', 'createInvoice', { order: order(index) }, 'alreadyTransferred');
		}
		for (let index = 0; index < 10; index += 1) {
			const euro = order(orders + index, { currency: 'EUR', presentment_currency: 'EUR' });
			await transfer('foreignCurrency', 'createInvoice', { order: euro }, 'invoiced');
		}
		for (const kind of ['creditNote', 'creditNoteRepeated'] as const) {
			for (let index = 0; index < 10; index += 1) {
				const outcome = kind === 'creditNote' ? 'credited' : 'alreadyTransferred';
				await transfer(kind, 'createCreditNote', { refund: refund(index), options: {} }, outcome);
			}
		}
		return found;
	} finally {
		await engine.close();
	}
}
