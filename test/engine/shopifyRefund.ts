import { shopifyOrder } from './shopifyOrder';

/** A refund of the bells of the sample order, 180.00 DKK, as the Shopify trigger gives it: no shop is named. */
export function shopifyRefund(changes: object = {}): Record<string, unknown> {
	const [, bell] = shopifyOrder().line_items as Array<Record<string, unknown>>;
	return {
		id: 9901,
		admin_graphql_api_id: 'gid://shopify/Refund/9901',
		order_id: 5501,
		created_at: '2026-11-05T10:00:00+01:00',
		processed_at: '2026-11-05T10:00:00+01:00',
		note: 'Broken',
		restock: true,
		order_adjustments: [],
		refund_line_items: [
			{
				id: 1,
				line_item_id: 2,
				quantity: 1,
				subtotal: 180,
				total_tax: 36,
				restock_type: 'return',
				line_item: bell,
			},
		],
		transactions: [
			{
				id: 777,
				order_id: 5501,
				kind: 'refund',
				gateway: 'shopify_payments',
				status: 'success',
				amount: '180.00',
				currency: 'DKK',
				processed_at: '2026-11-05T10:00:00+01:00',
			},
		],
		...changes,
	};
}
