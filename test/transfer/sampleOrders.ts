import type { Settings, SettingsInput, ShopOrder, ShopRefund } from '../../orders';
import { isRefusal, presets, readSettings } from '../../orders';

/** Settings that must be readable. */
export function settings(change: SettingsInput = {}): Settings {
	const read = readSettings({ ...presets.danish, ...change });
	if (isRefusal(read)) throw new Error(read.message);
	return read;
}

/** A paid Danish order: coffee 299.00, shipping 100.00, 25 % VAT included. */
export function order(change: Partial<ShopOrder> = {}): ShopOrder {
	const address = {
		name: 'Anna Berg',
		street: 'Storegade 1',
		postcode: '8000',
		city: 'Aarhus',
		country: 'DK',
	};
	return {
		kind: 'order',
		shop: 'shopify',
		shopKey: 'shop.example',
		id: '820982911946154508',
		aliases: [],
		number: '#1001',
		day: '2026-11-19',
		paidDay: '2026-11-20',
		currency: 'DKK',
		pricesIncludeTax: true,
		customer: { id: '1', name: 'Anna Berg', email: 'anna@example.com' },
		billing: address,
		delivery: address,
		lines: [
			{
				kind: 'product',
				id: '1',
				text: 'Kaffe',
				quantity: '1',
				gross: 29900,
				net: 23920,
				tax: 5980,
				discount: 0,
				taxNames: ['DK Moms'],
				where: 'line_items[0]',
			},
			{
				kind: 'shipping',
				id: 's1',
				text: 'Fragt',
				quantity: '1',
				gross: 10000,
				net: 8000,
				tax: 2000,
				discount: 0,
				taxNames: ['DK Moms'],
				where: 'shipping_lines[0]',
			},
		],
		total: 39900,
		tax: 7980,
		paymentStatus: 'paid',
		paymentMethods: ['shopify_payments'],
		payments: [
			{
				method: 'shopify_payments',
				amount: 39900,
				day: '2026-11-20',
				transactionId: '9001',
				giftCard: false,
			},
		],
		test: false,
		cancelled: false,
		refunds: [],
		warnings: [],
		tags: [],
		...change,
	};
}

/** 100.00 of the sample order's shipping given back, as a refund that does not name its shop. */
export function refund(change: Partial<ShopRefund> = {}): ShopRefund {
	return {
		kind: 'refund',
		shop: 'shopify',
		shopKey: '',
		id: '929361461',
		orderId: '820982911946154508',
		orderAliases: [],
		currency: '',
		day: '2026-11-20',
		lines: [
			{
				kind: 'shipping',
				text: 'Fragt',
				quantity: '1',
				gross: 10000,
				tax: 2000,
				where: 'order_adjustments[0]',
			},
		],
		linesTotal: 10000,
		payments: [
			{
				method: 'shopify_payments',
				amount: 10000,
				day: '2026-11-20',
				transactionId: '9100',
				giftCard: false,
			},
		],
		amount: 10000,
		pending: false,
		test: false,
		...change,
	};
}
